"""How wide each column of a grid becomes on a given terminal, or that the terminal is too narrow for it."""

from msgspec import Struct

from drgs_cli.render.terminal.grid import Grid
from drgs_cli.render.terminal.measure import display_width

GAP = 2  # spaces between two columns
_LONGEST_WORD = 18  # a longer word, such as an address, does not widen its column, but is broken
_MOST_LINES = 5  # a cell that would need more lines than this asks for a wider column ...
_WIDE_ENOUGH = 28  # ... up to here
_FEWEST = 4  # so narrow a column cannot be read


class _Need(Struct, frozen=True):
    natural: int
    least: int

    def at(self, tenths: int) -> int:
        """The width at which the longest cell takes about so many tenths of a line."""
        return max(self.least, -(-self.natural * 10 // tenths))


def natural_widths(grid: Grid) -> tuple[int, ...]:
    """The width of each column's longest text: nothing is folded."""
    return tuple(need.natural for need in _needs(grid))


def column_widths(grid: Grid, width: int) -> tuple[int, ...] | None:
    """Widths that fit the terminal, or None if some column would become too narrow to be read.

    All columns give way alike: the longest cell of each takes as many lines as that of any other, as far as
    its words allow. What is left over goes to the columns that are still folded, from the left.
    """
    needs = _needs(grid)
    room = width - GAP * (len(needs) - 1)
    if sum(need.least for need in needs) > room:
        return None
    tenths = 10  # lines per longest cell, in tenths: whole lines would waste much of the room
    while sum(need.at(tenths) for need in needs) > room:
        tenths += 1
    widths = [need.at(tenths) for need in needs]
    spare = room - sum(widths)
    while spare and any(need.natural > width for need, width in zip(needs, widths, strict=True)):
        for index, need in enumerate(needs):
            if spare and widths[index] < need.natural:
                widths[index] += 1
                spare -= 1
    return tuple(widths)


def _needs(grid: Grid) -> list[_Need]:
    needs: list[_Need] = []
    for index, column in enumerate(grid.columns):
        texts = set(grid.column(index))
        title = grid.titles[index]
        longest = max(map(display_width, texts), default=0)
        natural = max(longest, display_width(title), 1)
        if column.min_width:
            least = column.min_width
        elif not column.wrap or column.align != "left":
            least = max(longest, _longest_word([title]))
        else:
            least = max(_FEWEST, _longest_word([title, *texts]), min(-(-longest // _MOST_LINES), _WIDE_ENOUGH))
        if column.unbroken:
            least = max([least, *map(_word, texts)])
        needs.append(_Need(natural, min(natural, least)))
    return needs


def _longest_word(texts: list[str]) -> int:
    return min(_LONGEST_WORD, max(map(_word, texts)))


def _word(text: str) -> int:
    """The width of a text's longest word behind the text's indent, which all its lines keep."""
    indent = len(text) - len(text.lstrip(" "))
    return indent + max(map(display_width, text.split(" ")))
