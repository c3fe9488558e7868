"""A density on panels: its integrals and quantiles, from its values at a few nodes."""

import math
from itertools import pairwise

import pytest

from drgs_cli.stats.bayes.piecewise_density import PiecewiseDensity, legendre, legendre_rule

EDGES = [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0]


def exponential(order: int = 20) -> PiecewiseDensity:
    """7 exp(-x), from 0 on."""
    nodes, _ = legendre_rule(order)
    values = [[7.0 * math.exp(-0.5 * (a + b + (b - a) * x)) for x in nodes] for a, b in pairwise(EDGES)]
    return PiecewiseDensity(EDGES, values)


@pytest.mark.parametrize("order", [2, 5, 14, 20])
def test_a_rule_integrates_every_polynomial_that_it_should(order: int) -> None:
    nodes, weights = legendre_rule(order)
    assert list(nodes) == sorted(nodes)
    for power in range(2 * order):
        integral = math.fsum(w * x**power for w, x in zip(weights, nodes, strict=True))
        assert integral == pytest.approx(2.0 / (power + 1) if power % 2 == 0 else 0.0, abs=1e-14)


def test_the_polynomials_of_legendre_are_1_at_1() -> None:
    assert legendre(7, 1.0) == [1.0] * 8
    assert legendre(3, 0.5)[2:] == [-0.125, -0.4375]


@pytest.mark.parametrize("x", [0.0, 0.2, 0.5, 1.7, 3.0, 9.0, 20.0])
def test_tails_and_density_are_those_of_the_function(x: float) -> None:
    density = exponential()
    assert density.total == pytest.approx(7.0, rel=1e-12)
    assert density.tail(x, upper=True) == pytest.approx(math.exp(-x), rel=1e-9, abs=1e-13)
    assert density.tail(x, upper=False) == pytest.approx(-math.expm1(-x), rel=1e-12, abs=1e-15)
    assert density.pdf(x) == pytest.approx(math.exp(-x), abs=1e-11)
    assert density.fall(x) == pytest.approx(math.exp(-x), abs=1e-8)


def test_beyond_the_panels_there_is_nothing() -> None:
    density = exponential()
    assert (density.pdf(-1.0), density.pdf(40.0)) == (0.0, 0.0)
    assert (density.tail(-1.0, upper=True), density.tail(40.0, upper=True)) == (1.0, 0.0)
    assert (density.tail(-1.0, upper=False), density.tail(40.0, upper=False)) == (0.0, 1.0)


@pytest.mark.parametrize("p", [1e-7, 0.025, 0.5, 0.975])
def test_quantiles_turn_tails_round(p: float) -> None:
    density = exponential()
    assert density.quantile(p) == pytest.approx(-math.log1p(-p), rel=1e-9)
    assert density.quantile(p, upper=True) == pytest.approx(-math.log(p), rel=1e-7)


def test_a_probability_of_1_but_for_rounding_is_an_end() -> None:
    density = exponential()
    assert density.quantile(1.0 - 1e-16, upper=True) == pytest.approx(0.0, abs=1e-12)
    assert density.quantile(1.0, upper=True) == 0.0
    assert density.quantile(1.0) == pytest.approx(32.0, rel=0.2)


def test_moments() -> None:
    density = exponential()
    assert (density.mean, density.variance) == pytest.approx((1.0, 1.0), rel=1e-10)


def test_panels_that_are_too_wide_are_named() -> None:
    assert exponential().poor_panels(1e-12) == []
    assert exponential(6).poor_panels(1e-6) == [2, 3, 4, 5]


def test_noise_below_0_is_no_density() -> None:
    assert PiecewiseDensity([0.0, 1.0], [[1.0, 0.0, 0.0]]).pdf(0.7) == 0.0
