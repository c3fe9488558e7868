"""Begg's test: do the studies with the larger variances report the larger effects; knows ranks, fits no line."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.bias.rank_correlation import RankCorrelation, normal_p, rank_correlation, two_sided_p
from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.results import NotEstimable


class RankTest(Struct, frozen=True):
    """Kendall's tau-b between standardised effects and variances; p exact if no two are tied and k <= 170."""

    k: int
    tau: float
    p: float


class ScoreTest(Struct, frozen=True):
    """Kendall's S of the same, its standard error, their ratio, and the normal p of that."""

    k: int
    score: float
    standard_error: float
    statistic: float
    p: float


def rank_test(estimates: Sequence[float], variances: Sequence[float]) -> RankTest | NotEstimable:
    """Rank correlation of the effects about the common one, over their own standard error, with the variances.

    (y - m) / sqrt(v - 1 / sum(1/v)), m the inverse-variance mean. Tau has no unit; above 0, small studies show larger
    effects. Fewer than three studies: "too-few"; all variances, or all effects, the same: "no-variance".
    Begg and Mazumdar 1994 (Biometrics 50:1088). metafor: ranktest.
    """
    found = _correlation(estimates, variances)
    if isinstance(found, NotEstimable):
        return found
    return RankTest(found.k, found.tau, two_sided_p(found))


def begg(estimates: Sequence[float], variances: Sequence[float]) -> ScoreTest | NotEstimable:
    """The same test by its score S and the normal distribution at any number of studies, as package meta has it.

    Reasons as `rank_test`. meta: metabias(method.bias = "Begg"), without continuity correction.
    """
    found = _correlation(estimates, variances)
    return found if isinstance(found, NotEstimable) else score_test(found)


def score_test(found: RankCorrelation) -> ScoreTest:
    """A rank correlation as a normal test of its score."""
    return ScoreTest(
        found.k, float(found.score), found.standard_error, found.score / found.standard_error, normal_p(found)
    )


def _correlation(estimates: Sequence[float], variances: Sequence[float]) -> RankCorrelation | NotEstimable:
    why = refused(estimates, variances, 3)
    if why is not None:
        return why
    weights = [1.0 / variance for variance in variances]
    total = math.fsum(weights)
    mean = math.fsum(w * y for w, y in zip(weights, estimates, strict=True)) / total
    standardised = [
        (y - mean) / math.sqrt(v * (_rest(weights, at, total) / total))  # v - 1/total; here nothing cancels
        for at, (y, v) in enumerate(zip(estimates, variances, strict=True))
    ]
    return rank_correlation(standardised, variances)


def _rest(weights: Sequence[float], at: int, total: float) -> float:
    """The sum of the other weights; the same for equal weights, so that studies that are alike stay tied."""
    if weights[at] < 0.5 * total:
        return total - weights[at]
    return math.fsum(weight for place, weight in enumerate(weights) if place != at)
