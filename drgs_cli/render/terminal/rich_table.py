"""A grid of known widths drawn by rich, for short tables on a colour terminal; nothing else knows rich."""

import io

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drgs_cli.render.document import Column
from drgs_cli.render.terminal.aligned import Lines, folded_rows, folded_titles, running
from drgs_cli.render.terminal.grid import Grid, Section
from drgs_cli.render.terminal.layout import GAP
from drgs_cli.render.terminal.measure import padded

# One rule below the titles, nothing else: the third of the eight lines of a box.
_RULED = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def rich_lines(grid: Grid, widths: tuple[int, ...], width: int) -> list[str]:
    """The lines that our own aligned text would give, in rich's colours.

    Every text is a `Text`, so nothing is taken for markup, and is folded before rich sees it, so that nothing
    is shortened. The console has no environment: what is drawn depends on the arguments alone.
    """
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        color_system="standard",
        force_terminal=True,
        legacy_windows=False,
        highlight=False,
        _environ={},
    )
    console.print(_drawn(grid, widths, None))
    for number, section in enumerate(grid.sections):
        if number:
            console.print()
        for line in running(section.title, width):
            console.print(Text(line, style="bold cyan"))
        for line in running(section.text, width, "  "):
            console.print(Text(line))
        if section.rows:
            console.print(_drawn(grid, widths, section))
    return stream.getvalue().splitlines()


def _drawn(grid: Grid, widths: tuple[int, ...], section: Section | None) -> Table:
    """The rows of a section or, without one, the titles of the columns."""
    table = Table(
        box=_RULED,
        show_header=section is None,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),  # the box puts one blank more between two columns
        header_style="bold",
        border_style="dim",
    )
    for title, column, width in zip(folded_titles(grid, widths), grid.columns, widths, strict=True):
        table.add_column(_text(title, column, width), width=width, overflow="fold")
    for cells in folded_rows(section, widths) if section else ():
        table.add_row(*map(_text, cells, grid.columns, widths))
    return table


def _text(lines: Lines, column: Column, width: int) -> Text:
    """The lines of a cell, filled up by us: rich would move a number whose decimals end in blanks."""
    return Text("\n".join(padded(line, width, right=column.align != "left") for line in lines))
