"""Peto's odds ratio mirrors, ignores what says nothing, and says when there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.common_effect import CommonEffect, Scatter
from drgs_cli.stats.count_tables import Row
from drgs_cli.stats.peto import peto
from drgs_cli.stats.results import NotEstimable


@st.composite
def studies(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = [(draw(st.integers(0, 10)), 10, draw(st.integers(1, 19)), 20)]
    for _ in range(draw(st.integers(0, 5))):
        n1, n2 = draw(st.integers(1, 80)), draw(st.integers(1, 80))
        rows.append((draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2))
    return rows


def pooled(rows: list[Row]) -> CommonEffect:
    effect = peto(rows)
    assert isinstance(effect, CommonEffect)
    return effect


@given(studies())
def test_swapping_arms_or_outcomes_turns_the_sign_alone(rows: list[Row]) -> None:
    effect = pooled(rows)
    arms = pooled([(x2, n2, x1, n1) for x1, n1, x2, n2 in rows])
    outcomes = pooled([(n1 - x1, n1, n2 - x2, n2) for x1, n1, x2, n2 in rows])
    for turned in (arms, outcomes):
        assert turned.estimate == pytest.approx(-effect.estimate, rel=1e-12, abs=1e-14)
        assert turned.standard_error == pytest.approx(effect.standard_error, rel=1e-12)


@given(studies())
def test_the_order_of_the_studies_does_not_matter(rows: list[Row]) -> None:
    assert pooled(rows[::-1]).estimate == pooled(rows).estimate
    assert pooled(rows[::-1]).scatter == pooled(rows).scatter


@given(studies())
def test_every_study_twice_halves_the_variance_and_doubles_q(rows: list[Row]) -> None:
    effect, doubled = pooled(rows), pooled(rows * 2)
    assert doubled.estimate == pytest.approx(effect.estimate, rel=1e-12, abs=1e-14)
    assert 2 * doubled.standard_error**2 == pytest.approx(effect.standard_error**2, rel=1e-12)


def test_one_study_is_its_excess_of_events_over_its_variance() -> None:
    effect = pooled([(2, 10, 5, 10)])  # expected 3.5 of 7 events; variance 7 x 13 x 10 x 10 / (400 x 19)
    assert effect.estimate == pytest.approx(-1.5 / (9100 / 7600), rel=1e-14)
    assert effect.standard_error**2 == pytest.approx(7600 / 9100, rel=1e-14)


@pytest.mark.parametrize("silent", [(0, 10, 0, 12), (10, 10, 12, 12), (3, 10, 0, 0), (0.2, 0.4, 0.3, 0.5)])
def test_a_study_that_says_nothing_changes_nothing_and_weighs_nothing(silent: Row) -> None:
    rows: list[Row] = [(2, 10, 5, 10), (3, 9, 7, 9)]
    effect, more = pooled(rows), pooled([*rows, silent])
    assert (more.estimate, more.scatter) == (effect.estimate, effect.scatter)
    assert more.weights == (*effect.weights, 0.0)


def test_two_studies_apart_scatter_on_one_degree_of_freedom() -> None:
    scatter = pooled([(2, 10, 5, 10), (5, 10, 2, 10)]).scatter
    assert isinstance(scatter, Scatter)
    assert (scatter.q, scatter.df) == pytest.approx((2 * 1.5**2 / (9100 / 7600), 1))


@pytest.mark.parametrize(
    ("rows", "reason"), [([], "no-study"), ([(0, 10, 0, 9)], "no-variance"), ([(0, 0, 0, 0)], "no-denominator")]
)
def test_what_cannot_be_pooled_says_why(rows: list[Row], reason: str) -> None:
    effect = peto(rows)
    assert isinstance(effect, NotEstimable)
    assert effect.reason == reason
