"""The map of evidence as a drawing: panels of bubbles beside and below one another; knows no medicine."""

from math import cos, pi, sin, sqrt

from drgs_cli.plots.captions import BASE, LINE, SIZE, flowed, paragraph
from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Mark, Outline
from drgs_cli.plots.gaps_data import Bubble, GapMap, Panel, Ring, Shade
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import MARGIN, TALLEST, Strip, divided, drawings, inset, moved, stacked
from drgs_cli.plots.text_width import ROOM, width_of, wrapped

_NARROWEST, _WIDEST = 14.5, 20.0  # of a column
_LEAST, _MOST = 0.27, 0.41  # of a column: radius of the smallest and of the largest bubble
_INSIDE = 6.0
_NARROW = 300.0  # points: sheets below this width are many
_GAP = 8.0  # between panels
_NAMES = 0.14  # of the width: the least that the names of the rows have
_SHADES: dict[Shade, float] = {"none": 0.0, "least": 0.12, "less": 0.3, "more": 0.62, "most": 0.92}
_STEPS = 12  # of half a circle
_DASHES: dict[Ring, tuple[float, ...]] = {"broken": (3.2, 1.8), "dotted": (0.8, 1.4)}


def draw_gaps(data: GapMap, width_mm: float) -> tuple[Drawing, ...]:
    """As many panels beside one another as fit, the legend on each sheet, of narrow ones on the last."""
    width = width_mm * POINTS_PER_MM - 2 * MARGIN
    number = max(len(data.columns), 1)
    longest = max((width_of(row, SIZE) for row in data.rows), default=0.0) * ROOM + 4
    least = number * _NARROWEST + _GAP
    across = max(1, min(len(data.panels), int((1 - _NAMES) * width // least)))
    names = min(longest, max(_NAMES * width, width - across * least))
    step = min(_WIDEST, ((width - names) / across - _GAP) / number)
    legend = _legend(data, step, width)
    strips = [
        strip
        for start in range(0, len(data.panels), across)
        for strip in _panels(data, data.panels[start : start + across], names, step, TALLEST - legend.height)
    ]
    if width < _NARROW:
        sheets = divided((*strips, legend), Strip(0.0), Strip(0.0))
    else:
        sheets = divided(strips, Strip(0.0), legend)
    return drawings(map(inset, sheets), width + 2 * MARGIN, data.title, data.description)


def bubble_marks(bubble: Bubble, x: float, y: float, step: float) -> tuple[Mark, ...]:
    """A bubble around a point, in a column of this width: its halves are its sides, its shade how sure it is."""
    radius = step * _LEAST
    if bubble.size is not None:
        radius = sqrt(radius**2 + bubble.size * ((step * _MOST) ** 2 - radius**2))
    marks: list[Mark] = []
    shade = _SHADES[bubble.shade]
    if shade:
        marks.append(Disc(x, y, radius, "ink", opacity=shade))
    for side, there, tone in ((-1, bubble.first, "first"), (1, bubble.second, "second")):
        dashed = not there
        arc = _half(x, y, radius, side)
        colour: Tone = "rule" if dashed else "first" if tone == "first" else "second"
        dash = (0.8, 1.6) if dashed or bubble.size is None else ()
        if dashed:
            marks.append(Outline(arc, None, colour, 0.5, closed=False, dash=dash))
        else:
            marks.append(Outline(arc, None, colour, 1.7, closed=False, dash=(2.2, 1.2) if dash else ()))
    if bubble.ringed:
        marks.append(_ring(x, y, radius + 1.4, bubble.ring))
    on: Tone = "paper" if shade > 0.5 else "ink"
    marks.append(Label(x, y + 0.36 * _INSIDE, bubble.text, _INSIDE, "middle", bold=True, tone=on, full=bubble.words))
    return tuple(marks)


def _ring(x: float, y: float, radius: float, ring: Ring) -> Mark:
    if ring == "whole":
        return Disc(x, y, radius, None, "ink", 0.6)
    angles = (2 * pi * step / (4 * _STEPS) for step in range(4 * _STEPS))
    points = tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)
    return Outline(points, None, "ink", 0.8, dash=_DASHES[ring])


def _half(x: float, y: float, radius: float, side: int) -> tuple[tuple[float, float], ...]:
    """The left (-1) or the right half of a circle, with a small gap at either end."""
    gap = 0.09 * pi
    angles = (gap / 2 + (pi - gap) * step / _STEPS for step in range(_STEPS + 1))
    return tuple((x + side * radius * sin(angle), y - radius * cos(angle)) for angle in angles)


def _panels(data: GapMap, panels: tuple[Panel, ...], names: float, step: float, tallest: float) -> tuple[Strip, ...]:
    """Some panels beside one another: titles, heads of the columns, rows; in several strips where they are too long."""
    wide = step * len(data.columns)
    starts = [names + place * (wide + _GAP) for place in range(len(panels))]
    titles = [wrapped(panel.title, SIZE * ROOM, wide, bold=True, most=3) for panel in panels]
    height = LINE * max(map(len, titles), default=0) + 2
    marks: list[Mark] = []
    for x, lines, panel in zip(starts, titles, panels, strict=True):
        above = height - 2 - LINE * len(lines)
        marks += (
            Label(x, above + BASE + LINE * place, line, SIZE, bold=True, full=panel.title)
            for place, line in enumerate(lines)
        )
    head = stacked((Strip(height, tuple(marks)), _heads(data, starts, step)))
    rows = [_row(data, panels, starts, names, step, place) for place in range(len(data.rows))]
    edges = [x + step * place for x in starts for place in range(len(data.columns) + 1)]
    return tuple(_gridded(strip, edges, head.height) for strip in divided(rows, head, Strip(9), tallest))


def _gridded(strip: Strip, edges: list[float], top: float) -> Strip:
    """With a line on either side of each column, so that a place without a bubble is seen to be empty."""
    lines = (Line(x, top, x, strip.height - 9, "faint", 0.5) for x in edges)
    return Strip(strip.height, (*lines, *strip.marks))


def _heads(data: GapMap, starts: list[float], step: float) -> Strip:
    wide = step * len(data.columns)
    marks: list[Mark] = []
    for x in starts:
        marks += (
            Label(x + step * (place + 0.5), 8, head, 6.5, "middle", tone="muted")
            for place, head in enumerate(data.columns)
        )
        marks.append(Line(x, 11, x + wide, 11, "rule"))
    return Strip(12, tuple(marks))


def _row(data: GapMap, panels: tuple[Panel, ...], starts: list[float], names: float, step: float, place: int) -> Strip:
    lines = wrapped(data.rows[place], SIZE * ROOM, names - 4, most=3)
    height = max(step + 2, LINE * len(lines) + 2)
    base = height / 2 - LINE * len(lines) / 2 + BASE
    marks: list[Mark] = [
        Label(0, base + LINE * number, line, SIZE, full=data.rows[place]) for number, line in enumerate(lines)
    ]
    for x, panel in zip(starts, panels, strict=True):
        for column, bubble in enumerate(panel.cells[place]):
            middle = x + step * (column + 0.5)
            marks += () if bubble is None else bubble_marks(bubble, middle, height / 2, step)
    end = starts[-1] + step * len(data.columns) if starts else names
    return Strip(height, (*marks, Line(0, height, end, height, "faint", 0.5)))


def _legend(data: GapMap, step: float, width: float) -> Strip:
    entries = []
    for key in data.keys:
        shown: tuple[Mark, ...]
        if key.bubble is None:
            shown = (Box(1, -step / 2 + 1, step - 2, step - 2, None, "faint", 0.75),)
        else:
            shown = tuple(moved(mark, step / 2 + 1, 0.0) for mark in bubble_marks(key.bubble, 0.0, 0.0, step))
        entries.append((shown, step + 2, key.text))
    said = paragraph(f"{data.columns_title} {data.inside}".strip(), width)
    return stacked((Strip(4), said, flowed(entries, width, step + 5), Strip(3)))
