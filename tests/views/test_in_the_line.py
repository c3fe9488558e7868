"""Studies that are about a line and not in its estimate: how many more, why, and which."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.in_the_line import more_text

Ask = Callable[..., tuple[Answer, Library]]

KEYS = "outcome: responder-50, months: 3, analysed: implanted"
FLOW = "{{intervention: {}, trialled: 50, implanted: 40}}"
ARMS = f"arms: {{drgs: {FLOW.format('drgs')}, scs: {FLOW.format('scs')}}}"
COUNTED = f"results: [{{{KEYS}, arms: {{drgs: {{events: 30, n: 40}}, scs: {{events: 20, n: 40}}}}}}]"


def other(figures: str) -> str:
    """A second trial, of other patients."""
    return f"id: other\nlabel: Other 2022\nresults: [{{{KEYS}, {figures}}}]"


@pytest.mark.parametrize(
    ("figures", "denominator", "why"),
    [
        (
            "arms: {drgs: {percent: 60}, scs: {percent: 50}}",
            "as-reported",
            "without the number of events or of patients",
        ),
        ("contrasts: [{arms: [drgs, scs], p: 0.2}]", "as-reported", "with a p-value only"),
        (
            "arms: {drgs: {events: 9, n: 40}, scs: {events: 8, n: 40}}",
            "trialled",
            "without the flow of patients in print",
        ),
    ],
)
def test_a_study_that_is_not_in_the_estimate_is_named_with_the_reason(
    figures: str, denominator: str, why: str, answered: Ask
) -> None:
    found, _ = answered(f"{COUNTED}\n{ARMS}", other(figures), denominator=denominator)
    (comparison,) = found.comparisons
    assert more_text(comparison, denominator) == f"1 more {why}: Other 2022 (funding: not stated)"


def test_where_all_are_in_it_there_is_nothing_to_say(answered: Ask) -> None:
    (comparison,) = answered(COUNTED)[0].comparisons
    assert more_text(comparison, "as-reported") == ""
