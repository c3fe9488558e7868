"""A whole document for a terminal or a pipe; decides in which of the ways each table is drawn."""

from collections.abc import Iterator

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    Document,
    Folded,
    Heading,
    Items,
    Note,
    Paragraph,
    Part,
    Table,
    Verbatim,
    every_part,
)
from drgs_cli.render.terminal.aligned import RULE, aligned_lines, running
from drgs_cli.render.terminal.blocks import block_lines
from drgs_cli.render.terminal.grid import grid_of
from drgs_cli.render.terminal.ink import COLOURS, PLAIN, Ink
from drgs_cli.render.terminal.layout import column_widths, natural_widths
from drgs_cli.render.terminal.measure import display_width, hang
from drgs_cli.visible import visible

NARROWEST = 20  # a narrower terminal is written to as if it had this width
_MEASURE = 100  # running text is read more easily in lines shorter than those of a wide table
_TITLE_RULE = "═"
_INDENT = "    "  # of what is shown as it is written: a narrow terminal folds it by itself, and it can be copied whole
# The most rows, of all tables together, that rich may draw: it takes twenty times as long a row as our own
# aligned text, and the characters are the same.
_SHORT = 40
_PICTURE = 80  # columns of a picture in a pipe, where nothing says how wide whatever reads it is


def render_terminal(document: Document, width: int | None, colour: bool) -> str:
    """The document as lines, each ending in a line break, with one empty line between parts.

    `width` None is a pipe or a file: nothing is folded, and every row is one line. On a terminal texts are
    folded, never cut.
    """
    ink = COLOURS if colour else PLAIN
    if width is not None:
        width = max(width, NARROWEST)
    blocks = [_underlined(document.title, _TITLE_RULE, ink, width)]
    rich = colour and _rows(document) <= _SHORT
    blocks.extend(list(_part(part, ink, width, rich)) for part in every_part(document.parts))
    return "\n".join("".join(line + "\n" for line in block) for block in blocks if block)


def _rows(document: Document) -> int:
    tables = (part for part in every_part(document.parts) if isinstance(part, Table))
    return sum(len(group.rows) for table in tables for group in table.groups())


def _part(part: Part, ink: Ink, width: int | None, rich: bool) -> Iterator[str]:
    match part:
        case Heading(level, text) if level <= 2:
            yield from _underlined(text, RULE, ink, width)
        case Heading(_, text):
            yield from (ink.write(ink.strong, line) for line in running(visible(text), width))
        case Paragraph(text):
            yield from running(visible(text), _measure(width))
        case Verbatim(text):
            yield from (_INDENT + visible(line) for line in text.split("\n"))
        case Note(_, text):
            yield from _behind("Note: ", visible(text), width)
        case Table():
            yield from _table(part, ink, width, rich)
        case Items(items, numbered):
            for number, item in enumerate(items, 1):
                address = f" {item.address}" if item.address else ""
                yield from _behind(f"{number}. " if numbered else "- ", visible(item.text + address), width)
        case Folded(summary):  # its parts come after it
            yield from (ink.write(ink.strong, line) for line in running(visible(summary), width))
        case Figure():
            yield from _figure(part, ink, width)


def _figure(figure: Figure, ink: Ink, width: int | None) -> Iterator[str]:
    """Title, the picture in characters, its foot-notes."""
    yield from (ink.write(ink.strong, line) for line in running(visible(figure.title), width))
    if figure.title:
        yield ""
    yield from map(visible, figure.lines(width or _PICTURE))
    if figure.notes:
        yield ""
    for note in figure.notes:
        yield from _behind("Note: ", visible(note), width)


def _underlined(text: str, rule: str, ink: Ink, width: int | None) -> list[str]:
    lines = running(visible(text), width)
    if not lines:
        return []
    below = rule * max(map(display_width, lines))
    return [*(ink.write(ink.strong, line) for line in lines), ink.write(ink.faint, below)]


def _table(table: Table, ink: Ink, width: int | None, rich: bool) -> Iterator[str]:
    """Title and caption, the rows in columns or in blocks, and the foot-notes below."""
    yield from (ink.write(ink.strong, line) for line in running(visible(table.title), width))
    yield from running(visible(table.caption), _measure(width))
    if table.title or table.caption:
        yield ""
    yield from _rows_of(table, ink, width, rich)
    if table.notes:
        yield ""
    letters = table.note_letters()
    for note in table.notes:
        letter = letters.get(note.code)
        yield from _behind(f"[{letter}] " if letter else "Note: ", visible(note.text), width)


def _rows_of(table: Table, ink: Ink, width: int | None, rich: bool) -> Iterator[str]:
    grid = grid_of(table, once=width is not None)
    if width is None:
        yield from aligned_lines(grid, natural_widths(grid), ink, None)
        return
    widths = column_widths(grid, width)
    if widths is None:
        yield from block_lines(table, ink, width)
    elif rich:
        from drgs_cli.render.terminal.rich_table import rich_lines

        yield from rich_lines(grid, widths, width)
    else:
        yield from aligned_lines(grid, widths, ink, width)


def _behind(mark: str, text: str, width: int | None) -> list[str]:
    return [mark + text] if width is None else hang(text, min(width, _MEASURE), mark, " " * len(mark))


def _measure(width: int | None) -> int | None:
    return None if width is None else min(width, _MEASURE)
