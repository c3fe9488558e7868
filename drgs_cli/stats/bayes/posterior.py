"""The joint posterior of mu and tau, by quadrature over tau until it converges; knows nothing of its summaries."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from drgs_cli.stats.bayes.heterogeneity import Conditional, conditional_on_tau, panels_of_mass
from drgs_cli.stats.bayes.normal_mixture import NormalMixture
from drgs_cli.stats.bayes.piecewise_density import PiecewiseDensity, legendre_rule
from drgs_cli.stats.bayes.summary import Distribution
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import NotEstimable

Panel = tuple[float, float]

_NODES, _FEWER = 20, 14  # on a panel
_SAME = 1e-8  # the two then agree; the error goes down as a power of the nodes, so that of the first is below 1e-11
_FOLLOWED = 1e-12  # the error of a probability of tau inside a panel
_MOST_PANELS = 2000
_FAR = 1e90  # estimates, standard errors and the scale beyond this, or below its inverse, leave no room for powers


class Posterior(Struct, frozen=True):
    """The density of tau with what follows for mu, both from `centre` on."""

    centre: float
    tau: PiecewiseDensity
    mu: NormalMixture
    predictive: NormalMixture
    conditionals: list[Conditional]


def posterior_of(
    estimates: Sequence[float], variances: Sequence[float], scale: float, level: float
) -> Posterior | NotEstimable:
    """The posterior of at least one study; the figures asked for are about an interval of this level."""
    least, centre = min(zip(variances, estimates, strict=True))
    sizes = (scale, math.sqrt(least))
    if max(*sizes, *map(abs, estimates)) > _FAR or min(sizes) < 1.0 / _FAR:
        return NotEstimable("out-of-range")
    deviations = [estimate - centre for estimate in estimates]
    at = conditional_on_tau(deviations, variances, scale)
    edges = panels_of_mass(at, deviations, least, scale)
    if edges is None:
        return NotEstimable("out-of-range")
    size = at(edges[-1]).size
    panels = list(pairwise(edges))
    given = [_at_nodes(at, panel, _NODES) for panel in panels]
    while len(panels) <= _MOST_PANELS:
        posterior = _joint(panels, given, centre)
        poor = posterior.tau.poor_panels(_FOLLOWED + 1e-15 * size)
        if not poor:
            fewer = _joint(panels, [_at_nodes(at, panel, _FEWER) for panel in panels], centre)
            if _agree(posterior, fewer, tail_of(level)):
                return posterior
            poor = list(range(len(panels)))
        _halve(at, panels, given, poor)
    return NotEstimable("not-converged")


def _halve(
    at: Callable[[float], Conditional], panels: list[Panel], given: list[list[Conditional]], which: Sequence[int]
) -> None:
    """Two panels, with what is known at their nodes, instead of each of those."""
    for panel in reversed(which):
        low, high = panels[panel]
        middle = 0.5 * (low + high)
        panels[panel : panel + 1] = [(low, middle), (middle, high)]
        given[panel : panel + 1] = [_at_nodes(at, half, _NODES) for half in ((low, middle), (middle, high))]


def _at_nodes(at: Callable[[float], Conditional], panel: Panel, order: int) -> list[Conditional]:
    low, high = panel
    return [at(0.5 * (low + high + (high - low) * x)) for x in legendre_rule(order)[0]]


def _joint(panels: Sequence[Panel], given: Sequence[Sequence[Conditional]], centre: float) -> Posterior:
    """The distributions from what is known at the nodes of the panels."""
    conditionals = [conditional for values in given for conditional in values]
    top = max(conditional.log_density for conditional in conditionals)
    heights = [[math.exp(conditional.log_density - top) for conditional in values] for values in given]
    tau = PiecewiseDensity([panels[0][0], *(high for _, high in panels)], heights)
    means = [conditional.mean for conditional in conditionals]
    sds = [math.sqrt(conditional.variance) for conditional in conditionals]
    mu = NormalMixture(tau.weights, means, sds)
    predictive = NormalMixture(tau.weights, means, [math.hypot(sd, x) for sd, x in zip(sds, tau.nodes, strict=True)])
    return Posterior(centre, tau, mu, predictive, conditionals)


def _agree(one: Posterior, other: Posterior, tail: float) -> bool:
    """Whether two rules give the same moments, and the same probabilities about the median and the central limits."""
    pairs: tuple[tuple[Distribution, Distribution], ...]
    pairs = ((one.tau, other.tau), (one.mu, other.mu), (one.predictive, other.predictive))
    for mine, theirs in pairs:
        sd = math.sqrt(mine.variance)
        points = [] if mine is one.tau else [mine.mean + normal_quantile(p) * sd for p in (tail, 0.5, 1.0 - tail)]
        differences = [mine.tail(x, upper=False) - theirs.tail(x, upper=False) for x in points]
        differences += [(mine.mean - theirs.mean) / sd, (mine.variance - theirs.variance) / mine.variance]
        if max(map(abs, differences)) > _SAME:
            return False
    return True
