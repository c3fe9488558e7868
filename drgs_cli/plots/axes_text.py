"""A sheet of characters with places for them, and an axis beneath it; knows no picture."""

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.characters import clipped, columns_of, padded

HORIZONTAL, TICK = "─", "┬"
GUTTER = 8  # columns before a plot, for the values of its upright axis


class Sheet:
    """Characters in columns and rows, empty at first; each takes one column."""

    def __init__(self, columns: int, rows: int) -> None:
        """Make an empty sheet."""
        self.columns, self.rows = columns, rows
        self._signs = [[" "] * columns for _ in range(rows)]

    def at(self, column: int, row: int) -> str:
        """The sign at a place; a space where there is none, or beyond the sheet."""
        return self._signs[row][column] if 0 <= column < self.columns and 0 <= row < self.rows else " "

    def put(self, column: int, row: int, text: str) -> None:
        """Write a text over what stands there; what lies beyond the sheet is not written."""
        for step, sign in enumerate(text):
            if 0 <= column + step < self.columns and 0 <= row < self.rows:
                self._signs[row][column + step] = sign

    def lines(self) -> tuple[str, ...]:
        """The rows, without spaces at their ends."""
        return tuple("".join(row).rstrip() for row in self._signs)


def axis_lines(scale: Scale, ticks: tuple[tuple[float, str], ...], columns: int) -> tuple[str, str]:
    """A rule with its ticks, and beneath it their texts; one that would touch the text before it is left out.

    The scale is that of columns: its places are rounded to them.
    """
    sheet = Sheet(columns, 2)
    sheet.put(0, 0, HORIZONTAL * columns)
    taken = -1
    for value, text in ticks:
        column = round(scale.place(value))
        start = min(max(column - columns_of(text) // 2, 0), columns - columns_of(text))
        if not 0 <= column < columns or start <= taken:
            continue
        sheet.put(column, 0, TICK)
        sheet.put(start, 1, clipped(text, columns))
        taken = start + columns_of(text)
    rule, texts = sheet.lines()
    return rule, texts


def between_axes(plot: Sheet, upright: dict[int, str], level: tuple[str, str]) -> tuple[str, ...]:
    """A plot with its upright axis, whose values stand by row, and with the lines of the other one beneath it."""
    rule, texts = level
    return (
        *(
            f"{padded(upright.get(row, ''), GUTTER - 2, 'right')} {'┤' if row in upright else '│'}{line}"
            for row, line in enumerate(plot.lines())
        ),
        " " * (GUTTER - 1) + "└" + rule,
        (" " * GUTTER + texts).rstrip(),
    )
