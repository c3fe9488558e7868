"""What any format can draw: headings, paragraphs, notes, lists, tables of cells, pictures; knows no format and no
medicine.

Structs rather than dataclasses, here and in `terminal`: every start defines them, and a dataclass takes forty times as
long.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from drgs_cli.plots.figure import Figure

Value = str | int | float | None
Align = Literal["left", "right", "decimal"]


class Cell(Struct, frozen=True):
    """One entry: `value` is exact, `text` is how it is shown; `notes` are codes of its table's notes.

    `link` is the anchor of the place in the same document that says more; formats without links leave it out.
    """

    value: Value
    text: str
    notes: tuple[str, ...] = ()
    indent: int = 0
    link: str = ""


EMPTY = Cell(None, "")
NOTHING = "—"  # drawn where a cell is empty, which is then not taken for a repeat or an oversight


def words(text: str, notes: tuple[str, ...] = (), indent: int = 0) -> Cell:
    """A cell that says what it is: value and wording are the same text."""
    return Cell(text, text, notes, indent)


class Column(Struct, frozen=True):
    """One column: `key` names it for programs, `title` for people.

    `wrap`       text may be folded on a narrow terminal; numbers (aligned right or at the point) never are
    `min_width`  narrower than this a reader would rather have one block per row; 0 lets the text decide
    `once`       on a terminal, a cell equal to the one above is left blank, if the `once` cells before it are
    `beside`     in a block, this field stands beside the one before it where both fit on a line
    `unbroken`   no word of it is broken, however long: paths and names that somebody types or copies
    `worded`     CSV carries the wording in a column of its own (`<key>_text`) beside the exact value
    """

    key: str
    title: str
    align: Align = "left"
    wrap: bool = True
    min_width: int = 0
    once: bool = False
    beside: bool = False
    worded: bool = False
    unbroken: bool = False


class Row(Struct, frozen=True):
    """Cells in the order of the columns; `ref` is the row's name for programs, `anchor` its name for links."""

    cells: tuple[Cell, ...]
    ref: str = ""
    anchor: str = ""


class Group(Struct, frozen=True):
    """Rows under a heading inside a table; `text` is a line below it, such as that there are none."""

    title: str
    rows: tuple[Row, ...] = ()
    text: str = ""


class Note(Struct, frozen=True):
    """A foot-note: `code` for programs and for the cells that refer to it, `text` for people."""

    code: str
    text: str


class Table(Struct, frozen=True):
    """Rows, with or without groups; the first `lead` columns name a row and are the headline of its block.

    `dense` tables have no empty lines between rows of several lines: for an overview that is to be seen at once.
    `sortable` tables can be sorted and filtered by whoever reads them, where the format has a way.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    notes: tuple[Note, ...] = ()
    caption: str = ""
    lead: int = 1
    dense: bool = False
    sortable: bool = False
    anchor: str = ""

    def __post_init__(self) -> None:
        """Refuse a table that no format could draw faithfully: a defect of the program, not of a record."""
        keys = {column.key for column in self.columns}
        if not keys or len(keys) < len(self.columns):
            raise ValueError(f"table {self.title!r}: column keys must be there and differ")
        if not 1 <= self.lead <= len(self.columns):
            raise ValueError(f"table {self.title!r}: lead is {self.lead}, of {len(self.columns)} columns")
        known = {note.code for note in self.notes}
        for row in (row for group in self.groups() for row in group.rows):
            if len(row.cells) != len(self.columns):
                raise ValueError(f"table {self.title!r}: {len(row.cells)} cells for {len(self.columns)} columns")
            for cell in row.cells:
                if cell.notes and not known.issuperset(cell.notes):
                    raise ValueError(f"table {self.title!r}: a cell refers to a note that is not there: {cell.notes}")

    @property
    def grouped(self) -> bool:
        """Whether any rows stand under a heading of their own."""
        return any(isinstance(entry, Group) for entry in self.rows)

    def groups(self) -> Iterator[Group]:
        """All rows in order as groups; rows that stand in none come as a group without a title."""
        loose: list[Row] = []
        for entry in self.rows:
            if isinstance(entry, Row):
                loose.append(entry)
                continue
            if loose:
                yield Group("", tuple(loose))
                loose = []
            yield entry
        if loose:
            yield Group("", tuple(loose))

    def note_letters(self) -> dict[str, str]:
        """The letter of each note that a cell refers to, a, b, c ... in the order of the notes."""
        used = {code for group in self.groups() for row in group.rows for cell in row.cells for code in cell.notes}
        codes = [note.code for note in self.notes if note.code in used]
        return {code: _letters(number) for number, code in enumerate(codes)}


def _letters(number: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters


class Heading(Struct, frozen=True):
    """A title inside a document; level 2 is the highest, since level 1 is the document's own.

    `anchor` is its name for links; in a document with `contents` every heading of level 2 and 3 has one.
    """

    level: int
    text: str
    anchor: str = ""


class Paragraph(Struct, frozen=True):
    """One running text; in one of our own (`coded`) what stands between back-ticks is written as code."""

    text: str
    coded: bool = False


class Verbatim(Struct, frozen=True):
    """Lines that are shown as they are written, such as a part of a record."""

    text: str


class Item(Struct, frozen=True):
    """One entry of a list: a text, its name for links, the place in the document that says more, an outside address."""

    text: str
    anchor: str = ""
    link: str = ""
    address: str = ""


class Items(Struct, frozen=True):
    """A list, with numbers from 1 or with bullets."""

    items: tuple[Item, ...]
    numbered: bool = False


class Folded(Struct, frozen=True):
    """Parts that a page shows only when asked for, under a line that says what they are; other formats show them."""

    summary: str
    parts: tuple["Part", ...]
    anchor: str = ""


Part = Heading | Paragraph | Verbatim | Table | Note | Figure | Items | Folded


class Document(Struct, frozen=True):
    """A whole answer; `main` makes the one table that CSV carries, if that is not simply the first.

    It is made only for a format that holds one table: nobody else waits for it. `contents`: a table of contents is
    wanted. `embedded` is for programs, as JSON, in formats that can carry it unseen.
    """

    title: str
    parts: tuple[Part, ...]
    main: Callable[[], Table] | None = None
    contents: bool = False
    embedded: Mapping[str, object] | None = None

    def main_table(self) -> Table | None:
        """The table for formats that hold only one."""
        if self.main is not None:
            return self.main()
        return next((part for part in every_part(self.parts) if isinstance(part, Table)), None)

    def notes(self) -> tuple[Note, ...]:
        """Every note in order, each once; formats without foot-notes leave them to the caller."""
        found: dict[Note, None] = {}
        for part in every_part(self.parts):
            if isinstance(part, Note):
                found[part] = None
            elif isinstance(part, Table):
                found.update(dict.fromkeys(part.notes))
        if self.main is not None:
            found.update(dict.fromkeys(self.main().notes))
        return tuple(found)


def every_part(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts in order, those that are folded away after the line that they stand under."""
    for part in parts:
        yield part
        if isinstance(part, Folded):
            yield from every_part(part.parts)
