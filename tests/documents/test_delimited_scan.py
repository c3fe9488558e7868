"""Quotes, names and rows of a table: what is not well-formed is placed, and told what would be right."""

import pytest

from drgs_cli.documents import delimited_scan
from drgs_cli.documents.delimited_cells import Separator
from drgs_cli.documents.delimited_scan import Scan


def scan(text: str, separator: Separator = ",") -> Scan:
    """A scan that has gone through the text."""
    done = Scan(text.split("\n"), separator, "x.csv")
    done.rows(0)
    return done


def rows(text: str) -> list[list[str]]:
    """The cells of a text without faults."""
    done = Scan(text.split("\n"), ",", "x.csv")
    found = [[cell.text for cell in row] for row in done.rows(0)]
    assert not done.problems
    return found


def only(text: str) -> tuple[int, int, str, str]:
    """Line, column, message and hint of the one problem."""
    (problem,) = scan(text).problems
    return problem.location.line, problem.location.column, problem.message, problem.hint


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"a","b"', ["a", "b"]),
        ('"a,b",c', ["a,b", "c"]),
        ('a,"b ""c"" d"', ["a", 'b "c" d']),
        ('"",""""', ["", '"']),
        (' "a" , "b"\t', ["a", "b"]),
        ('" a ", b ', [" a ", "b"]),
        ('a,"b\nc"', ["a", "b\nc"]),
        ('"a\n\n""b""","c\nd"', ['a\n\n"b"', "c\nd"]),
        ('"a,a",', ["a,a", ""]),
        (',"a,a"', ["", "a,a"]),
        ("a,'b'", ["a", "'b'"]),
    ],
)
def test_quotes_enclose_a_cell_and_are_doubled_inside(line: str, cells: list[str]) -> None:
    assert rows(f"x,y\n{line}") == [["x", "y"], cells]


def test_a_cell_of_several_lines_stands_where_it_opens_and_the_next_where_that_stands() -> None:
    done = Scan(["x,y,z", '"a', 'b" , "c,c" ,d'], ",", "x.csv")
    assert [(cell.line, cell.column) for cell in done.rows(0)[1]] == [(2, 1), (3, 6), (3, 13)]


def test_in_a_table_with_tabs_a_tab_is_no_blank() -> None:
    done = Scan(["x\ty\tz", ' \t"a"\t"b\tb"'], "\t", "x.csv")
    assert [cell.text for cell in done.rows(0)[1]] == ["", "a", "b\tb"]


def test_a_quote_that_never_closes_is_told_where_it_opens() -> None:
    line, column, message, hint = only('x,y\n1,2\n3, "4\n5,6\n')
    assert (line, column, message) == (3, 4, "a quote opens here and is never closed")
    assert "doubled" in hint


def test_a_quote_that_swallows_lines_is_told_where_it_opens_and_where_it_closes() -> None:
    line, column, message, _ = only('x,y\n"a,1\nb,2\n"c",3\nd\n')
    assert (line, column) == (2, 1)
    assert message == "the quote that opens here closes on line 4, before 'c\",3'; what follows was not read"


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ('"a"b,1', 4, "after a closing quote stands 'b,1'"),
        ('"a" b,1', 4, "after a closing quote stands 'b,1'"),
        ('5" disc,1', 2, "a quote inside a cell"),
        ('1,a "b, c"', 5, "a quote inside a cell"),
    ],
)
def test_a_quote_where_none_belongs_is_placed(line: str, column: int, message: str) -> None:
    assert only(f"x,y\n{line}\n1,2")[:3] == (2, column, message)


def test_without_a_header_nothing_else_is_judged() -> None:
    assert len(scan('x "y",z\n1\n2,3,4\n').problems) == 1


@pytest.mark.parametrize(
    ("header", "column", "message", "hint"),
    [
        ("a,b, a ", 6, "two columns are named 'a', the 1. and the 3.", "every column has a name of its own"),
        (",a", 1, "column 1 has no name", "row.names = FALSE"),
        ('"",a', 1, "column 1 has no name", "row.names = FALSE"),
        ("a,b,", 5, "column 3 has no name", "delete the separator"),
    ],
)
def test_every_column_has_a_name_of_its_own(header: str, column: int, message: str, hint: str) -> None:
    found = only(header)
    assert found[:3] == (1, column, message)
    assert hint in found[3]


@pytest.mark.parametrize(
    ("row", "column", "message", "hint"),
    [
        ("1", 2, "1 cell where the header has 3: b is missing", "keeps its separator"),
        ("1,2", 4, "2 cells where the header has 3: c is missing", "keeps its separator"),
        ("1,0,5,2", 7, "4 cells where the header has 3", "decimals have a point"),
        ("1,2,3,", 7, "4 cells where the header has 3", "delete the separators"),
    ],
)
def test_a_row_has_as_many_cells_as_the_header(row: str, column: int, message: str, hint: str) -> None:
    found = only(f"a,b,c\n{row}")
    assert found[:3] == (2, column, message)
    assert hint in found[3]


def test_where_decimals_may_have_commas_a_long_row_is_not_blamed_on_them() -> None:
    (problem,) = scan("a;b\n1;2;3", ";").problems
    assert problem.hint == "a cell with a semicolon in it stands in quotes"


def test_a_table_with_too_many_cells_is_refused_before_the_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited_scan, "MAX_CELLS", 10)
    (problem,) = scan("a,b\n" + "1,2\n" * 10).problems
    assert (problem.rule, problem.location.line) == ("T103", 6)
