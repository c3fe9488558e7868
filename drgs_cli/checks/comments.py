"""A comment that cuts a text short: found in the lines of a record, since what is cut off is nowhere else."""

import re
from collections.abc import Iterator

from drgs_cli.checks.rule import Finding
from drgs_cli.documents.positions import Below, Path
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.read import Record

_FREE_TEXT = frozenset(
    ("at", "condition", "definition", "device", "journal", "label", "note", "notes", "quote", "title", "why", "words")
)
_CUT = re.compile(r"^[ -]*(?P<key>\w+): (?P<text>[^\s\"'\[{|>#].*?)(?P<gap>[ \t]+)#(?P<rest>.*)$", re.MULTILINE)


def comment_right_behind_a_text(library: Library) -> Iterator[tuple[Study, Finding]]:
    """A comment right behind a text, which may be a part of it.

    In YAML a space and a `#` begin a comment outside quotes. Only texts in words of their own are looked at, and only
    comments that one space parts from the text, or that begin without a space behind the `#`.

    Why it matters: a label or a title ends in the middle, and nothing else tells.

    Fails:
        label: Lund # 2019

    Passes:
        label: "Lund # 2019"

    To waive: not possible. Two spaces before the `#` and one behind it say that a comment is meant.
    """
    for record in library.records:
        if record.study is not None and " #" in record.positions.text:
            for path, cut in _cut_texts(record):
                yield record.study, Finding(path, f"the text ends before '{cut}'", "put the whole text in quotes")


def _cut_texts(record: Record) -> Iterator[tuple[Path, str]]:
    """The places of such texts, and what they lack."""
    lines: dict[int, str] = {}
    for found in _CUT.finditer(record.positions.text):
        own_words = found["key"] in _FREE_TEXT
        if own_words and (found["gap"] == " " or found["rest"][:1] not in ("", " ", "#")):
            lines[found.start("text")] = f"#{found['rest'].rstrip()}"
    for path, start in _scalars(record.positions.root[2], ()) if lines else ():
        if start in lines:
            yield path, lines[start]


def _scalars(below: Below, path: Path) -> Iterator[tuple[Path, int]]:
    """Every scalar with the place where it starts."""
    entries = below.items() if isinstance(below, dict) else enumerate(below) if isinstance(below, list) else ()
    for step, (_, start, inner) in entries:
        here = (*path, step)
        if isinstance(inner, str):
            yield here, start
        else:
            yield from _scalars(inner, here)
