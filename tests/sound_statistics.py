"""The usual statistics of a paper, from its patients: means, intervals and tests, written out here so that a rule is
not tested by the formula it uses itself; only the tails of t come from the program.
"""

import math
from collections.abc import Sequence
from functools import cache
from random import Random

from drgs_cli.stats.distributions import t_quantile, t_sf

Z = 1.959963984540054
_RESAMPLED = 400
Estimate = tuple[float, float, float]  # a value between the ends of its interval of 95 %: value, low, high


def mean(values: Sequence[float]) -> float:
    """The mean."""
    return math.fsum(values) / len(values)


def deviation(values: Sequence[float]) -> float:
    """The standard deviation of a sample."""
    middle = mean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))


def quartiles(values: Sequence[float], *, inclusive: bool) -> Estimate:
    """Median and quartiles, the sample taken as a whole population or not."""
    ordered, n = sorted(values), len(values)

    def at(part: float) -> float:
        place = part * (n - 1) if inclusive else part * (n + 1) - 1
        below = min(max(int(place), 0), n - 2) if n > 1 else 0
        above = min(below + 1, n - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return at(0.5), at(0.25), at(0.75)


@cache
def t_times(df: int, tail: float = 0.025) -> float:
    """How many standard errors an interval reaches."""
    return t_quantile(1 - tail, df)


def wilson(events: int, n: int) -> tuple[float, float]:
    """An interval of a proportion."""
    middle = (events + Z * Z / 2) / (n + Z * Z)
    half = Z * math.sqrt(events * (n - events) / n + Z * Z / 4) / (n + Z * Z)
    return max(0.0, middle - half), min(1.0, middle + half)


def wald(events: int, n: int) -> tuple[float, float]:
    """The simplest one, cut off at 0 and 1 as papers do."""
    rate = events / n
    half = Z * math.sqrt(rate * (1 - rate) / n)
    return max(0.0, rate - half), min(1.0, rate + half)


def p_of_counts(a: int, n: int, c: int, m: int, test: str) -> float:
    """Chi-square, with or without Yates's correction, or Fisher's exact test (two-sided, by probabilities)."""
    if test == "fisher":
        return _fisher(a, n, c, m)
    total, events = n + m, a + c
    if events in (0, total):
        return 1.0
    off = float(abs(a * m - c * n))
    if test == "yates":
        off = max(0.0, off - total / 2)
    return math.erfc(math.sqrt(off * off * total / (events * (total - events) * n * m) / 2))


def _fisher(a: int, n: int, c: int, m: int) -> float:
    events, ways = a + c, math.comb(n + m, a + c)
    first = range(max(0, events - m), min(n, events) + 1)
    tables = {one: math.comb(n, one) * math.comb(m, events - one) for one in first}
    return sum(number for number in tables.values() if number <= tables[a]) / ways


def difference_of_means(one: Sequence[float], other: Sequence[float], *, welch: bool) -> tuple[Estimate, float]:
    """The difference with its interval, and p of a t-test, of equal variances or of Welch."""
    n, m, s, t = len(one), len(other), deviation(one) ** 2, deviation(other) ** 2
    df, error2 = float(n + m - 2), ((n - 1) * s + (m - 1) * t) / (n + m - 2) * (1 / n + 1 / m)
    if welch and s + t > 0:
        error2 = s / n + t / m
        df = error2**2 / ((s / n) ** 2 / (n - 1) + (t / m) ** 2 / (m - 1))
    value, error = mean(one) - mean(other), math.sqrt(error2)
    half = error * t_times(max(1, round(df)))
    return (value, value - half, value + half), 2 * t_sf(abs(value) / error, df) if error else 1.0


def bootstrapped(one: Sequence[float], other: Sequence[float], draw: Random) -> Estimate:
    """The difference with the percentiles of resampled ones."""
    found = sorted(
        mean(draw.choices(one, k=len(one))) - mean(draw.choices(other, k=len(other))) for _ in range(_RESAMPLED)
    )
    tail = _RESAMPLED // 40
    return mean(one) - mean(other), found[tail - 1], found[-tail]


def standardised(one: Sequence[float], other: Sequence[float], kind: str) -> Estimate:
    """Cohen's d, Hedges's g, or Glass's delta by the deviation of the second group, with its interval."""
    n, m = len(one), len(other)
    df, s, t = n + m - 2, deviation(one), deviation(other)
    over = t if kind == "glass" else math.sqrt(((n - 1) * s**2 + (m - 1) * t**2) / df)
    value = (mean(one) - mean(other)) / over * (1 - 3 / (4 * df - 1) if kind == "hedges" else 1)
    half = Z * math.sqrt(1 / n + 1 / m + value**2 / (2 * (n + m)))
    return value, value - half, value + half


def p_of_ranks(one: Sequence[float], other: Sequence[float]) -> float:
    """Mann and Whitney's test by its normal approximation, ties allowed for."""
    ordered, n, m = sorted((*one, *other)), len(one), len(other)
    rank: dict[float, float] = {}
    ties = 0
    start = 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end] == ordered[start]:
            end += 1
        rank[ordered[start]], ties = (start + 1 + end) / 2, ties + (end - start) ** 3 - (end - start)
        start = end
    total = n + m
    spread = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    off = math.fsum(rank[value] for value in one) - n * (total + 1) / 2
    return math.erfc(abs(off) / math.sqrt(2 * spread)) if spread > 0 else 1.0


def p_of_pairs(differences: Sequence[float]) -> float:
    """A paired t-test."""
    spread, n = deviation(differences), len(differences)
    return 2 * t_sf(abs(mean(differences)) / spread * math.sqrt(n), n - 1) if spread else 1.0


def p_of_discordant(first: int, second: int) -> float:
    """McNemar's exact test."""
    n, least = first + second, min(first, second)
    return min(1.0, 2 * sum(math.comb(n, one) for one in range(least + 1)) / (1 << n))


def p_of_deviate(deviate: float) -> float:
    """Both tails of the normal distribution."""
    return math.erfc(abs(deviate) / math.sqrt(2))
