"""Rules that hold one record against every other: is a study there twice; asks nothing of a single record."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from drgs_cli.checks.rule import Finding
from drgs_cli.records.library import Library
from drgs_cli.records.model import Overlap, Report, Study
from drgs_cli.records.observed import (
    Counts,
    Mean,
    Median,
    Observation,
    Occurrences,
    Percent,
    Printed,
    Rate,
    Span,
    Value,
)
from drgs_cli.records.rows import STATUS_EXTRACTED

# A report in which figures were only read is not the study's own: two studies may well cite one review.
NOT_OWN = frozenset(("secondary", "regulatory"))
_SHARED_ROLES = frozenset(("companion", "follow-up"))
_NEAR = 0.75  # how much of an id must be alike: the years of all of them are
_ENOUGH_ALIKE = 3
_FEW = 10
_FEW_EVENTS, _FEW_PATIENTS, _ENOUGH_OF_FEW = 5, 20, 5

Found = Iterator[tuple[Study, Finding]]
Entry = TypeVar("Entry")


def report_in_two_studies(library: Library) -> Found:
    """One publication, by its DOI or PubMed number, is a report of two studies.

    Asked of the study's own reports, not of those its figures were only read in (secondary, regulatory).
    Where the records declare an overlap, a companion or follow-up report in both is a warning only, since one
    paper may report on two cohorts; and a record without figures (awaiting extraction, excluded) may repeat
    the report of another.

    Why it matters: the same patients would count twice.

    Fails: two records whose primary reports have `doi: 10.1000/example`.

    Passes: one record with all its reports; or `role: secondary` in the record that only quotes the paper.

    To waive: `waive: {X101: which cohorts the paper reports on}` in the report, in both records.
    """
    told = set()
    for (study, report), (other, theirs) in _pairs(_numbered_reports(library)):
        place = (*report.path, "doi" if report.doi and _folded(report.doi) == _folded(theirs.doi) else "pmid")
        if study is other or (study.id, place, other.id) in told:
            continue
        told.add((study.id, place, other.id))
        overlap = declared(study, other)
        if overlap and not (study.status == other.status == STATUS_EXTRACTED):
            continue
        shared = overlap and not _SHARED_ROLES.isdisjoint((report.role, theirs.role))
        message = f"{other.id} has the same publication, {theirs.key} ({theirs.role})"
        hint = "one record for each study, with all its reports"
        yield study, Finding(place, message, hint, "warning" if shared else None)


def _numbered_reports(library: Library) -> Iterator[tuple[Hashable, tuple[Study, Report]]]:
    for study in library.studies:
        for report in study.reports.values():
            if report.role not in NOT_OWN:
                if report.doi is not None:
                    yield ("doi", _folded(report.doi)), (study, report)
                if report.pmid is not None:
                    yield ("pmid", report.pmid), (study, report)


def _folded(doi: str | None) -> str | None:
    return None if doi is None else doi.casefold()


def _pairs(numbered: Iterable[tuple[Hashable, Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Every two entries with the same number, both ways round: each record is told of the other."""
    by_number: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for number, entry in numbered:
        by_number[number].append(entry)
    for entries in by_number.values():
        yield from ((one, other) for one in entries for other in entries if one is not other)


def declared(one: Study, other: Study) -> bool:
    """Whether either record names the other as sharing patients."""
    return any(overlap.study == other.id for overlap in one.overlaps) or any(
        overlap.study == one.id for overlap in other.overlaps
    )


def overlap_on_one_side(library: Library) -> Found:
    """An overlap that the other record does not name back, or names as another kind.

    Why it matters: whoever edits the other record must see that its patients are here, too.

    Fails: `lund-2019` has `overlaps: [{study: moen-2021, kind: part, why: ...}]`, and `moen-2021` has none.

    Passes: both have it, with the same kind (same, part, shared or review).

    To waive: `waive: {X102: why}` at the top of the record; adding the other side is right.
    """
    studies = {study.id: study for study in library.studies}
    for study in studies.values():
        for overlap in study.overlaps:
            other = studies.get(overlap.study)
            if other is None or other is study:
                continue
            back = [theirs.kind for theirs in other.overlaps if theirs.study == study.id]
            if not back:
                message = f"{other.id} does not name its overlap with {study.id}"
                hint = f"add to {other.id}: {{study: {study.id}, kind: {overlap.kind}, why: ...}}"
                yield study, Finding((*overlap.path, "study"), message, hint)
            elif overlap.kind not in back:
                message = f"the overlap is {overlap.kind} here and {back[0]} in {other.id}"
                yield study, Finding((*overlap.path, "kind"), message, "both sides name one kind")


def overlap_with_nothing(library: Library) -> Found:
    """An overlap with a study that has no record here, or with the study itself.

    Why it matters: the overlap guards against counting patients twice; with a wrong id it guards nothing.

    Fails:
        overlaps: [{study: mon-2021, kind: part, why: same centre}]

    Passes:
        overlaps: [{study: moen-2021, kind: part, why: same centre}]

    To waive: a study without a record goes into `notes`, not here.
    """
    known = {record.path.removesuffix(".yaml") for record in library.records}
    for study in library.studies:
        for overlap in study.overlaps:
            if overlap.study == study.id:
                yield study, Finding((*overlap.path, "study"), f"{study.id} overlaps with itself")
            elif overlap.study not in known:
                yield study, _unknown_study(overlap, known)


def _unknown_study(overlap: Overlap, known: set[str]) -> Finding:
    from difflib import get_close_matches

    near = get_close_matches(overlap.study, sorted(known), n=3, cutoff=_NEAR)
    hint = f"did you mean {' or '.join(near)}?" if near else ""
    return Finding((*overlap.path, "study"), f"there is no record {overlap.study}", hint)


def registered_twice(library: Library) -> Found:
    """Two records with one registration number and no overlap declared.

    Why it matters: they are one trial, or share its patients.

    Fails: two records with `registration: [NCT00000001]`.

    Passes: the same with `overlaps` in both; or one record.

    To waive: `waive: {X104: why}` at the top of both records.
    """
    numbers = [
        (_register_number(text), (study, place))
        for study in library.studies
        for place, text in enumerate(study.registration)
    ]
    for (study, place), (other, _) in _pairs(numbers):
        if study is not other and not declared(study, other):
            message = f"{other.id} has the same registration number"
            yield study, Finding(("registration", place), message, "one record, or overlaps on both sides")


def registrations(study: Study) -> frozenset[str]:
    """The numbers a study is registered under, however they are written."""
    return frozenset(map(_register_number, study.registration))


def _register_number(text: str) -> str:
    return text.upper().replace(" ", "")


def same_figures(library: Library) -> Found:
    """Three or more figures alike in two records that declare no overlap.

    Alike are, with outcome, time and treatment: events and n (at least 10 patients, and not 0 events), a percentage
    with decimals and its n, a mean with its spread, a median with its spread and n, events of which a patient may have
    several, a rate with decimals, an estimate of a comparison with its interval. Where all of them are counts of fewer
    than five events, or of fewer than twenty patients, which chance makes alike, it takes five.

    Why it matters: a second publication of the same patients looks like a second study.

    Fails: two records that both have 31 of 47 responders, 4 of 47 infections and 9 of 47 revisions.

    Passes: the same with `overlaps` in both; or the second as a report of the first.

    To waive: `waive: {X105: why it is chance}` at the top of both records.
    """
    prints = [(mark, (study, mark)) for study in library.studies for mark in _marks(study)]
    alike: defaultdict[tuple[str, str], list[_Mark]] = defaultdict(list)
    studies = {study.id: study for study in library.studies}
    for (study, mark), (other, _) in _pairs(prints):
        alike[study.id, other.id].append(mark)
    for (one, other_id), marks in alike.items():
        if _hardly_chance(marks) and not declared(studies[one], studies[other_id]):
            message = f"{len(marks)} figures are alike in {other_id}, and no overlap is declared"
            yield studies[one], Finding(("results",), message, "are the patients the same?", at_key=True)


class _Mark(Value, frozen=True):
    """A figure as printed, with what it is of; `small` where it is so few that chance may make it elsewhere."""

    of: Hashable
    figures: tuple[Hashable, ...]
    small: bool = False


def _hardly_chance(marks: list[_Mark]) -> bool:
    enough = _ENOUGH_OF_FEW if all(mark.small for mark in marks) else _ENOUGH_ALIKE
    return len(marks) >= enough


def _marks(study: Study) -> set[_Mark]:
    """What is printed here and would hardly be printed of other patients."""
    marks: set[_Mark] = set()
    for row in study.results:
        for key, observed in row.arms.items():
            if figures := _figures(observed):
                marks.add(_Mark((row.outcome, row.months, _treatment(study, key)), figures, _is_small(observed)))
        for contrast in row.contrasts:
            if contrast.estimate is not None and contrast.ci is not None:
                of = row.outcome, row.months, tuple(_treatment(study, key) for key in contrast.arms)
                marks.add(_Mark(of, (contrast.measure, contrast.estimate.text, *_texts(contrast.ci))))
    return marks


def _is_small(observed: Observation) -> bool:
    return isinstance(observed, Counts) and (observed.events < _FEW_EVENTS or (observed.n or 0) < _FEW_PATIENTS)


def _treatment(study: Study, arm: str) -> str | None:
    return study.arms[arm].intervention if arm in study.arms else None


def _figures(observed: Observation) -> tuple[Hashable, ...]:
    """The figures of an observation as printed; nothing where chance would print the same."""
    match observed:
        case Counts(events=events, n=int(n)) if events and n >= _FEW:
            return events, n
        case Percent(percent=percent, n=int(n)) if "." in percent.text:
            return percent.text, n
        case Mean(mean=Printed() as mean, sd=sd, se=se, ci=ci) if sd or se or ci:
            return "mean", mean.text, *(spread.text for spread in (sd, se) if spread is not None), *_texts(ci)
        case Median(median=Printed() as median, iqr=iqr, range=ends, n=int(n)) if (iqr or ends) and n >= _FEW:
            return "median", n, median.text, *_texts(iqr), *_texts(ends)
        case Occurrences(occurrences=events, patients=int(patients)) if events and patients >= _FEW:
            return "occurrences", events, patients
        case Rate(rate=rate, per=per) if "." in rate.text:
            return "rate", rate.text, per
    return ()


def _texts(span: Span | None) -> tuple[str, ...]:
    return () if span is None else (span.low.text, span.high.text)


def same_label(library: Library) -> Found:
    """Two records with one label.

    Why it matters: tables name studies by their label; nobody could tell the two apart.

    Fails: two records with `label: Lund 2019`.

    Passes: `label: Lund 2019 (knee)` and `label: Lund 2019 (groin)`.

    To waive: not needed; add what tells them apart.
    """
    for study, other in _pairs((study.label.casefold(), study) for study in library.studies):
        yield study, Finding(("label",), f"{other.id} has the same label", "add what tells them apart")
