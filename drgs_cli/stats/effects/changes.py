"""Two measurements of the same patients, or of matched ones; pools nothing.

Measurement 1 (after) minus measurement 2 (before), with their correlation. ValueError, as the fault of the caller:
a mean that is not finite, a spread or n that is negative, a correlation beyond 1. n = 0 is "no-denominator", one
patient has no standard deviation: "too-few". Without units, if standardised.
"""

import math
from typing import Literal

from drgs_cli.stats.effects.admission import check_correlation, in_range
from drgs_cli.stats.effects.standardised import hedges_correction
from drgs_cli.stats.intervals import check_spread
from drgs_cli.stats.results import Effect, NotEstimable


def mean_change(
    mean1: float, mean2: float, sd1: float, sd2: float, n: float, correlation: float
) -> Effect | NotEstimable:
    """mean1 - mean2, in the units of the means, with variance (sd1^2 + sd2^2 - 2 r sd1 sd2) / n.

    metafor: escalc(measure = "MC").
    """
    lacking = _lack(mean1, mean2, sd1, sd2, n, correlation)
    if lacking is not None:
        return lacking
    return Effect("MC", "natural", mean1 - mean2, _variance_of_change(sd1, sd2, correlation) / n)


def change_in_change_sds(
    mean1: float,
    mean2: float,
    sd1: float,
    sd2: float,
    n: float,
    correlation: float,
    *,
    variance_type: Literal["LS", "LS2"] = "LS",
) -> Effect | NotEstimable:
    """g = J d, d = (mean1 - mean2) over the standard deviation of the change, J of n - 1 degrees of freedom.

    Variance 1/n + g^2/(2n); "LS2": J^2 [1/n + d^2/(2n)]. No spread of the change: "no-variance"; n = 2: "too-few".
    Gibbons et al 1993 (J Educ Stat 18:271). metafor: escalc(measure = "SMCC"), vtype "LS" and "LS2".
    """
    lacking = _lack(mean1, mean2, sd1, sd2, n, correlation, least=3)
    if lacking is not None:
        return lacking
    spread = _variance_of_change(sd1, sd2, correlation)
    if spread == 0:
        return NotEstimable("no-variance")
    d = (mean1 - mean2) / math.sqrt(spread)
    return Effect("SMCC", "natural", hedges_correction(n - 1.0) * d, _variance(d, 1.0 / n, n, variance_type))


def change_in_raw_sds(
    mean1: float,
    mean2: float,
    sd1: float,
    n: float,
    correlation: float,
    *,
    variance_type: Literal["LS", "LS2"] = "LS",
) -> Effect | NotEstimable:
    """g = J d, d = (mean1 - mean2) / sd1, J of n - 1 degrees of freedom. sd1 is the standardiser, of either time.

    Variance 2(1 - r)/n + g^2/(2n), which takes the spread to be the same at both times; "LS2":
    J^2 [2(1 - r)/n + d^2/(2n)]. sd1 = 0: "no-variance"; n = 2: "too-few".
    Becker 1988 (Br J Math Stat Psychol 41:257). metafor: escalc(measure = "SMCR"), vtype "LS" and "LS2".
    """
    lacking = _lack(mean1, mean2, sd1, sd1, n, correlation, least=3)
    if lacking is not None:
        return lacking
    if sd1 == 0:
        return NotEstimable("no-variance")
    d, base = (mean1 - mean2) / sd1, 2.0 * (1.0 - correlation) / n
    return Effect("SMCR", "natural", hedges_correction(n - 1.0) * d, _variance(d, base, n, variance_type))


def change_in_raw_sds_unequal(
    mean1: float, mean2: float, sd1: float, sd2: float, n: float, correlation: float
) -> Effect | NotEstimable:
    """g as in `change_in_raw_sds`, for spreads that differ between the times.

    Variance J^2 {s^2/[sd1^2 (n - 1)] + g^2/[2(n - 1)]}, s the standard deviation of the change.
    Bonett 2008 (Psychol Methods 13:99) with the corrected g in place of d. metafor 3.8: escalc(measure = "SMCRH").
    """
    lacking = _lack(mean1, mean2, sd1, sd2, n, correlation, least=3)
    if lacking is not None:
        return lacking
    if sd1 == 0:
        return NotEstimable("no-variance")
    correction = hedges_correction(n - 1.0)
    g = correction * (mean1 - mean2) / sd1
    variance = _variance_of_change(sd1, sd2, correlation) / sd1**2 + 0.5 * g * g
    return Effect("SMCRH", "natural", g, correction**2 * variance / (n - 1.0))


def ratio_of_paired_means(
    mean1: float, mean2: float, sd1: float, sd2: float, n: float, correlation: float
) -> Effect | NotEstimable:
    """ln(mean1 / mean2) with variance (c1^2 + c2^2 - 2 r c1 c2) / n, c the coefficients of variation, sd / mean.

    Means of unlike signs, or one of 0: "out-of-range".
    Lajeunesse 2011 (Ecology 92:2049), equation 6. metafor: escalc(measure = "ROMC").
    """
    lacking = _lack(mean1, mean2, sd1, sd2, n, correlation)
    if lacking is not None:
        return lacking
    if mean1 == 0 or mean2 == 0 or (mean1 < 0) != (mean2 < 0):
        return NotEstimable("out-of-range")
    variance = _variance_of_change(sd1 / abs(mean1), sd2 / abs(mean2), correlation) / n
    return Effect("ROMC", "log", math.log(mean1 / mean2), variance)


def _lack(
    mean1: float, mean2: float, sd1: float, sd2: float, n: float, correlation: float, least: float = 2
) -> NotEstimable | None:
    check_spread(mean1, sd1, n)
    check_spread(mean2, sd2, n)
    check_correlation(correlation, n)
    if n == 0:
        return NotEstimable("no-denominator")
    if n < least:
        return NotEstimable("too-few")
    return None if in_range(mean1, mean2, sd1, sd2, n) else NotEstimable("out-of-range")


def _variance_of_change(sd1: float, sd2: float, correlation: float) -> float:
    """sd1^2 + sd2^2 - 2 r sd1 sd2, as (sd1 - sd2)^2 + 2 (1 - r) sd1 sd2: no difference of large squares."""
    return (sd1 - sd2) ** 2 + 2.0 * (1.0 - correlation) * sd1 * sd2


def _variance(d: float, base: float, n: float, variance_type: Literal["LS", "LS2"]) -> float:
    correction = hedges_correction(n - 1.0)
    if variance_type == "LS2":
        return correction**2 * (base + d * d / (2.0 * n))
    return base + (correction * d) ** 2 / (2.0 * n)
