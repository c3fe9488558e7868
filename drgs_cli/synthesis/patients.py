"""How many patients stand behind an answer: each once, as far as the records tell."""

from collections.abc import Iterable

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.overlap import tangles
from drgs_cli.vocabulary.terms import Terms


class Patients(Value, frozen=True):
    """A number of patients; a lower bound where `exact` is False (a count not printed, or cohorts that overlap)."""

    count: int
    exact: bool


def patients_with(study: Study, indication: str, indications: Terms) -> int | None:
    """Patients of a study with an indication: as counted for the key itself, else its parts added up; None if not
    known.
    """
    counted = study.population.indications
    own = counted.get(indication)
    if own is not None:
        return own
    parts = [
        part for key in indications.children(indication) if (part := patients_with(study, key, indications)) is not None
    ]
    return sum(parts) if parts else None


def patients_of(studies: Iterable[Study], indication: str, indications: Terms) -> Patients:
    """Patients of several studies together. Of studies that share patients only the largest counts."""
    listed = list(studies)
    count, exact = 0, True
    for cohort in tangles(listed):
        numbers = [patients_with(study, indication, indications) for study in cohort]
        exact = exact and len(cohort) == 1 and numbers[0] is not None
        exact = exact and _is_whole(cohort[0], indication, indications)
        count += max((number for number in numbers if number is not None), default=0)
    return Patients(count, exact)


def _is_whole(study: Study, indication: str, indications: Terms) -> bool:
    """Whether all with the indication are counted: as the key itself, or in each part of it that the study names."""
    counted = study.population.indications
    if indication in counted:
        return counted[indication] is not None
    return all(_is_whole(study, part, indications) for part in indications.children(indication))
