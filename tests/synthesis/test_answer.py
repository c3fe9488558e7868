"""An answer holds all that is said of one question, and every part is about the same evidence."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import answer, glance, glance_at_each
from drgs_cli.synthesis.question import Question

TRIAL = "results: [{outcome: mood, months: 12, arms: {drgs: {events: 1, n: 9}, scs: {events: 2, n: 9}}}]"
SERIES = (
    "design: case-series\narms: {x: {intervention: drgs}}\n"
    "results: [{outcome: mood, months: 12, arms: {x: {events: 1, n: 9}}}]"
)


def test_the_parts_of_an_answer_are_about_one_question(library: Callable[..., Library]) -> None:
    found = answer(library(f"id: a-2020\n{TRIAL}", f"id: b-2020\n{SERIES}"), Question(indication="crps"))
    assert [entry.study.id for entry in found.evidence.studies] == ["a-2020", "b-2020"]
    assert [one.studies[0].id for one in found.comparisons] == ["a-2020"]
    assert [line.chosen.study.id for entry in found.syntheses for line in entry.lines] == ["b-2020"]
    assert found.reading.basis is found.comparisons[0]
    assert found.reading.certainty is found.certainties[0]
    assert [entry.side for entry in found.reading.alone] == ["drgs"]


def test_series_of_both_sides_in_one_cell_stand_side_by_side(library: Callable[..., Library]) -> None:
    other = f"id: b-2020\n{SERIES.replace('drgs', 'scs-burst')}"
    found = answer(library(f"id: a-2020\n{SERIES}", other), Question(indication="crps"))
    assert [(one.kind, one.estimate.value) for one in found.comparisons] == [("unanchored", None)]
    assert (found.reading.verdict, found.reading.kind) == ("cannot-compare", "unanchored")


def test_a_question_that_nothing_answers_has_an_empty_answer(library: Callable[..., Library]) -> None:
    found = answer(library(TRIAL), Question(indication="phantom-limb"))
    parts = (found.evidence.studies, found.comparisons, found.syntheses, found.certainties)
    assert (parts, found.reading.verdict) == (((), (), (), ()), "none")


def test_every_indication_at_the_top_of_the_tree_gets_a_glance_those_without_studies_too(
    library: Callable[..., Library],
) -> None:
    found = library(TRIAL)
    glances = {one.evidence.question.indication: one for one in glance_at_each(found, Question(level=90))}
    assert tuple(glances) == found.vocabulary.indications.top()
    assert (glances["crps"].reading.verdict, glances["fbss"].reading.verdict) == ("not-shown", "none")
    assert {one.evidence.question.level for one in glances.values()} == {90}


def test_a_glance_reads_as_the_whole_answer_does(library: Callable[..., Library]) -> None:
    more = "results: [{outcome: paraesthesia-free, contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.01}]}]"
    found = library(f"id: a-2020\n{TRIAL}", f"id: b-2020\n{SERIES}", f"id: c-2020\n{more}")
    one, other = glance(found, Question(indication="crps")).reading, answer(found, Question(indication="crps")).reading
    assert (one.verdict, one.missing, one.small) == (other.verdict, other.missing, other.small)
    assert [entry.cell for entry, _ in one.directions] == [entry.cell for entry, _ in other.directions]
    assert len(one.directions) == 1
    assert [entry.estimate for entry in one.alone] == [entry.estimate for entry in other.alone]


def test_a_glance_has_the_first_figure_of_either_side(library: Callable[..., Library]) -> None:
    found = library(f"id: a-2020\n{SERIES}", f"id: b-2020\n{SERIES.replace('drgs', 'scs')}")
    assert [entry.side for entry in glance(found, Question(indication="crps")).reading.alone] == ["drgs", "scs"]


def test_figures_of_both_sides_at_two_years_are_long_term(library: Callable[..., Library]) -> None:
    later = TRIAL.replace("months: 12", "months: 24")
    assert "long-term" in answer(library(TRIAL), Question(indication="crps")).reading.missing
    assert "long-term" not in answer(library(later), Question(indication="crps")).reading.missing


def test_a_side_with_studies_too_small_to_stand_is_counted_as_such(library: Callable[..., Library]) -> None:
    small = SERIES.replace("n: 9", "n: 2")
    reading = answer(library(small), Question(indication="crps")).reading
    assert (reading.verdict, reading.small) == ("one-side-only", {"drgs": 1, "scs": 0})


def _trial(name: str, *treatments: str) -> str:
    arms = ", ".join(f"{key}: {{intervention: {key}}}" for key in treatments)
    counted = ", ".join(f"{key}: {{events: {4 + place}, n: 12}}" for place, key in enumerate(treatments))
    return f"id: {name}\narms: {{{arms}}}\nresults: [{{outcome: mood, months: 12, arms: {{{counted}}}}}]"


@pytest.mark.parametrize(
    ("trials", "anchored"),
    [
        ((("drgs", "cmm"), ("scs", "cmm")), True),
        ((("drgs", "cmm"), ("cmm", "sham"), ("sham", "scs")), True),
        ((("drgs", "scs", "cmm"), ("scs", "cmm")), True),
        ((("drgs", "cmm"), ("scs", "sham")), False),
        ((("drgs", "scs"), ("scs", "cmm")), False),
    ],
)
def test_there_is_an_indirect_comparison_where_trials_lead_from_side_to_side(
    library: Callable[..., Library], trials: tuple[tuple[str, ...], ...], anchored: bool
) -> None:
    texts = [_trial(f"t{number}-2020", *treatments) for number, treatments in enumerate(trials)]
    found = answer(library(*texts), Question(indication="crps"))
    assert ("anchored" in {one.kind for one in found.comparisons}) is anchored
