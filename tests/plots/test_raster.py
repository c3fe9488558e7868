"""PNG and PDF: with their text, at their size, the same bytes again, and nothing of a text acts."""

import builtins
import re
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from struct import unpack_from

import pytest

from drgs_cli.errors import DrgsError
from drgs_cli.plots.drawing import COLUMN_MM, POINTS_PER_MM, Box, Drawing, Label
from drgs_cli.plots.raster import drawn_by_others, pdf, png

WIDTH = COLUMN_MM * POINTS_PER_MM
NOTHING = Drawing(WIDTH, 40, (), "Nothing", "An empty sheet.")


def sheet(text: str, *, bold: bool = False) -> Drawing:
    return Drawing(WIDTH, 40, (Label(10, 20, text, bold=bold),), 'A <title> #{}$ "q"', "What \\ it * shows.")


def chunks(data: bytes) -> dict[str, bytes]:
    """The parts of a PNG; its compressed lines put together."""
    found: dict[str, bytes] = {}
    place = 8
    while place < len(data):
        length, name = unpack_from(">I4s", data, place)
        found[name.decode()] = found.get(name.decode(), b"") + data[place + 8 : place + 8 + length]
        place += 12 + length
    return found


def test_a_png_has_the_pixels_and_the_resolution_asked_for() -> None:
    for dpi, pixels in ((72, 238), (300, 992)):
        parts = chunks(png(NOTHING, dpi))
        assert abs(unpack_from(">II", parts["IHDR"])[0] - pixels) <= 1
        assert unpack_from(">IIB", parts["pHYs"]) == (round(dpi / 0.0254), round(dpi / 0.0254), 1)
        zlib.decompress(parts["IDAT"])


@pytest.mark.parametrize("bold", [False, True])
def test_a_text_is_there_and_in_the_fonts_that_come_with_the_program(bold: bool) -> None:
    drawn = png(sheet("Randomised ± 95 %", bold=bold))
    assert len({drawn, png(NOTHING), png(sheet("Randomised ± 96 %", bold=bold))}) == 3
    assert drawn == png(sheet("Randomised ± 95 %", bold=bold))


def test_bold_is_another_font() -> None:
    assert png(sheet("Summary")) != png(sheet("Summary", bold=True))


def test_a_character_that_no_bundled_font_has_is_not_left_out() -> None:
    with_it, without = sheet("a \U0010fffd b"), sheet("a  b")
    assert (drawn_by_others((with_it,)), drawn_by_others((without,))) == ("\U0010fffd", "")
    assert png(with_it) != png(without)


def test_a_picture_that_no_memory_can_hold_is_refused_in_a_sentence() -> None:
    vast = Drawing(1e7, 1e4, (Box(0, 0, 1, 1),), "t", "d")
    with pytest.raises(DrgsError, match="of 27,777,778 million pixels is too large to make; try a lower --dpi"):
        png(vast, 1200)


def test_a_pdf_has_a_page_for_each_sheet_at_its_size() -> None:
    written = pdf((sheet("one"), sheet("two"), NOTHING))
    assert written.startswith(b"%PDF-")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", written)
    assert len(boxes) == 3
    assert all(abs(float(wide) - WIDTH) < 0.1 and abs(float(high) - 40) < 0.1 for wide, high in boxes)


def test_a_pdf_has_its_fonts_within_and_its_text_as_text() -> None:
    written = pdf((sheet("one"), sheet("two", bold=True)))
    assert b"LiberationSans" in written
    assert b"LiberationSans-Bold" in written
    assert written.count(b"/FontFile2") == 2
    assert b"/ToUnicode" in written


def test_a_pdf_has_its_title_and_no_date() -> None:
    written = pdf((NOTHING,), "Forest plots")
    assert b"Forest plots" in written
    assert re.search(rb"/(CreationDate|ModDate)", written) is None


def test_a_pdf_says_in_words_what_a_page_shows() -> None:
    assert b"/Alt" in pdf((NOTHING,))


def test_a_pdf_has_the_same_bytes_again() -> None:
    assert pdf((sheet("one"), NOTHING)) == pdf((sheet("one"), NOTHING))


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    pdf((sheet('#read("/etc/passwd")'),))
    png(sheet("one"))
    assert list(tmp_path.iterdir()) == []


def test_without_a_sheet_there_is_no_pdf() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        pdf(())


@pytest.mark.parametrize(("package", "sentence"), [("resvg_py", "PNG needs resvg-py"), ("typst", "PDF needs typst")])
def test_what_is_not_installed_is_told_with_how_to_get_it(
    package: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = builtins.__import__

    def without(
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        names: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name == package:
            raise ImportError(name)
        return really(name, globals_, locals_, names, level)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DrgsError, match=rf"{sentence}: pip install 'drgs-cli\[figures\]'"):
        png(NOTHING) if package == "resvg_py" else pdf((NOTHING,))
