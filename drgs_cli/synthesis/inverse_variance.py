"""Ways to an estimate from one study, two or more, weighted by the inverse of the variance; chooses none of the ways.

Effects here are of one measure, and each has a variance. They are put in the order of their figures first: then the
bits of an answer depend on no file's name.
"""

import math
from collections.abc import Sequence

from msgspec.structs import replace

from drgs_cli.stats.effects.back_transformations import back_transform
from drgs_cli.stats.results import Interval, NotEstimable, Scale
from drgs_cli.synthesis.effect_weights import Estimated, natural_interval, of_studies
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.finding import ARMS, PAIRED, WALD
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.two_sides import NEWCOMBE, NEWCOMBE_PAIRED

COMMON = "ee"  # the name that stats has for a common effect among its estimators
COMMON_EFFECT = "common-effect"
BAYES = "bayes-half-normal"


def only_study(one: Estimated) -> Estimate:
    """The study itself: its own interval and p. The recipe is that of the interval, or where it is printed."""
    study, effect = one
    recipe = study.came_from
    if recipe == ARMS:
        recipe = NEWCOMBE if study.measure == "RD" else WALD
    elif recipe == PAIRED and study.measure == "RD":
        recipe = NEWCOMBE_PAIRED
    found = of_studies((study,), (1.0,), effect.natural, study.interval, recipe)
    return replace(found, p=study.p, se=effect.standard_error or None, log=effect.scale == "log")


def common_effect_of(studies: Sequence[Estimated], level: float) -> Estimate:
    """One effect that all have in common, with a normal interval."""
    return _pooled(studies, COMMON, "z", level, COMMON_EFFECT)


def random_effects(studies: Sequence[Estimated], question: Question) -> Estimate:
    """The mean of effects that differ, by the estimator and the interval of the question, with where the effect of a
    new study would lie.
    """
    recipe = f"{question.method}+{question.interval}"
    return _pooled(studies, question.method, question.interval, question.level, recipe)


def bayesian(studies: Sequence[Estimated], prior: float, level: float) -> Estimate:
    """Posterior median and central interval of the mean, tau being half-normal with the scale `prior`; beside them the
    common effect. The median, because it is that of the ratio too; `se` is the posterior standard deviation.
    """
    from drgs_cli.stats.bayes.normal_normal import normal_normal

    ordered = _by_figures(studies)
    estimates, variances, scale = _figures(ordered)
    recipe, beside = f"{BAYES}:{prior:g}", (common_effect_of(studies, level),)
    found = normal_normal(estimates, variances, scale=prior, level=level)
    if isinstance(found, NotEstimable):
        return replace(
            of_studies([one.study for one in ordered], _no_shares(ordered), None, found, recipe), beside=beside
        )
    shares = _shares_of_posterior(estimates, variances, prior, level)
    value, interval = back_transform(found.mu.median, scale), natural_interval(found.mu.central, scale)
    return replace(
        of_studies([one.study for one in ordered], shares, value, interval, recipe),
        prediction=_if_any(natural_interval(found.predictive.central, scale)),
        se=found.mu.sd,
        log=scale == "log",
        beside=beside,
    )


def _pooled(studies: Sequence[Estimated], method: str, interval: str, level: float, recipe: str) -> Estimate:
    from drgs_cli.stats.heterogeneity import q_profile
    from drgs_cli.stats.pooling import pool
    from drgs_cli.stats.prediction import predict

    ordered = _by_figures(studies)
    estimates, variances, scale = _figures(ordered)
    fit = pool(estimates, variances, method=method, interval=interval, level=level)
    if isinstance(fit, NotEstimable):
        return of_studies([one.study for one in ordered], _no_shares(ordered), None, fit, recipe)
    around = predict(fit, level=level)
    limits = q_profile(estimates, variances, level=level) if method != COMMON else NotEstimable("not-applicable")
    value = back_transform(fit.estimate, scale)
    return replace(
        of_studies([one.study for one in ordered], fit.weights, value, natural_interval(fit.interval, scale), recipe),
        p=fit.p,
        prediction=None if isinstance(around, NotEstimable) else _if_any(natural_interval(around.interval, scale)),
        tau2=fit.tau2.value if method != COMMON else None,
        tau2_interval=None if isinstance(limits, NotEstimable) else limits.tau2,
        i2=fit.i2,
        q=fit.q,
        q_p=fit.q_p,
        se=fit.standard_error,
        log=scale == "log",
    )


def _by_figures(studies: Sequence[Estimated]) -> list[Estimated]:
    return sorted(studies, key=lambda one: (one.effect.estimate, one.effect.variance))


def _figures(studies: Sequence[Estimated]) -> tuple[list[float], list[float], Scale]:
    """Estimates, variances, and the scale of them all."""
    effects = [one.effect for one in studies]
    return [effect.estimate for effect in effects], [effect.variance for effect in effects], effects[0].scale


def _shares_of_posterior(
    estimates: Sequence[float], variances: Sequence[float], prior: float, level: float
) -> tuple[float | None, ...]:
    """The shares with which studies make the posterior mean: those given tau, averaged over the posterior of tau."""
    from drgs_cli.stats.bayes.posterior import posterior_of

    posterior = posterior_of(estimates, variances, prior, level)
    if isinstance(posterior, NotEstimable):
        return _no_shares(estimates)
    sums = [0.0] * len(variances)
    for probability, tau in zip(posterior.tau.weights, posterior.tau.nodes, strict=True):
        weights = [1.0 / (variance + tau * tau) for variance in variances]
        total = math.fsum(weights)
        sums = [share + probability * weight / total for share, weight in zip(sums, weights, strict=True)]
    return tuple(sums)


def _no_shares(studies: Sequence[object]) -> tuple[None, ...]:
    return (None,) * len(studies)


def _if_any(interval: Interval | NotEstimable) -> Interval | None:
    return interval if isinstance(interval, Interval) else None
