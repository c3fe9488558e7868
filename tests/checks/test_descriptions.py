"""Ages and deviations that hardly any patients have."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library) -> list[tuple[str, str]]:
    return [(p.location.at, p.message) for p in check(folder, [RULES["A140"]])]


def described(text: str, n: str = "n: 40, ") -> str:
    return f"population: {{{n}indications: {{crps: 40}}, {text}}}"


@pytest.mark.parametrize(
    ("text", "at", "years"),
    [
        ("age_years: {mean: 570, sd: 12}", "age_years.mean", "570"),
        ("age_years: {average: 570}", "age_years.average", "570"),
        ("age_years: {mean: 57, range: [18, 190]}", "age_years.range", "190"),
        ("age_years: {median: 111}", "age_years.median", "111"),
        ("age_years: {median: 57, range: [18, 190]}", "age_years.range", "190"),
        ("duration_years: {mean: 120, sd: 44}", "duration_years.mean", "120"),
    ],
)
def test_more_years_than_anybody_has_are_told(text: str, at: str, years: str, library: Read) -> None:
    assert told(library(described(text))) == [(f"population.{at}", f"{years} years; nobody is so old")]


@pytest.mark.parametrize(
    "text", ["age_years: {mean: 57.1, sd: 12.4, range: [18, 94]}", "age_years: {range: [18, 94]}", "age_years: {n: 40}"]
)
def test_ages_that_patients_have_are_let_stand(text: str, library: Read) -> None:
    assert told(library(described(text))) == []


@pytest.mark.parametrize(
    ("sd", "n", "faults"), [("1.2", "n: 40, ", 1), ("2.0", "n: 40, ", 0), ("1.2", "n: 9, ", 0), ("1.2", "", 0)]
)
def test_ages_of_many_that_lie_close_together_are_told(sd: str, n: str, faults: int, library: Read) -> None:
    found = told(library(described(f"age_years: {{mean: 57, sd: {sd}}}", n)))
    assert found == [("population.age_years.sd", "40 patients whose ages deviate by 1.2 years")] * faults


def test_the_n_of_the_ages_goes_before_that_of_the_study(library: Read) -> None:
    assert told(library(described("age_years: {n: 4, mean: 57, sd: 1.2}"))) == []


@pytest.mark.parametrize(
    ("arm", "faults"),
    [
        ("{n: 20, mean: 4.1, sd: 0}", 1),
        ("{n: 20, mean: 4.1, sd: 0.0}", 1),
        ("{n: 20, mean: 4.1, sd: 0.1}", 0),
        ("{n: 20, mean: 0, sd: 0}", 0),
        ("{n: 20, mean: 10, sd: 0}", 0),
        ("{n: 4, mean: 4, sd: 0}", 0),
        ("{mean: 4, sd: 0}", 0),
        ("{n: 20, mean: [0, 4], visits: [1, 3], sd: 0}", 1),
    ],
)
def test_a_deviation_of_nought_is_told_unless_all_are_at_an_end(arm: str, faults: int, library: Read) -> None:
    on = "outcome: pain-intensity, statistic: final, scale: vas-10cm"
    assert len(told(library(f"results: [{{{on}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]"))) == faults
