"""The analysis of a table of a network, whose rows are arms or comparisons of studies; knows no drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.analysis.network_rows import faults_of
from drgs_cli.stats.network.contrasts import Network, StudyFaults
from drgs_cli.stats.network.model import NetworkEstimate, NetworkModel
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.table import Table
    from drgs_cli.documents.delimited_cells import Sheet
    from drgs_cli.documents.problems import Problem
    from drgs_cli.stats.network.count_model import CountModel
    from drgs_cli.stats.network.decomposition import Decomposition
    from drgs_cli.stats.network.ranking import Effects, PScore, SmallValues
    from drgs_cli.stats.network.split import NodeSplit
    from drgs_cli.stats.results import Interval

OF_COUNTS = ("mh", "nch")  # methods that take events and participants, and have a common effect only


class Pair(Struct, frozen=True):
    """`treat1` against `treat2` in every model that there is; `studies` compare the two directly."""

    treat1: str
    treat2: str
    studies: int
    common: NetworkEstimate
    direct_common: NetworkEstimate | None = None
    share_common: float | None = None
    random: NetworkEstimate | None = None
    direct_random: NetworkEstimate | None = None
    share_random: float | None = None
    prediction: Interval | None = None


class NetworkAnalysis(Struct, frozen=True):
    """A network and its models; what cannot be had says why.

    `treatments`, `studies`, `dropped` and `parts` are of what is left to the model. `effects` names the model that is
    shown first: "common" where there is no other, or where nothing is left to see heterogeneity by. `pairs` holds the
    first treatment against all others, the second against those after it; scores are in the order of the treatments.
    """

    request: Request
    table: Table
    design: str
    network: Network
    model: NetworkModel | CountModel | NotEstimable
    treatments: tuple[str, ...]
    studies: int
    dropped: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    effects: Effects = "common"
    pairs: tuple[Pair, ...] = ()
    decomposition: Decomposition | NotEstimable | None = None
    splits_common: tuple[NodeSplit, ...] = ()
    splits_random: tuple[NodeSplit, ...] = ()
    scores_common: tuple[PScore, ...] = ()
    scores_random: tuple[PScore, ...] = ()

    @property
    def scores(self) -> tuple[PScore, ...]:
        """The P-scores of the model that is shown first."""
        return self.scores_common if self.effects == "common" else self.scores_random

    @property
    def small_values(self) -> SmallValues:
        """Whether small values are the good ones, as was asked."""
        asked = self.request.network
        return "undesirable" if asked is not None and asked.desirable == "large" else "desirable"


def analyse_network(sheet: Sheet, table: Table, design: str, request: Request) -> NetworkAnalysis | list[Problem]:
    """The network with its models, or the studies that cannot stand in one."""
    from drgs_cli.analysis.network_rows import network_of

    network = network_of(table, design, request)
    if isinstance(network, StudyFaults):
        return faults_of(sheet, table, request, network.faults)
    if request.method in OF_COUNTS:
        return _of_counts(table, design, request, network)
    return _of_effects(table, design, request, network)


def _of_effects(table: Table, design: str, request: Request, network: Network) -> NetworkAnalysis:
    from drgs_cli.stats.network.decomposition import decompose
    from drgs_cli.stats.network.model import network_meta_analysis
    from drgs_cli.stats.network.split import node_splits

    model = network_meta_analysis(network, method=request.method, level=request.level)
    left = (network.treatments, len(network.studies), network.dropped, network.parts)
    if isinstance(model, NotEstimable):
        return NetworkAnalysis(request, table, design, network, model, *left)
    pairs = tuple(
        Pair(
            row.treat1,
            row.treat2,
            row.studies,
            row.common.network,
            row.common.direct,
            row.common.proportion_direct,
            row.random.network,
            row.random.direct,
            row.random.proportion_direct,
            row.prediction,
        )
        for row in model.comparisons
    )
    return _ranked(
        NetworkAnalysis(
            request,
            table,
            design,
            network,
            model,
            *left,
            "common" if model.tau2.status == "fixed" else "random",
            pairs,
            decompose(network),
            node_splits(model, effects="common"),
            node_splits(model, effects="random"),
        )
    )


def _of_counts(table: Table, design: str, request: Request, network: Network) -> NetworkAnalysis:
    from drgs_cli.stats.network.mantel_haenszel import mantel_haenszel_network
    from drgs_cli.stats.network.noncentral import conditional_network

    fit = mantel_haenszel_network if request.method == "mh" else conditional_network
    counts = (table.texts["treatment"], table.numbers["event"], table.numbers["n"])
    model = fit(table.labels, *counts, level=request.level)
    assert not isinstance(model, StudyFaults)  # its rows are among those of the network, which has none
    if isinstance(model, NotEstimable):
        parts = model.parts or network.parts
        treatments = tuple(name for name in network.treatments if any(name in part for part in parts))
        left = (treatments, len(network.studies), network.dropped, parts)
        return NetworkAnalysis(request, table, design, network, model, *left)
    counted = model.network
    names = [[counted.treatments[arm] for arm in kind.arms] for kind in counted.designs]
    pairs = tuple(
        Pair(
            row.treat1,
            row.treat2,
            sum(
                len(kind.studies)
                for kind, arms in zip(counted.designs, names, strict=True)
                if row.treat1 in arms and row.treat2 in arms
            ),
            row.common,
        )
        for row in model.comparisons
    )
    left = (counted.treatments, counted.studies, counted.dropped, (counted.treatments,))
    return _ranked(NetworkAnalysis(request, table, design, network, model, *left, pairs=pairs))


def _ranked(found: NetworkAnalysis) -> NetworkAnalysis:
    """The analysis with the P-scores of each of its models."""
    from msgspec.structs import replace

    from drgs_cli.stats.network.ranking import mean_certainties

    def scores(estimates: Sequence[tuple[Pair, NetworkEstimate | None]]) -> tuple[PScore, ...]:
        known = [(pair.treat1, pair.treat2, entry.statistic) for pair, entry in estimates if entry is not None]
        if len(known) < len(estimates):
            return ()
        return mean_certainties(found.treatments, known, small_values=found.small_values)

    return replace(
        found,
        scores_common=scores([(pair, pair.common) for pair in found.pairs]),
        scores_random=scores([(pair, pair.random) for pair in found.pairs]),
    )
