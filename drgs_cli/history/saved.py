"""An answer that was saved as JSON, held against the same answer of today: which lines moved, and whether the evidence
or the program is the cause; knows the keys of the contract, words nothing.
"""

import json
from collections.abc import Mapping
from typing import Any

from drgs_cli.errors import DrgsError
from drgs_cli.history.causes import PROGRAM
from drgs_cli.history.effects import GONE, NEW
from drgs_cli.records.observed import Value

EVIDENCE, UNKNOWN = "evidence", "unknown"
COMMANDS = ("compare", "summarise")

# What of a line, and of a reading, is held against the other; an estimate goes by the keys that both have.
_OF_LINE = ("estimate", "absolute", "crude", "range", "verdict", "favours")
SIDES = "sides"
_OF_READING = ("verdict", "favours")

Json = Mapping[str, Any]


class SavedAnswer(Value, frozen=True, kw_only=True, gc=True):
    """An answer as its JSON has it: the question, what it was worked out from and with, its lines by name."""

    name: str
    command: str
    version: str
    sha256: str
    records: int
    skipped: tuple[str, ...]
    question: Json
    lines: dict[str, Json]
    reading: Json

    @property
    def said(self) -> tuple[object, ...]:
        """What makes its reading the reading it is."""
        return (*(self.reading.get(key) for key in _OF_READING), certainty_of(self.reading))


class SavedEffect(Value, frozen=True, kw_only=True, gc=True):
    """A line that is another one; None where it does not stand."""

    ref: str
    before: Json | None
    after: Json | None
    moved: tuple[str, ...]

    @property
    def difference(self) -> float | None:
        """The later estimate minus the earlier, where both are of one measure."""
        one, other = (None if line is None else line.get("estimate") for line in (self.before, self.after))
        if one is None or other is None or None in (one["value"], other["value"]):
            return None
        return float(other["value"] - one["value"]) if one["measure"] == other["measure"] else None


def read_saved(content: bytes, name: str) -> SavedAnswer:
    """The answer in the bytes of a file; raises DrgsError where they hold none that can be held against another."""
    try:
        written = json.loads(content)
        if written["command"] in COMMANDS and written["format"] == 1 and "comparisons" in written:
            return saved_of(written, name)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    raise DrgsError(
        f"{name}: no saved answer; drgs compare --indication KEY --format json writes one, and so does summarise"
    )


def saved_of(written: Json, name: str) -> SavedAnswer:
    """The answer of one JSON."""
    entries = [*written["comparisons"], *written.get("syntheses", ())]
    return SavedAnswer(
        name=name,
        command=str(written["command"]),
        version=str(written["program"]["version"]),
        sha256=str(written["evidence"]["sha256"]),
        records=int(written["evidence"]["studies"]),
        skipped=tuple(map(str, written["evidence"]["skipped"])),
        question=dict(written["question"]),
        lines={str(entry["ref"]): dict(entry) for entry in entries},
        reading=dict(written["reading"]),
    )


def cause_between(before: SavedAnswer, after: SavedAnswer) -> str:
    """The program where only its version is another, the evidence where only that is; else nobody can tell."""
    same_evidence, same_program = before.sha256 == after.sha256, before.version == after.version
    if same_evidence != same_program:
        return PROGRAM if same_evidence else EVIDENCE
    return UNKNOWN


def effects_of(before: SavedAnswer, after: SavedAnswer) -> tuple[SavedEffect, ...]:
    """The lines that are other ones, in the order of the later answer, those gone at the end."""
    found = []
    for ref in dict.fromkeys((*after.lines, *before.lines)):
        one, other = before.lines.get(ref), after.lines.get(ref)
        moved = _moved(one, other)
        if moved:
            found.append(SavedEffect(ref=ref, before=one, after=other, moved=moved))
    return tuple(found)


def certainty_of(line: Json) -> str | None:
    """The final level, where there is one."""
    found = line.get("certainty")
    return None if found is None else str(found["final"])


def _moved(before: Json | None, after: Json | None) -> tuple[str, ...]:
    if before is None or after is None:
        return (NEW,) if before is None else (GONE,)
    parts = [key for key in _OF_LINE if not _same(before.get(key), after.get(key))]
    if not _has_value(before) and not _has_value(after) and sides_of(before) != sides_of(after):
        parts.append(SIDES)
    return (*parts, "certainty") if certainty_of(before) != certainty_of(after) else tuple(parts)


def sides_of(line: Json) -> tuple[str, ...]:
    """What each side shows, in words: all there is of a line without an estimate."""
    return tuple(str(side.get("text") or "") for side in line.get(SIDES) or ())


def _has_value(line: Json) -> bool:
    return (line.get("estimate") or {}).get("value") is not None


def _same(one: object, other: object) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(_same(one[key], other[key]) for key in one.keys() & other.keys())
    return one == other
