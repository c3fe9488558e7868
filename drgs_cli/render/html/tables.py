"""A table as HTML: caption, heads, groups, rows with links and foot-notes, and what sorts and filters it."""

from collections.abc import Iterator

from msgspec import Struct

from drgs_cli.render.document import NOTHING, Cell, Group, Note, Row, Table
from drgs_cli.render.html.anchors import Anchors
from drgs_cli.render.html.columns import Layout, is_broad, layout_of
from drgs_cli.render.html.sorting import Facet, Order, letter, order_of
from drgs_cli.render.html.text import direction, escaped, running


class Sheets(Struct):
    """What the tables of a page need in its style sheet: layouts with their classes, ranks, facets."""

    layouts: dict[Layout, str]
    last: dict[int, int] = {}
    facets: dict[int, int] = {}  # msgspec copies these for each

    def name(self, layout: Layout) -> str:
        """The class of tables of a layout."""
        return self.layouts.setdefault(layout, f"grid-{len(self.layouts)}")

    def sorts(self, order: Order) -> None:
        """Remember that such a table is on the page."""
        for column, rank in enumerate(order.last):
            self.last[column] = max(self.last.get(column, 0), rank)
        for number, facet in enumerate(order.facets):
            self.facets[number] = max(self.facets.get(number, 0), len(facet.values))


class _Place(Struct):
    """One table on its page: its id, the letters of its foot-notes, and those that were referred to already."""

    anchors: Anchors
    id: str
    letters: dict[str, str]
    marked: set[str]


def table_html(table: Table, number: int, anchors: Anchors, sheets: Sheets) -> str:
    """The table with all that belongs to it; `number` makes its ids."""
    place = _Place(anchors, anchors.own(f"t{number}"), table.note_letters(), set())
    layout, order = layout_of(table), order_of(table)
    if order is not None:
        sheets.sorts(order)
    classes = f"t whole-{layout.whole} snug-{layout.snug} rows-{layout.grid}" + (" sorts" if order else "")
    classes += " broad" if is_broad(table, layout) else ""
    lines = [f'<div class="{classes}"{anchors.place(table.anchor)}>']
    if order is not None:
        lines.append(_controls(table, order.facets))
    # No landmark: a report has some hundred tables.
    label = f"Table {number}: {table.title}" if table.title else f"Table {number}"
    lines.append(f'<div class="scroll" role="group" aria-label="{escaped(label)}" tabindex="0">')
    dense = " dense" if table.dense else ""
    lines.append(f'<table class="{sheets.name(layout)}{dense}">')
    lines += _caption(table, place)
    lines.append(_heads(table))
    for index, group in enumerate(table.groups()):
        lines += _group(table, group, place, order, index)
    lines.append("</table></div>")
    lines += _notes(table, place)
    lines.append("</div>")
    return "\n".join(lines)


def _caption(table: Table, place: _Place) -> Iterator[str]:
    if not table.title and not table.caption:
        return
    title = f"<strong{direction(table.title)}>{running(table.title)}</strong>" if table.title else ""
    under = f"<span{direction(table.caption)}>{running(table.caption)}</span>" if table.caption else ""
    yield f'<caption><div id="{place.id}">{title}{" " if title and under else ""}{under}</div></caption>'


def _heads(table: Table) -> str:
    cells = "".join(
        f'<th scope="col">{running(column.title)}</th>' if column.title else "<td></td>" for column in table.columns
    )
    return f"<thead><tr>{cells}</tr></thead>"


def _group(table: Table, group: Group, place: _Place, order: Order | None, index: int) -> Iterator[str]:
    """A group is a body of its own: its rows are sorted below its heading."""
    section = order.sections[index] if order else ""
    yield f'<tbody class="{section}">' if section else "<tbody>"
    span = len(table.columns)
    if group.title:
        yield (
            f'<tr class="group"><th colspan="{span}" scope="rowgroup"{direction(group.title)}>'
            f"{running(group.title)}</th></tr>"
        )
    if group.text:
        yield f'<tr class="group text"><td colspan="{span}"{direction(group.text)}>{running(group.text)}</td></tr>'
    if order is None:
        yield from (_row(row, "", place) for row in group.rows)
    else:
        yield from (_row(row, names, place) for row, names in zip(group.rows, order.classes[index], strict=True))
    yield "</tbody>"


def _row(row: Row, classes: str, place: _Place) -> str:
    """A row and its cells, which end where the next begins: HTML asks for no more, and a report has many thousand."""
    head = f'<tr{place.anchors.place_row(row)} class="{classes}">' if classes else f"<tr{place.anchors.place_row(row)}>"
    first, *others = row.cells
    return f"{head}{_lead(first, place)}{''.join([_cell(cell, place) for cell in others])}"


def _lead(cell: Cell, place: _Place) -> str:
    """The cell that names its row."""
    indent = f' class="in-{min(cell.indent, 4)}"' if cell.indent else ""
    return f'<th scope="row"{indent}{direction(cell.text)}>{_content(cell, place)}'


def _cell(cell: Cell, place: _Place) -> str:
    if not cell.text and not cell.notes:
        return f'<td class="e">{NOTHING}'
    indent = f' class="in-{min(cell.indent, 4)}"' if cell.indent else ""
    return f"<td{indent}{direction(cell.text)}>{_content(cell, place)}"


def _content(cell: Cell, place: _Place) -> str:
    text = running(cell.text) or NOTHING
    if cell.link and (target := place.anchors.target(cell.link)):
        text = f'<a href="{target}">{text}</a>'
    return text + _marks(cell, place) if cell.notes else text


def _marks(cell: Cell, place: _Place) -> str:
    """The letters of the notes; the first of each is where its note leads back to."""
    links = []
    for code in cell.notes:
        sign = place.letters[code]
        back = "" if sign in place.marked else f' id="{place.id}-{sign}-0"'
        place.marked.add(sign)
        links.append(f'<a href="#{place.id}-{sign}"{back} aria-label="note {sign}">{sign}</a>')
    return f"<sup>{'&#8239;'.join(links)}</sup>"


def _notes(table: Table, place: _Place) -> Iterator[str]:
    if table.notes:
        yield '<ul class="notes">'
        yield from (_note(note, place) for note in table.notes)
        yield "</ul>"


def _note(note: Note, place: _Place) -> str:
    sign, text = place.letters.get(note.code, ""), running(note.text)
    if not sign:
        return f"<li{direction(note.text)}>{text}</li>"
    back = f'<a href="#{place.id}-{sign}-0" aria-label="{sign}: back to the table">{sign}</a>'
    return f'<li id="{place.id}-{sign}">{back} <span{direction(note.text)}>{text}</span></li>'


def _controls(table: Table, facets: tuple[Facet, ...]) -> str:
    """What sorts and filters without a script, and with one beside the heads of the columns.

    A form that is sent nowhere: it is there for its button that undoes everything.
    """
    choices = ['<label><input type="radio" class="given" name="by" value="" checked>as given</label>']
    choices += [
        f'<label><input type="radio" class="by by-{letter(index)}" name="by" value="{letter(index)}">'
        f"{escaped(column.title)}</label>"
        for index, column in enumerate(table.columns)
        if column.title
    ]
    backwards = '<label><input type="checkbox" class="back" name="back">backwards</label>'
    fields = [f"<fieldset><legend>Sort by</legend>{''.join(choices)}{backwards}</fieldset>"]
    for number, facet in enumerate(facets):
        boxes = "".join(
            f'<label{direction(value)}><input type="checkbox" class="f-{number} v-{at}" value="x-{number}-{at}">'
            f"{escaped(value)}</label>"
            for at, value in enumerate(facet.values)
        )
        fields.append(f"<fieldset><legend>Only: {escaped(facet.title)}</legend>{boxes}</fieldset>")
    return (
        '<form class="tools" method="dialog" autocomplete="off"><details><summary>Sort and filter</summary>'
        f'{"".join(fields)}<button type="reset">As it was</button></details></form>'
    )
