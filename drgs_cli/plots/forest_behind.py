"""What lies behind the rows of a forest plot: the band of small differences, and the line of no difference."""

from collections.abc import Iterable, Iterator

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.drawing import Box, Label, Line, Mark
from drgs_cli.plots.forest import Forest
from drgs_cli.plots.text_width import ROOM, width_of

Span = tuple[float, float]  # from above to below
_CLEAR = 2.0  # between the line and a text beside it
_LEAST = 5.0  # a shorter piece of the line is a speck


def behind_marks(forest: Forest, scale: Scale, rows: list[Span], marks: Iterable[Mark], axis: float) -> Iterator[Mark]:
    """The band behind the `rows` with a figure; the line from the first of them to the axis, but through no text."""
    if forest.axis.band is not None:
        left, right = (scale.within(end) for end in forest.axis.band)
        yield from (Box(left, top, right - left, bottom - top, "faint") for top, bottom in rows)
    if forest.axis.null is not None and rows:
        x = scale.within(forest.axis.null)
        for top, bottom in _between(_texts_at(x, marks, axis), rows[0][0], axis):
            yield Line(x, top, x, bottom, "rule", 0.75)


def _texts_at(x: float, marks: Iterable[Mark], axis: float) -> Iterator[Span]:
    """Where texts above the axis stand in the way."""
    for mark in marks:
        if isinstance(mark, Label) and mark.y < axis:
            width = width_of(mark.text, mark.size, mark.bold) * ROOM
            left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
            if left - _CLEAR < x < left + width + _CLEAR:
                yield mark.y - mark.size, mark.y + 0.3 * mark.size


def _between(taken: Iterable[Span], top: float, bottom: float) -> Iterator[Span]:
    """What is free from `top` to `bottom`."""
    for start, end in sorted(taken):
        if start - top > _LEAST:
            yield top, min(start, bottom)
        top = max(top, end)
    if bottom - top > _LEAST:
        yield top, bottom
