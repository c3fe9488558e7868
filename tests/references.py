"""Reads the reference results of R under tests/reference/r, and compares an answer with all of an entry's fields.

An entry is compared whole: a field of the reference that the answer does not hold is a failure, unless a table below
says why it cannot be compared. Tolerances, with their reasons, stand in one table.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

FOLDER = Path(__file__).with_name("reference") / "r"
FILES = tuple(sorted(FOLDER.glob("*.json")))

Entry = Mapping[str, Any]


class Tolerance(NamedTuple):
    """How far a figure may be off, relative to the reference or, near 0, absolutely; and why as far as that."""

    relative: float
    absolute: float
    reason: str


CLOSED = Tolerance(1e-10, 1e-14, "a closed form; the rounding of the inputs of R and of here")
ITERATED = Tolerance(1e-6, 1e-10, "R iterates until tau2 changes by less than 1e-12, absolutely")

# By section of the reference, then by field; "*" is every other field of the section.
TOLERANCES: dict[str, dict[str, Tolerance]] = {
    "effects": {"*": CLOSED},
    "fits": {"*": ITERATED},
}

# What names an entry and is no result of it.
NAMES: dict[str, frozenset[str]] = {
    "effects": frozenset({"id", "measure", "call"}),
    "fits": frozenset({"effects", "method", "test"}),
}

# Fields, or "*" for a whole section, that cannot be compared, and why.
NOT_COMPARED: dict[tuple[str, str], str] = {}


class Reference(NamedTuple):
    """One file: a data set and what R makes of it."""

    name: str
    content: Entry

    @property
    def design(self) -> str:
        """The kind of data, such as binary2."""
        return str(self.content["dataset"]["design"])

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The rows, column by column; `study` first."""
        return dict(self.content["input"])

    def effects(self, name: str) -> tuple[list[float], list[float]]:
        """Estimates and variances of the rows that have both and whose variance is not 0, as R pools them."""
        entry = next(entry for entry in self.content["effects"] if entry["id"] == name)
        kept = [(y, v) for y, v in zip(entry["yi"], entry["vi"], strict=True) if y is not None and v]
        return [y for y, _ in kept], [v for _, v in kept]

    def entries(self, section: str, **wanted: object) -> Iterator[Entry]:
        """The entries of a section whose fields are those wanted."""
        for entry in self.content[section]:
            if all(entry.get(key) == value for key, value in wanted.items()):
                yield entry


@cache
def references() -> tuple[Reference, ...]:
    """Every file, read once."""
    return tuple(Reference(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in FILES)


def reference(name: str) -> Reference:
    """One file by its name."""
    return next(entry for entry in references() if entry.name == name)


def having(section: str) -> list[Any]:
    """The files in which a section is not empty, as parameters of a test."""
    return [pytest.param(entry, id=entry.name) for entry in references() if entry.content.get(section)]


def compare(section: str, expected: Entry, found: Mapping[str, object], where: str) -> None:
    """Fail unless every field of the entry is in the answer, and is that number."""
    for field, value in expected.items():
        if field in NAMES.get(section, ()) or (section, field) in NOT_COMPARED:
            continue
        assert field in found, f"{where}: {field} is not compared"
        _same(section, field, value, found[field], f"{where}: {field}")


def tolerance(section: str, field: str) -> Tolerance:
    """The tolerance of a field, or that of its section."""
    table = TOLERANCES[section]
    return table.get(field) or table["*"]


def _same(section: str, field: str, expected: Any, found: Any, where: str) -> None:
    if isinstance(expected, Mapping):
        assert isinstance(found, Mapping), f"{where}: {found!r} is not {expected!r}"
        for key, value in expected.items():
            assert key in found, f"{where}.{key} is not compared"
            _same(section, field, value, found[key], f"{where}.{key}")
    elif isinstance(expected, list):
        assert isinstance(found, Sequence), f"{where}: {found!r} is not a list"
        assert len(found) == len(expected), f"{where}: {len(found)} entries, not {len(expected)}"
        for place, (ours, theirs) in enumerate(zip(found, expected, strict=True)):
            _same(section, field, theirs, ours, f"{where}[{place}]")
    elif isinstance(expected, bool) or (isinstance(expected, str) and expected not in ("Inf", "-Inf")):
        assert found == expected, f"{where}: {found!r} is not {expected!r}"
    elif expected is None or isinstance(expected, str):  # infinite, or not there: here both are nothing
        assert found is None, f"{where}: {found!r}, where R has {expected}"
    else:
        limit = tolerance(section, field)
        assert isinstance(found, int | float), f"{where}: {found!r}, where R has {expected}"
        close = math.isclose(found, expected, rel_tol=limit.relative, abs_tol=limit.absolute)
        assert close, f"{where}: {found!r}, where R has {expected!r} ({abs(found - expected):.2e} apart)"
