"""From the effects of several studies of one kind, in one cell and one measure, to an estimate; chooses no study.

Randomised and other effects are types of their own. `pool_effects` takes a tuple of one of them: a type checker refuses
a mixture, and so does a run.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from drgs_cli.stats.results import NotEstimable, Reason
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import POINTS_OF_100, Context
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect, StudyEffect, StudyEffects
from drgs_cli.synthesis.effect_weights import Estimated, estimated, has_figures, in_order, of_studies
from drgs_cli.synthesis.estimate import Estimate, nothing
from drgs_cli.synthesis.finding import MEAN_DIFFERENCE, MEAN_DIFFERENCE_OF_10, STANDARDISED
from drgs_cli.synthesis.inverse_variance import COMMON, bayesian, common_effect_of, only_study, random_effects
from drgs_cli.synthesis.units import on_points, units_of_a_point
from drgs_cli.synthesis.zero_cells import pooled_by_counts

_TWO = 2  # studies, of which a prior of tau is needed
# Reasons for having no effect, the most telling first: a p-value has a direction, figures without a spread have a size.
_TELLING: tuple[Reason, ...] = ("zero-cell", "p-only", "no-variance", "no-denominator")


def pool_effects(effects: tuple[StudyEffects, ...], context: Context, cell: Cell) -> Estimate:
    """Of no study nothing, of one the study itself, of two Bayes with the common effect beside it, of more random
    effects; with a zero cell by counts, and beside that, of three or more, what the studies that have an effect come
    to. Two without a prior have no estimate, only the common effect beside it. Studies without an effect are in none.

    TypeError: effects of both kinds. ValueError: effects of several measures.
    """
    must_be_of_one_kind(effects)
    figured = [effect for effect in in_order(effects) if has_figures(effect)]
    if not figured:
        measures = {effect.measure for effect in effects}
        return nothing(_most_telling(effects), measures.pop() if len(measures) == 1 else None)
    measure = _the_measure(figured)
    sound = [one for one in estimated(figured) if one.effect.variance > 0]
    by_counts = pooled_by_counts(figured, measure, context.question.level)
    if by_counts is None:
        return _by_number(sound, context, cell) if sound else _without_variance(figured)
    counted = {weight.study for weight in by_counts.weights}
    among_them = all(one.study.chosen.study.id in counted for one in sound)
    if among_them and (by_counts.k <= _TWO or len(sound) < _TWO or context.question.method == COMMON):
        return by_counts
    return replace(by_counts, beside=(_by_number(sound, context, cell),))


def must_be_of_one_kind(effects: Sequence[StudyEffect]) -> None:
    """TypeError unless all effects are randomised, or none is: a defect of the program, none of a user."""
    kinds = {type(effect) for effect in effects}
    if not (kinds <= {RandomisedEffect} or kinds <= {NonRandomisedEffect}):
        found = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise TypeError(f"effects of one kind of evidence are pooled, found {found}")


def units_in_a_point(cell: Cell, context: Context) -> float | None:
    """How many units of the differences of a cell are one point of 0 to 100: a tenth where points of 0 to 10 were asked
    for; None where the scale does not say.
    """
    if on_points(cell) and context.question.measure == MEAN_DIFFERENCE_OF_10:
        return 0.1
    return units_of_a_point(cell, context.vocabulary)


def _the_measure(effects: Sequence[StudyEffect]) -> str | None:
    """The measure of all; ValueError if it is not one, on one scale."""
    measures = {effect.measure for effect in effects}
    if len(measures) > 1 or len({one.effect.scale for one in estimated(effects)}) > 1:
        raise ValueError(f"effects of one measure and scale are pooled, found {', '.join(sorted(map(str, measures)))}")
    return measures.pop()


def _by_number(sound: Sequence[Estimated], context: Context, cell: Cell) -> Estimate:
    """One, two or more studies, each with a variance."""
    question = context.question
    if len(sound) == 1:
        return only_study(sound[0])
    if question.method == COMMON:
        return common_effect_of(sound, question.level)
    if len(sound) > _TWO:
        return random_effects(sound, question)
    prior = _tau_prior(sound[0], context, cell)
    if prior == 0:
        return common_effect_of(sound, question.level)
    return _side_by_side(sound, question.level) if prior is None else bayesian(sound, prior, question.level)


def _side_by_side(sound: Sequence[Estimated], level: float) -> Estimate:
    """Two studies of whose spread nothing is known beforehand: no estimate; the common effect is beside it."""
    studies = [one.study for one in sound]
    bare = of_studies(studies, (None,) * len(studies), None, NotEstimable("too-few"), None)
    return replace(bare, beside=(common_effect_of(sound, level),))


def _tau_prior(one: Estimated, context: Context, cell: Cell) -> float | None:
    """The scale of the half-normal prior of tau in the units of the effects, 0 where the review says that there is no
    heterogeneity; None where it has none for them.
    """
    priors, measure = context.review.tau_prior, one.study.measure
    if one.effect.scale == "log":
        return priors["log"]
    if measure in STANDARDISED:
        return priors["smd"]
    if measure == "RD":
        return priors["rd"]
    points = units_in_a_point(cell, context) if measure == MEAN_DIFFERENCE else None
    return None if points is None else priors[POINTS_OF_100] * points


def _without_variance(effects: Sequence[StudyEffect]) -> Estimate:
    """The one effect that there is, though it has no interval; else the reason for having none. The studies have
    figures all the same: a difference in absolute terms may be had of them.
    """
    found = estimated(effects)
    if len(found) == 1:
        return only_study(found[0])
    reason = NotEstimable("no-variance") if found else _most_telling(effects)
    return of_studies(effects, (None,) * len(effects), None, reason, None)


def _most_telling(effects: Sequence[StudyEffect]) -> NotEstimable:
    """Of the reasons for having no effect that from which a reader learns most."""
    reasons = [effect.effect for effect in effects if isinstance(effect.effect, NotEstimable)]
    known = {found.reason: found for found in reasons}
    return next((known[code] for code in _TELLING if code in known), next(iter(reasons), NotEstimable("no-study")))
