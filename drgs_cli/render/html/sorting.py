"""The order of a table's rows by each column, and the few values by which they are filtered; draws nothing.

Both are worked out here, from the exact values, and written into the classes of the rows: a page sorts by them with
its script, and by style sheet alone where there is none. Letters and digits alone are a rank; no other class is so.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from drgs_cli.render.document import NOTHING, Cell, Group, Table

FEWEST_ROWS = 5  # a shorter table is seen at once
_MOST_VALUES = 12
_LONGEST_VALUE = 60
_MOST_FACETS = 4
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")


class Facet(Struct, frozen=True):
    """One column with few values, or the headings of the groups (`column` None); the values in order."""

    title: str
    values: tuple[str, ...]
    column: int | None


class Order(Struct, frozen=True):
    """`classes` of each row, group by group; `sections` those of each group; `last` is the highest rank by column."""

    facets: tuple[Facet, ...]
    classes: tuple[tuple[str, ...], ...]
    sections: tuple[str, ...]
    last: tuple[int, ...]


def letter(column: int) -> str:
    """a to z, then aa: the name of a column in the classes of rows."""
    return chr(ord("a") + column) if column < 26 else letter(column // 26 - 1) + letter(column % 26)


def order_of(table: Table) -> Order | None:
    """Ranks and facets of a sortable table; None for one that is not, or is seen at once."""
    groups = tuple(table.groups())
    if not table.sortable or sum(len(group.rows) for group in groups) < FEWEST_ROWS:
        return None
    facets = _facets(table, groups)
    columns = []
    heads = [_heads(group) for group in groups]
    for index in range(len(table.columns)):
        ranks = _ranks([cell for group in heads for cell in _column(group, index)])
        columns.append((letter(index), index, ranks))
    places = [(number, facet) for number, facet in enumerate(facets) if facet.column is not None]
    classes = []
    for group, leaders in zip(groups, heads, strict=True):
        lines = []
        for row, head in zip(group.rows, leaders, strict=True):
            names = [f"{name}{ranks[_exact(head[index])]}" for name, index, ranks in columns if head[index].text]
            for number, facet in places:
                names.append(f"x-{number}-{facet.values.index(_shown(row.cells[facet.column or 0]))}")
            lines.append(" ".join(names))
        classes.append(tuple(lines))
    last = tuple(max(ranks.values(), default=0) for _, _, ranks in columns)
    return Order(facets, tuple(classes), _sections(facets, groups), last)


def _heads(group: Group) -> list[tuple[Cell, ...]]:
    """For each row the cells that it is sorted by: an indented row stays below the one that it belongs to."""
    heads: list[tuple[Cell, ...]] = []
    for row in group.rows:
        heads.append(heads[-1] if heads and row.cells[0].indent else row.cells)
    return heads


def _column(heads: Iterable[tuple[Cell, ...]], index: int) -> Iterable[Cell]:
    return (cells[index] for cells in heads if cells[index].text)


def _exact(cell: Cell) -> tuple[bool, float | str]:
    """Numbers by their exact values, before words by their text; true and false are words."""
    value = cell.value
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return (False, float(value)) if numeric and value is not None else (True, cell.text)


def _ranks(cells: Iterable[Cell]) -> dict[tuple[bool, float | str], int]:
    found = {_exact(cell) for cell in cells}
    numbers = sorted(key for key in found if not key[0])
    texts = sorted((key for key in found if key[0]), key=lambda key: (_natural(str(key[1])), str(key[1])))
    return {key: rank for rank, key in enumerate([*numbers, *texts])}


def _natural(text: str) -> tuple[tuple[int, float, str], ...]:
    """Text in pieces, numbers by size: 3 months comes before 12 months."""
    pieces = _NUMBER.split(text.casefold())
    return tuple(
        (0, float(piece), "") if number % 2 else (1, 0.0, piece) for number, piece in enumerate(pieces) if piece
    )


def _facets(table: Table, groups: tuple[Group, ...]) -> tuple[Facet, ...]:
    titles = tuple(dict.fromkeys(group.title for group in groups if group.rows))
    found = [Facet("Group", titles, None)] if 2 <= len(titles) <= _MOST_VALUES and all(titles) else []
    rows = [row for group in groups for row in group.rows]
    for index, column in enumerate(table.columns):
        if column.align != "left" or any(isinstance(row.cells[index].value, float) for row in rows):
            continue
        values = {_shown(row.cells[index]) for row in rows}
        few = 2 <= len(values) <= min(_MOST_VALUES, len(rows) // 2)
        if few and max(map(len, values)) <= _LONGEST_VALUE:
            found.append(Facet(column.title, tuple(sorted(values, key=lambda text: (_natural(text), text))), index))
    return tuple(found[:_MOST_FACETS])


def _sections(facets: tuple[Facet, ...], groups: tuple[Group, ...]) -> tuple[str, ...]:
    number, titles = next(
        ((number, facet.values) for number, facet in enumerate(facets) if facet.column is None), (0, ())
    )
    return tuple(f"x-{number}-{titles.index(group.title)}" if group.title in titles else "" for group in groups)


def _shown(cell: Cell) -> str:
    return cell.text or NOTHING


def order_rules(last: Mapping[int, int], facets: Iterable[tuple[int, int]]) -> str:
    """The rules for the ranks of each column up to its `last`, and for facets by number with their values."""
    rules = []
    for column, highest in last.items():
        name = letter(column)
        rules += [f"tr.{name}{rank}{{--{name}:{rank}}}" for rank in range(highest + 1)]
        chosen = f"html:not(.js) .t:has(.by-{name}:checked)"
        rules.append(f"{chosen} tbody>tr{{order:var(--{name},99999)}}")
        rules.append(f"{chosen}:has(.back:checked) tbody>tr{{order:calc(var(--{name},-99999)*-1)}}")
    for number, values in facets:
        rules += [
            f".t:has(.f-{number}:checked):not(:has(.f-{number}.v-{value}:checked)) .x-{number}-{value}{{display:none}}"
            for value in range(values)
        ]
    return "\n".join(rules)
