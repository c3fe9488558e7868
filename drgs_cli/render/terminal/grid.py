"""A table's wording cell by cell as it will stand on a terminal, before any width is known."""

import re

from msgspec import Struct

from drgs_cli.render.document import NOTHING, Cell, Column, Group, Row, Table
from drgs_cli.render.terminal.measure import display_width, padded
from drgs_cli.visible import visible

_NUMBER = r"[^\d]{0,3}\d[\d,\u2009\u202f]*"  # compiled only where a column is aligned by it


class Section(Struct, frozen=True):
    """The rows under one heading; every row has one text for each column. `dense`: no empty lines between rows."""

    title: str
    text: str
    rows: tuple[tuple[str, ...], ...]
    dense: bool = False


class Grid(Struct, frozen=True):
    """Columns, their titles and all wording: harmless, with the letters of foot-notes, numbers aligned."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    sections: tuple[Section, ...]

    def column(self, index: int) -> list[str]:
        """All texts of one column, without its title."""
        return [row[index] for section in self.sections for row in section.rows]


def grid_of(table: Table, once: bool) -> Grid:
    """The wording of a table; with `once`, cells of such columns that repeat the row above are blank."""
    letters = table.note_letters()
    sections = tuple(
        Section(visible(group.title), visible(group.text), _rows(table, group, letters, once), table.dense)
        for group in table.groups()
    )
    titles = tuple(visible(column.title) for column in table.columns)
    return _aligned(Grid(table.columns, titles, sections))


def _rows(table: Table, group: Group, letters: dict[str, str], once: bool) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    indent = "  " if group.title else ""  # so that a heading differs from a row without any colour
    above: Row | None = None
    for row in group.rows:
        repeated = repeats(table.columns, above, row) if once else frozenset()
        texts = ["" if index in repeated else wording(cell, letters) or NOTHING for index, cell in enumerate(row.cells)]
        texts[0] = indent + texts[0]
        rows.append(tuple(texts))
        above = row
    return tuple(rows)


def repeats(columns: tuple[Column, ...], above: Row | None, row: Row) -> frozenset[int]:
    """The `once` columns whose cells only repeat the row above, up to the first that differs."""
    found: list[int] = []
    if above is not None:
        for index, column in enumerate(columns):
            if column.once:
                if row.cells[index] != above.cells[index]:
                    break
                found.append(index)
    return frozenset(found)


def wording(cell: Cell, letters: dict[str, str]) -> str:
    """A cell's text, harmless, indented, and followed by the letters of its foot-notes."""
    text = visible(cell.text)
    if cell.indent:
        text = "  " * cell.indent + text
    if cell.notes:
        text += "".join(f" [{letters[code]}]" for code in cell.notes)
    return text


def _aligned(grid: Grid) -> Grid:
    """The grid with the texts of decimal columns padded so that their points stand below one another."""
    wanted = [index for index, column in enumerate(grid.columns) if column.align == "decimal"]
    if not wanted:
        return grid
    columns = {index: iter(_decimal(grid.column(index))) for index in wanted}
    sections = tuple(
        Section(
            section.title,
            section.text,
            tuple(
                tuple(next(columns[index]) if index in columns else text for index, text in enumerate(row))
                for row in section.rows
            ),
            section.dense,
        )
        for section in grid.sections
    )
    return Grid(grid.columns, grid.titles, sections)


def _decimal(texts: list[str]) -> list[str]:
    """Texts of one width; what holds no number at its beginning stands on the right."""
    heads = [found.end() if (found := re.match(_NUMBER, text)) else None for text in texts]
    pairs = [(text[:end], text[end:]) for text, end in zip(texts, heads, strict=True) if end is not None]
    left = max((display_width(head) for head, _ in pairs), default=0)
    right = max((display_width(tail) for _, tail in pairs), default=0)
    width = max([left + right, *(display_width(text) for text, end in zip(texts, heads, strict=True) if end is None)])
    return [
        padded(text, width, right=True)
        if end is None
        else padded(padded(text[:end], left, right=True) + padded(text[end:], right), width, right=True)
        for text, end in zip(texts, heads, strict=True)
    ]
