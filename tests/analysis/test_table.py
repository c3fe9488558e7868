"""The columns of a sheet as numbers and labels: what stands for what, what is missing, what cannot be."""

import pytest

from drgs_cli.analysis.request import Request, ZeroCells
from drgs_cli.analysis.table import Table, has_columns, table_of
from drgs_cli.documents.delimited import read_delimited
from drgs_cli.documents.delimited_cells import Sheet
from drgs_cli.documents.problems import Problem

EFFECTS = ("study", "yi", "vi")
COUNTS = ("study", "ai", "n1i", "ci", "n2i")


def sheet_of(text: str) -> Sheet:
    sheet = read_delimited(text.encode(), "t.csv")
    assert isinstance(sheet, Sheet)
    return sheet


def read(text: str, roles: tuple[str, ...] = EFFECTS, request: Request | None = None, **further: list[str]) -> Table:
    table = table_of(sheet_of(text), request or Request("GEN"), roles, **further)
    assert isinstance(table, Table)
    return table


def refused(
    text: str, roles: tuple[str, ...] = EFFECTS, request: Request | None = None, **further: list[str]
) -> list[Problem]:
    problems = table_of(sheet_of(text), request or Request("GEN"), roles, **further)
    assert isinstance(problems, list)
    return problems


def rules(problems: list[Problem]) -> list[tuple[int, int, str]]:
    return [(problem.location.line, problem.location.column, problem.rule) for problem in problems]


def test_columns_are_numbers_by_their_names_and_rows_know_their_lines() -> None:
    table = read("study,vi,yi\nA,0.5,1\n\nB,0.25,-2\n")
    assert (table.labels, table.lines, len(table)) == (("A", "B"), (2, 4), 2)
    assert table.numbers == {"yi": (1.0, -2.0), "vi": (0.5, 0.25)}


def test_a_row_without_a_name_is_called_by_its_place() -> None:
    assert read("yi,vi\n1,1\n2,1\n").labels == ("row 1", "row 2")
    assert read("study,yi,vi\nA,1,1\n,2,1\n").labels == ("A", "row 2")


def test_an_empty_cell_and_na_are_no_number() -> None:
    assert read("yi,vi\n,NA\n").numbers == {"yi": (None,), "vi": (None,)}


def test_a_column_is_found_under_the_header_that_it_is_mapped_to() -> None:
    request = Request("GEN", columns=(("yi", "effect"), ("study", "author")))
    table = read("author,effect,vi,yi\nA,1,2,9\n", request=request)
    assert (table.labels, table.numbers["yi"]) == (("A",), (1.0,))


def test_participants_may_be_given_as_those_with_and_those_without_an_event() -> None:
    table = read("ai,bi,ci,di\n3,7,4,\n", COUNTS)
    assert table.numbers == {"ai": (3.0,), "ci": (4.0,), "n1i": (10.0,), "n2i": (None,)}


def test_what_stands_in_the_place_of_a_column_may_be_mapped_too() -> None:
    table = read("yi,error\n1,0.5\n", request=Request("GEN", columns=(("sei", "error"),)))
    assert table.numbers["vi"] == (0.25,)


def test_a_column_is_taken_before_what_may_stand_in_its_place() -> None:
    assert read("yi,vi,sei\n1,0.25,9\n").numbers["vi"] == (0.25,)


@pytest.mark.parametrize("number", ["1e308", "-1e61", "1e-61"])
def test_a_number_beyond_what_can_be_computed_with_is_refused(number: str) -> None:
    assert rules(refused(f"yi,vi\n{number},1\n")) == [(2, 1, "T211")]


def test_every_column_that_is_missing_is_named_at_the_header() -> None:
    problems = refused("\nstudy,ai\nA,1\n", COUNTS, Request("RR"))
    assert rules(problems) == [(2, 1, "T201")] * 3
    assert [problem.message.split(";")[0] for problem in problems] == [
        "RR needs a column n1i (or bi)",
        "RR needs a column ci",
        "RR needs a column n2i (or di)",
    ]


def test_a_header_that_an_option_names_and_the_file_has_not_is_another_fault() -> None:
    request = Request("GEN", columns=(("yi", "efect"),))
    problems = refused("study,effect,vi,yi\n", request=request, words=["site"], mixed=["dose"])
    found = [(problem.rule, problem.message.split(";")[0], problem.hint) for problem in problems]
    assert found == [
        ("T208", "no column efect", "did you mean effect?"),
        ("T208", "no column site", ""),
        ("T208", "no column dose", ""),
    ]


def test_faults_are_listed_in_the_order_of_the_file() -> None:
    assert rules(refused("study,vi,yi\nA,x,1\nB,-1,y\n")) == [(2, 3, "T109"), (3, 3, "T203"), (3, 6, "T109")]


@pytest.mark.parametrize(
    ("roles", "text", "expected"),
    [
        (COUNTS, "ai,n1i,ci,n2i\n5,4,1,9\n", [(2, 1, "T202")]),
        (COUNTS, "ai,n1i,ci,n2i\n1,9,5,4\n", [(2, 5, "T202")]),
        (COUNTS, "ai,n1i,ci,n2i\n1,0,5,9\n", [(2, 1, "T202"), (2, 3, "T204")]),
        (COUNTS, "ai,bi,ci,di\n0,0,5,9\n", [(2, 1, "T204")]),
        (COUNTS, "ai,bi,ci,di\n1,2,0,0\n", [(2, 5, "T204")]),
        (("xi", "ti"), "xi,ti\n1,0\n", [(2, 3, "T204")]),
        (("m1i", "sd1i"), "m1i,sd1i\n-1,-1\n", [(2, 4, "T203")]),
        (("ri", "ni"), "ri,ni\n-1.5,9\n", [(2, 1, "T205")]),
        (("est", "p"), "est,p\n-1.5,1.5\n", [(2, 6, "T205")]),
        (("treat1", "treat2"), "treat1,treat2\nA,\n", [(2, 3, "T207")]),
    ],
)
def test_what_cannot_be_is_refused(roles: tuple[str, ...], text: str, expected: list[tuple[int, int, str]]) -> None:
    assert rules(refused(text, roles)) == expected


def test_a_group_of_nobody_is_taken_where_that_is_asked_for() -> None:
    request = Request("RR", zeros=ZeroCells(empty_groups=True))
    assert read("ai,n1i,ci,n2i\n0,0,1,9\n", COUNTS, request).numbers["n1i"] == (0.0,)
    assert read("ai,bi,ci,di\n0,0,1,9\n", COUNTS, request).numbers["n1i"] == (0.0,)


def test_further_columns_are_kept_as_written_and_as_numbers_where_they_are() -> None:
    table = read("yi,vi,dose,site\n1,1,3,N\n2,1,,S\n", words=["site"], mixed=["dose"])
    assert table.further == {"site": ("N", "S"), "dose": ("3", "")}
    assert table.further_numbers == {"dose": (3.0, None)}


def test_a_further_column_of_words_has_no_numbers() -> None:
    assert read("yi,vi,site\n1,1,N\n2,1,S\n", mixed=["site"]).further_numbers == {}


def test_a_word_among_numbers_is_a_mistake() -> None:
    problems = refused("yi,vi,dose\n1,1,3\n2,1,four\n2,1,5\n", mixed=["dose"])
    assert rules(problems) == [(3, 5, "T109")]


def test_a_column_read_for_two_ends_is_faulty_once() -> None:
    assert len(refused("yi,vi\n1,1\nx,1\n2,1\n", mixed=["yi"])) == 1


def test_a_column_may_be_optional() -> None:
    optional = ["n1i"]
    assert "n1i" not in read("yi,vi\n1,1\n", optional=optional).numbers
    assert read("yi,vi,n1i\n1,1,9\n", optional=optional).numbers["n1i"] == (9.0,)


def test_whether_a_sheet_has_columns_counts_what_stands_in_their_place() -> None:
    sheet = sheet_of("ai,bi,ci,di\n")
    assert has_columns(sheet, Request("RR"), COUNTS)
    assert not has_columns(sheet, Request("MD"), ("n1i", "n2i"))


def test_a_percentage_where_counts_belong_is_told_so() -> None:
    (problem,) = refused("xi,ni\n10%,20\n", ("xi", "ni"))
    assert (problem.rule, problem.hint.partition(":")[0]) == ("T109", "counts are wanted, not percentages")


def test_the_headers_are_listed_once() -> None:
    first, *others = refused("a,b\n", COUNTS, Request("RR"), words=["c"])
    assert first.message.endswith("; the file has a, b")
    assert [problem.message for problem in others if "the file has" in problem.message] == []


@pytest.mark.parametrize(
    ("roles", "text"),
    [
        (COUNTS, "ai,n1i,ci,n2i\n1,9,5,8\n2,7,0,6\n3,16,5,14\n"),
        (COUNTS, "ai,bi,ci,di\n1,9,5,8\n2,7,0,6\n3,16,5,14\n"),
        (("xi", "ni"), "xi,ni\n1,9\n,\n3,8\n4,17\n"),
        (("xi", "ti"), "xi,ti\n1,9.1\n3,8.2\n4,17.3\n"),
    ],
)
def test_a_last_row_that_is_the_total_is_refused_at_its_line(roles: tuple[str, ...], text: str) -> None:
    assert rules(refused(text, roles)) == [(text.count("\n"), 1, "T210")]
