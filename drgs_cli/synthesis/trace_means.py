"""Means of two groups by hand: their difference, the same in standard deviations, a spread from a p-value."""

from collections.abc import Callable
from math import exp, lgamma, sqrt

from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.printed_estimates import comparisons_in
from drgs_cli.synthesis.spreads import FROM_P
from drgs_cli.synthesis.trace_sides import Numbers
from drgs_cli.synthesis.trace_steps import Found, Sheet, quantile
from drgs_cli.synthesis.two_sides import POINTS_OF_10


def _mean_difference(sheet: Sheet, one: Numbers, other: Numbers, study: StudyEffect) -> Found:
    m1, m2, s1, s2 = one.mean or 0.0, other.mean or 0.0, one.se or 0.0, other.se or 0.0
    if POINTS_OF_10 in study.marks:
        estimate = sheet.value("md", "(m1 - m2) / 10", (m1 - m2) / 10, m1=m1, m2=m2)
        return estimate, sheet.value("variance", "(s1^2 + s2^2) / 100", (s1**2 + s2**2) / 100, s1=s1, s2=s2)
    estimate = sheet.value("md", "m1 - m2", m1 - m2, m1=m1, m2=m2)
    return estimate, sheet.value("variance", "s1^2 + s2^2", s1**2 + s2**2, s1=s1, s2=s2)


def _standardised(sheet: Sheet, one: Numbers, other: Numbers, _study: StudyEffect) -> Found:
    """Hedges' g: the difference in standard deviations, less its bias in small samples."""
    s1, s2 = one.sd or 0.0, other.sd or 0.0
    n1, n2 = (side.effective[1] if side.effective else side.n or 0.0 for side in (one, other))
    sizes, m = {"n1": n1, "n2": n2}, n1 + n2 - 2
    pooled = sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / m)
    sd = sheet.value(
        "sd-pooled",
        "sqrt(((n1 - 1) * s1^2 + (n2 - 1) * s2^2) / (n1 + n2 - 2))",
        pooled,
        **{**sizes, "s1": s1, "s2": s2},
    )
    m1, m2 = one.mean or 0.0, other.mean or 0.0
    d = sheet.value("d", "(m1 - m2) / sd", (m1 - m2) / sd, m1=m1, m2=m2, sd=sd)
    factor = exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
    j = sheet.value("hedges", "exp(lngamma(m / 2) - lngamma((m - 1) / 2)) / sqrt(m / 2)", factor, m=m)
    g = sheet.value("g", "j * d", j * d, j=j, d=d)
    variance = 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2))
    return g, sheet.value("variance", "1 / n1 + 1 / n2 + g^2 / (2 * (n1 + n2))", variance, **sizes, g=g)


OF_MEANS: dict[str, Callable[[Sheet, Numbers, Numbers, StudyEffect], Found]] = {
    "MD": _mean_difference,
    "SMD": _standardised,
}


def with_common_spread(
    sheet: Sheet, one: Numbers, other: Numbers, study: StudyEffect, context: Context
) -> tuple[Numbers, Numbers]:
    """A spread that the exact p of the two means leaves: |m1 - m2| / t over sqrt(1/n1 + 1/n2) (Handbook 6.5.2.3)."""
    lacks = [FROM_P in side.marks for side in study.sides]
    p = next((found.exact_p for found in comparisons_in(study.chosen, context) if found.exact_p is not None), None)
    if not any(lacks) or p is None or one.mean is None or other.mean is None or not one.n or not other.n:
        return one, other
    n1, n2, difference = one.n, other.n, abs(one.mean - other.mean)
    t = sheet.value("t-of-p", "", quantile(100 * (1 - p), n1 + n2 - 2), p=p, df=n1 + n2 - 2)
    sd = sheet.value(
        "sd-from-p",
        "d / t / sqrt(1 / n1 + 1 / n2)",
        difference / t / sqrt(1 / n1 + 1 / n2),
        **{"d": difference, "t": t, "n1": n1, "n2": n2},
    )
    found = []
    for numbers, side, wanted in zip((one, other), study.sides, lacks, strict=True):
        if wanted and numbers.n:
            on = sheet.on(side.intervention)
            se = on.value("se-of-mean", "sd / sqrt(n)", sd / sqrt(numbers.n), sd=sd, n=numbers.n)
            on.check("sd", sd, side.sd)
            found.append(Numbers(n=numbers.n, mean=numbers.mean, sd=sd, se=se))
        else:
            found.append(numbers)
    return found[0], found[1]
