"""Estimates, differences per 100 and numbers needed in words."""

from typing import Any, get_args

import pytest

from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded, Reason
from drgs_cli.synthesis.estimate import Absolute, Estimate, nothing
from drgs_cli.views.estimates import (
    NOT_ESTIMABLE,
    beside_text,
    difference_limits,
    estimate_text,
    number_needed_text,
    p_text,
    per_100_text,
    prediction_text,
)

MINUS = "\N{MINUS SIGN}"


def estimate(measure: str | None, value: float | None, *ends: float, **further: Any) -> Estimate:
    """An estimate, with an interval where it has ends."""
    interval = Interval(*ends) if ends else NotEstimable("no-variance")
    return Estimate(measure=measure, value=value, interval=interval, k=1, recipe="wald", **further)


def absolute(difference: float, low: float, high: float, needed: NumberNeeded | None = None) -> Absolute:
    return Absolute(difference, Interval(low, high), needed, base=0.5)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (estimate("RR", 1.5, 1.05, 2.146), "RR 1.50 (1.05 to 2.15)"),
        (estimate("HR", 12.34, 1.2, 80.0), "HR 12.3 (1.2 to 80.0)"),
        (estimate("MD", -10.25, -15.9, -4.6), f"MD {MINUS}10.3 ({MINUS}15.9 to {MINUS}4.6)"),
        (estimate("SMD", -0.25, -0.5, 0.0), f"SMD {MINUS}0.25 ({MINUS}0.50 to 0.00)"),
        (estimate("RD", 0.25, 0.04, 0.43), "RD +0.25 (+0.04 to +0.43)"),
        (estimate("PR", 0.75, 0.6, 0.91), "75 % (60 % to 91 %)"),
        (estimate("RR", 9.52, 0.832, 102.3), "RR 9.52 (0.83 to 102.30)"),
        (estimate("RR", 0.054, 0.0102, 0.9), "RR 0.054 (0.010 to 0.900)"),
        (estimate("RR", 1.2, 0.001, 40.0), "RR 1.20 (<0.01 to 40.00)"),
        (estimate("OR", 0.9, 0.81, 0.9984), "OR 0.900 (0.810 to 0.998)"),
        (estimate("OR", 0.9, 0.81, 0.99996), "OR 0.900 (0.810 to <1.000)"),
        (estimate("MD", -5.2, -10.4, -0.04), f"MD {MINUS}5.20 ({MINUS}10.40 to {MINUS}0.04)"),
        (estimate("SMD", 0.5, 0.0001, 1.0), "SMD +0.500 (>0.000 to +1.000)"),
        (estimate("PR", 0.0, 0.0, 0.168), "0 % (0 % to 17 %)"),
        (estimate("PR", 0.12, 0.003, 0.4), "12.0 % (0.3 % to 40.0 %)"),
        (estimate("PR", 0.083, 0.028, 0.184), "8.3 % (2.8 % to 18.4 %)"),
        (estimate("MN", 35.2, 30.1, 40.3), "35.2 (30.1 to 40.3)"),
        (estimate("IR", 0.025, 0.0006, 0.139), "2.50 (0.06 to 13.90) per 100 person-years"),
        (estimate("MD", -2.5), f"MD {MINUS}2.50"),
        (estimate(None, 62.0), "62.0"),
    ],
)
def test_an_estimate_is_worded_by_its_measure(found: Estimate, text: str) -> None:
    assert estimate_text(found) == text


def test_the_sign_of_a_scale_stands_behind_a_mean_and_not_behind_a_share() -> None:
    assert estimate_text(estimate("MN", 64.3), "%") == "64.3 %"
    assert estimate_text(estimate("PR", 0.5), "%") == "50 %"


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_for_having_no_estimate_has_its_words(reason: Reason) -> None:
    found = Estimate(measure="RR", value=None, interval=NotEstimable(reason), k=0, recipe=None)
    assert estimate_text(found) == NOT_ESTIMABLE[reason]


def test_other_answers_stand_beside_with_their_recipe() -> None:
    common = Estimate(measure="RR", value=1.2, interval=Interval(1.1, 1.3), k=2, recipe="common-effect")
    found = estimate("RR", 1.3, 0.9, 1.8, beside=(common,))
    assert beside_text(found) == "common effect, inverse variance: RR 1.20 (1.10 to 1.30)"
    assert beside_text(common) == ""


def test_a_prediction_and_a_p_value_are_worded_where_they_are_there() -> None:
    found = estimate("RR", 1.3, 0.9, 1.8, prediction=Interval(0.5, 3.4), p=0.0004)
    assert (prediction_text(found), p_text(found)) == ("0.50 to 3.40", "p < 0.001")
    rare = estimate("RR", 0.05, 0.01, 0.25, prediction=Interval(0.5, 3.4))
    assert prediction_text(rare) == "0.500 to 3.400"
    assert (prediction_text(estimate("RR", 1.0)), p_text(estimate("RR", 1.0))) == ("", "")


def test_a_difference_of_risks_is_in_patients_of_100() -> None:
    assert per_100_text(absolute(0.254, 0.104, 0.386)) == "+25 (+10 to +39)"
    assert per_100_text(Absolute(0.2, NotEstimable("no-variance"), None, base=0.1)) == "+20"
    assert per_100_text(absolute(0.083, 0.003, 0.163)) == "+8.3 (+0.3 to +16.3)"
    assert per_100_text(absolute(0.083, 0.0, 0.163)) == "+8 (0 to +16)"


def test_the_limits_of_a_difference_are_those_that_stand_beside_it() -> None:
    assert difference_limits(absolute(0.254, 0.104, 0.386)) == "+10 to +39 per 100"
    assert difference_limits(Absolute(-1.5, Interval(-2.96, -0.04), None)) == f"{MINUS}2.96 to {MINUS}0.04"
    assert difference_limits(None) == difference_limits(Absolute(0.2, NotEstimable("no-variance"), None)) == ""


def test_a_difference_of_means_has_nothing_per_100() -> None:
    assert per_100_text(Absolute(-10.0, Interval(-12, -8), None)) == ""
    assert per_100_text(None) == ""


@pytest.mark.parametrize(
    ("needed", "text"),
    [
        (NumberNeeded(3.93, "benefit", "benefit", 2.6, 9.6), "number needed to treat 4 (3 to 10)"),
        (NumberNeeded(5.000000000000001, "harm", "harm", 3.0, 12.2), "number needed to harm 5 (3 to 12)"),
        (
            NumberNeeded(20.0, "benefit", "crosses", 11.4, 29.5),
            "number needed to treat 20 (benefit 12 to infinity to harm 29)",
        ),
        (
            NumberNeeded(None, "none", "crosses", 11.4, 29.5),
            "no number needed: no difference (benefit 12 to infinity to harm 29)",
        ),
        (NumberNeeded(8.0, "benefit", "benefit", 4.0, None), "number needed to treat 8 (4 to infinity)"),
    ],
)
def test_people_needed_are_whole_and_never_flatter(needed: NumberNeeded, text: str) -> None:
    assert number_needed_text(absolute(0.1, 0.0, 0.2, needed)) == text


def test_without_a_difference_of_risks_nobody_is_needed() -> None:
    assert number_needed_text(None) == number_needed_text(absolute(0.1, 0.0, 0.2)) == ""


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ((40, 38), "not estimable: none or all with the event, on either side of every study"),
        ((), "not estimable: no spread printed"),
    ],
)
def test_a_difference_of_risks_without_a_spread_says_whether_all_was_counted(
    events: tuple[int, ...], text: str
) -> None:
    reason = NotEstimable("no-variance")
    found = Estimate(measure="RD", value=None, interval=reason, k=2, recipe=None, events=events)
    assert estimate_text(found) == text


def test_a_count_over_all_allocated_needs_the_flow_of_patients() -> None:
    found = nothing(NotEstimable("no-denominator"))
    assert estimate_text(found, denominator="allocated").endswith("is not printed: not of all allocated")
