"""Two extractors' records of one study, place by place: where they agree, and where not; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from drgs_cli.documents.differences import Compared, leaves_of, side_by_side, text_at
from drgs_cli.documents.pairs import Pair, pairs_of
from drgs_cli.documents.positions import Path, Positions
from drgs_cli.documents.problems import Location
from drgs_cli.documents.scalars import number_of
from drgs_cli.documents.wants import wants_of
from drgs_cli.editing.place_names import names_of
from drgs_cli.records import shape
from drgs_cli.records.model import Result
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record
from drgs_cli.records.rows import identity
from drgs_cli.records.spelling import is_print

# What a place holds: one word of a list of words, a number, running text, or a mapping or list with parts of its own.
Kind = Literal["category", "number", "text", "part"]
# same: as printed; equal: the same number with other digits, or a default spelt out; close: within the tolerance.
Relation = Literal["same", "equal", "close", "differs", "order", "only-a", "only-b"]

EXTRACTION = "extraction"  # the key that says who extracted: no field of the study
CONFLICTS: frozenset[Relation] = frozenset(("differs", "order", "only-a", "only-b"))
_CATEGORIES = frozenset(
    (
        *("design", "status", "type", "role", "intervention", "outcome", "composite", "indication", "time", "analysed"),
        *("unit", "statistic", "scale", "threshold", "period", "after_crossover", "pain_location", "basis", "per"),
        *("estimator", "derived", "measure", "hypothesis", "favours", "tool", "judgement", "answer", "overall"),
        *("scheme", "class", "kind", "sure"),
    )
)
_BOUNDS = ("<", ">", "~", "=")
_ALIKE = 0.5  # of rows on one outcome at one time
_VERY_ALIKE = 0.8  # of rows that differ in these


class Tolerance(Value, frozen=True):
    """How far two numbers may lie apart and still agree: so much, or such a part of the larger one."""

    amount: Decimal = Decimal(0)
    is_relative: bool = False

    def holds(self, one: Decimal, other: Decimal) -> bool:
        """Whether two numbers agree."""
        reach = self.amount * max(abs(one), abs(other)) if self.is_relative else self.amount
        return abs(one - other) <= reach


class Reading(Value, frozen=True):
    """What one extractor wrote at a place: on one line, where, and from which places in print (report, place)."""

    text: str
    path: Path
    place: Location
    sources: tuple[tuple[str, str], ...]


class Field(Value, frozen=True, kw_only=True):
    """One place of two records; None on the side where nothing stands.

    `key` is the key it stands under; `within` where it lies in both; `apart` by how much two numbers differ.
    """

    at: str
    key: str
    kind: Kind
    relation: Relation
    a: Reading | None
    b: Reading | None
    within: tuple[Path, Path]
    apart: Decimal | None = None

    @property
    def in_conflict(self) -> bool:
        """Whether somebody has to decide."""
        return self.relation in CONFLICTS


def fields_of(a: Record, b: Record, tolerance: Tolerance) -> tuple[Field, ...]:
    """Every place of two records that were read, in the order of the first; who extracted is none."""
    pairs: dict[Path, tuple[Pair, ...]] = {("results",): _row_pairs(a, b)}
    places = [
        place
        for place in side_by_side(a.positions, b.positions, pairs)
        if (place.before or place.after)[:1] != (EXTRACTION,)  # type: ignore[index]  # one of the two is there
    ]
    names = names_of(places, a.positions, b.positions)
    found = [_field(place, name, a, b, tolerance) for place, name in zip(places, names, strict=True)]
    return tuple(sorted(found, key=_file_order))


def _row_pairs(a: Record, b: Record) -> tuple[Pair, ...]:
    """The same rows: by what identifies them; then the likest on one outcome at one time; then the very alike."""
    if a.study is None or b.study is None:
        return ()
    one, other = a.study.results, b.study.results
    leaves = [
        [leaves_of_row(record.positions, number) for number in range(len(rows))]
        for record, rows in ((a, one), (b, other))
    ]
    found: list[Pair] = list(pairs_of([], [], (tuple(map(identity, one)), tuple(map(identity, other)))))
    for key in dict.fromkeys(map(_subject, one)):
        found += _likest(leaves, _rest(one, found, 0, key), _rest(other, found, 1, key), _ALIKE)
    found += _likest(leaves, _rest(one, found, 0), _rest(other, found, 1), _VERY_ALIKE)
    return tuple(sorted(found))


def leaves_of_row(positions: Positions, number: int) -> dict[Path, str]:
    """Every scalar of a row."""
    rows: Any = positions.root[2]
    return leaves_of(rows["results"][2][number][2])


def _subject(row: Result) -> tuple[str, float | None]:
    return (row.outcome, row.months)


def _rest(rows: Sequence[Result], found: Iterable[Pair], side: int, subject: object = None) -> list[int]:
    taken = {pair[side] for pair in found}
    return [row.number for row in rows if row.number not in taken and subject in (None, _subject(row))]


def _likest(leaves: list[list[dict[Path, str]]], one: list[int], other: list[int], alike: float) -> Iterator[Pair]:
    pairs = pairs_of([leaves[0][number] for number in one], [leaves[1][number] for number in other], alike=alike)
    return ((one[left], other[right]) for left, right in pairs)


def _field(place: Compared, name: str, a: Record, b: Record, tolerance: Tolerance) -> Field:
    readings = (_reading(a, place.before), _reading(b, place.after))
    path = place.before or place.after or ()
    kind = _kind(path, [reading.text for reading in readings if reading is not None], _is_part(a, b, place))
    relation, apart = _relation(place, kind, path, readings, tolerance)
    return Field(
        at=name,
        key=next((str(step) for step in reversed(path) if isinstance(step, str)), ""),
        kind=kind,
        relation=relation,
        a=readings[0],
        b=readings[1],
        within=place.within,
        apart=apart,
    )


def _reading(record: Record, path: Path | None) -> Reading | None:
    if path is None:
        return None
    text = text_at(record.positions, path).strip()
    return Reading(text, path, record.positions.of(path), sources_at(record.data, path))


def _is_part(a: Record, b: Record, place: Compared) -> bool:
    """Whether a mapping stands there, or a list of more than words."""
    for record, path in ((a, place.before), (b, place.after)):
        value = record.data
        for step in path or ():
            value = value[step]
        inner = value if isinstance(value, list) else [value]
        if path is not None and any(isinstance(item, dict | list) for item in inner):
            return True
    return False


def _kind(path: Path, texts: Sequence[str], is_part: bool) -> Kind:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if is_part:
        return "part"
    if key in _CATEGORIES:
        return "category"
    wants = wants_of(shape.Study)
    for step in path:
        wants = wants.items if isinstance(step, int) else wants.keys.get(step, wants.rest)
    numbers = any(number_of(text) is not None or text.startswith(_BOUNDS) for text in texts)
    return "number" if numbers and not wants.text else "text"


def _relation(
    place: Compared, kind: Kind, path: Path, readings: tuple[Reading | None, Reading | None], tolerance: Tolerance
) -> tuple[Relation, Decimal | None]:
    a, b = readings
    if place.is_order:
        return "order", None
    if place.alike and a is not None and b is not None:
        return "same", Decimal(0) if kind == "number" and number_of(a.text) is not None else None
    if a is None or b is None:
        unsaid = kind != "part" and is_print(path, None if a is None else a.text, None if b is None else b.text)
        return "equal" if unsaid else "only-b" if a is None else "only-a", None
    if kind != "number" or number_of(a.text) is None or number_of(b.text) is None:
        return "differs", None
    one, other = Decimal(a.text), Decimal(b.text)
    if one == other:
        return "equal", Decimal(0)
    return "close" if tolerance.holds(one, other) else "differs", abs(one - other)


def sources_at(data: Any, path: Path) -> tuple[tuple[str, str], ...]:
    """The places in print of what stands at a path: those of the nearest mapping around it that names any."""
    around: list[Mapping[str, Any]] = []
    for step in (*path, None):
        if isinstance(data, dict):
            around.append(data)
        if step is not None:
            data = data[step]
    written = next((mapping["source"] for mapping in reversed(around) if "source" in mapping), ())
    listed = written if isinstance(written, list) else [written] if written else []
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    of_key = [source for source in listed if key in source.get("for", ())]
    return tuple((source["report"], source.get("at", "")) for source in of_key or listed)


def _file_order(field: Field) -> tuple[int, int, int, str]:
    """Where it stands in the first record; what only the second has comes last."""
    reading = field.a or field.b
    line, column = (reading.place.line, reading.place.column) if reading else (0, 0)
    return (field.a is None, line, column, field.at)
