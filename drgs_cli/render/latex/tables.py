"""A table as one or several longtables, with caption, repeated heads and foot-notes; knows no other part."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from drgs_cli.render.document import Cell, Column, Group, Note, Row, Table
from drgs_cli.render.latex.signs import as_read, breaking, escaped, measured
from drgs_cli.render.paper.decimals import behind_the_point
from drgs_cli.render.paper.layout import GAP, INDENT, SIZE, Part, parts_of, shown
from drgs_cli.render.paper.together import words_of
from drgs_cli.visible import visible

MEASURE = measured(SIZE)
_MOST_LINES = 20  # TeX breaks no page inside a row: a taller one is set as several


class _Form(Struct, frozen=True):
    """What all parts of a table have in common; `number` is None for a table without a title."""

    table: Table
    letters: Mapping[str, str]
    places: Mapping[str, str]
    tails: tuple[Mapping[str, float], ...]
    room: float
    number: int | None


def table_blocks(table: Table, room: float, places: Mapping[str, str], number: int | None) -> Iterator[str]:
    """The table in blocks of LaTeX: each part, and the foot-notes that belong to it below it."""
    form = _Form(table, table.note_letters(), places, _tails(table), room, number)
    if table.anchor in places:
        yield f"\\hypertarget{{{places[table.anchor]}}}{{}}"
    parts = parts_of(table, room, MEASURE)
    for count, part in enumerate(parts, 1):
        which = f"part {count} of {len(parts)}" if len(parts) > 1 else ""
        yield "\n".join(_longtable(form, part, which, first=count == 1))
        notes = list(_notes(form, part, last=count == len(parts)))
        if notes:
            yield "\n".join(("{\\belowtable", *notes, "}"))


def _tails(table: Table) -> tuple[Mapping[str, float], ...]:
    rows = [row for group in table.groups() for row in group.rows]
    return tuple(
        behind_the_point([shown(row.cells[index]) for row in rows], MEASURE) if column.align == "decimal" else {}
        for index, column in enumerate(table.columns)
    )


def _longtable(form: _Form, part: Part, which: str, first: bool) -> Iterator[str]:
    columns = [form.table.columns[index] for index in part.columns]
    kinds = "".join(
        f"{'L' if column.align == 'left' else 'R'}{{{width:.1f}bp}}"
        for column, width in zip(columns, part.widths, strict=True)
    )
    yield f"{{\\intable\\begin{{longtable}}{{@{{}}{kinds}@{{}}}}"
    yield from _heads(form, part, columns, which, first)
    yield "\\bottomrule\\endlastfoot"
    for number, group in enumerate(form.table.groups()):
        yield from _group(form, part, group, number)
    yield "\\end{longtable}}"


def _heads(form: _Form, part: Part, columns: list[Column], which: str, first: bool) -> Iterator[str]:
    """Caption and titles above the first sheet, the titles again above every other."""
    titles = " & ".join(
        breaking(f"{column.title}", SIZE, width, bold=True).join(("\\bfseries ", ""))
        for column, width in zip(columns, part.widths, strict=True)
    )
    row = f"\\toprule {titles}\\tabularnewline\\midrule"
    yield from _spanning(part, form.room, _caption(form, which, first))
    yield f"{row}\\endfirsthead"
    again = ", ".join(text for text in (f"Table {form.number}" if form.number else "", which, "continued") if text)
    yield from _spanning(part, form.room, f"{again[0].upper()}{again[1:]}")
    yield f"{row}\\endhead"


def _caption(form: _Form, which: str, first: bool) -> str:
    """The number, the title and what it says below; of further parts the first two."""
    wide = max(form.room - 2 * GAP, SIZE)
    title = breaking(form.table.title, SIZE, wide, bold=True)
    named = f"\\textbf{{Table {form.number}. {title}}}" if form.number else ""
    pieces = [named, f"({which})" if which else "", breaking(form.table.caption, SIZE, wide) if first else ""]
    return " ".join(piece for piece in pieces if piece)


def _spanning(part: Part, width: float, text: str) -> Iterator[str]:
    if text:
        cell = f"@{{}}L{{{width:.1f}bp}}@{{}}"
        yield f"\\multicolumn{{{len(part.columns)}}}{{{cell}}}{{{text}}}\\tabularnewline[2pt]"


def _group(form: _Form, part: Part, group: Group, number: int) -> Iterator[str]:
    if group.title:
        if number:
            yield "\\addlinespace[4pt]"
        yield from _heading(part, f"\\bfseries {breaking(group.title, SIZE, part.width, bold=True)}")
    if group.text:
        yield from _heading(part, breaking(group.text, SIZE, part.width), last=not group.rows)
    for row in group.rows:
        yield from _row(form, part, row)


def _heading(part: Part, text: str, last: bool = False) -> Iterator[str]:
    """A row over all columns; what stands below it stays on its sheet."""
    end = "\\tabularnewline" if last else "\\\\*"
    yield f"\\multicolumn{{{len(part.columns)}}}{{@{{}}L{{{part.width:.1f}bp}}@{{}}}}{{{text}}}{end}"


def _row(form: _Form, part: Part, row: Row) -> Iterator[str]:
    cells = [row.cells[index] for index in part.columns]
    texts = [_slices(shown(cell), width) for cell, width in zip(cells, part.widths, strict=True)]
    height = max(map(len, texts))
    for line in range(height):
        pieces = []
        for cell, index, width, slices in zip(cells, part.columns, part.widths, texts, strict=True):
            text = slices[line] if line < len(slices) else ""
            pieces.append(_cell(form, cell, index, text, width, line == len(slices) - 1) if text else "")
        mark = f"\\leavevmode\\hypertarget{{{form.places[row.anchor]}}}{{}}" if _first(form, part, row, line) else ""
        end = "\\tabularnewline" if line < height - 1 else "\\tabularnewline\\addlinespace[2bp]"
        yield f"{mark}{' & '.join(pieces)}{end}"


def _first(form: _Form, part: Part, row: Row, line: int) -> bool:
    """Whether the name of the row goes here: once, in the first part."""
    return line == 0 and row.anchor in form.places and part.columns[-1] < len(form.table.columns) and _leads(form, part)


def _leads(form: _Form, part: Part) -> bool:
    return len(part.columns) == len(form.table.columns) or part.columns[form.table.lead] == form.table.lead


def _slices(text: str, width: float) -> list[str]:
    """The text in pieces, none of which is much taller than a third of a sheet."""
    most = _MOST_LINES * width * 0.8
    if MEASURE(text, False) <= most:
        return [text]
    slices: list[str] = []
    taken, piece = 0.0, ""
    for word in words_of(text):
        for part in _words(word, most):
            step = MEASURE(f"{part} ", False)
            if piece and taken + step > most:
                slices.append(piece)
                taken, piece = 0.0, ""
            piece += f" {part}" if piece else part
            taken += step
    return [*slices, piece]


def _words(word: str, most: float) -> list[str]:
    """A word, or pieces of one that is itself too long for a slice."""
    if MEASURE(word, False) <= most:
        return [word]
    signs = max(1, int(most / (max(len(as_read(sign)) for sign in word) * SIZE)))
    return [word[at : at + signs] for at in range(0, len(word), signs)]


def _cell(form: _Form, cell: Cell, index: int, text: str, width: float, last: bool) -> str:
    step = INDENT * cell.indent
    set_text = breaking(text, SIZE, width - step - 4 * len(cell.notes))
    if cell.link in form.places:
        set_text = f"\\hyperlink{{{form.places[cell.link]}}}{{{set_text}}}"
    if cell.notes and last:
        set_text += f"\\textsuperscript{{{','.join(form.letters[code] for code in cell.notes)}}}"
    if step:
        set_text = f"\\leftskip={step:.1f}bp {set_text}"
    tail = form.tails[index].get(text, 0.0)
    if tail and MEASURE(text, False) + tail < width:
        set_text += f"\\hspace*{{{tail:.1f}bp}}"
    return set_text


def _notes(form: _Form, part: Part, last: bool) -> Iterator[str]:
    """Those with letters that stand in this part; the others below the last."""
    used = {
        code
        for group in form.table.groups()
        for row in group.rows
        for index in part.columns
        for code in row.cells[index].notes
    }
    for note in form.table.notes:
        if note.code in used or (last and note.code not in form.letters):
            yield _note(note, form.letters.get(note.code, ""), form.room)


def _note(note: Note, letter: str, room: float) -> str:
    mark = f"\\textsuperscript{{{letter}}} " if letter else ""
    return f"{mark}{breaking(visible(note.text), SIZE, room) or escaped(note.text)}\\par"
