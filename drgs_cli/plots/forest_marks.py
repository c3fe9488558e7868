"""The marks of a forest plot: intervals with squares, diamonds, judgements; knows no rows and no pages."""

import math
from collections.abc import Iterator

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.drawing import Box, Disc, Label, Line, Mark, Outline
from drgs_cli.plots.forest import SMALLEST, Badge, Entry, Shape, Summary
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.text_width import width_of

LEAST, USUAL, MOST = 2.6, 4.8, 7.6  # sides of a square
_HALF = 3.6  # of the height of a diamond
_ARROW = 3.2
_CAP = 1.6
_BADGE = 4.1
_CROSS = 2.0


def side_of_square(share: float) -> float:
    """The side of a square whose area goes by its share."""
    return max(LEAST, MOST * math.sqrt(share)) if share > 0 else USUAL


def entry_marks(entry: Entry, scale: Scale, y: float, side: float, tone: Tone) -> Iterator[Mark]:
    """An interval with arrows where it leaves the axis, and a square; an open one is not in the summary. Where nobody
    stated the size it is a cross.
    """
    if entry.value is None:
        return
    if entry.low is not None and entry.high is not None:
        yield from _interval(entry.low, entry.high, scale, y, "ink")
    if not _on(scale, entry.value):
        return
    x, half = scale.place(entry.value), side / 2
    if entry.share == SMALLEST:
        yield Line(x - _CROSS, y - _CROSS, x + _CROSS, y + _CROSS, tone, 1.1)
        yield Line(x - _CROSS, y + _CROSS, x + _CROSS, y - _CROSS, tone, 1.1)
        return
    if entry.apart:
        yield Box(x - half, y - half, side, side, "paper", tone, 0.9)
    else:
        yield Box(x - half, y - half, side, side, tone)
    if entry.low is not None and entry.high is not None:
        yield from _inside(entry.low, entry.high, scale, y, (x - half, x + half), "ink" if entry.apart else "paper")


def _inside(low: float, high: float, scale: Scale, y: float, square: tuple[float, float], tone: Tone) -> Iterator[Mark]:
    """An interval that ends inside its square is drawn upon it: a sure figure is not taken for one without limits."""
    left, right = max(_within(scale, low), square[0]), min(_within(scale, high), square[1])
    if left == square[0] and right == square[1]:
        return
    yield Line(left, y, right, y, tone, 0.7)
    for end, edge in ((left, square[0]), (right, square[1])):
        if end != edge:
            yield Line(end, y - _CAP, end, y + _CAP, tone, 0.7)


def summary_marks(summary: Summary, scale: Scale, y: float, tone: Tone) -> Iterator[Mark]:
    """A diamond from limit to limit; without limits it is only a point."""
    if not _on(scale, summary.value):
        return
    x = scale.place(summary.value)
    left = x - _HALF if summary.low is None else _within(scale, summary.low)
    right = x + _HALF if summary.high is None else _within(scale, summary.high)
    yield Outline(((left, y), (x, y - _HALF), (right, y), (x, y + _HALF)), tone, tone, 0.5)
    for value, end, way in ((summary.low, left, -1), (summary.high, right, 1)):
        if value is not None and not _on(scale, value):
            yield _arrow(end, y, way, tone)


def prediction_marks(summary: Summary, scale: Scale, y: float) -> Iterator[Mark]:
    """A thin bar with its ends."""
    if summary.prediction is not None:
        yield from _interval(*summary.prediction, scale, y, "muted", 2.4)


def badge_marks(badge: Badge, x: float, y: float) -> Iterator[Mark]:
    """A judgement: its sign on its shape."""
    yield _ground(badge.shape, badge.tone, x, y)
    on_dark = badge.tone in ("good", "bad")
    size = 7.0
    down = 1.0 if badge.shape == "triangle" else 0.0
    yield Label(x, y + size * 0.34 + down, badge.sign, size, "middle", bold=True, tone="paper" if on_dark else "ink")


def badge_key(badge: Badge, x: float, y: float, size: float) -> tuple[tuple[Mark, ...], float]:
    """A judgement with its word, and where the next one can stand."""
    word = Label(x + 2 * _BADGE + 3, y + size * 0.36, badge.word, size, tone="muted")
    end = x + 2 * _BADGE + 3 + width_of(badge.word, size) * 1.06 + 9
    return ((*badge_marks(badge, x + _BADGE, y), word), end)


def _ground(shape: Shape, tone: Tone, x: float, y: float) -> Mark:
    if shape == "triangle":
        top, base = y - _BADGE - 0.4, y + _BADGE
        return Outline(((x, top), (x + _BADGE + 1, base), (x - _BADGE - 1, base)), tone, "ink", 0.4)
    if shape == "square":
        side = 2 * _BADGE - 0.6
        return Box(x - side / 2, y - side / 2, side, side, tone, "ink", 0.4)
    if shape == "ring":
        return Disc(x, y, _BADGE, "paper", "rule", 0.8)
    return Disc(x, y, _BADGE, tone, "ink", 0.4)


def _interval(low: float, high: float, scale: Scale, y: float, tone: Tone, cap: float = _CAP) -> Iterator[Mark]:
    left, right = _within(scale, low), _within(scale, high)
    yield Line(left, y, right, y, tone, 0.9)
    for value, end, way in ((low, left, -1), (high, right, 1)):
        if _on(scale, value):
            yield Line(end, y - cap, end, y + cap, tone, 0.9)
        else:
            yield _arrow(end, y, way, tone)


def _arrow(x: float, y: float, way: int, tone: Tone) -> Mark:
    """It points out of the axis and ends where that ends."""
    back = x - way * _ARROW
    return Outline(((x, y), (back, y - _ARROW / 1.7), (back, y + _ARROW / 1.7)), tone, None)


def _on(scale: Scale, value: float) -> bool:
    """Whether a value lies on the axis; by a hair it does."""
    hair = 1e-9 * max(abs(scale.low), abs(scale.high))
    return math.isfinite(value) and scale.low - hair <= value <= scale.high + hair


def _within(scale: Scale, value: float) -> float:
    return scale.start if math.isnan(value) else scale.within(value)
