"""Means and spreads of two groups: their difference and their ratios, and a reason where there is none."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.effects.means import (
    mean_difference,
    mean_difference_from_errors,
    ratio_of_means,
    variability_ratio,
    variation_ratio,
)
from drgs_cli.stats.results import Effect, NotEstimable

Compute = Callable[..., Effect | NotEstimable]


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


def test_groups_equally_spread_have_the_same_variance_pooled_or_not() -> None:
    for measure in (mean_difference, ratio_of_means):
        apart = estimated(measure(5, 2, 30, 4, 2, 60))
        pooled = estimated(measure(5, 2, 30, 4, 2, 60, variance_type="HO"))
        assert pooled.variance == pytest.approx(apart.variance, rel=1e-15)


def test_standard_errors_give_the_difference_of_their_standard_deviations() -> None:
    assert mean_difference_from_errors(5, 0.5, 4, 0.25) == mean_difference(5, 2, 16, 4, 2, 64)


def test_a_mean_twice_as_large_is_a_ratio_of_2_whatever_its_sign() -> None:
    assert estimated(ratio_of_means(8, 2, 30, 4, 2, 60)).natural == pytest.approx(2, rel=1e-15)
    assert ratio_of_means(-8, 2, 30, -4, 2, 60) == ratio_of_means(8, 2, 30, 4, 2, 60)


def test_groups_of_one_size_need_no_correction_of_the_ratio_of_their_spreads() -> None:
    assert estimated(variability_ratio(6, 20, 2, 20)).natural == pytest.approx(3, rel=1e-15)
    assert estimated(variation_ratio(12, 6, 20, 12, 2, 20)).natural == pytest.approx(3, rel=1e-14)


def test_a_small_group_looks_less_spread_than_it_is() -> None:
    effect = estimated(variability_ratio(2, 6, 2, 11))
    assert (effect.estimate, effect.variance) == pytest.approx((1 / 10 - 1 / 20, 1 / 10 + 1 / 20), rel=1e-15)


@pytest.mark.parametrize(
    ("measure", "row"),
    [
        (ratio_of_means, (5, 2, 30, -4, 2, 60)),
        (ratio_of_means, (-5, 2, 30, 4, 2, 60)),
        (ratio_of_means, (0, 2, 30, 4, 2, 60)),
        (ratio_of_means, (5, 2, 30, 0, 2, 60)),
        (variation_ratio, (5, 2, 30, -4, 2, 60)),
        (variation_ratio, (0, 2, 30, 4, 2, 60)),
        (mean_difference, (1e70, 2, 30, 4, 2, 60)),
        (mean_difference_from_errors, (5, 1e200, 4, 1)),
    ],
)
def test_numbers_that_a_measure_cannot_take_are_out_of_range(measure: Compute, row: tuple[float, ...]) -> None:
    assert measure(*row) == NotEstimable("out-of-range")


@pytest.mark.parametrize(
    ("measure", "row"),
    [
        (variation_ratio, (5, 0, 30, 4, 2, 60)),
        (variation_ratio, (5, 2, 30, 4, 0, 60)),
        (variability_ratio, (0, 30, 2, 60)),
        (variability_ratio, (2, 30, 0, 60)),
    ],
)
def test_a_group_without_spread_has_no_ratio_of_spreads(measure: Compute, row: tuple[float, ...]) -> None:
    assert measure(*row) == NotEstimable("no-variance")


@pytest.mark.parametrize("measure", [mean_difference, ratio_of_means, variation_ratio])
@pytest.mark.parametrize(
    ("n1", "n2", "reason"), [(0, 9, "no-denominator"), (9, 0, "no-denominator"), (1, 9, "too-few"), (9, 1, "too-few")]
)
def test_a_group_too_small_for_a_standard_deviation_has_no_effect(
    measure: Compute, n1: int, n2: int, reason: str
) -> None:
    found = measure(5, 2, n1, 4, 2, n2)
    assert isinstance(found, NotEstimable)
    assert found.reason == reason
    assert variability_ratio(2, n1, 2, n2) == found


@pytest.mark.parametrize("row", [(5, -2, 9, 4, 2, 9), (5, 2, 9, math.nan, 2, 9), (5, 2, -9, 4, 2, 9)])
def test_impossible_figures_are_the_callers_fault(row: tuple[float, ...]) -> None:
    for measure in (mean_difference, ratio_of_means, variation_ratio):
        with pytest.raises(ValueError, match="a mean is finite"):
            measure(*row)


def test_a_negative_standard_error_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="a mean is finite"):
        mean_difference_from_errors(5, -0.5, 4, 0.25)
