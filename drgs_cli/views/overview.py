"""One line for each indication as a table; decides its words."""

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Cell, Column, Document, Note, Paragraph, Row, Table, words
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.evidence import AWAITING, DATABASE, REVIEW
from drgs_cli.views.reading import comparison_text, narrowing_text, patients_text, short_reading
from drgs_cli.views.summary import left_out
from drgs_cli.views.wording import short


def overview_document(answers: tuple[Answer, ...], library: Library, skipped: tuple[Problem, ...] = ()) -> Document:
    """The overview; a line says what there is and, where studies compare the two sides, what they say."""
    first, second = library.review.compare
    columns = (
        Column("indication", "Indication", min_width=14),
        Column("studies", "Studies", align="right", beside=True),
        Column("patients", "Patients", align="right", beside=True, worded=True),
        Column(first, short(library.vocabulary, first), align="right", beside=True),
        Column(second, short(library.vocabulary, second), align="right", beside=True),
        Column("comparison", "Compared", min_width=14),
        Column("reading", "Reading", min_width=18),
    )
    table = Table("Indications", columns, tuple(_row(answer, library) for answer in answers), NOTES)
    narrowing = narrowing_text(answers[0].evidence.question, library) if answers else ""
    start = (Paragraph(f"Narrowed to: {narrowing}."),) if narrowing else ()
    return Document(library.review.question, (*start, *left_out(skipped), table))


NOTES = (
    Note(
        "studies",
        "Studies: primary studies with figures for the indication; no reviews, databases or studies not yet read.",
    ),
    Note(
        "patients",
        "Patients: of those studies; ≥ where a number is not printed, or cohorts overlap and only the largest counts.",
    ),
    Note("sides", "The two columns of treatments count studies with such an arm. Certainty is not graded yet."),
    Note("more", "drgs summarise --indication KEY shows the evidence behind a line."),
)


def _row(answer: Answer, library: Library) -> Row:
    evidence, reading = answer.evidence, answer.reading
    key = evidence.question.indication or ""
    primary = [entry for entry in evidence.studies if entry.group not in (REVIEW, DATABASE, AWAITING)]
    counts = [
        sum(any(side in sides_in(entry.study, row.result, evidence.sides) for row in entry.rows) for entry in primary)
        for side in evidence.sides.keys
    ]
    return Row(
        (
            Cell(key, library.vocabulary.indications[key].short),
            Cell(len(primary), str(len(primary))),
            Cell(reading.patients.count, patients_text(reading.patients) if primary else "0"),
            *(Cell(number, str(number)) for number in counts),
            words(comparison_text(reading)),
            words(short_reading(reading, evidence, library)),
        ),
        key,
    )
