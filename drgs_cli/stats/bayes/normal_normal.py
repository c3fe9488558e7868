"""Random-effects meta-analysis as a Bayesian: a uniform prior on mu, a half-normal one on tau; knows no measure.

y_i given theta_i is normal with variance v_i, theta_i is normal about mu with variance tau^2. Given tau, mu is normal
with the weighted mean and 1 / W; so mu, a new study's effect and each study's own are mixtures of normal distributions
over the posterior of tau, which is integrated by quadrature: Roever 2020 (J Stat Softw 93(6)). The priors: Roever et al
2021 (Res Synth Methods 12:448). Name in R: bayesmeta::bayesmeta(tau.prior = dhalfnormal).
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.bayes.posterior import Posterior, posterior_of
from drgs_cli.stats.bayes.summary import Summary, summarise
from drgs_cli.stats.results import NotEstimable


class Bayes(Struct, frozen=True):
    """The posterior of mu, of tau, and of the true effect of a new study, in the units of the estimates."""

    k: int
    scale: float
    mu: Summary
    tau: Summary
    predictive: Summary
    p_mu_below_0: float


class Shrunken(Struct, frozen=True):
    """The posterior mean and standard deviation of the true effect of one study."""

    mean: float
    sd: float


def normal_normal(
    estimates: Sequence[float], variances: Sequence[float], *, scale: float, level: float = 95.0
) -> Bayes | NotEstimable:
    """Every figure of the posterior; `scale` is that of the half-normal prior of tau, `level` of intervals in per cent.

    k = 0: "no-study". k = 1: tau keeps its prior. "out-of-range": numbers so far apart that floats do not tell how
    likely a tau is. "not-converged": more nodes kept changing the answer. ValueError, as the fault of the caller: a
    number that is not finite, a variance or a scale that is not positive, a level out of range.
    """
    posterior = _sound_posterior(estimates, variances, scale, level)
    if isinstance(posterior, NotEstimable):
        return posterior
    centre = posterior.centre
    return Bayes(
        len(estimates),
        scale,
        summarise(posterior.mu, level, centre),
        summarise(posterior.tau, level),
        summarise(posterior.predictive, level, centre),
        min(posterior.mu.tail(-centre, upper=False), 1.0),
    )


def shrinkage(
    estimates: Sequence[float], variances: Sequence[float], *, scale: float
) -> tuple[Shrunken, ...] | NotEstimable:
    """Each study's own effect: given tau, normal with mean (tau^2 y_i + v_i mu) / (v_i + tau^2) and variance
    tau^2 v_i / (v_i + tau^2) + [v_i / (v_i + tau^2)]^2 / W. The reasons for having none are those of `normal_normal`.
    """
    posterior = _sound_posterior(estimates, variances, scale, 95.0)
    if isinstance(posterior, NotEstimable):
        return posterior
    nodes = [
        (weight, tau * tau, given.mean, given.variance)
        for weight, tau, given in zip(posterior.tau.weights, posterior.tau.nodes, posterior.conditionals, strict=True)
    ]
    return tuple(
        _shrunken(estimate - posterior.centre, variance, nodes, posterior.centre)
        for estimate, variance in zip(estimates, variances, strict=True)
    )


def _shrunken(
    estimate: float, variance: float, nodes: Sequence[tuple[float, float, float, float]], centre: float
) -> Shrunken:
    means, variances = [], []
    for _, tau2, mean, spread in nodes:
        kept = variance / (variance + tau2)  # of the distance from the estimate to mu
        means.append(estimate + kept * (mean - estimate))
        variances.append(kept * (tau2 + kept * spread))
    mean = math.fsum(node[0] * m for node, m in zip(nodes, means, strict=True))
    total = math.fsum(
        node[0] * (v + (m - mean) * (m - mean)) for node, m, v in zip(nodes, means, variances, strict=True)
    )
    return Shrunken(centre + mean, math.sqrt(total))


def _sound_posterior(
    estimates: Sequence[float], variances: Sequence[float], scale: float, level: float
) -> Posterior | NotEstimable:
    if len(estimates) != len(variances) or not all(map(math.isfinite, (*estimates, *variances))):
        raise ValueError("every estimate is finite and has a finite variance")
    least = min(variances, default=1.0)
    if not (least > 0.0 and 0.0 < scale < math.inf):
        raise ValueError(f"variances and the scale are positive, found {least} and {scale}")
    return posterior_of(estimates, variances, scale, level) if estimates else NotEstimable("no-study")
