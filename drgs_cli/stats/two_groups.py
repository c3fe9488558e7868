"""The p-values that the usual tests of two groups give, two-sided; recommends none of them.

For whoever asks whether a printed p can have come from printed figures: which test it came from is seldom said. Where
a test does not exist it is left out, and where none does the result is empty.
"""

from math import hypot, log, sqrt

from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.fisher import fisher_mid_p, fisher_p
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.wald import both_tails


def usual_p_of_counts(events1: int, n1: int, events2: int, n2: int) -> tuple[float, ...]:
    """Of two groups' counts: Fisher's exact test, and with mid-p; Pearson's chi-squared, and with Yates's correction;
    the difference of the proportions, the log odds ratio and the log risk ratio over their standard errors.

    With an empty cell the ratios have 1/2 in every cell; the difference has no test where no group has any variance.
    Nobody in a group: none. ValueError as `fisher_p`.
    R: fisher.test; chisq.test(correct =); the z of glm(family = binomial) with logit and log link.
    """
    exact = (fisher_p(events1, n1, events2, n2), fisher_mid_p(events1, n1, events2, n2))
    found = [p for p in exact if not isinstance(p, NotEstimable)]
    if n1 > 0 and n2 > 0:
        found += _large_sample(events1, n1 - events1, events2, n2 - events2)
    return tuple(found)


def _large_sample(a: float, b: float, c: float, d: float) -> list[float]:
    n1, n2, events, others = a + b, c + d, a + c, b + d
    if events == 0 or others == 0:
        return []
    distance, scale = abs(a * d - b * c), (n1 + n2) / (n1 * n2 * events * others)
    corrected = max(0.0, distance - 0.5 * (n1 + n2))
    found = [chi2_sf(scale * distance**2, 1), chi2_sf(scale * corrected**2, 1)]
    variance = a * b / n1**3 + c * d / n2**3
    if variance > 0:
        found.append(both_tails((a / n1 - c / n2) / sqrt(variance)))
    if min(a, b, c, d) == 0:
        a, b, c, d = a + 0.5, b + 0.5, c + 0.5, d + 0.5
    found.append(both_tails(log(a * d / (b * c)) / sqrt(1 / a + 1 / b + 1 / c + 1 / d)))
    found.append(both_tails(log(a * (c + d) / (c * (a + b))) / sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))))
    return found


def usual_p_of_means(difference: float, sd1: float, n1: int, sd2: float, n2: int) -> tuple[float, ...]:
    """Of a difference of two means: Student's t with one spread, Welch's t, and the normal distribution.

    Fewer than two in a group, or no spread at all: none. R: t.test(var.equal =).
    """
    if n1 < 2 or n2 < 2 or (sd1 == 0 and sd2 == 0):
        return ()
    df = n1 + n2 - 2
    pooled = hypot(sd1 * sqrt((n1 - 1) / df), sd2 * sqrt((n2 - 1) / df)) * sqrt(1 / n1 + 1 / n2)
    part1, part2 = sd1**2 / n1, sd2**2 / n2
    error = sqrt(part1 + part2)
    freedom = (part1 + part2) ** 2 / (part1**2 / (n1 - 1) + part2**2 / (n2 - 1))
    return (
        both_tails(difference / pooled, df),
        both_tails(difference / error, freedom),
        both_tails(difference / error),
    )
