"""How a verdict follows from the figures is said with the limits it goes by."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.because import because

Answered = Callable[..., tuple[Answer, Library]]

IMPORTANT = "outcomes: [{key: responder-50, important: 20, unit: per-100}]"


def trial(figures: str, contrast: str = "", outcome: str = "responder-50") -> str:
    compared = f", contrasts: [{{arms: [drgs, scs], {contrast}}}]" if contrast else ""
    return f"results: [{{outcome: {outcome}, months: 3, arms: {{{figures}}}{compared}}}]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            trial("drgs: {events: 30, n: 40}, scs: {events: 10, n: 40}"),
            "DRGS better, because the interval, +29 to +65 per 100, leaves out no difference, and more is better.",
        ),
        (
            trial("drgs: {events: 11, n: 40}, scs: {events: 10, n: 40}"),
            "Says: no difference shown, because the interval, ",
        ),
        (
            trial("drgs: {events: 501, n: 1000}, scs: {events: 500, n: 1000}"),
            "lies within 20 per 100 either way, the smallest difference that matters.",
        ),
        (
            trial("drgs: {n: 9}, scs: {n: 9}", "p: 0.01, favours: drgs"),
            "print gives a direction, by a p-value under 0.05.",
        ),
        (trial("drgs: {n: 9}, scs: {n: 9}", "favours: drgs"), "print gives a direction, by words."),
        (trial("drgs: {n: 9}, scs: {n: 9}", "p: 0.5"), "print says that no difference was found."),
        (
            trial("drgs: {percent: 60}, scs: {percent: 40}"),
            "no figure with an interval tells, and print gives no direction.",
        ),
    ],
)
def test_a_verdict_has_its_reason(answered: Answered, text: str, said: str) -> None:
    found, _ = answered(text, review=IMPORTANT)
    assert said in because(found.comparisons[0], found.context)


def test_a_side_alone_has_no_verdict(answered: Answered) -> None:
    arms = "design: case-series\narms: {drgs: {intervention: drgs}}"
    found, _ = answered(f"{arms}\n{trial('drgs: {events: 6, n: 10}')}")
    assert "says nothing of the difference" in because(found.syntheses[0], found.context)
