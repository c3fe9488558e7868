"""Two extractions side by side as a document: how far they agree, and every place on which not; computes nothing."""

from collections.abc import Iterable, Iterator

from drgs_cli.editing.agreement import CategoryAgreement, NumberAgreement
from drgs_cli.editing.decisions import Decision
from drgs_cli.editing.extractions import Field, Reading
from drgs_cli.editing.reconcile import Reconciliation
from drgs_cli.render.document import (
    EMPTY,
    Cell,
    Column,
    Document,
    Group,
    Heading,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
    words,
)
from drgs_cli.stats.agreement import Coefficient
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import count, fixed, listed, percent, span

NOTHING = "nothing"
_REASONS = {"no-variance": "not estimable: one category only", "too-few": "not estimable: too few"}
_GROUPS = {
    "number": "Numbers",
    "category": "Categories",
    "text": "Words",
    "part": "Of another form",
    "order": "The same entries in another order",
    "only-a": "Only in A",
    "only-b": "Only in B",
}
_KAPPA = Note(
    "kappa",
    "Kappa is Cohen's, AC1 Gwet's: agreement beyond chance, with 95 % limits. Where one category is common, kappa is"
    " low however often two agree, AC1 is not. Chance is worked out from the categories that stand in these records.",
)
_PAIRED = Note(
    "paired",
    "Rows are paired by what identifies them, else by likeness; what one has alone counts as presence only. So on"
    " outcome, time and patients analysed, agreement is that of rows that could be paired.",
)
_CATEGORIES = (
    Column("field", "Field"),
    Column("n", "Places", align="right"),
    Column("agreed", "Agree", align="right"),
    Column("percent", "In per cent", align="right"),
    Column("kappa", "Kappa", min_width=12),
    Column("ac1", "AC1", min_width=12),
)
_NUMBERS = (
    Column("field", "Field"),
    Column("n", "Places", align="right"),
    Column("printed", "As printed", align="right"),
    Column("equal", "Equal", align="right"),
    Column("close", "Within tolerance", align="right"),
    Column("largest", "Largest difference", align="right"),
)
_CONFLICTS = (
    Column("at", "Place", min_width=20),
    Column("a", "A wrote", min_width=10),
    Column("b", "B wrote", min_width=10),
    Column("a_place", "A in file", wrap=False),
    Column("b_place", "B in file", wrap=False),
    Column("a_source", "A in print", min_width=10),
    Column("b_source", "B in print", min_width=10),
    Column("taken", "Taken", min_width=8),
)
_FLAT = (Column("relation", "Relation"), Column("kind", "Kind"), *_CONFLICTS)


def reconcile_document(found: Reconciliation) -> Document:
    """All of it; CSV has the places on which they differ."""
    first = found.records[0]
    title = f"Two extractions of {first.study.label if first.study else first.path}"
    parts: list[Part] = [Paragraph(_compared(found)), Paragraph(_summary(found)), *_agreement(found)]
    if found.conflicts:
        parts += [Heading(2, "Where they differ"), _conflicts(found)]
    return Document(title, tuple(parts), lambda: _flat(found))


def closing_line(found: Reconciliation) -> str:
    """How many conflicts there are, and how many were decided."""
    if not found.conflicts:
        return "no conflicts"
    decided = len(found.conflicts) - len(found.undecided)
    return f"{count(len(found.conflicts), 'conflict')}, {decided} decided"


def value_text(reading: Reading | None) -> str:
    """What stands there on one line."""
    return NOTHING if reading is None else " ".join(reading.text.split())


def place_text(reading: Reading | None) -> str:
    """File, line and column."""
    return "" if reading is None else f"{reading.place.path}:{reading.place.line}:{reading.place.column}"


def source_text(reading: Reading | None) -> str:
    """Reports and places in print."""
    return "" if reading is None else "; ".join(", ".join(filter(None, source)) for source in reading.sources)


def taken_text(decision: Decision | None) -> str:
    """What was decided, why, and by whom."""
    if decision is None:
        return ""
    said = {"a": "A", "b": "B", "other": "another value", "undecided": "undecided"}[decision.taken]
    return "; ".join(part for part in (said, decision.why or "", decision.by or "") if part)


def _compared(found: Reconciliation) -> str:
    pairs = zip(found.records, found.sides, strict=True)
    names = [f"{record.path}{f' ({listed(list(by))})' if by else ''}" for record, by in pairs]
    return f"A is {names[0]}, B is {names[1]}."


def _summary(found: Reconciliation) -> str:
    agreement, presence = found.agreement, found.agreement.presence
    share = f" ({percent(agreement.agreed / agreement.n)})" if agreement.n else ""
    both = f"{agreement.agreed} of {count(agreement.n, 'place')} that both filled agree{share}"
    rows = [
        f"{count(number, 'whole row')} only in {side}"
        for number, side in ((presence.rows_only_a, "A"), (presence.rows_only_b, "B"))
        if number
    ]
    whole = f" ({', '.join(rows)})" if rows else ""
    alone = f"only in A {presence.only_a}, only in B {presence.only_b}{whole}"
    texts = f"Of {count(agreement.texts, 'text')} {agreement.texts_agreed} agree to the letter."
    return f"{both}; {alone}. {texts} In all {closing_line(found)}."


def _agreement(found: Reconciliation) -> Iterator[Part]:
    agreement = found.agreement
    if agreement.categories:
        rows = [_category(entry) for entry in agreement.categories]
        if agreement.judgements.n:
            rows.append(_category(agreement.judgements))
        yield Heading(2, "Agreement on categories")
        yield Table("", _CATEGORIES, tuple(rows), (_KAPPA, _PAIRED))
    if agreement.numbers:
        rows = [_number(entry) for entry in agreement.numbers]
        rows.append(_number(agreement.all_numbers))
        yield Heading(2, "Agreement on numbers")
        yield Table("", _NUMBERS, tuple(rows), caption=_tolerance(found))


def _category(entry: CategoryAgreement) -> Row:
    cells = (
        words(entry.key or "all judgements of risk of bias"),
        Cell(entry.n, str(entry.n)),
        Cell(entry.agreed, str(entry.agreed)),
        Cell(entry.agreed / entry.n, percent(entry.agreed / entry.n)),
        _coefficient(entry.kappa),
        _coefficient(entry.ac1),
    )
    return Row(cells)


def _coefficient(found: Coefficient | NotEstimable) -> Cell:
    if isinstance(found, NotEstimable):
        return Cell(None, _REASONS[found.reason])
    text, *ends = (_of_one(number) for number in (found.value, found.interval.low, found.interval.high))
    limits = span(*ends) if found.standard_error else "no spread to give limits"
    return Cell(found.value, f"{text} ({limits})")


def _of_one(number: float) -> str:
    """A coefficient, which is shown as 1 only where all agrees."""
    return ">0.99" if 0.995 <= number < 1.0 else fixed(number, 2)


def _number(entry: NumberAgreement) -> Row:
    largest = entry.largest
    cells = (
        words(entry.key or "all numbers"),
        *(Cell(number, str(number)) for number in (entry.n, entry.printed, entry.equal, entry.close)),
        EMPTY if largest is None else Cell(float(largest), f"{largest:f}"),
    )
    return Row(cells)


def _tolerance(found: Reconciliation) -> str:
    tolerance = found.tolerance
    if not tolerance.amount:
        return "Tolerance: none, numbers agree where they are equal."
    amount = f"{tolerance.amount * 100:f} % of the larger" if tolerance.is_relative else f"{tolerance.amount:f}"
    return f"Tolerance: {amount}. Within it A's number stands."


def _conflicts(found: Reconciliation) -> Table:
    groups = []
    for key, title in _GROUPS.items():
        fields = [field for field in found.conflicts if group_of(field) == key]
        if fields:
            groups.append(Group(title, tuple(_rows(fields, found))))
    return Table("", _CONFLICTS, tuple(groups))


def group_of(field: Field) -> str:
    """The heading under which a conflict stands."""
    return field.kind if field.relation == "differs" else field.relation


def _rows(fields: Iterable[Field], found: Reconciliation, flat: bool = False) -> Iterator[Row]:
    decided = {decision.field.at: decision for decision in found.decisions}
    for field in fields:
        texts = (
            *((field.relation, field.kind) if flat else ()),
            field.at,
            *(value_text(reading) for reading in (field.a, field.b)),
            *(place_text(reading) for reading in (field.a, field.b)),
            *(source_text(reading) for reading in (field.a, field.b)),
            taken_text(decided.get(field.at)),
        )
        yield Row(tuple(words(text) if text else EMPTY for text in texts), field.at)


def _flat(found: Reconciliation) -> Table:
    return Table("", _FLAT, tuple(_rows(found.conflicts, found, flat=True)), lead=3)
