"""From counts to an answer, model by model: fits, tests of heterogeneity, conclusions; knows no measure."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.glmm.answer import Fit, Method, MixedModel, Test, concluded
from drgs_cli.stats.glmm.estimation import with_heterogeneity, without_heterogeneity
from drgs_cli.stats.glmm.heterogeneity import (
    HeterogeneityTests,
    heterogeneity_of_arms,
    heterogeneity_of_pairs,
    heterogeneity_with_random_intercepts,
    saturated_log_likelihood,
    typical_variance,
)
from drgs_cli.stats.glmm.integral import conditional_log_likelihood
from drgs_cli.stats.glmm.maximise import Maximum
from drgs_cli.stats.glmm.model import Arm, Model, Pair, fixed_intercepts, one_effect, own_effects, random_intercepts
from drgs_cli.stats.glmm.quadrature import normal_rule
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.linear import cholesky, inverse
from drgs_cli.stats.results import NotEstimable


class Recipe(Struct, frozen=True):
    """How to fit and to conclude, as the caller wishes it; `exact` is the one model that metafor does not take
    from lme4, so that it prints the log-likelihood itself."""

    model: str
    method: Method
    interval: Test
    level: float
    nodes: int
    exact: bool = False

    def __post_init__(self) -> None:
        tail_of(self.level)
        normal_rule(self.nodes)
        if self.method not in ("ml", "ee") or self.interval not in ("z", "t"):
            raise ValueError(f"a method is ml or ee, an interval z or t, found {self.method} and {self.interval}")


def fit_one_effect(
    arms: Sequence[Arm], variances: Sequence[float], recipe: Recipe, shift: float = 0.0
) -> MixedModel | NotEstimable:
    """One count per study, binomial, Poisson or hypergeometric; `shift` is added to the estimate."""
    model = one_effect(arms, recipe.nodes)
    common = without_heterogeneity(model)
    if common is None:
        return NotEstimable("not-converged")
    tests = heterogeneity_of_arms(arms, common.arrow.value, saturated_log_likelihood(model.studies))
    return _answered(model, common, variances, tests, recipe, shift)


def fit_fixed_intercepts(
    pairs: Sequence[Pair], variances: Sequence[float], recipe: Recipe
) -> MixedModel | NotEstimable:
    """Two counts per study, with an intercept for each."""
    model = fixed_intercepts(pairs, recipe.nodes)
    common = without_heterogeneity(model)
    if common is None:
        return NotEstimable("not-converged")
    tests = heterogeneity_of_pairs(pairs, common.arrow.value, saturated_log_likelihood(model.studies))
    return _answered(model, common, variances, tests, recipe)


def fit_random_intercepts(
    pairs: Sequence[Pair], variances: Sequence[float], recipe: Recipe
) -> MixedModel | NotEstimable:
    """Two counts per study, intercepts normal around a common one.

    With varying effects there are two random effects and one node, Laplace's approximation, in the tests too.
    """
    varying = recipe.method == "ml"
    nodes = 1 if varying else recipe.nodes
    common = without_heterogeneity(random_intercepts(pairs, nodes, varying=False))
    if common is None:
        return NotEstimable("not-converged")
    model = random_intercepts(pairs, nodes, varying=varying)
    tests = heterogeneity_with_random_intercepts(own_effects(pairs, nodes), common.arrow.value, len(pairs))
    return _answered(model, common, variances, tests, recipe)


def _answered(
    model: Model,
    common: Maximum,
    variances: Sequence[float],
    tests: HeterogeneityTests,
    recipe: Recipe,
    shift: float = 0.0,
) -> MixedModel | NotEstimable:
    if len(model.studies) < 2 and (recipe.method == "ml" or recipe.interval == "t"):
        return NotEstimable("too-few")
    found = with_heterogeneity(model, common) if recipe.method == "ml" else common
    if found is None:
        return NotEstimable("not-converged")
    root = cholesky(found.arrow.schur)
    assert not isinstance(root, NotEstimable)  # a summit
    place = found.free.index(model.effect)
    values = found.point.common
    fit = Fit(
        model=recipe.model,
        method=recipe.method,
        k=len(model.studies),
        estimate=values[model.effect] + shift,
        standard_error=math.sqrt(inverse(root)[place][place]),
        tau2=0.0 if model.tau is None else values[model.tau] ** 2,
        sigma2=None if model.sigma is None else values[model.sigma] ** 2,
        typical_variance=typical_variance(variances),
        tests=tests,
        log_likelihood=found.arrow.value,
        log_likelihood_in_metafor=_printed(model, found, recipe),
        nodes=model.nodes,
    )
    return concluded(fit, recipe.interval, recipe.level)


def _printed(model: Model, found: Maximum, recipe: Recipe) -> float:
    """The log-likelihood in the sense that rma.glmm gives it.

    Its ML fits of UM.FS, CM.AL and one group print the saturated model's less half the deviance that lme4 has for
    the random effects at their modes; glmer's own for UM.RS is, with several nodes, relative to the saturated model.
    """
    if model.sigma is not None:
        return found.arrow.value - (saturated_log_likelihood(model.studies) if model.nodes > 1 else 0.0)
    if recipe.exact or recipe.method == "ee":
        return found.arrow.value
    owns = [[own] for own in found.point.own] or [[] for _ in model.studies]
    return math.fsum(
        conditional_log_likelihood(rows, [*own, *found.point.common])
        for rows, own in zip(model.studies, owns, strict=True)
    )
