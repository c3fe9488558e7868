"""Converted rows: a line for each figure for people, every figure in JSON."""

import csv
import io
from typing import Any

import pytest

from drgs_cli import __version__
from drgs_cli.analysis.conversion import ConvertedTable, convert
from drgs_cli.analysis.request import Request
from drgs_cli.documents.delimited import read_delimited
from drgs_cli.documents.delimited_cells import Sheet
from drgs_cli.render.delimited import render_csv
from drgs_cli.render.document import Document, Paragraph, Row, Table
from drgs_cli.stats.row_conversions import CONVERSIONS
from drgs_cli.views.pool.contract import SECTIONS
from drgs_cli.views.pool.conversion import conversion_document, conversion_json, wide_table

REQUEST = Request("GEN", conversion="sd-from-p", level=90.0)
ROWS = "study,n,mean,p\nA,25,2,0.05\nB,25,,0.05\n"


def converted(text: str = ROWS, name: str = "sd-from-p") -> ConvertedTable:
    sheet = read_delimited(text.encode(), "t.csv")
    assert isinstance(sheet, Sheet)
    found = convert(sheet, name, REQUEST)
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
    assert [note.text for note in document.notes()] == ["Not estimable: needs mean."]


def test_the_recipe_names_the_conversion_and_the_level() -> None:
    recipe, _ = conversion_document(converted()).parts
    assert isinstance(recipe, Paragraph)
    assert (
        recipe.text == f"Recipe (drgs {__version__}): conversion sd-from-p, row by row; limits are of 90 % intervals."
    )


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


def test_csv_has_a_row_for_each_row_with_what_was_given_and_a_column_for_each_figure() -> None:
    first, second = csv.DictReader(io.StringIO(render_csv(conversion_document(converted()))))
    keys = ["study", "line", "n", "mean", "p", "se_from_p_t", "sd_from_p_t", "ref", "notes"]
    assert list(first) == keys
    assert (first["study"], first["line"], first["mean"], first["p"]) == ("A", "2", "2.0", "0.05")
    assert float(first["sd_from_p_t"]) == 5.0 * float(first["se_from_p_t"])
    assert (second["mean"], second["se_from_p_t"], second["notes"]) == ("", "", "no-figure-needs-mean")


@pytest.mark.parametrize("name", CONVERSIONS)
def test_no_column_stands_twice_in_the_csv_of_a_conversion(name: str) -> None:
    wide = wide_table(converted(",".join(("study", *CONVERSIONS[name].columns)), name))
    conversion = CONVERSIONS[name]
    assert len(wide.columns) == 2 + len({*conversion.columns, *conversion.optional, *conversion.figures})
