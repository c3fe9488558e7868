"""The interval of a difference from the intervals of the two estimates alone, whatever these were made of; knows no
count and no standard error.
"""

import math

from drgs_cli.stats.results import Interval


def interval_of_difference(one: float, around_one: Interval, other: float, around_other: Interval) -> Interval:
    """Of one - other, of independent groups: d - sqrt[(one - l1)^2 + (u2 - other)^2] to
    d + sqrt[(u1 - one)^2 + (other - l2)^2], from the limits l, u of either.

    Of symmetrical normal intervals it is the usual one, of Wilson's Newcombe's. Zou and Donner 2008 (Stat Med 27:1693),
    MOVER. ValueError, as the fault of the caller: intervals of two levels.
    """
    if around_one.level != around_other.level:
        raise ValueError(f"intervals of one level are subtracted, found {around_one.level}, {around_other.level}")
    down = math.hypot(one - around_one.low, around_other.high - other)
    up = math.hypot(around_one.high - one, other - around_other.low)
    return Interval(one - other - down, one - other + up, around_one.level)
