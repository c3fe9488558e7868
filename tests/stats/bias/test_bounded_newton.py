"""The climb ends on the top of its hill to the last digits, or at the bound beyond which the hill goes on."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.bounded_newton import Height, Top, climb
from drgs_cli.stats.results import NotEstimable

FREE = ([-math.inf, -math.inf], [math.inf, math.inf])


def top(found: Top | NotEstimable) -> Top:
    assert isinstance(found, Top)
    return found


def banana(place: list[float]) -> Height:
    """Minus Rosenbrock's function (1960, Comput J 3:175): a bent ridge with its top of 0 at (1, 1)."""
    x, y = place
    value = -(100.0 * (y - x * x) ** 2 + (1.0 - x) ** 2)
    gradient = [400.0 * x * (y - x * x) + 2.0 * (1.0 - x), -200.0 * (y - x * x)]
    return Height(value, gradient, [[400.0 * (y - 3.0 * x * x) - 2.0, 400.0 * x], [400.0 * x, -200.0]])


def bowl(place: list[float]) -> Height:
    """-(x - 3)^2 - (y + 1)^2 - (x - 3)(y + 1): its top is at (3, -1)."""
    x, y = place[0] - 3.0, place[1] + 1.0
    return Height(-x * x - y * y - x * y, [-2.0 * x - y, -2.0 * y - x], [[-2.0, -1.0], [-1.0, -2.0]])


@pytest.mark.parametrize("start", [(-1.2, 1.0), (5.0, -5.0), (0.0, 0.0), (-3.0, 20.0)])
def test_a_bent_ridge_is_climbed_to_its_top(start: tuple[float, float]) -> None:
    assert top(climb(banana, start, *FREE)).place == pytest.approx([1.0, 1.0], rel=1e-12)


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_where_the_top_is_out_of_bounds_the_highest_place_within_is_found(x: float, y: float) -> None:
    found = top(climb(bowl, (min(x, 2.0), max(y, 0.0)), [-10.0, 0.0], [2.0, 10.0]))
    assert found.place == pytest.approx([2.0, 0.0], abs=1e-12)  # at x = 2 the value falls with y from 0 on


def test_a_bound_that_was_met_on_the_way_is_left_again() -> None:
    found = top(climb(banana, (0.5, 3.0), [0.4, -1.0], [4.0, 3.0]))
    assert found.place == pytest.approx([1.0, 1.0], rel=1e-12)


def test_a_place_where_every_parameter_is_held_is_a_top() -> None:
    assert top(climb(bowl, (0.0, 8.0), [0.0, 8.0], [1.0, 9.0])).place == [0.0, 8.0]


def test_a_hill_without_an_end_is_not_converged() -> None:
    def slope(place: list[float]) -> Height:
        return Height(place[0], [1.0], [[0.0]])

    assert climb(slope, [0.0], [-math.inf], [math.inf]) == NotEstimable("not-converged")


def test_a_function_that_has_no_number_beyond_a_place_is_climbed_up_to_there() -> None:
    def cliff(place: list[float]) -> Height | None:
        x = place[0]
        return Height(math.log(x) - 2.0 * x, [1.0 / x - 2.0], [[-1.0 / (x * x)]]) if x > 0.0 else None

    assert top(climb(cliff, [1.9], [-math.inf], [math.inf])).place == pytest.approx([0.5], rel=1e-12)
    assert climb(cliff, [-1.0], [-math.inf], [math.inf]) == NotEstimable("not-converged")


def test_a_function_whose_slope_lies_is_not_converged() -> None:
    def liar(place: list[float]) -> Height:
        return Height(-(place[0] ** 2), [1.0], [[-1.0]])

    assert climb(liar, [0.0], [-math.inf], [math.inf]) == NotEstimable("not-converged")
