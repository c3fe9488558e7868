"""A table as one block per row, for a terminal too narrow for columns."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from drgs_cli.render.document import NOTHING, Group, Row, Table
from drgs_cli.render.terminal.aligned import running
from drgs_cli.render.terminal.grid import repeats, wording
from drgs_cli.render.terminal.ink import Ink
from drgs_cli.render.terminal.measure import display_width, fold, hang
from drgs_cli.visible import visible

_INDENT = "  "
_RULE = "┄"  # below the heading of a group, lighter than below a heading of the document
_LEAST_TEXT = 24  # with less room beside the names of the fields, a text follows its name directly
_BETWEEN = 2  # spaces between a name and its text, and at least between two fields on a line


class _Form(Struct, frozen=True):
    """What all blocks of a table have in common.

    `left` and `right` are the widths of the names of first and second fields on a line; the second begin at
    `stop`.
    """

    table: Table
    names: tuple[str, ...]
    letters: dict[str, str]
    left: int
    right: int
    width: int
    ink: Ink
    stop: int

    def used(self, text: str) -> int:
        """Columns taken by a field that stands first on a line."""
        return len(_INDENT) + self.left + _BETWEEN + display_width(text)

    def needed(self, text: str) -> int:
        """Columns that a field takes from the place where second fields begin."""
        return self.right + _BETWEEN + display_width(text)


def block_lines(table: Table, ink: Ink, width: int) -> Iterator[str]:
    """Per row a headline of the leading columns and a list of those fields that hold something.

    A run of rows with the same headline (its columns marked `once`) has it once.
    """
    form = _form(table, ink, width)
    for number, group in enumerate(table.groups()):
        if number:
            yield ""
        title = running(visible(group.title), width)
        yield from (ink.write(ink.accent, line) for line in title)
        if title:
            yield ink.write(ink.faint, _RULE * max(map(display_width, title)))
        yield from running(visible(group.text), width, _INDENT)
        yield from _group(form, group)


def _form(table: Table, ink: Ink, width: int) -> _Form:
    names = tuple(visible(column.title) for column in table.columns)
    letters = table.note_letters()
    fields = list(zip(names, table.columns, strict=True))[table.lead :]
    left = max((display_width(name) for name, _ in fields), default=0)
    right = max((display_width(name) for name, column in fields if column.beside), default=0)
    form = _Form(table, names, letters, left, right, width, ink, 0)
    return replace(form, stop=_stop(form))


def _stop(form: _Form) -> int:
    """Where second fields begin: the leftmost place at which most of those marked `beside` fit."""
    pairs: Counter[tuple[int, int]] = Counter()
    beside = [index for index, column in enumerate(form.table.columns) if column.beside and index > form.table.lead]
    for row in (row for group in form.table.groups() for row in group.rows):
        for index in beside:
            first, second = (wording(cell, form.letters).strip(" ") for cell in row.cells[index - 1 : index + 1])
            if first and second:
                pairs[form.used(first), form.needed(second)] += 1
    places = sorted({used + _BETWEEN for used, _ in pairs})
    return max(
        places,
        key=lambda place: sum(pairs[pair] for pair in pairs if _fits(pair, place, form.width)),
        default=0,
    )


def _fits(pair: tuple[int, int], place: int, width: int) -> bool:
    used, needed = pair
    return used + _BETWEEN <= place and place + needed <= width


def _group(form: _Form, group: Group) -> Iterator[str]:
    lead = form.table.lead
    above: Row | None = None
    for row in group.rows:
        repeated = repeats(form.table.columns, above, row)
        texts = [wording(cell, form.letters).strip(" ") for cell in row.cells]
        if above is not None:
            yield ""
        if not repeated.issuperset(range(lead)):
            headline = " · ".join(text or NOTHING for text in texts[:lead])
            for line in hang(headline, form.width, "", _INDENT):
                yield form.ink.write(form.ink.strong, line)
        shown = [index for index in range(lead, len(texts)) if texts[index] and index not in repeated]
        yield from _fields(form, shown, texts)
        above = row


def _fields(form: _Form, shown: list[int], texts: list[str]) -> list[str]:
    """The list of fields; one marked `beside` joins the line of the one before it where both fit."""
    lines: list[str] = []
    before, used = -1, 0  # the field that has the last line to itself, and how much of it
    for index in shown:
        text = texts[index]
        beside = form.table.columns[index].beside and before == index - 1
        if beside and _fits((used, form.needed(text)), form.stop, form.width):
            lines[-1] += " " * (form.stop - used) + _named(form, index, form.right) + text
            continue
        own = _field(form, index, text)
        lines.extend(own)
        before, used = (index, form.used(text)) if len(own) == 1 else (-1, 0)
    return lines


def _field(form: _Form, index: int, text: str) -> list[str]:
    """A field on its own lines: name and text side by side or, if that is too narrow, one after the other."""
    room = form.width - len(_INDENT) - form.left - _BETWEEN
    if room < _LEAST_TEXT:
        return hang(f"{form.names[index]}: {text}", form.width, _INDENT, 2 * _INDENT)
    first, *others = fold(text, room)
    return [
        _INDENT + _named(form, index, form.left) + first,
        *(" " * (form.width - room) + line for line in others),
    ]


def _named(form: _Form, index: int, width: int) -> str:
    name = form.names[index]
    return form.ink.write(form.ink.faint, name) + " " * (width - display_width(name) + _BETWEEN)
