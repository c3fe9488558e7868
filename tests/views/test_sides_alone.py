"""One side alone in few words."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.sides_alone import line_text, range_text, synthesis_text

Ask = Callable[..., tuple[Answer, Library]]


def series(key: str, form: str) -> str:
    """An uncontrolled series with one row."""
    arms = "arms: {drgs: {intervention: drgs}}"
    return f"id: {key}\ndesign: case-series\n{arms}\nresults: [{{months: 12, analysed: implanted, {form}}}]"


def counts(events: int) -> str:
    return f"outcome: responder-50, arms: {{drgs: {{events: {events}, n: 20}}}}"


@pytest.mark.parametrize(
    ("forms", "text"),
    [
        ([counts(15)], "1 study, implanted: 75 % (51 % to 91 %)"),
        (
            [counts(15), counts(10)],
            "2 studies, implanted: two studies, not put together, crude 63 %, range 50 % to 75 %",
        ),
        (
            ["outcome: infection, arms: {drgs: {rate: 2.5, per: 100-person-years, events: 1}}"],
            "1 study, implanted: 2.50 (0.06 to 13.93) per 100 person-years",
        ),
        (
            ["outcome: pain-relief-percent, scale: percent, arms: {drgs: {mean: 64.3, n: 6}}"],
            "1 study, implanted: 64.3 %",
        ),
    ],
)
def test_a_side_has_its_group_its_figure_and_where_there_are_several_their_range(
    forms: list[str], text: str, answered: Ask
) -> None:
    answer, library = answered(*(series(f"s-{number}", form) for number, form in enumerate(forms)))
    (synthesis,) = answer.syntheses
    assert synthesis_text(synthesis, library.vocabulary) == text


def test_a_range_of_means_has_the_sign_of_its_scale(answered: Ask) -> None:
    rows = (
        f"outcome: pain-relief-percent, scale: percent, arms: {{drgs: {{mean: {mean}, n: 6}}}}" for mean in (60, 50)
    )
    answer, library = answered(*(series(f"s-{number}", row) for number, row in enumerate(rows)))
    (synthesis,) = answer.syntheses
    assert range_text(synthesis, library.vocabulary) == "50.0 to 60.0 %"


def test_a_study_without_a_figure_says_why(answered: Ask) -> None:
    answer, _ = answered(series("one", "outcome: responder-50, arms: {drgs: {events: 6}}"))
    ((line,),) = (synthesis.lines for synthesis in answer.syntheses)
    assert line_text(line) == "not estimable: number of events or of patients not printed"
