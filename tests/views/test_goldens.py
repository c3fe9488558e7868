"""Every view in every format over the invented studies, held against tests/golden; renewed by --update-goldens."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from drgs_cli.checks.run import check
from drgs_cli.cli.evidence import EvidenceBase, Opened
from drgs_cli.history.sides import side_of_folder
from drgs_cli.history.update import update_between
from drgs_cli.records.library import library_of, load_library
from drgs_cli.render.document import Document
from drgs_cli.render.formats import FORMATS, Drawn
from drgs_cli.synthesis.answer import answer, glance_at_each
from drgs_cli.synthesis.by_publication import strands_of
from drgs_cli.synthesis.context import context_of
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.listing import list_studies
from drgs_cli.synthesis.network_estimates import networks
from drgs_cli.synthesis.question import Question
from drgs_cli.views import contract
from drgs_cli.views.certainty import certainty_document
from drgs_cli.views.compare import compare_document
from drgs_cli.views.contract_certainties import certainties_json
from drgs_cli.views.contract_diff import diff_json
from drgs_cli.views.contract_explain import explain_json, explain_row_json
from drgs_cli.views.contract_history import history_json
from drgs_cli.views.contract_network import network_json
from drgs_cli.views.contract_report import report_json
from drgs_cli.views.diff import diff_document
from drgs_cli.views.explain import explain_document, explain_line
from drgs_cli.views.explain_row import explain_row, explain_row_document
from drgs_cli.views.history import history_document
from drgs_cli.views.network import network_document
from drgs_cli.views.overview import overview_document
from drgs_cli.views.report.document import report_document
from drgs_cli.views.report.material import material_of
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


CRPS = Question(indication="crps")


def _overview(opened: Opened) -> View:
    glances = glance_at_each(opened.library, Question())
    document = overview_document(glances, opened.library)
    return View(document, lambda: contract.overview_json(glances, opened, Question()))


def _summary(opened: Opened) -> View:
    found = answer(opened.library, CRPS)
    return View(summary_document(found), lambda: contract.summary_json(found, opened, CRPS))


def _compare(opened: Opened) -> View:
    found = answer(opened.library, CRPS)
    return View(compare_document(found), lambda: contract.compare_json(found, opened, CRPS))


def _unanchored(opened: Opened) -> View:
    question = replace(CRPS, allow_unanchored=True, denominator="trialled", measure="OR")
    found = answer(opened.library, question)
    return View(compare_document(found), lambda: contract.compare_json(found, opened, question))


def _certainty(opened: Opened) -> View:
    found = answer(opened.library, CRPS)
    return View(certainty_document(found), lambda: certainties_json(found, opened, CRPS))


def _network(opened: Opened) -> View:
    context = context_of(opened.library, CRPS)
    found = networks(gather(opened.library, CRPS), context)
    return View(network_document(found, context), lambda: network_json(found, context, opened, CRPS))


def _history(opened: Opened) -> View:
    question = replace(CRPS, outcomes=("responder-50",))
    found = strands_of(opened.library, question)
    return View(history_document(found, question, opened.library), lambda: history_json(found, opened, question))


def _explained(opened: Opened, ref: str) -> View:
    found = explain_line(answer(opened.library, CRPS), ref)
    assert found is not None
    return View(explain_document(found), lambda: explain_json(found, opened))


def _explained_row(opened: Opened) -> View:
    study = list_studies(opened.library, Question())[0]
    found = explain_row(study, 0, opened.library, lambda key, _: Question(indication=key))
    return View(explain_row_document(found), lambda: explain_row_json(found, opened))


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


def _diff(opened: Opened) -> View:
    """A study come, a count and a hostile title corrected."""
    now = side_of_folder(opened.base.folder, "studies", "after")
    review, *files = now.every.contents
    texts = [
        content.replace(b"events: 15, n: 20, percent: 75.0", b"events: 9, n: 20, percent: 45.0") for content in files
    ]
    texts = [content.replace(b"of | pipes, *stars*", b"of | cubes, *stars*") for content in texts]
    named = zip(texts[::2], texts[1::2], strict=True)
    earlier = [(name.removesuffix(b"\0").decode(), content, ()) for name, content in named if b"gamma" not in name]
    every = library_of("", review, earlier)
    update = update_between(replace(now, name="before", every=every, library=every), now)
    return View(diff_document(update), lambda: diff_json(update))


def _report(opened: Opened) -> View:
    """The whole review."""
    made = material_of(opened.library, Question(), ("crps",))
    return View(report_document(made), lambda: report_json(made, opened))


VIEWS: dict[str, Callable[[Opened], View]] = {
    "overview": _overview,
    "summary": _summary,
    "studies": _studies,
    "show": _show,
    "vocabulary": _vocabulary,
    "explain-row": _explained_row,
    "diff": _diff,
    "report": _report,
}
# The same over invented trials and series of several studies in a cell, of every kind of evidence.
OF_TRIALS: dict[str, Callable[[Opened], View]] = {
    "trials-summary": _summary,
    "trials-compare": _compare,
    "trials-unanchored": _unanchored,
    "trials-certainty": _certainty,
    "trials-network": _network,
    "trials-history": _history,
    "trials-explain-pooled": partial(_explained, ref="crps/responder-50/12/randomised"),
    "trials-explain-two": partial(_explained, ref="crps/pain-intensity/12/randomised"),
    "trials-explain-anchored": partial(_explained, ref="crps/responder-50/3/anchored"),
    "trials-explain-series": partial(_explained, ref="crps/responder-50/24/single-drgs"),
}
VIEWS |= OF_TRIALS
FORMS = (*FORMATS, *WIDTHS)
NAMES = tuple(f"{view}.{form}" for view in VIEWS for form in FORMS)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Opened]:
    """The invented studies of a view, as a program of no particular version reads them."""
    for module in ("envelope", "report.manifest", "report.methods"):
        monkeypatch.setattr(f"drgs_cli.views.{module}.__version__", "0")

    def read(view: str) -> Opened:
        folder = TESTS / ("invented_trials" if view in OF_TRIALS else "folder")
        return Opened(EvidenceBase(folder, "option"), load_library(folder), ())

    return read


def drawn(view: View, form: str) -> str:
    """A view in a format, as a file or pipe gets it, or a terminal of some width without colour."""
    entry = FORMATS[form.rpartition(".")[2]]
    if not isinstance(entry, Drawn):
        return entry.write(view.result())
    answer = entry.draw(view.document, WIDTHS.get(form), False)
    return _without_style(answer) if isinstance(answer, str) else _body(answer)


def _without_style(text: str) -> str:
    """The same without the style, the script and their fingerprints, which are much the same in every page."""
    bare = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", text, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']+'", "'sha256-'", bare)


def _body(package: bytes) -> str:
    """The text of a Word file as its XML, a paragraph a line; its other parts are the same in every file."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("word/document.xml").decode().replace("<w:p>", "\n<w:p>") + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_view_is_drawn_as_it_was(name: str, opened: Callable[[str], Opened], pytestconfig: pytest.Config) -> None:
    view, _, form = name.partition(".")
    text = drawn(VIEWS[view](opened(view)), form)
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
def test_the_json_of_a_view_is_the_one_of_the_schema(view: str, opened: Callable[[str], Opened]) -> None:
    written = json.loads(drawn(VIEWS[view](opened(view)), "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(written)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_record_reaches_a_terminal_as_a_command(
    view: str, form: str, opened: Callable[[str], Opened]
) -> None:
    assert "\x1b" not in drawn(VIEWS[view](opened(view)), form)


@pytest.mark.parametrize("form", ["table", "80.table"])
def test_no_word_of_a_study_is_lost_on_a_page(form: str, opened: Callable[[str], Opened]) -> None:
    page = "".join(drawn(_show(opened("show")), form).split())
    assert "[bold]Invented[/bold]relief[0.5,1.2]:\\x1b[31matrial\\x1b[0mof|pipes,*stars*and<b>tags</b>" in page
    assert "Norway" not in page
    assert "NO,US" in page
