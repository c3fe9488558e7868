"""The closest distribution is found, whatever the family, and its bounds are kept."""

import math

import pytest

from drgs_cli.stats.distributions import beta_quantile, chi2_quantile, normal_quantile
from drgs_cli.stats.five_numbers import FiveNumbers
from drgs_cli.stats.quantile_estimation import QuantileFit, quantile_estimate, quantile_fits
from drgs_cli.stats.results import NotEstimable

Z = normal_quantile(0.75)


def best(numbers: FiveNumbers) -> QuantileFit:
    found = quantile_estimate(numbers)
    assert isinstance(found, QuantileFit)
    return found


def families(numbers: FiveNumbers) -> dict[str, QuantileFit]:
    fits = quantile_fits(numbers)
    assert not isinstance(fits, NotEstimable)
    return {fit.family: fit for fit in fits}


@pytest.mark.parametrize(
    ("family", "values", "mean", "sd"),
    [
        ("normal", (20 - 3 * Z, 20.0, 20 + 3 * Z), 20.0, 3.0),
        (
            "log-normal",
            (math.exp(1 - 0.5 * Z), math.e, math.exp(1 + 0.5 * Z)),
            math.exp(1.125),
            math.exp(1.125) * math.sqrt(math.expm1(0.25)),
        ),
        ("gamma", tuple(0.5 * 4.0 * chi2_quantile(p, 5.0) for p in (0.25, 0.5, 0.75)), 10.0, math.sqrt(2.5) * 4.0),
        (
            "weibull",
            tuple(7.0 * (-math.log1p(-p)) ** 0.5 for p in (0.25, 0.5, 0.75)),
            7.0 * math.gamma(1.5),
            7.0 * math.sqrt(1.0 - math.gamma(1.5) ** 2),
        ),
        ("beta", tuple(beta_quantile(p, 2.0, 5.0) for p in (0.25, 0.5, 0.75)), 2 / 7, math.sqrt(10 / 49 / 8)),
    ],
)
def test_the_quartiles_of_a_distribution_give_its_moments(
    family: str, values: tuple[float, float, float], mean: float, sd: float
) -> None:
    fit = best(FiveNumbers(80, values[1], None, values[0], values[2]))
    assert fit.family == family
    assert (fit.mean, fit.sd) == pytest.approx((mean, sd), rel=1e-8)
    assert fit.distance == pytest.approx(0.0, abs=1e-18)


def test_the_closest_is_what_the_package_prints() -> None:
    # qe.mean.sd(min.val = 2, med.val = 4, max.val = 9, n = 100) in the README of estmeansd; its optimiser stops at 4e-6
    fit = best(FiveNumbers(100, 4, 2, None, None, 9))
    assert (fit.mean, fit.sd) == pytest.approx((4.347284, 1.502171), rel=1e-5)


def test_no_point_beside_the_closest_is_closer() -> None:
    values = (2.0, 4.0, 9.0)
    fit = families(FiveNumbers(100, 4, 2, None, None, 9))["log-normal"]
    sd = math.sqrt(math.log1p((fit.sd / fit.mean) ** 2))
    median = fit.mean * math.exp(-0.5 * sd * sd)
    deviates = (normal_quantile(0.01), 0.0, normal_quantile(0.99))
    for step1, step2 in ((1e-4, 0), (-1e-4, 0), (0, 1e-4), (0, -1e-4)):
        quantiles = (median * (1 + step1) * math.exp(sd * (1 + step2) * z) for z in deviates)
        assert math.fsum((q - x) ** 2 for q, x in zip(quantiles, values, strict=True)) > fit.distance


def test_minimum_and_maximum_are_quantiles_of_one_in_n() -> None:
    z = normal_quantile(0.98)
    fit = families(FiveNumbers(50, 0.0, -z, -Z, Z, z))["normal"]
    assert (fit.mean, fit.sd) == pytest.approx((0.0, 1.0), abs=1e-14)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-1.0, 9.0, {"normal"}),
        (0.0, 9.0, {"normal", "gamma", "weibull"}),
        (1.0, 9.0, {"normal", "log-normal", "gamma", "weibull"}),
        (0.1, 0.9, {"normal", "log-normal", "gamma", "weibull", "beta"}),
    ],
)
def test_values_below_zero_leave_the_normal_alone(low: float, high: float, expected: set[str]) -> None:
    assert families(FiveNumbers(40, 0.5 * (low + high), None, low, high)).keys() == expected


def test_parameters_stay_in_their_boxes() -> None:
    fits = families(FiveNumbers(40, 5000, None, 4000, 6100))
    assert fits["normal"].sd == 50.0
    assert fits["gamma"].mean == pytest.approx(5000, rel=0.05)
    assert fits["weibull"].distance > 1e6  # its scale ends at 100
    narrow = families(FiveNumbers(40, 0.5, None, 0.499, 0.501))
    assert narrow["beta"].sd > 0.05
    assert narrow["gamma"].sd >= narrow["gamma"].mean / 10 * (1 - 1e-12)


def test_values_near_nothing_are_fitted_too() -> None:
    fit = best(FiveNumbers(1e6, 0.0, 0.0, None, None, 1e-100))
    assert fit.distance == pytest.approx(0.0, abs=1e-4)


def test_the_smallest_sample_has_every_family() -> None:
    assert families(FiveNumbers(3, 4, 2, None, None, 9)).keys() == {"normal", "log-normal", "gamma", "weibull"}


@pytest.mark.parametrize(("n", "reason"), [(2, "too-few"), (2e6, "out-of-range")])
def test_sizes_out_of_bounds_are_told(n: float, reason: str) -> None:
    found = quantile_estimate(FiveNumbers(n, 4, 2, None, None, 9))
    assert isinstance(found, NotEstimable)
    assert found.reason == reason
