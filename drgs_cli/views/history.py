"""Lines of an answer over publication dates as a document: what each day added, and what was known then; decides the
words, computes nothing.
"""

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.render.document import EMPTY, Cell, Column, Document, Group, Note, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.by_publication import Line, Point, Strand, studies_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import UNCONTROLLED, Synthesis
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.comparisons import KIND_TITLES
from drgs_cli.views.estimates import estimate_text, per_100_text
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import listed
from drgs_cli.views.refs import refs
from drgs_cli.views.sides_alone import crude_text, together_text
from drgs_cli.views.verdict_words import verdict_text
from drgs_cli.views.wording import short
from drgs_cli.vocabulary.terms import Vocabulary

UNDATED = "date not stated"
GONE = "nothing stands here any more"
_DATES = (
    "Each date is one on which a report of the studies came out; a day on which a line does not change is left out."
    " Beside it stands what the same question would have been answered on that day, with the corrections and"
    " retractions of that day."
)


def history_document(
    strands: tuple[Strand, ...], question: Question, library: Library, skipped: tuple[Problem, ...] = ()
) -> Document:
    """A group of lines for each comparison, or side alone; `skipped` are the errors of records that were left out."""
    narrowing = narrowing_text(question, library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += left_out(skipped)
    if not strands:
        parts.append(Paragraph("No comparison and no side alone has figures of this."))
        return Document(history_title(question, library), tuple(parts), lambda: _table(strands))
    parts += [_table(strands), Note("dates", _DATES)]
    return Document(history_title(question, library), tuple(parts), lambda: _flat(strands))


def strand_title(strand: Strand) -> str:
    """What a group of lines is about, with the name that `explain` takes."""
    return line_title(strand.last, strand.answer)


def strand_ref(strand: Strand) -> str:
    """The name of a line in the last answer in which it stands."""
    return line_ref(strand.last, strand.answer)


def line_title(line: Line, answer: Answer) -> str:
    """What a line is about, with its name in an answer."""
    words_of = answer.context.vocabulary
    rows = rows_of(line) if isinstance(line, Comparison) else rows_alone(line)
    if isinstance(line, Comparison):
        kind = KIND_TITLES[line.kind]
    else:
        kind = f"{short(words_of, line.side)} alone"
        kind += "" if line.of == UNCONTROLLED else ", arms of trials of other comparisons"
    return f"{kind}: {cell_outcome(line.cell, words_of)}, {cell_time(line.cell, rows)} ({line_ref(line, answer)})"


def line_ref(line: Line, answer: Answer) -> str:
    """The name of a line in an answer."""
    named = refs(answer)
    listed_lines = (*answer.comparisons, *answer.syntheses)
    known = dict(zip(map(id, listed_lines), (*named.comparisons, *named.syntheses), strict=True))
    return known.get(id(line), line.ref(answer.indication))


def patients_of(line: Line) -> int | None:
    """The patients of a line: of its estimate, else of both sides."""
    if line.estimate.n is not None or isinstance(line, Synthesis):
        return line.estimate.n
    sizes = [total.n for total in line.sides]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def says_text(line: Line | None, context: Context) -> str:
    """What a line says; of a side alone the crude figure beside a pooled one."""
    if line is None:
        return GONE
    if isinstance(line, Comparison):
        return verdict_text(line, context)
    crude = crude_text(line, context.vocabulary)
    return f"crude {crude}" if crude else ""


def figure_text(line: Line, vocabulary: Vocabulary) -> str:
    """The estimate with its interval, or why there is none."""
    return estimate_text(line.estimate) if isinstance(line, Comparison) else together_text(line, vocabulary)


def history_title(question: Question, library: Library, over: str = "over publication dates") -> str:
    """What a history is of, and over what."""
    first, second = (short(library.vocabulary, key) for key in library.review.compare)
    key = question.indication
    label = library.vocabulary.indications[key].label if key is not None else "Any indication"
    return f"{label}: {first} and {second} {over}"


_COLUMNS = (
    Column("date", "Published", wrap=False),
    Column("added", "Study added", min_width=16),
    Column("k", "Studies", align="right", beside=True),
    Column("n", "Patients", align="right", beside=True),
    Column("estimate", "Estimate", min_width=18, worded=True),
    Column("per_100", "Per 100", min_width=14, worded=True),
    Column("says", "Says", min_width=14),
)


def _table(strands: tuple[Strand, ...]) -> Table:
    groups = tuple(
        Group(strand_title(strand), tuple(_row(point, strand) for point in strand.points)) for strand in strands
    )
    return Table("", _COLUMNS, groups, lead=2)


def _flat(strands: tuple[Strand, ...]) -> Table:
    """One table without groups: the name of the line stands in each."""
    columns = (Column("ref", "drgs explain"), *_COLUMNS)
    rows = []
    for strand in strands:
        ref = strand_ref(strand)
        for point in strand.points:
            row = _row(point, strand)
            rows.append(Row((words(ref), *row.cells), ref))
    return Table("", columns, tuple(rows), lead=2)


def _row(point: Point, strand: Strand) -> Row:
    context, line = strand.answer.context, point.line
    absolute = line.absolute if isinstance(line, Comparison) else None
    figure, per_100 = "" if line is None else figure_text(line, context.vocabulary), per_100_text(absolute)
    patients = None if line is None else patients_of(line)
    number = 0 if line is None else len(studies_of(line))
    says = says_text(line, context)
    return Row(
        (
            Cell(point.date, point.date or UNDATED),
            words(_came_and_went(point)),
            Cell(number, str(number)),
            Cell(patients, str(patients)) if patients is not None else EMPTY,
            Cell(line.estimate.value, figure) if line is not None else EMPTY,
            Cell(100 * absolute.difference, per_100) if absolute is not None and per_100 else EMPTY,
            words(says) if says else EMPTY,
        ),
        strand.last.ref(strand.answer.indication),
    )


def _came_and_went(point: Point) -> str:
    added = listed([_label(study) for study in point.added])
    removed = listed([_label(study) for study in point.removed])
    parts = [added, f"no longer: {removed}" if removed else ""]
    return "; ".join(part for part in parts if part) or "other figures of the same"


def _label(study: Study) -> str:
    return study.label
