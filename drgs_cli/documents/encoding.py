"""Bytes of a file into text that has one meaning and one way to count its lines; knows no YAML."""

import re
from typing import NamedTuple

from drgs_cli.documents.problems import Location, Problem

MAX_BYTES = 5_000_000


class Reading(NamedTuple):
    """The text of a file (None where there is none), its faults, and the lines mended in order to read on."""

    text: str | None
    problems: tuple[Problem, ...] = ()
    mended: frozenset[int] = frozenset()


_UTF8_MARK = b"\xef\xbb\xbf"
_MARKS = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip, Word or Excel file"),
    (b"\x89PNG", "a PNG image"),
    (b"\x1f\x8b", "a gzip archive"),
)

# Deleting these from a sound file leaves nothing: one pass in C over the bytes.
_USUAL_BYTES = bytes(n for n in range(256) if n >= 0x80 or 0x20 <= n < 0x7F or n in b"\t\n\r")
_ODD_BYTES = re.compile(
    rb"[\xc2\xe2\xef\r](?:(?<=\xc2)[\x80-\x9f]|(?<=\xe2)\x80[\xa8\xa9]|(?<=\xef)(?:\xbb\xbf|\xbf[\xbe\xbf])|(?<=\r)(?!\n))"
).search
# Compiled by `re` for the few files that need it.
_ODD = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
_LINE_BREAKS = {
    "\r": "carriage return",
    "\x85": "next line",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
}
_SAVE_HINT = "save the file as UTF-8"


def read_text(content: bytes, path: str) -> Reading:
    """The text of a file; wrong characters are replaced, so that the rest is read for its own faults."""
    if len(content) > MAX_BYTES:
        return Reading(None, (too_long(len(content), path),))
    foreign = _foreign(content, path)
    if foreign is not None:
        return foreign
    if content.startswith(_UTF8_MARK):
        content = content[len(_UTF8_MARK) :]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _not_utf8(content, fault.start, path)
    if content.translate(None, _USUAL_BYTES) or (
        _ODD_BYTES(content) if not content.isascii() or b"\r" in content else None
    ):
        return _odd_characters(text, path)
    return Reading(text)


def too_long(size: int, path: str) -> Problem:
    """What is said of a file of so many bytes: more than are read."""
    message = f"the file is {size:,} bytes long, at most {MAX_BYTES:,} are read"
    return Problem(Location(path, 1, 1), "Y106", "error", message, "is this a study record?")


def _refuse(path: str, rule: str, message: str, hint: str) -> Reading:
    return Reading(None, (Problem(Location(path, 1, 1), rule, "error", message, hint),))


def _foreign(content: bytes, path: str) -> Reading | None:
    """Files that are no UTF-8 text at all: said once, not byte by byte."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _refuse(
                path,
                "Y101",
                f"the file is {name}, not UTF-8 (it starts with that byte order mark)",
                _SAVE_HINT,
            )
    for mark, name in _FORMATS:
        if content.startswith(mark):
            return _refuse(path, "Y101", f"the file is {name}, not text", "a study record is a YAML text file")
    zeros = content.count(0)
    if not zeros:
        return None
    if zeros * 3 >= len(content) and not (any(content[::2]) and any(content[1::2])):
        return _refuse(path, "Y101", "the file looks like UTF-16 without a byte order mark, not UTF-8", _SAVE_HINT)
    if len(content.translate(None, _USUAL_BYTES)) * 20 > len(content) and len(content) > 40:
        return _refuse(path, "Y101", "the file is binary, not text", "a study record is a YAML text file")
    return None


def _not_utf8(content: bytes, start: int, path: str) -> Reading:
    line_start = content.rfind(b"\n", 0, start) + 1
    place = Location(path, content.count(b"\n", 0, start) + 1, len(content[line_start:start].decode("utf-8")) + 1)
    byte = content[start]
    meant = bytes([byte]).decode("cp1252", "replace")
    looks_like = f"it would be '{meant}' in Latin-1 (Windows): " if meant.isprintable() and meant != "\ufffd" else ""
    message = f"the byte 0x{byte:02X} is not UTF-8"
    problem = Problem(place, "Y101", "error", message, f"{looks_like}{_SAVE_HINT}")
    return _mended(content.decode("utf-8", "replace"), (problem,))


def _odd_characters(text: str, path: str) -> Reading:
    """One problem for each different character, at its first place, naming the other lines with it."""
    places: dict[str, list[Location]] = {}
    for found in re.finditer(_ODD, text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line = text.count("\n", 0, found.start()) + 1
        places.setdefault(found[0], []).append(Location(path, line, found.start() - line_start + 1))
    problems = tuple(_odd_problem(character, where) for character, where in places.items())
    return _mended(text, problems) if "\n" in text else Reading(None, problems)


def _mended(text: str, problems: tuple[Problem, ...]) -> Reading:
    lines = text.split("\n")
    wrong = frozenset(number for number, line in enumerate(lines, 1) if "\ufffd" in line or re.search(_ODD, line))
    return Reading(re.sub(_ODD, " ", text), problems, wrong)


def _odd_problem(character: str, where: list[Location]) -> Problem:
    code = f"U+{ord(character):04X}"
    if character in _LINE_BREAKS:
        message = f"a line break that editors count differently: {code} ({_LINE_BREAKS[character]})"
        hint = "end lines with a line feed only"
    else:
        message = f"a character that does not print: {code}"
        hint = "delete it"
    others = sorted({place.line for place in where[1:]} - {where[0].line})
    if others:
        more = " ..." if len(others) > 10 else ""
        message += f"; also on line{'s'[: len(others) - 1]} {', '.join(map(str, others[:10]))}{more}"
    return Problem(where[0], "Y101", "error", message, hint)
