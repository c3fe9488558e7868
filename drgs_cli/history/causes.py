"""The way from one state of the evidence to another in steps, each with one kind of cause; answers nothing, and knows
no git.

The order is fixed and told to whoever reads the result: what a step moves depends on the steps before it.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePath
from typing import TypeVar

from msgspec import field
from msgspec.structs import replace

from drgs_cli.checks.soundness import sound
from drgs_cli.records.library import Library
from drgs_cli.records.model import Report, Result, Study
from drgs_cli.records.observed import Observation, Value
from drgs_cli.records.read import Record, read_record
from drgs_cli.records.review import Review
from drgs_cli.records.rows import identity

REVIEW_ERRORS = "review-errors"  # a review that is unsound on one side: our defaults stand in its place there
METHOD = "method"  # settings of the review and its vocabulary
RENAMED = "renamed"
STUDIES = "studies"  # came, went, or changed status: read by now, or excluded
# Reports retracted, or no longer: whoever rests on one has an error as well, and comes back before its retraction goes.
RETRACTED = "retracted"
ERRORS = "errors"  # records that are unsound on one side, and stand aside there
WAIVERS = "waivers"  # the same, where what lets an error stand is another thing
FIGURES = "figures"  # what records say, but the following
SELECTION = "selection"  # overlaps, design, dates, reports that rows are from, and rows replaced by others
JUDGEMENTS = "judgements"  # risk of bias, class of evidence, who paid
DECISIONS = "decisions"
CAUSES = (
    *(REVIEW_ERRORS, METHOD, RENAMED, STUDIES, RETRACTED, ERRORS, WAIVERS),
    *(FIGURES, SELECTION, JUDGEMENTS, DECISIONS),
)
BROKEN = frozenset((REVIEW_ERRORS, ERRORS))  # what only these moved has not become another thing: it cannot be told
PROGRAM = "program"  # of answers saved by another version; two states of a folder are worked out by one

# Marks of a row that choose between rows rather than say anything; the last of its identity.
_MARKS = ("superseded_by", "alternative")
_RETRACTION = "retraction"
_JUDGED = ("risk_of_bias", "risk_of_bias_facts", "evidence_classes", "funding")

Records = dict[str, Record]  # by id
_Placed = TypeVar("_Placed", Study, Review)
_Sourced = TypeVar("_Sourced", Result, Observation)


class Flaws(Value, frozen=True):
    """The records that are unsound on either side, by their later ids: all of them, those whose waivers differ, and the
    retractions of those unsound now and, `earlier`, before. `review` is whether the review has errors on one side.
    """

    ids: frozenset[str] = frozenset()
    waivers: frozenset[str] = frozenset()
    retractions: dict[str, dict[str, Report]] = field(default_factory=dict)
    earlier: dict[str, dict[str, Report]] = field(default_factory=dict)
    review: bool = False


NO_FLAWS = Flaws()


class Stage(Value, frozen=True):
    """The evidence after a step."""

    cause: str
    library: Library


def stages(before: Library, after: Library, renamed: Mapping[str, str], flaws: Flaws = NO_FLAWS) -> tuple[Stage, ...]:
    """The steps that change anything, in order; the last comes to what `after` comes to.

    Both libraries are sound. `renamed` maps ids of before to ids of after; `flaws` are of the records that stand aside.
    """
    found: list[Stage] = []
    last = before
    for stage in _every(before, after, renamed, flaws):
        if not _alike(last, stage.library):
            found.append(stage)
            last = stage.library
    return tuple(found)


def _every(before: Library, after: Library, renamed: Mapping[str, str], flaws: Flaws) -> Iterator[Stage]:
    library = _by_method_of(after, before)
    yield Stage(REVIEW_ERRORS if flaws.review else METHOD, library)
    there, come = _by_id(library), _by_id(after)
    there = {renamed.get(key, key): _renamed(record, renamed) for key, record in there.items()}
    yield Stage(RENAMED, _of(there, library))
    own = {key for key in {*there, *come} if key not in flaws.ids and _status(there, key) != _status(come, key)}
    there = _as_come(there, come, own)
    yield Stage(STUDIES, _of(there, library))
    there |= _retracted_still(there, come, flaws)
    yield Stage(ERRORS, _of(there, library))
    retractions = {key: _retractions(record) for key, record in come.items()} | flaws.retractions
    there = {key: _retracted(record, retractions.get(key)) for key, record in there.items()}
    yield Stage(RETRACTED, _of(there, library))
    for cause, keys in ((ERRORS, flaws.ids - flaws.waivers), (WAIVERS, flaws.ids & flaws.waivers)):
        there = _as_come(there, come, keys)
        yield Stage(cause, _of(there, library))
    for cause, step in ((FIGURES, _with_figures), (SELECTION, _with_selection)):
        there = {key: _stepped(there.get(key), record, step) for key, record in come.items()}
        yield Stage(cause, _of(there, library))
    yield Stage(JUDGEMENTS, _of(come, library))
    yield Stage(REVIEW_ERRORS if flaws.review else DECISIONS, after)


def _as_come(there: Records, come: Records, keys: Collection[str]) -> Records:
    """The records, of these keys as they are later."""
    return {
        **{key: record for key, record in there.items() if key not in keys},
        **{key: record for key, record in come.items() if key in keys},
    }


def _retracted_still(there: Records, come: Records, flaws: Flaws) -> Records:
    """The records that stood aside before, of which a retraction is another one now: as they are, under the earlier
    ones. They rest on what is retracted: that they are back does little, that it is retracted no longer does the rest.
    """
    keys = flaws.earlier.keys() & come.keys() - there.keys() - flaws.waivers
    changed = {key for key in keys if flaws.earlier[key] != _retractions(come[key])}
    return {key: _retracted(record, flaws.earlier[key]) for key, record in come.items() if key in changed}


def retractions_of(study: Study) -> dict[str, Report]:
    """The reports that say of another report of the study that it is retracted."""
    return {key: report for key, report in study.reports.items() if report.role == _RETRACTION}


def _retractions(record: Record) -> dict[str, Report]:
    return {} if record.study is None else retractions_of(record.study)


def _retracted(record: Record, retractions: Mapping[str, Report] | None) -> Record:
    """The record with these retractions and no others; None leaves it as it is."""
    study = record.study
    if study is None or retractions is None or retractions == retractions_of(study):
        return record
    kept = {key: report for key, report in study.reports.items() if report.role != _RETRACTION}
    return replace(record, study=replace(study, reports={**kept, **retractions}))


def _by_method_of(after: Library, before: Library) -> Library:
    """The earlier studies under the later review, without its decisions. Where the terms changed, the records are read
    again: what is no longer a term cannot be answered with.
    """
    review = replace(after.review, decisions=before.review.decisions)
    words = (before.review.vocabulary, before.review.replaced)
    if words == (after.review.vocabulary, after.review.replaced):
        return replace(before, review=review, vocabulary=after.vocabulary)
    records = tuple(
        read_record(record.positions.text.encode(), record.path, after.vocabulary) for record in before.records
    )
    return sound(replace(before, records=records, review=review, vocabulary=after.vocabulary))[0]


def _by_id(library: Library) -> Records:
    return {record.study.id: record for record in library.records if record.study is not None}


def _of(records: Records, library: Library) -> Library:
    return replace(library, records=tuple(records.values()))


def _alike(one: Library, other: Library) -> bool:
    """Whether two libraries say the same, wherever in their files."""
    if len(one.studies) != len(other.studies) or _elsewhere(one.review, other.review) != other.review:
        return False
    pairs = zip(one.studies, other.studies, strict=True)
    return all(study is same or _elsewhere(study, same) == same for study, same in pairs)


def _elsewhere(one: _Placed, other: _Placed) -> _Placed:
    return replace(one, positions=other.positions)


def _status(records: Records, key: str) -> str | None:
    record = records.get(key)
    return None if record is None or record.study is None else record.study.status


def _renamed(record: Record, renamed: Mapping[str, str]) -> Record:
    """The record under the later ids, its own and those of the studies it shares patients with."""
    study = record.study
    if study is None or renamed.keys().isdisjoint((study.id, *(overlap.study for overlap in study.overlaps))):
        return record
    key = renamed.get(study.id, study.id)
    overlaps = tuple(replace(one, study=renamed.get(one.study, one.study)) for one in study.overlaps)
    path = str(PurePath(record.path).with_stem(key))
    return replace(record, path=path, study=replace(study, id=key, overlaps=overlaps))


def _stepped(before: Record | None, after: Record, step: Callable[[Study, Study], Study]) -> Record:
    if before is None or before.study is None or after.study is None:
        return after
    return replace(after, study=step(before.study, after.study))


def _with_figures(before: Study, after: Study) -> Study:
    """The later study but for what chooses among figures and what judges them."""
    kept = {name: getattr(before, name) for name in ("design", "overlaps", *_JUDGED)}
    rows = _marked(after.results, before.results, after.reports)
    return replace(after, results=rows, reports=_as_before(after.reports, before.reports), **kept)


def _with_selection(before: Study, after: Study) -> Study:
    """The later study but for what judges it; `before` is as it came out of the steps before."""
    return replace(after, **{name: getattr(before, name) for name in _JUDGED})


def _as_before(reports: dict[str, Report], earlier: dict[str, Report]) -> dict[str, Report]:
    """The reports with their earlier dates and roles; none is retracted that was not."""
    return {
        key: earlier.get(key, report) for key, report in reports.items() if key in earlier or report.role != _RETRACTION
    }


def _marked(rows: tuple[Result, ...], marks_of: tuple[Result, ...], reports: Collection[str]) -> tuple[Result, ...]:
    """Rows with the marks, and of the reports, of the rows they were before; a new row has its own."""
    known: dict[tuple[object, ...], deque[Result]] = {}
    for row in marks_of:
        known.setdefault(_unmarked(row), deque()).append(row)
    found = []
    for row in rows:
        before = known.get(_unmarked(row))
        earlier = before.popleft() if before else row
        found.append(_of_reports(replace(row, **{name: getattr(earlier, name) for name in _MARKS}), earlier, reports))
    return tuple(found)


def _of_reports(row: Result, earlier: Result, reports: Collection[str]) -> Result:
    """The row with the earlier sources of its figures, where those reports are still there: they choose, too."""
    arms = {key: _sourced(found, earlier.arms.get(key, found), reports) for key, found in row.arms.items()}
    return replace(_sourced(row, earlier, reports), arms=arms)


def _sourced(found: _Sourced, earlier: Result | Observation, reports: Collection[str]) -> _Sourced:
    known = all(source.report in reports for source in earlier.sources)
    return replace(found, sources=earlier.sources) if known else found


def _unmarked(row: Result) -> tuple[object, ...]:
    return identity(row)[: -len(_MARKS)]
