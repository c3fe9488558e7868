"""Two groups with and without an event: textbook effects, mirrored by a swap, and a reason where there is none."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.effects.binary import (
    arcsine_difference,
    excess_and_variance,
    odds_ratio,
    peto_odds_ratio,
    risk_difference,
    risk_ratio,
)
from drgs_cli.stats.effects.zero_cells import ESCALC, NO_INCREMENT, ZeroPolicy
from drgs_cli.stats.results import Effect, NotEstimable

Table = tuple[float, float, float, float]
ALL = [risk_ratio, odds_ratio, risk_difference, peto_odds_ratio, arcsine_difference]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    n1, n2 = draw(st.integers(1, 500)), draw(st.integers(1, 500))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


def test_a_hand_made_table_gives_the_textbook_effects() -> None:
    assert estimated(risk_ratio(30, 100, 20, 100)).natural == pytest.approx(1.5, rel=1e-15)
    assert estimated(odds_ratio(30, 100, 20, 100)).natural == pytest.approx(12 / 7, rel=1e-15)
    assert estimated(risk_difference(30, 100, 20, 100)).natural == pytest.approx(0.1, rel=1e-15)


def test_peto_holds_the_excess_of_events_against_its_hypergeometric_variance() -> None:
    effect = estimated(peto_odds_ratio(30, 100, 20, 100))  # 25 expected, 50 x 150 x 100 x 100 / (200^2 x 199)
    variance = 50 * 150 / 4 / 199
    assert (effect.estimate, effect.variance) == pytest.approx((5 / variance, 1 / variance), rel=1e-14)


def test_the_arcsine_difference_is_one_of_angles() -> None:
    effect = estimated(arcsine_difference(50, 100, 25, 100))  # 45 and 30 degrees
    assert (effect.estimate, effect.variance) == pytest.approx((math.radians(15), 1 / 200), rel=1e-14)


@given(tables())
def test_counting_non_events_turns_the_odds_ratio_and_the_difference_but_not_the_risk_ratio(table: Table) -> None:
    events1, n1, events2, n2 = table
    flipped = (n1 - events1, n1, n2 - events2, n2)
    for measure in (odds_ratio, risk_difference, peto_odds_ratio, arcsine_difference):
        effect, turned = estimated(measure(*table, ESCALC)), estimated(measure(*flipped, ESCALC))
        assert turned.estimate == pytest.approx(-effect.estimate, rel=1e-11, abs=1e-13)
    assert estimated(risk_ratio(30, 100, 20, 100)).estimate != -estimated(risk_ratio(70, 100, 80, 100)).estimate


@pytest.mark.parametrize("table", [(0, 10, 3, 10), (3, 10, 0, 10), (0, 10, 0, 10)])
def test_without_an_increment_a_group_without_events_has_no_ratio(table: Table) -> None:
    assert risk_ratio(*table) == odds_ratio(*table) == NotEstimable("zero-cell")


@pytest.mark.parametrize("table", [(10, 10, 3, 10), (3, 10, 10, 10)])
def test_without_an_increment_a_group_with_only_events_has_a_risk_ratio_but_no_odds_ratio(table: Table) -> None:
    assert isinstance(risk_ratio(*table), Effect)
    assert odds_ratio(*table) == NotEstimable("zero-cell")


@pytest.mark.parametrize("table", [(0, 10, 0, 20), (10, 10, 20, 20)])
def test_without_an_increment_peto_needs_an_event_and_a_patient_without(table: Table) -> None:
    assert peto_odds_ratio(*table) == NotEstimable("zero-cell")


def test_peto_needs_more_than_one_patient() -> None:
    assert peto_odds_ratio(0.25, 0.5, 0.25, 0.5) == NotEstimable("too-few")


def test_without_an_increment_nothing_is_added_to_a_risk_difference() -> None:
    effect = estimated(risk_difference(0, 10, 5, 10))
    assert (effect.estimate, effect.variance) == pytest.approx((-0.5, 0.025), rel=1e-15)


def test_the_unbiased_variance_of_a_risk_difference_has_one_patient_less_in_either_group() -> None:
    effect = estimated(risk_difference(5, 11, 5, 11, variance_type="UB"))
    assert effect.variance == pytest.approx(2 * 30 / 121 / 10, rel=1e-15)
    assert risk_difference(1, 1, 5, 11, variance_type="UB") == NotEstimable("too-few")


@pytest.mark.parametrize("table", [(0, 10, 0, 20), (10, 10, 20, 20)])
def test_double_empty_cells_are_dropped_on_request(table: Table) -> None:
    for measure in ALL:
        assert measure(*table, ZeroPolicy("only0", drop_double=True)) == NotEstimable("zero-cell")


@pytest.mark.parametrize("table", [(0, 0, 3, 10), (3, 10, 0, 0), (0, 0, 0, 0)])
@pytest.mark.parametrize("policy", [NO_INCREMENT, ESCALC])
def test_an_empty_group_is_no_denominator(table: Table, policy: ZeroPolicy) -> None:
    for measure in ALL:
        assert measure(*table, policy) == NotEstimable("no-denominator")


@pytest.mark.parametrize("table", [(11, 10, 3, 10), (3, 10, 11, 10), (-1, 10, 3, 10), (math.nan, 10, 3, 10)])
def test_impossible_counts_are_the_callers_fault(table: Table) -> None:
    for measure in ALL:
        with pytest.raises(ValueError, match="between 0 and n"):
            measure(*table, ESCALC)


def test_the_excess_and_its_variance_are_those_of_sampling_without_return() -> None:
    # 7 of 22 have events, 10 of the 22 are in group 1
    excess, variance = excess_and_variance((3, 7, 4, 8))
    assert excess == pytest.approx(3 - 10 * 7 / 22, rel=1e-14)
    assert variance == pytest.approx(7 * 15 * 10 * 12 / (22**2 * 21), rel=1e-14)


def test_a_single_patient_leaves_nothing_to_vary() -> None:
    assert excess_and_variance((1, 0, 0, 0)) == (0.0, 0.0)
