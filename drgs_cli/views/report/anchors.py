"""Names of places in a report and links to them: each name once, and no link that leads nowhere; words nothing."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Cell, Folded, Group, Heading, Item, Items, Part, Row, Table, every_part


class Anchors:
    """The names that are taken; the first who asks for one has it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def claim(self, name: str) -> str:
        """The name, or none where another place has it."""
        if name in self._taken:
            return ""
        self._taken.add(name)
        return name

    def has(self, name: str) -> bool:
        """Whether a place has this name."""
        return name in self._taken


def anchors_in(parts: Iterable[Part]) -> Iterator[str]:
    """Every name of a place, in order."""
    for part in every_part(tuple(parts)):
        if isinstance(part, Heading | Table | Folded | Figure) and part.anchor:
            yield part.anchor
        if isinstance(part, Table):
            yield from (row.anchor for group in part.groups() for row in group.rows if row.anchor)
        elif isinstance(part, Items):
            yield from (item.anchor for item in part.items if item.anchor)


def without_dead_links(parts: tuple[Part, ...], known: frozenset[str]) -> tuple[Part, ...]:
    """The parts with links to known places only: what a table leaves out cannot be gone to."""
    return tuple(_living(part, known) for part in parts)


def _living(part: Part, known: frozenset[str]) -> Part:
    if isinstance(part, Folded):
        return replace(part, parts=without_dead_links(part.parts, known))
    if isinstance(part, Items):
        return replace(part, items=tuple(_item(item, known) for item in part.items))
    if isinstance(part, Table):
        if all(cell.link in known for cell in _cells(part) if cell.link):
            return part
        return replace(part, rows=tuple(_entry(entry, known) for entry in part.rows))
    return part


def _cells(table: Table) -> Iterator[Cell]:
    return (cell for group in table.groups() for row in group.rows for cell in row.cells)


def _item(item: Item, known: frozenset[str]) -> Item:
    return replace(item, link="") if item.link and item.link not in known else item


def _entry(entry: Row | Group, known: frozenset[str]) -> Row | Group:
    if isinstance(entry, Group):
        return replace(entry, rows=tuple(_row(row, known) for row in entry.rows))
    return _row(entry, known)


def _row(row: Row, known: frozenset[str]) -> Row:
    cells = (replace(cell, link="") if cell.link and cell.link not in known else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))
