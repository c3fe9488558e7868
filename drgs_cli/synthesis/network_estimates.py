"""What the trials of a cell come to as networks, part by part; joins contrasts, wherever they are from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Evidence, Excluded
from drgs_cli.synthesis.finding import MEAN_DIFFERENCE
from drgs_cli.synthesis.inverse_variance import COMMON
from drgs_cli.synthesis.marks import CHANGE_AND_FINAL, GROUPS_DIFFER, change_and_final
from drgs_cli.synthesis.network import (
    CellNetwork,
    CellTrials,
    Inconsistency,
    NetworkPart,
    NetworkTrial,
    NodeTotal,
)
from drgs_cli.synthesis.network_pairs import pairs_alone, pool_pair, trials_of, with_estimate
from drgs_cli.synthesis.network_paths import Pair, by_pair
from drgs_cli.synthesis.network_trials import in_order, joined, trials_by_cell

if TYPE_CHECKING:  # few answers need a network
    from drgs_cli.stats.network.contrasts import Network
    from drgs_cli.stats.network.model import NetworkModel

USUAL = "reml"  # of stats' NETWORK_METHODS


def networks(evidence: Evidence, context: Context) -> tuple[CellNetwork, ...]:
    """The networks of every cell in which a randomised trial compares two treatments, in the order in which a reading
    is sought.
    """
    return tuple(network_of(trials, context) for trials in trials_by_cell(evidence, context))


def network_of(found: CellTrials, context: Context) -> CellNetwork:
    """The trials of a cell, part by part; the largest first. Two treatments alone are pooled as a comparison of the
    two is.
    """
    groups = [frozenset(names) for names in _network(found.trials).parts] if found.trials else []
    parts = [
        _part(found, tuple(trial for trial in found.trials if trial.nodes[0] in names), context)
        for names in groups
        if len(names) > 2
    ]
    for pair in pairs_alone(found, groups):
        part = _of_two(pair, found, context)
        parts += [part] if part is not None else []
    parts.sort(key=lambda part: (-len(part.studies), -sum(total.n or 0 for total in part.totals), part.nodes))
    joined_up = {study.id for part in parts for study in part.studies}
    without = [trial for trial in found.unweighed if trial.chosen.study.id not in joined_up]
    return CellNetwork(
        cell=found.cell,
        measure=found.measure if parts else None,
        parts=tuple(parts),
        left_out=(
            *found.left_out,
            *(
                Excluded(trial.chosen.study, row.result, trial.lacking or "")
                for trial in without
                for row in trial.chosen.rows
            ),
        ),
    )


def _network(trials: Iterable[NetworkTrial]) -> Network:
    from drgs_cli.stats.network.contrasts import Network

    network = joined(entry for trial in trials for entry in trial.contrasts)
    assert isinstance(network, Network)  # a trial that contradicts itself has been left out
    return network


def _part(found: CellTrials, trials: tuple[NetworkTrial, ...], context: Context) -> NetworkPart:
    from drgs_cli.stats.network.model import network_meta_analysis

    method = _method(trials, context.question.method)
    part = replace(_without_estimate(found, trials, context), method=method)
    model = network_meta_analysis(_network(trials), method=method, level=context.question.level)
    if isinstance(model, NotEstimable):
        return replace(part, failure=model)
    return _estimated(part, model, context)


def _of_two(pair: Pair, found: CellTrials, context: Context) -> NetworkPart | None:
    """A part of two treatments, of the trials that are in their estimate; None where all lack what one needs."""
    trials, estimate = trials_of(pair, found), pool_pair(pair, found, context)
    if all(trial.lacking is not None for trial in trials) and not isinstance(estimate.interval, Interval):
        return None
    counted = {weight.study for weight in estimate.weights}
    within = tuple(trial for trial in trials if trial.lacking is None or trial.chosen.study.id in counted)
    return with_estimate(_without_estimate(found, within, context), estimate, context)


def _without_estimate(found: CellTrials, trials: tuple[NetworkTrial, ...], context: Context) -> NetworkPart:
    nodes = in_order({node for trial in trials for node in trial.nodes}, context)
    return NetworkPart(
        cell=found.cell,
        nodes=nodes,
        studies=tuple(trial.chosen.study for trial in trials),
        measure=found.measure,
        trials=trials,
        totals=tuple(_total(node, trials) for node in nodes),
        marks=_marks(trials, found.measure),
    )


def _method(trials: tuple[NetworkTrial, ...], asked: str) -> str:
    """A common effect where no two trials compare the same treatments (Bucher 1997), else random effects: the method
    that was asked for, or the usual one where networks do not know it.
    """
    from drgs_cli.stats.network.heterogeneity import NETWORK_METHODS

    if max(map(len, by_pair(trials).values())) == 1:
        return COMMON
    return asked if asked in NETWORK_METHODS else USUAL


def _total(node: str, trials: tuple[NetworkTrial, ...]) -> NodeTotal:
    found = [(trial, side) for trial in trials for side in trial.sides if side.intervention == node]
    sizes = [side.n for _, side in found if side.n is not None]
    events = [side.events for _, side in found if side.events is not None]
    used = [trial.chosen.study.arms[arm].intervention for trial, side in found for arm in side.arms]
    groups = [trial.chosen.row.result.analysed for trial, _ in found]
    return NodeTotal(
        key=node,
        interventions=tuple(dict.fromkeys(used)),
        trials=len(found),
        groups=dict(Counter(group for group in groups if group is not None)),
        n=sum(sizes) if len(sizes) == len(found) else None,
        events=sum(events) if len(events) == len(found) else None,
    )


def _marks(trials: tuple[NetworkTrial, ...], measure: str | None) -> tuple[str, ...]:
    """What a reader has to know of any of the trials, and of their standing together."""
    results = [row.result for trial in trials for row in trial.chosen.rows]
    together = {
        GROUPS_DIFFER: len({result.analysed for result in results}) > 1,
        CHANGE_AND_FINAL: measure == MEAN_DIFFERENCE and change_and_final(results),
    }
    own = {mark for trial in trials for mark in trial.marks}
    return tuple(sorted(own | {mark for mark, holds in together.items() if holds}))


def _estimated(part: NetworkPart, model: NetworkModel, context: Context) -> NetworkPart:
    """The part with all that follows from its model."""
    from drgs_cli.synthesis.network_league import edges, league

    known = replace(
        part,
        p_scores=_scores(model, part, context),
        inconsistency=_inconsistency(model),
        tau2=None if model.tau2.status == "fixed" else model.tau2.value,
        i2=model.i2,
        q=model.total.q if model.total.degrees_of_freedom else None,
        df=model.total.degrees_of_freedom or None,
        q_p=model.total.p,
    )
    return replace(known, edges=edges(known, model), league=league(known, model))


def _scores(model: NetworkModel, part: NetworkPart, context: Context) -> tuple[tuple[str, float], ...]:
    """How sure one can be, on average, that a treatment is better than another; in the order of the network."""
    from drgs_cli.stats.network.ranking import p_scores

    good = context.good(part.cell)
    if not good:
        return ()
    found = p_scores(model, small_values="undesirable" if good > 0 else "desirable")
    scores = {entry.treatment: entry.score for entry in found}
    return tuple((node, scores[node]) for node in part.nodes)


def _inconsistency(model: NetworkModel) -> Inconsistency | None:
    """Disagreement between the designs; None where they form no loop."""
    from drgs_cli.stats.network.decomposition import decompose

    found = decompose(model.network)
    if isinstance(found, NotEstimable) or found.between.p is None:
        return None
    return Inconsistency(found.between.q, found.between.degrees_of_freedom, found.between.p)
