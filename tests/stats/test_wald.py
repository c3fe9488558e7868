"""Wald's test and interval, normal and Student's t, and what they say at the ends of the floats."""

import pytest

from drgs_cli.stats.distributions import normal_sf, t_sf
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails, critical_value


@pytest.mark.parametrize("statistic", [-2.5, 2.5])
def test_a_p_value_counts_both_tails(statistic: float) -> None:
    assert both_tails(statistic) == 2.0 * normal_sf(2.5)
    assert both_tails(statistic, 3.5) == 2.0 * t_sf(2.5, 3.5)


@pytest.mark.parametrize("df", [None, 0.5, 7.0])
def test_no_difference_has_a_p_of_1(df: float | None) -> None:
    assert both_tails(0.0, df) == 1.0


@pytest.mark.parametrize("df", [None, 0.5, 7.0])
def test_a_critical_value_leaves_its_tail(df: float | None) -> None:
    assert both_tails(critical_value(0.025, df), df) == pytest.approx(0.05, rel=1e-12)


@pytest.mark.parametrize("df", [None, 4.0])
def test_an_interval_reaches_as_far_to_either_side(df: float | None) -> None:
    reach = 0.5 * critical_value(0.05, df)
    assert Footing(0.5, df).around(3.0, 90.0) == Interval(3.0 - reach, 3.0 + reach, 90.0)
    assert Footing(0.5, df).interval(3.0, 90.0) == Interval(3.0 - reach, 3.0 + reach, 90.0)


def test_limits_that_no_float_holds_are_out_of_range() -> None:
    assert Footing(1.0, 1e-3).interval(0.0, 95.0) == NotEstimable("out-of-range")
    assert Footing(1e308).interval(1e308, 95.0) == NotEstimable("out-of-range")


@pytest.mark.parametrize("level", [0.0, 100.0])
def test_a_level_without_an_interval_is_the_callers_fault(level: float) -> None:
    with pytest.raises(ValueError, match="a confidence level"):
        Footing(1.0).reach(level)
