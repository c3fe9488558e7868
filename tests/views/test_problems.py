"""Problems as people read them: one line, the line of the file, a caret, and what to do."""

from pathlib import Path

import pytest

from drgs_cli.documents.problems import Level, Location, Problem
from drgs_cli.views.problems import closing_line, problem_lines


def problem(
    line: int = 2,
    column: int = 9,
    *,
    message: str = "9 events in 7",
    hint: str = "",
    level: Level = "error",
    waived: str = "",
) -> Problem:
    return Problem(Location("roe.yaml", line, column), "A101", level, message, hint, waived)


def excerpt(text: str, column: int) -> list[str]:
    """What is shown below the headline of a problem on the second line."""
    return problem_lines([problem(2, column)], Path("studies"), lambda _path: ["id: roe", text])[1:]


def test_a_problem_names_place_level_message_and_rule_in_one_line() -> None:
    assert problem_lines([problem()], Path("studies")) == ["studies/roe.yaml:2:9: error: 9 events in 7 [A101]"]


def test_with_the_file_at_hand_its_line_a_caret_and_the_hint_follow() -> None:
    lines = problem_lines([problem(hint="is n another?")], Path("studies"), lambda _path: ["id: roe", "    n: {e: 9}"])
    assert lines == [
        "studies/roe.yaml:2:9: error: 9 events in 7 [A101]",
        "    n: {e: 9}",
        "        ^",
        "    hint: is n another?",
    ]


@pytest.mark.parametrize("lines", [[], ["id: roe"], ["id: roe", "  "]])
def test_a_line_that_is_not_there_or_empty_is_not_shown(lines: list[str]) -> None:
    assert len(problem_lines([problem()], Path("studies"), lambda _path: lines)) == 1


def test_a_column_in_the_indentation_is_pointed_at() -> None:
    assert excerpt("      n: 9", 3) == ["        n: 9", "    ^"]


def test_the_caret_stands_below_wide_characters() -> None:
    assert excerpt("由美: 9", 5) == ["    由美: 9", "          ^"]


def test_characters_that_act_are_written_out_and_the_caret_moves_with_them() -> None:
    assert excerpt("a\x1b[31m: 9", 9) == ["    a\\x1b[31m: 9", "               ^"]


@pytest.mark.parametrize("column", [1, 100, 290, 301])
def test_a_long_line_is_shown_around_its_column(column: int) -> None:
    text = "".join(chr(ord("a") + at % 26) for at in range(300))
    line, caret = excerpt(text, column)
    assert len(line) <= 4 + 126
    assert line[caret.index("^") :][:1] == text[column - 1 :][:1]


def test_text_from_a_record_moves_no_cursor() -> None:
    (line,) = problem_lines([problem(message="\x1b[2J", waived="\x07")], Path("studies"))
    assert line == "studies/roe.yaml:2:9: waived: \\x1b[2J [A101] (\\x07)"


def test_a_waived_problem_is_one_line_with_its_reason() -> None:
    found = [problem(waived="printed so", hint="is n another?")]
    lines = problem_lines(found, Path("studies"), lambda _path: ["id: roe", "n: 9"])
    assert lines == ["studies/roe.yaml:2:9: waived: 9 events in 7 [A101] (printed so)"]


def test_a_folder_below_is_named_from_here_and_another_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folders = [tmp_path / "a" / "b", tmp_path, Path("./c"), Path("."), Path("../d"), tmp_path.parent]
    shown = [problem_lines([problem()], folder)[0].partition("roe.yaml")[0] for folder in folders]
    assert shown == ["a/b/", "", "c/", "", "../d/", f"{tmp_path.parent}/"]


def test_colour_is_for_place_and_level_only() -> None:
    (line,) = problem_lines([problem()], Path("studies"), colour=True)
    assert line == "\x1b[1mstudies/roe.yaml:2:9:\x1b[0m \x1b[1;31merror:\x1b[0m 9 events in 7 [A101]"


@pytest.mark.parametrize(
    ("problems", "files", "line"),
    [
        ([], 154, "154 files, no problems"),
        ([], 1, "1 file, no problems"),
        ([problem(waived="so")], 2, "2 files, no problems (1 waived)"),
        ([problem()], 1, "1 error in 1 file"),
        (
            [problem(), problem(level="warning"), problem(level="warning"), problem(waived="so")],
            9,
            "1 error, 2 warnings in 9 files (1 waived)",
        ),
        ([problem(level="info")], 9, "1 info in 9 files"),
    ],
)
def test_the_closing_line_counts_by_level(problems: list[Problem], files: int, line: str) -> None:
    assert closing_line(problems, files) == line


def test_on_a_terminal_texts_are_folded_between_words() -> None:
    found = problem(message="nine events in seven patients", hint="events of which a patient has several: occurrences")
    assert problem_lines([found], Path("studies"), lambda _path: ["", "n: 9"], width=44) == [
        "studies/roe.yaml:2:9: error: nine events",
        "    in seven patients [A101]",
        "    n: 9",
        "        ^",
        "    hint: events of which a patient has",
        "          several: occurrences",
    ]


def test_a_place_as_wide_as_the_terminal_stands_alone_and_whole() -> None:
    lines = problem_lines([problem()], Path("studies"), width=24, colour=True)
    assert lines == ["\x1b[1mstudies/roe.yaml:2:9:\x1b[0m", "    error: 9 events in 7", "    [A101]"]
