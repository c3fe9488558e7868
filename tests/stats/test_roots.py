"""A bracketed root is found to the last digit, in a bounded number of evaluations."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.roots import bracketed_root, peaks

FUNCTIONS: dict[str, tuple[Callable[[float], float], float, float, float]] = {
    "line": (lambda x: 3.0 * x - 1.0, -10.0, 10.0, 1.0 / 3.0),
    "falling": (lambda x: math.exp(-x) - 0.5, 0.0, 700.0, math.log(2.0)),
    "step": (lambda x: 1.0 if x > 0.1 else -1.0, 0.0, 1.0, 0.1),
    "flat": (lambda x: (x - 0.25) ** 9, -1.0, 1.0, 0.25),
    "pole": (lambda x: 1e-9 - 1.0 / x, 1.0, 1e300, 1e9),
}


def root(name: str, **options: float) -> tuple[float, int]:
    function, low, high, _ = FUNCTIONS[name]
    calls = 0

    def counted(x: float) -> float:
        nonlocal calls
        calls += 1
        return function(x)

    return bracketed_root(counted, low, high, at_low=function(low), at_high=function(high), **options), calls


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_root_is_found(name: str) -> None:
    found, calls = root(name)
    assert found == pytest.approx(FUNCTIONS[name][3], rel=1e-15 if name != "flat" else 1e-2)
    assert calls < 1100  # halving the whole range of floats down to one


def test_a_line_takes_one_step() -> None:
    assert root("line", noise=1e-14)[1] == 1


def test_an_end_that_is_the_root_is_returned() -> None:
    assert bracketed_root(math.sin, 0.0, 1.0, at_low=0.0, at_high=math.sin(1.0)) == 0.0


def test_a_coarse_answer_is_enough_where_it_is_asked_for() -> None:
    found, calls = root("step", absolute=1e-3)
    assert found == pytest.approx(0.1, abs=2e-3)
    assert calls < 15


@pytest.mark.parametrize("low", [0.0, 1.0])
def test_neighbouring_numbers_are_a_bracket_too(low: float) -> None:
    high = math.nextafter(low, 2.0)
    assert bracketed_root(lambda x: x - 1.5, low, high, at_low=-1.0, at_high=2.0) == low


def test_every_place_where_the_slope_falls_through_0_is_a_peak() -> None:
    points = [(x, math.cos(x)) for x in (0.0, 2.0, 4.0, 6.0, 8.0)]  # of the sine
    assert peaks(math.cos, points, absolute=0.0) == pytest.approx([0.5 * math.pi, 2.5 * math.pi], rel=1e-15)


@pytest.mark.parametrize("at_start", [-1.0, 0.0])
def test_the_start_is_a_peak_where_the_function_does_not_rise(at_start: float) -> None:
    assert peaks(lambda x: at_start - x, [(0.0, at_start), (1.0, at_start - 1.0)], absolute=0.0) == [0.0]


def test_a_function_that_only_rises_has_no_peak() -> None:
    assert peaks(lambda _: 1.0, [(0.0, 1.0), (1.0, 1.0)], absolute=0.0) == []
