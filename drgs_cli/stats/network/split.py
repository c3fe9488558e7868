"""Splits a network estimate into what the direct comparison says and what all else says; knows no design.

Separating indirect from direct evidence by back-calculation: the network estimate is the mean of both, the direct one
with its share P in the weight, so indirect = (network - P direct) / (1 - P) with variance of network / (1 - P).
König, Krahn and Binder (2013); Dias (2010). netmeta's `netsplit()`.
"""

from msgspec import Struct

from drgs_cli.stats.network.model import Evidence, NetworkEstimate, NetworkModel, network_estimate
from drgs_cli.stats.network.ranking import Effects

ONLY_ONE_KIND = 0.0005  # a share this near to 0 or 1 leaves nothing to compare (netsplit's tol.direct)


class NodeSplit(Struct, frozen=True):
    """`treat1` against `treat2`: direct, indirect and both; `difference` is direct minus indirect."""

    treat1: str
    treat2: str
    studies: int
    proportion_direct: float
    direct: NetworkEstimate
    indirect: NetworkEstimate
    network: NetworkEstimate
    difference: NetworkEstimate


def node_splits(model: NetworkModel, *, effects: Effects = "random") -> tuple[NodeSplit, ...]:
    """The comparisons that have direct and indirect evidence, in order."""
    found = []
    for comparison in model.comparisons:
        evidence = comparison.common if effects == "common" else comparison.random
        if evidence.direct is not None and ONLY_ONE_KIND <= evidence.proportion_direct <= 1.0 - ONLY_ONE_KIND:
            indirect = _indirect(evidence, evidence.direct, model.level)
            found.append(
                NodeSplit(
                    comparison.treat1,
                    comparison.treat2,
                    comparison.studies,
                    evidence.proportion_direct,
                    evidence.direct,
                    indirect,
                    evidence.network,
                    _difference(evidence.direct, indirect, model.level),
                )
            )
    return tuple(found)


def _indirect(evidence: Evidence, direct: NetworkEstimate, level: float) -> NetworkEstimate:
    rest = 1.0 - evidence.proportion_direct
    estimate = (evidence.network.estimate - evidence.proportion_direct * direct.estimate) / rest
    return network_estimate(estimate, evidence.network.standard_error**2 / rest, level)


def _difference(direct: NetworkEstimate, indirect: NetworkEstimate, level: float) -> NetworkEstimate:
    variance = direct.standard_error**2 + indirect.standard_error**2
    return network_estimate(direct.estimate - indirect.estimate, variance, level)
