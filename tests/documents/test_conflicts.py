"""Marks of a merge that nobody finished are told once for each conflict, and nothing else of the file is."""

import pytest

from drgs_cli.documents.conflicts import conflicts
from drgs_cli.documents.parse import parse_document

OURS = "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\nc: 1\n"


def told(text: str) -> list[tuple[int, str]]:
    return [(slip.line, slip.message) for slip in conflicts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        "# =======\n# ======= results =======\n",
        "why: |\n  <<<<<<< HEAD\n  =======\n",
        "a: <<<<<<< b\n",
        "========\n",
        "<<<<<<<<\n",
    ],
)
def test_what_git_does_not_write_is_no_conflict(text: str) -> None:
    assert told(text) == []


def test_a_conflict_names_both_sides_and_its_last_line() -> None:
    assert told(OURS) == [(2, "a merge conflict between HEAD and theirs, from here to line 6")]


def test_a_conflict_with_the_common_version_is_one_conflict() -> None:
    text = OURS.replace("=======", "||||||| 3f9ac2d\nb: 0\n=======")
    assert told(text) == [(2, "a merge conflict between HEAD and theirs, from here to line 8")]


def test_a_conflict_without_names_is_one() -> None:
    text = OURS.replace(" HEAD", "").replace(" theirs", "")
    assert told(text) == [(2, "a merge conflict, from here to line 6")]


def test_lines_that_end_as_on_windows_are_known() -> None:
    assert told(OURS.replace("\n", "\r\n")) == told(OURS)


def test_each_conflict_is_told() -> None:
    assert [line for line, _ in told(OURS + OURS)] == [2, 9]


@pytest.mark.parametrize(
    ("text", "line", "mark"),
    [
        ("a: 1\n=======\nb: 1\n", 2, "======="),
        ("a: 1\n>>>>>>> theirs\n", 2, ">>>>>>>"),
        ("a: 1\n||||||| base\n", 2, "|||||||"),
        ("<<<<<<< HEAD\na: 1\n", 1, "<<<<<<<"),
        (f"<<<<<<< HEAD\n{OURS}", 1, "<<<<<<<"),
    ],
)
def test_a_mark_that_was_left_behind_is_told(text: str, line: int, mark: str) -> None:
    assert told(text)[0] == (line, f"a line '{mark}' that a merge conflict left behind")


def test_nothing_else_is_said_of_the_file() -> None:
    document = parse_document(f"x: [\n{OURS}".encode(), "x.yaml")
    assert document.data is None
    assert [(problem.location.line, problem.rule) for problem in document.problems] == [(3, "Y110")]
