"""How wide a text is drawn, and how it is broken into lines; knows no format.

The widths are those of Arial, Helvetica and Liberation Sans, which agree in them; a page that has none of the three
falls back on a font that may be wider, so that places are given with some room (ROOM).
"""

import unicodedata

from drgs_cli.plots.line_breaks import broken

ROOM = 1.06  # what a text gets for its width
UNITS = 2048

# Advance widths from U+0020 to U+007E, in units of the em.
_PLAIN = (
    *(569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569),
    *(1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139),
    *(2079, 1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593),
    *(1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139),
    *(682, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139),
    *(1139, 1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196),
)
_BOLD = (
    *(569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569),
    *(1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251),
    *(1997, 1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593),
    *(1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139),
    *(682, 1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251),
    *(1251, 1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196),
)
_FULL = UNITS  # ideographs, emoji, an em dash, arrows
_OTHER = 1366  # letters of other scripts, signs


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of one line, in the unit of `size`."""
    table = _BOLD if bold else _PLAIN
    units = sum(table[ord(sign) - 32] if " " <= sign <= "~" else _unusual(sign, table) for sign in text)
    return units * size / UNITS


def wrapped(text: str, size: float, width: float, bold: bool = False, most: int = 0) -> tuple[str, ...]:
    """The text in lines of at most this width, broken between words, in a word only where it is too long by itself.

    `most` lines at most (0: as many as it takes); what is left out then is shown by an ellipsis at the end of the last.
    """
    return broken(
        text, width, lambda part: width_of(part, size, bold), lambda line: _shortened(line, size, width, bold), most
    )


def _shortened(line: str, size: float, width: float, bold: bool) -> str:
    while line and width_of(f"{line}…", size, bold) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _unusual(sign: str, table: tuple[int, ...]) -> int:
    """A sign beyond ASCII: none for marks that stand upon another, the width of its base letter where it has one."""
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    if unicodedata.east_asian_width(sign) in "WF" or sign in "—…←→½":
        return _FULL
    base = unicodedata.normalize("NFKD", sign)[0]
    return table[ord(base) - 32] if " " <= base <= "~" else _OTHER
