"""Effects mirror when the groups are swapped, intervals hold them, and what cannot be estimated says why."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.effects import (
    BINARY_MEASURES,
    ESCALC,
    ZeroPolicy,
    mean_difference,
    mean_difference_from_errors,
    newcombe,
    number_needed_to_treat,
    odds_ratio,
    p_value,
    risk_difference,
    risk_ratio,
    wald_interval,
)
from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded

Table = tuple[int, int, int, int]
measures = st.sampled_from(sorted(BINARY_MEASURES))


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


@given(measures, tables())
def test_swapping_the_groups_turns_the_sign_and_keeps_the_variance(measure: str, table: Table) -> None:
    events1, n1, events2, n2 = table
    effect = estimated(BINARY_MEASURES[measure](events1, n1, events2, n2, ESCALC))
    swapped = estimated(BINARY_MEASURES[measure](events2, n2, events1, n1, ESCALC))
    assert swapped.estimate == -effect.estimate
    assert swapped.variance == pytest.approx(effect.variance, rel=1e-14)


@given(tables())
def test_counting_non_events_turns_the_odds_ratio_and_the_difference_but_not_the_risk_ratio(
    table: Table,
) -> None:
    events1, n1, events2, n2 = table
    flipped = (n1 - events1, n1, n2 - events2, n2)
    for measure in (odds_ratio, risk_difference):
        effect, turned = estimated(measure(*table, ESCALC)), estimated(measure(*flipped, ESCALC))
        assert turned.estimate == pytest.approx(-effect.estimate, rel=1e-12, abs=1e-14)


@given(measures, tables())
def test_a_wald_interval_holds_its_estimate(measure: str, table: Table) -> None:
    effect = estimated(BINARY_MEASURES[measure](*table, ESCALC))
    low, high = limits(wald_interval(effect))
    assert low < effect.natural < high


@given(measures, tables())
def test_p_is_below_5_per_cent_just_where_the_95_per_cent_interval_excludes_no_effect(
    measure: str, table: Table
) -> None:
    effect = estimated(BINARY_MEASURES[measure](*table, ESCALC))
    low, high = limits(wald_interval(effect))
    p = p_value(effect)
    assert isinstance(p, float)
    no_effect = 1.0 if effect.scale == "log" else 0.0
    assert (p < 0.05) == (not low <= no_effect <= high)


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


def test_a_hand_made_table_gives_the_textbook_effects() -> None:
    assert estimated(risk_ratio(30, 100, 20, 100)).natural == pytest.approx(1.5, rel=1e-15)
    assert estimated(odds_ratio(30, 100, 20, 100)).natural == pytest.approx(12 / 7, rel=1e-15)
    assert estimated(risk_difference(30, 100, 20, 100)).natural == pytest.approx(0.1, rel=1e-15)


@pytest.mark.parametrize("table", [(0, 10, 3, 10), (3, 10, 0, 10), (0, 10, 0, 10)])
def test_without_an_increment_a_group_without_events_has_no_ratio(table: Table) -> None:
    assert risk_ratio(*table) == odds_ratio(*table) == NotEstimable("zero-cell")


@pytest.mark.parametrize("table", [(10, 10, 3, 10), (3, 10, 10, 10)])
def test_without_an_increment_a_group_with_only_events_has_a_risk_ratio_but_no_odds_ratio(
    table: Table,
) -> None:
    assert isinstance(risk_ratio(*table), Effect)
    assert odds_ratio(*table) == NotEstimable("zero-cell")


def test_without_an_increment_nothing_is_added_to_a_risk_difference() -> None:
    effect = estimated(risk_difference(0, 10, 5, 10))
    assert (effect.estimate, effect.variance) == pytest.approx((-0.5, 0.025), rel=1e-15)


@pytest.mark.parametrize("table", [(0, 10, 0, 20), (10, 10, 20, 20)])
def test_double_empty_cells_are_dropped_on_request(table: Table) -> None:
    dropping = ZeroPolicy("only0", 0.5, drop_double=True)
    for measure in BINARY_MEASURES.values():
        assert measure(*table, dropping) == NotEstimable("zero-cell")


@pytest.mark.parametrize("table", [(0, 10, 0, 20), (10, 10, 20, 20)])
def test_a_difference_without_variance_has_neither_interval_nor_p(table: Table) -> None:
    effect = estimated(risk_difference(*table))
    assert effect.variance == 0.0
    assert wald_interval(effect) == p_value(effect) == NotEstimable("no-variance")


@pytest.mark.parametrize("table", [(0, 0, 3, 10), (3, 10, 0, 0), (0, 0, 0, 0)])
def test_an_empty_group_is_no_denominator(table: Table) -> None:
    for measure in BINARY_MEASURES.values():
        assert measure(*table, ESCALC) == NotEstimable("no-denominator")
    assert newcombe(*table) == NotEstimable("no-denominator")


@pytest.mark.parametrize("table", [(11, 10, 3, 10), (3, 10, 11, 10), (-1, 10, 3, 10), (math.nan, 10, 3, 10)])
def test_impossible_counts_are_the_callers_fault(table: tuple[float, float, float, float]) -> None:
    for measure in BINARY_MEASURES.values():
        with pytest.raises(ValueError, match="between 0 and n"):
            measure(*table, ESCALC)
    with pytest.raises(ValueError, match="between 0 and n"):
        newcombe(*table)


spreads = st.floats(0.01, 50.0)
sizes = st.integers(2, 500)


@given(st.floats(-100, 100), spreads, sizes, st.floats(-100, 100), spreads, sizes)
def test_swapping_the_groups_mirrors_a_difference_of_means(
    mean1: float, sd1: float, n1: int, mean2: float, sd2: float, n2: int
) -> None:
    effect = estimated(mean_difference(mean1, sd1, n1, mean2, sd2, n2))
    swapped = estimated(mean_difference(mean2, sd2, n2, mean1, sd1, n1))
    assert swapped.estimate == -effect.estimate
    assert swapped.variance == pytest.approx(effect.variance, rel=1e-15)


def test_groups_equally_spread_and_large_have_the_same_variance_pooled_or_not() -> None:
    apart = estimated(mean_difference(5, 2, 30, 4, 2, 60))
    pooled = estimated(mean_difference(5, 2, 30, 4, 2, 60, pooled_sd=True))
    assert pooled.variance == pytest.approx(apart.variance, rel=1e-15)


def test_standard_errors_give_the_difference_of_their_standard_deviations() -> None:
    from_errors = mean_difference_from_errors(5, 0.5, 4, 0.25)
    assert from_errors == mean_difference(5, 2, 16, 4, 2, 64)


@pytest.mark.parametrize(
    ("n1", "n2", "reason"), [(0, 9, "no-denominator"), (9, 0, "no-denominator"), (1, 9, "too-few")]
)
def test_a_group_too_small_for_a_standard_deviation_has_no_difference(n1: int, n2: int, reason: str) -> None:
    found = mean_difference(5, 2, n1, 4, 2, n2)
    assert isinstance(found, NotEstimable)
    assert found.reason == reason


def test_a_negative_standard_error_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="a mean is finite"):
        mean_difference_from_errors(5, -0.5, 4, 0.25)


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
