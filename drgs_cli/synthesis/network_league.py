"""Every two treatments of a fitted network: what trials of both say, what the others say of them, and all together."""

import math
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from drgs_cli.stats.network.league import reverse
from drgs_cli.stats.network.model import NetworkEstimate, NetworkModel
from drgs_cli.stats.network.split import node_splits
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.estimate import Estimate, Weight
from drgs_cli.synthesis.finding import ARMS, WALD
from drgs_cli.synthesis.inverse_variance import COMMON_EFFECT
from drgs_cli.synthesis.network import Edge, League, NetworkPart, TrialContrast
from drgs_cli.synthesis.network_paths import Pair, Pairs, by_pair, indirect_paths
from drgs_cli.synthesis.two_sides import NEWCOMBE

BUCHER, NETWORK = "bucher", "network"  # recipes
LOG = "log"  # the scale of ratios
_LARGEST_LOG = 700.0  # beyond it a ratio leaves the floats
_ROUNDING = 1e-9


class _Compared(NamedTuple):
    """What the model says of two treatments, turned into the order of the network; `p` is of direct v indirect."""

    network: NetworkEstimate
    direct: NetworkEstimate | None
    indirect: NetworkEstimate | None
    share: float
    p: float | None
    prediction: Interval | None


def edges(part: NetworkPart, model: NetworkModel) -> tuple[Edge, ...]:
    """The comparisons that trials make, each with what those trials come to alone, at the tau2 of the network."""
    pairs, compared = by_pair(part.trials), _compared(part, model)
    return tuple(
        Edge(first=pair[0], second=pair[1], contrasts=pairs[pair], direct=_direct(found.direct, pairs[pair], part))
        for pair, found in compared.items()
        if found.direct is not None
    )


def league(part: NetworkPart, model: NetworkModel) -> tuple[League, ...]:
    """Every pair of treatments."""
    pairs, compared = by_pair(part.trials), _compared(part, model)
    return tuple(_league(pair, found, pairs, part) for pair, found in compared.items())


def _compared(part: NetworkPart, model: NetworkModel) -> dict[Pair, _Compared]:
    splits = {(split.treat1, split.treat2): split for split in node_splits(model)}
    listed = model.network.treatments
    made = {}
    for pair in combinations(part.nodes, 2):
        turned = listed.index(pair[0]) > listed.index(pair[1])
        key = (pair[1], pair[0]) if turned else pair
        found, split = model.comparison(*key), splits.get(key)
        direct, reach = found.random.direct, found.prediction
        indirect = split.indirect if split is not None else None
        made[pair] = _Compared(
            network=reverse(found.random.network) if turned else found.random.network,
            direct=reverse(direct) if turned and direct is not None else direct,
            indirect=reverse(indirect) if turned and indirect is not None else indirect,
            share=found.random.proportion_direct,
            p=split.difference.p if split is not None else None,
            prediction=Interval(-reach.high, -reach.low, reach.level) if turned and reach is not None else reach,
        )
    return made


def _league(pair: Pair, found: _Compared, pairs: Pairs, part: NetworkPart) -> League:
    """Where all is direct, or all indirect, the one is the estimate; else both together are."""
    contrasts, paths = pairs.get(pair, ()), indirect_paths(pairs, *pair)
    direct = None if found.direct is None else _direct(found.direct, contrasts, part)
    used = tuple(dict.fromkeys(step for path in paths for step in path))
    around = tuple(entry for step in used if step != pair for entry in pairs[step])
    indirect = None
    if paths and (found.indirect is not None or direct is None):
        recipe = BUCHER if part.tau2 is None and len(paths) == 1 else NETWORK
        indirect = _estimate(found.indirect or found.network, around, recipe, part)
    if direct is not None and math.isclose(found.share, 1.0, rel_tol=_ROUNDING):
        whole = direct
    elif direct is None and indirect is not None:
        whole = indirect
    else:
        whole = _estimate(found.network, (*contrasts, *around), NETWORK, part)
    return League(
        first=pair[0],
        second=pair[1],
        trials=len(contrasts),
        estimate=replace(whole, prediction=_turned_back(found.prediction, part)),
        direct=direct,
        indirect=indirect,
        share=found.share,
        p=found.p if direct is not None and indirect is not None else None,
    )


def _direct(found: NetworkEstimate, contrasts: tuple[TrialContrast, ...], part: NetworkPart) -> Estimate:
    """What the trials of two treatments say alone."""
    weights = [1.0 / (entry.effect.variance + (part.tau2 or 0.0)) for entry in contrasts]
    total = math.fsum(weights)
    estimate = _estimate(found, contrasts, COMMON_EFFECT if part.tau2 is None else NETWORK, part)
    if len(contrasts) == 1 and not part.tau2:
        estimate = _own(estimate, contrasts[0])
    events = [_events(entry, part) for entry in contrasts]
    known = [counted for counted in events if counted is not None]
    return replace(
        estimate,
        events=tuple(map(sum, zip(*known, strict=True))) if len(known) == len(events) else (),
        weights=tuple(_weight(entry, one / total) for entry, one in zip(contrasts, weights, strict=True)),
    )


def _own(estimate: Estimate, contrast: TrialContrast) -> Estimate:
    """What one trial says is what it says itself, with its own interval and p."""
    recipe = NEWCOMBE if contrast.effect.measure == "RD" else WALD
    if contrast.came_from != ARMS:
        recipe = contrast.came_from
    return replace(estimate, interval=contrast.interval, p=contrast.p, recipe=recipe)


def _estimate(found: NetworkEstimate, contrasts: tuple[TrialContrast, ...], recipe: str, part: NetworkPart) -> Estimate:
    """An estimate in natural units, from these contrasts."""
    log, interval = _is_log(part), _turned_back(found.interval, part)
    if interval is None:
        return Estimate(measure=part.measure, value=None, interval=NotEstimable("out-of-range"), k=0, recipe=None)
    return Estimate(
        measure=part.measure,
        value=math.exp(found.estimate) if log else found.estimate,
        interval=interval,
        k=len({entry.chosen.study.id for entry in contrasts}),
        recipe=recipe,
        p=found.p,
        n=_patients(contrasts, part),
        tau2=part.tau2,
        se=found.standard_error,
        log=log,
        weights=tuple(_weight(entry, None) for entry in contrasts),
    )


def _is_log(part: NetworkPart) -> bool:
    return part.trials[0].contrasts[0].effect.scale == LOG


def _turned_back(interval: Interval | None, part: NetworkPart) -> Interval | None:
    """An interval in natural units; None where no float holds its limits."""
    if interval is None or not _is_log(part):
        return interval
    if max(abs(interval.low), abs(interval.high)) > _LARGEST_LOG:
        return None
    return Interval(math.exp(interval.low), math.exp(interval.high), interval.level)


def _patients(contrasts: tuple[TrialContrast, ...], part: NetworkPart) -> int | None:
    """The patients of the arms that some contrasts are of, each once; None where a number is not printed."""
    used = {(entry.chosen.study.id, node) for entry in contrasts for node in (entry.first, entry.second)}
    sizes = [
        side.n for trial in part.trials for side in trial.sides if (trial.chosen.study.id, side.intervention) in used
    ]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _events(contrast: TrialContrast, part: NetworkPart) -> tuple[int, int] | None:
    """The events of both arms of a contrast."""
    of_node = {
        side.intervention: side.events
        for trial in part.trials
        if trial.chosen.study.id == contrast.chosen.study.id
        for side in trial.sides
    }
    first, second = of_node[contrast.first], of_node[contrast.second]
    return None if first is None or second is None else (first, second)


def _weight(contrast: TrialContrast, weight: float | None) -> Weight:
    return Weight(
        rows=tuple(row.ref for row in contrast.chosen.rows),
        study=contrast.chosen.study.id,
        weight=weight,
        value=contrast.effect.natural,
        interval=contrast.interval,
    )
