"""An answer holds all that is said of one question, and every part is about the same evidence."""

from collections.abc import Callable

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import answer, answer_each
from drgs_cli.synthesis.question import Question

TRIAL = "results: [{outcome: mood, months: 12, arms: {drgs: {events: 1, n: 9}, scs: {events: 2, n: 9}}}]"
SERIES = (
    "design: case-series\narms: {x: {intervention: drgs}}\nresults: [{outcome: explant, arms: {x: {events: 1, n: 9}}}]"
)


def test_the_parts_of_an_answer_are_about_one_question(library: Callable[..., Library]) -> None:
    found = answer(library(f"id: a-2020\n{TRIAL}", f"id: b-2020\n{SERIES}"), Question(indication="crps"))
    assert [entry.study.id for entry in found.evidence.studies] == ["a-2020", "b-2020"]
    assert [one.row.study.id for one in found.comparisons] == ["a-2020"]
    assert [line.row.study.id for line in found.lines] == ["b-2020"]
    assert found.reading.basis is found.comparisons[0]


def test_a_question_that_nothing_answers_has_an_empty_answer(library: Callable[..., Library]) -> None:
    found = answer(library(TRIAL), Question(indication="phantom-limb"))
    assert (found.evidence.studies, found.comparisons, found.lines, found.reading.verdict) == ((), (), (), "none")


def test_every_indication_at_the_top_of_the_tree_gets_an_answer_those_without_studies_too(
    library: Callable[..., Library],
) -> None:
    found = library(TRIAL)
    answers = {one.evidence.question.indication: one for one in answer_each(found, Question(level=90))}
    assert tuple(answers) == found.vocabulary.indications.top()
    assert (answers["crps"].reading.verdict, answers["fbss"].reading.verdict) == ("not-shown", "none")
    assert {one.evidence.question.level for one in answers.values()} == {90}
