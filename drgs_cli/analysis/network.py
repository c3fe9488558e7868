"""The analysis of a table of a network, whose rows are arms or comparisons of studies; knows no drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.analysis.measures import NETWORK_DESIGNS, NETWORK_MEASURES
from drgs_cli.analysis.table import Table, has_columns
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.stats.network.contrasts import Network, StudyFault, StudyFaults, network_from_arms, network_from_contrasts
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.documents.delimited_cells import Sheet
    from drgs_cli.stats.network.count_model import CountModel
    from drgs_cli.stats.network.decomposition import Decomposition
    from drgs_cli.stats.network.model import NetworkModel
    from drgs_cli.stats.network.ranking import PScore
    from drgs_cli.stats.network.split import NodeSplit

_FAULTS = {
    "one-treatment": "compares a treatment with itself",
    "repeated": "has a treatment, or a comparison, twice",
    "incomplete": "has more than two treatments, but not every comparison of them",
    "inconsistent-effects": "has comparisons that do not agree with one another",
    "impossible-variances": "has standard errors that no arms could have",
    "out-of-range": "has numbers beyond what can be computed with",
}
_HINTS = {
    "repeated": "arms with one treatment are put together first",
    "incomplete": "a study of three treatments has three comparisons",
    "inconsistent-effects": "A against C is A against B plus B against C",
}


class NetworkAnalysis(Struct, frozen=True):
    """A network and its models; what cannot be had says why. `common` and `random` are of the two models."""

    request: Request
    table: Table
    design: str
    network: Network
    model: NetworkModel | CountModel | NotEstimable
    decomposition: Decomposition | NotEstimable | None = None
    splits_common: tuple[NodeSplit, ...] = ()
    splits_random: tuple[NodeSplit, ...] = ()
    scores_common: tuple[PScore, ...] = ()
    scores_random: tuple[PScore, ...] = ()


def network_design(sheet: Sheet, request: Request) -> str | None:
    """Which kind of rows a sheet holds, of those that the measure can be computed from; None where it is none."""
    known = NETWORK_MEASURES[request.measure]
    return next((design for design in known if has_columns(sheet, request, NETWORK_DESIGNS[design])), None)


def analyse_network(table: Table, design: str, request: Request) -> NetworkAnalysis | list[Problem]:
    """The network with its models, or the studies that cannot stand in one."""
    network = _network(table, design, request)
    if isinstance(network, StudyFaults):
        return [_problem(table, fault) for fault in network.faults]
    if request.method in ("mh", "nch"):
        return NetworkAnalysis(request, table, design, network, _of_counts(table, request))
    return _modelled(table, design, request, network)


def _network(table: Table, design: str, request: Request) -> Network | StudyFaults:
    numbers, texts = table.numbers, table.texts
    if design == "network-contrast":
        return network_from_contrasts(table.labels, texts["treat1"], texts["treat2"], numbers["TE"], numbers["seTE"])
    figures = [numbers[column] for column in NETWORK_DESIGNS[design][2:]]
    return network_from_arms(request.measure, table.labels, texts["treatment"], figures)


def _of_counts(table: Table, request: Request) -> CountModel | NotEstimable:
    from drgs_cli.stats.network.mantel_haenszel import mantel_haenszel_network
    from drgs_cli.stats.network.noncentral import conditional_network

    fit = mantel_haenszel_network if request.method == "mh" else conditional_network
    found = fit(
        table.labels,
        table.texts["treatment"],
        table.numbers["event"],
        table.numbers["n"],
        level=request.level,
    )
    assert not isinstance(found, StudyFaults)
    return found


def _modelled(table: Table, design: str, request: Request, network: Network) -> NetworkAnalysis:
    from drgs_cli.stats.network.decomposition import decompose
    from drgs_cli.stats.network.model import network_meta_analysis
    from drgs_cli.stats.network.ranking import SmallValues, p_scores
    from drgs_cli.stats.network.split import node_splits

    model = network_meta_analysis(network, method=request.method, level=request.level)
    if isinstance(model, NotEstimable):
        return NetworkAnalysis(request, table, design, network, model)
    good: SmallValues = "desirable"
    if request.network is not None and request.network.desirable == "large":
        good = "undesirable"
    return NetworkAnalysis(
        request,
        table,
        design,
        network,
        model,
        decompose(network),
        node_splits(model, effects="common"),
        node_splits(model, effects="random"),
        p_scores(model, small_values=good, effects="common"),
        p_scores(model, small_values=good, effects="random"),
    )


def _problem(table: Table, fault: StudyFault) -> Problem:
    place = table.labels.index(fault.study)
    between = f" ({', '.join(fault.treatments)})" if fault.treatments else ""
    message = f"the study {fault.study} {_FAULTS[fault.kind]}{between}"
    return Problem(Location(table.path, table.lines[place], 1), "T206", "error", message, _HINTS.get(fault.kind, ""))
