"""The tables of other views with links put in: figures to their recipes, rows to their sources; changes no word."""

from msgspec.structs import replace

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Source
from drgs_cli.render.document import Cell, Column, Group, Row, Table, words
from drgs_cli.synthesis.evidence import Row as EvidenceRow
from drgs_cli.views.report.anchors import Anchors

# Columns whose cells are figures of a line, by the keys of the tables of comparisons and of each side alone.
FIGURES = frozenset(
    (
        *("first", "second", "estimate", "per_100", "needed", "parts", "prediction", "p", "printed", "effect"),
        *("figure", "rate", "crude", "range", "trialled", "allocated"),
    )
)
_LEFT_OUT = ("year", "location", "ref")  # of the evidence: in the characteristics of studies, or the name of the row
_IN_RECIPES = ("how", "ref")  # what stands in the recipe of a line
_RECORD = Column("record", "Record", unbroken=True)


def with_recipes(table: Table, anchor: str = "") -> Table:
    """A table of comparisons or syntheses, each figure with a link to the recipe of its line."""
    kept = [(place, column) for place, column in enumerate(table.columns) if column.key not in _IN_RECIPES]

    def linked(row: Row) -> Row:
        cells = (_linked(row.cells[at], row.ref if column.key in FIGURES else "") for at, column in kept)
        return replace(row, cells=tuple(cells))

    rows = tuple(
        replace(entry, rows=tuple(map(linked, entry.rows))) if isinstance(entry, Group) else linked(entry)
        for entry in table.rows
    )
    return replace(table, columns=tuple(column for _, column in kept), rows=rows, anchor=anchor)


def with_sources(table: Table, found: dict[str, EvidenceRow], anchors: Anchors, numbers: dict[str, int]) -> Table:
    """The evidence row by row: each row with its name, a link to its study and its report, its line in the record."""
    kept = [place for place, column in enumerate(table.columns) if column.key not in _LEFT_OUT]
    columns = (*(table.columns[place] for place in kept), _RECORD)
    groups = []
    for group in table.groups():
        rows = []
        for row in group.rows:
            cells = dict(zip((column.key for column in table.columns), row.cells, strict=True))
            cells["study"] = _linked(cells["study"], str(cells["study"].value))
            place = str(cells["study"].value) + ".yaml"
            entry = found.get(row.ref)
            if entry is not None:
                cells["source"] = _cited(_linked(cells["source"], report_of(entry)), numbers.get(report_of(entry)))
                place = place_of(entry)
            picked = tuple(cells[table.columns[at].key] for at in kept)
            name = anchors.claim(row.ref) if entry is not None else ""
            rows.append(Row((*picked, words(place)), row.ref, name))
        groups.append(Group(group.title, tuple(rows), group.text))
    lead = sum(place < table.lead for place in kept)
    return replace(table, columns=columns, rows=tuple(groups), lead=lead, sortable=True)


def place_of(row: EvidenceRow) -> str:
    """The file and line of a row."""
    place = row.study.place(row.result.path)
    return f"{place.path}:{place.line}"


def report_of(row: EvidenceRow) -> str:
    """The name of the report that a row was read in; of several the first."""
    source = next(iter(sources_of(row.result)), None)
    return f"{row.study.id}/reports/{source.report}" if source is not None else ""


def sources_of(result: Result) -> list[Source]:
    """Every place in print of a row: its own, then those of single arms and contrasts."""
    return [source for part in (result, *result.arms.values(), *result.contrasts) for source in part.sources]


def _cited(cell: Cell, number: int | None) -> Cell:
    """With the number that its report has in the references."""
    return replace(cell, text=f"{cell.text} [{number}]") if cell.text and number else cell


def _linked(cell: Cell, link: str) -> Cell:
    return replace(cell, link=link) if cell.text and link else cell
