"""The list of studies as a table."""

from collections.abc import Callable

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Paragraph, Table
from drgs_cli.synthesis.listing import list_studies
from drgs_cli.synthesis.question import Question
from drgs_cli.views.study_list import study_list

Lines = Callable[[Table], list[dict[str, str]]]


def listed(library: Library) -> Document:
    return study_list(list_studies(library, Question()), library)


def test_a_line_tells_what_a_study_is(library: Callable[..., Library], lines: Lines) -> None:
    document = listed(
        library("funding: {type: not-reported}\nresults: [{outcome: explant, arms: {drgs: {events: 1}}}]")
    )
    table = document.main_table()
    assert table is not None
    assert lines(table) == [
        {
            "id": "roe-2020",
            "label": "Roe 2020",
            "year": "2020",
            "design": "RCT",
            "group": "randomised",
            "sponsor": "not stated",
            "indications": "CRPS 40",
            "arms": "DRGS; SCS (tonic); Medical management",
            "rows": "1",
            "status": "extracted",
        }
    ]
    assert document.title == "1 study"


def test_a_study_without_a_date_says_so(library: Callable[..., Library], lines: Lines) -> None:
    text = "status: awaiting-extraction\nwhy: not read\nreports: {roe: {role: registry}}"
    table = listed(library(text)).main_table()
    assert table is not None
    (line,) = lines(table)
    assert (line["year"], line["group"], line["status"]) == ("no date", "awaiting", "not read yet")


def test_an_empty_list_says_so_in_one_line(library: Callable[..., Library]) -> None:
    document = study_list((), library("results: []"))
    assert document.parts == (Paragraph("No study answers to all of these filters."),)
