"""Pictures as an answer: their heading, and what they were narrowed to and worked out with."""

from pathlib import Path

from drgs_cli.documents.problems import Problem
from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import load_library
from drgs_cli.render.document import Note
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.standing import asked_notes, pictures_document

LIBRARY = load_library(Path(__file__).parents[2] / "invented_trials")
FIGURE = Figure("t", "d", lambda _: (), lambda _: ())


def test_a_plain_question_needs_no_notes() -> None:
    assert asked_notes(LIBRARY, Question(indication="crps")) == ()


def test_what_was_narrowed_and_changed_is_told() -> None:
    question = Question(indication="crps", outcomes=("responder-50",), denominator="trialled")
    narrowed, changed = asked_notes(LIBRARY, question)
    assert narrowed == "Narrowed to: At least 50 % pain relief."
    assert changed.startswith("Worked out as asked for: ")


def test_records_left_out_are_told() -> None:
    from drgs_cli.documents.problems import Location

    problem = Problem(Location("x.yaml", 1, 1, ""), "S100", "error", "wrong", "")
    (note,) = asked_notes(LIBRARY, Question(), (problem,))
    assert note.startswith("Left out, with errors in the record: x.yaml.")


def test_the_heading_names_the_indication() -> None:
    document = pictures_document("Forest plots", LIBRARY, Question(indication="crps"), ("A note.",), FIGURE)
    assert document.title == "Forest plots: Complex regional pain syndrome (CRPS), type I or II"
    assert document.parts == (Note("asked", "A note."), FIGURE)
    assert pictures_document("Gaps", LIBRARY, Question(), (), FIGURE).title == "Gaps"
