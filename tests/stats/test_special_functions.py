"""The incomplete functions add up, mirror, and agree with sums that can be written down."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.special_functions import beta_tails, deviance, gamma_tails, stirling_error

shapes = st.floats(0.5, 5000.0)
shares = st.floats(0.001, 0.999)


@given(shapes, shapes, shares)
def test_the_two_beta_tails_fill_the_whole(a: float, b: float, x: float) -> None:
    tails = beta_tails(a, b, x, 1.0 - x)
    assert tails.lower + tails.upper == pytest.approx(1.0, abs=1e-15)


@given(shapes, shapes, shares)
def test_swapping_the_parameters_of_beta_swaps_the_tails(a: float, b: float, x: float) -> None:
    one, other = beta_tails(a, b, x, 1.0 - x), beta_tails(b, a, 1.0 - x, x)
    assert one.lower == pytest.approx(other.upper, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize(("a", "b"), [(3, 5), (12, 4), (60, 40)])
def test_a_beta_tail_of_whole_parameters_is_a_binomial_sum(a: int, b: int) -> None:
    x, n = 0.3, a + b - 1
    sum_of_terms = math.fsum(math.comb(n, j) * x**j * (1.0 - x) ** (n - j) for j in range(a, n + 1))
    assert beta_tails(a, b, x, 1.0 - x).lower == pytest.approx(sum_of_terms, rel=1e-13)


@pytest.mark.parametrize("x", [0.2, 4.0, 25.0])
def test_a_gamma_tail_of_a_whole_parameter_is_a_poisson_sum(x: float) -> None:
    sum_of_terms = math.exp(-x) * math.fsum(x**j / math.factorial(j) for j in range(6))
    assert gamma_tails(6.0, x).upper == pytest.approx(sum_of_terms, rel=1e-13)


@given(shapes, st.floats(0.01, 5000.0))
def test_the_two_gamma_tails_fill_the_whole(a: float, x: float) -> None:
    tails = gamma_tails(a, x)
    assert tails.lower + tails.upper == pytest.approx(1.0, abs=1e-15)


def test_the_ends_of_the_support_are_exact() -> None:
    beta_start, beta_end, gamma_start = beta_tails(2, 3, 0, 1), beta_tails(2, 3, 1, 0), gamma_tails(2, 0)
    assert (beta_start.lower, beta_end.lower, gamma_start.lower) == (0, 1, 0)
    assert (beta_start.upper, beta_end.upper, gamma_start.upper) == (1, 0, 1)


def test_stirlings_error_is_one_function_on_both_sides_of_its_series() -> None:
    assert stirling_error(10.0) == pytest.approx(stirling_error(math.nextafter(10.0, 0.0)), rel=1e-12)


@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6))
def test_a_deviance_is_never_negative(x: float, mean: float) -> None:
    assert deviance(x, mean) >= 0.0
