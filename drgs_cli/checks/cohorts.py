"""Whether two records may be of the same patients, by what both print of them; knows no figure of a result."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations

from drgs_cli.checks.across import NOT_OWN, Found, declared, registrations
from drgs_cli.checks.rule import Finding
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.records.rows import STATUS_EXTRACTED
from drgs_cli.vocabulary.terms import Terms, Vocabulary

_MANY_AUTHORS = 3
_FEW = 10
_YEARS_APART = 3
# What must agree besides people, and what must where no people do.
_ENOUGH_WITH_AUTHORS = 2
_ENOUGH_WITHOUT = 4
_OF_STUDIES = frozenset(("review", "database"))


def probable_shared_cohort(library: Library) -> Found:
    """Two records that look as if they were of the same patients, and declare no overlap.

    They have the first author or three authors in common, published within three years or enrolled at the same
    time, treated for the same pain with the same treatment; and two of these agree: country, time of enrolment,
    indication, device, number of patients. Where fewer than three authors are named and none is common, four of
    them have to, the number among them. Countries, times, indications, registrations or randomised treatments that
    rule it out are taken at their word. Asked of records with figures, not of reviews.

    Why it matters: a centre often publishes its patients more than once, and they would count twice.

    Fails: two records of one first author, both of 29 patients in DE with crps, published in 2019 and 2020.

    Passes: the same with `overlaps: [{study: ..., kind: shared, sure: false, why: ...}]` in both.

    To waive: `waive: {X107: what print says, or does not say}` at the top of both records.
    """
    words = library.vocabulary
    cohorts = {study.id: _Cohort.of(study, words.indications) for study in library.studies if _is_asked(study, words)}
    for one, other in _candidates(cohorts):
        agreeing = _agreement(one, other, words)
        if agreeing and not declared(one.study, other.study):
            for cohort, counterpart in ((one, other), (other, one)):
                message = f"{counterpart.study.id} may be of the same patients: {_listed(agreeing)} agree"
                hint = "overlaps in both records (sure: false), or a waiver that says what print leaves open"
                yield cohort.study, Finding(("id",), message, hint)


def _is_asked(study: Study, vocabulary: Vocabulary) -> bool:
    """Whether these are patients whose figures count."""
    return study.status == STATUS_EXTRACTED and _kind(study, vocabulary.designs) not in _OF_STUDIES


class _Cohort(Value, frozen=True, kw_only=True):
    """What a record prints of its patients and of who wrote about them."""

    study: Study
    authors: frozenset[str]
    first_authors: frozenset[str]
    causes: frozenset[str]
    devices: frozenset[str]
    size: int | None

    @classmethod
    def of(cls, study: Study, causes: Terms) -> "_Cohort":
        """`causes` that are not told apart agree with everything, and so are left out."""
        own = [report for report in study.reports.values() if report.role not in NOT_OWN]
        names = [[_person(author) for author in report.authors if not _is_et_al(author)] for report in own]
        arms = study.arms.values()
        stages = [[arm.enrolled, arm.allocated, arm.trialled, arm.implanted] for arm in arms]
        largest = [max((number for number in arm if number is not None), default=0) for arm in stages]
        return cls(
            study=study,
            authors=frozenset(name for listed in names for name in listed),
            first_authors=frozenset(listed[0] for listed in names if listed),
            causes=frozenset(key for key in study.population.indications if key in causes and not causes[key].last),
            devices=frozenset(arm.device.casefold() for arm in arms if arm.device is not None),
            size=study.population.n or sum(largest) or None,
        )


def _person(author: str) -> str:
    """Family name and first initial: one paper prints `Deer T`, another `Deer TR`."""
    family, _, initials = author.casefold().rpartition(" ")
    return f"{family} {initials[:1]}" if family else initials


def _is_et_al(author: str) -> bool:
    return author.casefold().rstrip(".") in ("et al", "and others")


def _candidates(cohorts: dict[str, _Cohort]) -> Iterator[tuple[_Cohort, _Cohort]]:
    """Each two cohorts with an author or a size in common, once: not every record need be held against every other."""
    by_mark: defaultdict[Hashable, list[str]] = defaultdict(list)
    for study_id, cohort in cohorts.items():
        for mark in (*cohort.authors, *((cohort.size,) if cohort.size is not None else ())):
            by_mark[mark].append(study_id)
    pairs = {pair: None for ids in by_mark.values() for pair in combinations(ids, 2)}
    for one, other in pairs:
        yield cohorts[one], cohorts[other]


def _agreement(one: _Cohort, other: _Cohort, vocabulary: Vocabulary) -> list[str]:
    """What speaks for the same patients; nothing where it is too little, or something speaks against it."""
    if not _possible(one.study, other.study, vocabulary):
        return []
    people = _people_in_common(one, other)
    found = [name for name, agree in _SIGNS.items() if agree(one, other)]
    if people:
        return [people, *found] if len(found) >= _ENOUGH_WITH_AUTHORS else []
    if min(len(one.authors), len(other.authors)) >= _MANY_AUTHORS:  # enough are named to see that they are others
        return []
    return found if len(found) >= _ENOUGH_WITHOUT and _SIZE in found else []


def _possible(one: Study, other: Study, vocabulary: Vocabulary) -> bool:
    """Whether nothing in print says that they are others; what is not printed rules nothing out."""
    numbers, theirs = registrations(one), registrations(other)
    countries = not one.countries or not other.countries or not set(one.countries).isdisjoint(other.countries)
    return (
        not (numbers and theirs and numbers.isdisjoint(theirs))
        and countries
        and _same_time(one, other)
        and _common_cause(one, other, vocabulary.indications)
        and _common_treatment(one, other, vocabulary.interventions)
        and not _other_trial(one, other, vocabulary.designs)
    )


def _same_time(one: Study, other: Study) -> bool:
    """Enrolled at times that overlap where both are printed; else published within a few years."""
    if one.enrolled[0] is not None and other.enrolled[0] is not None:
        return _enrolled_together(one, other)
    years = one.year, other.year
    return years[0] is not None and years[1] is not None and abs(years[0] - years[1]) <= _YEARS_APART


def _enrolled_together(one: Study, other: Study) -> bool:
    """Whether the times printed overlap; a study that prints no end enrolled until it was published, at the latest."""
    (start, until, _), (their_start, their_until, _) = one.enrolled, other.enrolled
    if start is None or their_start is None:
        return False
    last, their_last = until or str(one.year or 9999), their_until or str(other.year or 9999)
    return start <= f"{their_last}~" and their_start <= f"{last}~"  # `~` sorts after the months of a bare year


def _common_cause(one: Study, other: Study, terms: Terms) -> bool:
    """The same indication, one that is part of the other, or causes that are not told apart."""
    causes, theirs = one.population.indications, other.population.indications
    untold = any(key in terms and terms[key].last for key in (*causes, *theirs))
    return untold or _nested(causes, theirs, terms)


def _common_treatment(one: Study, other: Study, terms: Terms) -> bool:
    return _nested(_treatments(one), _treatments(other), terms)


def _other_trial(one: Study, other: Study, designs: Terms) -> bool:
    """Whether both randomise, and to different treatments."""
    kinds = {_kind(study, designs) for study in (one, other)}
    treatments, theirs = _treatments(one), _treatments(other)
    return kinds == {"randomised"} and not treatments <= theirs and not theirs <= treatments


def _kind(study: Study, designs: Terms) -> str | None:
    design = None if study.design is None else designs.get(study.design)
    return None if design is None else design.kind


def _treatments(study: Study) -> set[str]:
    return {arm.intervention for arm in study.arms.values()}


def _nested(keys: Iterable[str], others: Iterable[str], terms: Terms) -> bool:
    """Whether a key is the same as one of the others, part of it, or has it as a part."""
    return any(
        key == other or key in terms.with_parts(other) or other in terms.with_parts(key)
        for key in keys
        for other in others
    )


def _people_in_common(one: _Cohort, other: _Cohort) -> str:
    if one.first_authors & other.first_authors:
        return "the first author"
    common = len(one.authors & other.authors)
    return f"{common} authors" if common >= _MANY_AUTHORS else ""


def _same_country(one: _Cohort, other: _Cohort) -> bool:
    return bool(set(one.study.countries) & set(other.study.countries))


def _enrolled_at_one_time(one: _Cohort, other: _Cohort) -> bool:
    return _enrolled_together(one.study, other.study)


def _same_indication(one: _Cohort, other: _Cohort) -> bool:
    return bool(one.causes & other.causes)


def _same_device(one: _Cohort, other: _Cohort) -> bool:
    return bool(one.devices & other.devices)


def _same_size(one: _Cohort, other: _Cohort) -> bool:
    return one.size == other.size and one.size is not None and one.size >= _FEW


_SIZE = "the number of patients"
_SIGNS: dict[str, Callable[[_Cohort, _Cohort], bool]] = {
    "the country": _same_country,
    "the time of enrolment": _enrolled_at_one_time,
    "the indication": _same_indication,
    "the device": _same_device,
    _SIZE: _same_size,
}


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
