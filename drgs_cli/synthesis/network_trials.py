"""Which trials stand in the network of a cell, and what each says of every two of its treatments; joins no trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drgs_cli.records.observed import Words
from drgs_cli.stats.results import Effect, Interval, NotEstimable, Reason
from drgs_cli.synthesis.arms import Side, whole_arms
from drgs_cli.synthesis.candidates import rank
from drgs_cli.synthesis.cells import CHANGE, FINAL, Cell, cell_of
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.effect_weights import ZERO_CELL, has_figures
from drgs_cli.synthesis.effects import effect_of_study
from drgs_cli.synthesis.evidence import ECONOMIC, RANDOMISED, RANDOMISED_OTHER, Evidence, Excluded, Row
from drgs_cli.synthesis.finding import STANDARDISED
from drgs_cli.synthesis.network import CellTrials, NetworkTrial, TrialContrast
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.selection import AS_TREATED, Chosen, select

if TYPE_CHECKING:  # few answers need a network
    from drgs_cli.stats.network.contrasts import Network, StudyFaults

NO_VARIANCE: Reason = "no-variance"
SUBGROUP, TIME, SCALE = "subgroup", "time", "scale"

_ROUNDED = 0.1  # how far three estimates of one trial, printed to a decimal or two, may be from agreeing

Pair = tuple[str, str]
Effects = dict[Pair, RandomisedEffect]


def trials_by_cell(evidence: Evidence, context: Context) -> tuple[CellTrials, ...]:
    """The trials of every cell in which a trial compares two treatments, in the order in which a reading is sought.

    As-treated figures are no randomised evidence any more; costs come from models; a part of the patients, or a time
    that nobody knows, joins nothing.
    """
    rows = [
        row for entry in evidence.in_group(RANDOMISED, RANDOMISED_OTHER) for row in entry.rows if _fits(row, context)
    ]
    selection = select(rows, context.library, merged=True, size=_patients_in(context))
    of_row = {(row.study.id, row.result.number): cell_of(row, context.vocabulary, merged=True) for row in rows}
    left_out: dict[Cell, list[Excluded]] = {cell: [] for cell in of_row.values()}
    for entry in selection.excluded:
        assert entry.row is not None  # a selection sets rows aside, not studies
        left_out[of_row[entry.study.id, entry.row.number]].append(entry)
    cells = sorted(left_out, key=lambda cell: (rank(cell, context), cell.name("")))
    return tuple(
        found
        for cell in cells
        for found in _of_cell(cell, selection.cells.get(cell, ()), tuple(left_out[cell]), context)
    )


def node_of(intervention: str, context: Context) -> str:
    """The node of a network that an intervention belongs to: a side as a whole, unless waveforms are to be split."""
    if context.question.split_waveforms:
        return intervention
    return context.sides.of(intervention) or intervention


def in_order(nodes: Iterable[str], context: Context) -> tuple[str, ...]:
    """The sides of the review first, then as the vocabulary lists them."""
    listed = list(context.vocabulary.interventions)
    sides = context.sides

    def place(node: str) -> tuple[int, int]:
        side = sides.of(node)
        return (len(sides.keys) if side is None else sides.keys.index(side), listed.index(node))

    return tuple(sorted(nodes, key=place))


def between(first: str, second: str, context: Context) -> Context:
    """The same question about two nodes, as though they were the sides of the review."""
    return replace(context, sides=Sides(first, second, _keys(first, context), _keys(second, context)))


def _keys(node: str, context: Context) -> frozenset[str]:
    return frozenset(key for key in context.vocabulary.interventions if node_of(key, context) == node)


def _fits(row: Row, context: Context) -> bool:
    if row.result.analysed == AS_TREATED or context.vocabulary.outcomes[row.result.outcome].kind == ECONOMIC:
        return False
    return len(_nodes_in(row, context)) > 1


def _nodes_in(row: Row, context: Context) -> tuple[str, ...]:
    """The nodes of which a row has a figure, or a printed comparison."""
    result, declared = row.result, row.study.arms
    arms = [key for key, found in result.arms.items() if not isinstance(found, Words)]
    arms += [key for contrast in result.contrasts for key in contrast.arms]
    return in_order({node_of(declared[key].intervention, context) for key in arms if key in declared}, context)


def _patients_in(context: Context) -> Callable[[Chosen], int]:
    """What counts the patients of a choice in all of its nodes; 0 where no number is printed."""

    def size(chosen: Chosen) -> int:
        return sum(
            row.result.arms[arm].n or 0
            for row in chosen.rows
            for node in _nodes_in(row, context)
            for arm in whole_arms(chosen.study, row.result, node, between(node, node, context).sides)
        )

    return size


def _of_cell(
    cell: Cell, chosen: tuple[Chosen, ...], left_out: tuple[Excluded, ...], context: Context
) -> Iterator[CellTrials]:
    """A line for each measure, that of most trials first; one without trials where none can stand in a network."""
    trials: list[NetworkTrial] = []
    without = list(left_out)
    for choice in chosen:
        found = _set_aside(cell) or _trial(choice, cell, context)
        if isinstance(found, NetworkTrial):
            trials.append(found)
        else:
            without += [Excluded(choice.study, row.result, found) for row in choice.rows]
    kinds = [(trial.measure, _apart(trial, cell)) for trial in trials]
    counted = Counter(kinds)
    for place, (measure, statistic) in enumerate(sorted(counted, key=lambda kind: (-counted[kind], kind))):
        of_kind = [trial for trial, kind in zip(trials, kinds, strict=True) if kind == (measure, statistic)]
        weighed = tuple(trial for trial in of_kind if trial.lacking is None)
        unweighed = tuple(trial for trial in of_kind if trial.lacking is not None)
        about = replace(cell, statistic=statistic) if statistic else cell
        yield CellTrials(about, measure, weighed, () if place else tuple(without), unweighed)
    if not kinds:
        yield CellTrials(cell, None, (), tuple(without))


def _apart(trial: NetworkTrial, cell: Cell) -> str:
    """Standardised differences of changes and of final figures have other standard deviations, and stand apart."""
    if trial.measure not in STANDARDISED or cell.statistic is not None:
        return ""
    return FINAL if trial.chosen.row.result.statistic == FINAL else CHANGE


def _set_aside(cell: Cell) -> str | None:
    if cell.part:
        return SUBGROUP
    return None if cell.timed else TIME


def _trial(chosen: Chosen, cell: Cell, context: Context) -> NetworkTrial | str:
    """What a trial says of every two of its treatments, or why it cannot stand in a network.

    An arm without figures is left out of its trial. One without events is not: to leave it out would be to choose by
    the result.
    """
    nodes = in_order({node for row in chosen.rows for node in _nodes_in(row, context)}, context)
    effects = {pair: _effect(pair, chosen, cell, context) for pair in combinations(nodes, 2)}
    reasons = {pair: reason for pair, effect in effects.items() if (reason := _why_not(effect)) is not None}
    figured = [pair for pair, effect in effects.items() if has_figures(effect)]
    if len(figured) == 1 and figured[0] in reasons:
        return _unweighed(effects[figured[0]], reasons[figured[0]])
    if ZERO_CELL in reasons.values():
        return ZERO_CELL
    if len(reasons) == len(effects):
        return next(iter(reasons.values()))
    known = {pair: effect for pair, effect in effects.items() if pair not in reasons}
    measure = Counter(effect.measure for effect in known.values()).most_common(1)[0][0] or ""
    known = {pair: effect for pair, effect in known.items() if effect.measure == measure}
    kept = [node for node in nodes if any(node in pair for pair in known)]
    lacking = [pair for pair in combinations(kept, 2) if pair not in known]
    if lacking:
        return reasons.get(lacking[0], SCALE)
    contrasts = tuple(_contrast(pair, effect) for pair, effect in known.items())
    return _fault_of(contrasts) or NetworkTrial(
        chosen=chosen,
        measure=measure,
        sides=tuple(_side(node, known) for node in kept),
        contrasts=contrasts,
        marks=tuple(dict.fromkeys(mark for effect in known.values() for mark in effect.marks)),
        effect=next(iter(known.values())) if len(known) == 1 else None,
    )


def _unweighed(effect: RandomisedEffect, lacking: str) -> NetworkTrial:
    """A trial with figures of two treatments alone that nothing can weigh: other trials of the two may help."""
    return NetworkTrial(
        chosen=effect.chosen,
        measure=effect.measure or "",
        sides=effect.sides,
        contrasts=(),
        marks=effect.marks,
        effect=effect,
        lacking=lacking,
    )


def _effect(pair: Pair, chosen: Chosen, cell: Cell, context: Context) -> RandomisedEffect:
    return effect_of_study(chosen, cell, between(*pair, context), RandomisedEffect)


def _why_not(effect: RandomisedEffect) -> str | None:
    """Why an effect cannot be weighed, or None."""
    lacking = [found.reason for found in (effect.effect, effect.interval) if isinstance(found, NotEstimable)]
    if isinstance(effect.effect, Effect) and effect.effect.variance == 0:
        lacking.append(NO_VARIANCE)
    return lacking[0] if lacking else None


def _contrast(pair: Pair, found: RandomisedEffect) -> TrialContrast:
    assert isinstance(found.effect, Effect)  # _why_not has seen to both
    assert isinstance(found.interval, Interval)
    return TrialContrast(
        chosen=found.chosen,
        first=pair[0],
        second=pair[1],
        effect=found.effect,
        interval=found.interval,
        p=found.p,
        test=found.test,
        came_from=found.came_from,
    )


def _side(node: str, effects: Effects) -> Side:
    """The figures of a node, as the first comparison with it has them."""
    return next(effect.sides[pair.index(node)] for pair, effect in effects.items() if node in pair)


def _fault_of(contrasts: tuple[TrialContrast, ...]) -> str | None:
    """Why the comparisons of one trial cannot stand together: printed ones may contradict each other."""
    from drgs_cli.stats.network.contrasts import StudyFaults

    found = joined(contrasts)
    return found.faults[0].kind if isinstance(found, StudyFaults) else None


def joined(contrasts: Iterable[TrialContrast]) -> Network | StudyFaults:
    """The contrasts as stats has a network; in the order of their figures, so that no bit of an answer depends on the
    names of files.
    """
    from drgs_cli.stats.network.contrasts import network_from_contrasts

    listed = sorted(contrasts, key=_figures)
    return network_from_contrasts(
        [entry.chosen.study.id for entry in listed],
        [entry.first for entry in listed],
        [entry.second for entry in listed],
        [entry.effect.estimate for entry in listed],
        [entry.effect.standard_error for entry in listed],
        tolerance=_ROUNDED,
    )


def _figures(contrast: TrialContrast) -> tuple[str, str, float, float]:
    return contrast.first, contrast.second, contrast.effect.estimate, contrast.effect.variance
