"""Confidence intervals of one proportion, one rate and one mean; knows nothing of where the figures come from.

Counts may be fractional (divided by a design effect). `level` is in per cent, 0 and 100 excluded.
ValueError, as the fault of the caller: counts that are negative, above n or not finite, a negative spread, a
level out of range. What a sound table can hold but nobody can estimate from is NotEstimable; so is what no float
can hold ("out-of-range").
"""

import math
from collections.abc import Callable
from functools import lru_cache

from drgs_cli.stats.distributions import beta_quantile, chi2_quantile, normal_quantile, t_quantile
from drgs_cli.stats.inversion import cut_off
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.special_functions import Tails, beta_tails

_MOST = 1e15  # patients: above, a count is no longer told from its neighbour
_MOST_EVENTS = 1e9  # in person-time, where the time that a quantile takes grows with their root
_LEAST = 1e-200  # events: a count below is none, and no quantile can be had of it


@lru_cache(maxsize=8192, typed=True)  # one figure is asked for by table, plot and recipe in turn
def clopper_pearson(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """Exact interval of a proportion, as a proportion: the alpha/2 quantile of beta(x, n - x + 1) and the
    1 - alpha/2 quantile of beta(x + 1, n - x).

    No events: the lower limit is exactly 0; all events: the upper is exactly 1. n = 0: "no-denominator".
    Clopper and Pearson 1934 (Biometrika 26:404). meta: metaprop(method.ci = "CP"); R: binom.test.
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
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
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    k = normal_quantile(tail_of(level)) ** 2 / n
    p, q = events / n, (n - events) / n
    root = math.sqrt(k * (k + 4.0 * p * q))
    low = 2.0 * p * p / (2.0 * p + k + root) if events > 0 else 0.0
    high = 1.0 - 2.0 * q * q / (2.0 * q + k + root) if events < n else 1.0
    return _ordered(low, high, level)


def wilson_corrected(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """The same with continuity correction, as a proportion: the P that solve |p - P| - 1/(2n) = z sqrt(P (1 - P) / n).

    As meta has it: of no events the lower limit, which solves the equation too, is above 0 (and of only events the
    upper below 1), so that the interval does not hold the proportion. Newcombe replaces these two by 0 and 1; here
    that is done only where the equation has no such solution (levels below 85 or so).
    Written so that nothing cancels: the lower limit is (2x - 1)^2 / [2n (A + B)] with A = 2x + z^2 - 1 and
    B = z sqrt(z^2 - 2 - 1/n + 4 p (n q + 1)).
    Newcombe 1998 (Stat Med 17:857), method 4. meta: metaprop(method.ci = "WSCC").
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    z = normal_quantile(tail_of(level), upper=True)
    below, above = _corrected_root(events, n, z), _corrected_root(n - events, n, z)
    first = 2.0 * events + z * z
    low = 0.0 if below is None else (2.0 * events - 1.0) ** 2 / (2.0 * n * (first - 1.0 + below))
    high = 1.0 if above is None else min((first + 1.0 + above) / (2.0 * (n + z * z)), 1.0)
    return Interval(low, high, level)


def agresti_coull(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """P +- z sqrt(P Q / N) with z^2/2 events and as many non-events added, cut off at 0 and 1; as a proportion.

    Agresti and Coull 1998 (Am Stat 52:119). meta: metaprop(method.ci = "AC").
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    z = normal_quantile(tail_of(level), upper=True)
    total = n + z * z
    p, q = (events + 0.5 * z * z) / total, (n - events + 0.5 * z * z) / total
    return _cut(p, z * math.sqrt(p * q / total), level)


def simple_asymptotic(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """p +- z sqrt(p q / n), cut off at 0 and 1; as a proportion.

    None or all with events: "no-variance" (meta gives 0 to 0 and 1 to 1).
    Method 1 of Newcombe 1998 (Stat Med 17:857). meta: metaprop(method.ci = "SA").
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    if events in (0, n):
        return NotEstimable("no-variance")
    return _cut(events / n, _asymptotic_reach(events, n, level), level)


def simple_corrected(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """p +- [z sqrt(p q / n) + 1/(2n)], cut off at 0 and 1; as a proportion.

    Method 2 of Newcombe 1998 (Stat Med 17:857). meta: metaprop(method.ci = "SACC").
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    return _cut(events / n, _asymptotic_reach(events, n, level) + 0.5 / n, level)


def logit_interval(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """ln(x / (n - x)) +- z sqrt(1/x + 1/(n - x)), turned back into a proportion.

    None or all with events: 0.5 is added to both counts.
    meta: metaprop(sm = "PLOGIT", method.ci = "NAsm").
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    more = 0.5 if events in (0, n) else 0.0
    yes, no = events + more, n - events + more
    reach = normal_quantile(tail_of(level), upper=True) * math.sqrt(1.0 / yes + 1.0 / no)
    odds, factor = yes / no, math.exp(min(reach, 700.0))  # all the way to the end
    return _ordered(odds / (odds + factor), 1.0 / (1.0 + 1.0 / odds / factor), level)


def mid_p(events: float, n: float, level: float = 95.0) -> Interval | NotEstimable:
    """The P for which P(X > x) + P(X = x)/2, or P(X < x) + P(X = x)/2, is the tail; as a proportion.

    Half of the observed count's probability goes to either tail, so it is shorter than `clopper_pearson`.
    No events: the lower limit is exactly 0; all events: the upper is exactly 1.
    Lancaster 1961 (JASA 56:223); method 6 of Newcombe 1998 (Stat Med 17:857).
    """
    lacking = _counts_lack(events, n)
    if lacking is not None:
        return lacking
    tail = tail_of(level)
    return _ordered(_mid_p_limit(events, n, tail)[0], _mid_p_limit(n - events, n, tail)[1], level)


# Intervals of one proportion by the names of meta's method.ci, and one that meta has not.
PROPORTION_INTERVALS: dict[str, Callable[[float, float, float], Interval | NotEstimable]] = {
    "CP": clopper_pearson,
    "WS": wilson,
    "WSCC": wilson_corrected,
    "AC": agresti_coull,
    "SA": simple_asymptotic,
    "SACC": simple_corrected,
    "NAsm": logit_interval,
    "mid-p": mid_p,
}


def exact_rate_interval(events: float, time: float, level: float = 95.0) -> Interval | NotEstimable:
    """Exact interval of a rate, per unit of time: half the alpha/2 quantile of chi-squared with 2x degrees of freedom,
    and half the 1 - alpha/2 quantile with 2x + 2, over the time.

    No events: the lower limit is exactly 0. No time: "no-denominator".
    Garwood 1936 (Biometrika 28:437). R: poisson.test.
    """
    check_rate(events, time)
    if time == 0:
        return NotEstimable("no-denominator")
    tail = tail_of(level)
    if not (events == 0 or _LEAST <= events <= _MOST_EVENTS):
        return NotEstimable("out-of-range")
    low = chi2_quantile(tail, 2.0 * events) if events > 0 else 0.0
    high = chi2_quantile(tail, 2.0 * events + 2.0, upper=True)
    limits = 0.5 * low / time, 0.5 * high / time
    return Interval(*limits, level) if math.isfinite(limits[1]) else NotEstimable("out-of-range")


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
    finite = math.isfinite(mean - reach) and math.isfinite(mean + reach)
    return Interval(mean - reach, mean + reach, level) if finite else NotEstimable("out-of-range")


def tail_of(level: float) -> float:
    """The probability outside an interval on either side: 0.025 for a level of 95 per cent."""
    if not 0.0 < level < 100.0:
        raise ValueError(f"a confidence level lies between 0 and 100 per cent, found {level}")
    return (100.0 - level) / 200.0


def check_counts(events: float, n: float) -> None:
    """ValueError unless 0 <= events <= n, both finite."""
    if not (0.0 <= events <= n and math.isfinite(n)):
        raise ValueError(f"events lie between 0 and n, found {events} of {n}")


def check_rate(events: float, time: float) -> None:
    """ValueError unless events and person-time are finite and not negative."""
    if not (0.0 <= events < math.inf and 0.0 <= time < math.inf):
        raise ValueError(f"events and person-time are not negative, found {events} in {time}")


def check_spread(mean: float, spread: float, n: float) -> None:
    """ValueError unless all three are finite and neither the spread nor n is negative."""
    if not (math.isfinite(mean) and 0.0 <= spread < math.inf and 0.0 <= n < math.inf):
        raise ValueError(f"a mean is finite, its spread and n not negative, found {mean}, {spread}, n {n}")


def _counts_lack(events: float, n: float) -> NotEstimable | None:
    check_counts(events, n)
    if n == 0:
        return NotEstimable("no-denominator")
    sound = n <= _MOST and all(count == 0 or count >= _LEAST for count in (events, n - events))
    return None if sound else NotEstimable("out-of-range")


def _ordered(low: float, high: float, level: float) -> Interval:
    """In order even where the interval is narrower than the rounding of its limits, at levels near 0."""
    return Interval(low, max(low, high), level)


def _cut(centre: float, reach: float, level: float) -> Interval:
    return Interval(max(centre - reach, 0.0), min(centre + reach, 1.0), level)


def _asymptotic_reach(events: float, n: float, level: float) -> float:
    return normal_quantile(tail_of(level), upper=True) * math.sqrt(events / n * (n - events) / n / n)


def _corrected_root(events: float, n: float, z: float) -> float | None:
    """B of `wilson_corrected`, or None where the lower limit is 0 because there is no other."""
    square = z * z - 2.0 - 1.0 / n + 4.0 * events / n * (n - events + 1.0)
    return z * math.sqrt(square) if square >= 0.0 and 2.0 * events + z * z > 1.0 else None


def _mid_p_limit(events: float, n: float, tail: float) -> tuple[float, float]:
    """The lower limit and 1 minus it: [I_P(x, n - x + 1) + I_P(x + 1, n - x)] / 2 is the tail."""
    if events == 0:
        return 0.0, 1.0
    if events == n:
        return math.exp(math.log(2.0 * tail) / n), -math.expm1(math.log(2.0 * tail) / n)
    shapes = ((events, n - events + 1.0), (events + 1.0, n - events))

    def tails(logit: float) -> Tails:
        one, other = (beta_tails(a, b, *_shares(logit)) for a, b in shapes)
        middle = 0.5 * (one.lower + other.lower), 0.5 * (one.upper + other.upper)
        return Tails(*middle, 0.5 * (one.weight + other.weight))

    def bend(logit: float) -> float:
        share, rest = _shares(logit)
        (a, b), (c, d) = shapes
        one, other = events * rest, (n - events) * share  # as the densities of the two are to one another
        return (one * (a * rest - b * share) + other * (c * rest - d * share)) / (one + other)

    start = math.log(events / (n - events)) - 2.0 / math.sqrt(events)
    return _shares(cut_off(tails, bend, tail, upper=False, start=start, bound=700.0))


def _shares(logit: float) -> tuple[float, float]:
    return 1.0 / (1.0 + math.exp(-logit)), 1.0 / (1.0 + math.exp(logit))
