"""The whole answer on one indication: its parts, in order, and what was set aside."""

from collections.abc import Callable

import pytest

from drgs_cli.documents.problems import Location, Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Paragraph, Table
from drgs_cli.synthesis.answer import Answer, glance
from drgs_cli.views.overview import overview_document
from drgs_cli.views.summary import summary_document

Ask = Callable[..., tuple[Answer, Library]]

BOTH = "results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 4}, scs: {events: 2, n: 4}}}]"
ALONE = """
    id: alone
    label: Doe 2021
    design: case-series
    arms: {drgs: {intervention: drgs}}
    results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}, source: {report: roe, at: abstract}}]
"""
COHORT = "design: case-series\narms: {drgs: {intervention: drgs}}"


@pytest.fixture
def summary(answered: Ask) -> Callable[..., Document]:
    """The document on some studies."""

    def draw(*texts: str, **asked: object) -> Document:
        return summary_document(answered(*texts, **asked)[0])

    return draw


def kinds(document: Document) -> list[str]:
    """Each part by its kind: tables by their title, notes by their code."""
    return [
        part.title if isinstance(part, Table) else part.code if isinstance(part, Note) else type(part).__name__
        for part in document.parts
    ]


def test_the_answer_has_the_reading_first_and_the_notes_last(summary: Callable[..., Document]) -> None:
    document = summary(BOTH, ALONE)
    assert document.title == "Complex regional pain syndrome (CRPS), type I or II: DRGS and SCS"
    assert kinds(document) == [
        "Paragraph",  # the verdict
        "Paragraph",  # its figures
        "Paragraph",  # the first side alone
        "Paragraph",  # what there is
        "Paragraph",  # in plain words
        "Randomised",
        "Evidence, row by row",
        "basis",
        "small",
    ]


def test_each_side_alone_stands_between_the_comparisons_and_the_rows(summary: Callable[..., Document]) -> None:
    document = summary(BOTH, ALONE.replace("events: 1, n: 2", "events: 3, n: 9"))
    tables = [part.title for part in document.parts if isinstance(part, Table)]
    assert tables == ["Randomised", "Each side alone: not a comparison", "Evidence, row by row"]


def test_tables_without_rows_are_left_out(summary: Callable[..., Document]) -> None:
    document = summary("arms: {cmm: {intervention: cmm}}\nresults: [{outcome: responder-50, arms: {cmm: {n: 9}}}]")
    assert kinds(document) == ["Paragraph"] * 3 + ["Evidence, row by row", "basis", "other-treatment"]


def test_no_study_leaves_one_sentence_without_a_heading(summary: Callable[..., Document]) -> None:
    document = summary()
    assert (document.title, kinds(document)) == ("", ["Paragraph"])


def test_studies_that_were_all_set_aside_are_named_under_a_heading(summary: Callable[..., Document]) -> None:
    document = summary(ALONE, designs=("rct",))
    assert (document.title != "", kinds(document)) == (True, ["Paragraph"] * 3 + ["filtered"])


def test_what_an_answer_was_narrowed_to_is_its_first_line(summary: Callable[..., Document]) -> None:
    narrowed = Paragraph("Narrowed to: Randomised trial; pain in: foot; in print by 2025.")
    asked = {"designs": ("rct",), "locations": ("foot",), "as_of": "2025"}
    assert [summary(text, **asked).parts[0] for text in (BOTH, "")] == [narrowed, narrowed]
    assert not [part for part in summary(BOTH).parts if isinstance(part, Paragraph) and "Narrowed" in part.text]


def test_records_that_were_left_out_are_named_once_each_before_the_reading(answered: Ask) -> None:
    answer, library = answered(BOTH)
    faults = tuple(Problem(Location(path, 1, 1), "S103", "error", "a fault") for path in ("a.yaml", "b.yaml", "a.yaml"))
    note = Note(
        "skipped",
        "Left out, with errors in the record: a.yaml and b.yaml. What follows is without them; see drgs validate.",
    )
    assert summary_document(answer, faults).parts[0] == note
    assert overview_document((glance(library, answer.context.question),), library, faults).parts[0] == note


def test_where_no_record_was_left_out_nothing_is_said_of_it(summary: Callable[..., Document]) -> None:
    assert "skipped" not in [found.code for found in summary(BOTH).notes()]


def test_rows_that_stand_in_no_line_are_counted_with_the_reason(summary: Callable[..., Document]) -> None:
    rows = "{outcome: mood, months: 3, arms: {drgs: {events: 1, n: 9}}, alternative: from a figure}"
    document = summary(f"{COHORT}\nresults: [{rows}]")
    assert Note("alternative", "1 row another figure for the same end point: Roe 2020 (1).") in document.parts


def test_a_part_of_an_indication_names_the_whole(summary: Callable[..., Document]) -> None:
    document = summary(indication="crps-2")
    assert document.parts[1:] == (
        Note("part", "CRPS II is part of CRPS: drgs summarise --indication crps shows all of it."),
    )


def test_csv_carries_a_line_for_each_figure(summary: Callable[..., Document]) -> None:
    table = summary(BOTH).main_table()
    assert table is not None
    assert [row.ref for group in table.groups() for row in group.rows] == ["roe-2020/results/0"] * 2


def test_the_answer_says_how_much_of_it_rests_on_what_kind_of_text(summary: Callable[..., Document]) -> None:
    awaiting = "id: zeta\nstatus: awaiting-extraction\nwhy: only the title is known"
    notes = {note.code: note.text for note in summary(BOTH, ALONE, awaiting).notes()}
    assert notes["basis"] == "2 rows of figures, by what was read: place not stated 1 and abstract 1."


def test_studies_that_await_extraction_have_no_figures_to_rest_on(summary: Callable[..., Document]) -> None:
    document = summary("status: awaiting-extraction\nwhy: only the title is known")
    assert kinds(document) == ["Paragraph"] * 4 + ["Evidence, row by row", "awaiting"]


def test_a_study_without_figures_for_the_indication_alone_is_named(summary: Callable[..., Document]) -> None:
    document = summary("""
        population: {indications: {crps: 4, fbss: 5}}
        results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 9}}}]
    """)
    assert document.parts[1:] == (
        Paragraph("Roe 2020 compares DRGS and SCS in patients with this and other causes, not told apart."),
        Paragraph(
            "In plain words: no study of dorsal root ganglion stimulation or of spinal cord stimulation here tells"
            " anything of people with complex regional pain syndrome (CRPS), type I or II by themselves."
        ),
        Note("mixed", "1 study with this among other causes and no figures for it alone: Roe 2020."),
    )


def test_what_the_filters_leave_out_is_counted(summary: Callable[..., Document]) -> None:
    document = summary(BOTH, ALONE, BOTH.replace("results", "id: other\nlabel: Poe 2022\nresults"), designs=("rct",))
    assert [part for part in document.parts if isinstance(part, Note) and part.code == "filtered"] == [
        Note("filtered", "1 study left out by the filters: Doe 2021.")
    ]


def test_rows_not_yet_published_are_counted_by_study(summary: Callable[..., Document]) -> None:
    document = summary(
        BOTH,
        """
        id: late
        label: Poe 2022
        reports: {poe: {role: primary, published: 2022}}
        results:
          - {outcome: responder-50, arms: {drgs: {n: 4}}, source: {report: poe, at: abstract}}
          - {outcome: explant, arms: {drgs: {n: 4}}, source: {report: poe, at: abstract}}
        """,
        ALONE,
        as_of="2021",
    )
    assert Note("not-yet-published", "1 row not in print by the date asked for, or without a date: Roe 2020 (1).") in (
        document.parts
    )
