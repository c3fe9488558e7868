"""Two extractions of one study side by side, and what the rules say of their one record alone; writes nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from msgspec.structs import replace

from drgs_cli.checks.run import check
from drgs_cli.documents.problems import Problem
from drgs_cli.editing.agreement import Agreement, agreement_of
from drgs_cli.editing.decisions import Decision
from drgs_cli.editing.extractions import Field, Tolerance, fields_of
from drgs_cli.records.library import Library, with_record
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OTHER_NAME = "S109"  # the id is not the name of the file: copies of one record seldom have its name


class Reconciliation(Value, frozen=True, kw_only=True):
    """Two records of one study: every place of them, how far they agree, and what was decided where they do not.

    `sides` are who extracted each, as far as it is known; `written` is where their one record went.
    """

    records: tuple[Record, Record]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    tolerance: Tolerance
    fields: tuple[Field, ...]
    agreement: Agreement
    decisions: tuple[Decision, ...] = ()
    written: str | None = None

    @property
    def conflicts(self) -> tuple[Field, ...]:
        """The places on which they differ."""
        return tuple(field for field in self.fields if field.in_conflict)

    @property
    def undecided(self) -> tuple[Field, ...]:
        """Those of them on which nobody decided."""
        decided = {decision.field.at for decision in self.decisions}
        return tuple(field for field in self.conflicts if field.at not in decided)


def reconciled(a: Record, b: Record, tolerance: Tolerance, by: tuple[str, str] | None = None) -> Reconciliation:
    """Two records that could be read, place by place; `by` are the extractors, if the records do not say it."""
    fields = fields_of(a, b, tolerance)
    return Reconciliation(
        records=(a, b),
        sides=(_extractors(a), _extractors(b)) if by is None else ((by[0],), (by[1],)),
        tolerance=tolerance,
        fields=fields,
        agreement=agreement_of(fields),
    )


def new_problems(found: Reconciliation, content: bytes, library: Library) -> tuple[Problem, ...]:
    """What the rules say of the one record that they said of neither of the two; `library` has the terms."""
    alone = replace(library, records=())
    texts = [record.positions.text.encode() for record in found.records]
    names = [record.study.id if record.study else PurePath(record.path).stem for record in found.records]
    known = Counter[tuple[str, str]]()
    for text, name in zip(texts, names, strict=True):
        known |= Counter(map(_kind, _checked(alone, name, text)))
    new = []
    for problem in _checked(alone, names[0], content):
        known[_kind(problem)] -= 1
        if known[_kind(problem)] < 0 and not problem.waived and problem.rule != _OTHER_NAME:
            new.append(problem)
    return tuple(new)


def _extractors(record: Record) -> tuple[str, ...]:
    """Who extracted a record, if it says so."""
    return record.study.extraction.by if record.study is not None and record.study.extraction is not None else ()


def _checked(library: Library, name: str, content: bytes) -> tuple[Problem, ...]:
    path = f"{name}.yaml"
    return tuple(problem for problem in check(with_record(library, path, content)) if problem.location.path == path)


def _kind(problem: Problem) -> tuple[str, str]:
    """A problem without its place, which moves, and with numbers as they are meant: 75 and 75.0 are one."""
    return (problem.rule, _NUMBER.sub(lambda found: f"{float(found[0]):g}", problem.message))
