"""Which sums of patients do not hold, and where nothing can be asked."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library) -> list[tuple[str, str]]:
    return [(p.location.at, p.message) for p in check(folder, [RULES["A130"]])]


def flow(drgs: str, scs: str, more: str = "", n: int = 80) -> str:
    arms = f"arms: {{drgs: {{intervention: drgs, {drgs}}}, scs: {{intervention: scs-tonic, {scs}}}{more}}}"
    return f"population: {{n: {n}, indications: {{crps: {n}}}}}\n{arms}\n"


def test_more_in_the_arms_than_in_the_study_are_told_as_a_sum(library: Read) -> None:
    found = told(library(flow("allocated: 42", "allocated: 40")))
    assert found == [("population.n", "80 patients, but 42 + 40 = 82 allocated in the arms")]


@pytest.mark.parametrize(
    ("drgs", "scs"),
    [
        ("allocated: 40", "allocated: 40"),
        ("allocated: 40", "allocated: 30"),  # some may have left before
        ("enrolled: 60", "allocated: 40"),
        ("implanted: 60", "implanted: 40"),
        ("allocated: 80", "allocated: 80, same_as: drgs"),
        ("allocated: 80", "allocated: 80, part_of: drgs"),
    ],
)
def test_arms_that_fit_or_share_patients_are_let_stand(drgs: str, scs: str, library: Read) -> None:
    assert told(library(flow(drgs, scs))) == []


def test_one_arm_larger_than_its_study_is_told_without_a_sum(library: Read) -> None:
    assert told(library(flow("enrolled: 90", "label: SCS"))) == [
        ("population.n", "80 patients, but 90 enrolled in the arms")
    ]


def test_the_periods_of_a_crossover_share_their_patients(library: Read) -> None:
    assert told(library("design: randomised-crossover\n" + flow("allocated: 80", "allocated: 80"))) == []


@pytest.mark.parametrize(
    ("indications", "message"),
    [
        ("{crps: 50, fbss: 40}", "80 patients, but 50 + 40 = 90 in the indications"),
        ("{crps: 50, crps-1: 40, fbss: 30}", None),
        ("{crps: 50, fbss: unknown}", None),
        ("{crps: 90, fbss: 10}", None),  # one alone beyond n: A109
        ("{crps: 40, fbss: 30}", None),
    ],
)
def test_indications_that_are_no_part_of_one_another_are_added_up(
    indications: str, message: str | None, library: Read
) -> None:
    found = told(library(f"population: {{n: 80, indications: {indications}}}"))
    assert found == ([] if message is None else [("population.indications", message)])


def test_a_part_larger_than_its_whole_is_told_with_both(library: Read) -> None:
    found = told(library(flow("implanted: 44, part_of: scs", "implanted: 40")))
    assert found == [("arms.drgs.implanted", "44 implanted in arm drgs, which is part of scs with 40")]


def test_an_arm_made_of_others_is_their_sum(library: Read) -> None:
    whole = ", all: {intervention: scs-tonic, implanted: 80, trialled: 90, made_of: [drgs, scs]}"
    found = told(library(flow("implanted: 40, trialled: 50", "implanted: 44", whole, n=200)))
    assert found == [("arms.all.implanted", "80 implanted in arm all, but its parts have 40 + 44 = 84")]


def subgroups(whole: str, none: str, some: str, by: str = "surgery") -> str:
    row = "- {{outcome: responder-50, months: 6, {more}arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}\n"
    return (
        "results:\n"
        + row.format(more="", arm=whole)
        + row.format(more="subgroup: {by: surgery, is: none}, ", arm=none)
        + row.format(more=f"subgroup: {{by: {by}, is: some}}, ", arm=some)
    )


def test_more_patients_and_events_in_subgroups_than_in_all_are_told_at_all(library: Read) -> None:
    found = told(library(subgroups("{events: 20, n: 40}", "{events: 14, n: 22}", "{events: 8, n: 20}")))
    assert found == [
        ("results[0].arms.drgs.events", "20 events, but 14 + 8 = 22 in the subgroups"),
        ("results[0].arms.drgs.n", "40 patients, but 22 + 20 = 42 in the subgroups"),
    ]


@pytest.mark.parametrize(
    ("whole", "none", "some", "by"),
    [
        ("{events: 20, n: 40}", "{events: 12, n: 22}", "{events: 8, n: 18}", "surgery"),
        ("{events: 20, n: 40}", "{events: 14, n: 30}", "{events: 12, n: 28}", "sex"),  # split twice
        ("{percent: 50}", "{events: 14, n: 22}", "{events: 8, n: 20}", "surgery"),
    ],
)
def test_subgroups_that_fit_or_split_by_another_thing_are_let_stand(
    whole: str, none: str, some: str, by: str, library: Read
) -> None:
    assert told(library(subgroups(whole, none, some, by))) == []


def test_subgroups_without_the_row_of_all_have_nothing_to_add_up_to(library: Read) -> None:
    row = "outcome: responder-50, subgroup: {by: surgery, is: none}, arms: {drgs: {events: 9, n: 9}}"
    assert told(library(f"results: [{{{row}, source: {{report: roe-2020}}}}]")) == []
