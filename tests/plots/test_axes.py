"""Axes: ticks are round, few and on the axis; places keep the order of values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.axes import Scale, linear_ticks, log_ticks, month_ticks, plain

FINITE = st.floats(-1e6, 1e6, allow_nan=False)
ABOVE = st.floats(1e-6, 1e6, allow_nan=False)
MOST = st.integers(1, 12)


@given(FINITE, FINITE, MOST)
def test_linear_ticks_are_few_and_on_the_axis(one: float, other: float, most: int) -> None:
    low, high = min(one, other), max(one, other)
    ticks = linear_ticks(low, high, most)
    room = 1e-6 * max(abs(low), abs(high), 1e-300)
    assert len(ticks) <= most
    assert all(low - room <= tick <= high + room for tick in ticks)
    assert list(ticks) == sorted(set(ticks))


@given(ABOVE, ABOVE, st.integers(2, 12))
def test_log_ticks_are_few_and_on_the_axis(one: float, other: float, most: int) -> None:
    low, high = min(one, other), max(one, other)
    ticks = log_ticks(low, high, most)
    assert len(ticks) <= most
    assert all(low * (1 - 1e-6) <= tick <= high * (1 + 1e-6) for tick in ticks)


@given(st.floats(0.1, 600), MOST)
def test_ticks_of_months_are_few_and_begin_at_0(last: float, most: int) -> None:
    ticks = month_ticks(0.0, last, most)
    assert len(ticks) <= most
    assert ticks[0] == 0


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 100, 6, (0, 20, 40, 60, 80, 100)),
        (0, 0.35, 6, (0, 0.1, 0.2, 0.3)),
        (-3, 3, 7, (-3, -2, -1, 0, 1, 2, 3)),
        (5, 5, 3, (5,)),
        (5, 6, 0, ()),
    ],
)
def test_linear_ticks_are_round(low: float, high: float, most: int, ticks: tuple[float, ...]) -> None:
    assert linear_ticks(low, high, most) == ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0.4, 2.9, 8, (0.5, 0.7, 1, 1.5, 2)),
        (0.2, 8, 5, (0.2, 0.5, 1, 2, 5)),
        (0.001, 1000, 4, (0.01, 1, 100)),
        (0.9, 1.3, 6, (0.9, 1.0, 1.1, 1.2, 1.3)),
        (0.00001, 100000, 2, (1,)),
    ],
)
def test_ticks_of_ratios_are_those_of_a_decade(low: float, high: float, most: int, ticks: tuple[float, ...]) -> None:
    assert log_ticks(low, high, most) == ticks


@pytest.mark.parametrize(
    ("last", "most", "ticks"),
    [(13, 6, (0, 3, 6, 9, 12)), (62, 6, (0, 12, 24, 36, 48, 60)), (0.5, 6, (0, 0.1, 0.2, 0.3, 0.4, 0.5))],
)
def test_months_are_ticked_as_a_calendar_has_them(last: float, most: int, ticks: tuple[float, ...]) -> None:
    assert month_ticks(0, last, most) == ticks


def test_a_logarithmic_axis_holds_no_0() -> None:
    with pytest.raises(ValueError, match="0 or less"):
        log_ticks(0, 1, 4)
    with pytest.raises(ValueError, match="0 or less"):
        Scale(0.1, 10, 0, 100, log=True).place(0)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.05, "0.05"), (1.0, "1"), (-0.5, "\N{MINUS SIGN}0.5"), (1e-5, "0.00001"), (2000.0, "2000"), (-0.0, "0")],
)
def test_a_tick_is_written_with_every_digit(value: float, text: str) -> None:
    assert plain(value) == text


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=6), st.booleans())
def test_a_place_keeps_the_order_and_the_ends(values: list[float], log: bool) -> None:
    scale = Scale(0.01, 100, 20, 220, log)
    places = [scale.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert math.isclose(scale.place(0.01), 20)
    assert math.isclose(scale.place(100), 220)
    assert math.isclose(Scale(0.1, 10, 0, 100, log=True).place(1), 50)


def test_an_axis_may_run_backwards_and_may_have_no_span() -> None:
    assert Scale(0, 10, 100, 0).place(2) == 80
    assert Scale(3, 3, 0, 50).place(3) == 25
    assert Scale(0, 10, 0, 100).within(12) == 100
    assert not Scale(0, 10, 0, 100).holds(12)
