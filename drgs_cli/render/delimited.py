"""A document's main table as CSV or TSV for programs and spreadsheets: exact values, one table, nothing else.

- One flat table: the document's `main`. Headings and paragraphs are left out; the heading of a group
  becomes the column `group`.
- A number is printed exactly. Other cells print their text.
- A column marked `worded` has only numbers, and a twin, `<key>_text`, with the wording of all its cells.
- Two columns close every row: `ref`, the row's name, and `notes`, the codes of its foot-notes. The sentences
  of the notes would make the file something else than a table: whoever writes it shows them elsewhere
  (`Document.notes()`).
- Quoting of CSV as in RFC 4180. TSV needs none, since no text holds a tab or a line break (`visible`): only a text
  that begins with a quotation mark is quoted, for whoever reads it would else take all up to the next one as one text.
- UTF-8, and a plain line feed ends each line.
- A text that a spreadsheet would take for a formula gets an apostrophe in front, unless it is a number; so does what
  follows a semicolon, which parts the cells of CSV where the comma is the decimal sign.
"""

import math
import re
from collections.abc import Iterator, Sequence

from drgs_cli.render.document import Cell, Column, Document, Group, Row, Table
from drgs_cli.visible import visible

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are wide forms of the others


def render_csv(document: Document) -> str:
    """The main table with a line of keys above it; nothing at all if the document has no table."""
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_lines(document))
    return text.getvalue()


def render_tsv(document: Document) -> str:
    """The same with tabs between the fields."""
    return "".join("\t".join(map(_unmistaken, line)) + "\n" for line in _lines(document))


def _unmistaken(field: str) -> str:
    """The field in quotation marks if it begins with one."""
    return '"' + field.replace('"', '""') + '"' if field.startswith('"') else field


def _lines(document: Document) -> Iterator[list[str]]:
    table = document.main_table()
    if table is None:
        return
    added = [name for name in ("group", "ref", "notes") if _adds(table, name)]
    yield _header(table, added)
    for group in table.groups():
        yield from (list(_fields(table, added, group, row)) for row in group.rows)


def _header(table: Table, added: Sequence[str]) -> list[str]:
    names = [name for column in table.columns for name in _names(column)]
    before = ["group"] if "group" in added else []
    return before + names + [name for name in ("ref", "notes") if name in added]


def _names(column: Column) -> tuple[str, ...]:
    return (column.key, f"{column.key}_text") if column.worded else (column.key,)


def _adds(table: Table, name: str) -> bool:
    """Whether such a column is put in: not if the table has its own, `group` only if there are groups."""
    return (name != "group" or table.grouped) and all(column.key != name for column in table.columns)


def _fields(table: Table, added: Sequence[str], group: Group, row: Row) -> Iterator[str]:
    if "group" in added:
        yield _guarded(group.title)
    for column, cell in zip(table.columns, row.cells, strict=True):
        yield _exact(cell, column.worded)
        if column.worded:
            yield _guarded(cell.text)
    if "ref" in added:
        yield _guarded(row.ref)
    if "notes" in added:
        yield _guarded(" ".join(dict.fromkeys(code for cell in row.cells for code in cell.notes)))


def _exact(cell: Cell, worded: bool) -> str:
    if isinstance(cell.value, int | float):
        if not math.isfinite(cell.value):
            raise ValueError(f"{cell.value} has no place in a table; the cell reads {cell.text!r}")
        return repr(cell.value or 0 * abs(cell.value))  # -0.0 is 0.0
    return "" if worded else _guarded(cell.text)


def _guarded(text: str) -> str:
    return ";".join(map(_harmless, visible(text).split(";")))


def _harmless(text: str) -> str:
    acts = text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text.strip())
    return f"'{text}" if acts else text
