"""The figure of one side in one study with its interval (a rate, events in person-time, a mean); puts none together."""

from math import inf

from drgs_cli.records.observed import Mean, Median, Observation, Percent, Rate, Value, Words
from drgs_cli.stats.intervals import clopper_pearson, exact_rate_interval, mean_interval_from_error
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.arms import Side, side_of
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import ALLOCATED, TRIALLED, re_expressed
from drgs_cli.synthesis.marks import marks_of_rows
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.single import Line
from drgs_cli.synthesis.units import PERSON_YEARS, to_cell

PROPORTION, RATE, MEAN = "PR", "IR", "MN"  # stats' names of what a figure is

_NO_DENOMINATOR = NotEstimable("no-denominator")
_NO_VARIANCE = NotEstimable("no-variance")


class Figure(Value, frozen=True, kw_only=True):
    """A figure and what can be pooled of it: `events` in `size` patients, as printed, or person-years, and the `counts`
    these are computed with (of clusters: by the design effect); or the `variance` of a mean.

    `measure` is None for what is only shown (a median), or where there is no figure but a reason.
    """

    measure: str | None
    value: float | None
    interval: Interval | NotEstimable
    events: int | None = None
    size: float | None = None
    counts: tuple[float, float] | None = None
    variance: float | None = None


class Entry(Value, frozen=True):
    """A line with its figures: the one that it shows first, then events in person-time, where print has these too."""

    line: Line
    figures: tuple[Figure, ...]


def entry_of(chosen: Chosen, side_key: str, cell: Cell, context: Context) -> Entry | None:
    """The line of a study; None where it has no figure of the side, but a p-value or words.

    With a denominator asked for, patients are counted from there; a figure that cannot be is left out, with its reason.
    """
    reported = side_of(chosen, side_key, cell, context)
    if not _has_figure(chosen, reported):
        return None
    question, factor = context.question, to_cell(chosen.row.result, cell, context.vocabulary)
    side = re_expressed(reported, chosen, question.denominator, context)
    if side is None:
        kind = figures_of(reported, factor, question.level)[0].measure
        figures: tuple[Figure, ...] = (Figure(measure=kind, value=None, interval=_NO_DENOMINATOR),)
    else:
        figures = figures_of(side, factor, question.level)
    shown = side or reported
    line = Line(
        chosen=chosen,
        side=shown,
        value=figures[0].value,
        interval=figures[0].interval,
        trialled=_if_other(re_expressed(reported, chosen, TRIALLED, context), shown),
        allocated=_if_other(re_expressed(reported, chosen, ALLOCATED, context), shown),
        marks=(*dict.fromkeys((*shown.marks, *marks_of_rows(chosen, context))),),
    )
    return Entry(line, figures)


def figures_of(side: Side, factor: float, level: float) -> tuple[Figure, ...]:
    """What a side has, best first: of counted patients their share, then events in person-time, then a mean; what can
    only be shown if there is none of these. `factor` puts a printed median into the units of the cell.
    """
    found = [figure for figure in (_share(side, level), _rate(side, level), _mean(side, level)) if figure is not None]
    return tuple(found) or (_shown(side.observation, factor),)


def _share(side: Side, level: float) -> Figure | None:
    if side.counted is None:
        return None
    interval = clopper_pearson(*side.counted, level)
    return Figure(
        measure=PROPORTION,
        value=side.proportion,
        interval=interval,
        events=side.events,
        size=float(side.n or 0),
        counts=side.counted,
    )


def _rate(side: Side, level: float) -> Figure | None:
    """Events per person-year; a printed rate without its events has no interval."""
    if side.in_time is not None:
        events, years = side.in_time
        if not (years < inf and events / years < inf):
            return Figure(measure=RATE, value=None, interval=NotEstimable("out-of-range"))
        interval = exact_rate_interval(events, years, level)
        return Figure(
            measure=RATE,
            value=events / years,
            interval=interval,
            events=int(events),
            size=years,
            counts=side.in_time,
        )
    found = side.observation
    if not isinstance(found, Rate) or found.per not in PERSON_YEARS:
        return None
    return Figure(measure=RATE, value=found.rate.value / PERSON_YEARS[found.per], interval=_NO_DENOMINATOR)


def _mean(side: Side, level: float) -> Figure | None:
    if side.mean is None:
        return None
    if side.se is None:
        lacking = _NO_VARIANCE if side.sd is None else _NO_DENOMINATOR
        return Figure(measure=MEAN, value=side.mean, interval=lacking)
    size = side.n or 0 if side.effective is None else side.effective[1]
    interval = mean_interval_from_error(side.mean, side.se, size, level)
    variance = side.se * side.se
    if isinstance(interval, Interval) and not 0.0 < variance < inf:
        interval = NotEstimable("out-of-range")
    return Figure(measure=MEAN, value=side.mean, interval=interval, variance=variance)


def _shown(found: Observation | None, factor: float) -> Figure:
    """A percentage of an unknown number, a median, a span of means: none can be worked with."""
    if isinstance(found, Percent):
        share = found.percent.value
        return Figure(measure=PROPORTION, value=None if share is None else share / 100, interval=_NO_DENOMINATOR)
    if isinstance(found, Median):
        value = None if found.median is None else found.median.value * factor
        return Figure(measure=None, value=value, interval=_NO_VARIANCE)
    return Figure(measure=None, value=None, interval=_NO_VARIANCE if isinstance(found, Mean) else _NO_DENOMINATOR)


def _has_figure(chosen: Chosen, side: Side) -> bool:
    observed = [row.result.arms[arm] for row in chosen.rows for arm in side.arms if arm in row.result.arms]
    return any(not isinstance(found, Words) for found in observed)


def _if_other(reached: Side | None, side: Side) -> Side | None:
    """A re-expressed side, if its figure is not that of the line already."""
    return reached if reached is not None and (reached.events, reached.n) != (side.events, side.n) else None
