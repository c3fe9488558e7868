"""The hypergeometric function equals its closed forms, by series and by integral."""

import math

import pytest

from drgs_cli.stats.hypergeometric import hypergeometric


@pytest.mark.parametrize("root", [1e-9, 1e-5, 0.01, 0.1, 0.3, 0.5, 0.9, 1.0])
def test_with_one_half_one_half_three_halves_it_is_an_arcsine(root: float) -> None:
    x = (1 - root) * (1 + root)
    expected = math.atan2(math.sqrt(x), root) / math.sqrt(x) if x else 1.0
    assert hypergeometric(0.5, 0.5, 1.5, x, root * root) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("c", [2.5, 3.0, 7.5, 20.0, 29.9, 30.0, 500.0])
def test_at_1_it_is_a_ratio_of_gamma_functions(c: float) -> None:
    # Gauss: F(a, b; c; 1) = Gamma(c) Gamma(c - a - b) / [Gamma(c - a) Gamma(c - b)], for a = b = 1 (c - 1) / (c - 2)
    assert hypergeometric(1.0, 1.0, c, 1.0, 0.0) == pytest.approx((c - 1) / (c - 2), rel=1e-13)


@pytest.mark.parametrize("c", [2.5, 4.0, 12.0])
def test_the_series_and_the_integral_meet(c: float) -> None:
    below, above = hypergeometric(1.0, 1.0, c, 0.9, 0.1), hypergeometric(1.0, 1.0, c, 0.9 + 1e-15, 0.1 - 1e-15)
    assert below == pytest.approx(above, rel=1e-13)


def test_at_0_it_is_1() -> None:
    assert hypergeometric(0.5, 0.5, 9.0, 0.0, 1.0) == 1.0
