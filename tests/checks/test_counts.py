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


def test_a_denominator_is_held_against_the_nearest_stage_printed(library: Read) -> None:
    arms = "arms: {drgs: {intervention: drgs, allocated: 50, trialled: 48}}\n"
    found = told(library(row("{events: 2, n: 49}", "  analysed: implanted\n" + arms)), "A102")
    assert found == [(3, 31, "warning", "49 analysed as implanted, of 48 trialled in arm drgs")]


STUDY_OF_40 = "population: {n: 40, indications: {crps: 40}}\n"


@pytest.mark.parametrize(
    "arm", ["{events: 2, n: 55}", "{percent: 20, n: 55}", "{mean: 3, n: 55}", "{median: 3, n: 55}"]
)
def test_a_figure_of_more_patients_than_the_study_had_is_told(arm: str, library: Read) -> None:
    ((*_, level, message),) = told(library(row(arm, STUDY_OF_40)), "A102")
    assert (level, message) == ("warning", "55 patients, in a study of 40")


@pytest.mark.parametrize(
    ("arm", "more"),
    [
        ("{events: 2, n: 40}", STUDY_OF_40),
        ("{events: 2, n: 55}", "  unit: leads\n" + STUDY_OF_40),
        ("{events: 2, n: 55}", "population: {indications: {crps: 40}}\n"),
        ("{events: 2, n: 55}", STUDY_OF_40 + "arms: {drgs: {intervention: drgs, enrolled: 60, implanted: 30}}\n"),
    ],
)
def test_as_many_as_the_study_or_its_arms_and_leads_are_let_stand(arm: str, more: str, library: Read) -> None:
    assert told(library(row(arm, more)), "A102") == []


@pytest.mark.parametrize("described", ["female: {events: 35, n: 60}", "age_years: {n: 60, mean: 51}"])
def test_a_description_of_more_patients_than_the_study_had_is_told(described: str, library: Read) -> None:
    text = f"population: {{n: 40, indications: {{crps: 40}}, {described}}}"
    assert [found[3] for found in told(library(text), "A102")] == ["60 patients, in a study of 40"]


def test_what_is_more_than_its_stage_is_not_told_twice(library: Read) -> None:
    text = row("{events: 2, n: 49}", f"  analysed: implanted\n{STUDY_OF_40}")
    text += "arms: {drgs: {intervention: drgs, implanted: 40}}\n"
    assert [found[3] for found in told(library(text), "A102")] == [
        "49 analysed as implanted, of 40 implanted in arm drgs"
    ]


@pytest.mark.parametrize(("n", "faults"), [(29, 1), (30, 0)])
def test_each_patient_has_a_lead_at_least(n: int, faults: int, library: Read) -> None:
    found = told(library(row(f"{{events: 2, n: {n}, patients: 30}}", "  unit: leads\n")), "A102")
    assert [told_of[3] for told_of in found] == ["29 leads of 30 patients: each of them has one at least"] * faults


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
