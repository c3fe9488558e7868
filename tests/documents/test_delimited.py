"""A CSV file as a whole: its separator, its header and rows, and that nothing in it is a crash."""

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.documents.delimited import read_delimited, read_stream
from drgs_cli.documents.delimited_cells import TABLE_RULES, Sheet
from drgs_cli.documents.delimited_numbers import number
from drgs_cli.documents.problems import Problem


def sheet(text: str) -> Sheet:
    """The table; there must be nothing wrong with it."""
    found = read_delimited(text.encode(), "x.csv")
    assert isinstance(found, Sheet), found
    return found


def texts(table: Sheet) -> list[list[str]]:
    """Header and rows, without the places."""
    return [[cell.text for cell in row] for row in (table.header, *table.rows)]


def faults(text: str) -> list[tuple[int, int, str]]:
    """Line, column and rule of every problem."""
    found = read_delimited(text.encode(), "x.csv")
    assert isinstance(found, list), found
    return [(problem.location.line, problem.location.column, problem.rule) for problem in found]


def only(text: str) -> Problem:
    """The one problem."""
    found = read_delimited(text.encode(), "x.csv")
    assert isinstance(found, list), found
    (problem,) = found
    return problem


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("study,yi,vi\nA,1,2\n", ","),
        ("study;yi;vi\nA;1;2\n", ";"),
        ("study\tyi\tvi\nA\t1\t2\n", "\t"),
        ('"study, year";yi;vi\nA;1;2\n', ";"),
        ('"study\nand year"\tyi\tvi\nA\t1\t2\n', "\t"),
        ("yi\n1\n", ","),
        ("sep=;\nstudy;yi;vi\nA;1;2\n", ";"),
        ("SEP=,\nstudy,yi,vi\nA,1,2\n", ","),
    ],
)
def test_the_separator_is_what_the_header_line_has_outside_quotes(text: str, separator: str) -> None:
    table = sheet(text)
    assert table.separator == separator
    assert [cell.text for cell in table.rows[0]] in (["A", "1", "2"], ["1"])


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("study;yi, log;vi", "commas and semicolons"),
        ("study\tyi, log\tvi", "commas and tabs"),
        ("study|yi|vi", "no comma, semicolon or tab"),
        ("study yi vi", "no comma, semicolon or tab"),
    ],
)
def test_a_header_line_that_leaves_the_separator_open_is_refused(header: str, named: str) -> None:
    problem = only(f"{header}\nA;1;2\n")
    assert (problem.rule, problem.location.line) == ("T105", 1)
    assert named in problem.message
    assert "stands in quotes" in problem.hint


def test_a_separator_that_is_said_outright_needs_no_guess() -> None:
    assert texts(sheet("sep=;\nstudy;yi, log\nA;1\n")) == [["study", "yi, log"], ["A", "1"]]


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t\n", ",,,\n;;\n", "sep=;\n", "\ufeff"])
def test_a_table_without_a_line_is_empty(text: str) -> None:
    problem = only(text)
    assert (problem.rule, problem.message) == ("T104", "the table is empty")


def test_a_header_alone_is_a_table_without_rows() -> None:
    table = sheet("study,yi")
    assert (table.names, table.rows, table.decimal) == (("study", "yi"), (), ".")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system_and_count_alike(end: str) -> None:
    table = sheet(f'study,yi{end}{end}A,1{end}"B{end}b",2{end}C,3')
    assert texts(table) == [["study", "yi"], ["A", "1"], ["B\nb", "2"], ["C", "3"]]
    assert [row[0].line for row in table.rows] == [3, 4, 6]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert sheet("\ufeffstudy,yi\nA,1\n").header[0].column == 1


def test_lines_of_blanks_and_separators_are_no_rows() -> None:
    assert texts(sheet("study,yi\n\nA,1\n,\n ,  \n")) == [["study", "yi"], ["A", "1"]]


def test_a_line_of_quoted_nothing_is_a_row() -> None:
    assert texts(sheet('study,yi\n"",""\n')) == [["study", "yi"], ["", ""]]


def test_a_number_sign_starts_no_comment() -> None:
    assert texts(sheet("study,yi\n# A,1\n"))[1] == ["# A", "1"]


def test_cells_know_their_places_and_columns() -> None:
    table = sheet('study, yi ,"vi"\n"A, a" ,  5 ,\n')
    assert [(cell.text, cell.line, cell.column, cell.index) for row in (table.header, *table.rows) for cell in row] == [
        ("study", 1, 1, 0),
        ("yi", 1, 8, 1),
        ("vi", 1, 12, 2),
        ("A, a", 2, 1, 0),
        ("5", 2, 11, 1),
        ("", 2, 14, 2),
    ]


def test_a_column_is_found_by_its_name() -> None:
    table = sheet("study,yi\nA,1\nB,2\n")
    assert [cell.text for cell in table.column("yi")] == ["1", "2"]
    with pytest.raises(ValueError, match="not in tuple"):
        table.column("vi")


def test_all_faults_of_form_are_told_at_once_in_their_order() -> None:
    text = 'study,yi,yi,\nA,1,2\nB,1,2,3,4\n"C" c,1,2,3\nD "d",1,2,3\n'
    assert faults(text) == [
        (1, 10, "T107"),
        (1, 13, "T107"),
        (2, 6, "T108"),
        (3, 9, "T108"),
        (4, 4, "T106"),
        (5, 3, "T106"),
    ]


def test_of_very_many_faults_the_first_are_listed_and_the_rest_counted() -> None:
    found = read_delimited(b"a,b\n" + b"1\n" * 200, "x.csv")
    assert isinstance(found, list)
    assert len(found) == 51
    assert (found[-1].rule, found[-1].message) == ("T112", "150 more faults from here on")
    assert found[-1].location.line == 51


def test_every_rule_of_form_or_number_can_be_broken() -> None:
    broken = {
        "T101": "a\xff",
        "T102": "a,b\n1\x00",
        "T103": "a" * 1_000_001,
        "T104": "",
        "T105": "a b",
        "T106": '"a',
        "T107": "a,a",
        "T108": "a\n1,2",
        "T112": "a\n" + "1,2\n" * 60,
    }
    for rule, text in broken.items():
        found = read_delimited(text.encode("latin-1"), "x.csv")
        assert isinstance(found, list)
        assert found[-1].rule == rule
    table = sheet('a;b;c\nx;"1.234";1e999\n')
    numbers = [number(table, cell) for cell in table.rows[0]]
    rules = {found.rule for found in numbers if isinstance(found, Problem)}
    assert rules == TABLE_RULES.keys() - broken.keys()


def test_a_hundred_megabytes_without_a_line_end_are_refused_at_once() -> None:
    stream = io.BytesIO(b"a" * 100_000_000)
    start = time.process_time()
    found = read_stream(stream, "-")
    assert time.process_time() - start < 1.0
    assert isinstance(found, list)
    assert "longer than 1 MB" in found[0].message
    assert stream.tell() < 2_000_000


@pytest.mark.parametrize("unit", [",", '"', '"",', '","', '"a,b",', 'a"\n', '"\n', "1,\n", "\r"])
def test_a_strange_file_takes_no_longer_than_its_length(unit: str) -> None:
    line = unit * (900_000 // len(unit))
    start = time.process_time()
    read_delimited(f'a,b\n{line}"c,d"'.encode(), "x.csv")
    assert time.process_time() - start < 5.0


def test_ten_thousand_rows_are_read_in_no_time() -> None:
    rows = "".join(f'"Study, {n}",{n % 7},{n},{n % 5},{n + 3},{n / 7}\n' for n in range(10_000))
    content = ("study,ai,n1i,ci,n2i,x\n" + rows).encode()
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        assert isinstance(read_delimited(content, "x.csv"), Sheet)
        best = min(best, time.process_time() - start)
    assert best < 0.3  # ten times what an idle machine takes


def test_a_stream_is_read_as_its_content_is() -> None:
    content = b"study,yi\nA,1\n"
    assert read_stream(io.BytesIO(content), "x.csv") == read_delimited(content, "x.csv")


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")
)
LINES = st.lists(st.sampled_from(["a", "b c", '"', "\n", ",", ";", "\t", " "]), max_size=8).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL | LINES, min_size=n, max_size=n), max_size=6)),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_in_quotes_is_read_as_it_was(rows: list[list[str]], separator: str, end: str) -> None:
    names = [f"c{place}" for place in range(len(rows[0]) if rows else 2)]
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (names, *rows)]
    found = read_delimited(end.join(line.replace("\n", end) for line in quoted).encode(), "x.csv")
    assert isinstance(found, Sheet)
    assert texts(found) == [names, *rows]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.lists(st.sampled_from([*b'a1,;\t"\n\r .\xc3\xa9\xff\x00']), max_size=30).map(bytes))
def test_whatever_the_bytes_there_is_a_table_or_a_reason(content: bytes) -> None:
    found = read_delimited(content, "x.csv")
    if isinstance(found, Sheet):
        assert all(len(row) == len(found.header) for row in found.rows)
        for row in found.rows:
            for cell in row:
                value = number(found, cell)
                assert value is None or isinstance(value, Problem | float)
    else:
        assert found
        assert {problem.rule for problem in found} <= TABLE_RULES.keys()
        assert all(problem.location.line >= 1 and problem.location.column >= 1 for problem in found)
