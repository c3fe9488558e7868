"""Which outcomes take in which, and when a part is larger than its whole."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library
from drgs_cli.vocabulary.load import load_vocabulary

Read = Callable[..., Library]


def told(folder: Library) -> list[tuple[str, str]]:
    return [(p.location.at, p.message) for p in check(folder, [RULES["A128"]])]


def rows(*written: tuple[str, str]) -> str:
    return "results:\n" + "".join(
        f"- {{{keys}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}\n" for keys, arm in written
    )


def test_more_at_the_higher_threshold_are_told_there_with_both_counts(library: Read) -> None:
    high = ("outcome: responder-80, months: 6", "{events: 25, n: 40}")
    low = ("outcome: responder-30, months: 6", "{events: 20, n: 40}")
    message = "25 with responder-80, but 20 with responder-30"
    assert told(library(rows(high, low))) == [("results[0].arms.drgs.events", message)]
    assert told(library(rows(low, high))) == [("results[1].arms.drgs.events", message)]


def test_percentages_alone_are_compared_with_their_digits_allowed_for(library: Read) -> None:
    low = ("outcome: responder-50, time: mean", "{percent: 50}")
    assert told(library(rows(low, ("outcome: responder-70, time: mean", "{percent: 50.9}")))) == [
        ("results[1].arms.drgs.percent", "50.9 % with responder-70, but 50 % with responder-50")
    ]
    assert told(library(rows(low, ("outcome: responder-70, time: mean", "{percent: 50.4}")))) == []


@pytest.mark.parametrize(
    ("keys", "arm"),
    [
        ("outcome: responder-80, months: 6", "{events: 20, n: 40}"),
        ("outcome: responder-80, months: 6", "{events: 25, n: 41}"),
        ("outcome: responder-80, months: 6", "{percent: 90, n: 40}"),
        ("outcome: responder-80, months: 6", "{n: 40, words: many}"),
        ("outcome: responder-80, months: 6", '{percent: ">60", n: 40}'),
        ("outcome: responder-80, months: 12", "{events: 25, n: 40}"),
        ("outcome: responder-80, months: 6, analysed: completers", "{events: 25, n: 40}"),
        ("outcome: responder-80, months: 6, subgroup: {by: surgery, is: none}", "{events: 25, n: 40}"),
        ("outcome: responder-80, months: 6, pain_location: leg", "{events: 25, n: 40}"),
        ("outcome: responder-80, months: 6, alternative: another count", "{events: 25, n: 40}"),
        ("outcome: satisfaction, months: 6", "{events: 25, n: 40}"),
    ],
)
def test_rows_of_other_patients_figures_or_outcomes_are_not_compared(keys: str, arm: str, library: Read) -> None:
    assert told(library(rows(("outcome: responder-50, months: 6", "{events: 20, n: 40}"), (keys, arm)))) == []


def test_rows_without_a_time_may_be_of_any(library: Read) -> None:
    low, high = ("outcome: responder-50", "{events: 20, n: 40}"), ("outcome: responder-80", "{events: 25, n: 40}")
    assert told(library(rows(low, high))) == []


def test_an_arm_of_one_row_alone_is_not_compared(library: Read) -> None:
    text = rows(("outcome: responder-50, months: 6", "{events: 20, n: 40}")) + (
        "- {outcome: responder-80, months: 6, arms: {scs: {events: 25, n: 40}}, source: {report: roe-2020}}\n"
    )
    assert told(library(text)) == []


def test_what_an_outcome_implies_is_an_outcome_with_the_same_good_side_and_never_itself() -> None:
    outcomes = load_vocabulary().outcomes
    for key, term in outcomes.items():
        implied = outcomes.implied(key)
        assert key not in implied
        assert [outcomes[wide].better for wide in implied] == [term.better] * len(implied)


def test_a_threshold_implies_every_lower_one() -> None:
    outcomes = load_vocabulary().outcomes
    assert outcomes.implied("responder-80") == ("responder-70", "responder-50", "responder-30")
