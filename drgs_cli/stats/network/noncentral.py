"""Network meta-analysis of odds ratios from the events of each study given their number; knows no random effects.

The conditional likelihood of Stijnen, Hamza and Ozdemir (2010) in the form of netmeta's `netmetabin(method = "NCH")`:
given their number, the events of a study fall into its arms as a multinomial with probabilities in proportion to
n_i exp(theta_i). That is the limit of the non-central hypergeometric distribution for rare events; where events are
common it is nearer to risk ratios than to odds ratios, and Mantel and Haenszel's is the better choice.

ln L = sum over studies of (sum of r_i theta_i - r ln(sum of n_i exp theta_i)), r the sum of r_i, is concave, and its
Hessian is minus a Laplacian: that of a graph with the weights r p_i p_j between the arms of each study.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.network.contrasts import StudyFaults
from drgs_cli.stats.network.count_model import CountModel, count_model
from drgs_cli.stats.network.laplacian import Elimination, eliminate
from drgs_cli.stats.network.multi_arm import pairs
from drgs_cli.stats.network.sparse_counts import CountNetwork, count_network
from drgs_cli.stats.results import NotEstimable

_STEPS, _HALVINGS, _CLOSE = 100, 40, 1e-12


class ConditionalLikelihood(Struct, frozen=True):
    """Effects of the treatments, and their log-likelihood with its slope and, as a graph, its curvature."""

    effects: list[float]
    log_likelihood: float
    slope: list[float]
    graph: Elimination


def conditional_network(
    studies: Sequence[str],
    treatments: Sequence[str],
    events: Sequence[float | None],
    totals: Sequence[float | None],
    *,
    level: float = 95.0,
) -> CountModel | NotEstimable | StudyFaults:
    """Log odds ratios of all pairs of treatments; rows are arms.

    As `count_network`, which leaves only arms that have events somewhere in their design, so that the likelihood has
    its maximum; "not-converged" where counts are too unlike for it to be found.
    """
    network = count_network(studies, treatments, events, totals)
    if not isinstance(network, CountNetwork):
        return network
    found = _highest(network)
    if isinstance(found, NotEstimable):
        return found
    return count_model(network, "nch", level, found.effects, found.graph, None)


def _highest(network: CountNetwork) -> ConditionalLikelihood | NotEstimable:
    """Newton's method; a step that leads down is halved."""
    here = conditional_likelihood(network, [0.0] * len(network.treatments))
    for _ in range(_STEPS):
        if here is None:
            return NotEstimable("not-full-rank")
        step = here.graph.effects(here.slope)
        if max(map(abs, step)) <= _CLOSE * max(1.0, *map(abs, here.effects)):
            return here
        here = _uphill(network, here, step)
    return NotEstimable("not-converged")


def _uphill(network: CountNetwork, here: ConditionalLikelihood, step: Sequence[float]) -> ConditionalLikelihood | None:
    for halvings in range(_HALVINGS):
        there = conditional_likelihood(
            network, [x + 0.5**halvings * change for x, change in zip(here.effects, step, strict=True)]
        )
        if there is not None and there.log_likelihood >= here.log_likelihood - 1e-13 * abs(here.log_likelihood):
            return there
    return None


def conditional_likelihood(network: CountNetwork, effects: list[float]) -> ConditionalLikelihood | None:
    """The likelihood of log odds ratios, one of the treatments being 0; None if it has no curvature left."""
    likelihood: list[float] = []
    slopes: list[list[float]] = [[] for _ in network.treatments]
    weights: dict[tuple[int, int], list[float]] = {}
    for design in network.designs:
        highest = max(effects[arm] for arm in design.arms)
        for study in design.studies:
            shares = [n * math.exp(effects[arm] - highest) for arm, n in zip(design.arms, study.totals, strict=True)]
            whole, count = math.fsum(shares), math.fsum(study.events)
            likelihood.append(-count * (math.log(whole) + highest))
            for arm, share, events in zip(design.arms, shares, study.events, strict=True):
                likelihood.append(events * effects[arm])
                slopes[arm] += [events, -count * share / whole]
            for i, j in pairs(len(shares)):
                weight = count * (shares[i] / whole) * (shares[j] / whole)
                weights.setdefault((design.arms[i], design.arms[j]), []).append(weight)
    matrix = [[0.0] * len(effects) for _ in effects]
    for (i, j), terms in weights.items():
        matrix[i][j] = matrix[j][i] = math.fsum(terms)
    graph = eliminate(matrix)
    if graph is None:
        return None
    return ConditionalLikelihood(effects, math.fsum(likelihood), [math.fsum(terms) for terms in slopes], graph)
