"""One line for each indication as a table; decides its words."""

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import EMPTY, Cell, Column, Document, Note, Paragraph, Row, Table, words
from drgs_cli.synthesis.answer import Glance
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.evidence import NOT_PRIMARY
from drgs_cli.views.alone import GOOD
from drgs_cli.views.kinds import patients_text
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.reading import certainty_word, comparison_text
from drgs_cli.views.short_reading import short_reading
from drgs_cli.views.wording import short


def overview_document(glances: tuple[Glance, ...], library: Library, skipped: tuple[Problem, ...] = ()) -> Document:
    """The overview; a line says what there is and, where studies compare the two sides, what they say, how surely."""
    first, second = library.review.compare
    columns = (
        Column("indication", "Indication", min_width=14),
        Column("studies", "Studies", align="right", beside=True),
        Column("patients", "Patients", align="right", beside=True, worded=True),
        Column(first, short(library.vocabulary, first), align="right", beside=True),
        Column(second, short(library.vocabulary, second), align="right", beside=True),
        Column("comparison", "Compared", min_width=16),
        Column("certainty", "Certainty", beside=True),
        Column("reading", "Reading", min_width=28),
    )
    table = Table("Indications", columns, tuple(_row(glance, library) for glance in glances), NOTES, dense=True)
    narrowing = narrowing_text(glances[0].evidence.question, library) if glances else ""
    start = (Paragraph(f"Narrowed to: {narrowing}."),) if narrowing else ()
    return Document(library.review.question, (*start, *left_out(skipped), table))


NOTES = (
    Note(
        "studies",
        "Studies: primary studies with figures for the indication; no reviews, databases or studies not yet read. The "
        "two columns of treatments count those with such an arm.",
    ),
    Note(
        "patients",
        "Patients: of those studies; ≥ where a number is not printed, or cohorts overlap and only the largest counts.",
    ),
    Note("good", GOOD),
    Note(
        "more",
        "Certainty is that of the comparison in the reading (drgs certainty --indication KEY). drgs summarise "
        "--indication KEY shows the evidence behind a line.",
    ),
)


def _row(glance: Glance, library: Library) -> Row:
    evidence, reading = glance.evidence, glance.reading
    key = evidence.question.indication or ""
    primary = [entry for entry in evidence.studies if entry.group not in NOT_PRIMARY]
    counts = [
        sum(any(side in sides_in(entry.study, row.result, evidence.sides) for row in entry.rows) for entry in primary)
        for side in evidence.sides.keys
    ]
    sure = certainty_word(reading)
    return Row(
        (
            Cell(key, library.vocabulary.indications[key].short),
            Cell(len(primary), str(len(primary))),
            Cell(reading.patients.count, patients_text(reading.patients) if primary else "0"),
            *(Cell(number, str(number)) for number in counts),
            words(comparison_text(reading)),
            words(sure) if sure else EMPTY,
            words(short_reading(glance)),
        ),
        key,
    )
