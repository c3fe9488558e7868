"""From what the studies of one cell say to comparisons, one for each measure; pools only within a kind of evidence."""

from collections.abc import Sequence
from typing import overload

from msgspec.structs import asdict, replace

from drgs_cli.synthesis.absolute_terms import absolute_of, beyond_important
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.cells import CHANGE, FINAL, Cell, in_own_units
from drgs_cli.synthesis.comparison import Comparison, DirectNonRandomised, DirectRandomised, SideTotal
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import RE_EXPRESSED
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect, StudyEffect, StudyEffects
from drgs_cli.synthesis.effect_weights import has_figures, in_order
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.finding import MEAN_DIFFERENCE, MEAN_DIFFERENCE_OF_10, STANDARDISED
from drgs_cli.synthesis.marks import CHANGE_AND_FINAL, GROUPS_DIFFER, THRESHOLD, change_and_final
from drgs_cli.synthesis.pooled_effects import must_be_of_one_kind, pool_effects
from drgs_cli.synthesis.zero_cells import MANTEL_HAENSZEL, without_information

ZERO_CELL_POOLED = "zero-cell-pooled"
TWO_ZERO, ALL_EVENTS = "two-zero", "all-events"  # why a study is in no ratio
# The order of measures within a cell.
_USUAL = ("RR", "OR", "RD", "HR", "IRR", "IRD", MEAN_DIFFERENCE, *STANDARDISED, "ROM")


@overload
def compare_direct(
    cell: Cell, effects: tuple[RandomisedEffect, ...], context: Context
) -> tuple[DirectRandomised, ...]: ...
@overload
def compare_direct(
    cell: Cell, effects: tuple[NonRandomisedEffect, ...], context: Context
) -> tuple[DirectNonRandomised, ...]: ...
def compare_direct(
    cell: Cell, effects: tuple[RandomisedEffect, ...] | tuple[NonRandomisedEffect, ...], context: Context
) -> tuple[DirectRandomised, ...] | tuple[DirectNonRandomised, ...]:
    """A comparison for each measure that some study has figures in, the one asked for or the usual one first; if none
    has any, one comparison with the reason.
    """
    must_be_of_one_kind(effects)
    randomised = tuple(effect for effect in effects if isinstance(effect, RandomisedEffect))
    if randomised:
        return tuple(
            DirectRandomised(of=of, **asdict(_comparison(at, of, context)))
            for at, of in _by_measure(cell, randomised, context)
        )
    others = tuple(effect for effect in effects if isinstance(effect, NonRandomisedEffect))
    return tuple(
        DirectNonRandomised(of=of, **asdict(_comparison(at, of, context)))
        for at, of in _by_measure(cell, others, context)
    )


def _by_measure(
    cell: Cell, effects: tuple[StudyEffects, ...], context: Context
) -> list[tuple[Cell, tuple[StudyEffects, ...]]]:
    """The studies of each measure. Those without figures belong to their measure if others have it, else to the first.

    Standardised differences of changes and of final figures have other standard deviations, and stand apart.
    """
    of_measures: dict[str | None, list[StudyEffects]] = {}
    without: list[StudyEffects] = []
    for effect in in_order(effects):
        if has_figures(effect):
            of_measures.setdefault(effect.measure, []).append(effect)
        else:
            without.append(effect)
    measures = sorted(of_measures, key=lambda measure: _seat(measure, context))
    if not measures:
        return [(cell, in_order(without))] if without else []
    for effect in without:
        of_measures[effect.measure if effect.measure in of_measures else measures[0]].append(effect)
    return [
        part
        for measure in measures
        for at, effects in _by_units(cell, in_order(of_measures[measure]), measure, context)
        for part in _apart(at, effects, split=measure in STANDARDISED)
    ]


def _by_units(
    cell: Cell, effects: tuple[StudyEffects, ...], measure: str | None, context: Context
) -> list[tuple[Cell, tuple[StudyEffects, ...]]]:
    """Differences of means on several instruments of a construct stand apart, each in the units of its scale."""
    if cell.construct is None or measure != MEAN_DIFFERENCE:
        return [(cell, effects)]
    found: dict[Cell, list[StudyEffects]] = {}
    for effect in effects:
        own = in_own_units(cell, effect.chosen.row.result, context.vocabulary)
        found.setdefault(own, []).append(effect)
    return [(own, tuple(listed)) for own, listed in found.items()]


def _seat(measure: str | None, context: Context) -> tuple[bool, int, str]:
    asked = context.question.measure
    asked = MEAN_DIFFERENCE if asked == MEAN_DIFFERENCE_OF_10 else asked
    place = _USUAL.index(measure) if measure in _USUAL else len(_USUAL)
    return (measure != asked, place, measure or "")


def _apart(
    cell: Cell, effects: tuple[StudyEffects, ...], *, split: bool
) -> list[tuple[Cell, tuple[StudyEffects, ...]]]:
    """Changes first, then final figures, where both are among them and may not stand together."""
    if not split or not _change_and_final(effects):
        return [(cell, effects)]
    final = tuple(effect for effect in effects if effect.chosen.row.result.statistic == FINAL)
    change = tuple(effect for effect in effects if effect.chosen.row.result.statistic != FINAL)
    return [(replace(cell, statistic=CHANGE), change), (replace(cell, statistic=FINAL), final)]


def _change_and_final(effects: Sequence[StudyEffect]) -> bool:
    return change_and_final(effect.chosen.row.result for effect in effects)


def _comparison(cell: Cell, effects: tuple[StudyEffects, ...], context: Context) -> Comparison:
    """All of a comparison but the kind and the effects. Sides and marks are those of the studies in the estimate; where
    there is none, of all.
    """
    estimate: Estimate = pool_effects(effects, context, cell)
    counted = {weight.study for weight in estimate.weights}
    within: list[StudyEffect] = [one for one in effects if one.chosen.study.id in counted] or [*effects]
    good = context.good(cell)
    absolute = absolute_of(estimate, within, good, context.question.level)
    base = None if absolute is None else absolute.base
    first: SideTotal = _total(0, within, cell, context)
    marks: tuple[str, ...] = (*_marks(estimate.recipe, within, first.groups), *_not_in_ratio(estimate, effects))
    return Comparison(
        cell=cell,
        sides=(first, _total(1, within, cell, context)),
        estimate=estimate,
        absolute=absolute,
        good=good,
        important=context.important(cell),
        beyond_important=beyond_important(estimate, base, cell, context),
        marks=tuple(sorted({*marks})),
    )


def _not_in_ratio(estimate: Estimate, effects: Sequence[StudyEffect]) -> set[str]:
    """Why studies with counts are not in a ratio that the others come to."""
    counted = {weight.study for weight in estimate.weights}
    silent = [one for one in effects if one.chosen.study.id not in counted and without_information(one)]
    return {ALL_EVENTS if effect.sides[0].events else TWO_ZERO for effect in silent}


def _total(side: int, effects: Sequence[StudyEffect], cell: Cell, context: Context) -> SideTotal:
    """One side over all studies; sums only where every study has what is added up."""
    sides = [effect.sides[side] for effect in effects]
    events = [found.events for found in sides if found.events is not None]
    sizes = [found.n for found in sides if found.n is not None]
    treatments = {key for effect in effects for key in _treatments(effect, side, context)}
    groups: dict[str, int] = {}
    for effect in effects:
        group = effect.chosen.row.result.analysed
        if RE_EXPRESSED in effect.marks:
            group = context.question.denominator
        if group is not None:
            groups[group] = groups.get(group, 0) + 1
    return SideTotal(
        intervention=sides[0].intervention,
        interventions=tuple(sorted(treatments)),
        window=cell.window,
        groups=groups,
        events=sum(events) if len(events) == len(sides) else None,
        n=sum(sizes) if len(sizes) == len(sides) else None,
    )


def _treatments(effect: StudyEffect, side: int, context: Context) -> set[str]:
    """What the arms of a side were treated with; where only a comparison is printed, its arms."""
    study, found = effect.chosen.study, effect.sides[side]
    printed = [arm for contrast in effect.printed for arm in contrast.arms]
    on_side = [arm for arm in printed if side_of_arm(study, arm, context.sides) == found.intervention]
    return {study.arms[arm].intervention for arm in found.arms or on_side}


def _marks(recipe: str | None, effects: Sequence[StudyEffect], groups: dict[str, int]) -> tuple[str, ...]:
    """What a reader has to know of any of the studies, and of their standing together."""
    results = [row.result for effect in effects for row in effect.chosen.rows]
    thresholds = {result.threshold for result in results}
    if any(found is not None and found.startswith(">=") for found in thresholds):
        thresholds.discard(None)  # without a word of it, a responder has at least so much
    means = any(effect.measure == MEAN_DIFFERENCE for effect in effects)
    together = {
        THRESHOLD: len(thresholds) > 1,
        CHANGE_AND_FINAL: means and _change_and_final(effects),
        GROUPS_DIFFER: len(groups) > 1,
        ZERO_CELL_POOLED: recipe == MANTEL_HAENSZEL,
    }
    own = {mark for effect in effects for mark in effect.marks}
    return tuple(sorted(own | {mark for mark, holds in together.items() if holds}))
