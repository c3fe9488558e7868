"""What every command's JSON has around its result."""

from collections.abc import Callable
from pathlib import Path

from drgs_cli import __version__
from drgs_cli.cli.evidence import EvidenceBase, Opened
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Paragraph
from drgs_cli.synthesis.question import Condition, Question
from drgs_cli.views.contract import (
    evidence_json,
    question_json,
    summary_of,
    validate_json,
    vocabulary_json,
)
from drgs_cli.views.envelope import envelope, notes_json, problem_json

BAD = Problem(Location("bad.yaml", 2, 3), "S101", "error", "no such key")
WAIVED = Problem(Location("a.yaml", 1, 1, "arms"), "A103", "error", "unlike", "look", "it is so in print")
REMARK = Problem(Location("a.yaml", 1, 1), "P101", "warning", "no DOI")


def test_an_envelope_holds_its_keys_in_order() -> None:
    written = envelope("studies", None, None, {"studies": []}, [{"code": "a", "text": "A."}], [BAD])
    order = ["format", "program", "command", "question", "evidence", "studies", "notes", "problems"]
    assert list(written) == order
    assert (written["format"], written["program"]) == (1, {"name": "drgs", "version": __version__})


def test_a_problem_without_a_hint_has_null() -> None:
    assert problem_json(BAD) == {
        "path": "bad.yaml",
        "line": 2,
        "column": 3,
        "at": None,
        "rule": "S101",
        "level": "error",
        "message": "no such key",
        "hint": None,
        "waived": None,
    }


def test_a_waived_problem_keeps_its_level_and_its_reason() -> None:
    written = problem_json(WAIVED)
    assert (written["level"], written["waived"], written["hint"]) == ("error", "it is so in print", "look")


def test_a_waived_problem_counts_only_as_waived() -> None:
    assert summary_of([BAD, WAIVED, REMARK], 4) == {"errors": 1, "warnings": 1, "infos": 0, "waived": 1, "files": 4}


def test_validation_has_its_summary_beside_its_problems(library: Callable[..., Library]) -> None:
    written = validate_json((BAD,), Opened(EvidenceBase(Path(), "found"), library("results: []"), ()), 1)
    assert written["summary"] == {"errors": 1, "warnings": 0, "infos": 0, "waived": 0, "files": 1}
    assert written["problems"] == [problem_json(BAD)]


def test_files_left_out_are_named_once(library: Callable[..., Library]) -> None:
    opened = Opened(EvidenceBase(Path(), "option"), library("results: []"), (BAD, BAD))
    written = evidence_json(opened)
    assert (written["origin"], written["studies"], written["skipped"]) == ("option", 1, ["bad.yaml"])


def test_a_question_that_narrows_nothing_is_full_of_nulls(library: Callable[..., Library]) -> None:
    written = question_json(Question(), library("results: []"))
    nothing = ("indication", "outcome", "window", "design", "location", "as_of", "arm", "measure")
    assert {written[key] for key in nothing} == {None}
    assert (written["includes"], written["compare"], written["level"]) == ([], ["drgs", "scs"], 95)
    assert (written["denominator"], written["method"], written["interval"]) == ("as-reported", "reml", "adhoc")
    assert (written["allow_mixed"], written["allow_unanchored"], written["split_waveforms"]) == (False, False, False)


def test_a_question_has_its_working_and_its_conditions(library: Callable[..., Library]) -> None:
    question = Question(measure="OR", allow_mixed=True, where=(Condition("year", ">=", "2015"),))
    written = question_json(question, library("results: []"))
    assert (written["measure"], written["allow_mixed"]) == ("OR", True)
    assert written["where"] == [{"field": "year", "sign": ">=", "value": "2015"}]


def test_a_question_names_the_keys_asked_for_without_those_below(library: Callable[..., Library]) -> None:
    question = Question(interventions=("scs", "scs-tonic", "scs-burst"), designs=("rct", "case-series"))
    written = question_json(question, library("results: []"))
    assert (written["arm"], written["design"]) == ("scs", ["rct", "case-series"])


def test_a_note_that_stands_twice_is_written_once() -> None:
    document = Document("", (Note("a", "A."), Paragraph("-"), Note("a", "A."), Note("b", "B.")))
    assert notes_json(document) == [{"code": "a", "text": "A."}, {"code": "b", "text": "B."}]


def test_a_term_has_every_key(library: Callable[..., Library]) -> None:
    written = vocabulary_json(["interventions"], library("results: []").vocabulary)
    terms = written["terms"]
    assert isinstance(terms, list)
    assert terms[0]["key"] == "drgs"
    assert list(terms[0]) == ["kind", "key", "label", "synonyms", "parent", "better"]
    assert (terms[0]["kind"], terms[0]["parent"], terms[0]["better"]) == ("interventions", None, None)
