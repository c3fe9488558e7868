"""A pooled ratio becomes a difference per patient on the risk of the second sides; what matters is held against it."""

from math import log, sqrt

import pytest
from comparative_effects import BECK, EXPLANTS, PAIN, RESPONDERS, asking, counted, estimate, limits
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from drgs_cli.stats.distributions import t_sf
from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.absolute_terms import absolute_of, base_risk, beyond_important
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.estimate import Absolute, Estimate, nothing

# 40 of 100 patients of the second sides have the event.
PAIR = (counted("a", (6, 10), (10, 40)), counted("b", (8, 10), (30, 60)))


def pooled(
    measure: str, value: float | None, interval: Interval | NotEstimable, recipe: str | None = "reml+adhoc"
) -> Estimate:
    return Estimate(
        measure=measure,
        value=value,
        interval=interval,
        k=2,
        recipe=recipe,
        log=measure in ("RR", "OR", "HR", "IRR", "ROM"),
    )


def absolute(estimate: Estimate, effects: tuple[RandomisedEffect, ...] = PAIR, good: int = 1) -> Absolute:
    found = absolute_of(estimate, effects, good, 95)
    assert found is not None
    return found


def test_one_study_has_its_own_difference() -> None:
    (alone,) = PAIR[:1]
    assert absolute_of(pooled("RR", 9, Interval(8, 10)), (alone,), 1, 95) is alone.absolute


def test_the_base_is_the_risk_of_the_second_sides_that_have_counts() -> None:
    assert base_risk((*PAIR, estimate("c", "RR", 0.3, 0.1, "log"))) == pytest.approx(0.4)
    assert base_risk((estimate("c", "RR", 0.3, 0.1, "log"),)) is None


def test_a_ratio_of_risks_is_laid_on_the_base() -> None:
    found = absolute(pooled("RR", 1.5, Interval(1.25, 2.0)))
    assert (found.difference, *limits(found.interval)) == pytest.approx((0.2, 0.1, 0.4))
    assert found.base == pytest.approx(0.4)
    assert found.recipe == "ratio-on-base"
    needed = found.number_needed
    assert isinstance(needed, NumberNeeded)
    assert (needed.value, needed.first, needed.last) == pytest.approx((5, 2.5, 10))


def test_a_ratio_of_odds_goes_through_odds() -> None:
    # odds 0.4 / 0.6; three times that are 2, a risk of 2 / 3
    found = absolute(pooled("OR", 3, Interval(1, 6)))
    assert found.difference == pytest.approx(2 / 3 - 0.4)
    assert limits(found.interval) == pytest.approx((0, 0.8 - 0.4))


def test_no_more_than_all_patients_have_the_event() -> None:
    found = absolute(pooled("RR", 2.0, Interval(1.5, 9.0)))
    assert limits(found.interval) == pytest.approx((0.2, 0.6))


def test_an_interval_that_there_is_not_has_no_limits_in_absolute_terms_either() -> None:
    found = absolute(pooled("RR", 1.5, NotEstimable("out-of-range")))
    assert (found.interval, found.number_needed) == (NotEstimable("out-of-range"), None)


@pytest.mark.parametrize(("good", "direction"), [(1, "benefit"), (-1, "harm")])
def test_the_number_needed_counts_towards_what_is_good(good: int, direction: str) -> None:
    needed = absolute(pooled("RR", 1.5, Interval(0.75, 2.0)), good=good).number_needed
    assert isinstance(needed, NumberNeeded)
    assert (needed.direction, needed.kind) == (direction, "crosses")
    assert (needed.first, needed.last) == pytest.approx((2.5, 10) if good > 0 else (10, 2.5))


def test_where_nothing_is_good_no_number_is_needed() -> None:
    assert absolute(pooled("RR", 1.5, Interval(1.25, 2.0)), good=0).number_needed is None


def test_a_difference_of_risks_is_itself_and_within_one() -> None:
    found = absolute(pooled("RD", 0.3, Interval(-0.6, 1.2)))
    assert (found.difference, limits(found.interval), found.recipe) == (0.3, (-0.6, 1.0), "reml+adhoc")
    assert absolute(pooled("RD", 0.3, NotEstimable("out-of-range"))).interval == NotEstimable("out-of-range")


def test_a_difference_of_means_is_itself_and_no_risk() -> None:
    assert absolute(pooled("MD", -9, Interval(-20, 2))) == Absolute(-9, Interval(-20, 2), None, None, "reml+adhoc")


@pytest.mark.parametrize("measure", ["HR", "IRR", "SMD", "ROM"])
def test_a_measure_that_no_base_makes_a_difference_of_has_none(measure: str) -> None:
    assert absolute_of(pooled(measure, 1.5, Interval(1, 2)), PAIR, 1, 95) is None


def test_a_ratio_without_any_counts_has_no_base() -> None:
    printed = (estimate("c", "RR", 0.3, 0.1, "log"), estimate("d", "RR", 0.3, 0.1, "log"))
    assert absolute_of(pooled("RR", 1.5, Interval(1, 2)), printed, 1, 95) is None


def test_without_a_ratio_the_difference_of_risks_comes_from_the_counts() -> None:
    zero = (counted("a", (0, 10), (3, 10)), counted("b", (0, 20), (0, 20)))
    found = absolute(pooled("RR", None, NotEstimable("zero-cell"), None), zero)
    assert (found.difference, found.base) == pytest.approx((-0.1, 0.1))
    assert found.recipe == "mantel-haenszel"
    nobody = (counted("a", (0, 10), (0, 10)), counted("b", (0, 20), (0, 20)))
    assert absolute_of(pooled("RR", None, NotEstimable("zero-cell"), None), nobody, 1, 95) is None


def test_an_estimate_that_failed_is_not_replaced_by_another() -> None:
    assert absolute_of(pooled("RR", None, NotEstimable("not-applicable")), PAIR, 1, 95) is None


@given(st.floats(0.01, 50), st.floats(0.01, 50), st.sampled_from(["RR", "OR"]))
def test_a_risk_never_leaves_0_to_1_and_a_larger_ratio_is_a_larger_difference(
    one: float, other: float, measure: str
) -> None:
    low, high = sorted((one, other))
    found = absolute(pooled(measure, high, Interval(low, high)))
    first, last = limits(found.interval)
    assert -0.4 <= first <= last <= 0.6
    assert found.difference == last


# --- The share of settings beyond what matters: 10 per 100 of responders, 20 points of pain


def spread_out(measure: str, value: float, *, tau2: float | None = 0.03, k: int = 5) -> Estimate:
    return replace(pooled(measure, value, Interval(value, value)), se=0.1, tau2=tau2, k=k)


@pytest.mark.parametrize(
    ("measure", "value", "threshold"),
    [("RR", 1.5, log(0.5 / 0.4)), ("OR", 1.5, log((0.5 / 0.5) / (0.4 / 0.6))), ("RD", 0.2, 0.1)],
)
def test_the_share_of_settings_is_that_of_the_predictive_t(measure: str, value: float, threshold: float) -> None:
    centre = value if measure == "RD" else log(value)
    found = beyond_important(spread_out(measure, value), 0.4, RESPONDERS, asking())
    assert found == pytest.approx(t_sf((threshold - centre) / sqrt(0.01 + 0.03), 4))


def test_fewer_harms_are_beyond_on_the_other_side() -> None:
    review = "outcomes: [{key: explant, important: 10, unit: per-100}]"
    found = beyond_important(spread_out("RR", 0.5), 0.4, EXPLANTS, asking(review))
    assert found == pytest.approx(t_sf((log(0.5) - log(0.3 / 0.4)) / 0.2, 4))


def test_less_pain_is_beyond_on_the_other_side_in_the_points_asked_for() -> None:
    wide = replace(spread_out("MD", -25.0), se=5.0, tau2=75.0)
    expected = pytest.approx(t_sf((-25 + 20) / 10, 4))
    assert beyond_important(wide, None, PAIN, asking()) == expected
    ten = replace(spread_out("MD", -2.5), se=0.5, tau2=0.75)
    assert beyond_important(ten, None, PAIN, asking(measure="MD-10")) == expected


def test_half_of_the_settings_are_beyond_a_threshold_at_the_mean() -> None:
    assert beyond_important(spread_out("RD", 0.1), 0.4, RESPONDERS, asking()) == pytest.approx(0.5)


def test_standard_deviations_are_held_against_standard_deviations() -> None:
    review = "outcomes: [{key: mood, important: 0.5, unit: smd}]"
    assert beyond_important(spread_out("SMD", -0.5), None, BECK, asking(review)) == pytest.approx(0.5)
    assert beyond_important(spread_out("MD", -0.5), None, BECK, asking(review)) is None


def test_a_risk_that_nobody_can_reach_is_reached_in_no_setting() -> None:
    assert beyond_important(spread_out("RR", 1.05), 0.95, RESPONDERS, asking()) == 0


@pytest.mark.parametrize(
    ("estimate", "base", "cell", "review"),
    [
        (spread_out("RR", 1.5, tau2=None), 0.4, RESPONDERS, ""),
        (spread_out("RR", 1.5), None, RESPONDERS, ""),
        (spread_out("OR", 1.5), 1.0, RESPONDERS, ""),
        (spread_out("HR", 1.5), 0.4, RESPONDERS, ""),
        (spread_out("RR", 1.5), 0.4, EXPLANTS, ""),
        (spread_out("RR", 1.5), 0.4, RESPONDERS, "outcomes: [{key: responder-50, important: 10}]"),
        (
            spread_out("RR", 1.5),
            0.4,
            replace(RESPONDERS, outcome="preference"),
            "outcomes: [{key: preference, important: 9, unit: per-100}]",
        ),
        (spread_out("SMD", 1.5), None, PAIN, ""),
        (spread_out("MD", 1.5), None, replace(PAIN, points=None, scale="vas"), ""),
        (spread_out("MD", 1.5), None, replace(PAIN, statistic="percent-change"), ""),
        (nothing(NotEstimable("p-only")), 0.4, RESPONDERS, ""),
    ],
)
def test_without_a_spread_a_threshold_or_a_way_that_is_good_no_share_is_said(
    estimate: Estimate, base: float | None, cell: Cell, review: str
) -> None:
    assert beyond_important(estimate, base, cell, asking(review)) is None


def test_studies_that_are_all_alike_leave_nothing_to_predict_with() -> None:
    alike = replace(spread_out("RR", 1.5), se=0.0, tau2=0.0)
    assert beyond_important(alike, 0.4, RESPONDERS, asking()) is None
