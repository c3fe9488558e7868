"""Numbers in cells: what is one, which decimal sign the file has, and what to write instead of what is none."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.documents.delimited import read_delimited
from drgs_cli.documents.delimited_cells import Sheet
from drgs_cli.documents.delimited_numbers import number
from drgs_cli.documents.problems import Location, Problem


def sheet(text: str) -> Sheet:
    found = read_delimited(text.encode(), "x.csv")
    assert isinstance(found, Sheet), found
    return found


def read(text: str) -> float | Problem | None:
    """The number in a cell of a file with commas."""
    quoted = text.replace('"', '""')
    table = sheet(f'study,yi\nA,"{quoted}"\n')
    return number(table, table.rows[0][1])


def refused(text: str) -> Problem:
    found = read(text)
    assert isinstance(found, Problem), found
    return found


def columns(text: str) -> tuple[str, list[float | str | None]]:
    """The decimal sign of a file, and its first column: numbers, or the rule that each breaks."""
    table = sheet(text)
    found = [number(table, row[0]) for row in table.rows]
    return table.decimal, [value.rule if isinstance(value, Problem) else value for value in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1.0),
        (" 0.5 ", 0.5),
        ("\u00a0-2\t", -2.0),
        ("+3", 3.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-.5e-3", -0.0005),
        ("1E+05", 100000.0),
        ("007", 7.0),
        ("1e308", 1e308),
        ("5e-324", 5e-324),
        ("0e-999", 0.0),
    ],
)
def test_a_number_is_read_as_r_reads_it(text: str, value: float) -> None:
    assert read(text) == value


@pytest.mark.parametrize("text", ["", "  ", "NA", " NA "])
def test_an_empty_cell_and_na_have_no_value(text: str) -> None:
    assert read(text) is None


def test_minus_0_is_0() -> None:
    value = read("-0.0")
    assert isinstance(value, float)
    assert math.copysign(1.0, value) == 1.0


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("nan", "is empty, or NA"),
        ("na", "is empty, or NA"),
        ("n.r.", "is empty, or NA"),
        ("-", "is empty, or NA"),
        ("–", "is empty, or NA"),
        (".", "is empty, or NA"),
        ("inf", "numbers are finite"),
        ("-Infinity", "numbers are finite"),
        ("45%", "without the percent sign"),
        ("45 %", "without the percent sign"),
        ("−0.5", "a minus sign is '-'"),
        ("–0.5", "a minus sign is '-'"),
        ("1_000", "thousands have nothing between"),
        ("1 234", "thousands have nothing between"),
        ("1'234.5", "thousands have nothing between"),
        ("\uff11\uff12", "digits are 0 to 9"),
        ("\u0663", "digits are 0 to 9"),
        ("<0.001", "a bound is no number"),
        ("≥5", "a bound is no number"),
        ("12 mg", "without unit, range or remark"),
        ("3/10", "without unit, range or remark"),
        ("1e5x", "without unit, range or remark"),
        ("0x1A", "without unit, range or remark"),
        ("Smith", ""),
        ('"', ""),
        ("--5", ""),
        ("e5", ""),
        ("TRUE", ""),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_write(text: str, hint: str) -> None:
    problem = refused(text)
    assert problem.rule == "T109"
    assert problem.message == f"yi: a number belongs here, found '{text}'"
    assert hint in problem.hint if hint else problem.hint == ""


def test_a_refused_number_is_placed_with_the_name_of_its_column() -> None:
    table = sheet("study,yi\nA,1\nB, x\n")
    found = number(table, table.rows[1][1])
    assert isinstance(found, Problem)
    assert found.location == Location("x.csv", 3, 4, "yi")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1e309", "1e309 is too large to be held"),
        ("-1e999", "-1e999 is too large to be held"),
        ("1e-400", "1e-400 is too small to be told from 0"),
        ("1" * 501, "501 characters where a number belongs"),
    ],
)
def test_a_number_that_no_float_holds_is_refused(text: str, said: str) -> None:
    problem = refused(text)
    assert (problem.rule, problem.message) == ("T111", f"yi: {said}")


def test_a_very_long_text_is_no_number_and_takes_no_time() -> None:
    table = sheet(f"yi;vi\n{'1' * 500_000}x;1\n")
    start = time.process_time()
    found = number(table, table.rows[0][0])
    assert isinstance(found, Problem)
    assert found.rule == "T111"
    assert time.process_time() - start < 0.5


def test_between_commas_a_decimal_comma_is_refused_with_the_reason() -> None:
    problem = refused("0,5")
    assert (problem.rule, problem.message) == (
        "T110",
        "yi: '0,5' has a comma, which separates the columns of this file",
    )
    assert "0.5" in problem.hint


@pytest.mark.parametrize("text", ["1,234,567", "1.234.567", "1.234,5", "1,234.5", "1..5"])
def test_a_number_with_more_than_one_sign_is_refused(text: str) -> None:
    problem = refused(text)
    assert (problem.rule, problem.message) == ("T110", f"yi: '{text}' has more than one comma or point")
    assert "1234" in problem.hint


@pytest.mark.parametrize(
    ("text", "decimal", "values"),
    [
        ("yi;vi\n0,5;1\n-1,25;2\n", ",", [0.5, -1.25]),
        ("yi;vi\n,5;1\n5,;2\n1,5e3;3\n", ",", [0.5, 5.0, 1500.0]),
        ("yi\tvi\n0,5\t1\n", ",", [0.5]),
        ("yi;vi\n0.5;1\n", ".", [0.5]),
        ("yi\tvi\n1.234\t1\n", ".", [1.234]),
        ("yi;vi\n1;2\n", ".", [1.0]),
        ("yi;vi\n0,5;1\n1,234;2\n", ",", [0.5, 1.234]),
        ("yi;vi\nNA;0,5\n2;\n", ",", [None, 2.0]),
    ],
)
def test_the_decimal_sign_is_that_of_the_file(text: str, decimal: str, values: list[float | None]) -> None:
    assert columns(text) == (decimal, values)


@pytest.mark.parametrize(
    ("text", "decimal", "values"),
    [
        ("yi;vi\n1,234;1\n", "?", ["T110"]),
        ("yi;vi\n1.234;1\n12;2\n", "?", ["T110", 12.0]),
        ("yi\tvi\n1,234\t1\n", "?", ["T110"]),
        ("yi;vi\n0,5;1\n0.5;2\n", "?", ["T110", "T110"]),
        ("yi;vi\n1,234;1\n1.234;2\n", "?", ["T110", "T110"]),
        ("yi;vi\n0,5;1\n1.234;2\n", ",", [0.5, "T110"]),
        ("yi;vi\n0.5;1\n1,234;2\n", ".", [0.5, "T110"]),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(
    text: str, decimal: str, values: list[float | str | None]
) -> None:
    assert columns(text) == (decimal, values)


def test_the_reason_names_the_number_that_is_written_otherwise() -> None:
    table = sheet("yi;vi\n0,5;1\n1.234;2\n")
    found = number(table, table.rows[1][0])
    assert isinstance(found, Problem)
    assert found.message == "yi: '1.234' has a point, but '0,5' on line 2 has the comma of a decimal"


def test_without_another_number_the_reason_says_how_to_make_it_plain() -> None:
    table = sheet("yi;vi\n1,234;1\n")
    found = number(table, table.rows[0][0])
    assert isinstance(found, Problem)
    assert "may be a decimal or thousands" in found.message
    assert found.hint.endswith("a decimal gets one more digit, 1,2340")


def test_a_column_of_words_has_no_say_in_the_decimal_sign() -> None:
    assert columns("yi;note\n0,5;1.5\n0,7;ab\n0,9;cd\n") == (",", [0.5, 0.7, 0.9])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_float_prints_is_that_float(value: float) -> None:
    table = sheet(f"yi;vi\n{value!r};0.5\n")
    assert number(table, table.rows[0][0]) == value
    table = sheet(f"yi;vi\n{value!r};0.5\n".replace(".", ","))
    assert number(table, table.rows[0][0]) == value
