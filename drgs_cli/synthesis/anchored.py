"""The two sides through common comparators in randomised trials of one cell; where no such path leads from one to the
other there is no such comparison.
"""

from collections.abc import Callable, Iterator

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.absolute_terms import RATIO_ON_BASE
from drgs_cli.synthesis.comparison import AnchoredIndirect, SideTotal
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Absolute, Estimate, nothing
from drgs_cli.synthesis.evidence import Evidence
from drgs_cli.synthesis.finding import absolute_of_risks
from drgs_cli.synthesis.network import CellTrials, NetworkPart, NodeTotal
from drgs_cli.synthesis.network_estimates import network_of
from drgs_cli.synthesis.network_paths import by_pair, indirect_paths
from drgs_cli.synthesis.network_trials import in_order, trials_by_cell


def anchored_comparisons(evidence: Evidence, context: Context) -> Iterator[AnchoredIndirect]:
    """Every anchored comparison; where waveforms are split, of every waveform. No cell without a path is worked out."""
    for trials in trials_by_cell(evidence, context):
        if _leads_round(trials, context):
            for part in network_of(trials, context).parts:
                yield from anchored_in(part, context)


def anchored_in(part: NetworkPart, context: Context) -> Iterator[AnchoredIndirect]:
    """Each treatment of the first side against each of the second; none where only trials of both, or no trials, join
    them.
    """
    for pair in _pairs_of_sides(part.nodes, context):
        found = _anchored(part, *pair, context)
        if found is not None:
            yield found


def _leads_round(trials: CellTrials, context: Context) -> bool:
    pairs = by_pair(trials.trials)
    nodes = in_order({node for pair in pairs for node in pair}, context)
    return any(indirect_paths(pairs, *pair) for pair in _pairs_of_sides(nodes, context))


def _pairs_of_sides(nodes: tuple[str, ...], context: Context) -> Iterator[tuple[str, str]]:
    sides = context.sides
    for first in nodes:
        for second in nodes:
            if (sides.of(first), sides.of(second)) == sides.keys:
                yield first, second


def _anchored(part: NetworkPart, first: str, second: str, context: Context) -> AnchoredIndirect | None:
    """The estimate of the whole network; its direct and indirect parts are in the league of the network."""
    if not indirect_paths(by_pair(part.trials), first, second):
        return None
    one, other = part.total(first), part.total(second)
    entry = part.between(first, second)
    assert one is not None  # a path joins the two
    assert other is not None
    estimate = entry.estimate if entry is not None else nothing(part.failure or NotEstimable("no-study"), part.measure)
    good = context.good(part.cell)
    return AnchoredIndirect(
        cell=part.cell,
        sides=(_side(one, part), _side(other, part)),
        estimate=estimate,
        absolute=_absolute(estimate, other, good),
        good=good,
        important=context.important(part.cell),
        marks=part.marks,
        network=part,
    )


def _side(total: NodeTotal, part: NetworkPart) -> SideTotal:
    return SideTotal(
        intervention=total.key,
        interventions=total.interventions,
        window=part.cell.window,
        groups=total.groups,
        events=total.events,
        n=total.n,
    )


def _absolute(estimate: Estimate, other: NodeTotal, good: int) -> Absolute | None:
    """A ratio on the risk of the second side in the trials of the network; a difference as it is."""
    value, interval = estimate.value, estimate.interval
    if value is None or not isinstance(interval, Interval):
        return None
    base = other.events / other.n if other.events is not None and other.n else None
    if estimate.measure == "MD":
        return Absolute(value, interval, None, None, estimate.recipe)
    if estimate.measure == "RD":
        ends = Interval(max(interval.low, -1.0), min(interval.high, 1.0), interval.level)
        return absolute_of_risks(value, ends, good, base, estimate.recipe or "")
    change = _CHANGES.get(estimate.measure or "")
    if base is None or change is None:
        return None
    difference, low, high = (change(ratio, base) for ratio in (value, interval.low, interval.high))
    ends = Interval(low, high, interval.level)
    return absolute_of_risks(difference, ends, good, base, RATIO_ON_BASE)


def _by_risk_ratio(ratio: float, base: float) -> float:
    """How far a risk is from the base that it is so many times of; no risk is above 1."""
    return min(ratio * base, 1.0) - base


def _by_odds_ratio(ratio: float, base: float) -> float:
    """The same where its odds are so many times those of the base."""
    return ratio * base / (1.0 - base + ratio * base) - base


_CHANGES: dict[str, Callable[[float, float], float]] = {"RR": _by_risk_ratio, "OR": _by_odds_ratio}
