"""The reading of an indication in a few words, for one line of the overview; decides every word, computes nothing."""

from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import AWAITING, Evidence
from drgs_cli.synthesis.reading import LONG_TERM, Reading
from drgs_cli.synthesis.verdict import (
    AWAITED,
    BETTER,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    NO_IMPORTANT_DIFFERENCE,
    NONE,
    NOT_SHOWN,
    ONE_SIDE_ONLY,
    slightly_better,
)
from drgs_cli.views.alone import alone_shortly, too_small_text
from drgs_cli.views.cells import cell_time, parts_of
from drgs_cli.views.estimates import estimate_text, per_100_text
from drgs_cli.views.kinds import KINDS
from drgs_cli.views.missing import is_compared, nothing_text, unread_of
from drgs_cli.views.numbers import count
from drgs_cli.views.verdict_words import goes_by_p
from drgs_cli.views.wording import in_sentence, places, short
from drgs_cli.vocabulary.terms import Vocabulary

_OF_PATIENTS = "patients "  # how the labels of some outcomes start, as they stand in a sentence
BY_PRINT = {True: "by a printed p-value", False: "in the words of print alone"}


def short_reading(glance: Answer | Glance) -> str:
    """Which is better and by how much, or why not; the first side alone; what is missing or not read."""
    reading, evidence, context = glance.reading, glance.evidence, glance.context
    said = _without(reading, evidence, context) if reading.basis is None else _compared(reading, reading.basis, context)
    small = "" if reading.basis is not None else too_small_text(reading, context.library)
    parts = (said, alone_shortly(reading, context), small, _unread(reading, evidence, context))
    return "; ".join(part for part in parts if part)


def better_in(reading: Reading, words: Vocabulary) -> dict[str, list[Comparison]]:
    """Outcomes of which print gives a direction only, by the name of the side that did better."""
    found: dict[str, list[Comparison]] = {}
    for comparison, verdict in reading.directions:
        found.setdefault(short(words, verdict.favours or ""), []).append(comparison)
    return found


def outcome_name(comparison: Comparison, words: Vocabulary) -> str:
    """The outcome inside a sentence, and whether it is a composite."""
    label = words.outcomes[comparison.cell.outcome].label
    return in_sentence(label) + (" (composite)" if comparison.cell.composite else "")


def of_100_text(per_100: str, among: str, name: str) -> str:
    """A difference in patients of 100 with the outcome they had; one that is itself of patients needs no "with"."""
    return f"{per_100} per 100, {name}" if name.startswith(_OF_PATIENTS) else f"{per_100} per 100{among} with {name}"


def locations(comparison: Comparison) -> tuple[str, ...]:
    """Where the pain was, in the studies that a comparison rests on."""
    return tuple(dict.fromkeys(key for study in comparison.counted for key in study.population.pain_locations))


def _compared(reading: Reading, basis: Comparison, context: Context) -> str:
    words = context.vocabulary
    favoured = short(words, reading.favours) if reading.favours in context.sides.keys else ""
    slightly = slightly_better(basis, context)
    slight = f" ({short(words, slightly)} slightly better, by less than what matters)" if slightly else ""
    said = {
        BETTER: f"{favoured} better",
        NO_IMPORTANT_DIFFERENCE: f"no important difference{slight}",
        NOT_SHOWN: "no difference shown",
        DIRECTION_ONLY: f"{favoured} better, {BY_PRINT[goes_by_p(basis)]}",
        CANNOT_COMPARE: "cannot be told",
    }[reading.verdict]
    where = places(locations(basis), words)
    about = [
        f"{_figures(basis, outcome_name(basis, words))}{parts_of(rows_of(basis), words)}",
        cell_time(basis.cell),
        f"pain in: {where}" if where else "",
    ]
    directions = [
        f"by print alone, {side} better on {', '.join(outcome_name(entry, words) for entry in found)}"
        for side, found in better_in(reading, words).items()
    ]
    lacking = "none at two years or later" if LONG_TERM in reading.missing else ""
    first = f"{said}: {', '.join(part for part in about if part)}"
    return "; ".join(part for part in (first, _kind(reading, basis), *directions, lacking) if part)


def _figures(basis: Comparison, name: str) -> str:
    """The difference, where there is one, and in what."""
    per_100 = per_100_text(basis.absolute)
    if per_100:
        return of_100_text(per_100, "", name)
    return f"{estimate_text(basis.estimate)} for {name}" if basis.estimate.value is not None else name


def _kind(reading: Reading, basis: Comparison) -> str:
    """Kind and number of the studies, where the column of comparisons does not say so already."""
    number, name = len(basis.counted), KINDS[basis.kind]
    return "" if reading.studies.get(basis.kind) == number else count(number, f"{name} study", f"{name} studies")


def _without(reading: Reading, evidence: Evidence, context: Context) -> str:
    """The few words where no comparison carries the reading."""
    words = context.vocabulary
    there = [short(words, side) for side in evidence.sides.keys if side not in reading.missing]
    return {
        CANNOT_COMPARE: "cannot be compared" + (", no benefit is compared" if is_compared(reading) else ""),
        ONE_SIDE_ONLY: f"cannot be compared, {' and '.join(there)} only",
        AWAITED: "no figures yet",
        NONE: _nothing(evidence, words),
    }[reading.verdict]


def _nothing(evidence: Evidence, words: Vocabulary) -> str:
    if not evidence.studies and not evidence.excluded:
        return "no evidence"
    return nothing_text(evidence, " or ".join(short(words, key) for key in evidence.sides.keys))


def _unread(reading: Reading, evidence: Evidence, context: Context) -> str:
    """How many studies are known and not read, and how many of them are of the first side."""
    first, number = evidence.sides.first, reading.studies[AWAITING]
    of_first, name = unread_of(evidence, first), short(context.vocabulary, first)
    if not number:
        return ""
    if of_first == number:
        return f"{number} with {name} known, not read"
    return f"{number} known, not read{f' ({of_first} with {name})' if of_first else ''}"
