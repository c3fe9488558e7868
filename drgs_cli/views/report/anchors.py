"""Names of places in a report and links to them: each name once, and no link that leads nowhere; words nothing."""

from collections.abc import Iterable, Iterator, Mapping

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


def without_dead_links(
    parts: tuple[Part, ...], known: frozenset[str], moved: Mapping[str, str] | None = None
) -> tuple[Part, ...]:
    """The parts with links to known places only: what a table leaves out cannot be gone to. What is `moved` stands
    under another name.
    """
    places = {name: name for name in known} | {old: new for old, new in (moved or {}).items() if new in known}
    return tuple(_living(part, places) for part in parts)


def _living(part: Part, places: Mapping[str, str]) -> Part:
    if isinstance(part, Folded):
        return replace(part, parts=tuple(_living(inner, places) for inner in part.parts))
    if isinstance(part, Items):
        return replace(part, items=tuple(_item(item, places) for item in part.items))
    if isinstance(part, Table):
        if all(places.get(cell.link) == cell.link for cell in _cells(part) if cell.link):
            return part
        return replace(part, rows=tuple(_entry(entry, places) for entry in part.rows))
    return part


def _cells(table: Table) -> Iterator[Cell]:
    return (cell for group in table.groups() for row in group.rows for cell in row.cells)


def _item(item: Item, places: Mapping[str, str]) -> Item:
    return replace(item, link=places.get(item.link, "")) if places.get(item.link, "") != item.link else item


def _entry(entry: Row | Group, places: Mapping[str, str]) -> Row | Group:
    if isinstance(entry, Group):
        return replace(entry, rows=tuple(_row(row, places) for row in entry.rows))
    return _row(entry, places)


def _row(row: Row, places: Mapping[str, str]) -> Row:
    cells = (replace(cell, link=places.get(cell.link, "")) if cell.link else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))
