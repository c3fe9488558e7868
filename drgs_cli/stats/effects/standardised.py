"""Differences of two means in standard deviations, and the correction of their bias; pools nothing.

Group 1 minus group 2, without units. Wrong numbers, n = 0 and n = 1 as in `means`. A standardiser of 0 is
"no-variance".
"""

import math
from collections.abc import Callable
from typing import Literal

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.effects.means import pooled_variance, two_groups_lack
from drgs_cli.stats.intervals import check_spread
from drgs_cli.stats.results import Effect, NotEstimable
from drgs_cli.stats.special_functions import stirling_error

SmdVariance = Literal["LS", "LS2", "UB"]


def hedges_correction(df: float) -> float:
    """J = Gamma(m/2) / [sqrt(m/2) Gamma((m - 1)/2)], which takes the bias off d with m degrees of freedom, m > 1.

    Written with Stirling errors, so that no digits are lost for large m.
    Hedges 1981 (J Educ Stat 6:107), equation 6e.
    """
    a = 0.5 * df
    errors = stirling_error(a) - stirling_error(a - 0.5)
    return math.exp(errors - 0.5 - (a - 1.0) * math.log1p(-0.5 / a))


def standardised_mean_difference(
    mean1: float,
    sd1: float,
    n1: float,
    mean2: float,
    sd2: float,
    n2: float,
    *,
    variance_type: SmdVariance = "LS",
) -> Effect | NotEstimable:
    """g = J d, d = (mean1 - mean2) / s, s the pooled standard deviation, J of N - 2 degrees of freedom, N = n1 + n2.

    Variance "LS": 1/n1 + 1/n2 + g^2/(2N); "LS2": J^2 [1/n1 + 1/n2 + d^2/(2N)]; "UB", unbiased:
    1/n1 + 1/n2 + [1 - (m - 2)/(m J^2)] g^2 with m = N - 2.
    Hedges 1982 (Psychol Bull 92:490), equation 8; Borenstein 2009; Hedges 1983 (Psychol Bull 93:388), equation 9.
    metafor: escalc(measure = "SMD"), vtype "LS", "LS2" and "UB".
    """
    lacking = two_groups_lack(mean1, sd1, n1, mean2, sd2, n2)
    if lacking is not None:
        return lacking
    sd = math.sqrt(pooled_variance(sd1, n1, sd2, n2))
    if sd == 0:
        return NotEstimable("no-variance")
    d, m = (mean1 - mean2) / sd, n1 + n2 - 2.0
    return Effect("SMD", "natural", hedges_correction(m) * d, _variance(d, m, n1, n2, n1 + n2, variance_type))


def difference_in_average_sds(
    mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float
) -> Effect | NotEstimable:
    """g = J (mean1 - mean2) / s with s^2 = (sd1^2 + sd2^2)/2, for groups that differ in spread; J of n1 + n2 - 2.

    Variance J^2 {g^2 [sd1^4/(n1 - 1) + sd2^4/(n2 - 1)] / (8 s^4) + [sd1^2/(n1 - 1) + sd2^2/(n2 - 1)] / s^2}.
    Bonett 2009 (Psychol Methods 14:225) with the corrected g in place of d.
    metafor 3.8: escalc(measure = "SMDH"); later versions correct this variance.
    """
    lacking = two_groups_lack(mean1, sd1, n1, mean2, sd2, n2)
    if lacking is not None:
        return lacking
    square = 0.5 * (sd1**2 + sd2**2)
    if square == 0:
        return NotEstimable("no-variance")
    correction = hedges_correction(n1 + n2 - 2.0)
    g = correction * (mean1 - mean2) / math.sqrt(square)
    share1, share2 = sd1**2 / square, sd2**2 / square
    spread = g * g * (share1**2 / (n1 - 1.0) + share2**2 / (n2 - 1.0)) / 8.0
    variance = spread + share1 / (n1 - 1.0) + share2 / (n2 - 1.0)
    return Effect("SMDH", "natural", g, correction**2 * variance)


def difference_in_control_sds(
    mean1: float, n1: float, mean2: float, sd2: float, n2: float, *, variance_type: SmdVariance = "LS"
) -> Effect | NotEstimable:
    """g = J (mean1 - mean2) / sd2, standardised by group 2 alone, J of m = n2 - 1 degrees of freedom.

    Variances as of `standardised_mean_difference` with n2 in place of N and this m. n2 of 2 or less: "too-few".
    Glass's delta with Hedges's correction. metafor: escalc(measure = "SMD1"), vtype "LS", "LS2" and "UB".
    """
    check_spread(mean1, 0.0, n1)
    check_spread(mean2, sd2, n2)
    if n1 == 0 or n2 == 0:
        return NotEstimable("no-denominator")
    if n2 <= 2:
        return NotEstimable("too-few")
    if not in_range(mean1, n1, mean2, sd2, n2):
        return NotEstimable("out-of-range")
    if sd2 == 0:
        return NotEstimable("no-variance")
    d, m = (mean1 - mean2) / sd2, n2 - 1.0
    return Effect("SMD1", "natural", hedges_correction(m) * d, _variance(d, m, n1, n2, n2, variance_type))


def _variance(d: float, m: float, n1: float, n2: float, n: float, variance_type: SmdVariance) -> float:
    """Variance of J d, where d has m degrees of freedom and its standardiser comes from n patients."""
    correction = hedges_correction(m)
    g, base = correction * d, 1.0 / n1 + 1.0 / n2
    if variance_type == "LS2":
        return correction**2 * (base + d * d / (2.0 * n))
    if variance_type == "UB":
        return base + _unbiased_part(m) * g * g
    return base + g * g / (2.0 * n)


def _unbiased_part(m: float) -> float:
    """1 - (m - 2)/(m J^2), which is positive; at 1e16 degrees of freedom rounding would turn it below 0."""
    return max(1.0 - (m - 2.0) / (m * hedges_correction(m) ** 2), 0.0)


def hedges_g(
    mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float, *, exact: bool = True
) -> Effect | NotEstimable:
    """Hedges's g of the package meta: exact, as `standardised_mean_difference` with the unbiased variance; else
    g = [1 - 3/(4N - 9)] d with variance 1/n1 + 1/n2 + g^2 / [2(N - 3.94)], as in RevMan.

    White and Thomas 2005 (Clin Trials 2:141). meta: metacont(method.smd = "Hedges", exact.smd = exact).
    """
    if exact:
        return standardised_mean_difference(mean1, sd1, n1, mean2, sd2, n2, variance_type="UB")
    d = cohen_d(mean1, sd1, n1, mean2, sd2, n2, exact=False)
    if isinstance(d, NotEstimable):
        return d
    n = n1 + n2
    g = (1.0 - 3.0 / (4.0 * n - 9.0)) * d.estimate
    return Effect("SMD", "natural", g, 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n - 3.94)))


def cohen_d(
    mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float, *, exact: bool = True
) -> Effect | NotEstimable:
    """d = (mean1 - mean2) / s, s pooled, without correction; its variance exact that of `hedges_g`, else
    1/n1 + 1/n2 + d^2/(2N).

    meta: metacont(method.smd = "Cohen", exact.smd = exact).
    """
    exactly = standardised_mean_difference(mean1, sd1, n1, mean2, sd2, n2, variance_type="UB")
    if isinstance(exactly, NotEstimable):
        return exactly
    d = (mean1 - mean2) / math.sqrt(pooled_variance(sd1, n1, sd2, n2))
    variance = exactly.variance if exact else 1.0 / n1 + 1.0 / n2 + d * d / (2.0 * (n1 + n2))
    return Effect("SMD", "natural", d, variance)


def glass_delta(
    mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float, *, exact: bool = True
) -> Effect | NotEstimable:
    """delta = (mean1 - mean2) / sd2 with variance 1/n1 + 1/n2 + delta^2 / [2(n2 - 1)], exact or not.

    Glass 1976 (Educ Res 5:3). meta: metacont(method.smd = "Glass").
    """
    del exact  # asked for and without effect, as in meta
    lacking = two_groups_lack(mean1, sd1, n1, mean2, sd2, n2)
    if lacking is not None:
        return lacking
    if sd2 == 0:
        return NotEstimable("no-variance")
    delta = (mean1 - mean2) / sd2
    return Effect("SMD", "natural", delta, 1.0 / n1 + 1.0 / n2 + delta * delta / (2.0 * (n2 - 1.0)))


# The standardised mean differences of the package meta, by the names of its method.smd.
STANDARDISED: dict[str, Callable[..., Effect | NotEstimable]] = {
    "Hedges": hedges_g,
    "Cohen": cohen_d,
    "Glass": glass_delta,
}
