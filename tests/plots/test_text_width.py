"""Widths of text are those of the bundled font, and lines are broken so that they fit."""

from pathlib import Path
from struct import unpack_from

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.glyphs import FILES
from drgs_cli.plots.text_width import UNITS, width_of, wrapped

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


def advances(font: Path, text: str) -> list[int]:
    """The advance width of each character of the basic plane, read from the tables `cmap` and `hmtx` of a font."""
    data = font.read_bytes()
    (count,) = unpack_from(">H", data, 4)
    tables = {tag: place for tag, _, place, _ in (unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))}
    (wide,) = unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = [unpack_from(">HH", data, tables[b"hmtx"] + 4 * n)[0] for n in range(wide)]
    glyphs = mapping(data, tables[b"cmap"])
    return [widths[min(glyphs[ord(sign)], wide - 1)] for sign in text]


def mapping(data: bytes, start: int) -> dict[int, int]:
    """Code point -> glyph, of the table of the basic plane (platform 3, encoding 1, format 4)."""
    (count,) = unpack_from(">H", data, start + 2)
    entries = [unpack_from(">HHI", data, start + 4 + 8 * number) for number in range(count)]
    start += next(place for platform, encoding, place in entries if (platform, encoding) == (3, 1))
    (doubled,) = unpack_from(">H", data, start + 6)
    ends, firsts, steps, offsets = (
        unpack_from(f">{doubled // 2}H", data, start + place)
        for place in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    found = {}
    for number, (first, end, step, offset) in enumerate(zip(firsts, ends, steps, offsets, strict=True)):
        for code in range(first, end + 1):
            place = start + 16 + 3 * doubled + 2 * number + offset + 2 * (code - first)
            found[code] = (unpack_from(">H", data, place)[0] if offset else code + step) % 0x10000
    return found


@pytest.mark.parametrize("bold", [False, True])
def test_the_widths_are_those_of_the_bundled_font(bold: bool) -> None:
    assert [round(width_of(sign, UNITS, bold)) for sign in ASCII] == advances(FILES[bold], ASCII)


def test_letters_with_accents_are_as_wide_as_their_base() -> None:
    signs = "éüñåçÖŠ"
    assert [round(width_of(sign, UNITS)) for sign in signs] == advances(FILES[0], signs)


def test_our_own_signs_are_given_no_less_than_they_take() -> None:
    signs = "–—−±×≥≤→←²³…“”°µτχ½"
    short = {s for s, wide in zip(signs, advances(FILES[0], signs), strict=True) if width_of(s, UNITS) < wide * 0.98}
    assert short == set()


def test_marks_upon_letters_take_no_place() -> None:
    assert width_of("e\u0301", 10) == width_of("e", 10)


@given(text=LINES, width=st.floats(5, 200), bold=st.booleans())
def test_no_line_is_wider_than_asked_and_no_sign_is_lost(text: str, width: float, bold: bool) -> None:
    lines = wrapped(text, 7.0, width, bold)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [line for line in lines if len(line) > 1 and width_of(line, 7.0, bold) > width + 1e-6] == []


@given(text=LINES, width=st.floats(20, 200), most=st.integers(1, 3))
def test_at_most_so_many_lines_and_an_ellipsis_where_something_is_left_out(text: str, width: float, most: int) -> None:
    lines, whole = wrapped(text, 7.0, width, most=most), wrapped(text, 7.0, width)
    assert len(lines) <= most
    assert (lines == whole) == (len(whole) <= most)
    assert len(whole) <= most or lines[-1].endswith("…")


def test_a_number_keeps_its_sign_of_per_cent() -> None:
    """Drawn, too; and a no-break space is one."""
    for width in range(60, 200, 3):
        assert any("50 %" in line for line in wrapped("tau² 0.12, I² 50 %, k 3", 7.5, width))
        assert any("p\N{NO-BREAK SPACE}= 1" in line for line in wrapped("so that p\N{NO-BREAK SPACE}= 1", 7.5, width))
