"""The list of studies as a table, one line a study; decides its words, computes nothing."""

from drgs_cli.records.library import Library
from drgs_cli.render.document import EMPTY, Cell, Column, Document, Note, Paragraph, Row, Table, words
from drgs_cli.synthesis.evidence import StudyRows
from drgs_cli.views.numbers import count
from drgs_cli.views.study_words import STATUSES, arms_text, indications_text
from drgs_cli.views.wording import sponsor

COLUMNS = (
    Column("id", "Id", wrap=False),
    Column("label", "Study", min_width=16),
    Column("year", "Year", align="right", wrap=False, beside=True),
    Column("design", "Design", min_width=13),
    Column("group", "Group", wrap=False),
    Column("sponsor", "Paid by", beside=True),
    Column("indications", "Patients with", min_width=16),
    Column("arms", "Arms", min_width=16),
    Column("rows", "Rows", align="right", wrap=False),
    Column("status", "Status", beside=True),
)


def study_list(studies: tuple[StudyRows, ...], library: Library) -> Document:
    """All studies of a list; where there are none, a line that says so."""
    if not studies:
        nothing = Paragraph("No study answers to all of these filters.")
        return Document("Studies", (nothing,), lambda: Table("Studies", COLUMNS, ()))
    rows = tuple(_row(entry, library) for entry in studies)
    notes = (
        Note("rows", "Rows: the figures of a study that answer to the filters, one for each outcome, time and group."),
        Note("group", "Group: the kind of evidence, as drgs summarise groups it; --group takes these words."),
    )
    title = count(len(studies), "study", "studies")
    return Document(title, (Table("", COLUMNS, rows, notes, lead=2),))


def _row(entry: StudyRows, library: Library) -> Row:
    study, vocabulary = entry.study, library.vocabulary
    design = vocabulary.designs[study.design].short if study.design is not None else ""
    return Row(
        (
            words(study.id),
            words(study.label),
            Cell(study.year, str(study.year)) if study.year is not None else words("no date"),
            words(design) if design else EMPTY,
            words(entry.group),
            words(sponsor(study)),
            words(indications_text(study, vocabulary)),
            words(arms_text(study, vocabulary)),
            Cell(len(entry.rows), str(len(entry.rows))),
            words(STATUSES.get(study.status, study.status)),
        ),
        study.id,
    )
