"""How many patients stand behind an answer: each once, as far as the records tell."""

from collections.abc import Iterable

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.vocabulary.terms import Terms

_SHARING = ("same", "part", "shared")


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
    for cohort in _cohorts(listed):
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


def _cohorts(studies: list[Study]) -> list[list[Study]]:
    """Studies put together where one says that it shares patients with another, sure or not."""
    cohorts: list[list[Study]] = []
    for study in studies:
        linked = {overlap.study for overlap in study.overlaps if overlap.kind in _SHARING}
        touching = [cohort for cohort in cohorts if any(other.id in linked or _names(other, study) for other in cohort)]
        merged = [study, *(other for cohort in touching for other in cohort)]
        cohorts = [cohort for cohort in cohorts if cohort not in touching] + [merged]
    return cohorts


def _names(study: Study, other: Study) -> bool:
    return any(overlap.study == other.id and overlap.kind in _SHARING for overlap in study.overlaps)
