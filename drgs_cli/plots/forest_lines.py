"""A forest plot in characters: intervals, squares and diamonds in rows that keep their shape in a pipe; without colour.

From `_ONE_ROW` columns on a study is one row; on less its label and cells stand above its picture and figure.
"""

from collections.abc import Iterator

from msgspec import Struct

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.characters import columns_of, folded, padded
from drgs_cli.plots.forest import Entry, Forest, Group, Summary
from drgs_cli.plots.forest_axis import scale_of, ticks_of

_ONE_ROW = 110
_GAP = 2
_LABEL = (16, 40)
_PICTURE = 20
_CELL = 16
_BADGE = 5


class Grid(Struct, frozen=True):
    """The columns: how wide each is, in characters."""

    whole: int
    folded: bool
    label: int
    cells: tuple[int, ...]
    picture: int
    text: int
    badge: int


def forest_lines(forest: Forest, columns: int) -> tuple[str, ...]:
    """The whole plot; every line has at most so many columns, however few (but 40)."""
    grid = _grid(forest, max(columns, 40))
    scale = scale_of(forest, 0, grid.picture - 1)
    lines = [*_titles(forest, grid)]
    for group in forest.groups:
        lines += ["", *_group(group, forest, grid, scale)]
    lines += ["", *_foot(forest, grid, scale)]
    return tuple(line.rstrip() for line in lines)


def _grid(forest: Forest, columns: int) -> Grid:
    rows = [entry.cells for entry in forest.entries] + [found.cells for found in forest.summaries]
    cells = [
        min(max(map(columns_of, (*(row[place] for row in rows), *title.split("\n")))), _CELL)
        for place, title in enumerate(forest.columns)
    ]
    texts = [entry.text for entry in forest.entries]
    texts += [text for found in forest.summaries for text in (found.text, found.prediction_text)]
    labels = [entry.label for entry in forest.entries] + [found.label for found in forest.summaries]
    text = min(max(map(columns_of, (*texts, forest.text_title))), columns // 2)
    badge = _BADGE if forest.badges else 0
    taken = sum(cells) + _GAP * len(cells)
    label = max(_LABEL[0], min(max(map(columns_of, labels), default=0), _LABEL[1]))
    picture = columns - label - taken - text - badge - 2 * _GAP
    if columns >= _ONE_ROW and picture >= _PICTURE:
        return Grid(columns, False, label, tuple(cells), picture, text, badge)
    most = max((columns - badge - _LABEL[0]) // max(len(cells), 1) - _GAP, 4)
    cells = [min(cell, most) for cell in cells]
    label = columns - badge - sum(cells) - _GAP * len(cells)
    return Grid(columns, True, label, tuple(cells), columns - text - badge - _GAP, text, badge)


def _titles(forest: Forest, grid: Grid) -> Iterator[str]:
    stacks = [
        tuple(line for part in title.split("\n") for line in folded(part, width))
        for title, width in zip(forest.columns, grid.cells, strict=True)
    ]
    height = max((len(stack) for stack in stacks), default=1)
    badge = padded(forest.badge_title, grid.badge, "right") if grid.badge else ""
    for row in range(height):
        last = row == height - 1
        at = [stack[row - height + len(stack)] if row >= height - len(stack) else "" for stack in stacks]
        texts = _beside(forest.label_title if last else "", tuple(at), grid)
        if last and not grid.folded:
            texts += _room(grid) + padded(forest.text_title, grid.text, "right") + badge
        yield texts
    if grid.folded:
        yield " " * (grid.picture + _GAP) + padded(forest.text_title, grid.text, "right") + badge
    yield "─" * grid.whole


def _group(group: Group, forest: Forest, grid: Grid, scale: Scale) -> Iterator[str]:
    yield from folded(group.title, grid.whole)
    yield from folded(group.lead, grid.whole)
    for entry in group.entries:
        yield from _entry(entry, forest, grid, scale)
    if group.summary is not None:
        yield from _summary(group.summary, forest, grid, scale)
    for line in group.lines:
        yield from ("  " + text for text in folded(line, grid.whole - 2))


def _entry(entry: Entry, forest: Forest, grid: Grid, scale: Scale) -> Iterator[str]:
    badge = padded(entry.badge.sign, grid.badge, "right") if entry.badge is not None and grid.badge else ""
    if entry.value is None:
        yield from _worded(entry, grid, badge)
        return
    sign = "□" if entry.apart else "■"
    picture = _picture(entry.low, entry.value, entry.high, sign, forest, scale, grid.picture)
    yield from _row(entry.label, entry.cells, picture, entry.text, badge, grid)


def _worded(entry: Entry, grid: Grid, badge: str) -> Iterator[str]:
    """A study without an estimate: the reason where picture and figure would stand."""
    if grid.folded:
        yield from _above(entry.label, entry.cells, grid)
        room = grid.picture + grid.text
        for row, text in enumerate(folded(entry.words, room)):
            yield "  " + padded(text, room) + (badge if row == 0 else "")
        return
    room = grid.picture + grid.text + _GAP
    labels, texts = folded(entry.label, grid.label), folded(entry.words, room)
    for row in range(max(len(labels), len(texts), 1)):
        label = labels[row] if row < len(labels) else ""
        text = texts[row] if row < len(texts) else ""
        cells = entry.cells if row == 0 else ("",) * len(grid.cells)
        yield _beside(label, cells, grid) + " " * _GAP + padded(text, room) + (badge if row == 0 else "")


def _summary(summary: Summary, forest: Forest, grid: Grid, scale: Scale) -> Iterator[str]:
    picture = _picture(summary.low, summary.value, summary.high, "◆", forest, scale, grid.picture)
    yield from _row(summary.label, summary.cells, picture, summary.text, "", grid)
    if summary.prediction is not None:
        low, high = summary.prediction
        bar = _picture(low, None, high, "", forest, scale, grid.picture)
        cells = ("",) * len(grid.cells)
        yield from _row(summary.prediction_label, cells, bar, summary.prediction_text, "", grid)


def _row(label: str, cells: tuple[str, ...], picture: str, text: str, badge: str, grid: Grid) -> Iterator[str]:
    figure = padded(text, grid.text, "right") + badge
    if grid.folded:
        yield from _above(label, cells, grid)
        yield picture + " " * _GAP + figure
        return
    first, *more = folded(label, grid.label) or ("",)
    yield _beside(first, cells, grid) + " " * _GAP + picture + " " * _GAP + figure
    yield from more


def _above(label: str, cells: tuple[str, ...], grid: Grid) -> Iterator[str]:
    """Label and cells above a picture; a label that is longer than its column goes on below."""
    first, *more = folded(label, grid.label) or ("",)
    yield _beside(first, cells, grid)
    yield from more


def _beside(label: str, cells: tuple[str, ...], grid: Grid) -> str:
    texts = (padded(cell, width, "right") for cell, width in zip(cells, grid.cells, strict=True))
    return padded(label, grid.label) + "".join(" " * _GAP + text for text in texts)


def _room(grid: Grid) -> str:
    return " " * (grid.picture + 2 * _GAP)


def _picture(
    low: float | None,
    value: float | None,
    high: float | None,
    sign: str,
    forest: Forest,
    scale: Scale,
    width: int,
) -> str:
    """An interval of one row; `<` and `>` where it leaves the axis, `│` where there is no difference, `┊` at
    the ends of what is too small to matter.
    """
    signs = [" "] * width
    for end in forest.axis.band or ():
        if scale.holds(end):
            signs[_place(scale, end, width)] = "┊"
    if forest.axis.null is not None and scale.holds(forest.axis.null):
        signs[_place(scale, forest.axis.null, width)] = "│"
    if low is not None and high is not None:
        start, end = _place(scale, low, width), _place(scale, high, width)
        line = "─" if value is not None else "┄"
        for at in range(start, end + 1):
            signs[at] = "┼" if signs[at] == "│" else line
        signs[start] = "├" if scale.holds(low) else "<"
        signs[end] = "┤" if scale.holds(high) else ">"
    if value is not None:
        signs[_place(scale, value, width)] = sign
    return "".join(signs)


def _place(scale: Scale, value: float, width: int) -> int:
    return min(max(round(scale.within(value)), 0), width - 1)


def _foot(forest: Forest, grid: Grid, scale: Scale) -> Iterator[str]:
    """The axis with its ticks, whom either side favours, and what the signs say."""
    before = 0 if grid.folded else columns_of(_beside("", ("",) * len(grid.cells), grid)) + _GAP
    line, under, free = ["─"] * grid.picture, [" "] * grid.picture, 0
    for value, text in ticks_of(scale, max(grid.picture // 9, 2)):
        at = _place(scale, value, grid.picture)
        start = min(max(at - len(text) // 2, 0), grid.picture - len(text))
        if start < free:
            continue
        line[at] = "┴" if value == forest.axis.null else "┬"
        under[start : start + len(text)] = text
        free = start + len(text) + 1
    yield " " * before + "".join(line)
    yield " " * before + "".join(under)
    yield from _sides_of_axis(forest, grid, scale, before)
    axis = forest.axis
    yield from folded(axis.title, grid.whole)
    if axis.band is not None:
        yield from folded(f"Between ┊ and ┊: {axis.band_text}", grid.whole)
    if forest.apart:
        yield "□ not in the summary"
    if forest.badges:
        words = ", ".join(f"{badge.sign} {badge.word}" for badge in forest.badges)
        yield from folded(f"{forest.badge_key}: {words}", grid.whole)


def _sides_of_axis(forest: Forest, grid: Grid, scale: Scale, before: int) -> Iterator[str]:
    axis = forest.axis
    if axis.null is None or not (axis.left or axis.right):
        return
    zero = before + _place(scale, axis.null, grid.picture)
    left, right = f"<- {axis.left}", f"{axis.right} ->"
    if columns_of(left) < zero and zero + 1 + columns_of(right) < grid.whole:
        yield padded(left, zero - 1, "right") + " │ " + right
    else:
        yield from folded(f"{left} │ {right}", grid.whole)
