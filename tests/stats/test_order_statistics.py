"""The likelihood of order statistics is largest where it is said to be, on any scale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.five_numbers import MeanAndSd
from drgs_cli.stats.order_statistics import log_likelihood, most_likely
from drgs_cli.stats.results import NotEstimable

VALUES, RANKS, N = (2.0, 5.0, 8.0, 14.0, 20.0), (1.0, 13.0, 26.0, 38.0, 50.0), 50.0


def likeliest(values: tuple[float, ...], start: MeanAndSd) -> MeanAndSd:
    found = most_likely(values, RANKS, N, start)
    assert isinstance(found, MeanAndSd)
    return found


def test_a_whole_sample_has_its_own_moments() -> None:
    found = most_likely((1.0, 2.0, 6.0), (1.0, 2.0, 3.0), 3.0, MeanAndSd(2.0, 1.0))
    assert isinstance(found, MeanAndSd)
    assert (found.mean, found.sd) == pytest.approx((3.0, math.sqrt(14 / 3)), rel=1e-12)


def test_the_likelihood_counts_the_values_between() -> None:
    # one value at 0 of three, one on either side: density at 0, then two halves
    assert log_likelihood([0.0], [2.0], 3.0, 0.0, 1.0) == pytest.approx(
        -0.5 * math.log(2 * math.pi) + 2 * math.log(0.5)
    )


def test_values_between_two_equal_ones_are_impossible() -> None:
    assert log_likelihood([0.0, 0.0], [1.0, 3.0], 3.0, 0.0, 1.0) == -math.inf


def test_far_tails_keep_their_digits() -> None:
    near = log_likelihood([20.0, 20.5], [1.0, 3.0], 3.0, 0.0, 1.0)
    mirrored = log_likelihood([-20.5, -20.0], [1.0, 3.0], 3.0, 0.0, 1.0)
    assert near == pytest.approx(mirrored, rel=1e-13)
    assert math.isfinite(near)


@given(st.floats(0.5, 30.0), st.floats(1.0, 40.0))
def test_the_start_does_not_matter(mean: float, sd: float) -> None:
    one, other = likeliest(VALUES, MeanAndSd(9.0, 6.0)), likeliest(VALUES, MeanAndSd(mean, sd))
    assert (other.mean, other.sd) == pytest.approx((one.mean, one.sd), rel=1e-9)


def test_no_neighbour_is_likelier() -> None:
    found = likeliest(VALUES, MeanAndSd(9.0, 6.0))
    top = log_likelihood(VALUES, RANKS, N, found.mean, found.sd)
    for mean, sd in ((1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3)):
        assert log_likelihood(VALUES, RANKS, N, found.mean + mean, found.sd + sd) < top


def test_mean_and_sd_go_with_the_units() -> None:
    one = likeliest(VALUES, MeanAndSd(9.0, 6.0))
    other = likeliest(tuple(3.0 * x - 7.0 for x in VALUES), MeanAndSd(20.0, 18.0))
    assert (other.mean, other.sd) == pytest.approx((3.0 * one.mean - 7.0, 3.0 * one.sd), rel=1e-10)


def test_one_value_without_neighbours_has_no_likeliest_sd() -> None:
    assert most_likely((1.0,), (1.0,), 1.0, MeanAndSd(1.0, 1.0)) == NotEstimable("not-converged")
