"""Ends given as changes, scales of ten as of a hundred, medians as means: what is said, where, and of what nothing."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str]]:
    return [(p.location.at, p.message) for p in check(folder, [RULES[rule]])]


def row(statistic: str, arms: str, scale: str = "nrs-10", outcome: str = "pain-intensity", months: int = 6) -> str:
    on = f"outcome: {outcome}, statistic: {statistic}, scale: {scale}, months: {months}"
    return f"{{{on}, arms: {{{arms}}}, source: {{report: roe-2020}}}}"


def rows(*printed: str) -> str:
    return f"results: [{', '.join(printed)}]"


def baseline(mean: str, scale: str = "nrs-10") -> str:
    return row("baseline", f"drgs: {{n: 20, mean: {mean}}}", scale, months=0)


def test_changes_for_the_worse_in_every_arm_are_told_at_each(library: Read) -> None:
    found = told(library(rows(row("change", "drgs: {n: 20, mean: 3.1}, scs: {n: 20, mean: 4.6}"))), "A134")
    assert found == [
        ("results[0].arms.drgs.mean", "a change of 3.1 is for the worse, as in every arm of the row"),
        ("results[0].arms.scs.mean", "a change of 4.6 is for the worse, as in every arm of the row"),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        row("change", "drgs: {n: 20, mean: 3.1}, scs: {n: 20, mean: -0.2}"),
        row("change", "drgs: {n: 20, mean: 0}"),
        row("improvement", "drgs: {n: 20, mean: 3.1}"),
        row("final", "drgs: {n: 20, mean: 3.1}"),
        row("change", "drgs: {n: 20, average: 3.1}"),
        row("change", "drgs: {n: 20, mean: 3.1}", "eq5d-vas", "quality-of-life"),
        row("change", "drgs: {n: 20, mean: 3.1}", "percent", "pain-relief-percent"),
    ],
)
def test_what_may_well_be_a_change_is_let_stand(printed: str, library: Read) -> None:
    assert told(library(rows(printed)), "A134") == []


@pytest.mark.parametrize(
    ("change", "faults"), [("3.1", 1), ("2.2", 0), ("2.3", 0), ("2.4", 1), ("-7.9", 0), ("-8.0", 1)]
)
def test_a_change_that_leads_off_the_scale_is_told_beyond_the_digits(change: str, faults: int, library: Read) -> None:
    changes = row("change", f"drgs: {{n: 19, mean: {change}}}, scs: {{n: 20, mean: -1.0}}")
    assert len(told(library(rows(baseline("7.8"), changes)), "A134")) == faults


def test_where_a_change_leads_is_said(library: Read) -> None:
    changes = row("change", "drgs: {n: 19, mean: 3.1}, scs: {n: 20, mean: -1.0}")
    found = told(library(rows(baseline("7.8"), changes)), "A134")
    assert found == [("results[1].arms.drgs.mean", "from 7.8 a change of 3.1 leads to 10.9, off nrs-10")]


@pytest.mark.parametrize("first", [baseline("78"), baseline("6.8") + ", " + baseline("7.8").replace("6", "1")])
def test_a_baseline_off_the_scale_or_another_that_fits_says_nothing(first: str, library: Read) -> None:
    changes = row("change", "drgs: {n: 19, mean: 3.1}, scs: {n: 20, mean: -1.0}")
    assert told(library(rows(first, changes)), "A134") == []


def test_a_scale_without_a_high_end_is_not_left(library: Read) -> None:
    dose = ("mme-per-day", "opioid-dose")
    start = row("baseline", "drgs: {n: 20, mean: 40}", *dose, months=0)
    assert told(library(rows(start, row("change", "drgs: {n: 19, mean: -60}", *dose))), "A134") == []


def test_what_does_not_lead_to_its_end_is_told_there_only(library: Read) -> None:
    end, change = row("final", "drgs: {n: 20, mean: 3.7}"), row("change", "drgs: {n: 20, mean: 4.1}")
    folder = library(rows(baseline("7.8"), end, change))
    assert (len(told(folder, "A120")), told(folder, "A134")) == (1, [])


def test_pain_of_a_few_in_a_hundred_at_baseline_is_told(library: Read) -> None:
    text = "population: {indications: {crps: 40}, baseline_pain: {scale: vas-100mm, median: 8}}\n"
    found = told(library(text + rows(baseline("7.8", "vas-100mm"))), "A135")
    assert found == [
        ("population.baseline_pain.median", "pain of 8 at baseline on vas-100mm, of 100"),
        ("results[0].arms.drgs.mean", "pain of 7.8 at baseline on vas-100mm, of 100"),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        baseline("10.1", "vas-100mm"),
        baseline("7.8", "vas-10cm"),
        row("final", "drgs: {n: 20, mean: 7.8}", "vas-100mm"),
        row("baseline", "drgs: {n: 20, mean: 7.8}, scs: {n: 20, median: 70}", "vas-100mm"),
        row("baseline", "drgs: {n: 20, mean: 7.8}", "odi", "function"),
        row("baseline", "drgs: {n: 20, mean: [7, 8], visits: [0, 1]}", "vas-100mm"),
        row("baseline", "drgs: {n: 20, range: [2, 9]}", "vas-100mm"),
    ],
)
def test_other_scales_times_and_outcomes_are_not_asked(printed: str, library: Read) -> None:
    assert told(library(rows(printed)), "A135") == []


def test_an_average_of_ten_in_a_hundred_is_told_where_it_stands(library: Read) -> None:
    text = rows(row("baseline", "drgs: {n: 20, average: 10}", "vas-100mm"))
    assert [at for at, _ in told(library(text), "A135")] == ["results[0].arms.drgs.average"]


def test_a_mean_beside_quartiles_is_told_with_them(library: Read) -> None:
    found = told(library(rows(row("final", "drgs: {n: 20, mean: 2.0, iqr: [1.0, 3.5]}"))), "A136")
    assert found == [("results[0].arms.drgs.mean", "a mean beside quartiles, 1.0 to 3.5, and no deviation")]


@pytest.mark.parametrize("beside", ["sd: 1.9", "se: 0.4", "spread: 1.9", "ci: [1.1, 2.9]", "interval: [1.1, 2.9]"])
def test_a_mean_with_a_spread_of_its_own_may_have_quartiles(beside: str, library: Read) -> None:
    text = rows(row("final", f"drgs: {{n: 20, mean: 2.0, iqr: [1.0, 3.5], {beside}}}"))
    assert told(library(text), "A136") == []
