"""Uncontrolled series of the two sides, side by side: a difference only where it was asked for; pools nothing."""

from math import fsum, log

from drgs_cli.stats.results import Effect, Measure, NotEstimable, Scale
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import SideTotal, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Absolute, Estimate, nothing
from drgs_cli.synthesis.finding import (
    MEAN_DIFFERENCE_OF_10,
    STANDARDISED,
    WALD,
    Finding,
    absolute_of_risks,
    lacking,
    wald,
    with_variance,
    within_one,
)
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE
from drgs_cli.synthesis.marks import GROUPS_DIFFER
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.side_estimates import EXACT, EXACT_RATE, SUM_EXACT
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.synthesis.two_sides import POINTS_OF_10, of_counts
from drgs_cli.synthesis.units import on_points

UNANCHORED = "unanchored"  # the mark and the recipe

_COUNTED = (EXACT, EXACT_RATE, SUM_EXACT)  # recipes of what was counted, in one study or in several summed
_NOT_APPLICABLE = NotEstimable("not-applicable")
_SCALES: dict[Measure, Scale] = {"RR": "log", "OR": "log", "IRR": "log", "RD": "natural", "MD": "natural"}


def side_by_side(cell: Cell, first: Synthesis, second: Synthesis, context: Context) -> Unanchored:
    """Both sides as they are. With `allow_unanchored` the first over, or minus, the second, as of independent groups.

    Two sides that were counted are compared as the arms of a study are. Otherwise the two estimates are subtracted on
    the scale of the measure and their variances added, with the normal distribution. The variances: of x events in n
    patients, 1/x - 1/n of ln p, 1/x + 1/(n - x) of logit p, p (1 - p) / n of p; of a mixed model whose logit p has the
    standard error s, by the delta method, [(1 - p) s]^2 of ln p, s^2 of logit p, [p (1 - p) s]^2 of p; of x events in
    person-time, 1/x of the ln of their rate; of a mean its standard error squared.
    """
    estimate, absolute = nothing(_NOT_APPLICABLE), None
    marks = dict.fromkeys((*first.marks, *second.marks))
    if first.groups.keys() != second.groups.keys():
        marks[GROUPS_DIFFER] = None
    if context.question.allow_unanchored:
        finding = _finding(first, second, context.question, context.good(cell))
        marks |= dict.fromkeys((*finding.marks, UNANCHORED))
        estimate, absolute = _estimate(first.estimate, second.estimate, finding), finding.absolute
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


def _estimate(one: Estimate, other: Estimate, finding: Finding) -> Estimate:
    effect, interval = finding.effect, finding.interval
    if isinstance(effect, NotEstimable):
        return nothing(effect, finding.measure)
    if isinstance(interval, NotEstimable):
        return nothing(interval, finding.measure)
    return Estimate(
        measure=finding.measure,
        value=effect.natural,
        interval=interval,
        k=one.k + other.k,
        recipe=UNANCHORED,
        p=finding.p,
        n=one.n + other.n if one.n is not None and other.n is not None else None,
        events=(*one.events, *other.events),
        se=effect.standard_error,
        log=effect.scale == "log",
    )


def _finding(first: Synthesis, second: Synthesis, question: Question, good: int) -> Finding:
    """The measure that was asked for where the figures have it, else the usual one of their kind."""
    kind = first.estimate.measure
    if second.estimate.measure != kind:
        return lacking(_NOT_APPLICABLE)
    if kind == PROPORTION:
        one, other = _counts(first), _counts(second)
        if one is None or other is None:
            return _of_risks(first, second, question, good)
        whole = all(count.is_integer() for count in (*one, *other))
        return of_counts(one, other, question.measure, good, question.level, whole=whole)
    if kind == RATE:
        effect = _difference(first, second, "IRR")
        interval, p = wald(effect, question.level)
        return Finding(measure="IRR", effect=effect, interval=interval, p=p)
    return _of_means(first, second, question) if kind == MEAN else lacking(_NOT_APPLICABLE)


def _of_risks(first: Synthesis, second: Synthesis, question: Question, good: int) -> Finding:
    """Of two sides of which one, at least, is from a mixed model."""
    asked, level = question.measure, question.level
    risk_difference = _difference(first, second, "RD")
    around, p = wald(risk_difference, level)
    spread = within_one(around)
    absolute = None
    if isinstance(risk_difference, Effect):
        base = second.estimate.value
        absolute = absolute_of_risks(risk_difference.estimate, spread, good, base, WALD)
    if asked == "RD":
        return Finding(measure=asked, effect=risk_difference, interval=spread, p=p, absolute=absolute)
    measure: Measure = "OR" if asked == "OR" else "RR"
    effect = _difference(first, second, measure)
    interval, p = wald(effect, level)
    return Finding(measure=measure, effect=effect, interval=interval, p=p, absolute=absolute)


def _of_means(first: Synthesis, second: Synthesis, question: Question) -> Finding:
    """In the units of the cell, on request in points of 0 to 10; there is no standard deviation that several studies
    have in common.
    """
    if question.measure in STANDARDISED:
        return lacking(_NOT_APPLICABLE, question.measure)
    tenth = question.measure == MEAN_DIFFERENCE_OF_10 and on_points(first.cell)
    effect = _difference(first, second, "MD")
    if tenth and isinstance(effect, Effect):
        effect = Effect(effect.measure, effect.scale, effect.estimate / 10.0, effect.variance / 100.0)
    interval, p = wald(effect, question.level)
    absolute = Absolute(effect.estimate, interval, None, None, WALD) if isinstance(effect, Effect) else None
    marks = (POINTS_OF_10,) if tenth else ()
    return Finding(measure="MD", effect=effect, interval=interval, p=p, absolute=absolute, marks=marks)


def _difference(first: Synthesis, second: Synthesis, measure: Measure) -> Effect | NotEstimable:
    minuend, subtrahend = _on_scale(first, measure), _on_scale(second, measure)
    if isinstance(minuend, NotEstimable):
        return minuend
    if isinstance(subtrahend, NotEstimable):
        return subtrahend
    variance = minuend[1] + subtrahend[1]
    return with_variance(Effect(measure, _SCALES[measure], minuend[0] - subtrahend[0], variance))


def _on_scale(side: Synthesis, measure: Measure) -> tuple[float, float] | NotEstimable:
    """The estimate of a side and its variance on the scale of a measure."""
    estimate, counts = side.estimate, _counts(side)
    if isinstance(estimate.interval, NotEstimable):
        return estimate.interval
    if counts is not None:
        return _of_counts(*counts, measure)
    value, error = estimate.value or 0.0, estimate.se or 0.0
    if measure in ("RD", "MD"):
        return value, error * error
    if measure == "IRR":  # the standard error is of the logarithm already
        return log(value), error * error
    if not 0.0 < value < 1.0:  # a mean so far out that no float tells it from the end
        return NotEstimable("out-of-range")
    if measure == "RR":
        return log(value), (error / value) ** 2
    return log(value / (1.0 - value)), (error / value / (1.0 - value)) ** 2


def _counts(side: Synthesis) -> tuple[float, float] | None:
    """Events and patients, or person-years, of a side that was counted, in one study or in several summed."""
    if side.estimate.recipe not in _COUNTED:
        return None
    in_time = side.estimate.measure == RATE
    found = [line.side.in_time if in_time else line.side.counted for line in _lines(side)]
    counts = [one for one in found if one is not None]
    return fsum(events for events, _ in counts), fsum(size for _, size in counts)


def _of_counts(events: float, size: float, measure: Measure) -> tuple[float, float] | NotEstimable:
    """From the counts, without any increment."""
    from drgs_cli.stats.effects.proportions import log_proportion, logit_proportion, raw_proportion
    from drgs_cli.stats.effects.rates import log_rate

    on_scale = {"RR": log_proportion, "OR": logit_proportion, "RD": raw_proportion, "IRR": log_rate}[measure]
    effect = on_scale(events, size)
    return effect if isinstance(effect, NotEstimable) else (effect.estimate, effect.variance)
