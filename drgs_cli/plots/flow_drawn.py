"""Steps of rows as numbers above bars, in columns; sums and passages below; knows no study."""

from collections.abc import Iterator

from drgs_cli.plots.captions import BASE, LINE, SIZE, paragraph
from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Drawing, Label, Line, Mark, Outline
from drgs_cli.plots.flow_data import FlowGroup, FlowRow, Passage, PatientFlow
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import MARGIN, TALLEST, Strip, drawings, inset, stacked
from drgs_cli.plots.text_width import ROOM, width_of, wrapped

_BAR = 4.0
_GAP = 8.0  # between columns
_NARROW = 300.0


def draw_flow(data: PatientFlow, width_mm: float) -> tuple[Drawing, ...]:
    """All groups on as many sheets as they take, the heads of the steps on each."""
    width = width_mm * POINTS_PER_MM - 2 * MARGIN
    texts = [text for group in data.groups for row in group.rows for text in (row.name, row.about)]
    longest = max((width_of(text, SIZE) for text in texts), default=0.0) * ROOM + 8
    names = min(longest, 0.34 * width if width > _NARROW else 0.3 * width)
    legend = stacked((Strip(4), paragraph(data.legend, width, tone="muted")))
    sheets = _sheets(data, names, width, legend)
    return drawings(map(inset, sheets), width + 2 * MARGIN, data.title, data.description)


def _sheets(data: PatientFlow, names: float, width: float, legend: Strip) -> tuple[Strip, ...]:
    """The strips of all groups, and the title of a group again where it goes on on a further sheet."""
    head = _head(data, names, width)
    sheets: list[list[Strip]] = [[head]]
    for group in data.groups:
        again = stacked((Strip(5), paragraph(group.title, width, bold=True)))
        for number, strip in enumerate(_group(data, group, names, width)):
            used = sum(one.height for one in sheets[-1])
            if len(sheets[-1]) > 1 and used + strip.height + legend.height > TALLEST:
                sheets.append([head, *((again,) if number else ())])
            sheets[-1].append(strip)
    return tuple(stacked((*sheet, legend)) for sheet in sheets)


def _step(data: PatientFlow, names: float, width: float) -> float:
    return (width - names) / max(1, len(data.steps))


def _head(data: PatientFlow, names: float, width: float) -> Strip:
    step = _step(data, names, width)
    longest = max((word for text in data.steps for word in text.split()), key=len, default="")
    bold = width_of(longest, SIZE, bold=True) * ROOM < step - 2
    size = SIZE if bold else 6.0
    lines = [wrapped(text, size * ROOM, step - 2, bold=bold, most=3) for text in data.steps]
    height = LINE * max(map(len, lines), default=0) + 3
    marks: list[Mark] = [
        Label(names + step * place, height - 3 - LINE * (len(those) - number) + BASE, line, size, bold=bold)
        for place, those in enumerate(lines)
        for number, line in enumerate(those)
    ]
    return Strip(height + 3, (*marks, Line(0, height + 0.5, width, height + 0.5, "rule")))


def _group(data: PatientFlow, group: FlowGroup, names: float, width: float) -> Iterator[Strip]:
    title = paragraph(group.title, width, bold=True)
    rows = [_row(data, row, group.tone, names, width) for row in group.rows]
    yield stacked((Strip(5), title, *rows[:1]))
    yield from rows[1:]
    if group.total is not None:
        total = _row(data, group.total, group.tone, names, width, bold=True)
        rule = Strip(2, (Line(0, 1, width, 1, "rule"),))
        yield stacked((rule, total, _stated(data, group, names, width), paragraph(data.warning, width)))
    if group.passages:
        head = paragraph(data.passages_head, width, bold=True)
        passages = [_passage(one, group.tone, names, width) for one in group.passages]
        yield stacked((Strip(4), head, *passages, Strip(6)))


def _row(data: PatientFlow, row: FlowRow, tone: Tone, names: float, width: float, *, bold: bool = False) -> Strip:
    lines = wrapped(row.name, SIZE * ROOM, names - 8, bold=bold, most=3)
    about = wrapped(row.about, SIZE * ROOM, names - 8, most=4)
    height = max(
        LINE + (_BAR + 7 if any(stage.barred for stage in row.stages) else 3), LINE * (len(lines) + len(about)) + 5
    )
    marks: list[Mark] = [
        Label(0, 2 + BASE + LINE * number, line, SIZE, bold=bold, full=row.name) for number, line in enumerate(lines)
    ]
    marks += (
        Label(0, 2 + BASE + LINE * (number + len(lines)), line, SIZE, tone="muted", full=row.about)
        for number, line in enumerate(about)
    )
    step = _step(data, names, width)
    for place, stage in enumerate(row.stages):
        x, room = names + step * place, step - min(_GAP, 0.15 * step)
        known = stage.share is not None
        number = wrapped(stage.text, SIZE * ROOM, step - 2, bold=bold, most=1)
        if known:
            marks += (Label(x, 2 + BASE, line, SIZE, bold=bold, full=stage.text) for line in number)
            marks += _bar(x, room, stage.share or 0.0, tone) if stage.barred else ()
        else:
            missing = wrapped(stage.text, 6.0 * ROOM, step - 2, most=1)
            marks += (Label(x, 2 + BASE, line, 6.0, tone="muted", full=stage.text) for line in missing)
            marks += (_broken(x, LINE + 3.5, room, _BAR),) if stage.barred else ()
    return Strip(height, (*marks, Line(0, height, width, height, "faint", 0.4)))


def _bar(x: float, room: float, share: float, tone: Tone) -> tuple[Mark, ...]:
    ground = Box(x, LINE + 3.5, room, _BAR, "faint")
    return (ground, Box(x, LINE + 3.5, room * share, _BAR, tone)) if share > 0 else (ground,)


def _broken(x: float, y: float, wide: float, high: float) -> Outline:
    """The place of a bar that nobody can draw."""
    corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
    return Outline(corners, None, "rule", 0.5, dash=(1.5, 1.5))


def _stated(data: PatientFlow, group: FlowGroup, names: float, width: float) -> Strip:
    """How many rows each sum is over."""
    step = _step(data, names, width)
    heads = wrapped(data.stated_head, SIZE * ROOM, names - 8)
    texts = [wrapped(text, 6.5 * ROOM, step - 4) for text in group.stated]
    height = LINE * max(len(heads), *map(len, texts), 1) + 4
    marks: list[Mark] = [Label(0, BASE + LINE * number, line, SIZE, tone="muted") for number, line in enumerate(heads)]
    marks += (
        Label(names + step * place, BASE + LINE * number, line, 6.5, tone="muted")
        for place, lines in enumerate(texts)
        for number, line in enumerate(lines)
    )
    return Strip(height, tuple(marks))


def _passage(passage: Passage, tone: Tone, names: float, width: float) -> Strip:
    """A share as a bar, with its numbers behind it."""
    lines = wrapped(passage.name, SIZE * ROOM, names - 8)
    over = wrapped(passage.over, SIZE * ROOM, names - 8)
    room = (width - names) * 0.5
    told = wrapped(passage.text, SIZE * ROOM, width - names - room - 6)
    height = max(LINE * (len(lines) + len(over)), LINE * len(told), _BAR) + 4
    marks: list[Mark] = [Label(0, 1 + BASE + LINE * number, line, SIZE) for number, line in enumerate(lines)]
    marks += (
        Label(0, 1 + BASE + LINE * (number + len(lines)), line, SIZE, tone="muted") for number, line in enumerate(over)
    )
    if passage.share is None:
        marks.append(_broken(names, 3, room, _BAR))
    else:
        marks += (Box(names, 3, room, _BAR, "faint"), Box(names, 3, room * passage.share, _BAR, tone))
    marks += (Label(names + room + 6, 1 + BASE + LINE * number, line, SIZE) for number, line in enumerate(told))
    return Strip(height, tuple(marks))
