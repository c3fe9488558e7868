"""Two measurements of the same patients: their correlation counts, and a reason stands where there is no effect."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.effects.changes import (
    change_in_change_sds,
    change_in_raw_sds,
    change_in_raw_sds_unequal,
    mean_change,
    ratio_of_paired_means,
)
from drgs_cli.stats.effects.means import mean_difference, ratio_of_means
from drgs_cli.stats.effects.standardised import hedges_correction
from drgs_cli.stats.results import Effect, NotEstimable

Compute = Callable[..., Effect | NotEstimable]
TWO_SPREADS: list[Compute] = [mean_change, change_in_change_sds, change_in_raw_sds_unequal, ratio_of_paired_means]
STANDARDISED: list[Compute] = [
    change_in_change_sds,
    change_in_raw_sds_unequal,
    lambda m1, m2, sd1, _, n, r: change_in_raw_sds(m1, m2, sd1, n, r),
]


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


def test_without_correlation_a_change_is_a_difference_of_two_groups() -> None:
    assert mean_change(8, 5, 3, 4, 50, 0.0) == Effect("MC", "natural", 3, 0.5)
    apart = estimated(mean_difference(8, 3, 50, 5, 4, 50))
    assert estimated(mean_change(8, 5, 3, 4, 50, 0.0)).variance == pytest.approx(apart.variance, rel=1e-15)
    ratio = estimated(ratio_of_means(8, 3, 50, 5, 4, 50))
    paired = estimated(ratio_of_paired_means(8, 5, 3, 4, 50, 0.0))
    assert (paired.estimate, paired.variance) == pytest.approx((ratio.estimate, ratio.variance), rel=1e-15)


@pytest.mark.parametrize("measure", TWO_SPREADS)
def test_a_closer_correlation_makes_the_change_more_certain(measure: Compute) -> None:
    loose, close = estimated(measure(8, 5, 3, 4, 50, 0.2)), estimated(measure(8, 5, 3, 4, 50, 0.8))
    assert close.variance / max(close.estimate**2, 1) < loose.variance / max(loose.estimate**2, 1)


def test_a_change_is_standardised_by_its_own_spread_or_by_that_of_one_time() -> None:
    correction = hedges_correction(49)
    assert estimated(change_in_change_sds(8, 5, 3, 4, 50, 0.0)).estimate == pytest.approx(correction * 0.6, rel=1e-15)
    assert estimated(change_in_raw_sds(8, 5, 3, 50, 0.0)).estimate == pytest.approx(correction, rel=1e-15)
    assert estimated(change_in_raw_sds_unequal(8, 5, 3, 4, 50, 0.0)).estimate == pytest.approx(correction, rel=1e-15)


@pytest.mark.parametrize("measure", [change_in_change_sds, change_in_raw_sds])
def test_the_variances_of_a_large_study_agree(measure: Compute) -> None:
    row = (8, 5, 3, 4, 1e6, 0.5) if measure is change_in_change_sds else (8, 5, 3, 1e6, 0.5)
    one, other = estimated(measure(*row)), estimated(measure(*row, variance_type="LS2"))
    assert one.variance == pytest.approx(other.variance, rel=1e-5)


def test_means_of_unlike_signs_have_no_ratio() -> None:
    for before, after in ((8, -5), (-8, 5), (0, 5), (8, 0)):
        assert ratio_of_paired_means(before, after, 3, 4, 50, 0.5) == NotEstimable("out-of-range")
    assert ratio_of_paired_means(-8, -5, 3, 4, 50, 0.5) == ratio_of_paired_means(8, 5, 3, 4, 50, 0.5)


@pytest.mark.parametrize("measure", STANDARDISED)
def test_a_standardised_change_needs_a_spread_and_three_patients(measure: Compute) -> None:
    assert measure(8, 5, 0, 0, 50, 0.5) == NotEstimable("no-variance")
    assert measure(8, 5, 3, 4, 2, 0.5) == NotEstimable("too-few")


@pytest.mark.parametrize("measure", TWO_SPREADS)
def test_nobody_one_patient_and_the_unspeakable_have_no_change(measure: Compute) -> None:
    assert measure(8, 5, 3, 4, 0, 0.5) == NotEstimable("no-denominator")
    assert measure(8, 5, 3, 4, 1, 0.5) == NotEstimable("too-few")
    assert measure(8e80, 5, 3, 4, 50, 0.5) == NotEstimable("out-of-range")


@pytest.mark.parametrize("measure", TWO_SPREADS)
def test_impossible_figures_are_the_callers_fault(measure: Compute) -> None:
    with pytest.raises(ValueError, match="between -1 and 1"):
        measure(8, 5, 3, 4, 50, 1.1)
    with pytest.raises(ValueError, match="between -1 and 1"):
        measure(8, 5, 3, 4, 50, math.nan)
    with pytest.raises(ValueError, match="a mean is finite"):
        measure(8, 5, 3, -4, 50, 0.5)
