"""The common effect mirrors when arms or outcomes are swapped, ignores the order, and says when there is none."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.common_effect import CommonEffect, Scatter
from drgs_cli.stats.count_tables import Row
from drgs_cli.stats.effects.zero_cells import ESCALC
from drgs_cli.stats.mantel_haenszel import MANTEL_HAENSZEL, mantel_haenszel
from drgs_cli.stats.results import NotEstimable

measures = st.sampled_from(sorted(MANTEL_HAENSZEL))


@st.composite
def studies(draw: st.DrawFn) -> list[Row]:
    """Two to six studies in which both outcomes occur in both groups somewhere."""
    rows: list[Row] = [(draw(st.integers(1, 9)), 10, draw(st.integers(1, 19)), 20)]
    for _ in range(draw(st.integers(1, 5))):
        n1, n2 = draw(st.integers(1, 80)), draw(st.integers(1, 80))
        rows.append((draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2))
    return rows


def pooled(rows: Sequence[Row], measure: str) -> CommonEffect:
    effect = mantel_haenszel(rows, measure, estimates=[], variances=[])
    assert isinstance(effect, CommonEffect)
    return effect


@given(studies(), measures)
def test_swapping_the_arms_turns_the_sign_alone(rows: list[Row], measure: str) -> None:
    effect = pooled(rows, measure)
    swapped = pooled([(x2, n2, x1, n1) for x1, n1, x2, n2 in rows], measure)
    assert swapped.estimate == pytest.approx(-effect.estimate, rel=1e-12, abs=1e-14)
    assert swapped.standard_error == pytest.approx(effect.standard_error, rel=1e-12)


@given(studies())
def test_counting_what_did_not_happen_turns_the_odds_ratio_and_the_difference(rows: list[Row]) -> None:
    mirrored = [(n1 - x1, n1, n2 - x2, n2) for x1, n1, x2, n2 in rows]
    for measure in ("OR", "RD"):
        effect, turned = pooled(rows, measure), pooled(mirrored, measure)
        assert turned.estimate == pytest.approx(-effect.estimate, rel=1e-12, abs=1e-14)
        assert turned.standard_error == pytest.approx(effect.standard_error, rel=1e-12)


@given(studies(), measures)
def test_the_order_of_the_studies_does_not_matter(rows: list[Row], measure: str) -> None:
    effect, turned = pooled(rows, measure), pooled(rows[::-1], measure)
    assert (turned.estimate, turned.standard_error) == (effect.estimate, effect.standard_error)
    assert turned.weights == effect.weights[::-1]


@given(studies(), measures)
def test_every_study_twice_halves_the_variance(rows: list[Row], measure: str) -> None:
    effect, doubled = pooled(rows, measure), pooled(rows * 2, measure)
    assert doubled.estimate == pytest.approx(effect.estimate, rel=1e-12, abs=1e-14)
    assert 2 * doubled.standard_error**2 == pytest.approx(effect.standard_error**2, rel=1e-12)


@pytest.mark.parametrize(
    ("measure", "estimate", "variance"),
    [
        ("RR", math.log(0.4), 1 / 2 - 1 / 10 + 1 / 5 - 1 / 10),
        ("OR", math.log(0.25), 1 / 2 + 1 / 8 + 1 / 5 + 1 / 5),
        ("RD", -0.3, 0.2 * 0.8 / 10 + 0.5 * 0.5 / 10),
        ("IRR", math.log(0.4), 1 / 2 + 1 / 5),
        ("IRD", -0.3, 2 / 100 + 5 / 100),
    ],
)
def test_one_study_is_its_own_effect(measure: str, estimate: float, variance: float) -> None:
    effect = pooled([(2, 10, 5, 10)], measure)
    assert effect.estimate == pytest.approx(estimate, rel=1e-14)
    assert effect.standard_error**2 == pytest.approx(variance, rel=1e-14)
    assert effect.weights == (1.0,)


def test_the_scatter_is_that_of_the_given_effects_around_the_estimate() -> None:
    effect = mantel_haenszel([(2, 10, 5, 10)], "RD", estimates=[-0.3, 0.7, -1.3], variances=[1.0, 0.5, 1.0])
    assert isinstance(effect, CommonEffect)
    assert isinstance(effect.scatter, Scatter)
    assert (effect.scatter.q, effect.scatter.df) == pytest.approx((3.0, 2))


def test_a_study_without_events_changes_no_ratio_until_it_gets_an_increment() -> None:
    rows: list[Row] = [(2, 10, 5, 10), (0, 30, 0, 10)]
    assert pooled(rows, "OR").estimate == pooled(rows[:1], "OR").estimate
    filled = mantel_haenszel(rows, "OR", estimates=[], variances=[], zeros=ESCALC)
    assert isinstance(filled, CommonEffect)
    assert filled.estimate > math.log(0.25)


@pytest.mark.parametrize("measure", ["OR", "RR", "IRR"])
def test_no_events_in_a_group_give_no_ratio(measure: str) -> None:
    rows = [(0, 10, 2, 12), (0, 8, 1, 9)]
    assert mantel_haenszel(rows, measure, estimates=[], variances=[]) == NotEstimable("zero-cell")


@pytest.mark.parametrize(
    ("measure", "rows", "reason"),
    [
        ("RR", [], "no-study"),
        ("IRD", [(1, 5, 2, 0)], "no-denominator"),
        ("RD", [(1, 5, 0, 0)], "no-denominator"),
        ("RD", [(0, 5, 0, 7)], "no-variance"),
        ("RR", [(5, 5, 7, 7)], "no-variance"),
        ("IRD", [(0, 5, 0, 7)], "no-variance"),
        ("RR", [(1e308, 1e308, 7, 7)], "out-of-range"),
    ],
)
def test_what_cannot_be_pooled_says_why(measure: str, rows: list[Row], reason: str) -> None:
    effect = mantel_haenszel(rows, measure, estimates=[], variances=[])
    assert isinstance(effect, NotEstimable)
    assert effect.reason == reason


DIABETES: list[Row] = [(8, 106, 5, 120), (22, 98, 16, 85)]
SMOKERS: list[Row] = [
    *((32, 5.2407, 2, 1.8790), (104, 4.3248, 12, 1.0673), (206, 2.8612, 28, 0.5710)),
    *((186, 1.2663, 28, 0.2585), (102, 0.5317, 31, 0.1462)),
]


@pytest.mark.parametrize(
    ("rows", "measure", "estimate", "low", "high"),
    [
        (DIABETES, "RD", 0.0349, -0.0176, 0.0874),
        (DIABETES, "RR", 0.2818, -0.1442, 0.7078),
        (DIABETES, "OR", 0.3387, -0.1731, 0.8505),
        (SMOKERS, "IRR", 0.3539, 0.1776, 0.5303),
        (SMOKERS, "IRD", 11.4392, 6.3498, 16.5286),
    ],
)
def test_the_tables_of_rothman_2008_give_what_metafor_prints_for_them(
    rows: list[Row], measure: str, estimate: float, low: float, high: float
) -> None:
    # Modern Epidemiology, tables 15-1 and 15-2 (per 10 000 person-years), 90 % limits, in metafor's own tests
    effect = mantel_haenszel(rows, measure, estimates=[], variances=[], level=90.0)
    assert isinstance(effect, CommonEffect)
    assert (effect.estimate, effect.interval.low, effect.interval.high) == pytest.approx(
        (estimate, low, high), abs=5e-5
    )
