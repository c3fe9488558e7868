"""What a network model of counts hands back, common effects only; knows no formula."""

from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.network.laplacian import Elimination
from drgs_cli.stats.network.model import NetworkEstimate, QTest, network_estimate
from drgs_cli.stats.network.multi_arm import pairs
from drgs_cli.stats.network.sparse_counts import CountNetwork
from drgs_cli.stats.results import NotEstimable


class CountComparison(Struct, frozen=True):
    """The log odds ratio of `treat1` against `treat2`."""

    treat1: str
    treat2: str
    common: NetworkEstimate


class CountModel(Struct, frozen=True):
    """A fitted network of counts. `between` tests the consistency of the designs; None where the model has no test."""

    network: CountNetwork
    method: str
    level: float
    comparisons: tuple[CountComparison, ...]
    between: QTest | None


def count_model(
    network: CountNetwork,
    method: str,
    level: float,
    effects: Sequence[float],
    graph: Elimination,
    between: QTest | None,
) -> CountModel | NotEstimable:
    """Every pair of treatments, from the effects of the treatments and what is known about them."""
    order = pairs(len(network.treatments))
    variances = graph.variances(order)
    if variances is None:
        return NotEstimable("not-full-rank")
    comparisons = tuple(
        CountComparison(
            network.treatments[i], network.treatments[j], network_estimate(effects[i] - effects[j], variance, level)
        )
        for (i, j), variance in zip(order, variances, strict=True)
    )
    return CountModel(network, method, level, comparisons, between)
