"""Log-normal summaries: other units multiply mean and SD, large samples give the textbook moments."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.five_numbers import FiveNumbers, MeanAndSd
from drgs_cli.stats.log_normal_numbers import log_normal_moments
from drgs_cli.stats.results import NotEstimable

SUMMARIES = [(2, None, None, 19), (None, 4, 11, None), (2, 4, 11, 19)]


def moments(found: MeanAndSd | NotEstimable) -> MeanAndSd:
    assert isinstance(found, MeanAndSd)
    return found


@given(st.sampled_from(SUMMARIES), st.integers(5, 300), st.floats(0.01, 100.0))
def test_other_units_multiply_mean_and_sd(ends: tuple[float | None, ...], n: int, factor: float) -> None:
    numbers = FiveNumbers(n, 6, *ends)
    one = moments(log_normal_moments(numbers, test=False))
    other = moments(log_normal_moments(numbers.mapped(lambda value: factor * value), test=False))
    assert (other.mean, other.sd) == pytest.approx((factor * one.mean, factor * one.sd), rel=1e-9)


@pytest.mark.parametrize("ends", [(1e-3, None, None, 1e3), (None, 0.5, 2.0, None), (1e-3, 0.5, 2.0, 1e3)])
def test_of_a_large_sample_the_moments_are_those_of_the_distribution(ends: tuple[float | None, ...]) -> None:
    numbers = FiveNumbers(1e12, 1.0, *ends)
    logs = moments(log_normal_moments(numbers, test=False, transform=False))
    found = moments(log_normal_moments(numbers, test=False))
    assert logs.mean == pytest.approx(0.0, abs=1e-12)
    assert found.mean == pytest.approx(math.exp(logs.sd**2 / 2), rel=1e-6)
    assert found.sd == pytest.approx(found.mean * math.sqrt(math.expm1(logs.sd**2)), rel=1e-6)


def test_the_sd_of_the_logarithms_loses_its_bias() -> None:
    logs = moments(log_normal_moments(FiveNumbers(20, 1.0, None, 0.5, 2.0), transform=False))
    raw = math.log(4.0) / (2 * 0.6456307)  # the upper quartile of normal scores: 14.875/20.25
    assert logs.sd == pytest.approx(raw / math.sqrt(1 + 1.58 / 20), rel=0.05)


def test_small_samples_are_corrected_downwards() -> None:
    few = moments(log_normal_moments(FiveNumbers(10, 1.0, None, 0.5, 2.0)))
    logs = moments(log_normal_moments(FiveNumbers(10, 1.0, None, 0.5, 2.0), transform=False))
    assert few.mean < math.exp(logs.sd**2 / 2)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        (FiveNumbers(40, 6, 0, None, None, 19), "out-of-range"),
        (FiveNumbers(4, 6, 2, None, None, 19), "too-few"),
        (FiveNumbers(40, 3, 2, None, None, 190), "not-applicable"),
        (FiveNumbers(5, 1.0, 1e-60, None, None, 1e60), "out-of-range"),
    ],
)
def test_what_cannot_be_estimated_says_why(numbers: FiveNumbers, reason: str) -> None:
    found = log_normal_moments(numbers)
    assert isinstance(found, NotEstimable), found
    assert found.reason == reason


def test_values_that_hardly_differ_keep_their_digits() -> None:
    found = moments(log_normal_moments(FiveNumbers(1e12, 1.0, None, 1 - 1e-9, 1 + 1e-9)))
    assert found.sd == pytest.approx(1e-9 / 0.6744897501960817, rel=1e-6)
