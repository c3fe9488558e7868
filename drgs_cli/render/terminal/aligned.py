"""A grid of known widths as aligned lines: how texts are folded into their columns and rows set apart."""

from collections.abc import Iterator

from drgs_cli.render.terminal.grid import Grid, Section
from drgs_cli.render.terminal.ink import Ink
from drgs_cli.render.terminal.layout import GAP
from drgs_cli.render.terminal.measure import fold, hang, padded

RULE = "─"
Lines = list[str]  # one cell, folded


def aligned_lines(grid: Grid, widths: tuple[int, ...], ink: Ink, width: int | None) -> Iterator[str]:
    """Titles, a rule, then the sections; in front of a section's heading an empty line."""
    rights = tuple(column.align != "left" for column in grid.columns)
    yield from (ink.write(ink.strong, line) for line in _joined(folded_titles(grid, widths), widths, rights))
    yield ink.write(ink.faint, RULE * (sum(widths) + GAP * (len(widths) - 1)))
    for number, section in enumerate(grid.sections):
        if number:
            yield ""
        yield from (ink.write(ink.accent, line) for line in running(section.title, width))
        yield from running(section.text, width, "  ")
        for cells in folded_rows(section, widths):
            yield from _joined(cells, widths, rights)


def running(text: str, width: int | None, indent: str = "") -> Lines:
    """A text by itself, folded to the terminal; no line at all if there is no text."""
    if not text:
        return []
    return [indent + text] if width is None else hang(text, width, indent, indent)


def folded_titles(grid: Grid, widths: tuple[int, ...]) -> list[Lines]:
    """The titles of the columns, the shorter ones filled from above so that all stand on the rule."""
    titles = _folded(grid.titles, widths)
    height = max(map(len, titles))
    return [[""] * (height - len(lines)) + lines for lines in titles]


def folded_rows(section: Section, widths: tuple[int, ...]) -> Iterator[list[Lines]]:
    """The rows, folded, with an empty one before and after each row of several lines, but for dense sections."""
    was_tall = False
    for number, row in enumerate(section.rows):
        cells = _folded(row, widths)
        tall = max(map(len, cells)) > 1
        if number and (tall or was_tall) and not section.dense:
            yield [[""]] * len(widths)
        yield cells
        was_tall = tall


def _folded(texts: tuple[str, ...], widths: tuple[int, ...]) -> list[Lines]:
    return [fold(text, width) for text, width in zip(texts, widths, strict=True)]


def _joined(cells: list[Lines], widths: tuple[int, ...], rights: tuple[bool, ...]) -> Iterator[str]:
    """The lines of one row, without blanks at their ends."""
    for number in range(max(map(len, cells))):
        yield (
            (" " * GAP)
            .join(
                padded(lines[number] if number < len(lines) else "", width, right)
                for lines, width, right in zip(cells, widths, rights, strict=True)
            )
            .rstrip(" ")
        )
