"""A CSV file into a sheet of cells with their places, or all that is wrong with it; knows no meaning of a column."""

from typing import BinaryIO

from drgs_cli.documents.delimited_bytes import read_bounded, text_of
from drgs_cli.documents.delimited_cells import NAMES, Separator, Sheet, capped
from drgs_cli.documents.delimited_numbers import decimals_of
from drgs_cli.documents.delimited_scan import BLANKS, Scan
from drgs_cli.documents.problems import Location, Problem

_SEPARATORS: tuple[Separator, ...] = (",", ";", "\t")
_SAY_SO: dict[str, Separator] = {f"sep={separator}": separator for separator in _SEPARATORS}  # a first line, for Excel


def read_stream(stream: BinaryIO, path: str) -> Sheet | list[Problem]:
    """The table in a file or a pipe; `path` is what problems call it. What is too long is not read to its end."""
    content = read_bounded(stream, path)
    return read_delimited(content, path) if isinstance(content, bytes) else content


def read_delimited(content: bytes, path: str) -> Sheet | list[Problem]:
    """The table, or everything that is wrong with its form."""
    text = text_of(content, path)
    if not isinstance(text, str):
        return text
    lines = text.split("\n")
    first = _line_with_text(lines, 0)
    said = _SAY_SO.get(lines[first].lower()) if first is not None else None
    if first is not None and said:
        first = _line_with_text(lines, first + 1)
    if first is None:
        place = Location(path, 1, 1)
        return [Problem(place, "T104", "error", "the table is empty", "its first line names the columns")]
    separator = said or _separator(lines[first:], Location(path, first + 1, 1))
    if isinstance(separator, Problem):
        return [separator]
    scan = Scan(lines, separator, path)
    rows = scan.rows(first)
    if scan.problems:
        return capped(scan.problems, scan.more)
    return Sheet(path, rows[0], tuple(rows[1:]), separator, decimals_of(rows[1:], separator))


def _line_with_text(lines: list[str], start: int) -> int | None:
    """The next line, from 0, that holds more than blanks and separators."""
    return next((at for at in range(start, len(lines)) if lines[at].strip(BLANKS + ",;")), None)


def _separator(lines: list[str], place: Location) -> Separator | Problem:
    """What stands between the names of the columns, outside quotes."""
    outside: list[str] = []
    quotes = 0
    for line in lines:
        parts = line.split('"')
        outside += parts[quotes % 2 :: 2]
        quotes += len(parts) - 1
        if quotes % 2 == 0:
            break
    header = "".join(outside)
    found = [separator for separator in _SEPARATORS if separator in header]
    if len(found) > 1:
        message = f"the header line has {' and '.join(f'{NAMES[separator]}s' for separator in found)}"
        hint = "one of them separates the columns; a name with another in it stands in quotes"
        return Problem(place, "T105", "error", message, hint)
    if not found and ("|" in header or len(header.split()) > 1):
        message = "the header line has no comma, semicolon or tab"
        return Problem(place, "T105", "error", message, "put one between the columns; a single name stands in quotes")
    return found[0] if found else ","
