"""Boxes of a flow with the arrows between them, each as high as its text; knows no sheet."""

from collections.abc import Iterator, Sequence

from drgs_cli.plots.captions import BASE, LINE, SIZE
from drgs_cli.plots.drawing import Label, Line, Mark, Outline
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.prisma_data import Entry, FlowBox, Step, Way
from drgs_cli.plots.sheets import Strip, moved
from drgs_cli.plots.text_width import ROOM, width_of, wrapped

ARROW = 13.0  # between boxes below one another
_BETWEEN = 13.0  # between boxes beside one another
_PAD = 4.0
_FEW = 2  # boxes beside the name of a stage that make room for it by themselves
_MOST = 6  # lines of one entry
_HEAD = 2.4  # half the width of the head of an arrow

Exit = tuple[float, float]


def box_strip(box: FlowBox, x: float, width: float, height: float = 0.0) -> Strip:
    """A box as high as its text, or higher; with a broken border where no number of it is known."""
    marks: list[Mark] = []
    y = _PAD
    for entry in box.entries:
        indent = 7.0 * entry.indent
        for line in _said(entry, width - 2 * _PAD - indent):
            tone: Tone = "muted" if entry.missing else "ink"
            marks.append(Label(x + _PAD + indent, y + BASE, line, SIZE, tone=tone, full=_full(entry, line)))
            y += LINE
        y += 1.0
    high = max(height, y - 1.0 + _PAD)
    corners = ((x, 0.0), (x + width, 0.0), (x + width, high), (x, high))
    return Strip(high, (Outline(corners, "paper", "rule", 0.75, dash=(2.5, 2.0) if box.missing else ()), *marks))


def ways_strip(
    ways: Sequence[Way], left: float, width: float
) -> tuple[Strip, tuple[tuple[str, float, float], ...], tuple[Exit, ...]]:
    """Ways as columns under their titles, with what fell out on the right of its box.

    Returned with the span of each stage, and for each way where its line comes out: the middle and the lower edge of
    its last box.
    """
    columns = [1 + any(step.out is not None for step in way.steps) for way in ways]
    each = (width - _BETWEEN * (sum(columns) - 1)) / sum(columns)
    lefts = [left + sum(columns[:place]) * (each + _BETWEEN) for place in range(len(ways))]
    marks, y = _titles(ways, lefts, columns, each)
    spans: dict[str, tuple[float, float]] = {}
    bottoms: list[float | None] = [None] * len(ways)
    for place in range(max(len(way.steps) for way in ways)):
        row = [way.steps[place] if place < len(way.steps) else Step("", None) for way in ways]
        boxes = [box for step in row for box in (step.box, step.out) if box is not None]
        if not boxes:
            continue
        y += ARROW if spans else 0.0
        stage = next(step.stage for step in row if step.box is not None)
        height = max(box_strip(box, 0.0, each).height for box in boxes)
        if sum(step.stage == stage for way in ways[-1:] for step in way.steps if step.box is not None) < _FEW:
            height = max(height, width_of(stage, SIZE, bold=True) * ROOM + 6)  # its name stands beside it
        for number, (step, x) in enumerate(zip(row, lefts, strict=True)):
            if step.box is not None:
                marks += _step(step, x, y, each, height, bottoms[number])
                bottoms[number] = y + height
        spans[stage] = (spans.get(stage, (y, y))[0], y + height)
        y += height
    exits = tuple((x + each / 2, end) for x, end in zip(lefts, bottoms, strict=True) if end is not None)
    return Strip(y, tuple(marks)), tuple((stage, *span) for stage, span in spans.items()), exits


def head_down(x: float, y: float) -> tuple[Mark, ...]:
    """The head of an arrow that ends at a point, from above."""
    return (Outline(((x - _HEAD, y - 4), (x + _HEAD, y - 4), (x, y)), "rule", None),)


def _step(step: Step, x: float, y: float, each: float, height: float, before: float | None) -> Iterator[Mark]:
    """A box with the arrow into it from the box before, and that to what fell out."""
    if before is not None:
        yield Line(x + each / 2, before, x + each / 2, y - 3, "rule")
        yield from head_down(x + each / 2, y)
    for box, at in ((step.box, x), (step.out, x + each + _BETWEEN)):
        if box is not None:
            yield from (moved(mark, 0.0, y) for mark in box_strip(box, at, each, height).marks)
    if step.out is not None:
        end, middle = x + each + _BETWEEN, y + height / 2
        yield Line(x + each, middle, end - 3, middle, "rule")
        yield Outline(((end - 4, middle - _HEAD), (end - 4, middle + _HEAD), (end, middle)), "rule", None)


def _titles(
    ways: Sequence[Way], lefts: Sequence[float], columns: Sequence[int], each: float
) -> tuple[list[Mark], float]:
    """The titles above their columns, and how high they are together."""
    wide = [number * each + _BETWEEN * (number - 1) for number in columns]
    lines = [wrapped(way.title, SIZE * ROOM, room, bold=True) for way, room in zip(ways, wide, strict=True)]
    height = LINE * max(map(len, lines))
    marks: list[Mark] = [
        Label(x, height - LINE * (len(those) - number) + BASE, line, SIZE, bold=True)
        for x, those in zip(lefts, lines, strict=True)
        for number, line in enumerate(those)
    ]
    return marks, height + 4


def _full(entry: Entry, line: str) -> str:
    """The whole text where the line is only its beginning."""
    return entry.text if line.endswith("…") else ""


def _said(entry: Entry, width: float) -> tuple[str, ...]:
    """An entry in lines; its number is not broken, but stands on a line of its own where there is no room for it."""
    lines = wrapped(entry.text, SIZE * ROOM, width, most=_MOST)
    if not entry.number:
        return lines
    number = f"(n {'' if entry.missing else '= '}{entry.number})"
    joined = f"{lines[-1]} {number}" if lines else number
    if width_of(joined, SIZE) * ROOM <= width:
        return (*lines[:-1], joined)
    return (*lines, *wrapped(number, SIZE * ROOM, width))
