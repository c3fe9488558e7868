"""What was decided on the places where two extractors differ; knows the file of decisions, writes no record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from drgs_cli.documents.commented import Collection, Entry, Scalar, tree_of
from drgs_cli.documents.parse import Document, parse_document
from drgs_cli.documents.places import NotThere, find, steps_of
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.walk import faults
from drgs_cli.documents.wants import wants_of
from drgs_cli.documents.writing import in_brackets, writings
from drgs_cli.editing.extractions import Field, Reading
from drgs_cli.records import shape_figures
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record
from drgs_cli.records.shape_figures import Text

Side = Literal["a", "b"]
Taken = Literal["a", "b", "other", "undecided"]
Written = Scalar | Collection


class Decision(Value, frozen=True, kw_only=True):
    """What is to stand at a place: what the first or the second wrote, or something else (`value`)."""

    field: Field
    taken: Taken
    value: Written | None = None
    why: str | None = None
    by: str | None = None


class DecisionShape(shape_figures.Entry):
    """One decision as it is written in a file."""

    at: Text
    take: Literal["a", "b"] | UnsetType = UNSET
    value: Any = UNSET
    why: Text | UnsetType = UNSET
    by: Text | UnsetType = UNSET


class DecisionsShape(shape_figures.Entry):
    """A file of decisions; `by` is who took those that do not say so."""

    decisions: list[DecisionShape]
    by: Text | UnsetType = UNSET


def read_decisions(
    content: bytes, name: str, fields: Iterable[Field], records: tuple[Record, Record], by: str | None
) -> tuple[Decision, ...] | tuple[Problem, ...]:
    """The decisions of a file, or what is wrong with it: all that is, and nothing is decided."""
    document = parse_document(content, name, wants_of(DecisionsShape))
    problems = [*document.problems, *faults(document.data, DecisionsShape, document.positions)]
    if problems:
        return tuple(problems)
    written = msgspec.convert(document.data, DecisionsShape)
    values = _values(document.positions.text)
    known = {field.at: field for field in fields if field.in_conflict}
    found: dict[str, Decision] = {}
    for number, entry in enumerate(written.decisions):
        place: Path = ("decisions", number)
        field = known.get(entry.at) or _found_by_place(entry.at, known.values(), records)
        fault = _fault(entry, field, place, document, known, found)
        if fault is not None or field is None:
            problems += [fault] if fault else []
            continue
        found[field.at] = Decision(
            field=field,
            taken="other" if entry.take is UNSET else entry.take,
            value=values[number],
            why=None if entry.why is UNSET else entry.why,
            by=entry.by if entry.by is not UNSET else written.by if written.by is not UNSET else by,
        )
    return tuple(problems) if problems else tuple(found.values())


def preferred(fields: Iterable[Field], side: Side, by: str | None) -> Iterator[Decision]:
    """One extractor's word for everything that is in conflict."""
    why = f"{side.upper()} was preferred throughout"
    return (Decision(field=field, taken=side, why=why, by=by) for field in fields if field.in_conflict)


def typed_value(typed: str, field: Field) -> Written | None:
    """What a person typed for a place: words and numbers as they are, a list or mapping in brackets; None where that
    cannot be read.
    """
    is_text = field.kind in ("category", "text") and not typed.startswith("[")
    if not is_text:
        document = parse_document(f"value: {typed}\n".encode(errors="replace"), "what was typed")
        if not document.problems and isinstance(document.data, dict) and document.data.get("value") is not None:
            return _without_comments(tree_of(document.positions.text).entries[0].value)
        if field.kind == "part":
            return None
    return Scalar(typed, '"', writings(typed, True, '"', True, 0)[-1])


def template(fields: Iterable[Field]) -> str:
    """A file of decisions with every conflict as a comment, to be decided and let in: what each wrote stands above."""
    lines = [
        "# A conflict is decided by taking the # off its line: take: a or b, or in its place value: something else;",
        "# why and by may be left out, by stands here once for all.",
        "# by: initials",
        "decisions:",
    ]
    for field in fields:
        if field.in_conflict:
            lines += [f"  # {side}: {_said(reading)}" for side, reading in (("a", field.a), ("b", field.b))]
            lines.append(f"  # - {{at: {in_brackets(field.at, wants_of(DecisionShape).keys['at'])}, take: a}}")
    return "\n".join((*lines, ""))


def _said(reading: Reading | None) -> str:
    return "nothing" if reading is None else " ".join(reading.text.split())


def _values(text: str) -> list[Written | None]:
    """The values that are given, with the digits they are written with."""
    root = tree_of(text.replace("\r\n", "\n"))
    listed = next(entry.value for entry in root.entries if entry.key and entry.key.value == "decisions")
    return [_value_of(item) for item in listed.entries] if isinstance(listed, Collection) else []


def _value_of(item: Entry) -> Written | None:
    parts = item.value.entries if isinstance(item.value, Collection) else []
    found = next((part.value for part in parts if part.key and part.key.value == "value"), None)
    return None if found is None else _without_comments(found)


def _without_comments(written: Written) -> Written:
    if isinstance(written, Scalar):
        return written
    entries = [Entry(entry.key, _without_comments(entry.value), [], []) for entry in written.entries]
    return Collection(written.is_mapping, written.in_brackets, entries, [])


def _found_by_place(typed: str, fields: Iterable[Field], records: Sequence[Record]) -> Field | None:
    """The conflict at a place that is typed in another way, such as with the number of a row: of the first record, else
    of the second.
    """
    steps = steps_of(typed)
    if steps is None:
        return None
    listed = tuple(fields)
    for record, side in zip(records, ("a", "b"), strict=True):
        path = find(steps, record.data, record.positions)
        if not isinstance(path, NotThere):
            for field in listed:
                reading = getattr(field, side)
                if reading is not None and reading.path == path:
                    return field
    return None


def _fault(
    entry: DecisionShape,
    field: Field | None,
    place: Path,
    document: Document,
    known: dict[str, Field],
    found: dict[str, Decision],
) -> Problem | None:
    """What is wrong with one decision, if anything."""
    positions = document.positions
    if field is None:
        from difflib import get_close_matches

        near = get_close_matches(entry.at, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "drgs reconcile lists the places on which they differ"
        return Problem(positions.of((*place, "at")), "S104", "error", f"{entry.at} is no conflict of the two", hint)
    if field.at in found:
        return Problem(
            positions.of((*place, "at")), "S107", "error", f"{entry.at} is decided twice", "keep one of them"
        )
    if (entry.take is UNSET) == (entry.value is UNSET):
        what = "neither take nor value" if entry.take is UNSET else "both take and value"
        return Problem(
            positions.of(place), "S107", "error", f"{entry.at} has {what}", "take: a, take: b, or value: ..."
        )
    if field.relation == "order" and entry.take is UNSET:
        return Problem(
            positions.of(place), "S107", "error", f"{entry.at} differs in order alone", "take: a, or take: b"
        )
    return None
