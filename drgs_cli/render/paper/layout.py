"""How a table is laid on a sheet: the widths of its columns, or several parts that all repeat the leading columns.

Widths are in points. How wide a text is drawn is told by whoever sets it.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from drgs_cli.plots.drawing import POINTS_PER_MM
from drgs_cli.render.document import NOTHING, Cell, Column, Table
from drgs_cli.render.paper.together import together, words_of
from drgs_cli.visible import visible

MARGIN_MM = 18.0
UPRIGHT = (210 - 2 * MARGIN_MM) * POINTS_PER_MM  # A4; 174 mm between the margins, the width of a journal's page
LYING = (297 - 2 * MARGIN_MM) * POINTS_PER_MM
SIZE = 8.0  # of the letters in a table
GAP = 8.0  # between two columns
INDENT = 8.0  # of a cell, by step

Measure = Callable[[str, bool], float]  # the width of a text of SIZE points, in bold or not

_SIGN = 4.4  # a letter of usual width, for columns whose width is asked for in signs
_LONGEST_WORD = 80.0  # a longer word, such as an address, does not widen its column, but is broken
_MOST_LINES = 6  # a cell that would need more lines than this asks for a wider column ...
_WIDE_ENOUGH = 120.0  # ... up to here
_FEWEST = 20.0  # so narrow a column cannot be read
_WIDEST = 200.0  # not even a column that must not be folded is wider
_TOO_TALL = 9  # lines of a cell on an upright sheet from which a lying one reads better
_LEADING_SHARE = 0.45  # of the sheet, at most, for the columns that every part repeats


class Part(Struct, frozen=True):
    """Some columns of a table, by their places, and how wide each becomes."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """The whole width, with what is between the columns."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)


class _Need(Struct, frozen=True):
    natural: float
    least: float


def shown(cell: Cell) -> str:
    """What stands in a cell, harmless; never nothing."""
    return together(visible(cell.text).strip()) or NOTHING


def needs_lying(table: Table, measure: Measure) -> bool:
    """Whether the table is too wide, or would become too tall, for an upright sheet."""
    needs = _needs(table, measure)
    widths = _fitted(needs, UPRIGHT)
    return widths is None or any(need.natural > width * _TOO_TALL for need, width in zip(needs, widths, strict=True))


def parts_of(table: Table, room: float, measure: Measure) -> tuple[Part, ...]:
    """The table as one part or, where its columns do not fit beside one another, as several of like width."""
    needs = _needs(table, measure)
    widths = _fitted(needs, room) if len(needs) > 1 else (min(needs[0].natural, room),)
    if widths is not None:
        return (Part(tuple(range(len(needs))), widths),)
    lead = _repeated(needs, min(table.lead, len(needs) - 1), room)
    leading = _squeezed(needs[:lead], room * _LEADING_SHARE)
    free = room - sum(need.least + GAP for need in leading)
    others = [_Need(need.natural, min(need.least, free)) for need in needs[lead:]]
    parts = []
    for chosen in _shared_out(others, free):
        part = [*leading, *(others[index] for index in chosen)]
        columns = (*range(lead), *(lead + index for index in chosen))
        parts.append(Part(columns, _fitted(part, room) or tuple(need.least for need in part)))
    return tuple(parts)


def _needs(table: Table, measure: Measure) -> list[_Need]:
    rows = [row for group in table.groups() for row in group.rows]
    return [_need(column, [row.cells[index] for row in rows], measure) for index, column in enumerate(table.columns)]


def _need(column: Column, cells: Sequence[Cell], measure: Measure) -> _Need:
    extra = max((INDENT * cell.indent + 4 * len(cell.notes) for cell in cells), default=0.0) + 1
    texts = {shown(cell) for cell in cells}
    title = together(visible(column.title))
    longest = extra + max((measure(text, False) for text in texts), default=0.0)
    heading = max((measure(word, True) for word in words_of(title)), default=0.0)
    natural = max(longest, measure(title, True), _FEWEST)
    split = {word for text in texts for word in words_of(text)}
    word = extra + max((measure(word, False) for word in split), default=0.0)
    if column.min_width:
        least = min(column.min_width * _SIGN, _WIDEST)
    elif not column.wrap or column.align != "left":
        least = min(max(longest, heading), _WIDEST)
    else:
        least = max(min(max(word, heading), _LONGEST_WORD), min(longest / _MOST_LINES, _WIDE_ENOUGH), _FEWEST)
    if column.unbroken:
        least = max(least, min(word, _WIDEST))
    return _Need(natural, min(natural, least))


def _fitted(needs: Sequence[_Need], room: float) -> tuple[float, ...] | None:
    """Widths that fit, or None if some column would become too narrow; all give way alike."""
    free = room - GAP * (len(needs) - 1)
    if sum(need.least for need in needs) > free:
        return None
    lines = 1.0  # of the longest cell of each column
    while sum(max(need.least, need.natural / lines) for need in needs) > free:
        lines *= 1.02
    widths = [max(need.least, need.natural / lines) for need in needs]
    spare = free - sum(widths)
    for index, need in enumerate(needs):
        wider = min(spare, need.natural - widths[index])
        widths[index] += wider
        spare -= wider
    return tuple(int(width * 10) / 10 for width in widths)


def _repeated(needs: Sequence[_Need], lead: int, room: float) -> int:
    """How many of the leading columns every part repeats: fewer where they would leave too little for the others."""
    while lead > 1 and sum(need.least + GAP for need in needs[:lead]) > room * _LEADING_SHARE:
        lead -= 1
    return lead


def _squeezed(needs: Sequence[_Need], room: float) -> list[_Need]:
    """The needs, narrowed alike until they take no more than some room."""
    least = sum(need.least + GAP for need in needs)
    share = min(1.0, room / least)
    return [_Need(need.natural, need.least * share) for need in needs]


def _shared_out(needs: Sequence[_Need], room: float) -> list[list[int]]:
    """Runs of neighbours that fit, as few as can be, and then as like one another in width as can be."""
    runs = _runs(needs, room)
    low, high = 0.0, room
    for _ in range(20):
        middle = (low + high) / 2
        fits = max(need.least for need in needs) <= middle and len(_runs(needs, middle)) == len(runs)
        low, high = (low, middle) if fits else (middle, high)
    return _runs(needs, high)


def _runs(needs: Sequence[_Need], room: float) -> list[list[int]]:
    runs: list[list[int]] = []
    taken = 0.0
    for index, need in enumerate(needs):
        taken += need.least + GAP
        if not runs or taken - GAP > room:
            runs.append([])
            taken = need.least + GAP
        runs[-1].append(index)
    return runs
