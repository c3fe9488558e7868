"""Estimates after each publication as sheets: a row for each date, on one axis; knows no study and no measure."""

from msgspec import Struct

from drgs_cli.plots.axes import Scale, linear_ticks, log_ticks, plain
from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Mark, Outline
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import Strip, divided, drawings
from drgs_cli.plots.text_width import ROOM, wrapped
from drgs_cli.plots.timeline_publications_data import Course, Publications, Standing
from drgs_cli.visible import visible

SIZE, SMALL, LEAD = 7.5, 7.0, 1.22
MARGIN, GAP = 4.0, 8.0
NARROW = 110.0  # mm
HALF = 2.3  # of a mark
MOST = 4  # lines of a text in a row; the whole of it goes with the label


class Columns(Struct, frozen=True):
    """Where the columns begin, and how wide they are; `counts` is 0 wide where that stands under the study."""

    date: tuple[float, float]
    added: tuple[float, float]
    counts: tuple[float, float]
    text: tuple[float, float]
    plot: tuple[float, float]


def sheets_of_publications(publications: Publications, width_mm: float) -> tuple[Drawing, ...]:
    """Courses below one another; each sheet has the heads of the columns and the axis."""
    width = width_mm * POINTS_PER_MM
    columns = _columns(width, narrow=width_mm < NARROW)
    scale = Scale(*publications.span(), columns.plot[0], columns.plot[0] + columns.plot[1], publications.log)
    strips = []
    for course in publications.courses:
        strips.append(_heading(course, width))
        strips += [_row(row, course, publications, columns, scale) for row in course.standings]
    sheets = divided(strips, _heads(publications, columns), _foot(publications, scale, width_mm < NARROW))
    return drawings(sheets, width, publications.title, publications.description)


def _columns(width: float, *, narrow: bool) -> Columns:
    inner = width - 2 * MARGIN
    if narrow:
        return Columns(
            date=(MARGIN, inner),
            added=(MARGIN, inner),
            counts=(MARGIN, 0.0),
            plot=(MARGIN + GAP, inner - 94.0 - 3 * GAP),
            text=(MARGIN + inner - 94.0, 94.0),
        )
    return Columns(
        date=(MARGIN, 44.0),
        added=(MARGIN + 50.0, 104.0),
        counts=(MARGIN + 162.0, 76.0),
        plot=(MARGIN + 248.0, inner - 248.0 - 116.0 - GAP),
        text=(MARGIN + inner - 116.0, 116.0),
    )


def _heads(publications: Publications, columns: Columns) -> Strip:
    base = MARGIN + SIZE
    heads = [("Published", columns.date[0]), (publications.estimate, columns.text[0])]
    if columns.counts[1]:
        heads += [("Study added", columns.added[0]), ("Studies, patients", columns.counts[0])]
    wide = columns.text[1]
    marks: list[Mark] = []
    deepest = base
    for head, x in heads:
        for number, line in enumerate(wrapped(head, SMALL, wide / ROOM, bold=True)):
            marks.append(Label(x, base + number * SMALL * LEAD, line, SMALL, bold=True))
            deepest = max(deepest, base + number * SMALL * LEAD)
    marks.append(Line(MARGIN, deepest + 4, columns.text[0] + columns.text[1], deepest + 4, "rule", 0.5))
    return Strip(deepest + 6, tuple(marks))


def _heading(course: Course, width: float) -> Strip:
    lines = wrapped(visible(course.heading), SIZE, (width - 2 * MARGIN) / ROOM, bold=True, most=2 * MOST)
    marks = tuple(
        Label(MARGIN, 6 + (place + 1) * SIZE * LEAD - 2, line, SIZE, bold=True, full=visible(course.heading))
        for place, line in enumerate(lines)
    )
    return Strip(6 + len(lines) * SIZE * LEAD + 2, marks)


def _row(row: Standing, course: Course, publications: Publications, columns: Columns, scale: Scale) -> Strip:
    """Texts side by side, the estimate at the height of their first line; beneath the others where that is narrow."""
    beneath = 0.0
    if columns.counts[1]:
        texts = [(row.date, columns.date), (row.added, columns.added), (row.counts, columns.counts)]
        marks, height = _texts([*texts, (row.text, columns.text)], 0.0)
    else:
        marks, beneath = _texts([(f"{row.date}: {row.added}; {row.counts}", columns.date)], 0.0)
        beneath += 2.5
        found, height = _texts([(row.text, columns.text)], beneath)
        marks += found
    height += 4
    if publications.null is not None:
        middle = scale.place(publications.null)
        marks.append(Line(middle, beneath, middle, height, "rule", 0.6))
    return Strip(height, (*marks, *_estimate(row, course, scale, beneath + SMALL * LEAD / 2 + 1)))


def _texts(texts: list[tuple[str, tuple[float, float]]], top: float) -> tuple[list[Mark], float]:
    """Texts side by side, each in its column, and where the longest ends; it has a line at least."""
    marks: list[Mark] = []
    deepest = 1
    for text, (left, wide) in texts:
        lines = wrapped(visible(text), SMALL, wide / ROOM, most=MOST)
        deepest = max(deepest, len(lines))
        for place, line in enumerate(lines):
            marks.append(Label(left, top + (place + 1) * SMALL * LEAD - 1, line, SMALL, full=visible(text)))
    return marks, top + deepest * SMALL * LEAD


def _estimate(row: Standing, course: Course, scale: Scale, y: float) -> list[Mark]:
    """The interval, with an arrow where it goes beyond the axis, and upon it the estimate."""
    if row.value is None or (scale.log and row.value <= 0):
        return []
    marks: list[Mark] = []
    if row.low is not None and row.high is not None:
        low = max(row.low, scale.low)
        left, right = scale.place(low), scale.within(row.high)
        marks.append(Line(left, y, right, y, course.tone, 0.9))
        marks += _arrow(left, y, -1, course.tone) if row.low < scale.low else []
        marks += _arrow(right, y, 1, course.tone) if row.high > scale.high else []
    x = scale.place(row.value)
    fill: Tone = "paper" if course.open else course.tone
    if course.square:
        marks.append(Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF, fill, course.tone, 1.0))
    else:
        marks.append(Disc(x, y, HALF + 0.2, fill, course.tone, 1.0))
    return marks


def _arrow(x: float, y: float, way: int, tone: Tone) -> list[Mark]:
    return [Outline(((x + way * 3, y), (x - way, y - 2), (x - way, y + 2)), tone, None)]


def _foot(publications: Publications, scale: Scale, narrow: bool) -> Strip:
    """The axis with its name, and which side is favoured where."""
    marks: list[Mark] = [Line(scale.start, 3, scale.end, 3, "rule")]
    most = 4 if narrow else 6
    ticks = (log_ticks if scale.log else linear_ticks)(scale.low, scale.high, most)
    for value in ticks:
        x = scale.place(value)
        marks += [Line(x, 3, x, 6, "rule"), Label(x, 14, plain(value), SMALL, "middle")]
    y, middle = 16.0, (scale.start + scale.end) / 2
    room = min(scale.end - scale.start + 56, 2 * middle)  # it is centred below the axis, and stays on the sheet
    for line in wrapped(visible(publications.axis), SMALL, room / ROOM):
        y += SMALL * LEAD
        marks.append(Label(middle, y, line, SMALL, "middle"))
    left, right = publications.favours
    if left and right:
        y += SMALL * LEAD + 1
        marks.append(Label(middle - 4, y, left, SMALL, "end", tone="muted"))
        marks.append(Label(middle + 4, y, right, SMALL, "start", tone="muted"))
    return Strip(y + 4 + MARGIN, tuple(marks))
