"""The integral over the random effects is the integral, and its derivatives are those of what is computed."""

import math
from collections.abc import Sequence

import pytest

from drgs_cli.stats.glmm.densities import binomial, hypergeometric, poisson
from drgs_cli.stats.glmm.integral import Row, conditional_log_likelihood, log_likelihood
from drgs_cli.stats.glmm.jets import PAIRS

ONE = [Row(binomial(3.0, 40.0), (1.0, 0.0), ((0.0, 1.0),))]
PAIR = [
    Row(binomial(4.0, 20.0), (1.0, 0.5, 0.0), ((0.0, 0.0, 0.5),)),
    Row(binomial(9.0, 23.0), (1.0, -0.5, 0.0), ((0.0, 0.0, -0.5),)),
]
RATES = [
    Row(poisson(40.0), (1.0, 0.5, 0.0), ((0.0, 0.0, 0.5),), 3.0),
    Row(poisson(0.0), (1.0, -0.5, 0.0), ((0.0, 0.0, -0.5),), 2.0),
]
TABLE = [Row(hypergeometric(4, 20, 9, 23), (1.0, 0.0), ((0.0, 1.0),))]
TWO = [
    Row(binomial(4.0, 20.0), (1.0, 0.5, 0.0, 0.0), ((0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 0.5))),
    Row(binomial(9.0, 23.0), (1.0, -0.5, 0.0, 0.0), ((0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, -0.5))),
]
CASES = [(ONE, (-1.0, 0.7), 7), (PAIR, (-1.0, 0.3, 0.8), 7), (RATES, (-1.0, 0.3, 0.8), 7), (TABLE, (0.3, 0.8), 7)]
CASES += [(PAIR, (-1.0, 0.3, 0.8), 1), (TWO, (-1.0, 0.3, 0.5, 0.8), 1), (PAIR, (-1.0, 0.3, 0.0), 7)]


@pytest.mark.parametrize(("rows", "point", "nodes"), CASES)
def test_derivatives_are_those_of_the_approximation(rows: list[Row], point: tuple[float, ...], nodes: int) -> None:
    here, places = log_likelihood(rows, point, nodes), PAIRS[len(point)]
    for i in range(len(point)):
        steps = [[x + h * (place == i) for place, x in enumerate(point)] for h in (-2e-3, -1e-3, 1e-3, 2e-3)]
        beside = [log_likelihood(rows, moved, nodes) for moved in steps]
        assert here.slope[i] == pytest.approx(slope([jet.value for jet in beside]), abs=1e-8)
        for j in range(len(point)):
            bend = here.bend[places.index((min(i, j), max(i, j)))]
            assert bend == pytest.approx(slope([jet.slope[j] for jet in beside]), abs=1e-7)


def slope(values: Sequence[float]) -> float:
    """Central difference of the fourth order, from values two and one step of 0.001 before and after."""
    before_last, before, after, after_next = values
    return (8.0 * (after - before) - after_next + before_last) / 0.012


@pytest.mark.parametrize("rows", [ONE, TABLE])
@pytest.mark.parametrize("deviation", [0.2, 1.0, 2.5])
def test_many_nodes_give_the_integral(rows: list[Row], deviation: float) -> None:
    point = (-0.6, deviation)
    assert log_likelihood(rows, point, 61).value == pytest.approx(math.log(trapezoid(rows, point)), abs=1e-10)


def test_seven_nodes_are_close_and_one_is_not_far() -> None:
    exact = log_likelihood(PAIR, (-1.0, 0.3, 0.8), 61).value
    assert log_likelihood(PAIR, (-1.0, 0.3, 0.8), 7).value == pytest.approx(exact, abs=1e-6)
    assert log_likelihood(PAIR, (-1.0, 0.3, 0.8), 1).value == pytest.approx(exact, abs=2e-2)


def trapezoid(rows: Sequence[Row], point: tuple[float, float]) -> float:
    """The integral over the random effect from -9 to 9, in steps that leave nothing of a smooth integrand."""
    step, (row,) = 0.01, rows
    total = []
    for place in range(-900, 901):
        u = place * step
        eta = point[0] + point[1] * u
        log_density = row.count.outcome * eta - row.count.cumulants(eta)[0] + row.count.constant
        total.append(math.exp(log_density - 0.5 * u * u))
    return math.fsum(total) * step / math.sqrt(2.0 * math.pi)


def test_without_random_effects_nothing_is_integrated() -> None:
    density = math.comb(40, 3) * 0.25**3 * 0.75**37
    at = (math.log(1.0 / 3.0), 0.0)
    assert log_likelihood(ONE, at, 7).value == pytest.approx(math.log(density), rel=1e-13)
    assert conditional_log_likelihood(ONE, at) == pytest.approx(math.log(density), rel=1e-13)


def test_the_curvature_at_a_standard_deviation_of_0_is_that_of_the_likelihood() -> None:
    """Half of it is the slope in the variance: (score^2 - information) / 2."""
    p = 1.0 / (1.0 + math.exp(1.0))
    score, information = 3.0 - 40.0 * p, 40.0 * p * (1.0 - p)
    for nodes in (1, 7):
        assert log_likelihood(ONE, (-1.0, 0.0), nodes).bend[2] == pytest.approx(score * score - information)


def test_the_mode_is_found_from_far_away() -> None:
    """A mean that is many powers of ten too small at first, then too large."""
    far = [Row(poisson(1e6), (1.0, 0.0), ((0.0, 1.0),))]
    value = log_likelihood(far, (-60.0, 5.0), 7).value
    assert value == pytest.approx(-0.5 * ((math.log(1e6) + 60.0) / 5.0) ** 2 - math.log(5e6) - 0.919, abs=1e-2)
