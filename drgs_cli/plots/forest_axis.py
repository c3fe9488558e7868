"""The axis of a forest plot: from where to where, and its ticks; knows no sheet and no study."""

import math
from collections.abc import Iterator

from drgs_cli.plots.axes import Scale, linear_ticks, log_ticks, plain
from drgs_cli.plots.forest import Forest

_LEAST_RATIO = 4.0  # an axis of ratios spans at least so much, so that a small effect does not look large
_LEAST_SPAN = 1e-6  # figures that are closer are one figure to the eye
_REACH = 1.0  # how far an interval may draw the axis beyond all figures, in spans of these
_SIDE = 0.2  # of the axis lies on either side of no difference
_ROOM = 0.04  # of the axis, on either side


def scale_of(forest: Forest, start: float, end: float) -> Scale:
    """The axis between two places of the sheet: every figure lies on it, every interval as far as it is readable."""
    low, high = forest.axis.ends or _ends(forest)
    return Scale(low, high, start, end, forest.axis.log)


def ticks_of(scale: Scale, most: int) -> tuple[tuple[float, str], ...]:
    """The ticks with their texts."""
    found = log_ticks(scale.low, scale.high, most) if scale.log else linear_ticks(scale.low, scale.high, most)
    return tuple((tick, plain(tick)) for tick in found)


def _ends(forest: Forest) -> tuple[float, float]:
    axis = forest.axis
    core = [*_core(forest), *([axis.null] if axis.null is not None else [])]
    measured = [math.log(value) if axis.log else value for value in core if not axis.log or value > 0]
    low, high = min(measured, default=0.0), max(measured, default=0.0)
    if axis.log:
        missing = math.log(_LEAST_RATIO) - (high - low)
        low, high = (low - missing / 2, high + missing / 2) if missing > 0 else (low, high)
    elif high - low < _LEAST_SPAN:
        low, high = low - max(abs(low), 1.0) / 2, high + max(abs(high), 1.0) / 2
    reach = (high - low) * _REACH
    limits = [math.log(value) if axis.log else value for value in _limits(forest) if not axis.log or value > 0]
    low, high = max(min([low, *limits]), low - reach), min(max([high, *limits]), high + reach)
    if axis.null is not None and (axis.left or axis.right):
        low, high = _with_both_sides(low, high, math.log(axis.null) if axis.log else axis.null)
    room = (high - low) * _ROOM
    low, high = low - room, high + room
    if axis.floor is not None and low < axis.floor:
        low = axis.floor
    return (math.exp(low), math.exp(high)) if axis.log else (low, high)


def _with_both_sides(low: float, high: float, null: float) -> tuple[float, float]:
    """The axis with room on either side of no difference for the words of whom that side favours."""
    low = min(low, (null - _SIDE * high) / (1 - _SIDE))
    return low, max(high, (null - _SIDE * low) / (1 - _SIDE))


def _core(forest: Forest) -> Iterator[float]:
    """What has to lie on the axis: every figure, the intervals of the summaries, the band."""
    for entry in forest.entries:
        if entry.value is not None:
            yield entry.value
    for found in forest.summaries:
        yield from (value for value in (found.value, found.low, found.high) if value is not None)
    yield from forest.axis.band or ()


def _limits(forest: Forest) -> Iterator[float]:
    for entry in forest.entries:
        yield from (value for value in (entry.low, entry.high) if value is not None and math.isfinite(value))
    for found in forest.summaries:
        yield from found.prediction or ()
