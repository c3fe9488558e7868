"""Differences in standard deviations: corrected for bias, equal where the standardisers are, and a reason for none."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.effects.standardised import (
    STANDARDISED,
    difference_in_average_sds,
    difference_in_control_sds,
    hedges_correction,
    standardised_mean_difference,
)
from drgs_cli.stats.results import Effect, NotEstimable

Compute = Callable[..., Effect | NotEstimable]
OF_TWO_SPREADS: list[Compute] = [standardised_mean_difference, difference_in_average_sds, *STANDARDISED.values()]


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


@pytest.mark.parametrize(
    ("df", "correction"),
    [(2, 1 / math.sqrt(math.pi)), (3, math.sqrt(math.pi / 6)), (4, math.sqrt(2 / math.pi)), (1e8, 1 - 0.75e-8)],
)
def test_the_correction_is_a_ratio_of_gamma_functions(df: float, correction: float) -> None:
    assert hedges_correction(df) == pytest.approx(correction, rel=1e-14)


def test_the_correction_agrees_with_that_of_the_logarithms_of_gamma() -> None:
    for df in (1.5, 7, 19, 20, 21, 40, 300):
        by_logarithms = math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
        assert hedges_correction(df) == pytest.approx(by_logarithms, rel=1e-12)


def test_groups_equally_spread_have_one_standardised_difference() -> None:
    g = estimated(standardised_mean_difference(5, 2, 30, 4, 2, 60)).estimate
    assert g == pytest.approx(0.5 * hedges_correction(88), rel=1e-15)
    assert estimated(difference_in_average_sds(5, 2, 30, 4, 2, 60)).estimate == pytest.approx(g, rel=1e-15)
    assert estimated(STANDARDISED["Cohen"](5, 2, 30, 4, 2, 60)).estimate == pytest.approx(0.5, rel=1e-15)
    assert estimated(STANDARDISED["Glass"](5, 2, 30, 4, 2, 60)).estimate == 0.5


def test_the_control_group_alone_can_be_the_standard() -> None:
    effect = estimated(difference_in_control_sds(5, 30, 4, 2, 60))
    assert effect.estimate == pytest.approx(0.5 * hedges_correction(59), rel=1e-15)
    assert effect.variance == pytest.approx(1 / 30 + 1 / 60 + effect.estimate**2 / 120, rel=1e-15)


def test_the_variances_of_a_large_study_agree() -> None:
    rows = [estimated(standardised_mean_difference(5, 2, 1e9, 4, 3, 1e9, variance_type=v)) for v in ("LS", "LS2", "UB")]
    assert [row.variance for row in rows] == pytest.approx([rows[0].variance] * 3, rel=1e-6)


def test_the_unbiased_variance_is_not_negative_where_rounding_takes_over() -> None:
    effect = estimated(standardised_mean_difference(1e9, 1, 1e30, 0, 1, 1e30, variance_type="UB"))
    assert effect.variance >= 0


@pytest.mark.parametrize("measure", OF_TWO_SPREADS)
def test_groups_without_spread_have_no_standard(measure: Compute) -> None:
    assert measure(5, 0, 30, 4, 0, 60) == NotEstimable("no-variance")
    assert difference_in_control_sds(5, 30, 4, 0, 60) == NotEstimable("no-variance")


@pytest.mark.parametrize(
    "measure", [*OF_TWO_SPREADS, lambda m1, _, n1, m2, sd2, n2: difference_in_control_sds(m1, n1, m2, sd2, n2)]
)
def test_a_group_of_nobody_or_one_is_too_small(measure: Compute) -> None:
    assert measure(5, 2, 0, 4, 2, 9) == measure(5, 2, 9, 4, 2, 0) == NotEstimable("no-denominator")
    assert measure(5, 2, 9, 4, 2, 1) == NotEstimable("too-few")


def test_two_controls_do_not_make_a_standard() -> None:
    assert difference_in_control_sds(5, 9, 4, 2, 2) == NotEstimable("too-few")


def test_hedges_not_exact_corrects_by_the_number_of_patients() -> None:
    effect = estimated(STANDARDISED["Hedges"](5, 2, 30, 4, 2, 60, exact=False))
    assert effect.estimate == pytest.approx(0.5 * (1 - 3 / 351), rel=1e-15)
    assert effect.variance == pytest.approx(1 / 30 + 1 / 60 + effect.estimate**2 / 2 / 86.06, rel=1e-15)


def test_hedges_not_exact_is_no_number_where_cohen_is_none() -> None:
    assert STANDARDISED["Hedges"](5, 0, 9, 4, 0, 9, exact=False) == NotEstimable("no-variance")


def test_numbers_no_float_can_carry_are_out_of_range() -> None:
    assert difference_in_control_sds(1e70, 9, 4, 2, 9) == NotEstimable("out-of-range")


@pytest.mark.parametrize("measure", OF_TWO_SPREADS)
def test_impossible_figures_are_the_callers_fault(measure: Compute) -> None:
    with pytest.raises(ValueError, match="a mean is finite"):
        measure(5, -2, 9, 4, 2, 9)
    with pytest.raises(ValueError, match="a mean is finite"):
        difference_in_control_sds(math.nan, 9, 4, 2, 9)
