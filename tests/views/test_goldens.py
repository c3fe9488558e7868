"""Every view in every format over the invented studies, held against tests/golden; renewed by --update-goldens."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from drgs_cli.checks.run import check
from drgs_cli.cli.evidence import EvidenceBase, Opened
from drgs_cli.records.library import load_library
from drgs_cli.render.document import Document
from drgs_cli.render.formats import FORMATS, Drawn
from drgs_cli.synthesis.answer import answer
from drgs_cli.synthesis.listing import list_studies
from drgs_cli.synthesis.question import Question
from drgs_cli.views import contract, envelope
from drgs_cli.views.overview import overview_document
from drgs_cli.views.study_list import study_list
from drgs_cli.views.study_page import study_pages
from drgs_cli.views.summary import summary_document
from drgs_cli.views.vocabulary import vocabulary_document

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden"
SCHEMA = TESTS.parent / "drgs_cli" / "schema" / "output.schema.json"
WIDTHS = {"80.table": 80, "200.table": 200}  # tables for terminals, beside the one for a pipe

Result = Callable[[], Mapping[str, object]]


class View(NamedTuple):
    """One view: what is drawn, and what is written for programs."""

    document: Document
    result: Result


def _overview(opened: Opened) -> View:
    keys = opened.library.vocabulary.indications.top()
    answers = tuple(answer(opened.library, Question(indication=key)) for key in keys)
    document = overview_document(answers, opened.library)
    return View(document, lambda: contract.overview_json(answers, opened, Question()))


def _summary(opened: Opened) -> View:
    question = Question(indication="crps")
    found = answer(opened.library, question)
    return View(summary_document(found, opened.library), lambda: contract.summary_json(found, opened, question))


def _studies(opened: Opened) -> View:
    found = list_studies(opened.library, Question())
    return View(study_list(found, opened.library), lambda: contract.studies_json(found, opened, Question()))


def _show(opened: Opened) -> View:
    library = opened.library
    found, problems = list_studies(library, Question()), check(library)
    return View(study_pages(found, library, problems), lambda: contract.show_json(found, opened, problems))


def _vocabulary(opened: Opened) -> View:
    kinds, vocabulary = ("indications", "interventions"), opened.library.vocabulary
    return View(vocabulary_document(kinds, vocabulary), lambda: contract.vocabulary_json(kinds, vocabulary))


VIEWS: dict[str, Callable[[Opened], View]] = {
    "overview": _overview,
    "summary": _summary,
    "studies": _studies,
    "show": _show,
    "vocabulary": _vocabulary,
}
FORMS = (*FORMATS, *WIDTHS)
NAMES = tuple(f"{view}.{form}" for view in VIEWS for form in FORMS)


@pytest.fixture
def opened(invented: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The invented studies, as a program of no particular version reads them."""
    monkeypatch.setattr(envelope, "__version__", "0")
    return Opened(EvidenceBase(invented, "option"), load_library(invented), ())


def drawn(view: View, form: str) -> str:
    """A view in a format, as a file or pipe gets it, or a terminal of some width without colour."""
    entry = FORMATS[form.rpartition(".")[2]]
    if isinstance(entry, Drawn):
        return entry.draw(view.document, WIDTHS.get(form), False)
    return entry.write(view.result())


@pytest.mark.parametrize("name", NAMES)
def test_a_view_is_drawn_as_it_was(name: str, opened: Opened, pytestconfig: pytest.Config) -> None:
    view, _, form = name.partition(".")
    text = drawn(VIEWS[view](opened), form)
    path = GOLDEN / name
    if pytestconfig.getoption("--update-goldens"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_there_is_no_golden_file_without_its_view(pytestconfig: pytest.Config) -> None:
    orphans = sorted(path.name for path in GOLDEN.iterdir() if path.name not in NAMES)
    if pytestconfig.getoption("--update-goldens"):
        for name in orphans:
            (GOLDEN / name).unlink()
        orphans = []
    assert orphans == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_json_of_a_view_is_the_one_of_the_schema(view: str, opened: Opened) -> None:
    written = json.loads(drawn(VIEWS[view](opened), "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(written)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_record_reaches_a_terminal_as_a_command(view: str, form: str, opened: Opened) -> None:
    assert "\x1b" not in drawn(VIEWS[view](opened), form)


@pytest.mark.parametrize("form", ["table", "80.table"])
def test_no_word_of_a_study_is_lost_on_a_page(form: str, opened: Opened) -> None:
    page = "".join(drawn(_show(opened), form).split())
    assert "[bold]Invented[/bold]relief[0.5,1.2]:\\x1b[31matrial\\x1b[0mof|pipes,*stars*and<b>tags</b>" in page
    assert "Norway" not in page
    assert "NO,US" in page
