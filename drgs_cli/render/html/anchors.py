"""Which places of a document can be linked to, under which ids; knows no element."""

import re
from collections import Counter
from collections.abc import Iterator

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Document, Folded, Heading, Items, Row, Table, every_part
from drgs_cli.render.html.text import escaped
from drgs_cli.visible import visible


class Anchors:
    """The ids of one page: those of the document's anchors, and those that the page gives itself.

    An anchor is its own id; the page's own ids begin as no anchor does. Of two places with one anchor the first has
    the id. A row without an anchor is found by its `ref` where no other row or place has it.
    """

    def __init__(self, document: Document) -> None:
        """Look through the whole document: a link may stand before what it leads to."""
        named = set(_named(document))
        refs = Counter(row.ref for row in _rows(document) if row.ref and not row.anchor)
        self._known = {anchor: _id(anchor) for anchor in named}
        taken = set(self._known.values())
        # A name that another place has on purpose is not the row's: a figure would lead to its own row.
        self._refs = {ref for ref, times in refs.items() if times == 1 and _id(ref) not in taken}
        self._known.update((ref, _id(ref)) for ref in self._refs)
        self._own = "_"
        while any(name.startswith(self._own) for name in self._known.values()):
            self._own += "_"
        self._placed: set[str] = set()
        self._titles = {anchor: title for anchor, title in _titled(document) if title}

    def own(self, name: str) -> str:
        """An id of the page's own."""
        return self._own + name

    def place(self, anchor: str) -> str:
        """The attribute that makes an element the place of an anchor; none the second time."""
        name = self._known.get(anchor, "") if anchor else ""
        if not name or name in self._placed:
            return ""
        self._placed.add(name)
        return f' id="{escaped(name)}"'

    def place_row(self, row: Row) -> str:
        """The attribute for a row."""
        return self.place(row.anchor or (row.ref if row.ref in self._refs else ""))

    def target(self, anchor: str) -> str:
        """The address of a place in this page, escaped for an attribute; empty where there is no such place."""
        name = self._known.get(anchor, "") if anchor else ""
        return f"#{escaped(re.sub(_UNSAFE, _percent, name))}" if name else ""

    def title(self, anchor: str) -> str:
        """What the heading of a place says, where it has one."""
        return self._titles.get(anchor, "")


_UNSAFE = r"[^A-Za-z0-9._~/+:@,;=!()*&-]"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _id(anchor: str) -> str:
    """An id holds no white space, and nothing in it acts."""
    return re.sub(r"\s+", "-", visible(anchor))


def _titled(document: Document) -> Iterator[tuple[str, str]]:
    """Headings, and what has a title of its own."""
    for part in every_part(document.parts):
        match part:
            case Heading(_, text, anchor):
                yield anchor, text
            case Folded(summary, _, anchor):
                yield anchor, summary
            case Table() | Figure():
                yield part.anchor, part.title
            case _:
                pass


def _named(document: Document) -> Iterator[str]:
    for part in every_part(document.parts):
        if isinstance(part, Heading | Folded | Figure | Table) and part.anchor:
            yield part.anchor
        if isinstance(part, Items):
            yield from (item.anchor for item in part.items if item.anchor)
    yield from (row.anchor for row in _rows(document) if row.anchor)


def _rows(document: Document) -> Iterator[Row]:
    tables = (part for part in every_part(document.parts) if isinstance(part, Table))
    return (row for table in tables for group in table.groups() for row in group.rows)
