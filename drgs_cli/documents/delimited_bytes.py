"""Bytes of a table into text with line feeds, or why they are none; knows no separator and no quote.

What is too long is refused before it is read whole, and what is not plain UTF-8 is refused with its first place.
"""

import re
from typing import BinaryIO

from drgs_cli.documents.delimited_cells import capped
from drgs_cli.documents.problems import Location, Problem

MAX_BYTES = 200_000_000
MAX_LINE = 1_000_000
_PIECE = 1 << 18

_UTF8_MARK = b"\xef\xbb\xbf"
_FOREIGN = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"\x1f\x8b", "a gzip archive"),
)
_AS_TEXT = "save the table as CSV in UTF-8 (in Excel: 'CSV UTF-8')"
# Deleting these from a sound file leaves nothing: one pass in C over the bytes.
_USUAL = bytes(n for n in range(256) if 0x20 <= n < 0x7F or n in b"\t\n\r")
_ODD = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"  # compiled only where it is needed


def read_bounded(stream: BinaryIO, path: str) -> bytes | list[Problem]:
    """All of a stream, unless it or a line of it is too long: then no more is read than it takes to know."""
    watch = _Watch(path)
    pieces = []
    while piece := stream.read(_PIECE):
        problem = watch.seen(piece)
        if problem:
            return [problem]
        pieces.append(piece)
    return b"".join(pieces)


def text_of(content: bytes, path: str) -> str | list[Problem]:
    """The text, every line ended by a line feed; or what is wrong with the bytes."""
    watch = _Watch(path)
    for start in range(0, len(content), _PIECE):
        problem = watch.seen(content[start : start + _PIECE])
        if problem:
            return [problem]
    foreign = _foreign(content)
    if foreign:
        return [Problem(Location(path, 1, 1), "T101", "error", f"the file is {foreign}, not UTF-8 text", _AS_TEXT)]
    if content.startswith(_UTF8_MARK):
        content = content[len(_UTF8_MARK) :]
    try:
        text = _with_line_feeds(content.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return [_not_utf8(content, fault.start, path)]
    return (_odd_characters(text, path) if content.translate(None, _USUAL) else []) or text


class _Watch:
    """How much has gone by, piece by piece, none of them longer than a line may be."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.size = self.lines = self.unfinished = 0

    def seen(self, piece: bytes) -> Problem | None:
        """The problem, once a line or the whole is too long."""
        self.size += len(piece)
        first = min((at for at in (piece.find(b"\n"), piece.find(b"\r")) if at >= 0), default=len(piece))
        if self.unfinished + first > MAX_LINE:
            return self._too_long("this line", MAX_LINE)
        if self.size > MAX_BYTES:
            return self._too_long("the file", MAX_BYTES)
        last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self.unfinished = len(piece) - last - 1 if last >= 0 else self.unfinished + len(piece)
        self.lines += piece.count(b"\n") or piece.count(b"\r")
        return None

    def _too_long(self, what: str, most: int) -> Problem:
        message = f"{what} is longer than {most // 10**6} MB; what follows was not read"
        return Problem(Location(self.path, self.lines + 1, 1), "T103", "error", message, "is this the table?")


def _foreign(content: bytes) -> str | None:
    """What the file is, where it is no UTF-8 text at all."""
    for mark, name in _FOREIGN:
        if content.startswith(mark):
            return name
    zeros = content.count(0)
    if zeros * 3 >= len(content) > 1 and not (any(content[::2]) and any(content[1::2])):
        return "UTF-16 without a byte order mark"
    return None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _place(text: str, at: int, path: str) -> Location:
    return Location(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _not_utf8(content: bytes, start: int, path: str) -> Problem:
    before = _with_line_feeds(content[:start].decode("utf-8"))
    byte = content[start]
    meant = bytes([byte]).decode("cp1252", "replace")
    hint = f"it would be '{meant}' in Latin-1 (Windows): {_AS_TEXT}" if meant.isalpha() else _AS_TEXT
    return Problem(_place(before, len(before), path), "T101", "error", f"the byte 0x{byte:02X} is not UTF-8", hint)


def _odd_characters(text: str, path: str) -> list[Problem]:
    """Each character that does not print, at its first place."""
    places: dict[str, int] = {}
    for found in re.finditer(_ODD, text):
        places.setdefault(found[0], found.start())
    problems = []
    for character, at in places.items():
        name = " (NUL)" if character == "\0" else ""
        message = f"a character that does not print: U+{ord(character):04X}{name}"
        problems.append(Problem(_place(text, at, path), "T102", "error", message, "delete it"))
    return capped(problems)
