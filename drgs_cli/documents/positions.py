"""Where each key and value of one file stands and how it was printed; knows neither YAML nor studies."""

import re
from bisect import bisect_right
from collections.abc import Set as AbstractSet
from functools import cached_property

from msgspec import Struct

from drgs_cli.documents.problems import Location

Step = str | int
Path = tuple[Step, ...]

# One entry per key or list item: where its key and its value start (as character offsets: lines are counted
# only when somebody asks), and what lies below: the text of a scalar as written, or the entries of a mapping
# or list.
Entry = tuple[int, int, "Below"]
Below = str | dict[str, Entry] | list[Entry]

# An empty scalar, and the forms that the core schema reads as null.
NULL_FORMS = frozenset(("", "~", "null", "Null", "NULL"))

_BARE_STEP = re.compile(r"[\w\-+/<>%?]+").fullmatch
_LINE_END = re.compile("\n")


def path_text(path: Path) -> str:
    """A path as people read it: `results[4].arms.scs.n`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _BARE_STEP(step):
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]'
    return text


class Positions(Struct, frozen=True, dict=True):
    """The places of one file, as a tree parallel to its data.

    A path that does not exist is answered with its nearest existing ancestor.
    """

    path: str
    text: str = ""
    root: Entry = (0, 0, "")

    def __repr__(self) -> str:
        """Without text and tree: a test that fails need not show the whole file."""
        return f"Positions({self.path!r})"

    def of(self, path: Path) -> Location:
        """Where the value at `path` starts."""
        entry, found = self._entry(path)
        return self._location(entry[1], found)

    def of_key(self, path: Path) -> Location:
        """Where the key of the value at `path` starts (a list item has no key: where the item starts)."""
        entry, found = self._entry(path)
        return self._location(entry[0], found)

    def key_offset(self, path: Path) -> int:
        """The same, as the number of characters before it."""
        return self._entry(path)[0][0]

    def printed(self, path: Path) -> str | None:
        """The scalar at `path` as written, `81.20` with its zero; None for a mapping, a list, or nothing."""
        entry, found = self._entry(path)
        return entry[2] if found == path and isinstance(entry[2], str) else None

    def keys(self, path: Path) -> AbstractSet[str]:
        """The keys of the mapping at `path`; none where no mapping is."""
        entry, found = self._entry(path)
        return entry[2].keys() if found == path and isinstance(entry[2], dict) else frozenset()

    def is_bare_word(self, path: Path) -> bool:
        """Whether `path` ends in a word without a colon inside `{ }`: mostly a text cut by its comma."""
        entry, found = self._entry(path)
        if found != path or not path or not isinstance(path[-1], str) or entry[2] != "":
            return False
        return ":" not in self.text[entry[0] + len(path[-1]) : entry[1]]

    def _entry(self, path: Path) -> tuple[Entry, Path]:
        entry = self.root
        for depth, step in enumerate(path):
            below = entry[2]
            if isinstance(below, dict) and step in below:
                entry = below[str(step)]
            elif isinstance(below, list) and isinstance(step, int) and 0 <= step < len(below):
                entry = below[step]
            else:
                return entry, path[:depth]
        return entry, path

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def _location(self, offset: int, path: Path) -> Location:
        line = bisect_right(self._line_starts, offset)
        return Location(self.path, line, offset - self._line_starts[line - 1] + 1, path_text(path))
