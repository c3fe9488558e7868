"""The whole answer on one indication: its parts, in order, and what was set aside."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.evidence import Excluded
from drgs_cli.views.summary import REASONS, set_aside, summary_document

Ask = Callable[..., tuple[Answer, Library]]

BOTH = "results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 4}, scs: {events: 2, n: 4}}}]"
ALONE = """
    id: alone
    label: Doe 2021
    design: case-series
    arms: {drgs: {intervention: drgs}}
    results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}, source: {report: roe, at: abstract}}]
"""


@pytest.fixture
def summary(answered: Ask) -> Callable[..., Document]:
    """The document on some studies."""

    def draw(*texts: str, **asked: object) -> Document:
        answer, library = answered(*texts, **asked)
        return summary_document(answer, library)

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
        "Paragraph",
        "Evidence, row by row",
        "DRGS against SCS within studies",
        "Each side alone",
        "basis",
        "overlap",
    ]


def test_tables_without_rows_are_left_out(summary: Callable[..., Document]) -> None:
    document = summary("results: [{outcome: responder-50, arms: {cmm: {n: 9}}}]")
    assert kinds(document) == ["Paragraph", "Evidence, row by row", "basis", "overlap"]


def test_no_study_leaves_one_sentence_without_a_heading(summary: Callable[..., Document]) -> None:
    document = summary()
    assert (document.title, kinds(document)) == ("", ["Paragraph"])


def test_studies_that_were_all_set_aside_are_named_under_a_heading(summary: Callable[..., Document]) -> None:
    document = summary(ALONE, designs=("rct",))
    assert (document.title != "", kinds(document)) == (True, ["Paragraph", "filtered"])


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
    assert kinds(document) == ["Paragraph", "Evidence, row by row", "overlap"]


def test_a_study_without_figures_for_the_indication_alone_is_named(summary: Callable[..., Document]) -> None:
    document = summary("""
        population: {indications: {crps: 4, fbss: 5}}
        results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 9}}}]
    """)
    assert document.parts[1:] == (
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


@pytest.mark.parametrize(
    ("studies", "where"),
    [(8, ": A 1 (1), A 2 (1), A 3 (1), A 4 (1), A 5 (1), A 6 (1), A 7 (1) and A 8 (1)."), (9, ": 9 studies.")],
)
def test_rows_of_many_studies_are_counted_only(studies: int, where: str, answered: Ask) -> None:
    texts = [f"id: a-{number}\nlabel: A {number}\n{BOTH}" for number in range(1, studies + 1)]
    answer, _ = answered(*texts, outcomes=("explant",))
    (note,) = set_aside(answer.evidence.excluded)
    assert note == Note("filtered", f"{studies} rows left out by the filters{where}")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_gets_a_sentence_of_its_own(reason: str, answered: Ask) -> None:
    (entry,) = answered(BOTH)[0].evidence.studies
    (note,) = set_aside((Excluded(entry.study, None, reason), Excluded(entry.study, None, reason)))
    assert note == Note(reason, f"2 studies {REASONS[reason]}: Roe 2020; Roe 2020.")
