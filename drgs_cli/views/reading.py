"""The reading of an indication in sentences built from codes and numbers only; decides every word, computes nothing."""

from drgs_cli.records.library import Library
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
from drgs_cli.views.comparisons import estimate_text, per_100_text, side_text
from drgs_cli.views.figures import contrast_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.wording import group_analysed, outcome_text, places, short, time_text

KINDS = {RANDOMISED: "randomised", NON_RANDOMISED: "non-randomised"}
UNCONTROLLED = "uncontrolled only, or against other treatments"


def reading_text(reading: Reading, evidence: Evidence, library: Library) -> str:
    """The whole reading: what the evidence says, what kind of evidence it is, and what is missing."""
    sentences = [
        _verdict(reading, evidence, library),
        _what_there_is(reading, evidence, library),
        _missing(reading, evidence, library),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def short_reading(reading: Reading, evidence: Evidence, library: Library) -> str:
    """The reading in a few words, for one line of the overview."""
    favoured = short(library.vocabulary, reading.favours) if reading.favours in evidence.sides.keys else ""
    basis = reading.basis
    if basis is None:
        there = [side for side in evidence.sides.keys if side not in reading.missing]
        why = "studies of both print no difference" if _is_compared(reading) else UNCONTROLLED
        return {
            CANNOT_COMPARE: f"cannot be compared: {why}",
            ONE_SIDE_ONLY: f"primary studies of {' and '.join(short(library.vocabulary, side) for side in there)} only",
            AWAITED: "known studies, no figures read yet",
            NONE: _nothing_shortly(evidence, library),
        }[reading.verdict]
    figures = per_100_text(basis)
    said = {
        BETTER: f"{favoured} better",
        NO_IMPORTANT_DIFFERENCE: "no important difference",
        NOT_SHOWN: "no difference shown",
        DIRECTION_ONLY: f"{favoured} better, only a p-value printed",
    }[reading.verdict]
    cell = f"{outcome_text(basis.row.result, library.vocabulary)}, {time_text(basis.row.result)}"
    numbers = f", {figures} per 100" if figures else ""
    return f"{said}: {cell}{numbers}"


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


def _is_compared(reading: Reading) -> bool:
    """Whether a study has both sides, whatever it prints of them."""
    return bool(reading.studies[RANDOMISED] or reading.studies[NON_RANDOMISED])


def _verdict(reading: Reading, evidence: Evidence, library: Library) -> str:
    words = library.vocabulary
    first, second = (short(words, key) for key in evidence.sides.keys)
    label = words.indications[evidence.question.indication].label if evidence.question.indication else "any indication"
    basis = reading.basis
    if basis is None:
        both = f"{first} and {second}"
        why = (
            "What there is of studies with both gives no difference, and says nothing of its direction."
            if _is_compared(reading)
            else "No study gives figures for both, set side by side."
        )
        return {
            CANNOT_COMPARE: f"{both} cannot be compared in: {label}. {why}",
            ONE_SIDE_ONLY: f"{both} cannot be compared in: {label}. There are primary studies of one of the two only.",
            AWAITED: f"No figures yet on: {label}. Studies are known, but what they report could not be read.",
            NONE: f"{_nothing(evidence, f'{first} or {second}')}: {label}.",
        }[reading.verdict]
    favoured = short(words, reading.favours) if reading.favours in evidence.sides.keys else ""
    other = second if favoured == first else first
    said = {
        BETTER: f"{favoured} did better than {other}",
        NO_IMPORTANT_DIFFERENCE: f"there was no important difference between {first} and {second}",
        NOT_SHOWN: f"no difference between {first} and {second} was shown",
        DIRECTION_ONLY: f"{favoured} did better than {other}, as far as a printed p-value tells",
    }[reading.verdict]
    result = basis.row.result
    group = group_analysed(result, words)
    names = {key: short(words, arm.intervention) for key, arm in basis.row.study.arms.items()}
    sides = zip((first, second), map(side_text, basis.sides), strict=True)
    figures = [f"{name} {text}" for name, text in sides if text] or [contrast_text(c, names) for c in basis.printed]
    figures.append(estimate_text(basis))
    difference = per_100_text(basis)
    if difference:
        figures.append(f"{difference} per 100 patients")
    derived = any(side.observation is not None and "events" in side.observation.derived for side in basis.sides)
    note = " The counts are derived: worked back from the printed percentages." if derived else ""
    where = f"{outcome_text(result, words)}, {time_text(result)}" + (f", {group}" if group else "")
    location = places(basis.row.study.population.pain_locations, words)
    study = basis.row.study.label + (f"; pain in: {location}" if location else "")
    return f"In one {KINDS[basis.kind]} study ({study}) {said}. {where}: {'; '.join(figures)}.{note}"


def _nothing(evidence: Evidence, either: str) -> str:
    """Why there is nothing: studies of neither side, no study at all, or all set aside (the notes name them)."""
    if evidence.studies:
        return f"No primary study with figures on {either}"
    reasons = {entry.reason for entry in evidence.excluded}
    if not reasons:
        return "No evidence, no study of it in the folder"
    if "filtered" in reasons:
        return "Nothing is left by the filters"
    if "not-yet-published" in reasons:
        return f"Nothing in print by {evidence.question.as_of}"
    return "No figures for it alone, only among other causes"


def _nothing_shortly(evidence: Evidence, library: Library) -> str:
    if not evidence.studies and not evidence.excluded:
        return "no evidence"
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    text = _nothing(evidence, f"{first} or {second}")
    return text[0].lower() + text[1:]


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
    return f"There is: {listed(found)}." if found else ""


def _missing(reading: Reading, evidence: Evidence, library: Library) -> str:
    if reading.verdict in (NONE, AWAITED):
        return ""
    words = library.vocabulary
    first, second = (short(words, key) for key in evidence.sides.keys)
    parts = []
    if RANDOMISED in reading.missing:
        parts.append(f"no randomised comparison of {first} and {second}")
    if NON_RANDOMISED in reading.missing and RANDOMISED in reading.missing:
        parts.append("no non-randomised one")
    sides = [short(words, side) for side in evidence.sides.keys if side in reading.missing]
    parts += [f"no primary study with figures on {side}" for side in sides]
    return f"There is {listed(parts)}." if parts else ""
