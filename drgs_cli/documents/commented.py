"""A sound YAML text as a tree that keeps its comments and blank lines; knows neither data nor how it is laid out.

A comment on a line of its own belongs to what follows it, one at the end of a line to what stands before it. Behind the
last entry of a block, its column tells to which of the blocks that end there it belongs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from drgs_cli.documents.nodes import BLOCK_STYLES
from drgs_cli.documents.parse import events_of

_FOR_EDITORS = "# yaml-language-server:"
BLANK = ""  # among comments, an empty line

_SCALAR, _MAPPING = "ScalarEvent", "MappingStartEvent"
_ENDS = ("MappingEndEvent", "SequenceEndEvent")
_COMMENT = re.compile("#.*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?").match


class Scalar(Struct):
    """A scalar: its text, its style (`"`, `'`, `|`, `>`, or none) and the characters it is written with."""

    value: str
    style: str
    raw: str


class Entry(Struct):
    """A pair of a mapping, or an item of a list (`key` is None); `before` and `beside` are its comments."""

    key: Scalar | None
    value: "Scalar | Collection"
    before: list[str]
    beside: list[str]


class Collection(Struct):
    """A mapping or a list; `after` are the comments behind its last entry."""

    is_mapping: bool
    in_brackets: bool
    entries: list[Entry]
    after: list[str]


def tree_of(text: str) -> Collection:
    """The root of a text that was read without problems, a mapping; its lines end in line feeds."""
    return _Builder(text).document()


def comments_of(text: str) -> Counter[str]:
    """Every comment of a sound text, found without the tree: what stands outside scalars behind a `#`."""
    found: Counter[str] = Counter()
    if "#" not in text:
        return found
    following = events_of(text)
    end = 0
    while (kind := type(event := following()).__name__) != "StreamEndEvent":
        if kind == _SCALAR:
            start = event.start_mark.index
            if "#" in text[end:start]:
                found.update(_found(text[end:start]))
            end = event.end_mark.index
            if event.style in BLOCK_STYLES:
                found.update(_header_comment(event.style, text[start:end]))
    found.update(_found(text[end:]))
    return found


def head_of(root: Collection) -> list[str]:
    """Of the comments above the first entry those that head the file: all down to the last blank line, else the line
    for editors alone. What follows is about the entry.
    """
    before = root.entries[0].before if root.entries else []
    if BLANK in before:
        return before[: len(before) - before[::-1].index(BLANK)]
    return before[:1] if before and before[0].startswith(_FOR_EDITORS) else []


def owners_of(root: Collection) -> Counter[tuple[str, str]]:
    """Every comment with the key of the root that it is in or above; "" of those that head the file, or end it."""
    head = head_of(root)
    found = Counter(("", comment) for comment in (*head, *root.after))
    for number, entry in enumerate(root.entries):
        key = "" if entry.key is None else entry.key.value
        above = entry.before[0 if number else len(head) :]
        found.update((key, comment) for comment in (*above, *entry.beside, *_within(entry.value)))
    return Counter({owned: count for owned, count in found.items() if owned[1] != BLANK})


def _within(value: Scalar | Collection) -> Iterator[str]:
    if isinstance(value, Collection):
        for entry in value.entries:
            yield from (*entry.before, *entry.beside, *_within(entry.value))
        yield from value.after


def _found(gap: str) -> list[str]:
    return [comment.rstrip() for comment in _COMMENT.findall(gap)]


def _header_comment(style: str, raw: str) -> list[str]:
    """The comment behind the `>-` of a text of several lines."""
    header = _HEADER(raw) if style in BLOCK_STYLES else None
    return [header[1].rstrip()] if header and header[1] else []


class _Builder:
    """Follows the events of one document and hands what stands between them to the entries of the tree."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.following = events_of(text)
        self.cursor = 0  # the end of what was read last
        self.owner: Entry | None = None  # the entry to which that belongs
        self.pending: list[tuple[int, str]] = []  # comments that are nobody's yet, each with its column
        self.brackets = 0  # how many are open

    def document(self) -> Collection:
        """The root, with every comment of the file."""
        self.following()
        self.following()
        event = self.following()
        self._advance(event.start_mark.index)
        root = self._collection(event)
        self.owner = None
        self._advance(len(self.text))
        root.after += self._taken()
        return root

    def _entry(self, event: Any, key: Scalar | None) -> Entry:
        """An entry that begins here, with the comments in front of it."""
        self._advance(event.start_mark.index)
        return Entry(key, Scalar("", "", ""), self._taken(), [])

    def _pair(self, event: Any) -> Entry:
        entry = self._entry(event, None)
        entry.key = self._scalar(event, entry)
        self._fill(entry, self.following())
        return entry

    def _item(self, event: Any) -> Entry:
        entry = self._entry(event, None)
        self._fill(entry, event)
        return entry

    def _fill(self, entry: Entry, event: Any) -> None:
        """Read the value of an entry; comments between its key and a value that is no block stand before both."""
        self._advance(event.start_mark.index)
        if type(event).__name__ == _SCALAR or event.flow_style:
            entry.before += [comment for comment in self._taken() if comment != BLANK]
        if type(event).__name__ == _SCALAR:
            entry.value = self._scalar(event, entry)
        else:
            entry.value = self._collection(event, entry)

    def _scalar(self, event: Any, owner: Entry) -> Scalar:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        raw = self.text[start:end]
        self.cursor, self.owner = max(self.cursor, start + len(raw.rstrip())), owner
        owner.beside += _header_comment(style, raw)
        return Scalar(event.value, style, raw)

    def _collection(self, event: Any, owner: Entry | None = None) -> Collection:
        is_mapping, in_brackets = type(event).__name__ == _MAPPING, bool(event.flow_style)
        column = event.start_mark.column
        if in_brackets:
            self.brackets += 1
            self.cursor, self.owner = event.end_mark.index, owner
        node = Collection(is_mapping, in_brackets, [], [])
        while type(child := self.following()).__name__ not in _ENDS:
            node.entries.append(self._pair(child) if is_mapping else self._item(child))
        self._advance(child.start_mark.index)
        if in_brackets:
            self.brackets -= 1
            node.after = self._taken()
            if owner is not None and not node.entries:
                owner.before, node.after = owner.before + node.after, []
            self.cursor, self.owner = max(self.cursor, child.end_mark.index), owner
        else:
            at_end = child.start_mark.index >= len(self.text)
            node.after = self._taken(self._belonging(column, -1 if at_end else child.start_mark.column))
        return node

    def _belonging(self, column: int, next_column: int) -> int:
        """How many of the pending comments stand in a block that ends here, and not before what follows it."""
        count = 0
        for number, (place, comment) in enumerate(self.pending, 1):
            if comment != BLANK:
                if place < column or place <= next_column:
                    break
                count = number
        return count

    def _taken(self, count: int | None = None) -> list[str]:
        """The first of the pending comments, or all: from now on somebody's."""
        count = len(self.pending) if count is None else count
        taken = [comment for _, comment in self.pending[:count]]
        del self.pending[:count]
        return taken

    def _advance(self, start: int) -> None:
        """Note the comments and blank lines from the cursor to here."""
        if start <= self.cursor:
            return
        gap = self.text[self.cursor : start]
        self.cursor = start
        if "\n" not in gap and "#" not in gap:
            return
        first, *others = gap.split("\n")
        if "#" in first:
            comment = first[first.index("#") :].rstrip()
            if self.owner is not None:
                self.owner.beside.append(comment)
            else:
                self.pending.append((0, comment))
        if others:  # the line of the owner is over
            self.owner = None
        for number, line in enumerate(others, 1):
            if "#" in line:
                column = line.index("#")
                self.pending.append((column, line[column:].rstrip()))
            elif number < len(others) and not self.brackets and not line.strip():
                self.pending.append((0, BLANK))
