"""Kinds of evidence and levels of certainty in words, and how much there is of each; knows no figure."""

from drgs_cli.records.library import Library
from drgs_cli.synthesis.certainty import HIGH, LOW, MODERATE, VERY_LOW
from drgs_cli.synthesis.comparison import KIND_ANCHORED, KIND_NON_RANDOMISED, KIND_RANDOMISED, KIND_UNANCHORED
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
from drgs_cli.synthesis.reading import Reading
from drgs_cli.views.narrowing import scope
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.wording import short

KINDS = {
    KIND_RANDOMISED: "randomised",
    KIND_NON_RANDOMISED: "non-randomised",
    KIND_ANCHORED: "indirect",
    KIND_UNANCHORED: "uncontrolled",
}

LEVELS = {HIGH: "high", MODERATE: "moderate", LOW: "low", VERY_LOW: "very low"}


def patients_text(patients: Patients) -> str:
    """A number of patients, marked where it is only known to be at least that."""
    if patients.exact:
        return str(patients.count)
    return f"≥ {patients.count}" if patients.count else "not stated"


def what_there_is(reading: Reading, evidence: Evidence, library: Library) -> str:
    """How many studies there are of each kind."""
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    names = (
        (
            RANDOMISED,
            f"randomised comparison of {first} and {second}",
            f"randomised comparisons of {first} and {second}",
        ),
        (NON_RANDOMISED, "non-randomised comparison of the two", "non-randomised comparisons of the two"),
        (SINGLE + evidence.sides.first, f"uncontrolled study of {first}", f"uncontrolled studies of {first}"),
        (SINGLE + evidence.sides.second, f"uncontrolled study of {second}", f"uncontrolled studies of {second}"),
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
    return f"{scope(evidence.question) or 'What there is'}: {listed(found)}." if found else ""
