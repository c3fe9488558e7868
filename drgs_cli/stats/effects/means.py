"""Means and spreads of two groups, as they are or as ratios; standardises nothing and pools nothing.

Group 1 against group 2. ValueError, as the fault of the caller: a mean that is not finite, a standard deviation or
n that is negative or not finite. n = 0 is "no-denominator"; a group of one has no standard deviation: "too-few".
"""

import math
from typing import Literal

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.intervals import check_spread
from drgs_cli.stats.results import Effect, NotEstimable


def mean_difference(
    mean1: float,
    sd1: float,
    n1: float,
    mean2: float,
    sd2: float,
    n2: float,
    *,
    variance_type: Literal["LS", "HO"] = "LS",
) -> Effect | NotEstimable:
    """mean1 - mean2, in the units of the means, with variance sd1^2/n1 + sd2^2/n2.

    "HO": s^2 (1/n1 + 1/n2) with the pooled variance, which takes the two groups to be equally spread.
    metafor: escalc(measure = "MD"), vtype "LS" and "HO".
    """
    lacking = two_groups_lack(mean1, sd1, n1, mean2, sd2, n2)
    if lacking is not None:
        return lacking
    estimate = mean1 - mean2
    if variance_type == "HO":
        return Effect("MD", "natural", estimate, pooled_variance(sd1, n1, sd2, n2) * (1.0 / n1 + 1.0 / n2))
    return Effect("MD", "natural", estimate, sd1**2 / n1 + sd2**2 / n2)


def mean_difference_from_errors(mean1: float, se1: float, mean2: float, se2: float) -> Effect | NotEstimable:
    """mean1 - mean2, in the units of the means, with variance se1^2 + se2^2 (independent groups)."""
    check_spread(mean1, se1, 1)
    check_spread(mean2, se2, 1)
    if not in_range(mean1, se1, mean2, se2):
        return NotEstimable("out-of-range")
    return Effect("MD", "natural", mean1 - mean2, se1**2 + se2**2)


def ratio_of_means(
    mean1: float,
    sd1: float,
    n1: float,
    mean2: float,
    sd2: float,
    n2: float,
    *,
    variance_type: Literal["LS", "HO"] = "LS",
) -> Effect | NotEstimable:
    """ln(mean1 / mean2) with variance sd1^2/(n1 mean1^2) + sd2^2/(n2 mean2^2); "HO": both with the pooled variance.

    Means of unlike signs, or one of 0: "out-of-range".
    Hedges et al 1999 (Ecology 80:1150), without a correction for bias. metafor 3.8: escalc(measure = "ROM"), vtype
    "LS" and "HO"; later versions correct the estimate.
    """
    lacking = two_groups_lack(mean1, sd1, n1, mean2, sd2, n2)
    if lacking is not None:
        return lacking
    if mean1 == 0 or mean2 == 0 or (mean1 < 0) != (mean2 < 0):
        return NotEstimable("out-of-range")
    if variance_type == "HO":
        sd1 = sd2 = math.sqrt(pooled_variance(sd1, n1, sd2, n2))
    variance = (sd1 / mean1) ** 2 / n1 + (sd2 / mean2) ** 2 / n2
    return Effect("ROM", "log", math.log(mean1 / mean2), variance)


def variation_ratio(mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float) -> Effect | NotEstimable:
    """ln of the ratio of coefficients of variation: ln(sd1/mean1) + 1/[2(n1 - 1)] less the same of group 2, with
    variance 1/[2(n1 - 1)] + sd1^2/(n1 mean1^2) and the same of group 2 added.

    A mean that is not positive: "out-of-range"; a standard deviation of 0: "no-variance".
    Nakagawa et al 2015 (Methods Ecol Evol 6:143), equations 11 and 12 without correlation of mean and spread.
    metafor 3.8: escalc(measure = "CVR"); later versions correct the estimate further.
    """
    lacking = two_groups_lack(mean1, sd1, n1, mean2, sd2, n2)
    if lacking is not None:
        return lacking
    if mean1 <= 0 or mean2 <= 0:
        return NotEstimable("out-of-range")
    if sd1 == 0 or sd2 == 0:
        return NotEstimable("no-variance")
    half1, half2 = 0.5 / (n1 - 1.0), 0.5 / (n2 - 1.0)
    estimate = math.log(sd1 / mean1) + half1 - math.log(sd2 / mean2) - half2
    variance = half1 + (sd1 / mean1) ** 2 / n1 + half2 + (sd2 / mean2) ** 2 / n2
    return Effect("CVR", "log", estimate, variance)


def variability_ratio(sd1: float, n1: float, sd2: float, n2: float) -> Effect | NotEstimable:
    """ln(sd1 / sd2) + 1/[2(n1 - 1)] - 1/[2(n2 - 1)] with variance 1/[2(n1 - 1)] + 1/[2(n2 - 1)].

    A standard deviation of 0: "no-variance".
    Nakagawa et al 2015 (Methods Ecol Evol 6:143), equations 9 and 10. metafor: escalc(measure = "VR").
    """
    lacking = two_groups_lack(0.0, sd1, n1, 0.0, sd2, n2)
    if lacking is not None:
        return lacking
    if sd1 == 0 or sd2 == 0:
        return NotEstimable("no-variance")
    half1, half2 = 0.5 / (n1 - 1.0), 0.5 / (n2 - 1.0)
    return Effect("VR", "log", math.log(sd1 / sd2) + half1 - half2, half1 + half2)


def pooled_variance(sd1: float, n1: float, sd2: float, n2: float) -> float:
    """[(n1 - 1) sd1^2 + (n2 - 1) sd2^2] / (n1 + n2 - 2): the spread that two groups have in common."""
    return ((n1 - 1.0) * sd1**2 + (n2 - 1.0) * sd2**2) / (n1 + n2 - 2.0)


def two_groups_lack(mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float) -> NotEstimable | None:
    """Why two groups cannot be compared by their means and spreads, or None."""
    check_spread(mean1, sd1, n1)
    check_spread(mean2, sd2, n2)
    if n1 == 0 or n2 == 0:
        return NotEstimable("no-denominator")
    if n1 < 2 or n2 < 2:
        return NotEstimable("too-few")
    return None if in_range(mean1, sd1, n1, mean2, sd2, n2) else NotEstimable("out-of-range")
