"""How many columns a text takes where each character has one, and how it is fitted into them; knows no picture.

What acts instead of being seen is made visible first, so that what is measured is what is shown.
"""

from functools import cache
from typing import Literal

from drgs_cli.plots.line_breaks import broken
from drgs_cli.visible import visible

Side = Literal["left", "right", "middle"]
ELLIPSIS = "…"
# One column each in every version of Unicode; with these alone, as usual, its database need not be loaded.
_NARROW = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))) | frozenset(
    "\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2212≤≥≈→─═┄"
)


def columns_of(text: str) -> int:
    """The columns that a text takes: marks upon letters take none, ideographs and emoji two."""
    shown = visible(text)
    return len(shown) if shown.isascii() else sum(map(sign_columns, shown))


def padded(text: str, columns: int, align: Side = "left") -> str:
    """The text with spaces to so many columns; `right` has them before it. What is wider is clipped."""
    shown = clipped(text, columns)
    free = columns - columns_of(shown)
    before = {"left": 0, "right": free, "middle": free // 2}[align]
    return " " * before + shown + " " * (free - before)


def clipped(text: str, columns: int) -> str:
    """The text in at most so many columns, with an ellipsis at the end where something is left out."""
    shown = visible(text)
    return shown if columns_of(shown) <= columns else _cut(shown, columns)


def folded(text: str, columns: int, most: int = 0) -> tuple[str, ...]:
    """The text in lines of at most so many columns, broken between words; in a word only where it is wider by itself.

    `most` lines at most (0: as many as it takes), then with an ellipsis at the end of the last. An empty text has no
    line.
    """
    return broken(visible(text), columns, columns_of, lambda line: _cut(line, columns), most)


def _cut(shown: str, columns: int) -> str:
    """As much of a text as fits before an ellipsis."""
    taken, kept = 0, ""
    for sign in shown:
        taken += sign_columns(sign)
        if taken > columns - 1:
            break
        kept += sign
    return kept.rstrip() + ELLIPSIS if columns > 0 else ""


@cache
def sign_columns(sign: str) -> int:
    """The columns of one character."""
    if sign in _NARROW:
        return 1
    import unicodedata

    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
