"""Lines of an answer over the commits of the folder as a document: what each commit moved, and what was known then;
decides the words, computes nothing.
"""

from collections.abc import Iterator, Sequence

from drgs_cli.documents.problems import Problem
from drgs_cli.history.by_commit import Course, Moment, Past
from drgs_cli.history.changes import Change
from drgs_cli.history.revisions import Commit
from drgs_cli.records.library import Library
from drgs_cli.render.document import EMPTY, Cell, Column, Document, Group, Note, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.by_publication import studies_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.question import Question
from drgs_cli.views.estimates import per_100_text
from drgs_cli.views.history import GONE, figure_text, history_title, line_ref, line_title, patients_of, says_text
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.verdict_words import rated_text

NOT_COMMITTED = "not committed"
THE_REVIEW = "review.yaml"
_FEW = 2  # changes that are told one by one

_COMMITS = (
    "Each line is a commit with which the figures, what they say, or how sure one may be changed; the others are left"
    " out. Beside it stands what the same question is answered with the records, the review and the terms of that"
    " commit, by this version of the program."
)


def history_commits_document(
    past: Past, question: Question, library: Library, skipped: tuple[Problem, ...] = ()
) -> Document:
    """A group of lines for each comparison, or side alone; `skipped` are the errors of records that were left out."""
    narrowing = narrowing_text(question, library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += left_out(skipped)
    title = history_title(question, library, "over commits")
    if not past.courses:
        parts.append(Paragraph("At no commit are there figures of this."))
        return Document(title, (*parts, *_notes(past)), lambda: _flat(past))
    parts += [_table(past), Note("commits", _COMMITS), *_notes(past)]
    return Document(title, tuple(parts), lambda: _flat(past))


def course_title(course: Course) -> str:
    """What a group of lines is about, with the name that `explain` takes."""
    return line_title(course.last.line, course.answer)


def course_ref(course: Course) -> str:
    """The name of a line in the last answer in which it stands."""
    return line_ref(course.last.line, course.answer)


def moved_text(moment: Moment) -> str:
    """What a commit did: studies that came and went, and what changed in the records; all records by their ids."""
    gone = [study for study in moment.removed if study.id not in moment.flawed]
    flawed = [study for study in moment.removed if study.id in moment.flawed]
    came = listed([study.id for study in moment.added])
    parts = (
        f"at the start: {came}" if moment.first else came,
        f"no longer: {listed([study.id for study in gone])}" if gone else "",
        f"set aside, with errors: {listed([study.id for study in flawed])}" if flawed else "",
        *_changes(moment.changes),
    )
    return "; ".join(part for part in parts if part) or "nothing in its own records"


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    """Of each record its few changes one by one, or how many there are."""
    for study in dict.fromkeys(change.study for change in changes):
        own = [change for change in changes if change.study == study]
        few = ", ".join(map(_change, own)) if len(changes) <= _FEW else count(len(own), "place")
        yield f"{study or THE_REVIEW}: {few}"


def _change(change: Change) -> str:
    if change.old is None or change.new is None:
        return f"{change.path} {change.what}"
    return f"{change.path} {change.old} → {change.new}"


def _notes(past: Past) -> Iterator[Note]:
    if past.commits and past.commits[0].cut:
        yield Note("shallow", f"The clone is shallow: it holds nothing before {past.commits[0].short}.")
    if past.unsound:
        named = listed(list(past.unsound))
        yield Note("unsound", f"Set aside at some commits, since today's rules find errors in them there: {named}.")
    if past.unasked:
        times = count(past.unasked, "commit")
        yield Note("unasked", f"At {times} the review or the vocabulary had no such words; nothing is shown of them.")


_COLUMNS = (
    Column("date", "Committed", wrap=False),
    Column("commit", "Commit", wrap=False),
    Column("subject", "Subject", min_width=16),
    Column("moved", "What moved", min_width=18, unbroken=True),
    Column("k", "Studies", align="right"),
    Column("n", "Patients", align="right", beside=True),
    Column("estimate", "Estimate", min_width=18, worded=True),
    Column("per_100", "Per 100", min_width=14, worded=True),
    Column("says", "Says", min_width=12),
    Column("certainty", "Certainty", min_width=9),
)


def _table(past: Past) -> Table:
    groups = tuple(Group(course_title(course), tuple(map(_row, course.moments))) for course in past.courses)
    return Table("", _COLUMNS, groups, lead=2)


def _flat(past: Past) -> Table:
    """One table without groups: the name of the line stands in each."""
    columns = (Column("ref", "drgs explain"), *_COLUMNS)
    rows = tuple(
        Row((words(ref), *_row(moment).cells), ref)
        for course in past.courses
        for ref in (course_ref(course),)
        for moment in course.moments
    )
    return Table("", columns, rows, lead=2)


def _row(moment: Moment) -> Row:
    commit, moved = moment.commit, words(moved_text(moment))
    cells = (*_commit_cells(commit), moved, *_figures(moment))
    return Row(cells, "" if commit is None else commit.id)


def _commit_cells(commit: Commit | None) -> tuple[Cell, Cell, Cell]:
    if commit is None:
        return (words(NOT_COMMITTED), EMPTY, EMPTY)
    return (Cell(commit.date, commit.date[:10]), Cell(commit.id, commit.short), words(commit.subject))


def _figures(moment: Moment) -> tuple[Cell, ...]:
    standing = moment.standing
    if standing is None:
        return (Cell(0, "0"), EMPTY, EMPTY, EMPTY, words(GONE), EMPTY)
    line, context = standing.line, standing.context
    absolute = line.absolute if isinstance(line, Comparison) else None
    per_100, patients, number = per_100_text(absolute), patients_of(line), len(studies_of(line))
    says, rated = says_text(line, context), ""
    if isinstance(line, Comparison) and standing.certainty is not None:
        rated = rated_text(line, standing.certainty, context)
    return (
        Cell(number, str(number)),
        Cell(patients, str(patients)) if patients is not None else EMPTY,
        Cell(line.estimate.value, figure_text(line, context.vocabulary)),
        Cell(100 * absolute.difference, per_100) if absolute is not None and per_100 else EMPTY,
        words(says) if says else EMPTY,
        words(rated) if rated else EMPTY,
    )
