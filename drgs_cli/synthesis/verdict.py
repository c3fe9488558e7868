"""Which verdict a comparison comes to, and whom it favours; chooses no comparison and words nothing."""

from drgs_cli.records.observed import Contrast, PValue, Value
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import DEVIATIONS, PER_100, POINTS_OF_100, Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.finding import MEAN_DIFFERENCE, STANDARDISED
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.two_sides import POINTS_OF_10
from drgs_cli.synthesis.units import on_points

BETTER = "better"
NO_IMPORTANT_DIFFERENCE = "no-important-difference"
NOT_SHOWN = "not-shown"
DIRECTION_ONLY = "direction-only"
CANNOT_COMPARE = "cannot-compare"
ONE_SIDE_ONLY = "one-side-only"
AWAITED = "awaited"
NONE = "none"

NEITHER = "neither"

# Marks: the interval of the estimate holds no difference and the absolute one does not; the other way round.
INTERVALS_DISAGREE, INTERVALS_REVERSED = "intervals-disagree", "intervals-disagree-reversed"

_RISK_DIFFERENCE = "RD"


class Verdict(Value, frozen=True):
    """One verdict and whom it favours: an intervention, neither, or None where that cannot be said."""

    code: str
    favours: str | None


class Held(Value, frozen=True):
    """The interval that decides, the value of no difference in it, and the important difference if it is in the same
    units.
    """

    span: Interval
    null: float
    important: float | None


def verdict_of(comparison: Comparison, context: Context) -> Verdict:
    """The first that holds: no important difference, better, not shown; without an interval the printed direction.

    Uncontrolled series side by side are no comparison, whatever difference was asked for.
    """
    sides = context.sides
    if isinstance(comparison, Unanchored):
        return Verdict(CANNOT_COMPARE, None)
    held = held_against(comparison, context)
    if held is None or not comparison.good:
        return _printed_direction(comparison, sides)
    important = held.important
    if important is not None and -important <= held.span.low and held.span.high <= important:
        return Verdict(NO_IMPORTANT_DIFFERENCE, NEITHER)
    favoured = _favoured(held, comparison, sides)
    return Verdict(NOT_SHOWN, NEITHER) if favoured is None else Verdict(BETTER, favoured)


def held_against(comparison: Comparison, context: Context) -> Held | None:
    """The interval that decides, the absolute one or, without it, that of the estimate; with no difference and the
    important difference in its units. None without an interval.
    """
    absolute, estimate = comparison.absolute, comparison.estimate
    if absolute is not None and isinstance(absolute.interval, Interval):
        return Held(absolute.interval, 0.0, important_difference(comparison, context))
    if not isinstance(estimate.interval, Interval):
        return None
    if estimate.log:
        return Held(estimate.interval, 1.0, None)
    return Held(estimate.interval, 0.0, _important_in_units_of(estimate.measure, comparison, context))


def important_difference(comparison: Comparison, context: Context) -> float | None:
    """The important difference in the units of the comparison's absolute one (a proportion, points of the scale) or,
    without it, of the estimate.

    None where the review sets none for the outcome, or sets it in a unit that the figures are not in: no ratio is in
    the units of a difference.
    """
    measure = comparison.estimate.measure
    if comparison.is_risk:
        measure = _RISK_DIFFERENCE
    elif comparison.absolute is not None and measure != _RISK_DIFFERENCE:
        measure = MEAN_DIFFERENCE
    return _important_in_units_of(measure, comparison, context)


def intervals_disagree(comparison: Comparison) -> str | None:
    """Whether the interval of the estimate and the absolute one disagree about no difference, as a mark: which of the
    two holds it. The absolute one decides; where no interval does, there is nothing to say.
    """
    if isinstance(comparison, Unanchored) or not comparison.good:
        return None
    absolute, estimate = comparison.absolute, comparison.estimate
    if absolute is None or not isinstance(absolute.interval, Interval) or not isinstance(estimate.interval, Interval):
        return None
    by_difference = _holds(absolute.interval, 0.0)
    if _holds(estimate.interval, 1.0 if estimate.log else 0.0) == by_difference:
        return None
    return INTERVALS_REVERSED if by_difference else INTERVALS_DISAGREE


def slightly_better(comparison: Comparison, context: Context) -> str | None:
    """The side that did better by less than what matters; None unless that is what the interval says."""
    held = held_against(comparison, context)
    if held is None or verdict_of(comparison, context).code != NO_IMPORTANT_DIFFERENCE:
        return None
    return _favoured(held, comparison, context.sides)


def directed_contrast(comparison: Comparison) -> Contrast | None:
    """The printed contrast that gives a direction: the first of the first study that has one."""
    found = (_directed(effect) for effect in comparison.effects)
    return next((contrast for contrast in found if contrast is not None), None)


def printed(comparison: Comparison) -> tuple[Contrast, ...]:
    """The contrasts that print gives, of all studies."""
    return tuple(contrast for effect in comparison.effects for contrast in effect.printed)


def _important_in_units_of(measure: str | None, comparison: Comparison, context: Context) -> float | None:
    """What the review sets, if it is a difference of risks, of points or of standard deviations as the measure is."""
    cell = comparison.cell
    if measure == _RISK_DIFFERENCE:
        per_100 = context.important_in(PER_100, cell)
        return None if per_100 is None else per_100 / 100
    if measure in STANDARDISED:
        return context.important_in(DEVIATIONS, cell)
    points = context.important_in(POINTS_OF_100, cell) if measure == MEAN_DIFFERENCE and on_points(cell) else None
    return None if points is None else points / (10 if POINTS_OF_10 in comparison.marks else 1)


def _holds(span: Interval, null: float) -> bool:
    return span.low <= null <= span.high


def _favoured(held: Held, comparison: Comparison, sides: Sides) -> str | None:
    """The side that the interval is on, if it leaves out no difference."""
    if _holds(held.span, held.null):
        return None
    return sides.first if (held.span.low > held.null) == (comparison.good > 0) else sides.second


def _directed(effect: StudyEffect) -> Contrast | None:
    """The contrast of one study that gives a direction: the first with a p under 0.05, else the first in words alone.

    One with an interval is not in words alone: whether it leaves no difference open is not judged here.
    """
    directed = [contrast for contrast in effect.printed if contrast.favours not in (None, NEITHER)]
    sure = [contrast for contrast in directed if _is_low(contrast.p)]
    worded = [contrast for contrast in directed if (contrast.p, contrast.ci, contrast.interval) == (None, None, None)]
    return next(iter([*sure, *worded]), None)


def _printed_direction(comparison: Comparison, sides: Sides) -> Verdict:
    """What print says of the direction, with a p under 0.05 or in words alone; that no difference is shown, where print
    says that.

    Without either, figures without an interval (percentages of unknown numbers, means without spread) tell nothing; nor
    do studies whose directions are opposed.
    """
    directed = [(effect, contrast) for effect in comparison.effects if (contrast := _directed(effect)) is not None]
    favoured = {side_of_arm(effect.chosen.study, contrast.favours or "", sides) for effect, contrast in directed}
    if len(favoured) == 1:
        return Verdict(DIRECTION_ONLY, favoured.pop())
    if not favoured and any(found.favours == NEITHER or _is_high(found.p) for found in printed(comparison)):
        return Verdict(NOT_SHOWN, NEITHER)
    return Verdict(CANNOT_COMPARE, None)


def _is_low(p: PValue | None) -> bool:
    """Whether a p-value as printed is under 0.05."""
    if p is None:
        return False
    if p.value is None:
        return p.text == "significant"
    return p.value < 0.05 if p.sign == "=" else p.sign == "<" and p.value <= 0.05


def _is_high(p: PValue | None) -> bool:
    """Whether a p-value as printed is 0.05 or above."""
    if p is None:
        return False
    if p.value is None:
        return p.text == "not-significant"
    return p.value >= 0.05 and p.sign in ("=", ">")
