"""How wide the interval of a percentage may be, and how far it may reach."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(arm: str, library: Read, unit: str = "patients") -> list[tuple[str, str]]:
    row = f"results: [{{outcome: infection, unit: {unit}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]"
    return [(p.level, p.message) for p in check(library(row), [RULES["A139"]])]


def test_a_narrow_interval_is_told_with_the_width_of_usual_ones(library: Read) -> None:
    message = "74.5 to 75.5 is narrow for 30 of 40: usual ones are 26 to 28.5 wide"
    assert told("{n: 40, percent: 75, ci: [74.5, 75.5]}", library) == [("warning", message)]


def test_a_wide_interval_is_told_with_the_width_of_usual_ones(library: Read) -> None:
    message = "40 to 60 is wide for 200 of 400: usual ones are 9.75 to 10 wide"
    assert told("{events: 200, n: 400, ci: [40, 60]}", library) == [("warning", message)]


@pytest.mark.parametrize(
    "arm",
    [
        "{events: 30, n: 40, ci: [61.6, 88.4]}",  # Wald
        "{events: 30, n: 40, ci: [59.8, 85.8]}",  # Wilson
        "{events: 30, n: 40, ci: [58.8, 87.3]}",  # Clopper-Pearson
        "{events: 30, n: 40, ci: [66.1, 83.9], level: 80}",
        "{events: 0, n: 40, ci: [0, 0]}",  # Wald, too
        "{events: 40, n: 40, ci: [91.2, 100]}",
        "{n: 40, percent: 75, ci: [74.5, 75.5], estimator: kaplan-meier}",
        "{n: 40, percent: 75, ci: [74.5, 75.5], studies: 3}",
        "{percent: 75, ci: [74.5, 75.5]}",
        "{n: 40, percent: '>70', ci: [74.5, 75.5]}",
        "{n: 40, percent: 175, ci: [74.5, 75.5]}",
        "{events: 50, n: 40, ci: [74.5, 75.5]}",
        "{events: 30, n: 40, ci: [1, 300], person_years: 20}",
        "{events: 0, n: 0, ci: [0, 1]}",
        "{events: 30, n: 40}",
    ],
)
def test_usual_intervals_and_those_that_follow_from_more_are_let_stand(arm: str, library: Read) -> None:
    assert told(arm, library) == []


def test_leads_may_be_clustered(library: Read) -> None:
    assert told("{events: 30, n: 40, ci: [74.5, 75.5]}", library, "leads") == []


@pytest.mark.parametrize(
    ("ci", "faults"), [("[92, 130]", 1), ("[92.7, 105]", 0), ("[92.7, 105.1]", 1), ("[-5.1, 10]", 1), ("[-5, 4]", 0)]
)
def test_an_end_well_beyond_a_hundred_or_nought_is_told(ci: str, faults: int, library: Read) -> None:
    percent = "97.5" if "9" in ci else "2.5"
    found = told(f"{{n: 40, percent: {percent}, ci: {ci}}}", library)
    assert [message.endswith("goes beyond 0 and 100 %") for _, message in found] == [True] * faults
