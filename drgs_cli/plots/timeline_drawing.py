"""Figures over months as a sheet: side by shape and colour, each series named at its end; knows no study.

A stroke through a mark: second-hand. A broken ring around it: of an unknown number of patients.
"""

import math
from itertools import pairwise

from msgspec import Struct

from drgs_cli.plots.axes import Scale, linear_ticks, month_ticks, plain
from drgs_cli.plots.captions import Entry, flowed, paragraph
from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Mark, Outline
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import moved
from drgs_cli.plots.text_width import ROOM, wrapped
from drgs_cli.plots.timeline_data import Moment, Series, Timeline
from drgs_cli.visible import visible

SIZE, SMALL, LEAD = 7.5, 7.0, 1.2
MARGIN, LEFT, UNDER = 4.0, 38.0, 30.0
NARROW = 110.0  # mm
LEAST = 150.0  # height of the plot
ROOMY = 330.0  # the names are no taller beside a narrow plot, unless without their figures
NAMES = {True: 78.0, False: 150.0}  # the width of the names beside it
SMALLEST, LARGEST = 1.7, 4.6  # radius of a mark
RING = 24  # corners of a ring
STEP, WIDEST = 7.0, 24.0  # between marks of the same month, and over all of them
NEAR = 0.4  # of the way to the next month, which no mark of another month comes near
GAP = 2.5
BESIDE = 20.0  # from the plot to the names


class Named(Struct, frozen=True):
    """A series with the lines of its name and where they begin."""

    series: Series
    lines: tuple[str, ...]
    figure: tuple[str, ...]
    top: float

    @property
    def height(self) -> float:
        """What the lines take."""
        return (len(self.lines) + len(self.figure)) * SMALL * LEAD


def sheet_of_timeline(timeline: Timeline, width_mm: float) -> Drawing:
    """The key above, the plot, and beside it the names of the series, at their last figures where there is room."""
    width, narrow = width_mm * POINTS_PER_MM, width_mm < NARROW
    key = flowed(_key(timeline), width - 2 * MARGIN, 11.0)
    top = MARGIN + key.height + 8
    names = _named(timeline, NAMES[narrow], figures=True)
    if narrow and sum(name.height + GAP for name in names) > ROOMY:
        names = _named(timeline, NAMES[narrow], figures=False)
    tall = max(LEAST if narrow else LEAST + 30, sum(name.height + GAP for name in names) + 4)
    right = width - MARGIN - NAMES[narrow] - BESIDE
    across = Scale(0.0, timeline.last_month, LEFT, right)
    up = Scale(timeline.low, timeline.high, top + tall, top)
    marks: list[Mark] = [moved(mark, MARGIN, MARGIN) for mark in key.marks]
    marks += _axes(timeline, across, up, narrow)
    shifts = _side_by_side(timeline, across)
    for name in _settled(names, up, top, top + tall):
        last = len(name.series.moments) - 1
        x = across.place(name.series.moments[last].month) + shifts[timeline.series.index(name.series), last]
        marks += _name(name, (x, up.place(name.series.moments[last].value)), right + BESIDE - 4)
    largest = max((moment.size or 0.0 for one in timeline.series for moment in one.moments), default=0.0)
    for place, series in enumerate(timeline.series):
        marks += _series(series, across, up, [shifts[place, number] for number in range(len(series.moments))], largest)
    foot = paragraph(f"{timeline.key} {timeline.ends}".strip(), width - 2 * MARGIN, tone="muted")
    down = top + tall + UNDER + 6
    marks += [moved(mark, MARGIN, down) for mark in foot.marks]
    return Drawing(width, down + foot.height + MARGIN, tuple(marks), timeline.title, timeline.description)


def _key(timeline: Timeline) -> list[Entry]:
    """The marks of the sides, then the signs that some of them bear."""
    entries: list[Entry] = [
        (_mark(3.5, 3.5, 0.0, second, compared), 7.0, timeline.mark_text(second, compared))
        for second, compared in timeline.drawn()
    ]
    moments = [moment for series in timeline.series for moment in series.moments]
    second_hand, unknown = timeline.signs
    if any(moment.second_hand for moment in moments):
        entries.append((_stroke(4.0, 2.2, 0.0, "ink"), 8.0, second_hand))
    if any(moment.size is None for moment in moments):
        entries.append((_ring(4.0, SMALLEST, 0.0), 8.0, unknown))
    return entries


def _named(timeline: Timeline, width: float, *, figures: bool) -> list[Named]:
    found = []
    for series in timeline.series:
        lines = wrapped(visible(series.label), SMALL, width / ROOM, most=5)
        figure = wrapped(visible(series.moments[-1].text), SMALL, width / ROOM, most=4) if figures else ()
        found.append(Named(series, lines, figure, 0.0))
    return found


def _settled(names: list[Named], up: Scale, top: float, bottom: float) -> list[Named]:
    """The names at the height of their last figures, moved apart as far as it takes."""
    ordered = sorted(enumerate(names), key=lambda entry: (up.place(entry[1].series.moments[-1].value), entry[0]))
    found: list[Named] = []
    free = top
    for _, name in ordered:
        start = max(free, up.place(name.series.moments[-1].value) - name.height / 2)
        found.append(Named(name.series, name.lines, name.figure, start))
        free = start + name.height + GAP
    limit = bottom + 4
    for place in range(len(found) - 1, -1, -1):
        name = found[place]
        start = min(name.top, limit - name.height)
        found[place] = Named(name.series, name.lines, name.figure, start)
        limit = start - GAP
    return found


def _name(name: Named, at: tuple[float, float], left: float) -> list[Mark]:
    """A thin line from the last figure to the name, a small mark, and the name."""
    middle = name.top + SMALL * LEAD * 0.5
    marks: list[Mark] = [Line(*at, left - 7, middle, "unknown", 0.4, (1, 1.5))]
    marks += _mark(left - 3, 2.2, middle, name.series.second, name.series.compared)
    base = name.top
    for line in name.lines:
        base += SMALL * LEAD
        marks.append(Label(left + 3, base - 2, line, SMALL, full=visible(name.series.label)))
    for line in name.figure:
        base += SMALL * LEAD
        marks.append(Label(left + 3, base - 2, line, SMALL, tone="muted"))
    return marks


def _side_by_side(timeline: Timeline, across: Scale) -> dict[tuple[int, int], float]:
    """How far each mark stands from its month, so that those of one month stand side by side."""
    at: dict[float, list[tuple[int, int]]] = {}
    for place, series in enumerate(timeline.series):
        for number, moment in enumerate(series.moments):
            at.setdefault(moment.month, []).append((place, number))
    found: dict[tuple[int, int], float] = {}
    for month, entries in at.items():
        others = (abs(across.place(other) - across.place(month)) for other in at if other != month)
        widest = min(WIDEST, max(NEAR * min(others, default=WIDEST / NEAR), STEP))
        step = min(STEP, widest / max(len(entries) - 1, 1))
        first = -step * (len(entries) - 1) / 2
        least = across.start + SMALLEST - across.place(month)  # nothing stands before the beginning
        most = across.end - LARGEST / 2 - across.place(month)
        first = min(max(first, least), most - step * (len(entries) - 1))
        found |= {entry: first + step * order for order, entry in enumerate(entries)}
    return found


def _series(series: Series, across: Scale, up: Scale, shifts: list[float], largest: float) -> list[Mark]:
    tone = _tone(series.second)
    places = [
        (across.place(moment.month) + shift, up.place(moment.value))
        for moment, shift in zip(series.moments, shifts, strict=True)
    ]
    marks: list[Mark] = [
        Line(*one, *other, tone, 0.9, () if series.compared else (2.5, 1.5))
        for (one, other), moment in zip(pairwise(places), series.moments[1:], strict=True)
        if moment.joined
    ]
    for moment, (x, y) in zip(series.moments, places, strict=True):
        if moment.low is not None and moment.high is not None:
            marks.append(Line(x, up.within(moment.low), x, up.within(moment.high), tone, 0.7))
        radius = radius_of(moment, largest)
        marks += _mark(x, radius, y, series.second, series.compared)
        marks += _stroke(x, radius, y, "ink") if moment.second_hand else ()
        marks += _ring(x, radius, y) if moment.size is None else ()
    return marks


def radius_of(moment: Moment, largest: float) -> float:
    """The radius, whose square goes with the size; the least one where the size is not known."""
    if moment.size is None or largest <= 0:
        return SMALLEST
    return math.sqrt(SMALLEST**2 + (LARGEST**2 - SMALLEST**2) * moment.size / largest)


def _mark(x: float, radius: float, y: float, second: bool, compared: bool) -> tuple[Mark, ...]:
    """A disc of the first side, a square of the second; open where nothing was compared."""
    tone = _tone(second)
    fill: Tone = tone if compared else "paper"
    if not second:
        return (Disc(x, y, radius, fill, tone, 1.0),)
    side = radius * 1.78
    return (Box(x - side / 2, y - side / 2, side, side, fill, tone, 1.0),)


def _stroke(x: float, radius: float, y: float, tone: Tone) -> tuple[Mark, ...]:
    """Through a mark and beyond it: second-hand."""
    far = radius + 1.6
    return (Line(x - far, y + far, x + far, y - far, tone, 0.8),)


def _ring(x: float, radius: float, y: float) -> tuple[Mark, ...]:
    """A broken ring around a mark, whose size says nothing."""
    angles = (2 * math.pi * step / RING for step in range(RING))
    far = radius + 1.9
    points = tuple((x + far * math.cos(angle), y + far * math.sin(angle)) for angle in angles)
    return (Outline(points, None, "muted", 0.6, dash=(1.2, 1.0)),)


def _tone(second: bool) -> Tone:
    return "second" if second else "first"


def _axes(timeline: Timeline, across: Scale, up: Scale, narrow: bool) -> list[Mark]:
    marks: list[Mark] = []
    for value in linear_ticks(timeline.low, timeline.high, 6):
        y = up.place(value)
        marks.append(Line(across.start, y, across.end, y, "faint", 0.5))
        marks.append(Label(across.start - 5, y + 2.5, plain(value), SMALL, "end"))
    marks.append(Line(across.start, up.start, across.end, up.start, "rule"))
    for value in month_ticks(0.0, timeline.last_month, 5 if narrow else 9):
        x = across.place(value)
        marks.append(Line(x, up.start, x, up.start + 3, "rule"))
        marks.append(Label(x, up.start + 11, plain(value), SMALL, "middle"))
    marks.append(Label((across.start + across.end) / 2, up.start + 23, timeline.months_axis, SIZE, "middle"))
    lines = wrapped(visible(timeline.axis), SIZE, (up.start - up.end) / ROOM, most=2)
    for number, line in enumerate(reversed(lines)):
        x = LEFT - 20 - number * SIZE * LEAD
        marks.append(Label(x, (up.start + up.end) / 2, line, SIZE, "middle", turned=-90, full=visible(timeline.axis)))
    return marks
