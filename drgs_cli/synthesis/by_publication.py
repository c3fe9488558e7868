"""An answer as it stood on each day on which something it rests on was published; computes no estimate of its own.

The same question is asked again as of each of these days: then corrections, retractions and later, fuller reports need
no rules of their own.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Question, last_day
from drgs_cli.synthesis.single import Synthesis

Line = Comparison | Synthesis
Key = tuple[object, ...]


class Point(Value, frozen=True, kw_only=True):
    """A line from a day on: the studies that came and went with it; `line` is None where nothing stands there any more.

    `date` is None for what nobody knows the date of, which comes last.
    """

    date: str | None
    added: tuple[Study, ...]
    removed: tuple[Study, ...]
    line: Line | None


class Strand(Value, frozen=True):
    """One line over time; `answer` is the last in which it stands."""

    answer: Answer
    points: tuple[Point, ...]

    @property
    def last(self) -> Line:
        """The line as it stood last."""
        return next(point.line for point in reversed(self.points) if point.line is not None)


def strands_of(library: Library, question: Question) -> tuple[Strand, ...]:
    """Every comparison of a question over time; each side alone where there is none. A day on which nothing changes in
    a line is no point of it.
    """
    narrow = _library_of(library, question)
    asked: list[tuple[str | None, Answer]] = [
        (day, answer(narrow, replace(question, as_of=day))) for day in days_of(narrow.studies, question)
    ]
    if question.as_of is None:
        asked.append((None, answer(narrow, question)))
    points: dict[Key, list[Point]] = {}
    stood: dict[Key, Answer] = {}
    several = {
        key for _, answered in asked for key, number in Counter(map(_key, _shown(answered))).items() if number > 1
    }
    for day, answered in asked:
        lines = {_key(line, several): line for line in _shown(answered)}
        stood |= dict.fromkeys(lines, answered)
        for key in dict.fromkeys((*points, *lines)):
            point = _point(day, points.setdefault(key, []), lines.get(key))
            if point is not None:
                points[key].append(point)
    today = [_key(line, several) for line in _shown(asked[-1][1])] if asked else []
    found = [Strand(stood[key], tuple(points[key])) for key in dict.fromkeys((*today, *points))]
    compared = {strand.last.cell.place for strand in found if isinstance(strand.last, Comparison)}
    return tuple(
        strand for strand in found if isinstance(strand.last, Comparison) or strand.last.cell.place not in compared
    )


def days_of(studies: Iterable[Study], question: Question) -> tuple[str, ...]:
    """The days of all reports of some studies, each once, earliest first; none after the day asked for."""
    written = {
        report.published for study in studies for report in study.reports.values() if report.published is not None
    }
    ordered = sorted(written, key=lambda text: (last_day(text), len(text)))
    found = {last_day(text): text for text in reversed(ordered)}
    until = None if question.as_of is None else last_day(question.as_of)
    return tuple(text for day, text in sorted(found.items()) if until is None or day <= until)


def _library_of(library: Library, question: Question) -> Library:
    """Only the studies that ever have something to say, so that asking often takes no longer than it must."""
    evidence = gather(library, replace(question, as_of=None))
    kept = {entry.study.id for entry in evidence.studies if entry.rows}
    kept |= {entry.study.id for entry in evidence.excluded if entry.reason == "retracted"}
    records = tuple(record for record in library.records if record.study is not None and record.study.id in kept)
    return replace(library, records=records)


def _shown(answered: Answer) -> tuple[Line, ...]:
    """Series side by side are no comparison, unless their difference was asked for."""
    asked = answered.context.question.allow_unanchored
    compared = [line for line in answered.comparisons if asked or not isinstance(line, Unanchored)]
    return (*compared, *answered.syntheses)


def _key(line: Line, several: Collection[Key] = ()) -> Key:
    """What makes a line the same line on another day. Without a common time each study has a line of its own; of
    `several` in one place the measure tells which is which.
    """
    study = "" if line.cell.timed else ",".join(sorted(one.id for one in studies_of(line)))
    if isinstance(line, Synthesis):
        return (line.cell, study, line.side, line.of)
    key = (line.cell, study, line.kind)
    return (*key, line.estimate.measure) if key in several else key


def studies_of(line: Line) -> tuple[Study, ...]:
    """The studies of a line, each once."""
    studies: Iterable[Study] = (
        (one.chosen.study for one in line.lines) if isinstance(line, Synthesis) else iter(line.studies)
    )
    return tuple({study.id: study for study in studies}.values())


def _point(day: str | None, before: list[Point], line: Line | None) -> Point | None:
    """What changed; None where nothing did."""
    last = before[-1].line if before else None
    if (line is None and last is None) or (line is not None and last is not None and _same(line, last)):
        return None
    now = () if line is None else studies_of(line)
    then = () if last is None else studies_of(last)
    known, kept = {study.id for study in then}, {study.id for study in now}
    return Point(
        date=day,
        added=tuple(study for study in now if study.id not in known),
        removed=tuple(study for study in then if study.id not in kept),
        line=line,
    )


def _same(one: Line, other: Line) -> bool:
    """Whether two lines say the same: the same studies and estimate, whatever measure was settled on."""
    absolute = getattr(one, "absolute", None) == getattr(other, "absolute", None)
    alike = [study.id for study in studies_of(one)] == [study.id for study in studies_of(other)]
    return alike and absolute and one.estimate == other.estimate
