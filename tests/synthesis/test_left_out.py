"""What was set aside in the place of a line is told with its reason, and nothing that has to do with another place."""

from collections.abc import Callable

from two_arms import COUNTED, trial

from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.left_out import left_out_of
from drgs_cli.synthesis.single import Synthesis

Answered = Callable[..., Answer]

BOTH = "arms: {drgs: {events: 6, n: 10}, scs: {events: 4, n: 10}}"
SUPERSEDED = f"""
reports: {{roe: {{role: primary, published: 2020}}, later: {{role: follow-up, published: 2021}}}}
results:
  - {{{COUNTED}, {BOTH}}}
  - {{{COUNTED}, superseded_by: later, {BOTH}}}
  - {{{COUNTED.replace("months: 3", "months: 12")}, superseded_by: later, {BOTH}}}
  - {{{COUNTED}, composite: [relief-50], superseded_by: later, {BOTH}}}
"""


def of_one_side(name: str, side: str, figures: str) -> str:
    arm = f"design: case-series\narms: {{only: {{intervention: {side}}}}}"
    return f"id: {name}-2021\n{arm}\nresults: [{{{COUNTED}, arms: {{only: {{{figures}}}}}}}]"


def told(answered: Answer, place: int = 0) -> list[tuple[str, int, str]]:
    """Study, row and reason of what is left out of a line."""
    lines: tuple[Comparison | Synthesis, ...] = (*answered.comparisons, *answered.syntheses)
    return [
        (entry.study.id, entry.row.number, entry.reason)
        for entry in left_out_of(lines[place], answered)
        if entry.row is not None
    ]


def test_a_row_set_aside_in_the_same_place_is_told(answered: Answered) -> None:
    assert told(answered(SUPERSEDED)) == [("roe-2020", 1, "superseded")]


def test_a_row_of_one_arm_is_told_beside_its_comparison(answered: Answered) -> None:
    alone = f"{COUNTED}, definition: again, arms: {{drgs: {{events: 5, n: 9}}}}"
    one_arm = f"results:\n  - {{{COUNTED}, {BOTH}}}\n  - {{{alone}}}"
    assert told(answered(one_arm)) == [("roe-2020", 1, "one-arm")]


def test_a_study_without_an_effect_is_told_where_others_have_one(answered: Answered) -> None:
    found = answered(
        f"id: a-2021\n{trial('events: 6, n: 10', 'events: 4, n: 10')}", trial("percent: 60", "percent: 40")
    )
    assert told(found) == [("roe-2020", 0, "no-denominator")]


def test_a_side_is_told_of_its_own_rows_only(answered: Answered) -> None:
    texts = [of_one_side(name, side, "events: 1, n: 2") for name, side in (("few", "drgs"), ("less", "scs"))]
    found = answered(of_one_side("a", "drgs", "events: 6, n: 10"), *texts, review="defaults: {min_patients: 5}")
    assert told(found) == [("few-2021", 0, "small")]


def test_series_side_by_side_are_told_of_both(answered: Answered) -> None:
    texts = [of_one_side(name, side, "events: 1, n: 2") for name, side in (("few", "drgs"), ("less", "scs"))]
    whole = [of_one_side(name, side, "events: 6, n: 10") for name, side in (("a", "drgs"), ("b", "scs"))]
    found = answered(*whole, *texts, review="defaults: {min_patients: 5}")
    assert isinstance(found.comparisons[0], Comparison)
    assert {study for study, _, _ in told(found)} == {"few-2021", "less-2021"}


def test_a_figure_without_an_interval_is_told_where_others_have_one(answered: Answered) -> None:
    found = answered(of_one_side("a", "drgs", "events: 6, n: 10"), of_one_side("b", "drgs", "percent: 60"))
    assert told(found) == [("b-2021", 0, "no-denominator")]


def test_a_comparison_through_others_is_told_of_its_place(answered: Answered) -> None:
    row = f"{COUNTED}, arms: {{x: {{events: 6, n: 10}}, cmm: {{events: 3, n: 10}}}}"
    words = f"{COUNTED}, definition: again, arms: {{x: {{n: 10, words: better}}}}"
    texts = [
        f"id: {name}\narms: {{x: {{intervention: {side}}}, cmm: {{intervention: cmm}}}}\n"
        f"results: [{{{row}}}, {{{words}}}]"
        for name, side in (("a-2020", "drgs"), ("b-2020", "scs"))
    ]
    found = answered(*texts)
    assert [line.kind for line in found.comparisons] == ["anchored"]
    assert {study for study, _, _ in told(found)} == {"a-2020", "b-2020"}
