"""A funnel plot: effects against their standard errors, with contours about the null; knows no study and no rounding.

Regions are those in which an estimate with that error has a p below some levels (contour-enhanced funnel plots, Peters
2008); the broken lines hold what studies of one common effect would scatter in.
"""

from drgs_cli.plots.axes import Scale, linear_ticks, log_ticks, plain
from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Mark, Outline
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.funnel_data import Funnel
from drgs_cli.plots.funnel_text import funnel_lines
from drgs_cli.plots.text_width import ROOM, wrapped

SHADES = (0.13, 0.3, 0.5)  # from the outermost region inwards; within the innermost contour it is white
SIZE, SMALL = 7.5, 7.0
LEAD = 1.25
MARGIN, LEFT, UNDER = 4.0, 36.0, 34.0
NARROW = 110.0  # mm; below it the key stands beneath the plot
KEY_WIDTH = 132.0
PLOT_HEIGHT = {True: 190.0, False: 250.0}
RADIUS = 2.4


def funnel_figure(funnel: Funnel) -> Figure:
    """The funnel as a part of a document."""
    return Figure(
        funnel.title,
        funnel.description,
        lambda width: draw_funnel(funnel, width),
        lambda columns: funnel_lines(funnel, columns),
        funnel.notes,
        funnel.anchor,
    )


def draw_funnel(funnel: Funnel, width_mm: float) -> tuple[Drawing, ...]:
    """One sheet; the key is beside the plot, or beneath it where that is narrow."""
    width, narrow = width_mm * POINTS_PER_MM, width_mm < NARROW
    low, high = funnel.span()
    right = width - MARGIN - 6 - (0 if narrow else KEY_WIDTH)
    across = Scale(low, high, LEFT, right, funnel.log)
    down = Scale(0.0, funnel.deepest, MARGIN + 4, MARGIN + 4 + PLOT_HEIGHT[narrow])
    marks = [*_regions(funnel, across, down), *_axes(funnel, across, down, narrow), *_lines(funnel, across, down)]
    marks += [
        Disc(across.place(point.effect), down.place(point.error), RADIUS, "ink", "paper", 0.6)
        for point in funnel.points
    ]
    foot = down.end + UNDER + (LEAD * SMALL if any(funnel.favours) else 0)
    start = (LEFT, foot + 6) if narrow else (right + 14, down.start + 2)
    key, end = _key(funnel, start, width - MARGIN - start[0])
    return (Drawing(width, max(foot, end) + MARGIN, (*marks, *key), funnel.title, funnel.description),)


def _regions(funnel: Funnel, across: Scale, down: Scale) -> list[Mark]:
    """Each contour is a triangle from the null downwards, painted over the ones outside it."""
    whole = Box(across.start, down.start, across.end - across.start, down.end - down.start, "rule", opacity=SHADES[0])
    marks: list[Mark] = [whole]
    for place, contour in enumerate(funnel.contours):
        shape = _triangle(funnel, contour.reach, across, down)
        marks.append(Outline(shape, "paper", None))
        if place + 1 < len(funnel.contours):
            marks.append(Outline(shape, "rule", None, opacity=SHADES[(place + 1) % len(SHADES)]))
    return marks


def _triangle(funnel: Funnel, reach: float, across: Scale, down: Scale) -> tuple[tuple[float, float], ...]:
    """The part of a contour's inside that lies on the plot, from its tip to the right, the foot, and the left."""
    tip = (across.place(funnel.null), down.start)
    rightwards = _edge(funnel, reach, across, down, across.end)
    leftwards = _edge(funnel, -reach, across, down, across.start)
    return (tip, *rightwards, *reversed(leftwards))


def _edge(funnel: Funnel, reach: float, across: Scale, down: Scale, side: float) -> list[tuple[float, float]]:
    tip, end = across.place(funnel.null), across.place(funnel.moved(funnel.null, reach * funnel.deepest))
    if abs(end - tip) <= abs(side - tip):
        return [(end, down.end)]
    return [(side, down.start + (side - tip) / (end - tip) * (down.end - down.start)), (side, down.end)]


def _lines(funnel: Funnel, across: Scale, down: Scale) -> list[Mark]:
    null, pooled = across.place(funnel.null), across.place(funnel.pooled)
    ends = [across.place(funnel.moved(funnel.pooled, sign * funnel.reach * funnel.deepest)) for sign in (-1, 1)]
    return [
        Line(null, down.start, null, down.end, "rule", 0.75),
        *(Line(pooled, down.start, end, down.end, "ink", 0.75, (3, 2)) for end in ends),
        Line(pooled, down.start, pooled, down.end, "ink", 1.0),
    ]


def _axes(funnel: Funnel, across: Scale, down: Scale, narrow: bool) -> list[Mark]:
    marks: list[Mark] = [
        Line(across.start, down.end, across.end, down.end, "rule"),
        Line(across.start, down.start, across.start, down.end, "rule"),
    ]
    ticks = (log_ticks if funnel.log else linear_ticks)(across.low, across.high, 6 if narrow else 8)
    for value in ticks:
        x = across.place(value)
        marks.append(Line(x, down.end, x, down.end + 3, "rule"))
        marks.append(Label(x, down.end + 11, plain(value), SMALL, "middle"))
    for value in linear_ticks(0.0, funnel.deepest, 6):
        y = down.place(value)
        marks.append(Line(across.start - 3, y, across.start, y, "rule"))
        marks.append(Label(across.start - 5, y + 2.5, plain(value), SMALL, "end"))
    middle = (across.start + across.end) / 2
    marks.append(Label(middle, down.end + 23, funnel.axis, SIZE, "middle"))
    marks.append(Label(9, (down.start + down.end) / 2, funnel.error_axis, SIZE, "middle", turned=-90))
    left, right = funnel.favours
    under = down.end + 34
    marks += [Label(across.start, under, left, SMALL, tone="muted")] if left else []
    marks += [Label(across.end, under, right, SMALL, "end", tone="muted")] if right else []
    return marks


def _key(funnel: Funnel, start: tuple[float, float], width: float) -> tuple[list[Mark], float]:
    """What each mark and shade stands for, a line for each; and where it ends."""
    left, y = start
    marks: list[Mark] = []
    entries: list[tuple[list[Mark], str]] = [
        ([Line(0, 0, 12, 0, "ink", 1.0)], funnel.pooled_text),
        ([Line(0, 0, 12, 0, "ink", 0.75, (3, 2))], funnel.reach_text),
        ([Line(0, 0, 12, 0, "rule", 0.75)], funnel.null_text),
        ([Box(0, -3.5, 12, 7, "paper", "rule", 0.5)], funnel.inside),
    ]
    for place, contour in reversed(list(enumerate(funnel.contours))):
        entries.append(([Box(0, -3.5, 12, 7, "rule", opacity=SHADES[place % len(SHADES)])], contour.text))
    for shapes, text in entries:
        marks += [_shifted(shape, left, y) for shape in shapes]
        for line in wrapped(text, SMALL, (width - 18) / ROOM):
            marks.append(Label(left + 18, y + 2.5, line, SMALL))
            y += SMALL * LEAD
        y += 3
    return marks, y


def _shifted(mark: Mark, x: float, y: float) -> Mark:
    if isinstance(mark, Line):
        return Line(mark.x1 + x, mark.y1 + y, mark.x2 + x, mark.y2 + y, mark.tone, mark.width, mark.dash)
    assert isinstance(mark, Box)
    return Box(
        mark.x + x, mark.y + y, mark.width, mark.height, mark.fill, mark.stroke, mark.stroke_width, 0, mark.opacity
    )
