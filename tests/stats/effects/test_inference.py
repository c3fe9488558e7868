"""Intervals hold their effect and agree with its p-value; risks in absolute terms follow from them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.effects.binary import odds_ratio, risk_difference, risk_ratio
from drgs_cli.stats.effects.inference import newcombe, number_needed_to_treat, p_value, wald_interval
from drgs_cli.stats.effects.proportions import double_arcsine_proportion, logit_proportion
from drgs_cli.stats.effects.zero_cells import ESCALC
from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded

Table = tuple[int, int, int, int]
measures = st.sampled_from([risk_ratio, odds_ratio, risk_difference])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    n1, n2 = draw(st.integers(1, 500)), draw(st.integers(1, 500))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


def limits(interval: Interval | NotEstimable) -> tuple[float, float]:
    assert isinstance(interval, Interval)
    return interval.low, interval.high


@given(st.data(), tables())
def test_a_wald_interval_holds_its_estimate(data: st.DataObject, table: Table) -> None:
    effect = estimated(data.draw(measures)(*table, ESCALC))
    low, high = limits(wald_interval(effect))
    assert low < effect.natural < high


@given(st.data(), tables())
def test_p_is_below_5_per_cent_just_where_the_95_per_cent_interval_excludes_no_effect(
    data: st.DataObject, table: Table
) -> None:
    effect = estimated(data.draw(measures)(*table, ESCALC))
    low, high = limits(wald_interval(effect))
    p = p_value(effect)
    assert isinstance(p, float)
    no_effect = 1.0 if effect.scale == "log" else 0.0
    assert (p < 0.05) == (not low <= no_effect <= high)


def test_a_wald_interval_of_a_transformed_proportion_is_one_of_proportions() -> None:
    low, high = limits(wald_interval(estimated(logit_proportion(3, 10))))
    assert 0 < low < 0.3 < high < 1
    low, high = limits(wald_interval(estimated(double_arcsine_proportion(3, 10)), size=10))
    assert 0 < low < 0.3 < high < 1


def test_a_limit_that_no_float_holds_is_out_of_range() -> None:
    assert wald_interval(Effect("RR", "log", 0.0, 1e6)) == NotEstimable("out-of-range")


@given(tables())
def test_newcombe_holds_the_difference_within_minus_1_and_1(table: Table) -> None:
    events1, n1, events2, n2 = table
    low, high = limits(newcombe(*table))
    assert -1.0 <= low <= events1 / n1 - events2 / n2 <= high <= 1.0
    assert low < high


@given(tables())
def test_newcombe_mirrors_when_the_groups_are_swapped(table: Table) -> None:
    events1, n1, events2, n2 = table
    low, high = limits(newcombe(*table))
    assert limits(newcombe(events2, n2, events1, n1)) == pytest.approx((-high, -low), abs=1e-14)


@given(tables())
def test_newcombe_widens_with_the_level(table: Table) -> None:
    low, high = limits(newcombe(*table, level=90))
    low_99, high_99 = limits(newcombe(*table, level=99))
    assert low_99 <= low < high <= high_99


@pytest.mark.parametrize("table", [(0, 0, 3, 10), (3, 10, 0, 0), (0, 0, 0, 0)])
def test_newcombe_of_an_empty_group_is_no_denominator(table: Table) -> None:
    assert newcombe(*table) == NotEstimable("no-denominator")


@pytest.mark.parametrize("table", [(11, 10, 3, 10), (3, 10, 11, 10), (-1, 10, 3, 10), (math.nan, 10, 3, 10)])
def test_impossible_counts_are_the_callers_fault(table: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="between 0 and n"):
        newcombe(*table)


@pytest.mark.parametrize("table", [(0, 10, 0, 20), (10, 10, 20, 20)])
def test_a_difference_without_variance_has_neither_interval_nor_p(table: Table) -> None:
    effect = estimated(risk_difference(*table))
    assert effect.variance == 0.0
    assert wald_interval(effect) == p_value(effect) == NotEstimable("no-variance")


@pytest.mark.parametrize(
    ("difference", "low", "high", "needed"),
    [
        (0.25, 0.125, 0.5, NumberNeeded(4, "benefit", "benefit", first=2, last=8)),
        (-0.25, -0.5, -0.125, NumberNeeded(4, "harm", "harm", first=2, last=8)),
        (-0.25, -0.5, 0.125, NumberNeeded(4, "harm", "crosses", first=8, last=2)),
        (0.0, -0.5, 0.125, NumberNeeded(None, "none", "crosses", first=8, last=2)),
        (0.25, 0.0, 0.5, NumberNeeded(4, "benefit", "benefit", first=2, last=None)),
        (-0.25, -0.5, 0.0, NumberNeeded(4, "harm", "harm", first=2, last=None)),
    ],
)
def test_a_number_needed_to_treat_turns_its_limits_over(
    difference: float, low: float, high: float, needed: NumberNeeded
) -> None:
    assert number_needed_to_treat(difference, Interval(low, high)) == needed


def test_a_number_needed_to_treat_keeps_the_level_of_its_interval() -> None:
    needed = number_needed_to_treat(0.25, Interval(0.125, 0.5, 90))
    assert isinstance(needed, NumberNeeded)
    assert needed.level == 90


def test_limits_of_nothing_have_no_number_needed_to_treat() -> None:
    assert number_needed_to_treat(0.0, Interval(0.0, 0.0)) == NotEstimable("no-variance")


def test_an_interval_that_does_not_hold_the_difference_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        number_needed_to_treat(0.6, Interval(0.125, 0.5))
