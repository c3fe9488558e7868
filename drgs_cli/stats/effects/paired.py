"""Effects of two treatments that the same patients had, from the fourfold table of their answers, with the interval of
their difference and its test; pools nothing.

Columns throughout: event under both, under the first only, under the second only, under neither. First against second,
as in two groups, which the effects may be pooled with: the proportions compared are the same, only that they belong
together, which the variance takes into account. ValueError, as the fault of the caller: counts that are negative or not
finite. Nobody at all: "no-denominator".
"""

import math

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.intervals import wilson
from drgs_cli.stats.results import Effect, Interval, NotEstimable


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


def paired_newcombe(
    both: float, first: float, second: float, neither: float, level: float = 95.0
) -> Interval | NotEstimable:
    """Interval of (b - c)/n from the Wilson limits l, u of either proportion, with the correlation phi of the two:
    d - sqrt[(p1 - l1)^2 - 2 phi (p1 - l1)(u2 - p2) + (u2 - p2)^2] and likewise upwards.

    Of phi = (ad - bc)/sqrt[(a + b)(c + d)(a + c)(b + d)] a numerator above 0 is made smaller by n/2, not below 0; with
    nothing to divide by phi is 0. Newcombe 1998 (Stat Med 17:2635), method 10.
    """
    lacking = _lack(both, first, second, neither)
    if lacking is not None:
        return lacking
    n = both + first + second + neither
    one, other = wilson(both + first, n, level), wilson(both + second, n, level)
    assert isinstance(one, Interval)  # there is somebody
    assert isinstance(other, Interval)
    p1, p2, phi = (both + first) / n, (both + second) / n, _correlation(both, first, second, neither)
    low = (first - second) / n - _reach(p1 - one.low, other.high - p2, phi)
    high = (first - second) / n + _reach(one.high - p1, p2 - other.low, phi)
    return Interval(max(low, -1.0), min(high, 1.0), level)


def mcnemar_mid_p(first: int, second: int) -> float:
    """Two-sided test of no difference from the patients who answered one treatment only: twice the smaller tail of the
    binomial distribution with chance 1/2, of which what was seen counts half; 1 where nobody did.

    Fagerland, Lydersen and Laake 2013 (BMC Med Res Methodol 13:91).
    """
    n, fewer = first + second, min(first, second)
    below = sum(math.comb(n, x) for x in range(fewer))
    return (2 * below + math.comb(n, fewer)) / 2**n if first != second else 1.0


def _correlation(both: float, first: float, second: float, neither: float) -> float:
    n = both + first + second + neither
    roots = [math.sqrt(total / n) for total in (both + first, second + neither, both + second, first + neither)]
    if min(roots) == 0:
        return 0.0
    excess = (both / n) * (neither / n) - (first / n) * (second / n)
    corrected = max(excess - 0.5 / n, 0.0) if excess > 0 else excess
    return corrected / math.prod(roots)


def _reach(one: float, other: float, phi: float) -> float:
    """The length of the sum of two errors that go together; floats may take it below 0."""
    return math.sqrt(max(one * one - 2.0 * phi * one * other + other * other, 0.0))


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
