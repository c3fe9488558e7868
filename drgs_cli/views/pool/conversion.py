"""Converted rows, for people and as JSON; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import Cell, Column, Document, Note, Paragraph, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.pool.contract import SECTIONS, question_json
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.conversion import ConvertedRow, ConvertedTable
    from drgs_cli.analysis.request import Request
    from drgs_cli.stats.row_conversions import Figure


def conversion_document(found: ConvertedTable) -> Document:
    """One line for each row and figure: a row has more figures than a line has room for."""
    columns = (
        Column("study", "Study", min_width=12, once=True),
        Column("figure", "Figure", min_width=12),
        Column("value", "Value", "decimal"),
    )
    notes: dict[str, Note] = {}
    rows = [
        Row((words(row.label), words(name), _cell(value, notes)), ref=f"row:{row.line}")
        for row in found.rows
        for name, value in row.figures.items()
    ]
    table = Table("Converted", columns, tuple(rows), tuple(notes.values()), lead=2)
    said = Paragraph(f"Recipe: conversion {found.name}, row by row; limits are of {found.level:.10g} % intervals.")
    return Document(found.path, (said, table))


def _cell(value: Figure, notes: dict[str, Note]) -> Cell:
    if isinstance(value, NotEstimable):
        code = f"no-figure-{value.reason}"
        notes[code] = Note(code, f"Not estimable: {REASONS[value.reason]}.")
        return Cell(None, "—", (code,))
    return words(value) if isinstance(value, str) else Cell(value, f"{value:.6g}")


def conversion_json(found: ConvertedTable, request: Request, document: Document) -> Json:
    """Every figure of every row at full precision."""
    result: Json = {
        "table": {"path": found.path, "rows": len(found.rows)},
        "measure": None,
        "recipe": {"text": f"conversion {found.name}"},
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
