"""Effects of two treatments that the same patients had, from the fourfold table of their answers; pools nothing.

Columns throughout: event under both, under the first only, under the second only, under neither. First against second,
as in two groups, which the effects may be pooled with: the proportions compared are the same, only that they belong
together, which the variance takes into account. ValueError, as the fault of the caller: counts that are negative or not
finite. Nobody at all: "no-denominator".
"""

import math

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.results import Effect, NotEstimable


def paired_risk_ratio(both: float, first: float, second: float, neither: float) -> Effect | NotEstimable:
    """ln[(a + b)/(a + c)] with variance (b + c)/[(a + b)(a + c)], which is 0 where all answer both alike.

    No event under one of the two: "zero-cell". metafor: escalc(measure = "MPRR").
    """
    lacking = _lack(both, first, second, neither)
    if lacking is not None:
        return lacking
    one, other = both + first, both + second
    if one == 0 or other == 0:
        return NotEstimable("zero-cell")
    return Effect("RR", "log", math.log(one) - math.log(other), (first + second) / one / other)


def paired_odds_ratio(both: float, first: float, second: float, neither: float) -> Effect | NotEstimable:
    """ln of the ratio of the odds p/(1 - p) of all patients, with p1 = (a + b)/n, p2 = (a + c)/n and variance
    n [n (b + c) - (b - c)^2] / [(a + b)(c + d)(a + c)(b + d)]. Not the ratio b/c within patients, which measures
    something else.

    None or all with events under one of the two: "zero-cell". metafor: escalc(measure = "MPOR").
    """
    lacking = _lack(both, first, second, neither)
    if lacking is not None:
        return lacking
    one, no_one = both + first, second + neither
    other, no_other = both + second, first + neither
    if min(one, no_one, other, no_other) == 0:
        return NotEstimable("zero-cell")
    n = one + no_one
    estimate = math.log(one / no_one) - math.log(other / no_other)
    return Effect("OR", "log", estimate, _spread(first, second, n) * (n / one) * (n / other) * (n / no_one) / no_other)


def paired_risk_difference(both: float, first: float, second: float, neither: float) -> Effect | NotEstimable:
    """(b - c)/n, a proportion, with variance [b + c - (b - c)^2/n]/n^2. metafor: escalc(measure = "MPRD")."""
    lacking = _lack(both, first, second, neither)
    if lacking is not None:
        return lacking
    n = both + first + second + neither
    return Effect("RD", "natural", (first - second) / n, _spread(first, second, n) / n)


def _spread(first: float, second: float, n: float) -> float:
    """n times the variance of the difference, p12 (1 - p12) + p21 (1 - p21) + 2 p12 p21, without a difference of large
    numbers.
    """
    p12, p21 = first / n, second / n
    return p12 * ((n - first) / n) + p21 * ((n - second) / n) + 2.0 * p12 * p21


def _lack(*cells: float) -> NotEstimable | None:
    if not all(0.0 <= cell < math.inf for cell in cells):
        raise ValueError(f"counts are finite and not negative, found {cells}")
    if sum(cells) == 0:
        return NotEstimable("no-denominator")
    return None if in_range(*cells) else NotEstimable("out-of-range")
