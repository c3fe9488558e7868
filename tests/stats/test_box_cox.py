"""Summaries made normal by a power: the power that is there is found, and what the package prints is near."""

import math

import pytest

from drgs_cli.stats.box_cox import PowerFit, likely_estimate, symmetric_estimate
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.five_numbers import FiveNumbers, luo_mean, wan_sd
from drgs_cli.stats.results import NotEstimable

PRINTED = FiveNumbers(100, 4, 2, None, None, 9)


def fitted(found: PowerFit | NotEstimable) -> PowerFit:
    assert isinstance(found, PowerFit)
    return found


@pytest.mark.parametrize("power", [0.0, 0.3, 1.0, 2.5])
@pytest.mark.parametrize("shares", [(0.01, 0.5, 0.99), (0.25, 0.5, 0.75), (0.01, 0.25, 0.5, 0.75, 0.99)])
def test_the_power_that_makes_a_summary_symmetric_is_found(power: float, shares: tuple[float, ...]) -> None:
    deviates = [10.0 + 1.5 * normal_quantile(p) for p in shares]
    low, *inner, high = [math.exp(0.1 * y) if power == 0 else y ** (1 / power) for y in deviates]
    median = inner[len(inner) // 2]
    ends = {3: (low, None, None, high), 5: (low, inner[0], inner[-1], high)}[len(shares)]
    if shares[0] == 0.25:
        ends = (None, low, high, None)
    assert fitted(symmetric_estimate(FiveNumbers(100, median, *ends))).power == pytest.approx(power, abs=1e-6)


def test_the_likely_power_is_none_of_log_normal_values() -> None:
    values = [math.exp(3 + 0.5 * normal_quantile(p)) for p in (0.01, 0.25, 0.5, 0.75, 0.99)]
    found = fitted(likely_estimate(FiveNumbers(100, values[2], values[0], values[1], values[3], values[4])))
    assert found.power == pytest.approx(0.0, abs=1e-6)
    assert (found.location, found.scale) == pytest.approx((3.0, 0.5), rel=0.05)


def test_symmetric_values_keep_their_simple_moments() -> None:
    numbers = FiveNumbers(40, 50, None, 45, 55)
    found = fitted(symmetric_estimate(numbers))
    assert found.power == pytest.approx(1.0, abs=1e-6)
    assert found.mean == pytest.approx(luo_mean(numbers), rel=1e-6)
    assert found.sd == pytest.approx(wan_sd(numbers), rel=1e-6)


@pytest.mark.parametrize(
    ("numbers", "power"), [(FiveNumbers(40, 2, None, 1.9, 30), 0.0), (FiveNumbers(40, 29, None, 1, 30), 3.0)]
)
def test_a_power_beyond_the_bounds_is_the_bound(numbers: FiveNumbers, power: float) -> None:
    assert fitted(symmetric_estimate(numbers)).power == pytest.approx(power, abs=1e-9)


def test_the_package_scatters_around_the_same_moments() -> None:
    # min.val = 2, med.val = 4, max.val = 9, n = 100 in the README of estmeansd, from 1 100 and 10 000 random numbers
    symmetric, likely = fitted(symmetric_estimate(PRINTED)), fitted(likely_estimate(PRINTED))
    assert (symmetric.mean, symmetric.sd) == pytest.approx((4.210971, 1.337348), rel=0.04)
    assert (likely.mean, likely.sd) == pytest.approx((4.195238, 1.294908), rel=0.01)


@pytest.mark.parametrize("estimate", [symmetric_estimate, likely_estimate])
@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        (FiveNumbers(2, 4, 2, None, None, 9), "too-few"),
        (FiveNumbers(50, 4, 0, None, None, 9), "out-of-range"),
        (FiveNumbers(50, 4, 2, None, None, 1e20), "out-of-range"),
        (FiveNumbers(50, 4, 4, None, None, 9), "no-variance"),
    ],
)
def test_what_cannot_be_estimated_says_why(estimate: object, numbers: FiveNumbers, reason: str) -> None:
    assert callable(estimate)
    found = estimate(numbers)
    assert isinstance(found, NotEstimable), found
    assert found.reason == reason


def test_a_spread_too_wide_to_transform_back_says_so() -> None:
    numbers = FiveNumbers(5, 10**-7.5, 1e-29, None, None, 1e14)
    assert symmetric_estimate(numbers) == NotEstimable("out-of-range")


def test_powers_that_round_the_values_into_one_are_passed_over() -> None:
    numbers = FiveNumbers(50, 2e-20, None, 1e-20, 4e-20)  # their tenth powers less 1 are the same number
    assert fitted(likely_estimate(numbers)).power < 1.0
