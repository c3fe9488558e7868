"""From the figures that are printed to the standard deviations and errors that are pooled; knows no five numbers.

Units are those of the input throughout; n may be fractional. ValueError, as the fault of the caller: a number that
is not finite, a negative spread or n, limits in the wrong order, a p or a correlation out of range, a level
out of range. What sound figures can hold but nothing follows from is NotEstimable, a figure too large to be written
"out-of-range".
Sources unless named: Cochrane Handbook 6.5.2 (Higgins, Li and Deeks 2023, version 6.4, chapter 6).
"""

import math

from msgspec import Struct

from drgs_cli.stats.intervals import check_spread, tail_of
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.wald import both_tails, critical_value

_LARGEST = 1e150  # beyond it squares leave the floats
_MOST_FREEDOM = 1e9  # the time that a t quantile takes grows with the root of it


class Moments(Struct, frozen=True):
    """Size, mean and standard deviation of a group."""

    n: float
    mean: float
    sd: float


def combined_arms(n1: float, mean1: float, sd1: float, n2: float, mean2: float, sd2: float) -> Moments | NotEstimable:
    """The two groups as one: sd^2 = [(n1 - 1) sd1^2 + (n2 - 1) sd2^2 + n1 n2 (mean1 - mean2)^2 / N] / (N - 1).

    A group of nobody changes nothing. Nobody at all: "no-denominator"; N of 1 or less: "too-few".
    Handbook 6.5.2.10, table 6.5.a.
    """
    check_spread(mean1, sd1, n1)
    check_spread(mean2, sd2, n2)
    n = n1 + n2
    if n == 0:
        return NotEstimable("no-denominator")
    if n1 == 0 or n2 == 0:
        return Moments(n1, mean1, sd1) if n2 == 0 else Moments(n2, mean2, sd2)
    if n <= 1:
        return NotEstimable("too-few")
    if max(abs(mean1), sd1, abs(mean2), sd2, n) > _LARGEST:
        return NotEstimable("out-of-range")
    share1, share2 = n1 / n, n2 / n
    between = n1 * share2 * ((mean1 - mean2) / (n - 1.0)) * (mean1 - mean2)
    within = [max(n1 - 1.0, 0.0) / (n - 1.0) * sd1**2, max(n2 - 1.0, 0.0) / (n - 1.0) * sd2**2]
    return Moments(n, mean1 * share1 + mean2 * share2, math.sqrt(math.fsum([*within, between])))


def pooled_sd(n1: float, sd1: float, n2: float, sd2: float) -> float | NotEstimable:
    """sqrt{[(n1 - 1) sd1^2 + (n2 - 1) sd2^2] / (n1 + n2 - 2)}, the spread within groups.

    n1 + n2 of 2 or less, or below 1 in a group: "too-few".
    """
    check_spread(0.0, sd1, n1)
    check_spread(0.0, sd2, n2)
    df = n1 + n2 - 2.0
    if df <= 0 or min(n1, n2) < 1:
        return NotEstimable("too-few")
    return _written(math.hypot(math.sqrt((n1 - 1.0) / df) * sd1, math.sqrt((n2 - 1.0) / df) * sd2))


def sd_from_se(se: float, n: float) -> float | NotEstimable:
    """SD = SE sqrt(n), of the mean of one group. n = 0: "no-denominator"."""
    check_spread(0.0, se, n)
    return NotEstimable("no-denominator") if n == 0 else _written(se * math.sqrt(n))


def sd_of_difference(se: float, n1: float, n2: float) -> float | NotEstimable:
    """The SD common to both groups, from the SE of their difference: SE / sqrt(1/n1 + 1/n2).

    Nobody in a group: "no-denominator". Handbook 6.5.2.3.
    """
    check_spread(0.0, se, n1)
    check_spread(0.0, se, n2)
    return NotEstimable("no-denominator") if min(n1, n2) == 0 else _written(se / _root_of_sizes(n1, n2))


def se_from_interval(low: float, high: float, level: float = 95.0, df: float | None = None) -> float | NotEstimable:
    """(high - low) / 2z, or / 2t with `df` degrees of freedom (n - 1 of a mean, n1 + n2 - 2 of a difference).

    Limits of ratios are to be given as logarithms. df of 0 or less: "too-few". metafor: conv.wald, for z.
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError(f"limits are finite and in order, found {low} and {high}")
    tail = tail_of(level)
    return _fault(df) or _in_deviates(0.5 * high - 0.5 * low, tail, df)


def se_from_p(estimate: float, p: float, df: float | None = None) -> float | NotEstimable:
    """|estimate| / z of a two-sided p, or / t with `df` degrees of freedom; the p of "no difference" or "ratio 1".

    p = 0 or 1, or an estimate of 0: "out-of-range"; df of 0 or less: "too-few". metafor: conv.wald, for z.
    """
    if not (math.isfinite(estimate) and 0.0 <= p <= 1.0):
        raise ValueError(f"an estimate is finite and its p lies between 0 and 1, found {estimate} and {p}")
    fault = _fault(df)
    if fault is not None:
        return fault
    if estimate == 0 or not 0.0 < 0.5 * p < 0.5:
        return NotEstimable("out-of-range")
    return _in_deviates(abs(estimate), 0.5 * p, df)


def two_sided_p(statistic: float, df: float | None = None) -> float | NotEstimable:
    """2 P(Z > |z|), or of t with `df` degrees of freedom; df of 0 or less: "too-few"."""
    fault = _fault(df)
    if fault is not None:
        return fault
    return both_tails(statistic, df)


def standardised_from_t(t: float, n1: float, n2: float) -> float | NotEstimable:
    """Cohen's d = t sqrt(1/n1 + 1/n2), of a t test of two groups. Nobody in a group: "no-denominator"."""
    check_spread(t, 0.0, n1)
    check_spread(t, 0.0, n2)
    return NotEstimable("no-denominator") if min(n1, n2) == 0 else _written(t * _root_of_sizes(n1, n2))


def sd_of_change(sd_before: float, sd_after: float, correlation: float) -> float | NotEstimable:
    """sqrt(s1^2 + s2^2 - 2 r s1 s2), summed as (s1 - s2)^2 + 2 (1 - r) s1 s2, which cannot be negative.

    Handbook 6.5.2.8.
    """
    check_spread(correlation, sd_before, 1.0)
    check_spread(correlation, sd_after, 1.0)
    if abs(correlation) > 1:
        raise ValueError(f"a correlation lies between -1 and 1, found {correlation}")
    cross = math.sqrt(2.0 * (1.0 - correlation)) * math.sqrt(sd_before) * math.sqrt(sd_after)
    return _written(math.hypot(sd_before - sd_after, cross))


def correlation_from_sds(sd_before: float, sd_after: float, change: float) -> float | NotEstimable:
    """r = (s1^2 + s2^2 - change^2) / (2 s1 s2), from the three standard deviations.

    A spread of 0: "no-variance"; three that no correlation joins: "out-of-range". Handbook 6.5.2.8.
    """
    for sd in (sd_before, sd_after, change):
        check_spread(0.0, sd, 1.0)
    if sd_before == 0 or sd_after == 0:
        return NotEstimable("no-variance")
    gap = sd_before - sd_after  # 1 - r = (change^2 - gap^2) / (2 s1 s2)
    r = 1.0 - (change - gap) / sd_before * ((change + gap) / sd_after) / 2.0
    if abs(r) <= 1.0 + 1e-9:  # the rounding of the three is not held against them
        return min(max(r, -1.0), 1.0)
    return NotEstimable("out-of-range")


def _fault(df: float | None) -> NotEstimable | None:
    if df is None or 0 < df <= _MOST_FREEDOM:
        return None
    return NotEstimable("too-few" if df <= 0 else "out-of-range")


def _in_deviates(distance: float, tail: float, df: float | None) -> float | NotEstimable:
    """A distance by the normal or t deviate with that tail; a deviate too large for a float leaves nothing to say."""
    try:
        deviate = critical_value(tail, df)
    except OverflowError:
        return NotEstimable("out-of-range")
    return _written(distance / deviate)


def _root_of_sizes(n1: float, n2: float) -> float:
    """sqrt(1/n1 + 1/n2)"""
    return math.hypot(1.0 / math.sqrt(n1), 1.0 / math.sqrt(n2))


def _written(value: float) -> float | NotEstimable:
    return value if math.isfinite(value) else NotEstimable("out-of-range")
