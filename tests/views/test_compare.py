"""The comparison of an indication as a document."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Heading, Note, Paragraph, Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.compare import compare_document
from drgs_cli.views.narrowing import worked_out_text
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.reading import reading_paragraphs

Ask = Callable[..., tuple[Answer, Library]]
ROW = (
    "results: [{outcome: responder-50, months: 12, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}},"
    " {outcome: mood, alternative: responder-50, arms: {drgs: {events: 1, n: 2}, scs: {events: 1, n: 2}}}]"
)


def texts(document: Document) -> list[str]:
    """The parts of a document, each by what it says or is titled."""
    found = []
    for part in document.parts:
        match part:
            case Table():
                found.append(part.title)
            case Heading() | Paragraph() | Note():
                found.append(part.text)
    return found


def test_the_reading_stands_before_the_tables_and_what_was_set_aside_after(answered: Ask) -> None:
    answer, _ = answered(ROW)
    document = compare_document(answer)
    said = list(reading_paragraphs(answer))
    assert document.title.endswith(": DRGS against SCS")
    assert texts(document)[: len(said) + 2] == [*said, plain_text(answer), "Randomised"]
    assert texts(document)[-1].startswith("1 row another figure for the same end point")


def test_what_was_narrowed_and_how_it_was_worked_out_is_said_first(answered: Ask) -> None:
    answer, _ = answered(ROW, outcomes=("responder-50",), measure="OR", denominator="trialled")
    first, second, *_ = texts(compare_document(answer))
    assert first == "Narrowed to: At least 50 % pain relief."
    assert second.startswith("Worked out as asked for: odds ratios; counting failed trials as non-responders")


def test_an_outcome_that_no_study_has_is_answered_in_one_line(answered: Ask) -> None:
    answer, _ = answered("id: other\npopulation: {indications: {fbss: 9}}")
    document = compare_document(answer)
    assert document.title == ""
    assert len(document.parts) == 1


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({}, ""),
        ({"method": "dl", "interval": "z"}, "random effects (DerSimonian-Laird), normal (Wald) interval"),
        ({"allow_mixed": True, "split_waveforms": True}, "mixed cohorts let in; waveforms apart in the network"),
        ({"allow_unanchored": True}, "differences between uncontrolled series, which are no comparisons"),
        ({"measure": "MD-10"}, "mean differences on 0-10"),
    ],
)
def test_a_working_is_named_where_it_is_not_the_usual(asked: dict[str, object], text: str, answered: Ask) -> None:
    answer, _ = answered(ROW, **asked)
    assert worked_out_text(answer.context.question, answer.context.library) == text


def test_the_table_for_spreadsheets_has_exact_numbers_and_keys(answered: Ask) -> None:
    answer, _ = answered(ROW)
    table = compare_document(answer).main_table()
    assert table is not None
    ((row,),) = (group.rows for group in table.groups())
    values = {column.key: cell.value for column, cell in zip(table.columns, row.cells, strict=True)}
    wanted = ("kind", "outcome", "months", "studies", "first_events", "second_n", "k", "verdict", "favours")
    assert [values[key] for key in wanted] == [
        *("randomised", "responder-50", 12, "roe-2020", 30, 40, 1, "better", "drgs"),
    ]
    assert values["estimate"] == pytest.approx(1.5)
    assert (values["per_100"], values["base"], values["nnt_kind"]) == (25.0, 0.5, "benefit")


def test_a_spreadsheet_has_no_difference_of_uncontrolled_series_that_nobody_asked_for(answered: Ask) -> None:
    alone = "design: case-series\nresults: [{{outcome: explant, months: 12, arms: {{{0}: {{events: 4, n: 20}}}}}}]"
    texts = [
        f"id: {side}\narms: {{{side}: {{intervention: {side}}}}}\n{alone.format(side)}" for side in ("drgs", "scs")
    ]
    for allowed in (False, True):
        answer, _ = answered(*texts, allow_unanchored=allowed)
        table = compare_document(answer).main_table()
        assert table is not None
        ((row,),) = (group.rows for group in table.groups())
        values = {column.key: cell.value for column, cell in zip(table.columns, row.cells, strict=True)}
        assert (values["estimate"] is not None, values["per_100"] is not None) == (allowed, allowed)
