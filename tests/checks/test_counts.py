"""Where the rules about counts point, and what they say."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[int, int, str, str]]:
    found = check(folder, [RULES[rule]])
    return [(p.location.line, p.location.column, p.level, p.message) for p in found]


def row(arm: str, more: str = "") -> str:
    return f"results:\n- outcome: infection\n  arms: {{drgs: {arm}}}\n  source: {{report: roe-2020}}\n{more}"


@pytest.mark.parametrize(
    ("arm", "more", "column", "message"),
    [
        ("{events: 72, n: 70}", "", 25, "72 events in 70 patients; events cannot exceed n"),
        ("{n: 60, events: 61}", "  unit: leads", 32, "61 events in 60 leads; events cannot exceed n"),
    ],
)
def test_more_events_than_n_are_told_at_the_events(
    arm: str, more: str, column: int, message: str, library: Read
) -> None:
    assert told(library(row(arm, more)), "A101") == [(3, column, "error", message)]


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


def test_a_denominator_is_held_against_the_nearest_stage_printed(library: Read) -> None:
    arms = "arms: {drgs: {intervention: drgs, allocated: 50, trialled: 48}}\n"
    found = told(library(row("{events: 2, n: 49}", "  analysed: implanted\n" + arms)), "A102")
    assert found == [(3, 31, "warning", "49 analysed as implanted, of 48 trialled in arm drgs")]


@pytest.mark.parametrize("group", ["completers", "subset", "unclear"])
def test_groups_that_are_no_stage_are_not_held_against_the_flow(group: str, library: Read) -> None:
    arms = "arms: {drgs: {intervention: drgs, implanted: 40}}\n"
    assert told(library(row("{events: 2, n: 49}", f"  analysed: {group}\n" + arms)), "A102") == []


def test_a_stage_without_an_earlier_one_printed_is_not_asked(library: Read) -> None:
    arms = "arms: {drgs: {intervention: drgs, implanted: 40}}\n"
    assert told(library(row("{events: 2, n: 49}", "  analysed: trialled\n" + arms)), "A102") == []


def test_a_stage_is_held_against_the_nearest_earlier_one(library: Read) -> None:
    text = "arms: {drgs: {intervention: drgs, allocated: 40, implanted: 50, followed_up: 60}}"
    assert told(library(text), "A105") == [
        (1, 61, "error", "50 implanted of 40 allocated in arm drgs"),
        (1, 78, "warning", "60 followed up of 50 implanted in arm drgs"),
    ]


def test_an_impossible_percentage_is_told_as_printed(library: Read) -> None:
    found = told(library(row("{n: 30, percent: 112.0}")), "A108")
    assert found == [(3, 33, "error", "112.0 % of patients; a share lies between 0 and 100 %")]


def test_a_cause_with_too_many_patients_is_told_twice_over(library: Read) -> None:
    text = "population: {n: 40, indications: {crps: 41, crps-1: 30, crps-2: 20}}"
    assert [found[3] for found in told(library(text), "A109")] == [
        "41 with crps among 40 patients",
        "41 with crps, but 50 in its parts (crps-1, crps-2)",
    ]


IMPLANTED = "arms: {drgs: {intervention: drgs, allocated: 60, implanted: 40}}\n"


def profited(keys: str, arm: str = "{events: 48, n: 60}", arms: str = IMPLANTED) -> str:
    return f"{arms}results:\n- {{{keys}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}\n"


@pytest.mark.parametrize("group", ["analysed: allocated, ", "analysed: modified-itt, ", "analysed: completers, ", ""])
def test_more_responders_than_implanted_are_told_with_both(group: str, library: Read) -> None:
    found = told(library(profited(f"outcome: responder-50, {group}months: 6")), "A129")
    message = "48 patients with responder-50, of 40 implanted in arm drgs"
    assert [told_of[2:] for told_of in found] == [("warning", message)]


@pytest.mark.parametrize(
    "keys",
    [
        "outcome: responder-50, analysed: implanted, months: 6",  # A102 asks that of n
        "outcome: responder-50, analysed: as-treated, months: 6",
        "outcome: responder-50, after_crossover: true, months: 6",
        "outcome: responder-50, months: 0.5",
        "outcome: responder-50, months: 1, time: trial-phase",
        "outcome: responder-50",
        "outcome: any-ae, months: 6",
    ],
)
def test_whoever_may_have_no_implant_is_not_held_against_the_implanted(keys: str, library: Read) -> None:
    assert told(library(profited(keys)), "A129") == []


def test_as_many_responders_as_implanted_or_nothing_known_is_let_stand(library: Read) -> None:
    keys, other = "outcome: responder-50, months: 6", "arms: {drgs: {intervention: drgs, allocated: 60}}\n"
    assert told(library(profited(keys, "{events: 40, n: 60}")), "A129") == []
    assert told(library(profited(keys, arms=other)), "A129") == []
