"""What a percentage is held to, how strictly, and what is asked of one that does not fit."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[int, int, str, str]]:
    found = check(folder, [RULES[rule]])
    return [(p.location.line, p.location.column, p.level, p.message) for p in found]


def row(arm: str) -> str:
    return f"results:\n- outcome: infection\n  arms: {{drgs: {arm}}}\n  source: {{report: roe-2020}}\n"


@pytest.mark.parametrize(
    ("arm", "level", "message"),
    [
        ("{events: 56, n: 69, percent: 91.2}", "error", "56 of 69 are 81.16 %, not 91.2 %"),
        ("{events: 6, n: 69, percent: [20, 30]}", "error", "6 of 69 are 8.7 %, not 20 to 30 %"),
        ("{events: 6, n: 9, percent: 60, derived: [n]}", "warning", "6 of 9 are 66.7 %, not 60 %"),
        ("{n: 10, percent: 37}", "warning", "no whole number of 10 patients is 37 %: 3 are 30.0 % and 4 are 40.0 %"),
        ("{occurrences: 4, patients: 20, percent: 25}", "warning", "4 events in 20 patients are not 25 %"),
    ],
)
def test_a_percentage_that_does_not_fit_is_told_with_what_would(
    arm: str, level: str, message: str, library: Read
) -> None:
    assert [found[2:] for found in told(library(row(arm)), "A103")] == [(level, message)]


@pytest.mark.parametrize("arm", ["{events: 72, n: 70, percent: 80}", "{events: 7, n: 70, percent: 110}"])
def test_a_percentage_is_not_held_against_what_is_impossible_already(arm: str, library: Read) -> None:
    assert told(library(row(arm)), "A103") == []


def test_an_n_of_nought_has_no_percentages(library: Read) -> None:
    assert told(library(row("{events: 0, n: 0, percent: 0}")), "A103") == []


def test_an_impossible_percentage_is_told_as_printed(library: Read) -> None:
    found = told(library(row("{n: 30, percent: 112.0}")), "A108")
    assert found == [(3, 33, "error", "112.0 % of patients; a share lies between 0 and 100 %")]


@pytest.mark.parametrize(
    ("arm", "level"),
    [
        ("{events: 1, n: 3, percent: 33.4}", "warning"),
        ("{events: 1, n: 3, percent: 33.5}", "error"),
        ("{events: 56, n: 69, percent: 81.0}", "warning"),  # 81.1 cut off, 81.2 rounded
        ("{events: 56, n: 69, percent: 80.9}", "error"),
        ("{events: 56, n: 69, percent: 80}", "warning"),
        ("{events: 56, n: 69, percent: '>85'}", "error"),
    ],
)
def test_one_last_digit_off_is_a_warning(arm: str, level: str, library: Read) -> None:
    assert [found[2] for found in told(library(row(arm)), "A103")] == [level]


@pytest.mark.parametrize(
    ("arm", "hint"),
    [
        ("{n: 226, percent: 0.75}", "a proportion? 0.75 is 75 %"),
        ("{events: 30, n: 40, percent: 0.750}", "a proportion? 0.750 is 75.0 %"),
        ("{events: 29, n: 40, percent: 0.75}", "one of the three is another in print"),
        ("{n: 40, percent: 0.76}", "is n another in print?"),
        ("{n: 12, percent: 75.5}", "is n another in print?"),
    ],
)
def test_a_proportion_is_taken_for_one_where_it_would_fit(arm: str, hint: str, library: Read) -> None:
    assert [problem.hint for problem in check(library(row(arm)), [RULES["A103"]])] == [hint]
