"""The interval of a difference from two intervals alone: normal ones give the normal one, Wilson's that of Newcombe."""

from math import hypot

import pytest

from drgs_cli.stats.effects.inference import newcombe
from drgs_cli.stats.effects.recovered_limits import interval_of_difference
from drgs_cli.stats.intervals import wilson
from drgs_cli.stats.results import Interval


def test_symmetrical_intervals_add_up_as_their_variances_do() -> None:
    found = interval_of_difference(5, Interval(2, 8, 95), 1, Interval(-3, 5, 95))
    assert (found.low, found.high) == pytest.approx((4 - hypot(3, 4), 4 + hypot(3, 4)))


def test_of_wilson_intervals_it_is_that_of_newcombe() -> None:
    one, other = wilson(8, 12), wilson(9, 30)
    assert isinstance(one, Interval)
    assert isinstance(other, Interval)
    expected = newcombe(8, 12, 9, 30)
    assert isinstance(expected, Interval)
    found = interval_of_difference(8 / 12, one, 0.3, other)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-14)


def test_intervals_of_two_levels_are_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="one level"):
        interval_of_difference(5, Interval(2, 8, 95), 1, Interval(-3, 5, 90))
