"""A table as one or several Word tables with caption, repeated head and foot-notes; knows no other part.

The foot-notes are paragraphs below the table, with raised letters: Word's own would go to the foot of the sheet, away
from a table that is copied elsewhere, and would count on through the document.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from drgs_cli.plots.text_width import ROOM, width_of
from drgs_cli.render.document import Cell, Column, Group, Row, Table
from drgs_cli.render.paper.decimals import behind_the_point
from drgs_cli.render.paper.layout import GAP, INDENT, SIZE, Part, parts_of, shown
from drgs_cli.render.word.marks import Places, escaped, field, inner_link, paragraph, prose, raised, run, twentieths
from drgs_cli.visible import visible

_TALL = 25.0  # lines from which a row may break across sheets: kept whole it would leave a hole, or fit on none
_RULE = '<w:{0} w:val="single" w:sz="{1}" w:space="0" w:color="1A1A1A"/>'
_MARGIN = twentieths(GAP / 2)


class _Form(Struct, frozen=True):
    """What all parts of a table have in common; `number` is None for a table without a title."""

    table: Table
    letters: Mapping[str, str]
    places: Places
    tails: tuple[Mapping[str, float], ...]
    number: int | None


def measure(text: str, bold: bool) -> float:
    """The width of a text in a table."""
    return width_of(text, SIZE, bold) * ROOM


def table_blocks(table: Table, room: float, places: Places, number: int | None) -> Iterator[str]:
    """The table part by part, each with its caption above and the foot-notes that belong to it below."""
    rows = [row for group in table.groups() for row in group.rows]
    tails = tuple(
        behind_the_point([shown(row.cells[index]) for row in rows], measure) if column.align == "decimal" else {}
        for index, column in enumerate(table.columns)
    )
    form = _Form(table, table.note_letters(), places, tails, number)
    parts = parts_of(table, room, measure)
    for count, part in enumerate(parts, 1):
        which = f"part {count} of {len(parts)}" if len(parts) > 1 else ""
        yield from _caption(form, which, first=count == 1)
        yield "".join(_grid(form, part, first=count == 1))
        yield from _notes(form, part, last=count == len(parts))


def _caption(form: _Form, which: str, first: bool) -> Iterator[str]:
    """The number, which Word counts by itself, the title and what it says; further parts repeat the number."""
    pieces = []
    if form.number:
        counted = field(r" SEQ Table \* ARABIC ", str(form.number)) if first else run(str(form.number), "<w:b/>")
        pieces.append(f"{run('Table ', '<w:b/>')}{counted}{prose(f'. {form.table.title}', '<w:b/>')}")
    if which:
        pieces.append(run(f"({which})"))
    if form.table.caption and first:
        pieces.append(prose(form.table.caption))
    mark = form.places.mark(form.table.anchor) if first else ""
    if pieces or mark:
        yield paragraph("Caption", mark + run(" ").join(pieces))


def _grid(form: _Form, part: Part, first: bool) -> Iterator[str]:
    wide = [twentieths(width + GAP) for width in part.widths]
    title = escaped(form.table.title or "Table")
    yield f'<w:tbl><w:tblPr><w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:tblInd w:w="-{_MARGIN}" w:type="dxa"/>'
    yield f"<w:tblBorders>{_RULE.format('top', 8)}{_RULE.format('bottom', 8)}</w:tblBorders>"
    yield '<w:tblLayout w:type="fixed"/>'
    yield f'<w:tblCellMar><w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar>'
    yield '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    yield f'w:noVBand="1"/><w:tblCaption w:val="{title}"/></w:tblPr>'
    yield f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in wide)}</w:tblGrid>"
    yield _head([form.table.columns[index] for index in part.columns], wide)
    for group in form.table.groups():
        yield from _group(form, part, wide, group, first)
    yield "</w:tbl>"


def _head(columns: Sequence[Column], wide: Sequence[int]) -> str:
    cells = "".join(
        _cell(width, paragraph("TableHead", prose(column.title), _side(column)), _RULE.format("bottom", 4))
        for column, width in zip(columns, wide, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _cell(width: int, body: str, rule: str = "", span: int = 1) -> str:
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if rule else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}{borders}</w:tcPr>{body}</w:tc>'


def _side(column: Column) -> str:
    return "" if column.align == "left" else '<w:jc w:val="right"/>'


def _group(form: _Form, part: Part, wide: Sequence[int], group: Group, first: bool) -> Iterator[str]:
    for text, style in ((group.title, "TableGroup"), (group.text, "TableText")):
        if text:
            kept = "<w:keepNext/>" if group.rows else ""
            body = paragraph(style, prose(text), kept)
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(sum(wide), body, span=len(wide))}</w:tr>"
    for row in group.rows:
        yield _row(form, part, wide, row, first)


def _row(form: _Form, part: Part, wide: Sequence[int], row: Row, first: bool) -> str:
    cells: list[str] = []
    tall = False
    for index, width, share in zip(part.columns, part.widths, wide, strict=True):
        cell = row.cells[index]
        mark = form.places.mark(row.anchor) if first and not cells else ""
        tall = tall or len(cell.text) * SIZE / 2 > _TALL * width
        cells.append(_cell(share, _entry(form, cell, index, width, mark)))
    whole = "" if tall else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _entry(form: _Form, cell: Cell, index: int, width: float, mark: str) -> str:
    text = shown(cell)
    column = form.table.columns[index]
    linked = cell.link in form.places
    body = run(text, '<w:rStyle w:val="Hyperlink"/><w:u w:val="none"/>' if linked else "")
    if linked:
        body = inner_link(form.places[cell.link], body)
    if cell.notes:
        body += raised(",".join(form.letters[code] for code in cell.notes))
    tail = form.tails[index].get(text, 0.0)
    right = tail if measure(text, False) + tail < width else 0.0
    indents = f'<w:ind w:left="{twentieths(INDENT * cell.indent)}" w:right="{twentieths(right)}"/>'
    around = indents if cell.indent or right else ""
    return paragraph("TableText", mark + body, f'<w:spacing w:before="20" w:after="20"/>{around}{_side(column)}')


def _notes(form: _Form, part: Part, last: bool) -> Iterator[str]:
    """Those with letters that stand in this part; the others below the last; and a gap."""
    rows = [row for group in form.table.groups() for row in group.rows]
    used = {code for row in rows for index in part.columns for code in row.cells[index].notes}
    for note in form.table.notes:
        letter = form.letters.get(note.code, "")
        if note.code in used or (last and not letter):
            mark = raised(letter) + run(" ") if letter else ""
            yield paragraph("TableNote", mark + prose(visible(note.text)))
    yield paragraph("TableNote", "")  # two tables without a paragraph between them would become one
