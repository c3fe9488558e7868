"""Confidence intervals of one proportion and of one mean; knows nothing of where the counts come from.

Counts may be fractional (divided by a design effect). `level` is in per cent, 0 and 100 excluded.
ValueError, as the fault of the caller: counts that are negative, above n or not finite, a negative spread, a
level out of range. What a sound table can hold but nobody can estimate from is NotEstimable.
"""

import math

from drgs_cli.stats.distributions import beta_quantile, normal_quantile, t_quantile
from drgs_cli.stats.results import Interval, NotEstimable


def clopper_pearson(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """Exact interval of a proportion, as a proportion: the alpha/2 quantile of beta(x, n - x + 1) and the
    1 - alpha/2 quantile of beta(x + 1, n - x).

    No events: the lower limit is exactly 0; all events: the upper is exactly 1. n = 0: "no-denominator".
    Clopper and Pearson 1934 (Biometrika 26:404). meta: metaprop(method.ci = "CP"); R: binom.test.
    """
    check_counts(events, n)
    if n == 0:
        return NotEstimable("no-denominator")
    tail = tail_of(level)
    low = beta_quantile(tail, events, n - events + 1.0) if events > 0 else 0.0
    high = beta_quantile(tail, events + 1.0, n - events, upper=True) if events < n else 1.0
    return Interval(low, high, level)


def wilson(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """Score interval of a proportion, as a proportion, without continuity correction: the P that solve
    |p - P| = z sqrt(P (1 - P) / n).

    Written as 2 p^2 / (2p + k + sqrt(k^2 + 4 k p q)) with k = z^2 / n, and 1 minus the same of q: nothing
    cancels, 0 and n events give exactly 0 and 1. n = 0: "no-denominator".
    Wilson 1927 (JASA 22:209); method 3 of Newcombe 1998 (Stat Med 17:857). meta: metaprop(method.ci = "WS").
    """
    check_counts(events, n)
    if n == 0:
        return NotEstimable("no-denominator")
    k = normal_quantile(tail_of(level)) ** 2 / n
    p, q = events / n, (n - events) / n
    root = math.sqrt(k * (k + 4.0 * p * q))
    return Interval(2.0 * p * p / (2.0 * p + k + root), 1.0 - 2.0 * q * q / (2.0 * q + k + root), level)


def mean_interval(mean: float, sd: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """Interval of a mean from its standard deviation: mean +- t sd / sqrt(n), t of n - 1 degrees of freedom.

    In the units of the mean. n = 0: "no-denominator"; n < 2: "too-few"; sd = 0: "no-variance".
    Student 1908 (Biometrika 6:1). R: t.test.
    """
    if n == 0:
        return NotEstimable("no-denominator")
    check_spread(mean, sd, n)
    return mean_interval_from_error(mean, sd / math.sqrt(n), n, level)


def mean_interval_from_error(mean: float, se: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """The same from the standard error of the mean: mean +- t se, t with n - 1 degrees of freedom.

    n = 0: "no-denominator"; n < 2: "too-few"; se = 0: "no-variance".
    """
    check_spread(mean, se, n)
    if n == 0:
        return NotEstimable("no-denominator")
    if n < 2:
        return NotEstimable("too-few")
    if se == 0:
        return NotEstimable("no-variance")
    reach = t_quantile(tail_of(level), n - 1.0, upper=True) * se
    return Interval(mean - reach, mean + reach, level)


def tail_of(level: float) -> float:
    """The probability outside an interval on either side: 0.025 for a level of 95 per cent."""
    if not 0.0 < level < 100.0:
        raise ValueError(f"a confidence level lies between 0 and 100 per cent, found {level}")
    return (100.0 - level) / 200.0


def check_counts(events: float, n: float) -> None:
    """ValueError unless 0 <= events <= n, both finite."""
    if not (0.0 <= events <= n and math.isfinite(n)):
        raise ValueError(f"events lie between 0 and n, found {events} of {n}")


def check_spread(mean: float, spread: float, n: float) -> None:
    """ValueError unless all three are finite and neither the spread nor n is negative."""
    if not (math.isfinite(mean) and 0.0 <= spread < math.inf and 0.0 <= n < math.inf):
        raise ValueError(f"a mean is finite, its spread and n not negative, found {mean}, {spread}, n {n}")
