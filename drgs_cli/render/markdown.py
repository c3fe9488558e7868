"""A document as GitHub Markdown in which every text appears as it is written; knows no terminal."""

import re
from collections.abc import Iterable

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    NOTHING,
    Cell,
    Column,
    Document,
    Folded,
    Group,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
    Verbatim,
    every_part,
)
from drgs_cli.visible import visible

# A colon only before //: otherwise a bare address becomes a link whose escapes are taken as part of it.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|$#]|:(?=//)|(?<=\bwww)\.")
# Neither a backslash nor a character reference keeps GitHub from telling whoever has the name; a comment does.
_MENTION = re.compile(r"(?<![\w@.])@(?=\w)")
_LEADING = re.compile(r"([+\-=]|\d{1,9}(?=[.)]))")
_ADDRESS = re.compile(r"https://[!#-;=?-~]+")  # what may stand between < and >
_PICTURE = 80  # columns of a picture in characters
_RULES = {"left": ":--", "right": "--:", "decimal": "--:"}


def render_markdown(document: Document) -> str:
    """Parts separated by one empty line, ending in a line break."""
    title = [f"# {escaped(document.title)}"] if document.title else []
    return "\n\n".join(title + [block for part in every_part(document.parts) for block in _blocks(part)]) + "\n"


def escaped(text: str) -> str:
    """Text with a backslash before each character that Markdown would act upon."""
    return _inactive(re.sub(" +", " ", visible(text)).strip())


def _coded(text: str) -> str:
    """Escaped text that opens a line, with what stands between back-ticks as code."""
    first, *others = re.split("(`[^`]+`)", re.sub(" +", " ", visible(text)).strip())
    rest = (part if number % 2 == 0 else _inactive(part) for number, part in enumerate(others))
    return "".join([_led(_inactive(first)), *rest])


def _line(text: str) -> str:
    """Escaped text that opens a line."""
    return _led(escaped(text))


def _inactive(text: str) -> str:
    return _MENTION.sub("@<!-- -->", _ACTIVE.sub(r"\\\g<0>", text))


def _led(line: str) -> str:
    """The line with its beginning escaped where a hash, a dash or `1.` would start a heading or a list."""
    found = _LEADING.match(line)
    if not found:
        return line
    at = 0 if not found[0].isdigit() else found.end()
    return f"{line[:at]}\\{line[at:]}"


def _blocks(part: Part) -> list[str]:
    match part:
        case Heading(level, text):
            return [f"{'#' * min(max(level, 2), 6)} {escaped(text)}"]
        case Paragraph(text, coded):
            return [_coded(text) if coded else _line(text)]
        case Verbatim(text):
            return [_fenced(text)]
        case Note(_, text):
            return [f"Note: {escaped(text)}"]
        case Table():
            return _table(part)
        case Items(items, numbered):
            return ["\n".join(_item(item, f"{number}." if numbered else "-") for number, item in enumerate(items, 1))]
        case Folded(summary):  # its parts come after it
            return [f"**{escaped(summary)}**"]
        case Figure():
            return _figure(part)


def _figure(figure: Figure) -> list[str]:
    """Title, the picture in characters, what it shows in words, its foot-notes."""
    title = [f"**{escaped(figure.title)}**"] if figure.title else []
    said = [_line(figure.description)] if figure.description else []
    notes = (f"Note: {escaped(note)}" for note in figure.notes)
    return [*title, _fenced("\n".join(figure.lines(_PICTURE))), *said, *notes]


def _item(item: Item, mark: str) -> str:
    is_link = _ADDRESS.fullmatch(item.address)
    address = f" <{item.address}>" if is_link else f" {escaped(item.address)}" if item.address else ""
    return f"{mark} {_line(item.text)}{address}"


def _fenced(text: str) -> str:
    """A block of code; its fence is longer than any run of the same sign inside."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence, *map(visible, text.split("\n")), fence))


def _table(table: Table) -> list[str]:
    letters = table.note_letters()
    blocks = [f"**{escaped(table.title)}**"] if table.title else []
    if table.caption:
        blocks.append(_line(table.caption))
    for group in table.groups():
        blocks.extend(_group(table.columns, group, letters))
    if not table.rows:
        blocks.append(_grid(table.columns, (), letters))
    if table.notes:
        blocks.append("\n".join(_footnote(note, letters) for note in table.notes))
    return blocks


def _group(columns: tuple[Column, ...], group: Group, letters: dict[str, str]) -> list[str]:
    """A table of its own under a line in bold: Markdown has no row that spans the columns."""
    blocks = [f"**{escaped(group.title)}**"] if group.title else []
    if group.text:
        blocks.append(_line(group.text))
    if group.rows:
        blocks.append(_grid(columns, group.rows, letters))
    return blocks


def _grid(columns: tuple[Column, ...], rows: tuple[Row, ...], letters: dict[str, str]) -> str:
    lines = [
        _row(escaped(column.title) for column in columns),
        _row(_RULES[column.align] for column in columns),
    ]
    lines.extend(_row(_cell(cell, letters) for cell in row.cells) for row in rows)
    return "\n".join(lines)


def _row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _cell(cell: Cell, letters: dict[str, str]) -> str:
    text = "&emsp;" * cell.indent + (escaped(cell.text) or NOTHING)
    if cell.notes:
        text += f" <sup>{','.join(letters[code] for code in cell.notes)}</sup>"
    return text


def _footnote(note: Note, letters: dict[str, str]) -> str:
    letter = letters.get(note.code)
    return f"- <sup>{letter}</sup> {escaped(note.text)}" if letter else f"- {_line(note.text)}"
