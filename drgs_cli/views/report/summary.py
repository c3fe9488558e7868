"""The summary of a report: a line for each indication, then what each says in a sentence; computes nothing."""

from msgspec.structs import replace

from drgs_cli.render.document import Cell, Column, Heading, Part, Row, Table, words
from drgs_cli.views.overview import overview_document
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import of_indication
from drgs_cli.views.report.pictures import gaps_parts

OVERVIEW = "overview"


def summary_parts(material: Material, anchors: Anchors) -> tuple[Part, ...]:
    """The overview with links, and the readings with their plain words."""
    drawn = overview_document(material.glances, material.library, material.skipped)
    parts: list[Part] = [_linked(part) if isinstance(part, Table) else part for part in drawn.parts]
    parts += [
        Heading(3, "Readings", "readings"),
        _readings(material),
        *gaps_parts(material, anchors),
    ]
    return tuple(parts)


def _linked(table: Table) -> Table:
    rows = []
    for group in table.groups():
        for row in group.rows:
            first, *others = row.cells
            rows.append(replace(row, cells=(replace(first, link=of_indication(row.ref)), *others)))
    return replace(table, rows=tuple(rows), sortable=True, anchor=OVERVIEW)


def _readings(material: Material) -> Table:
    """The first sentence of each reading, and all of it in plain words."""
    columns = (
        Column("indication", "Indication", min_width=14),
        Column("reading", "Reading", min_width=28),
        Column("plain", "For patients", min_width=28),
    )
    rows = []
    for answer in material.answers:
        key = answer.indication
        name = material.library.vocabulary.indications[key].short
        cells = (words(reading_paragraphs(answer)[0]), words(plain_text(answer)))
        rows.append(Row((Cell(key, name, link=of_indication(key)), *cells), key))
    return Table("", columns, tuple(rows), anchor="readings-table")
