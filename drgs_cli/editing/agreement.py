"""How far two extractors agree, counted over the places of their records; words nothing, decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from drgs_cli.editing.extractions import Field, Kind, Relation
from drgs_cli.records.observed import Value
from drgs_cli.stats.agreement import Coefficient, cohen_kappa, gwet_ac1
from drgs_cli.stats.results import NotEstimable

# What somebody judged; all other categories are read in print.
JUDGEMENTS = ("judgement", "answer", "overall")
_AGREED: frozenset[Relation] = frozenset(("same", "equal", "close"))


class CategoryAgreement(Value, frozen=True):
    """Agreement on one field (None: on all judgements of risk of bias together), over `n` places that both filled."""

    key: str | None
    n: int
    agreed: int
    kappa: Coefficient | NotEstimable
    ac1: Coefficient | NotEstimable


class NumberAgreement(Value, frozen=True):
    """Agreement on the numbers of one field (None: on all), over `n` places: as printed, in value, within the
    tolerance; each count holds the one before it.

    `largest` is the largest difference; None where no two numbers could be compared.
    """

    key: str | None
    n: int
    printed: int
    equal: int
    close: int
    largest: Decimal | None


class Presence(Value, frozen=True):
    """Places that both filled, or only one; whole rows are counted once among them, and once more for themselves."""

    both: int
    only_a: int
    only_b: int
    rows_only_a: int
    rows_only_b: int


class Agreement(Value, frozen=True, kw_only=True):
    """All of it. `n` places both filled, in `agreed` of them both say the same; texts are in `n`, too."""

    n: int
    agreed: int
    texts: int
    texts_agreed: int
    categories: tuple[CategoryAgreement, ...]
    judgements: CategoryAgreement
    numbers: tuple[NumberAgreement, ...]
    all_numbers: NumberAgreement
    presence: Presence


def agreement_of(fields: Iterable[Field]) -> Agreement:
    """What the fields come to; those that only one filled count as presence alone."""
    every = tuple(fields)
    both = [field for field in every if field.a is not None and field.b is not None]
    categories, numbers = _by_key(both, "category"), _by_key(both, "number")
    texts = [field for field in both if field.kind in ("text", "part")]
    return Agreement(
        n=len(both),
        agreed=_agreed(both),
        texts=len(texts),
        texts_agreed=_agreed(texts),
        categories=tuple(_of_categories(key, found) for key, found in categories.items()),
        judgements=_of_categories(None, [field for key in JUDGEMENTS for field in categories.get(key, ())]),
        numbers=tuple(_of_numbers(key, found) for key, found in numbers.items()),
        all_numbers=_of_numbers(None, [field for found in numbers.values() for field in found]),
        presence=_presence(every, len(both)),
    )


def _by_key(fields: Iterable[Field], kind: Kind) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field in fields:
        if field.kind == kind:
            found.setdefault(field.key, []).append(field)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _agreed(fields: Iterable[Field]) -> int:
    return sum(field.relation in _AGREED for field in fields)


def _of_categories(key: str | None, fields: Sequence[Field]) -> CategoryAgreement:
    given = [(_word(field.a.text), _word(field.b.text)) for field in fields if field.a and field.b]
    words = sorted({word for pair in given for word in pair})
    counts = Counter(given)
    table = [[counts[one, other] for other in words] for one in words]
    return CategoryAgreement(key, len(fields), _agreed(fields), cohen_kappa(table), gwet_ac1(table))


def _word(text: str) -> str:
    """A category; of a list of words the set of them, in whatever order they stand."""
    return ", ".join(sorted(text[1:-1].split(", "))) if text.startswith("[") else text


def _of_numbers(key: str | None, fields: Sequence[Field]) -> NumberAgreement:
    relations = Counter(field.relation for field in fields)
    equal = relations["same"] + relations["equal"]
    apart = [field.apart for field in fields if field.apart is not None]
    largest = max(apart, default=None)
    return NumberAgreement(key, len(fields), relations["same"], equal, equal + relations["close"], largest)


def _presence(fields: Iterable[Field], both: int) -> Presence:
    counts: Counter[str] = Counter()
    for field in fields:
        if field.relation in ("only-a", "only-b"):
            counts[field.relation] += 1
            counts[f"row {field.relation}"] += is_row(field)
    return Presence(both, counts["only-a"], counts["only-b"], counts["row only-a"], counts["row only-b"])


def is_row(field: Field) -> bool:
    """Whether all of a row is what only one has."""
    reading = field.a or field.b
    return reading is not None and len(reading.path) == 2 and reading.path[0] == "results"
