"""The cut-off is found from any start, and a point beyond the bound is the bound."""

import math

import pytest

from drgs_cli.stats.inversion import cut_off
from drgs_cli.stats.special_functions import Tails


def logistic(u: float) -> Tails:
    """A distribution whose cut-off is known: the upper tail 1 / (1 + e^u) cuts at ln((1 - p) / p)."""
    lower, upper = 1.0 / (1.0 + math.exp(-u)), 1.0 / (1.0 + math.exp(u))
    return Tails(lower, upper, lower * upper)


def logistic_bend(u: float) -> float:
    return -math.tanh(0.5 * u)


@pytest.mark.parametrize("start", [-700.0, -20.0, 0.0, 3.0, 50.0, 700.0, 1e9])
@pytest.mark.parametrize("target", [1e-200, 1e-9, 0.025, 0.5])
def test_the_upper_cut_off_is_found_from_any_start(start: float, target: float) -> None:
    found = cut_off(logistic, logistic_bend, target, upper=True, start=start, bound=700.0)
    assert found == pytest.approx(math.log((1.0 - target) / target), rel=1e-14, abs=1e-14)


@pytest.mark.parametrize("start", [-700.0, 0.0, 700.0])
def test_the_lower_cut_off_mirrors_the_upper(start: float) -> None:
    upper = cut_off(logistic, logistic_bend, 1e-9, upper=True, start=start, bound=700.0)
    lower = cut_off(logistic, logistic_bend, 1e-9, upper=False, start=-start, bound=700.0)
    assert lower == pytest.approx(-upper, rel=1e-15)


def test_a_start_where_the_tail_is_too_small_to_be_written_does_no_harm() -> None:
    def normal(z: float) -> Tails:
        density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
        return Tails(0.5 * math.erfc(-z / math.sqrt(2.0)), 0.5 * math.erfc(z / math.sqrt(2.0)), density)

    found = cut_off(normal, lambda z: -z, 0.025, upper=True, start=60.0, bound=100.0)
    assert found == pytest.approx(1.959963984540054, rel=1e-15)


def test_a_point_beyond_the_bound_is_the_bound() -> None:
    found = cut_off(logistic, logistic_bend, 1e-200, upper=True, start=0.0, bound=100.0)
    assert found == pytest.approx(100.0, abs=1e-6)
