"""The manifest that a report carries: found in a file, and held against that of a report of today; words nothing."""

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from drgs_cli.errors import DrgsError
from drgs_cli.records.observed import Value

# As render/html/page.py writes it: no text of a record can look like this, as each < of one is written otherwise.
_EMBEDDED = re.compile(rb'<script type="application/json" id="drgs-embedded">([^<]*)</script>')
COMMAND = "report"
TAKES = "drgs verify takes the .html or .json of drgs report, or the JSON of compare or summarise with --indication"
HTML, JSON = "html", "json"
CHANGED, ADDED, REMOVED = "changed", "added", "removed"
PROGRAM, RECORD, SECTION, FILE = "program", "record", "section", "file"


class Program(Struct, frozen=True):
    """What wrote it."""

    version: str


class Fingerprint(Struct, frozen=True):
    """A record, or a section, and its SHA-256."""

    name: str
    sha256: str


class Options(Struct, frozen=True):
    """What was asked for beside the question."""

    indications: list[str]
    style: str
    made: str | None


class Base(Struct, frozen=True):
    """The evidence base."""

    sha256: str
    skipped: list[str]
    origin: Literal["option", "environment", "found", "installed"] | None = None


class Working(Struct, frozen=True):
    """The part of the question that a report can be asked."""

    as_of: str | None
    denominator: Literal["as-reported", "trialled", "allocated"]
    measure: Literal["RR", "OR", "RD", "MD", "MD-10", "SMD"] | None
    method: str
    interval: str
    allow_mixed: bool
    allow_unanchored: bool
    split_waveforms: bool


class SavedReport(Struct, frozen=True):
    """A manifest as it stands in a file, with the keys that a report can be done again from."""

    format: Literal[1]
    program: Program
    command: Literal["report"]
    question: Working
    evidence: Base
    options: Options
    records: list[Fingerprint]
    sections: list[Fingerprint]


class Difference(Value, frozen=True):
    """Something that is not as it was: a program, a record, a section, or the file itself; `before` and `after` are
    versions or fingerprints.
    """

    what: str
    name: str
    kind: str
    before: str | None
    after: str | None


def manifest_in(content: bytes, name: str) -> tuple[str, Mapping[str, Any]]:
    """The format of a file and the JSON in it: of a page the embedded one. Raises DrgsError where there is none."""
    found = _EMBEDDED.search(content)
    try:
        written = json.loads(content if found is None else found[1])
    except (ValueError, RecursionError):
        written = None
    if not isinstance(written, dict):
        raise DrgsError(f"{name}: nothing here can be verified; {TAKES}, whole and as it was written")
    return (JSON if found is None else HTML), written


def saved_report(written: Mapping[str, Any], name: str) -> SavedReport:
    """The manifest in a JSON; raises DrgsError where it is not of that shape."""
    try:
        return msgspec.convert(written, SavedReport)
    except (msgspec.ValidationError, RecursionError) as error:
        raise DrgsError(f"{name}: its manifest is not that of a report of format 1: {error}") from None


def differences(before: SavedReport, after: SavedReport) -> tuple[Difference, ...]:
    """What is not as it was: the program, then records, then what the report says, section by section."""
    one, other = before.program.version, after.program.version
    found = [Difference(PROGRAM, "drgs", CHANGED, one, other)] if one != other else []
    found += _between(RECORD, before.records, after.records)
    return (*found, *_between(SECTION, before.sections, after.sections))


def _between(what: str, before: list[Fingerprint], after: list[Fingerprint]) -> list[Difference]:
    old, new = ({entry.name: entry.sha256 for entry in side} for side in (before, after))
    found = []
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        if one != other:
            kind = ADDED if one is None else REMOVED if other is None else CHANGED
            found.append(Difference(what, name, kind, one, other))
    return found
