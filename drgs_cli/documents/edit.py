"""One scalar or one entry of a YAML file written anew, every other byte as it was; knows no study.

What is written is read again before anybody gets it: the data differ in that one place, or there is no edit.
"""

from typing import Any

from msgspec import Struct

from drgs_cli.documents.nodes import BLOCK_STYLES, Node, nodes_of
from drgs_cli.documents.parse import Document, parse_document
from drgs_cli.documents.positions import Path, Positions, Step
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.documents.wants import Wants
from drgs_cli.documents.writing import Typed, meaning_of, writings

_MARK = b"\xef\xbb\xbf"


class Edit(Struct, frozen=True):
    """A file with one thing changed: its bytes, where that stands in them, and the scalars that were and are there.

    `old` is None where nothing was, `new` too where a mapping is; `new` alone where a key was taken out.
    """

    content: bytes
    location: Location
    old: str | None
    new: str | None


class Editable(Struct, frozen=True):
    """A file that was read without problems, and what its places want."""

    content: bytes
    document: Document
    wants: Wants
    nodes: dict[Path, Node]

    @property
    def positions(self) -> Positions:
        """Where everything stands."""
        return self.document.positions

    def reread(self, text: str) -> Document:
        """Another text in place of this one, under the mark at its start that the file has."""
        content = text.encode(errors="replace")  # what was typed may be no characters
        return parse_document(self.mark + content, self.document.path, self.wants)

    @property
    def mark(self) -> bytes:
        """The byte order mark, where there is one."""
        return _MARK if self.content.startswith(_MARK) else b""


def editable(content: bytes, path: str, wants: Wants) -> Editable | Document:
    """A file ready to be edited, or what was read of it, with the problems that forbid to touch it."""
    document = parse_document(content, path, wants)
    if document.problems or document.data is None:
        return document
    return Editable(content, document, wants, nodes_of(document.positions.text))


def with_scalar(file: Editable, path: Path, typed: str) -> Edit | tuple[Problem, ...]:
    """The file with another scalar at this place, where one stands; or why none can be written there."""
    node, text = file.nodes[path], file.positions.text
    before = " " if node.start == node.end and text[node.start - 1 : node.start] == ":" else ""
    comment = _comment_of_header(text, node)
    problems: tuple[Problem, ...] = ()
    for written in writings(typed, want_at(file, path).text, node.style, node.in_flow, _indentation(text, node.start)):
        first, line_end, rest = written.partition("\n")
        edited = spliced(file, node.start, node.end, f"{before}{first}{comment}{line_end}{rest}")
        if reads_as(file, edited, path, typed):
            return described(file, edited, path)
        problems = edited.problems
    return problems


def with_key(file: Editable, path: Path, typed: str) -> Edit | tuple[Problem, ...]:
    """The file with a new key, and mappings for it where there are none; or why it cannot be put there.

    It comes behind the last of the keys that it follows in the order of the format, else at the end of its mapping.
    """
    known = next(path[:depth] for depth in range(len(path) - 1, -1, -1) if path[:depth] in file.nodes)
    parent, steps = file.nodes[known], path[len(known) :]
    in_flow = parent.style == "{"
    before = _key_before(parent, str(steps[0]), want_at(file, known))
    end = parent.end if before is None else file.nodes[(*known, before)].end
    problems: tuple[Problem, ...] = ()
    for written in writings(typed, want_at(file, path).text, "", in_flow or len(steps) > 1, 0):
        entry = f"{': {'.join(map(str, steps))}: {written}{'}' * (len(steps) - 1)}"
        edited = _in_brackets(file, parent, end, entry) if in_flow else _on_a_line(file, parent, end, entry)
        if reads_as(file, edited, path, typed):
            return described(file, edited, path)
        problems = edited.problems
    return problems


def after_line(file: Editable, offset: int, lines: str) -> Document:
    """The file read again with these lines put in after the line in which a value ends, its comment included."""
    text = file.positions.text
    line_end = text.find("\n", offset)
    if line_end < 0:
        return spliced(file, len(text), len(text), f"\n{lines}")
    line_end -= text[line_end - 1] == "\r"
    return spliced(file, line_end, line_end, f"\n{lines}")


def content_of(file: Editable, edited: Document) -> bytes:
    """The bytes of a file that was read again, with the mark at its start that it had."""
    return file.mark + edited.positions.text.encode()


def alike(one: Any, other: Any) -> bool:
    """Whether two data are the same, with the kinds of their numbers: to Python 1, 1.0 and true are equal."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)


def want_at(file: Editable, path: Path) -> Wants:
    """What is wanted at a place, whether anything is there or not."""
    wants = file.wants
    for step in path:
        wants = wants.items if isinstance(step, int) else wants.keys.get(step, wants.rest)
    return wants


def _indentation(text: str, offset: int) -> int:
    """Columns before the key of the line in which a value begins; the dash of a list counts as columns."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return len(line) - len(line.lstrip(" -"))


def _comment_of_header(text: str, node: Node) -> str:
    """What stands behind the `>-` of a text of several lines."""
    if node.style not in BLOCK_STYLES:
        return ""
    return text[node.start : node.end].partition("\n")[0].rstrip("\r").lstrip("|>+-")


def _key_before(parent: Node, key: str, wants: Wants) -> Step | None:
    """The key of a mapping behind which another one belongs; its last, where the order of the format says nothing."""
    order = list(wants.keys)
    known = order[: order.index(key)] if key in order else []
    return next((step for step in reversed(parent.steps) if not known or step in known), None)


def _in_brackets(file: Editable, parent: Node, end: int, entry: str) -> Document:
    """Behind the value that ends there; in empty brackets alone."""
    if not parent.steps:
        return spliced(file, parent.start + 1, parent.end - 1, entry)
    return spliced(file, end, end, f", {entry}")


def _on_a_line(file: Editable, parent: Node, end: int, entry: str) -> Document:
    """After the line in which a value ends, as far to the right as the keys of the mapping without brackets."""
    text = file.positions.text
    line_start = text.rfind("\n", 0, parent.start) + 1
    return after_line(file, end, " " * (parent.start - line_start) + entry)


def spliced(file: Editable, start: int, end: int, written: str) -> Document:
    """The file read again with other characters at one place, its line ends as they are."""
    text = file.positions.text
    if "\r\n" in text:
        written = written.replace("\n", "\r\n")
    return file.reread(f"{text[:start]}{written}{text[end:]}")


def reads_as(file: Editable, edited: Document, path: Path, typed: Typed) -> bool:
    """Whether an edit is sound, and its data are as they were but for what was typed at this one place."""
    if edited.problems:
        return False
    wanted = _with(file.document.data, path, meaning_of(typed, want_at(file, path)))
    return alike(edited.data, wanted) and (not isinstance(typed, str) or edited.positions.printed(path) == typed)


def _with(data: Any, path: Path, value: Any) -> Any:
    """The data with this value at a path, in lists and mappings made for it where there are none."""
    if not path:
        return value
    step, below = path[0], path[1:]
    if isinstance(step, int):
        items = list(data or ())
        items[step : step + 1] = [_with(items[step] if step < len(items) else None, below, value)]
        return items
    entries = dict(data or {})
    return entries | {step: _with(entries.get(step), below, value)}


def described(file: Editable, edited: Document, path: Path) -> Edit:
    """An edit that was found to be sound."""
    old, new = file.positions.printed(path), edited.positions.printed(path)
    return Edit(content_of(file, edited), edited.positions.of(path), old, new)
