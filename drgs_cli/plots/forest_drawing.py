"""A forest plot on sheets: rows from above to below, a new sheet with headings and axis where one is full; chooses no
word but the number of the page.
"""

from collections.abc import Iterator

from msgspec import Struct

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.drawing import Anchor, Drawing, Label, Line, Mark
from drgs_cli.plots.forest import Entry, Forest, Group, Summary
from drgs_cli.plots.forest_axis import scale_of
from drgs_cli.plots.forest_behind import behind_marks
from drgs_cli.plots.forest_foot import AXIS, foot_marks
from drgs_cli.plots.forest_layout import LEADING, Layout, heading_lines, layout_of
from drgs_cli.plots.forest_marks import badge_marks, entry_marks, prediction_marks, side_of_square
from drgs_cli.plots.forest_marks import summary_marks as diamond
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import TALLEST, moved
from drgs_cli.plots.text_width import ROOM, width_of, wrapped
from drgs_cli.visible import visible

_SEAM = 0.01  # pieces of a line that are no further apart are one
_SHORT = 4.2  # half of the line of no difference where it stands below a label


class Block(Struct, frozen=True):
    """Rows that stay together: their height, marks from their own upper edge, where no difference is drawn as a line.

    `group` is what a new page repeats above it; `holds` keeps it with what follows.
    """

    height: float
    marks: tuple[Mark, ...]
    lined: tuple[tuple[float, float], ...] = ()
    group: int = 0
    holds: bool = False


def draw_forest(forest: Forest, width_mm: float) -> tuple[Drawing, ...]:
    """All sheets; nothing is left out and no text lies on another."""
    layout = layout_of(forest, width_mm)
    scale = scale_of(forest, layout.left + 4, layout.right - 4)
    heads = [tuple(_headings(group, place, layout)) for place, group in enumerate(forest.groups)]
    marks, height = foot_marks(forest, layout, scale)
    top, foot = _columns(forest, layout), Block(height, marks)
    room = TALLEST - top.height - foot.height - 2 * layout.size * LEADING
    blocks = [
        block
        for place, group in enumerate(forest.groups)
        for block in (*heads[place], *_rows(group, place, layout, scale))
    ]
    pages = _paged(blocks, heads, room)
    return tuple(
        _sheet(forest, layout, scale, (top, *page, foot), number, len(pages)) for number, page in enumerate(pages, 1)
    )


def _paged(blocks: list[Block], heads: list[tuple[Block, ...]], room: float) -> list[list[Block]]:
    """The blocks page by page; a heading stands above its first row, and again where its rows go on."""
    pages: list[list[Block]] = [[]]
    taken = 0.0
    for place, block in enumerate(blocks):
        needed = block.height
        if block.holds and place + 1 < len(blocks):
            needed += sum(later.height for later in blocks[place + 1 : place + 3])
        if pages[-1] and taken + needed > room and not (pages[-1][-1].holds):
            again = [] if block.holds else list(heads[block.group])
            pages.append(again)
            taken = sum(head.height for head in again)
        pages[-1].append(block)
        taken += block.height
    return pages


def _sheet(forest: Forest, layout: Layout, scale: Scale, blocks: tuple[Block, ...], number: int, pages: int) -> Drawing:
    marks: list[Mark] = []
    down = 0.0
    if pages > 1:
        down = layout.size * LEADING + 3
        marks += _page_line(forest, layout, f"page {number} of {pages}")
    placed: list[Mark] = []
    pieces, axis = _lined(blocks, down), down
    for block in blocks:
        axis = down  # that of the last one
        placed += (moved(mark, 0.0, down) for mark in block.marks)
        down += block.height
    marks += (*behind_marks(forest, scale, pieces, placed, axis + AXIS), *placed)
    said = f", page {number} of {pages}" if pages > 1 else ""
    return Drawing(layout.width, down, tuple(marks), forest.title + said, forest.description)


def _page_line(forest: Forest, layout: Layout, page: str) -> Iterator[Mark]:
    size = layout.small
    yield Label(layout.width, size, page, size, "end", tone="muted")
    room = layout.width - width_of(page, size) * ROOM - 8
    for line in wrapped(visible(forest.title), size, room, most=1):
        yield Label(0, size, line, size, tone="muted", full=visible(forest.title))


def _columns(forest: Forest, layout: Layout) -> Block:
    """The titles of the columns between two rules."""
    size = layout.size
    spans: list[tuple[str, float, float, Anchor]] = [(forest.label_title, 0.0, layout.label, "start")]
    spans += [(title, *edges, "end") for title, edges in zip(forest.columns, layout.cells, strict=True)]
    stacks = [(heading_lines(title, right - left, size), left, right, to) for title, left, right, to in spans]
    figure = heading_lines(forest.text_title, layout.text[1] - layout.text[0], size)
    lines = max(len(stack[0]) for stack in stacks)
    step = size * LEADING
    if layout.folded:
        lines += len(figure)
        stacks.append((figure, *layout.text, "end"))
    else:
        lines = max(lines, len(figure))
        stacks.append((figure, *layout.text, "end"))
    base = 4 + size * 0.8
    marks: list[Mark] = [Line(0, 0.5, layout.width, 0.5, "ink", 0.9)]
    for place, (texts, left, right, to) in enumerate(stacks):
        below = layout.folded and place < len(stacks) - 1
        first = lines - len(texts) - (len(figure) if below else 0)
        x = left if to == "start" else right
        marks += (
            Label(x, base + (first + row) * step, text, size, to, bold=True) for row, text in enumerate(texts) if text
        )
    if layout.badge is not None:
        marks += _badge_title(forest, layout, base + (lines - 1) * step)
    height = base + (lines - 1) * step + 4.5
    return Block(height + 2, (*marks, Line(0, height, layout.width, height, "rule", 0.6)))


def _badge_title(forest: Forest, layout: Layout, y: float) -> Iterator[Mark]:
    if layout.badge is not None:
        yield Label(layout.badge, y, forest.badge_title, layout.size, "middle", bold=True)


def _headings(group: Group, place: int, layout: Layout) -> Iterator[Block]:
    size, step = layout.size, layout.size * LEADING
    marks: list[Mark] = []
    y = 5 + size * 0.8
    for text in wrapped(visible(group.title), size + 0.3, layout.width / ROOM, bold=True, most=3):
        marks.append(Label(0, y, text, size + 0.3, bold=True))
        y += step
    for text in wrapped(visible(group.lead), layout.small, layout.width / ROOM):
        marks.append(Label(0, y, text, layout.small, tone="muted"))
        y += layout.small * LEADING
    yield Block(y - size * 0.8 + 2.5, tuple(marks), group=place, holds=True)


def _rows(group: Group, place: int, layout: Layout, scale: Scale) -> Iterator[Block]:
    for entry in group.entries:
        yield _entry(entry, group.tone, place, layout, scale)
    if group.summary is not None:
        yield _summary(group.summary, group.tone, place, layout, scale)
    yield from _closing(group, place, layout)


def _entry(entry: Entry, tone: Tone, place: int, layout: Layout, scale: Scale) -> Block:
    size, step = layout.size, layout.size * LEADING
    texts, rows = _label_and_cells(entry.label, entry.cells, layout, bold=False)
    marks: list[Mark] = list(texts)
    y = 1.5 + (rows * step if layout.folded else 0.0) + size * 0.8
    middle = y - size * 0.34
    lined: tuple[tuple[float, float], ...] = ()
    if entry.value is None:
        left = layout.left if layout.folded or any(entry.cells) or not layout.cells else layout.cells[0][0]
        whole = visible(entry.words)
        said = wrapped(whole, layout.small, (layout.text[1] - left) / ROOM, most=9)
        marks += (
            Label(left, y + row * step, line, layout.small, tone="muted", full=whole) for row, line in enumerate(said)
        )
        below = max(len(said), 1)
    else:
        marks += entry_marks(entry, scale, middle, side_of_square(entry.share), tone)
        marks += _figure_text(entry.text, y, layout, bold=False)
        below = 1
    taken = (rows + below) * step if layout.folded else max(rows, below) * step
    height = taken + (4.5 if layout.folded else 3.2)
    if entry.value is not None:
        lined = ((middle - _SHORT, middle + _SHORT),) if layout.folded else ((0.0, height),)
    if entry.badge is not None and layout.badge is not None:
        marks += badge_marks(entry.badge, layout.badge, middle)
    return Block(height, tuple(marks), lined, place)


def _summary(summary: Summary, tone: Tone, place: int, layout: Layout, scale: Scale) -> Block:
    size, step = layout.size, layout.size * LEADING
    texts, rows = _label_and_cells(summary.label, summary.cells, layout, bold=True)
    y = 2.5 + (rows * step if layout.folded else 0.0) + size * 0.8
    middle = y - size * 0.34
    marks: list[Mark] = [moved(mark, 0.0, 1.0) for mark in texts]
    marks += diamond(summary, scale, middle, tone)
    marks += _figure_text(summary.text, y, layout, bold=True)
    lines = (rows + 1) if layout.folded else rows
    bottom = 2.5 + max(lines, 1) * step
    if summary.prediction is not None:
        if layout.folded:
            marks.append(Label(0, bottom + layout.small * 0.8, summary.prediction_label, layout.small, tone="muted"))
            bottom += layout.small * LEADING
        below = bottom + size * 0.8
        marks += prediction_marks(summary, scale, below - size * 0.34)
        marks += _figure_text(summary.prediction_text, below, layout, bold=False)
        if not layout.folded:
            room = layout.left - 6
            for line in wrapped(visible(summary.prediction_label), size, room / ROOM, most=1):
                marks.append(Label(0, below, line, size, tone="ink"))
        bottom += step
    lined = (middle - _SHORT, middle + _SHORT) if layout.folded else (0.0, bottom + 2)
    return Block(bottom + 2, tuple(marks), (lined,), place)


def _closing(group: Group, place: int, layout: Layout) -> Iterator[Block]:
    """What is said of a group below it, line by line."""
    step = layout.small * LEADING
    yield Block(1.5, (), group=place)
    for line in group.lines:
        for text in wrapped(visible(line), layout.small, layout.width / ROOM):
            yield Block(step, (Label(0, layout.small * 0.8, text, layout.small, tone="muted"),), group=place)
    yield Block(3, (), group=place)


def _label_and_cells(label: str, cells: tuple[str, ...], layout: Layout, *, bold: bool) -> tuple[list[Mark], int]:
    """The texts left of the picture, and how many lines they take."""
    size, step = layout.size, layout.size * LEADING
    y = 1.5 + size * 0.8
    whole = visible(label)
    lines = wrapped(whole, size, layout.label / ROOM, bold, most=4)
    marks: list[Mark] = [
        Label(0, y + row * step, text, size, bold=bold, full=whole if lines[-1].endswith("…") else "")
        for row, text in enumerate(lines)
    ]
    most = max(len(lines), 1)
    for text, (left, right) in zip(cells, layout.cells, strict=True):
        said = wrapped(visible(text), size, (right - left) / ROOM + 0.01, bold, most=3)
        marks += (Label(right, y + row * step, part, size, "end", bold) for row, part in enumerate(said))
        most = max(most, len(said))
    return marks, most


def _figure_text(text: str, y: float, layout: Layout, *, bold: bool) -> Iterator[Mark]:
    left, right = layout.text
    for line in wrapped(visible(text), layout.size, (right - left) / ROOM + 0.01, bold, most=1):
        yield Label(right, y, line, layout.size, "end", bold, full=visible(text))


def _lined(blocks: tuple[Block, ...], down: float) -> list[tuple[float, float]]:
    """From where to where the line of no difference runs, in as few pieces as there are."""
    found: list[tuple[float, float]] = []
    for block in blocks:
        for top, bottom in block.lined:
            if found and down + top - found[-1][1] < _SEAM:
                found[-1] = (found[-1][0], down + bottom)
            else:
                found.append((down + top, down + bottom))
        down += block.height
    return found
