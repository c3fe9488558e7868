"""The reading of an indication in sentences built from codes and numbers only; decides every word, computes nothing."""

from drgs_cli.records.library import Library
from drgs_cli.records.review import Window
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.evidence import (
    AWAITING,
    DATABASE,
    NON_RANDOMISED,
    NON_RANDOMISED_OTHER,
    OTHER,
    RANDOMISED,
    RANDOMISED_OTHER,
    REVIEW,
    SINGLE,
    Evidence,
)
from drgs_cli.synthesis.patients import Patients
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.reading import (
    AWAITED,
    BETTER,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    NO_IMPORTANT_DIFFERENCE,
    NONE,
    NOT_SHOWN,
    ONE_SIDE_ONLY,
    Reading,
)
from drgs_cli.views.caveats import caveats, elsewhere, harms, reviews_of
from drgs_cli.views.comparisons import estimate_text, goes_by_p, per_100_text, side_text
from drgs_cli.views.figures import contrast_text
from drgs_cli.views.numbers import count, listed, months, span
from drgs_cli.views.wording import (
    group_analysed,
    outcome_text,
    part_of_indication,
    places,
    short,
    sponsor,
    time_text,
)
from drgs_cli.vocabulary.terms import Terms

BY_PRINT = {True: "by a printed p-value", False: "in the words of print alone"}
KINDS = {RANDOMISED: "randomised", NON_RANDOMISED: "non-randomised"}
UNCONTROLLED = "no study of both read"


def reading_paragraphs(
    reading: Reading, evidence: Evidence, library: Library, comparisons: tuple[Comparison, ...] = ()
) -> tuple[str, ...]:
    """The whole reading: what the evidence says, of harms too, where else to look, what there is and what is missing.

    `comparisons` are those within studies: what they say of harms is said, whatever carries the reading.
    """
    others = tuple(comparison for comparison in comparisons if comparison is not reading.basis)
    paragraphs = (
        [_verdict(reading, evidence, library)],
        harms(others, evidence, library),
        elsewhere(reading, evidence, library),
        [_what_there_is(reading, evidence, library), _missing(reading, evidence, library)],
    )
    texts = (" ".join(sentence for sentence in paragraph if sentence) for paragraph in paragraphs)
    return tuple(text for text in texts if text)


def reading_text(
    reading: Reading, evidence: Evidence, library: Library, comparisons: tuple[Comparison, ...] = ()
) -> str:
    """The whole reading in one text."""
    return " ".join(reading_paragraphs(reading, evidence, library, comparisons))


def short_reading(reading: Reading, evidence: Evidence, library: Library) -> str:
    """The reading in a few words, for one line of the overview."""
    basis = reading.basis
    if basis is None:
        return _shortly_without(reading, evidence, library)
    outcome = outcome_text(basis.row.result, library.vocabulary) + part_of_indication(basis.row, library.vocabulary)
    cell = f"{outcome}, {time_text(basis.row.result)}"
    favoured = short(library.vocabulary, reading.favours) if reading.favours in evidence.sides.keys else ""
    said = {
        BETTER: f"{favoured} better",
        NO_IMPORTANT_DIFFERENCE: "no important difference",
        NOT_SHOWN: "no difference shown",
        DIRECTION_ONLY: f"{favoured} better, {BY_PRINT[goes_by_p(basis)]}",
        CANNOT_COMPARE: "cannot be told",
    }[reading.verdict]
    figures = per_100_text(basis)
    numbers = f", {figures} per 100" if figures else ""
    return f"{said}: {cell}{numbers}"


def narrowing_text(question: Question, library: Library) -> str:
    """What an answer was narrowed to; empty where it was not."""
    words = library.vocabulary
    parts = [
        *(words.outcomes[key].label for key in _tops(question.outcomes, words.outcomes)),
        _window_text(question.window) if question.window is not None else "",
        *(words.designs[key].label for key in question.designs),
        *(words.interventions[key].short for key in _tops(question.interventions, words.interventions)),
        *(f"pain in: {words.locations[key].short}" for key in _tops(question.locations, words.locations)),
        f"in print by {question.as_of}" if question.as_of is not None else "",
    ]
    return "; ".join(part for part in parts if part)


def _window_text(window: Window) -> str:
    return f"the window of {months(window.centre)} ({span(f'{window.start:g}', f'{window.end:g}')})"


def _tops(keys: tuple[str, ...], terms: Terms) -> list[str]:
    """Keys that are not part of another one of them."""
    return [key for key in keys if terms[key].parent not in keys]


def patients_text(patients: Patients) -> str:
    """A number of patients, marked where it is only known to be at least that."""
    if patients.exact:
        return str(patients.count)
    return f"≥ {patients.count}" if patients.count else "not stated"


def comparison_text(reading: Reading) -> str:
    """The best kind of comparison there is, in a word or two."""
    if reading.studies[RANDOMISED]:
        return f"{reading.studies[RANDOMISED]} randomised"
    if reading.studies[NON_RANDOMISED]:
        return f"{reading.studies[NON_RANDOMISED]} non-randomised"
    return "none"


def _scope(question: Question) -> str:
    """What a sentence begins with that says what there is or is not of a narrowed answer; empty where it is whole."""
    if question.narrowed:
        return "Within the filters"
    return f"In print by {question.as_of}" if question.as_of is not None else ""


def _within(question: Question, sentence: str) -> str:
    """A sentence after what the answer was narrowed to: nothing is denied that was only left out."""
    scope = _scope(question)
    if not scope:
        return sentence
    start = scope if sentence[0].isupper() else scope[0].lower() + scope[1:]
    return f"{start} {sentence[0].lower()}{sentence[1:]}"


def _is_compared(reading: Reading) -> bool:
    """Whether a study has both sides, whatever it prints of them."""
    return bool(reading.studies[RANDOMISED] or reading.studies[NON_RANDOMISED])


def _shortly_without(reading: Reading, evidence: Evidence, library: Library) -> str:
    """The few words where no comparison carries the reading."""
    there = [short(library.vocabulary, side) for side in evidence.sides.keys if side not in reading.missing]
    unread = reading.studies[AWAITING]
    waiting = f"; {unread} known but not read" if unread else ""
    why = "no benefit is compared" if _is_compared(reading) else UNCONTROLLED
    return {
        CANNOT_COMPARE: f"cannot be compared: {why}",
        ONE_SIDE_ONLY: f"primary studies of {' and '.join(there)} only{waiting}",
        AWAITED: "known studies, no figures read yet",
        NONE: _nothing_shortly(evidence, library),
    }[reading.verdict]


def _verdict(reading: Reading, evidence: Evidence, library: Library) -> str:
    """The first sentences: who did better and by how much, or why that cannot be said."""
    words = library.vocabulary
    both = " and ".join(short(words, key) for key in evidence.sides.keys)
    label = words.indications[evidence.question.indication].label if evidence.question.indication else "Any indication"
    basis = reading.basis
    if basis is not None:
        return _of_basis(reading, basis, evidence, library)
    why = (
        "The studies with both compare no benefit of whole groups."
        if _is_compared(reading)
        else "No study gives figures for both, side by side."
    )
    why, one, yet = (
        _within(evidence.question, text)
        for text in (why, "There are primary studies of one of the two only.", "no figures yet")
    )
    return {
        CANNOT_COMPARE: f"{label}: {both} cannot be compared. {why}",
        ONE_SIDE_ONLY: f"{label}: {both} cannot be compared. {one}",
        AWAITED: f"{label}: {yet}. Studies are known, but what they report could not be read.",
        NONE: f"{label}: {_nothing(evidence, both.replace(' and ', ' or '))}.",
    }[reading.verdict]


def _of_basis(reading: Reading, basis: Comparison, evidence: Evidence, library: Library) -> str:
    """What the comparison that carries the reading says, with its figures."""
    words = library.vocabulary
    first, second = (short(words, key) for key in evidence.sides.keys)
    favoured = short(words, reading.favours) if reading.favours in evidence.sides.keys else ""
    other = second if favoured == first else first
    said = {
        BETTER: f"{favoured} did better than {other}",
        NO_IMPORTANT_DIFFERENCE: f"there was no important difference between {first} and {second}",
        NOT_SHOWN: f"no difference between {first} and {second} was shown",
        DIRECTION_ONLY: f"{favoured} did better than {other}, {BY_PRINT[goes_by_p(basis)]}",
        CANNOT_COMPARE: f"it cannot be told whether {first} or {second} did better",
    }[reading.verdict]
    result, study = basis.row.result, basis.row.study
    names = {key: short(words, arm.intervention) for key, arm in study.arms.items()}
    sides = zip((first, second), map(side_text, basis.sides), strict=True)
    figures = [f"{name} {text}" for name, text in sides if text] or [contrast_text(c, names) for c in basis.printed]
    figures.append(estimate_text(basis))
    difference = per_100_text(basis)
    if difference:
        figures.append(f"{difference} per 100 patients")
    outcome = outcome_text(result, words) + part_of_indication(basis.row, words)
    where = ", ".join(part for part in (outcome, time_text(result), group_analysed(result, words)) if part)
    location = places(study.population.pain_locations, words)
    facts = [study.label, f"funding: {sponsor(study)}", f"pain in: {location}" if location else ""]
    about = "; ".join(fact for fact in facts if fact)
    found = f"In one {KINDS[basis.kind]} study ({about}) {said}. {where}: {'; '.join(figures)}."
    return " ".join([found, *caveats(basis, words)])


def _nothing(evidence: Evidence, either: str) -> str:
    """Why there is nothing: studies of neither side, no study at all, or all set aside (the notes name them)."""
    if evidence.studies:
        return _within(evidence.question, f"no primary study with figures on {either}")
    reasons = {entry.reason for entry in evidence.excluded}
    if not reasons:
        return "no evidence, no study of it in the folder"
    if "filtered" in reasons:
        return "nothing is left within the filters"
    if "not-yet-published" in reasons:
        return f"nothing in print by {evidence.question.as_of}"
    return "no figures for it alone, only among other causes"


def _nothing_shortly(evidence: Evidence, library: Library) -> str:
    if not evidence.studies and not evidence.excluded:
        return "no evidence"
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    return _nothing(evidence, f"{first} or {second}")


def _what_there_is(reading: Reading, evidence: Evidence, library: Library) -> str:
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    names = (
        (
            RANDOMISED,
            f"randomised comparison of {first} and {second}",
            f"randomised comparisons of {first} and {second}",
        ),
        (NON_RANDOMISED, "non-randomised comparison of the two", "non-randomised comparisons of the two"),
        (SINGLE + evidence.sides.first, f"uncontrolled study of {first}", f"uncontrolled studies of {first}"),
        (
            SINGLE + evidence.sides.second,
            f"uncontrolled study of {second}",
            f"uncontrolled studies of {second}",
        ),
        (RANDOMISED_OTHER, "randomised trial of another comparison", "randomised trials of other comparisons"),
        (
            NON_RANDOMISED_OTHER,
            "non-randomised study of another comparison",
            "non-randomised studies of other comparisons",
        ),
        (OTHER, "study of other treatments", "studies of other treatments"),
        (REVIEW, "review", "reviews"),
        (DATABASE, "safety database", "safety databases"),
        (AWAITING, "known study not yet read", "known studies not yet read"),
    )
    found = [count(reading.studies[group], one, many) for group, one, many in names if reading.studies[group]]
    return f"{_scope(evidence.question) or 'What there is'}: {listed(found)}." if found else ""


def _missing(reading: Reading, evidence: Evidence, library: Library) -> str:
    if reading.verdict in (NONE, AWAITED):
        return ""
    words = library.vocabulary
    first, second = (short(words, key) for key in evidence.sides.keys)
    parts = []
    if RANDOMISED in reading.missing:
        parts.append(f"no randomised comparison of {first} and {second} with figures")
    if NON_RANDOMISED in reading.missing and RANDOMISED in reading.missing:
        parts.append("none that is not randomised")
    sides = [short(words, side) for side in evidence.sides.keys if side in reading.missing]
    parts += [f"no primary study with figures on {side}" for side in sides]
    found = _within(evidence.question, f"There is {listed(parts)}.") if parts else ""
    reviewed = reviews_of(reading.missing, evidence)
    return f"{found} {reviewed}".strip()
