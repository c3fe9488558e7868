"""The flow of records as boxes and arrows: ways beside one another on a page, below one another in a column."""

from collections.abc import Sequence

from drgs_cli.plots.captions import BASE, LINE, SIZE
from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Drawing, Label, Line, Mark
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.prisma_boxes import ARROW, box_strip, head_down, ways_strip
from drgs_cli.plots.prisma_data import Flow, Way
from drgs_cli.plots.sheets import MARGIN, TALLEST, Strip, drawings, gathered, inset, moved, stacked
from drgs_cli.plots.text_width import ROOM, wrapped

_STAGE = 13.0  # width of the band with the name of a stage
_MOST = 8  # lines of a warning
_BUS = 9.0  # room of the lines that lead past other ways
_WIDE = 380.0  # points from which ways stand beside one another

Band = tuple[str, float, float]


def draw_prisma(data: Flow, width_mm: float) -> tuple[Drawing, ...]:
    """The diagram, on one sheet where it fits."""
    width = width_mm * POINTS_PER_MM - 2 * MARGIN
    ways = (*((data.before,) if data.before is not None else ()), *data.ways)
    strips = _beside(data, ways, width) if width >= _WIDE else _below(data, ways, width)
    parts = [*strips, *(_warning(warning, width) for warning in data.warnings)]
    whole = stacked(parts)
    sheets = (whole,) if whole.height <= TALLEST else gathered(parts)
    return drawings(map(inset, sheets), width + 2 * MARGIN, data.title, data.description)


def _beside(data: Flow, ways: Sequence[Way], width: float) -> list[Strip]:
    left = _STAGE + 6
    strip, bands, exits = ways_strip(ways, left, width - left)
    marks: list[Mark] = [*_bands(bands), *strip.marks]
    for x, bottom in exits:
        marks += _into(x, bottom, strip.height + ARROW)
    return [stacked((Strip(strip.height + ARROW, tuple(marks)), _included(data, left, width)))]


def _below(data: Flow, ways: Sequence[Way], width: float) -> list[Strip]:
    """Way after way; a line on the left leads from each past those below it."""
    left = _STAGE + 6 + _BUS * (len(ways) > 1)
    bus = _STAGE + 6 + _BUS / 3
    found, begun = [], False
    for number, way in enumerate(ways):
        strip, bands, exits = ways_strip((way,), left, width - left)
        last = number == len(ways) - 1
        height = strip.height + ARROW
        marks: list[Mark] = [*_bands(bands), *strip.marks]
        if begun:
            marks.append(Line(bus, 0, bus, height, "rule"))
        for x, bottom in exits:
            turn = strip.height + ARROW / 2
            if last:
                marks += _into(x, bottom, height)
            else:
                marks += (Line(x, bottom, x, turn, "rule"), Line(bus, turn, x, turn, "rule"))
                marks += () if begun else (Line(bus, turn, bus, height, "rule"),)
        begun = begun or bool(exits)
        if last and len(ways) > 1:
            marks += head_down(bus, height)
        found.append(Strip(height, tuple(marks)))
    return [*found, _included(data, _STAGE + 6, width)]


def _into(x: float, top: float, bottom: float) -> tuple[Mark, ...]:
    return (Line(x, top, x, bottom - 3, "rule"), *head_down(x, bottom))


def _included(data: Flow, left: float, width: float) -> Strip:
    box = box_strip(data.included, left, width - left, 40.0)
    return Strip(box.height + 6, (*_bands([(data.included_stage, 0.0, box.height)]), *box.marks))


def _bands(bands: Sequence[Band]) -> list[Mark]:
    """The names of the stages, turned, each beside the rows that belong to it."""
    marks: list[Mark] = []
    for stage, top, bottom in bands:
        marks.append(Box(0, top, _STAGE, bottom - top, "faint", None, radius=2.0))
        line = wrapped(stage, SIZE * ROOM, bottom - top - 2, bold=True, most=1)
        if line:
            x, y = _STAGE / 2 + 0.36 * SIZE, (top + bottom) / 2
            marks.append(Label(x, y, line[0], SIZE, "middle", bold=True, turned=-90.0, full=stage))
    return marks


def _warning(text: str, width: float) -> Strip:
    """A warning in a box with a broad left border, below the diagram."""
    tone: Tone = "bad"
    lines = wrapped(f"WARNING: {text}", SIZE * ROOM, width - 12, most=_MOST)
    height = LINE * len(lines) + 6
    marks: list[Mark] = [Box(0, 0, width, height, None, tone, 0.75), Box(0, 0, 3, height, tone)]
    marks += (Label(8, 3 + BASE + LINE * number, line, SIZE) for number, line in enumerate(lines))
    return Strip(height + 5, tuple(moved(mark, 0.0, 2.0) for mark in marks))
