"""Where a waiver reaches, and what is said of one that reaches nothing."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.checks.waivers import Waiver, waiver_for
from drgs_cli.records.library import Library

Read = Callable[..., Library]

RESULTS = "results: [{{outcome: infection, {row} arms: {{drgs: {{events: 9, n: 7{figure}}}}}, {source}}}]"
SOURCE = "source: {report: roe-2020}"


@pytest.mark.parametrize(
    "text",
    [
        RESULTS.format(row="", figure=", waive: {A101: so}", source=SOURCE),
        RESULTS.format(row="waive: {A101: so},", figure="", source=SOURCE),
        "waive: {A101: so}\n" + RESULTS.format(row="", figure="", source=SOURCE),
    ],
    ids=["figure", "row", "record"],
)
def test_a_waiver_holds_for_its_mapping_and_all_below(text: str, library: Read) -> None:
    assert [(problem.rule, problem.waived) for problem in check(library(text))] == [("A101", "so")]


def test_the_nearest_waiver_gives_the_reason(library: Read) -> None:
    text = RESULTS.format(row="", figure=", waive: {A101: near}", source=SOURCE)
    found = {problem.rule: problem.waived for problem in check(library(f"waive: {{A101: far}}\n{text}"))}
    assert found == {"A101": "near", "S201": ""}


def test_a_waiver_beside_the_fault_is_none_of_it() -> None:
    waivers = [Waiver(("results", 1), "A101", "so"), Waiver(("results", 0), "A103", "so")]
    assert waiver_for("A101", ("results", 0, "arms"), waivers) is None


@pytest.mark.parametrize(
    ("waiver", "expected"),
    [
        ("A101: so", ("S201", 1, 9, "A101 finds nothing here any more")),
        ("X102: so", ("S201", 1, 9, "X102 finds nothing here any more")),
        ("A1003: so", ("S202", 1, 9, "there is no rule A1003")),
        ("S101: so", ("S202", 1, 9, "S101 cannot be waived: A key that is not known here")),
    ],
)
def test_a_waiver_without_effect_is_told(waiver: str, expected: tuple[str, int, int, str], library: Read) -> None:
    (problem,) = check(library(f"waive: {{{waiver}}}"))
    assert (problem.rule, problem.location.line, problem.location.column, problem.message) == expected
    assert problem.level == "warning"


def test_a_waiver_of_a_rule_that_was_not_applied_may_well_have_effect(library: Read) -> None:
    rules = [RULES["A103"], RULES["S201"], RULES["S202"]]
    assert check(library("waive: {A101: so}"), rules) == ()


def test_waivers_are_not_judged_when_nobody_asks(library: Read) -> None:
    assert check(library("waive: {A101: so, A1: so}"), [RULES["A101"]]) == ()


def test_the_word_in_a_note_is_no_waiver(library: Read) -> None:
    assert check(library('notes: "waive: A101"')) == ()
