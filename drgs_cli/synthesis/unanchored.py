"""Uncontrolled series of the two sides, side by side: a difference only where it was asked for; pools nothing."""

from math import log, log1p

from drgs_cli.stats.effects.back_transformations import back_transform
from drgs_cli.stats.effects.recovered_limits import interval_of_difference
from drgs_cli.stats.results import Interval, NotEstimable, Scale
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import SideTotal, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect_weights import natural_interval
from drgs_cli.synthesis.estimate import Absolute, Estimate, nothing
from drgs_cli.synthesis.finding import (
    MEAN_DIFFERENCE,
    MEAN_DIFFERENCE_OF_10,
    RISK_MEASURES,
    STANDARDISED,
    absolute_of_risks,
)
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE
from drgs_cli.synthesis.marks import GROUPS_DIFFER
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.synthesis.two_sides import POINTS_OF_10
from drgs_cli.synthesis.units import on_points

UNANCHORED = "unanchored"  # the mark and the recipe

_NOT_APPLICABLE = NotEstimable("not-applicable")
_RATE_RATIO = "IRR"
# On which the estimates of two sides are subtracted.
_SCALES: dict[str, Scale] = {"RR": "log", "OR": "logit", _RATE_RATIO: "log", "RD": "natural", "MD": "natural"}


def side_by_side(cell: Cell, first: Synthesis, second: Synthesis, context: Context) -> Unanchored:
    """Both sides as they are. With `allow_unanchored` the first over, or minus, the second, as of independent groups.

    The interval comes from those of the two sides (Zou and Donner 2008), whatever these are of, on the scale of the
    measure: as they are of a difference, their logarithms of a ratio of risks or rates, their logits of a ratio of
    odds. So it is never surer of the difference than both sides are of themselves. A limit of 0, for odds of 1 too, has
    no logarithm: then there is no ratio, only the difference. There is no p.
    """
    estimate, absolute = nothing(_NOT_APPLICABLE), None
    marks = dict.fromkeys((*first.marks, *second.marks))
    if first.groups.keys() != second.groups.keys():
        marks[GROUPS_DIFFER] = None
    if context.question.allow_unanchored:
        measure, share = _measure(first, context.question), _share(first, context.question)
        if first.estimate.measure == second.estimate.measure and measure is not None:
            estimate = _estimate(first.estimate, second.estimate, measure, share)
            absolute = _absolute(first.estimate, second.estimate, context.good(cell), share)
        if measure in STANDARDISED:
            absolute = None
        marks |= dict.fromkeys((*((POINTS_OF_10,) if share != 1.0 else ()), UNANCHORED))
    return Unanchored(
        cell=cell,
        sides=(_total(first), _total(second)),
        estimate=estimate,
        absolute=absolute,
        good=context.good(cell),
        important=context.important(cell),
        marks=tuple(marks),
        of=(first, second),
    )


def _total(synthesis: Synthesis) -> SideTotal:
    """A side over the studies in its estimate."""
    estimate = synthesis.estimate
    used = {line.chosen.study.arms[arm].intervention for line in _lines(synthesis) for arm in line.side.arms}
    return SideTotal(
        intervention=synthesis.side,
        interventions=(*sorted(used),),
        window=synthesis.cell.window,
        groups=synthesis.groups,
        events=next(iter(estimate.events), None),
        n=estimate.n,
    )


def _lines(synthesis: Synthesis) -> tuple[Line, ...]:
    """The lines of the studies in the estimate."""
    within = {weight.study for weight in synthesis.estimate.weights}
    return tuple(line for line in synthesis.lines if line.chosen.study.id in within)


def _measure(side: Synthesis, question: Question) -> str | None:
    """The measure that was asked for where the figures have it, else the usual one of their kind; None of figures that
    have none. There is no standard deviation that several studies have in common.
    """
    kind, asked = side.estimate.measure, question.measure
    if kind == PROPORTION:
        return asked if asked in RISK_MEASURES else RISK_MEASURES[0]
    if kind == MEAN:
        return asked if asked in STANDARDISED else MEAN_DIFFERENCE
    return _RATE_RATIO if kind == RATE else None


def _share(side: Synthesis, question: Question) -> float:
    """A tenth where means on 0 to 100 were asked for in points of 0 to 10."""
    ten = question.measure == MEAN_DIFFERENCE_OF_10 and side.estimate.measure == MEAN and on_points(side.cell)
    return 0.1 if ten else 1.0


def _estimate(one: Estimate, other: Estimate, measure: str, share: float) -> Estimate:
    if measure not in _SCALES:
        return nothing(_NOT_APPLICABLE, measure)
    scale = _SCALES[measure]
    found = _difference(one, other, scale, share)
    if isinstance(found, NotEstimable):
        return nothing(found, measure)
    turned: Scale = "natural" if scale == "natural" else "log"
    value, interval = back_transform(found[0], turned), natural_interval(found[1], turned)
    if value is None or isinstance(interval, NotEstimable):
        return nothing(NotEstimable("out-of-range"), measure)
    return Estimate(
        measure=measure,
        value=value,
        interval=interval,
        k=one.k + other.k,
        recipe=UNANCHORED,
        n=one.n + other.n if one.n is not None and other.n is not None else None,
        events=(*one.events, *other.events),
        log=turned == "log",
    )


def _absolute(one: Estimate, other: Estimate, good: int, share: float) -> Absolute | None:
    """The difference of proportions or of means; of rates there is none."""
    found = _difference(one, other, "natural", share)
    if isinstance(found, NotEstimable) or one.measure == RATE:
        return None
    if one.measure == PROPORTION:
        return absolute_of_risks(*found, good, other.value, UNANCHORED)
    return Absolute(*found, None, None, UNANCHORED)


def _difference(one: Estimate, other: Estimate, scale: Scale, share: float) -> tuple[float, Interval] | NotEstimable:
    """The one minus the other on a scale, with its interval."""
    first, second = _on_scale(one, scale, share), _on_scale(other, scale, share)
    if isinstance(first, NotEstimable):
        return first
    if isinstance(second, NotEstimable):
        return second
    return first[0] - second[0], interval_of_difference(*first, *second)


def _on_scale(estimate: Estimate, scale: Scale, share: float) -> tuple[float, Interval] | NotEstimable:
    """The estimate of a side and its interval on a scale, if it and both limits have a place on it."""
    interval = estimate.interval
    if estimate.value is None or isinstance(interval, NotEstimable):
        return interval if isinstance(interval, NotEstimable) else _NOT_APPLICABLE
    points = (estimate.value, interval.low, interval.high)
    if scale == "natural":
        value, low, high = (point * share for point in points)
    elif min(points) <= 0.0 or (scale == "logit" and max(points) >= 1.0):
        return NotEstimable("zero-cell")
    else:
        value, low, high = (log(point) - (log1p(-point) if scale == "logit" else 0.0) for point in points)
    return value, Interval(low, high, interval.level)
