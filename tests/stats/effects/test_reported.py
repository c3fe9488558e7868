"""Estimates that others computed stay as they are."""

import math

import pytest

from drgs_cli.stats.effects.reported import reported_effect
from drgs_cli.stats.results import Effect, NotEstimable


def test_an_estimate_comes_with_its_variance() -> None:
    assert reported_effect(-0.5, 0.25) == Effect("GEN", "natural", -0.5, 0.25)


def test_a_variance_of_0_is_kept() -> None:
    assert reported_effect(2, 0) == Effect("GEN", "natural", 2, 0)


def test_figures_no_float_can_carry_are_out_of_range() -> None:
    assert reported_effect(1e200, 1) == reported_effect(1, 1e200) == NotEstimable("out-of-range")


@pytest.mark.parametrize(
    ("estimate", "variance"), [(math.nan, 1), (math.inf, 1), (0, -1), (0, math.nan), (0, math.inf)]
)
def test_impossible_figures_are_the_callers_fault(estimate: float, variance: float) -> None:
    with pytest.raises(ValueError, match="an estimate is finite"):
        reported_effect(estimate, variance)
