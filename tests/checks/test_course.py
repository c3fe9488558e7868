"""Baseline, change and end, and how many are there at each visit."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str]]:
    return [(p.location.at, p.message) for p in check(folder, [RULES[rule]])]


def pain(statistic: str, arm: str, months: int = 6, also: str = "") -> str:
    on = f"outcome: pain-intensity, statistic: {statistic}, scale: nrs-10, months: {months}{also}"
    return f"{{{on}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}"


def rows(*printed: str) -> str:
    return f"results: [{', '.join(printed)}]"


BASELINE = pain("baseline", "{n: 20, mean: 7.8}", 0)
END = pain("final", "{n: 20, mean: 3.7}")


def test_a_change_that_leads_elsewhere_is_told_with_where_it_leads(library: Read) -> None:
    found = told(library(rows(BASELINE, END, pain("change", "{n: 20, mean: -3.1}"))), "A120")
    message = "from 7.8 a change of -3.1 leads to 4.7, and 3.7 is printed"
    assert found == [("results[2].arms.drgs.mean", message)]


@pytest.mark.parametrize(
    ("change", "faults"), [("-4.1", 0), ("-4.2", 0), ("-4.3", 1), ("-4", 0), ("4.1", 1), ("-4.20", 0), ("-4.21", 1)]
)
def test_the_digits_of_all_three_are_allowed_for(change: str, faults: int, library: Read) -> None:
    found = told(library(rows(BASELINE, END, pain("change", f"{{n: 20, mean: {change}}}"))), "A120")
    assert len(found) == faults


@pytest.mark.parametrize(("improvement", "faults"), [("4.1", 0), ("-4.1", 1)])
def test_an_improvement_is_positive_where_less_is_better(improvement: str, faults: int, library: Read) -> None:
    found = told(library(rows(BASELINE, END, pain("improvement", f"{{n: 20, mean: {improvement}}}"))), "A120")
    assert len(found) == faults


def test_an_improvement_of_what_is_neither_better_has_no_direction(library: Read) -> None:
    text = rows(BASELINE, END, pain("improvement", "{n: 20, mean: 9}"))
    assert told(library(text.replace("nrs-10", "seconds").replace("pain-intensity", "trial-duration")), "A120") == []


@pytest.mark.parametrize(
    "change",
    [
        pain("change", "{n: 19, mean: -3.1}"),
        pain("change", "{mean: -3.1}"),
        pain("change", "{n: 20, average: -3.1}"),
        pain("change", "{n: 20, mean: -3.1}", 12),
        pain("change", "{n: 20, mean: -3.1}", also=", aspect: worst"),
        pain("change", "{n: 20, mean: -3.1}", also=", alternative: by another reader"),
        pain("percent-change", "{n: 20, mean: -31}"),
        pain("change", "{n: 20, mean: -3.1}").replace("drgs:", "scs:"),
    ],
)
def test_a_change_of_others_or_at_another_time_is_not_held_to_the_two(change: str, library: Read) -> None:
    assert told(library(rows(BASELINE, END, change)), "A120") == []


def test_one_of_two_baselines_that_fits_is_enough(library: Read) -> None:
    other = pain("baseline", "{n: 20, mean: 6.8}", 1)
    assert told(library(rows(BASELINE, other, END, pain("change", "{n: 20, mean: -3.1}"))), "A120") == []


ONE_ARM = "arms: {drgs: {intervention: drgs}}"
TWO_ARMS = "arms: {drgs: {intervention: drgs}, scs: {intervention: scs-tonic}}"


@pytest.mark.parametrize(
    ("arms", "pain_before", "n", "faults"),
    [
        (ONE_ARM, "{scale: nrs-10, mean: 7.8}", 20, 1),
        (ONE_ARM, "{scale: nrs-10, n: 20, mean: 7.8}", 25, 1),
        (ONE_ARM, "{scale: nrs-10, mean: 7.8}", 25, 0),
        (ONE_ARM, "{scale: nrs-10, mean: 7.8, aspect: worst}", 20, 0),
        (TWO_ARMS, "{scale: nrs-10, mean: 7.8}", 20, 0),
    ],
)
def test_the_population_gives_the_baseline_of_a_study_with_one_arm(
    arms: str, pain_before: str, n: int, faults: int, library: Read
) -> None:
    population = f"population: {{n: {n}, indications: {{crps: {n}}}, baseline_pain: {pain_before}}}"
    text = "\n".join((arms, population, rows(END, pain("change", "{n: 20, mean: -3.1}"))))
    assert len(told(library(text), "A120")) == faults


def count(n: int, months: int, also: str = "analysed: implanted", report: str = "roe-2020") -> str:
    on = f"outcome: responder-50, months: {months}, {also}"
    return f"{{{on}, arms: {{drgs: {{events: 9, n: {n}}}}}, source: {{report: {report}}}}}"


def test_more_at_a_later_visit_are_told_there_with_both(library: Read) -> None:
    found = told(library(rows(count(44, 6), count(40, 3))), "A121")
    assert found == [("results[0].arms.drgs.n", "44 at 6 months, after 40 at 3")]


def test_a_visit_is_held_against_the_one_before(library: Read) -> None:
    found = told(library(rows(count(44, 3), count(40, 6), count(42, 12))), "A121")
    assert found == [("results[2].arms.drgs.n", "42 at 12 months, after 40 at 6")]


@pytest.mark.parametrize(("later", "faults"), [(48, 0), (49, 1)])
def test_those_followed_up_may_come_back_after_a_missed_visit(later: int, faults: int, library: Read) -> None:
    also = "analysed: followed-up"
    assert len(told(library(rows(count(40, 3, also), count(later, 6, also))), "A121")) == faults


@pytest.mark.parametrize(
    "also",
    [
        "analysed: completers",
        "analysed: subset",
        "outcome_: x",
        "analysed: implanted, unit: leads",
        "analysed: implanted, time: mean",
        "analysed: implanted, alternative: by another reader",
        "analysed: implanted, superseded_by: roe-2020",
    ],
)
def test_groups_that_may_grow_or_are_no_patients_at_a_visit_are_not_asked(also: str, library: Read) -> None:
    also = "definition: any" if also == "outcome_: x" else also
    assert told(library(rows(count(40, 3, also), count(60, 6, also))), "A121") == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (count(40, 3), count(44, 3, "analysed: implanted, condition: on")),
        (count(40, 3), count(44, 6, "analysed: implanted, subgroup: {by: sex, is: women}")),
        (count(40, 3), count(44, 6, report="moe-2021")),
        (count(40, 3), count(44, 6, "analysed: allocated")),
        (count(40, 3), count(40, 6)),
        (count(40, 3), count(44, 6).replace("n: 44", "percent: 40").replace("events: 9, ", "")),
    ],
)
def test_other_patients_other_reports_and_equal_numbers_are_not_told(earlier: str, later: str, library: Read) -> None:
    reports = "reports: {roe-2020: {role: primary, published: 2020}, moe-2021: {role: follow-up, published: 2021}}"
    assert told(library(f"{reports}\n{rows(earlier, later)}"), "A121") == []
