"""How one scalar is laid out: its quotes, and a text of several lines; never another text, knows no place in a file."""

import re

from drgs_cli.documents.commented import Scalar
from drgs_cli.documents.nodes import BLOCK_STYLES
from drgs_cli.documents.positions import NULL_FORMS
from drgs_cli.documents.writing import WIDTH, filled, is_plain, meaning

# What no file may hold as it is, and so stands in a record as an escape of double quotes, if at all.
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t"}
_BOUND = ("<", "~", "=")


def on_one_line(scalar: Scalar, is_text: bool, in_brackets: bool) -> str:
    """A scalar on one line: plain as it was; in quotes only if it means something else without them.

    What begins like a bound (`<0.05`, `~30`) stands in quotes always, as `>85` has to.
    """
    value = scalar.value
    if not scalar.style and "\n" not in scalar.raw:
        return _quoted(scalar) if value.startswith(_BOUND) and value not in NULL_FORMS else scalar.raw
    if is_plain(value, in_brackets) and not _ODD.search(value) and isinstance(meaning(value, is_text), str):
        return value
    return _quoted(scalar)


def on_lines(scalar: Scalar, indentation: int, widest: int) -> list[str] | None:
    """A text that stands on lines of its own already: the mark, and the lines; None if one line is all it needs.

    Its lines end where they did, unless one of them is too long.
    """
    value = scalar.value
    ends_in_blanks = value.endswith("\n\n") or value.rstrip() != value.rstrip("\n")  # what a block shows to nobody
    if scalar.style not in BLOCK_STYLES or not value.strip() or ends_in_blanks:
        return None
    lines = _moved(scalar.raw.split("\n")[1:], indentation)
    if scalar.style == ">" and max(map(len, lines)) > widest and (anew := folded(scalar, indentation)):
        return anew
    return [scalar.style + ("" if value.endswith("\n") else "-"), *lines]


def folded(scalar: Scalar, indentation: int) -> list[str] | None:
    """A text of words folded to several lines; None where that would change it."""
    value = scalar.value
    if value != value.strip() or " " not in value or _ODD.search(value):
        return None
    margin = " " * indentation
    return [">-", *(margin + line for line in filled(value, WIDTH - indentation))]


def _moved(lines: list[str], indentation: int) -> list[str]:
    """Lines of a text, as far to the right as they have to be; spaces beyond that are part of the text."""
    first = next(line for line in lines if line.strip())
    column = len(first) - len(first.lstrip(" "))
    margin = " " * indentation
    moved = [margin + line[column:] if line[column:] else "" for line in lines]
    while not moved[-1]:
        moved.pop()
    return moved


def _quoted(scalar: Scalar) -> str:
    """In double quotes; in single ones where that spares it escapes."""
    value = scalar.value
    if _ODD.search(value):
        return scalar.raw if scalar.style == '"' and "\n" not in scalar.raw else _double(value)
    if value.count('"') + value.count("\\") > value.count("'"):
        return "'" + value.replace("'", "''") + "'"
    return _double(value)


def _double(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ODD.sub(lambda odd: _ESCAPES.get(odd[0], f"\\u{ord(odd[0]):04x}"), escaped) + '"'
