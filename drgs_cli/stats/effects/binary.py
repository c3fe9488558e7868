"""Effects of two groups of patients with and without an event: ratios and differences; pools nothing.

Group 1 against group 2 throughout: ratios are group 1 over group 2, differences group 1 minus group 2. Counts
may be fractional. ValueError, as the fault of the caller: counts that are negative, above n or not finite. A table
without a number is NotEstimable: n = 0 in a group is "no-denominator" (unless the policy lets it in).
"""

import math
from typing import Literal

from drgs_cli.stats.effects.zero_cells import NO_INCREMENT, ZeroPolicy, two_by_two
from drgs_cli.stats.results import Effect, NotEstimable


def risk_ratio(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """ln[(a/n1) / (c/n2)] with variance 1/a - 1/n1 + 1/c - 1/n2, summed as b/(a n1) + d/(c n2).

    After the increment, a group without events: "zero-cell". All with events in both: 0, variance 0.
    Katz et al 1978 (Biometrics 34:469). metafor: escalc(measure = "RR").
    """
    cells = two_by_two(events1, n1, events2, n2, zeros)
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
    cells = two_by_two(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    if min(cells) == 0:
        return NotEstimable("zero-cell")
    return Effect("OR", "log", math.log(a / b) - math.log(c / d), 1 / a + 1 / b + 1 / c + 1 / d)


def risk_difference(
    events1: float,
    n1: float,
    events2: float,
    n2: float,
    zeros: ZeroPolicy = NO_INCREMENT,
    *,
    variance_type: Literal["LS", "UB"] = "LS",
) -> Effect | NotEstimable:
    """p1 - p2 (a proportion, not per 100) with variance p1 q1 / n1 + p2 q2 / n2.

    "UB", unbiased: n1 - 1 and n2 - 1 instead; a group of one or less: "too-few".
    Estimable with any empty cell; none or all with events in both groups: variance 0, and an interval only
    from `newcombe`.
    metafor: escalc(measure = "RD"), vtype "LS" and "UB".
    """
    cells = two_by_two(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    m1, m2 = a + b, c + d
    less = 1.0 if variance_type == "UB" else 0.0
    if m1 <= less or m2 <= less:
        return NotEstimable("too-few")
    variance = a / m1 * b / m1 / (m1 - less) + c / m2 * d / m2 / (m2 - less)
    return Effect("RD", "natural", a / m1 - c / m2, variance)


def peto_odds_ratio(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """ln OR as (O - E) / V with variance 1 / V: O events of group 1, E = m n1 / N of m events in both groups,
    V = m (N - m) n1 n2 / [N^2 (N - 1)].

    After the increment, no or only events in both groups: "zero-cell". N of 1 or less: "too-few".
    Yusuf et al 1985 (Prog Cardiovasc Dis 27:335). metafor: escalc(measure = "PETO").
    """
    cells = two_by_two(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    if a + c == 0 or b + d == 0:
        return NotEstimable("zero-cell")
    if a + b + c + d <= 1.0:
        return NotEstimable("too-few")
    excess, information = excess_and_variance(cells)
    return Effect("PETO", "log", excess / information, 1.0 / information)


def excess_and_variance(cells: tuple[float, float, float, float]) -> tuple[float, float]:
    """a - m n1/N, the events of group 1 beyond those expected of m in all, and their hypergeometric variance,
    m (N - m) n1 n2 / [N^2 (N - 1)], which is 0 for a single patient.

    The excess is written (a d - b c)/N, without the difference of two large numbers.
    """
    a, b, c, d = cells
    n = a + b + c + d
    shares = ((a + c) / n) * ((b + d) / n) * ((a + b) / n) * ((c + d) / n)
    return a * (d / n) - c * (b / n), shares * n * n / (n - 1.0) if n > 1.0 else 0.0


def arcsine_difference(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """arcsin sqrt p1 - arcsin sqrt p2, in radians, with variance 1/(4 n1) + 1/(4 n2).

    Estimable with any empty cell.
    Rucker et al 2009 (Stat Med 28:721). metafor: escalc(measure = "AS"), which adds nothing unless told to.
    """
    cells = two_by_two(events1, n1, events2, n2, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    estimate = math.asin(math.sqrt(a / (a + b))) - math.asin(math.sqrt(c / (c + d)))
    return Effect("AS", "natural", estimate, 0.25 / (a + b) + 0.25 / (c + d))
