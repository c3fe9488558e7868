"""Lines of a table into rows of cells with their places, every fault of form noted; decides no separator.

The scanner is our own: Python's keeps no columns, and takes without a word what is not well-formed. Quotes are those of
RFC 4180: they enclose a whole cell, and one inside is doubled; blanks around them do no harm.
"""

from drgs_cli.documents.delimited_cells import MAX_LISTED, NAMES, Cell, Row, Separator
from drgs_cli.documents.problems import Location, Problem

MAX_CELLS = 5_000_000
BLANKS = " \t\u00a0"
_DOUBLED = "a cell with a quote in it stands in quotes, and that quote is doubled"


class Scan:
    """One pass over the lines. `problems` holds the first faults, `more` is the number of the others."""

    def __init__(self, lines: list[str], separator: Separator, path: str) -> None:
        self.lines = lines
        self.separator = separator
        self.path = path
        self.blanks = BLANKS.replace(separator, "")
        self.problems: list[Problem] = []
        self.more = 0

    def rows(self, first: int) -> list[Row]:
        """The header and what follows. A line of blanks and separators only is no row."""
        rows: list[Row] = []
        at, idle, left = first, BLANKS + self.separator, MAX_CELLS
        while at < len(self.lines):
            line = self.lines[at]
            if line.strip(idle):
                pieces = line.split(self.separator)
                if '"' not in line or _is_simple(pieces):
                    row: Row | None = tuple(_plain(pieces, at + 1))
                else:
                    row, at = self._quoted(at)
                if row:
                    rows.append(row)
                    self._check(rows, at)
                    left -= len(row)
                elif not rows:  # without the header nothing is known of the rest
                    break
                if left < 0:
                    message = f"the table has more than {MAX_CELLS // 10**6} million cells; what follows was not read"
                    self.note("T103", at + 1, 1, message, "is this the table?")
                    break
            at += 1
        return rows

    def _quoted(self, at: int) -> tuple[Row | None, int]:
        """A row with quotes, and its last line, from 0; no row where a quote is wrong."""
        cells: list[Cell] = []
        start = 0
        while True:
            line = self.lines[at]
            quote = line.find('"', start)
            if quote < 0:
                return (*cells, *_plain(line[start:].split(self.separator), at + 1, start + 1, len(cells))), at
            end = line.rfind(self.separator, start, quote)
            if end >= 0:
                cells += _plain(line[start:end].split(self.separator), at + 1, start + 1, len(cells))
            elif line[start:quote].strip(BLANKS):
                self.note("T106", at + 1, quote + 1, "a quote inside a cell", _DOUBLED)
                return None, at
            else:
                place = (at + 1, quote + 1)
                text, at, end = self._enclosed(at, quote)
                if text is None:
                    return None, at
                cells.append(Cell(text, *place, len(cells)))
                if end == len(self.lines[at]):
                    return tuple(cells), at
            start = end + 1

    def _enclosed(self, first: int, start: int) -> tuple[str | None, int, int]:
        """The text in the quotes that open at `start`; then where the cell ends: the line and the column, from 0."""
        at, here, parts = first, start + 1, []
        while True:
            line = self.lines[at]
            end = line.find('"', here)
            if end < 0:
                parts += [line[here:], "\n"]
                at, here = at + 1, 0
                if at == len(self.lines):
                    self.note("T106", first + 1, start + 1, "a quote opens here and is never closed", _DOUBLED)
                    return None, at, 0
            elif line.startswith('"', end + 1):
                parts.append(line[here : end + 1])
                here = end + 2
            else:
                parts.append(line[here:end])
                break
        after = end + 1
        while line[after : after + 1] in self.blanks and after < len(line):
            after += 1
        if after == len(line) or line[after] == self.separator:
            return "".join(parts), at, after
        rest = _cut(line[after : after + 100])
        if at == first:
            self.note("T106", at + 1, end + 2, f"after a closing quote stands {rest}", _DOUBLED)
            return None, at, 0
        message = f"the quote that opens here closes on line {at + 1}, before {rest}; what follows was not read"
        self.note("T106", first + 1, start + 1, message, f"close it where its cell ends; {_DOUBLED}")
        return None, len(self.lines), 0

    def _check(self, rows: list[Row], at: int) -> None:
        """The names in the header, or the number of cells in the row that came last and ends on line `at`."""
        header, row = rows[0], rows[-1]
        if row is header:
            self._check_names(header)
        elif len(row) < len(header):
            missing = header[len(row)].text
            message = f"{_cells(len(row))} where the header has {len(header)}: {missing or 'the last'} is missing"
            hint = "an empty cell keeps its separator"
            self.note("T108", at + 1, len(self.lines[at]) + 1, message, hint)
        elif len(row) > len(header):
            extra = row[len(header)]
            message = f"{_cells(len(row))} where the header has {len(header)}"
            self.note("T108", extra.line, extra.column, message, self._why_more(extra))

    def _check_names(self, header: Row) -> None:
        seen: dict[str, int] = {}
        for number, cell in enumerate(header, 1):
            if not cell.text.strip():
                hint = "give it a name; R writes row names there unless told row.names = FALSE" if number == 1 else ""
                message = f"column {number} has no name"
                self.note("T107", cell.line, cell.column, message, hint or "give it a name, or delete the separator")
            elif cell.text in seen:
                message = f"two columns are named '{cell.text}', the {seen[cell.text]}. and the {number}."
                self.note("T107", cell.line, cell.column, message, "every column has a name of its own")
            seen.setdefault(cell.text, number)

    def _why_more(self, extra: Cell) -> str:
        if not extra.text:
            return "delete the separators at the end of the line"
        hint = f"a cell with a {NAMES[self.separator]} in it stands in quotes"
        return f"{hint}; decimals have a point, thousands nothing" if self.separator == "," else hint

    def note(self, rule: str, line: int, column: int, message: str, hint: str) -> None:
        """Keep a fault, or count it where enough are kept."""
        if len(self.problems) < MAX_LISTED:
            self.problems.append(Problem(Location(self.path, line, column), rule, "error", message, hint))
        else:
            self.more += 1


def _is_simple(pieces: list[str]) -> bool:
    """Whether quotes stand only at the ends of pieces, so that no separator and no quote is inside a cell."""
    for piece in pieces:
        quotes = piece.count('"')
        if quotes and not (quotes == 2 and piece[0] == piece[-1] == '"'):
            return False
    return True


def _plain(pieces: list[str], line: int, column: int = 1, index: int = 0) -> list[Cell]:
    """Cells that need no scanning; the place is that of the first of them."""
    cells = []
    for at, piece in enumerate(pieces, index):
        if piece[:1] == '"':
            cells.append(Cell(piece[1:-1], line, column, at))
        else:
            text = piece.strip(BLANKS)
            before = 0 if text == piece else len(piece) - len(piece.lstrip(BLANKS))
            cells.append(Cell(text, line, column + before, at))
        column += len(piece) + 1
    return cells


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


def _cut(text: str) -> str:
    from drgs_cli.documents.expectation import shown  # only a faulty table needs it

    return shown(text)
