"""One correlation: as it is, corrected for its bias, or as Fisher's z."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.effects.correlations import fisher_z, raw_correlation, unbiased_correlation
from drgs_cli.stats.results import Effect, NotEstimable

ALL: list[Callable[[float, float], Effect | NotEstimable]] = [fisher_z, raw_correlation, unbiased_correlation]


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


def test_a_hand_made_correlation_gives_the_textbook_figures() -> None:
    z, r = estimated(fisher_z(0.6, 28)), estimated(raw_correlation(0.6, 17))
    assert (z.estimate, z.variance) == pytest.approx((math.log(2), 0.04), rel=1e-15)
    assert (r.estimate, r.variance) == pytest.approx((0.6, 0.64**2 / 16), rel=1e-15)


def test_of_five_patients_the_corrected_correlation_is_an_arcsine() -> None:
    # F(1/2, 1/2; 3/2; x) = arcsin(sqrt x) / sqrt x
    effect = estimated(unbiased_correlation(0.6, 5))
    assert effect.estimate == pytest.approx(0.6 * math.asin(0.8) / 0.8, rel=1e-14)
    assert effect.variance == pytest.approx((1 - effect.estimate**2) ** 2 / 4, rel=1e-14)


@given(st.floats(-1, 1), st.integers(8, 300))
def test_the_correction_moves_a_correlation_away_from_0_as_olkin_and_pratt_approximate(r: float, n: int) -> None:
    g = estimated(unbiased_correlation(r, n)).estimate
    assert g == pytest.approx(r * (1 + (1 - r * r) / (2 * (n - 4))), abs=0.6 / (n - 4) ** 2)
    assert abs(r) <= abs(g) * (1 + 1e-14) <= 1 + 1e-13


def test_the_unbiased_variance_of_a_large_study_is_near_the_usual_one() -> None:
    usual, unbiased = (estimated(unbiased_correlation(0.6, 10_000, variance_type=kind)) for kind in ("LS", "UB"))
    assert unbiased.variance == pytest.approx(usual.variance, rel=1e-3)


def test_the_unbiased_variance_of_no_correlation_is_that_of_few_patients() -> None:
    assert estimated(unbiased_correlation(0, 20, variance_type="UB")).variance == pytest.approx(1 / 16, rel=1e-13)


def test_an_unbiased_variance_of_which_rounding_leaves_nothing_is_none() -> None:
    assert unbiased_correlation(0.99, 1e40, variance_type="UB") == NotEstimable("out-of-range")


def test_a_perfect_correlation_has_no_z_and_no_variance() -> None:
    assert fisher_z(1, 20) == fisher_z(-1, 20) == NotEstimable("out-of-range")
    assert raw_correlation(-1, 20) == Effect("COR", "natural", -1, 0)


@pytest.mark.parametrize("measure", ALL)
def test_nobody_and_three_patients_have_no_effect(measure: Callable[[float, float], Effect | NotEstimable]) -> None:
    assert measure(0.5, 0) == NotEstimable("no-denominator")
    assert measure(0.5, 3) == NotEstimable("too-few")
    assert measure(0.5, 1e70) == NotEstimable("out-of-range")


def test_four_patients_have_no_corrected_correlation() -> None:
    assert unbiased_correlation(0.5, 4) == NotEstimable("too-few")


@pytest.mark.parametrize("measure", ALL)
@pytest.mark.parametrize(("r", "n"), [(1.1, 20), (-1.1, 20), (math.nan, 20), (0.5, -1), (0.5, math.inf)])
def test_impossible_figures_are_the_callers_fault(
    measure: Callable[[float, float], Effect | NotEstimable], r: float, n: float
) -> None:
    with pytest.raises(ValueError, match="between -1 and 1"):
        measure(r, n)
