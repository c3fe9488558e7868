"""The two tests of heterogeneity: Wald's and the likelihood ratio, against an effect for each study; and what I2 needs.

A study whose own estimate lies at infinity (a zero cell) has no weight in Wald's statistic and a perfect fit in the
likelihood ratio; the degrees of freedom count it all the same, as metafor does.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.glmm.estimation import without_heterogeneity
from drgs_cli.stats.glmm.integral import Row
from drgs_cli.stats.glmm.model import Arm, Model, Pair
from drgs_cli.stats.linear import cholesky, dot, solve
from drgs_cli.stats.results import NotEstimable


class HeterogeneityTest(Struct, frozen=True):
    """A statistic, chi-squared with k - 1 degrees of freedom if the studies share one effect, and its p-value."""

    statistic: float
    p: float


class HeterogeneityTests(Struct, frozen=True):
    """Both, with what they are based on: the log-likelihood where each study has its own effect."""

    wald: HeterogeneityTest | None
    likelihood_ratio: HeterogeneityTest | None
    df: int


NO_TESTS = HeterogeneityTests(None, None, 0)


def saturated_log_likelihood(studies: Sequence[Sequence[Row]]) -> float:
    """The highest log-likelihood that any predictors could give, constants of the densities included."""
    return math.fsum(row.count.saturated for rows in studies for row in rows)


def heterogeneity_of_arms(arms: Sequence[Arm], common: float, saturated: float) -> HeterogeneityTests:
    """For one count per study; `common` is the log-likelihood of one effect for all."""
    return _tests(_wald([_own(arm) for arm in arms]), common, saturated, len(arms))


def heterogeneity_of_pairs(pairs: Sequence[Pair], common: float, saturated: float) -> HeterogeneityTests:
    """For two counts per study with intercepts of the studies' own: Cochran's Q of the log ratios without increment."""
    differences = []
    for treated, control in pairs:
        (one, weight), (other, counter) = _own(treated), _own(control)
        product = weight * counter
        differences.append((one - other, product / (weight + counter) if product > 0.0 else 0.0))
    return _tests(_wald(differences), common, saturated, len(pairs))


def heterogeneity_with_random_intercepts(model: Model, common: float, k: int) -> HeterogeneityTests:
    """Against the model with an effect for each study; none if that one has no maximum.

    Wald's statistic is the weighted sum of squares of the effects about their best common value, the weight the
    inverse of their covariance matrix with the common parameters estimated: D - B A^-1 B', in blocks of the
    negative second derivatives.
    """
    found = without_heterogeneity(model)
    if found is None:
        return HeterogeneityTests(None, None, k - 1)
    arrow = found.arrow
    root = cholesky(arrow.tip)
    assert not isinstance(root, NotEstimable)  # it exceeds `schur`, which at a summit is positive definite
    known = [m > 0.0 for m in arrow.shaft]
    effects = [effect if sure else 0.0 for effect, sure in zip(found.point.own, known, strict=True)]
    ones = [1.0 if sure else 0.0 for sure in known]

    def weighted(left: Sequence[float], right: Sequence[float]) -> float:
        direct = math.fsum(m * x * y for m, x, y in zip(arrow.shaft, left, right, strict=True))
        one, other = ([dot(column, x) for column in zip(*arrow.barbs, strict=True)] for x in (left, right))
        return direct - dot(one, solve(root, other))

    total = weighted(ones, ones)
    centre = weighted(ones, effects) / total if total > 0.0 else 0.0
    centred = [(effect - centre) * one for effect, one in zip(effects, ones, strict=True)]
    return _tests(weighted(centred, centred), common, arrow.value, k)


def typical_variance(variances: Sequence[float]) -> float | None:
    """The variance that I2 and H2 hold tau2 against (Higgins and Thompson 2002, Stat Med 21:1539, equation 9).

    None for a single study. The variances are those of the studies' log odds, rates or ratios, 0.5 added where a
    cell is 0.
    """
    if len(variances) < 2:
        return None
    heaviest, *others = sorted((1.0 / variance for variance in variances), reverse=True)
    rest = math.fsum(others)  # not a difference, which is 0 where one study has nearly all the weight
    total = heaviest + rest
    spread = math.fsum((heaviest * (rest / total), *(weight * ((total - weight) / total) for weight in others)))
    return len(others) / spread


def _own(arm: Arm) -> tuple[float, float]:
    """The study's own estimate and its information; none at infinity."""
    peak = arm.count.peak
    return (0.0, 0.0) if peak is None else (peak - arm.offset, arm.count.cumulants(peak)[2])


def _wald(estimates: Sequence[tuple[float, float]]) -> float:
    total = math.fsum(weight for _, weight in estimates)
    if total == 0.0:
        return 0.0
    centre = math.fsum(weight * y for y, weight in estimates) / total
    return math.fsum(weight * (y - centre) ** 2 for y, weight in estimates)


def _tests(wald: float, common: float, saturated: float, k: int) -> HeterogeneityTests:
    if k < 2:
        return NO_TESTS
    return HeterogeneityTests(_test(wald, k - 1), _test(2.0 * (saturated - common), k - 1), k - 1)


def _test(statistic: float, df: int) -> HeterogeneityTest:
    statistic = max(statistic, 0.0)
    return HeterogeneityTest(statistic, chi2_sf(statistic, df))
