"""Which characters the fonts that come with the program can draw; knows neither drawings nor formats.

The table of characters is read from the font itself (OpenType `cmap`, format 4), so that no list can grow stale.
"""

from functools import cache
from pathlib import Path
from struct import unpack_from

FOLDER = Path(__file__).parent / "fonts"
FILES = (FOLDER / "LiberationSans-Regular.ttf", FOLDER / "LiberationSans-Bold.ttf")
FAMILY = "Liberation Sans"


def not_bundled(text: str) -> str:
    """The characters of a text that the bundled fonts cannot draw, each once, in the order they come."""
    if text.isascii():
        return ""
    known = characters(FILES[0]) & characters(FILES[1])
    return "".join(dict.fromkeys(sign for sign in text if ord(sign) not in known))


@cache
def characters(font: Path) -> frozenset[int]:
    """The code points of the basic plane that a font has a glyph for."""
    data = font.read_bytes()
    start = _unicode_table(data, _table(data, b"cmap"))
    (doubled,) = unpack_from(">H", data, start + 6)
    count = doubled // 2
    ends = unpack_from(f">{count}H", data, start + 14)
    firsts = unpack_from(f">{count}H", data, start + 16 + doubled)
    steps = unpack_from(f">{count}h", data, start + 16 + 2 * doubled)
    places = start + 16 + 3 * doubled
    offsets = unpack_from(f">{count}H", data, places)
    found: set[int] = set()
    for number, (first, end, step, offset) in enumerate(zip(firsts, ends, steps, offsets, strict=True)):
        for code in range(first, min(end, 0xFFFE) + 1):
            if offset:
                (glyph,) = unpack_from(">H", data, places + 2 * number + offset + 2 * (code - first))
            else:
                glyph = (code + step) % 0x10000
            if glyph:
                found.add(code)
    return frozenset(found)


def _table(data: bytes, name: bytes) -> int:
    """Where a table of a font begins."""
    (count,) = unpack_from(">H", data, 4)
    entries = (unpack_from(">4sIII", data, 12 + 16 * number) for number in range(count))
    return next(int(offset) for tag, _, offset, _ in entries if tag == name)


def _unicode_table(data: bytes, start: int) -> int:
    """Where the table of the basic plane begins, among those of the characters."""
    (count,) = unpack_from(">H", data, start + 2)
    entries = (unpack_from(">HHI", data, start + 4 + 8 * number) for number in range(count))
    return next(start + int(offset) for platform, encoding, offset in entries if (platform, encoding) == (3, 1))
