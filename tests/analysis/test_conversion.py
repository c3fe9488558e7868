"""Rows through a conversion: what was given, what follows, and what no study can have."""

import pytest

from drgs_cli.analysis.conversion import ConvertedTable, convert
from drgs_cli.analysis.request import Request
from drgs_cli.documents.delimited import read_delimited
from drgs_cli.documents.delimited_cells import MAX_LISTED, Sheet
from drgs_cli.documents.problems import Problem
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.row_conversions import CONVERSIONS

REQUEST = Request("GEN")


def converted(text: str, name: str, request: Request = REQUEST) -> ConvertedTable | list[Problem]:
    sheet = read_delimited(text.encode(), "t.csv")
    assert isinstance(sheet, Sheet)
    return convert(sheet, name, request)


def test_two_arms_become_one() -> None:
    found = converted("study,n1,m1,sd1,n2,m2,sd2\nA,10,5,2,10,5,2\n", "combine-arms")
    assert isinstance(found, ConvertedTable)
    (row,) = found.rows
    assert (row.label, row.line, row.given["n1"]) == ("A", 2, 10.0)
    assert (row.figures["n"], row.figures["mean"]) == (20.0, 5.0)


def test_a_row_without_a_needed_number_keeps_its_place_and_has_no_figures() -> None:
    found = converted("n,mean,p\n10,,0.5\n10,1,0.5\n", "sd-from-p")
    assert isinstance(found, ConvertedTable)
    assert set(found.rows[0].figures.values()) == {NotEstimable("not-applicable")}
    assert [row.label for row in found.rows] == ["row 1", "row 2"]


def test_an_optional_column_that_is_not_there_is_a_number_not_given() -> None:
    found = converted("n,se\n25,2\n", "sd-from-one-arm")
    assert isinstance(found, ConvertedTable)
    assert found.rows[0].given == {"n": 25.0, "mean": None, "se": 2.0, "lo": None, "hi": None}
    assert found.rows[0].figures["sd_from_se"] == 10.0


def test_limits_are_of_the_level_that_was_asked_for() -> None:
    text = "est,lo,hi\n0,-1,1\n"
    wide, narrow = (converted(text, "se-from-ci-and-tests", Request("GEN", level=level)) for level in (95.0, 50.0))
    assert isinstance(wide, ConvertedTable)
    assert isinstance(narrow, ConvertedTable)
    assert wide.rows[0].figures["se_z"] == pytest.approx(1.0 / 1.959963984540054, rel=1e-12)
    assert narrow.rows[0].figures["se_z"] == pytest.approx(1.0 / 0.6744897501960817, rel=1e-12)


def test_every_row_that_no_study_can_have_is_refused_at_its_line() -> None:
    found = converted("n,min,median,max\n9,1,2,3\n9,5,2,3\n9,1,2,1\n", "five-numbers")
    assert isinstance(found, list)
    assert [(problem.location.line, problem.rule) for problem in found] == [(3, "T209"), (4, "T209")]


def test_only_so_many_rows_are_refused_by_name() -> None:
    found = converted("n,min,median,max\n" + "9,5,2,3\n" * 60, "five-numbers")
    assert isinstance(found, list)
    assert (len(found), found[-1].message) == (MAX_LISTED + 1, "10 more faults from here on")


@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_conversion_without_its_columns_says_which_it_needs(name: str) -> None:
    found = converted("study\n", name, Request("GEN", conversion=name))
    assert isinstance(found, list)
    first, *others = CONVERSIONS[name].columns
    assert [problem.message for problem in found] == [
        f"{name} needs a column {first}; the file has study",
        *(f"{name} needs a column {column}" for column in others),
    ]


@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_table_without_rows_converts_to_none(name: str) -> None:
    found = converted(",".join(CONVERSIONS[name].columns), name)
    assert isinstance(found, ConvertedTable)
    assert found.rows == ()
