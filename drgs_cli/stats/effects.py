"""Effects of one comparison of two groups, their Wald inference, and risks in absolute terms; pools nothing.

Group 1 against group 2 throughout: ratios are group 1 over group 2, differences group 1 minus group 2. Counts
may be fractional. ValueError, as the fault of the caller: counts that are negative, above n or not finite, a
negative spread. A table without a number is NotEstimable: n = 0 in a group is always "no-denominator".
"""

import math
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.distributions import normal_quantile, normal_sf
from drgs_cli.stats.intervals import check_counts, check_spread, tail_of, wilson
from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded, to_natural


class ZeroPolicy(Struct, frozen=True):
    """What is added to the four cells of a table, as escalc's `to`, `add` and `drop00`.

    "only0": to a table with an empty cell (of events or of non-events); "all": to every table; "none": to no
    table. (escalc's "if0all" is "all" or "none", once the caller has seen all tables.)
    `drop_double`: a table without events, or without non-events, in both groups is "zero-cell".
    """

    to: Literal["only0", "all", "none"] = "none"
    add: float = 0.5
    drop_double: bool = False


NO_INCREMENT = ZeroPolicy("none")
ESCALC = ZeroPolicy("only0", 0.5)  # metafor's defaults

Cells = tuple[float, float, float, float]  # events and non-events of group 1, then of group 2


def risk_ratio(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """ln[(a/n1) / (c/n2)] with variance 1/a - 1/n1 + 1/c - 1/n2, summed as b/(a n1) + d/(c n2).

    After the increment, a group without events: "zero-cell". All with events in both: 0, variance 0.
    Katz et al 1978 (Biometrics 34:469). metafor: escalc(measure = "RR").
    """
    cells = _cells(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    if a == 0 or c == 0:
        return NotEstimable("zero-cell")
    estimate = math.log(a / (a + b)) - math.log(c / (c + d))
    return Effect("RR", "log", estimate, b / a / (a + b) + d / c / (c + d))


def odds_ratio(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """ln[(a/b) / (c/d)] with variance 1/a + 1/b + 1/c + 1/d.

    After the increment, any empty cell: "zero-cell".
    Woolf 1955 (Ann Hum Genet 19:251). metafor: escalc(measure = "OR").
    """
    cells = _cells(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    if min(cells) == 0:
        return NotEstimable("zero-cell")
    return Effect("OR", "log", math.log(a / b) - math.log(c / d), 1 / a + 1 / b + 1 / c + 1 / d)


def risk_difference(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """p1 - p2 (a proportion, not per 100) with variance p1 q1 / n1 + p2 q2 / n2.

    Estimable with any empty cell; none or all with events in both groups: variance 0, and an interval only
    from `newcombe`.
    metafor: escalc(measure = "RD").
    """
    cells = _cells(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    m1, m2 = a + b, c + d
    return Effect("RD", "natural", a / m1 - c / m2, a / m1 * b / m1 / m1 + c / m2 * d / m2 / m2)


BINARY_MEASURES: dict[str, Callable[[float, float, float, float, ZeroPolicy], Effect | NotEstimable]] = {
    "RR": risk_ratio,
    "OR": odds_ratio,
    "RD": risk_difference,
}


def mean_difference(
    mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float, *, pooled_sd: bool = False
) -> Effect | NotEstimable:
    """mean1 - mean2, in the units of the means, with variance sd1^2/n1 + sd2^2/n2.

    `pooled_sd`: s^2 (1/n1 + 1/n2) instead, s^2 = [(n1 - 1) sd1^2 + (n2 - 1) sd2^2] / (n1 + n2 - 2), which
    takes the two groups to be equally spread. A group of one has no standard deviation: n < 2 is "too-few".
    metafor: escalc(measure = "MD"), vtype "LS", and "HO" for the pooled one.
    """
    check_spread(mean1, sd1, n1)
    check_spread(mean2, sd2, n2)
    if n1 == 0 or n2 == 0:
        return NotEstimable("no-denominator")
    if n1 < 2 or n2 < 2:
        return NotEstimable("too-few")
    if pooled_sd:
        shared = ((n1 - 1.0) * sd1**2 + (n2 - 1.0) * sd2**2) / (n1 + n2 - 2.0)
        return Effect("MD", "natural", mean1 - mean2, shared * (1.0 / n1 + 1.0 / n2))
    return Effect("MD", "natural", mean1 - mean2, sd1**2 / n1 + sd2**2 / n2)


def mean_difference_from_errors(mean1: float, se1: float, mean2: float, se2: float) -> Effect:
    """mean1 - mean2, in the units of the means, with variance se1^2 + se2^2 (independent groups)."""
    check_spread(mean1, se1, 1)
    check_spread(mean2, se2, 1)
    return Effect("MD", "natural", mean1 - mean2, se1**2 + se2**2)


def wald_interval(effect: Effect, level: float = 95.0) -> Interval | NotEstimable:
    """estimate +- z se on the scale of the effect, *returned in natural units* (a ratio's limits are ratios).

    Variance 0: "no-variance". metafor: summary(escalc(...)), with transf = exp for ratios.
    """
    reach = normal_quantile(tail_of(level), upper=True) * effect.standard_error
    if reach == 0:
        return NotEstimable("no-variance")
    low, high = effect.estimate - reach, effect.estimate + reach
    return Interval(to_natural(low, effect.scale), to_natural(high, effect.scale), level)


def p_value(effect: Effect) -> float | NotEstimable:
    """Two-sided Wald test of no effect (ratio 1, difference 0): 2 P(Z > |estimate| / se).

    Variance 0: "no-variance". Beyond |z| of about 38 the p is smaller than a float and comes out as 0.
    """
    if effect.variance == 0:
        return NotEstimable("no-variance")
    return 2.0 * normal_sf(abs(effect.estimate) / effect.standard_error)


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


def _cells(events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy) -> Cells | NotEstimable:
    """The four cells with their increment, or why the table has no effect."""
    check_counts(events1, n1)
    check_counts(events2, n2)
    if n1 == 0 or n2 == 0:
        return NotEstimable("no-denominator")
    cells = (events1, n1 - events1, events2, n2 - events2)
    a, b, c, d = cells
    if zeros.drop_double and (a == c == 0 or b == d == 0):
        return NotEstimable("zero-cell")
    if zeros.to == "all" or (zeros.to == "only0" and min(cells) == 0):
        return (a + zeros.add, b + zeros.add, c + zeros.add, d + zeros.add)
    return cells
