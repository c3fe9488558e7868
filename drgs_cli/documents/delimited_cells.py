"""A table as it was read: cells with their places, and the rules that tables break; reads nothing itself."""

from typing import Literal

from msgspec import Struct

from drgs_cli.documents.problems import Location, Problem

Separator = Literal[",", ";", "\t"]

TABLE_RULES: dict[str, str] = {
    "T101": "the table cannot be read as text",
    "T102": "a character that does not print",
    "T103": "the table, or a line of it, is too long",
    "T104": "the table has no line at all",
    "T105": "no separator, or more than one, in the header line",
    "T106": "a quote that is not closed, or not where quotes belong",
    "T107": "a column without a name, or a name that stands twice",
    "T108": "a row with fewer or more cells than the header",
    "T109": "a text where a number belongs",
    "T110": "a number that can be read in two ways",
    "T111": "a number too large or too small to be held",
    "T112": "more faults than are listed",
}

MAX_LISTED = 50
NAMES: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}


class Cell(Struct, frozen=True, gc=False):
    """One cell: its text without quotes, the place of its first character, and the column of the table, from 0.

    Blanks around the text are gone, unless they stand inside quotes. A line break inside quotes is a line feed.
    """

    text: str
    line: int
    column: int
    index: int = 0


Row = tuple[Cell, ...]


class Decimals(Struct, frozen=True):
    """How the file writes decimals: "." or ",", or "?" where that cannot be told. The cells say from what.

    `comma` and `point` are the first numbers with the sign; of those that could also be thousands, only where there is
    no other.
    """

    sign: Literal[".", ",", "?"] = "."
    comma: Cell | None = None
    point: Cell | None = None


class Sheet(Struct, frozen=True):
    """A table that is in order: every row has as many cells as the header, and no two columns have one name."""

    path: str
    header: Row
    rows: tuple[Row, ...]
    separator: Separator
    decimals: Decimals = Decimals()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(cell.text for cell in self.header)

    @property
    def decimal(self) -> Literal[".", ",", "?"]:
        """The decimal sign of the file; "?" where it cannot be told, and numbers with either are refused."""
        return self.decimals.sign

    def column(self, name: str) -> Row:
        """The cells of a column, from the first row to the last; ValueError if no column has that name."""
        index = self.names.index(name)
        return tuple(row[index] for row in self.rows)

    def place(self, cell: Cell) -> Location:
        """Where a cell stands, with the name of its column."""
        return Location(self.path, cell.line, cell.column, self.header[cell.index].text)


def capped(problems: list[Problem], more: int = 0) -> list[Problem]:
    """The first of the problems and, as the last of them, how many are not listed; `more` are known of besides."""
    more += max(len(problems) - MAX_LISTED, 0)
    if not more:
        return problems
    listed = problems[:MAX_LISTED]
    place = listed[-1].location
    message = f"{more} more {'fault' if more == 1 else 'faults'} from here on"
    last = Problem(Location(place.path, place.line, place.column), "T112", "error", message, "mend those above first")
    return [*listed, last]
