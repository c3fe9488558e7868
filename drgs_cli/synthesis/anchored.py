"""The two sides through common comparators in randomised trials of one cell; where no such path leads from one to the
other there is no such comparison.
"""

from collections.abc import Iterator

from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.absolute_terms import absolute_on_base
from drgs_cli.synthesis.comparison import AnchoredIndirect, SideTotal
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import nothing
from drgs_cli.synthesis.evidence import Evidence
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
    good, base = context.good(part.cell), _side(other, part).proportion
    return AnchoredIndirect(
        cell=part.cell,
        sides=(_side(one, part), _side(other, part)),
        estimate=estimate,
        absolute=absolute_on_base(estimate, base, good),
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
