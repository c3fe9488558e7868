"""Moments behind a power transformation: known at powers 0, 1/2 and 1, and refused where there are none."""

import math

import pytest

from drgs_cli.stats.five_numbers import MeanAndSd
from drgs_cli.stats.power_normal import power_normal_moments
from drgs_cli.stats.results import NotEstimable


def moments(found: MeanAndSd | NotEstimable) -> MeanAndSd:
    assert isinstance(found, MeanAndSd)
    return found


def test_power_one_is_the_normal_itself() -> None:
    found = moments(power_normal_moments(1.0, 99.0, 3.0))
    assert (found.mean, found.sd) == pytest.approx((100.0, 3.0), rel=1e-13)


def test_power_one_half_is_a_square() -> None:
    # (y/2 + 1)^2 of y normal with mean 18, SD 1 is m^2 + s^2 with m = 10, s = 1/2; its variance 4 m^2 s^2 + 2 s^4
    found = moments(power_normal_moments(0.5, 18.0, 1.0))
    assert (found.mean, found.sd) == pytest.approx((100.25, math.sqrt(100.0 + 0.125)), rel=1e-12)


def test_power_nought_is_log_normal() -> None:
    found = moments(power_normal_moments(0.0, 1.0, 0.5))
    assert found.mean == pytest.approx(math.exp(1.125), rel=1e-15)
    assert found.sd == pytest.approx(math.exp(1.125) * math.sqrt(math.expm1(0.25)), rel=1e-14)


def test_a_small_power_is_nearly_log_normal() -> None:
    small, none = moments(power_normal_moments(1e-7, 1.0, 0.5)), moments(power_normal_moments(0.0, 1.0, 0.5))
    assert (small.mean, small.sd) == pytest.approx((none.mean, none.sd), rel=1e-6)


def test_the_range_is_cut_off_on_both_sides() -> None:
    # power 1, mean 0: y within -1 and 1; with a wide SD nearly uniform there, so y + 1 has mean 1 and SD 1/sqrt 3
    found = moments(power_normal_moments(1.0, 0.0, 1000.0))
    assert (found.mean, found.sd) == pytest.approx((1.0, 1 / math.sqrt(3)), rel=1e-6)


@pytest.mark.parametrize(
    ("power", "mean", "sd", "reason"),
    [
        (1.0, -1.0, 1.0, "not-applicable"),
        (0.0, 400.0, 1.0, "out-of-range"),
        (0.0, 0.0, 20.0, "out-of-range"),
        (1e-7, 1.0, 20.0, "out-of-range"),
        (1e-7, 400.0, 0.1, "out-of-range"),
    ],
)
def test_moments_that_do_not_exist_say_why(power: float, mean: float, sd: float, reason: str) -> None:
    found = power_normal_moments(power, mean, sd)
    assert isinstance(found, NotEstimable)
    assert found.reason == reason


@pytest.mark.parametrize(("power", "sd"), [(-0.1, 1.0), (1.0, 0.0), (math.nan, 1.0)])
def test_powers_and_spreads_that_cannot_be_are_the_callers_fault(power: float, sd: float) -> None:
    with pytest.raises(ValueError, match="found"):
        power_normal_moments(power, 0.0, sd)
