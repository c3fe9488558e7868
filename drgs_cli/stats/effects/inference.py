"""What follows from one effect: its Wald interval and test, and risks in absolute terms; pools nothing."""

import math
from typing import Literal

from drgs_cli.stats.effects.back_transformations import back_transform
from drgs_cli.stats.intervals import wilson
from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded
from drgs_cli.stats.wald import Footing, both_tails


def wald_interval(effect: Effect, level: float = 95.0, size: float | None = None) -> Interval | NotEstimable:
    """estimate +- z se on the scale of the effect, *returned in natural units* (a ratio's limits are ratios).

    `size` is the n, or the person-time, that the Freeman-Tukey scales are turned back with.
    Variance 0: "no-variance". A limit too large to be written: "out-of-range".
    metafor: summary(escalc(...)), with transf = exp for ratios.
    """
    reach = Footing(effect.standard_error).reach(level)
    if reach == 0:
        return NotEstimable("no-variance")
    low = back_transform(effect.estimate - reach, effect.scale, size)
    high = back_transform(effect.estimate + reach, effect.scale, size)
    if low is None or high is None:
        return NotEstimable("out-of-range")
    return Interval(low, high, level)


def p_value(effect: Effect) -> float | NotEstimable:
    """Two-sided Wald test of no effect (ratio 1, difference 0): 2 P(Z > |estimate| / se).

    Variance 0: "no-variance". Beyond |z| of about 38 the p is smaller than a float and comes out as 0.
    """
    if effect.variance == 0:
        return NotEstimable("no-variance")
    return both_tails(effect.estimate / effect.standard_error)


def newcombe(events1: float, n1: float, events2: float, n2: float, level: float = 95.0) -> Interval | NotEstimable:
    """Interval of p1 - p2 (as a proportion) from the Wilson limits l, u of either group:
    d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2).

    Never leaves -1 to 1, never has width 0. n = 0 in a group: "no-denominator".
    Newcombe 1998 (Stat Med 17:873), method 10.
    """
    one, two = wilson(events1, n1, level), wilson(events2, n2, level)
    if isinstance(one, NotEstimable) or isinstance(two, NotEstimable):
        return NotEstimable("no-denominator")
    p1, p2 = events1 / n1, events2 / n2
    low = p1 - p2 - math.hypot(p1 - one.low, two.high - p2)
    high = p1 - p2 + math.hypot(one.high - p1, p2 - two.low)
    return Interval(max(low, -1.0), min(high, 1.0), level)


def number_needed_to_treat(difference: float, interval: Interval) -> NumberNeeded | NotEstimable:
    """1 / |difference| with limits from the limits of the difference, by Altman 1998 (BMJ 317:1309).

    `difference` is a proportion, *positive where group 1 does better* (of harmful events, pass group 2 minus
    group 1). Both limits above 0: benefit, 1/high to 1/low. Both below: harm, 1/|low| to 1/|high|. Across 0:
    "crosses", benefit 1/high through infinity to harm 1/|low|. A limit, or a difference, of 0 gives None.
    Limits of 0 and 0: "no-variance". ValueError if the interval does not hold the difference.
    """
    if not interval.low <= difference <= interval.high:
        raise ValueError(f"{interval.low} to {interval.high} does not hold {difference}")
    if interval.low == interval.high == 0:
        return NotEstimable("no-variance")
    value = _one_in(difference)
    direction: Literal["benefit", "harm", "none"] = "none" if value is None else "benefit" if difference > 0 else "harm"
    low, high = _one_in(interval.low), _one_in(interval.high)
    if interval.low >= 0:
        return NumberNeeded(value, direction, "benefit", high, low, interval.level)
    if interval.high <= 0:
        return NumberNeeded(value, direction, "harm", low, high, interval.level)
    return NumberNeeded(value, direction, "crosses", high, low, interval.level)


def _one_in(difference: float) -> float | None:
    """1 / |difference|; None where that is infinite, as far as floats reach."""
    return 1.0 / abs(difference) if abs(difference) > 1e-300 else None
