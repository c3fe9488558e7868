"""Converted rows, for people and as JSON; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Document, Note, Paragraph, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.row_conversions import CONVERSIONS
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.pool.contract import SECTIONS, question_json
from drgs_cli.views.pool.conversion_words import ABOUT, why_not
from drgs_cli.views.pool.recipe import recipe_line

if TYPE_CHECKING:
    from drgs_cli.analysis.conversion import ConvertedRow, ConvertedTable
    from drgs_cli.analysis.request import Request


def conversion_document(found: ConvertedTable) -> Document:
    """One line for each row and figure: a row has more figures than a line has room for. CSV has a row for each row."""
    columns = (
        Column("study", "Study", min_width=12, once=True),
        Column("figure", "Figure", min_width=12),
        Column("value", "Value", "decimal"),
    )
    notes: dict[str, Note] = {}
    rows = [
        Row((words(row.label), words(figure), _cell(found, row, figure, "—", notes)), ref=f"row:{row.line}")
        for row in found.rows
        for figure in row.figures
    ]
    table = Table("Converted", columns, tuple(rows), tuple(notes.values()), lead=2)
    said = Paragraph(_recipe(found))
    about = [Paragraph(ABOUT[found.name])] if found.name in ABOUT else []
    return Document(found.path, (said, *about, table), main=lambda: wide_table(found))


def wide_table(found: ConvertedTable) -> Table:
    """One row for each row of the file, which can be pooled then: what was given, a column for each figure."""
    conversion = CONVERSIONS[found.name]
    given = (*conversion.columns, *conversion.optional)
    keys = ("study", "line", *given, *conversion.figures)
    notes: dict[str, Note] = {}
    rows = [
        Row(
            (
                words(row.label),
                Cell(row.line, str(row.line)),
                *(_number(row.given[name]) for name in given),
                *(_cell(found, row, figure, "", notes) for figure in conversion.figures),
            ),
            ref=f"row:{row.line}",
        )
        for row in found.rows
    ]
    return Table("Converted", tuple(Column(key, key) for key in keys), tuple(rows), tuple(notes.values()))


def _number(value: float | None) -> Cell:
    return EMPTY if value is None else Cell(value, f"{value:.10g}")


def _cell(found: ConvertedTable, row: ConvertedRow, figure: str, none: str, notes: dict[str, Note]) -> Cell:
    value = row.figures[figure]
    if isinstance(value, NotEstimable):
        reason, clause = why_not(row, found.name, figure, value)
        code = f"no-figure-{reason}"
        notes[code] = Note(code, f"Not estimable: {clause}.")
        return Cell(None, none, (code,))
    return words(value) if isinstance(value, str) else Cell(value, f"{value:.6g}")


def conversion_json(found: ConvertedTable, request: Request, document: Document) -> Json:
    """Every figure of every row at full precision."""
    result: Json = {
        "table": {"path": found.path, "rows": len(found.rows)},
        "measure": None,
        "recipe": {"text": _recipe(found)},
        "fit": None,
        **{name: [] for name in SECTIONS},
        "network": None,
        "conversions": [_row(row, found.name) for row in found.rows],
    }
    return envelope("pool", question_json(request), None, result, notes_json(document))


def _row(row: ConvertedRow, name: str) -> Json:
    reasons = {figure: value.reason for figure, value in row.figures.items() if isinstance(value, NotEstimable)}
    output = {figure: None if isinstance(value, NotEstimable) else value for figure, value in row.figures.items()}
    return {
        "study": row.label,
        "line": row.line,
        "conversion": name,
        "input": dict(row.given),
        "output": output,
        "not_estimable": reasons,
    }


def _recipe(found: ConvertedTable) -> str:
    return recipe_line(f"conversion {found.name}, row by row; limits are of {found.level:.10g} % intervals")
