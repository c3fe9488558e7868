"""Converted rows: a line for each figure for people, every figure in JSON."""

from typing import Any

from drgs_cli.analysis.conversion import ConvertedTable, convert
from drgs_cli.analysis.request import Request
from drgs_cli.documents.delimited import read_delimited
from drgs_cli.documents.delimited_cells import Sheet
from drgs_cli.render.document import Document, Paragraph, Row, Table
from drgs_cli.views.pool.contract import SECTIONS
from drgs_cli.views.pool.conversion import conversion_document, conversion_json

REQUEST = Request("GEN", conversion="sd-from-p", level=90.0)
ROWS = "study,n,mean,p\nA,25,2,0.05\nB,25,,0.05\n"


def converted(text: str = ROWS) -> ConvertedTable:
    sheet = read_delimited(text.encode(), "t.csv")
    assert isinstance(sheet, Sheet)
    found = convert(sheet, "sd-from-p", REQUEST)
    assert isinstance(found, ConvertedTable)
    return found


def lines(document: Document) -> list[Row]:
    """The rows of its one table."""
    _, table = document.parts
    assert isinstance(table, Table)
    return [row for row in table.rows if isinstance(row, Row)]


def written() -> Any:
    return conversion_json(converted(), REQUEST, conversion_document(converted()))


def test_each_figure_has_a_line_with_its_name() -> None:
    rows = lines(conversion_document(converted()))
    assert [row.cells[1].text for row in rows] == ["se_from_p_t", "sd_from_p_t"] * 2
    assert [row.ref for row in rows] == ["row:2", "row:2", "row:3", "row:3"]


def test_a_figure_that_there_is_not_says_why_in_a_note() -> None:
    document = conversion_document(converted())
    cell = lines(document)[2].cells[2]
    assert (cell.value, cell.text) == (None, "—")
    assert [note.text for note in document.notes()] == ["Not estimable: not defined here."]


def test_the_recipe_names_the_conversion_and_the_level() -> None:
    recipe, _ = conversion_document(converted()).parts
    assert isinstance(recipe, Paragraph)
    assert recipe.text == "Recipe: conversion sd-from-p, row by row; limits are of 90 % intervals."


def test_the_json_has_what_was_given_what_follows_and_what_does_not() -> None:
    first, second = written()["conversions"]
    assert (first["study"], first["line"], first["input"]) == ("A", 2, {"n": 25.0, "mean": 2.0, "p": 0.05})
    assert first["output"]["sd_from_p_t"] == 5.0 * first["output"]["se_from_p_t"]
    assert first["not_estimable"] == {}
    assert second["output"] == {"se_from_p_t": None, "sd_from_p_t": None}
    assert second["not_estimable"] == dict.fromkeys(second["output"], "not-applicable")


def test_nothing_is_pooled() -> None:
    found = written()
    assert (found["measure"], found["fit"], found["network"]) == (None, None, None)
    assert [found[section] for section in SECTIONS] == [[]] * len(SECTIONS)


def test_the_question_is_which_conversion_and_of_no_measure() -> None:
    question = written()["question"]
    assert (question["conversion"], question["measure"], question["level"]) == ("sd-from-p", None, 90.0)
