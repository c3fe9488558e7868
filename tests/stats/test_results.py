"""Results hold finite numbers in order, and know their way back to natural units."""

import math

import pytest

from drgs_cli.stats.results import Effect, Interval


@pytest.mark.parametrize(
    ("low", "high"), [(1.0, 0.5), (math.nan, 1.0), (0.0, math.nan), (-math.inf, 1.0), (0.0, math.inf)]
)
def test_an_interval_has_finite_limits_in_order(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="finite and in order"):
        Interval(low, high)


@pytest.mark.parametrize(("estimate", "variance"), [(math.nan, 1.0), (math.inf, 1.0), (0.0, math.nan), (0.0, -1.0)])
def test_an_effect_is_finite_with_a_variance_that_is_not_negative(estimate: float, variance: float) -> None:
    with pytest.raises(ValueError, match="an effect is finite"):
        Effect("MD", "natural", estimate, variance)


def test_a_ratio_is_read_as_a_ratio() -> None:
    assert Effect("RR", "log", math.log(2.0), 0.25).natural == pytest.approx(2.0, rel=1e-15)


def test_a_difference_is_read_as_it_is() -> None:
    assert Effect("RD", "natural", -0.25, 0.01).natural == -0.25


def test_the_standard_error_is_the_root_of_the_variance() -> None:
    assert Effect("RR", "log", 0.0, 0.25).standard_error == 0.5


def test_what_is_neither_a_logarithm_nor_itself_is_not_read_without_its_way_back() -> None:
    with pytest.raises(ValueError, match="PLO is on the scale logit"):
        _ = Effect("PLO", "logit", 0.5, 0.01).natural
