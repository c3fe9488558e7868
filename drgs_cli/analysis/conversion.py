"""What is printed of a study turned into what can be pooled, row by row; pools nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.analysis.table import Table, table_of
from drgs_cli.documents.delimited_cells import capped
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.stats.row_conversions import CONVERSIONS, converted

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.documents.delimited_cells import Sheet
    from drgs_cli.stats.row_conversions import Figure


class ConvertedRow(Struct, frozen=True):
    """One row: what was given, and every figure that follows from it, or why it does not."""

    label: str
    line: int
    given: dict[str, float | None]
    figures: dict[str, Figure]


class ConvertedTable(Struct, frozen=True):
    """A table, row by row, through one of CONVERSIONS."""

    name: str
    level: float
    path: str
    rows: tuple[ConvertedRow, ...]


def convert(sheet: Sheet, name: str, request: Request) -> ConvertedTable | list[Problem]:
    """All rows, or everything that is wrong with them."""
    conversion = CONVERSIONS[name]
    table = table_of(sheet, request, ("study", *conversion.columns), optional=conversion.optional)
    if isinstance(table, list):
        return table
    rows: list[ConvertedRow] = []
    problems: list[Problem] = []
    for place, line in enumerate(table.lines):
        given = _given(table, place, (*conversion.columns, *conversion.optional))
        try:
            figures = converted(name, given, request.level)
        except ValueError as fault:  # numbers that no study can have, said in a sentence
            problems.append(Problem(Location(table.path, line, 1), "T209", "error", str(fault)))
        else:
            rows.append(ConvertedRow(table.labels[place], line, given, figures))
    return capped(problems) or ConvertedTable(name, request.level, table.path, tuple(rows))


def _given(table: Table, place: int, columns: tuple[str, ...]) -> dict[str, float | None]:
    return {name: table.numbers[name][place] if name in table.numbers else None for name in columns}
