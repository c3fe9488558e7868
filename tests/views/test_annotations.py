"""Problems as workflow commands: nothing in a record ends one, or begins another."""

import re

import pytest

from drgs_cli.documents.problems import Level, Location, Problem
from drgs_cli.views.annotations import annotation_lines


def problem(message: str = "9 events in 7", *, hint: str = "", level: Level = "error", waived: str = "") -> Problem:
    return Problem(Location("roe.yaml", 2, 9), "A101", level, message, hint, waived)


def only(found: Problem, folder: str = "studies") -> str:
    (line,) = annotation_lines([found], folder)
    return line


def test_a_problem_names_file_line_column_and_rule() -> None:
    assert only(problem()) == (
        "::error file=studies/roe.yaml,line=2,col=9,title=A101::studies/roe.yaml:2:9: 9 events in 7"
    )


@pytest.mark.parametrize(("level", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_the_command_is_that_of_the_level(level: Level, command: str) -> None:
    assert only(problem(level=level)).startswith(f"::{command} file=")


def test_the_hint_is_a_second_line_of_the_message() -> None:
    assert only(problem(hint="is n another?")).endswith("9 events in 7%0Ahint: is n another?")


def test_a_waived_problem_is_a_notice_with_the_reason() -> None:
    line = only(problem(waived="printed so"))
    assert line.startswith("::notice file=studies/roe.yaml,line=2,col=9,title=A101%2C waived::")
    assert line.endswith("%0Awaived: printed so")


def test_a_folder_at_the_top_is_left_out() -> None:
    assert "file=roe.yaml," in only(problem(), "")


def test_what_would_end_a_command_is_written_out() -> None:
    line = only(problem("50% of a,b:c\r\n::error::x\x1b[2J"), "a,b:c")
    assert line.startswith("::error file=a%2Cb%3Ac/roe.yaml,")
    assert line.endswith("::a,b:c/roe.yaml:2:9: 50%25 of a,b:c ::error::x\\x1b[2J")
    assert re.search(r"[\r\n\x1b]", line) is None
