"""Which verdict a comparison comes to, and whom it favours; chooses no comparison and words nothing."""

from drgs_cli.records.observed import Contrast, PValue, Value
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import DEVIATIONS, PER_100, POINTS_OF_100, Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.finding import STANDARDISED
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


class Verdict(Value, frozen=True):
    """One verdict and whom it favours: an intervention, neither, or None where that cannot be said."""

    code: str
    favours: str | None


def verdict_of(comparison: Comparison, context: Context) -> Verdict:
    """The first that holds: no important difference, better, not shown; without an interval the printed direction.

    Uncontrolled series side by side are no comparison, whatever difference was asked for.
    """
    sides = context.sides
    if isinstance(comparison, Unanchored):
        return Verdict(CANNOT_COMPARE, None)
    span, null = _span(comparison)
    if span is None or not comparison.good:
        return _printed_direction(comparison, sides)
    important = important_difference(comparison, context)
    if important is not None and null == 0 and -important <= span.low and span.high <= important:
        return Verdict(NO_IMPORTANT_DIFFERENCE, NEITHER)
    if span.low > null or span.high < null:
        return Verdict(BETTER, sides.first if (span.low > null) == (comparison.good > 0) else sides.second)
    return Verdict(NOT_SHOWN, NEITHER)


def important_difference(comparison: Comparison, context: Context) -> float | None:
    """The important difference in the units of the comparison's absolute one: a proportion, or points of the scale; in
    standard deviations where the difference is in these and has no other units.

    None where the review sets none for the outcome, or sets it in a unit that the figures are not in.
    """
    cell = comparison.cell
    if comparison.is_risk:
        per_100 = context.important_in(PER_100, cell)
        return None if per_100 is None else per_100 / 100
    if comparison.absolute is None and comparison.estimate.measure in STANDARDISED:
        return context.important_in(DEVIATIONS, cell)
    points = context.important_in(POINTS_OF_100, cell) if on_points(cell) else None
    return None if points is None else points / (10 if POINTS_OF_10 in comparison.marks else 1)


def directed_contrast(comparison: Comparison) -> Contrast | None:
    """The printed contrast that gives a direction: the first of the first study that has one."""
    found = (_directed(effect) for effect in comparison.effects)
    return next((contrast for contrast in found if contrast is not None), None)


def printed(comparison: Comparison) -> tuple[Contrast, ...]:
    """The contrasts that print gives, of all studies."""
    return tuple(contrast for effect in comparison.effects for contrast in effect.printed)


def _span(comparison: Comparison) -> tuple[Interval | None, float]:
    """The absolute interval and 0; without one, that of the estimate with the value of no difference."""
    absolute, estimate = comparison.absolute, comparison.estimate
    if absolute is not None and isinstance(absolute.interval, Interval):
        return absolute.interval, 0.0
    return (estimate.interval, 1.0 if estimate.log else 0.0) if isinstance(estimate.interval, Interval) else (None, 0.0)


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
