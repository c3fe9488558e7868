"""Every kind of picture over the invented studies, held against tests/golden_pictures; renewed by --update-goldens."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from drgs_cli.cli.plot_kinds import PLOTS
from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.legend import standing_alone
from drgs_cli.plots.svg import svg_text
from drgs_cli.records.library import Library, load_library
from drgs_cli.render.document import Document, Note
from drgs_cli.render.terminal import render_terminal
from drgs_cli.synthesis.question import Question

TESTS = Path(__file__).parents[2]
GOLDEN = TESTS / "golden_pictures"
FOLDERS = ("folder", "invented_trials", "invented_twelve")
FORMS = ("svg", "84.svg", "txt")
NAMES = tuple(f"{folder}-{kind}.{form}" for folder in FOLDERS for kind in PLOTS for form in FORMS)


@cache
def library(folder: str) -> Library:
    return load_library(TESTS / folder)


def drawn(name: str) -> str:
    """All pictures of a kind over a folder as they stand alone; of what is not drawn, the reason."""
    place, _, form = name.partition(".")
    folder, _, kind = place.partition("-")
    question = Question(indication="crps" if PLOTS[kind].of_one else None)
    found = PLOTS[kind].figures(library(folder), question)
    figures = [figure for figure in found if isinstance(figure, Figure)]
    if form == "txt":
        parts = (figure if isinstance(figure, Figure) else Note("not-drawn", figure.reason) for figure in found)
        return render_terminal(Document("", tuple(parts)), None, False)
    width = COLUMN_MM if form == "84.svg" else PAGE_MM
    pages = tuple(page for figure in figures for page in standing_alone(figure, width))
    return svg_text(pages, kind) if pages else ""


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_drawn_as_it_was(name: str, pytestconfig: pytest.Config) -> None:
    text = drawn(name)
    path = GOLDEN / name
    if pytestconfig.getoption("--update-goldens"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_there_is_no_golden_picture_without_its_kind(pytestconfig: pytest.Config) -> None:
    orphans = sorted(path.name for path in GOLDEN.iterdir() if path.name not in NAMES)
    if pytestconfig.getoption("--update-goldens"):
        for name in orphans:
            (GOLDEN / name).unlink()
        orphans = []
    assert orphans == []


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("form", FORMS)
def test_every_kind_has_a_golden_picture_that_draws_something(kind: str, form: str) -> None:
    texts = [(GOLDEN / f"{folder}-{kind}.{form}").read_text(encoding="utf-8") for folder in FOLDERS]
    if form == "txt":
        assert max(text.count("\n") for text in texts) > 8
    else:
        marks = [sum(1 for _ in ElementTree.fromstring(text).iter()) for text in texts if text]
        assert max(marks) > 20
