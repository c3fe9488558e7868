"""The forms of pictures: which one a file gets, what contradicts itself, and what becomes of several sheets."""

import importlib.util
from pathlib import Path

import click
import pytest

from drgs_cli.cli import pictures
from drgs_cli.cli.pictures import FORMS, Wanted, wanted_of, write_pictures
from drgs_cli.errors import DrgsError
from drgs_cli.plots.drawing import POINTS_PER_MM, Drawing, Label
from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Document

UNUSUAL = "\U0001f600"


def figure(text: str = "a text", sheets: int = 1) -> Figure:
    def pages(width_mm: float) -> tuple[Drawing, ...]:
        return (Drawing(width_mm * POINTS_PER_MM, 30, (Label(0, 10, text),), "A title", "d"),) * sheets

    return Figure("A title", "d", pages, lambda _: (text,), ("A note.",))


def wanted(path: Path, *, bare: bool = False) -> Wanted:
    return wanted_of(None, path, None, 72 if path.suffix == ".png" else None, bare, False)


def written(path: Path, *figures: Figure, bare: bool = False) -> None:
    write_pictures(Document("Pictures", figures), figures, (), wanted(path, bare=bare), "picture")


@pytest.mark.parametrize(
    ("name", "form"), [(f"A{end}".upper(), form) for form, (ends, _) in FORMS.items() for end in ends]
)
def test_an_ending_picks_the_form_in_capitals_or_not(name: str, form: str) -> None:
    assert wanted_of(None, Path(name), None, None, False, False).form == form


def test_what_is_not_said_is_usual() -> None:
    assert wanted_of(None, None, None, None, False, False) == Wanted("text", None, 174, 300, False, False)
    assert wanted_of("png", Path("-"), 84, 600, True, True) == Wanted("png", None, 84, 600, True, True)


def test_an_unknown_ending_is_wrong_usage() -> None:
    with pytest.raises(click.UsageError, match=r"end it in \.txt, \.svg, \.png or \.pdf"):
        wanted_of(None, Path("picture.jpg"), None, None, False, False)


def test_many_sheets_sort_by_their_number(tmp_path: Path) -> None:
    written(tmp_path / "many.png", figure(sheets=10))
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"many-{number:02}.png" for number in range(1, 11)]


def test_characters_of_other_fonts_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "plain.pdf", figure())
    assert capsys.readouterr().err == ""
    written(tmp_path / "face.pdf", figure(UNUSUAL))
    assert capsys.readouterr().err == f"drgs: drawn with the fonts of this computer, where they have them: {UNUSUAL}\n"


def test_a_bare_picture_has_its_words_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "bare.svg", figure(), bare=True)
    drawn = (tmp_path / "bare.svg").read_text()
    assert ">A note.<" not in drawn
    assert capsys.readouterr().err == "drgs: legend: A title\ndrgs: legend: A note.\n"
    written(tmp_path / "whole.svg", figure())
    assert ">A note.<" in (tmp_path / "whole.svg").read_text()


def test_nothing_is_written_where_a_sheet_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from drgs_cli.plots import raster

    made = raster.png

    def failing(drawing: Drawing, dpi: float) -> bytes:
        if drawing.height > 100:
            raise OSError("no more")
        return made(drawing, dpi)

    monkeypatch.setattr(raster, "png", failing)
    tall = Figure("B", "d", lambda width: (Drawing(width, 400, (), "B", "d"),), lambda _: ())
    with pytest.raises(OSError, match="no more"):
        written(tmp_path / "two.png", figure(), tall)
    assert list(tmp_path.iterdir()) == []


def test_many_sheets_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pictures, "_MANY", 2)
    written(tmp_path / "few.svg", figure(sheets=2))
    assert capsys.readouterr().err == ""
    written(tmp_path / "many.svg", figure(sheets=3))
    assert "3 sheets: a narrower question, or --number, draws fewer" in capsys.readouterr().err


def test_more_files_than_anybody_wants_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_FILES", 2)
    with pytest.raises(click.UsageError, match=r"there are 3, more than 2: .* or write a \.pdf"):
        written(tmp_path / "many.png", figure(sheets=3))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "needed"), [("a.png", "PNG needs resvg-py"), ("a.PDF", "PDF needs typst")])
def test_what_is_not_installed_is_told_before_anything_is_worked_out(
    name: str, needed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(DrgsError, match=rf"{needed}: pip install 'drgs-cli\[figures\]'"):
        wanted_of(None, Path(name), None, None, False, False)
    assert wanted_of(None, Path("a.svg"), None, None, False, False).form == "svg"
