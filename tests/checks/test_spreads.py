"""Where the rules about spreads and scales point, and what they say."""

from collections.abc import Callable
from math import sqrt

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str, str]]:
    found = check(folder, [RULES[rule]])
    return [(p.location.at.removeprefix("results[0]."), p.level, p.message) for p in found]


def pain(arm: str, statistic: str = "final", scale: str = "nrs-10") -> str:
    on = f"outcome: pain-intensity, statistic: {statistic}, scale: {scale}"
    return f"results: [{{{on}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]"


def test_an_interval_beside_its_estimate_is_told_with_both(library: Read) -> None:
    found = told(library(pain("{n: 40, mean: 4.1, ci: [4.60, 5.9]}")), "A104")
    assert found == [("arms.drgs.ci", "error", "the interval 4.60 to 5.9 does not hold its estimate, 4.1")]


def test_a_turned_interval_is_told_once(library: Read) -> None:
    found = told(library(pain("{n: 40, mean: 4.1, ci: [4.6, 3.9]}")), "A104")
    assert found == [("arms.drgs.ci", "error", "the low end, 4.6, is above the high end, 3.9")]


@pytest.mark.parametrize(("ci", "faults"), [("[4.1, 5.0]", 0), ("[4.2, 5.0]", 1), ("[3.0, 4.0]", 0), ("[3.0, 3.9]", 1)])
def test_the_digits_printed_are_allowed_for_at_either_end(ci: str, faults: int, library: Read) -> None:
    assert len(told(library(pain(f"{{n: 40, mean: 4.05, ci: {ci}}}")), "A104")) == faults


@pytest.mark.parametrize("form", ["mean: [4, 6], visits: [1, 3]", "range: [1, 9]", "percent: '>85'"])
def test_an_interval_without_one_estimate_is_only_held_to_its_order(form: str, library: Read) -> None:
    beside = "interval" if form.startswith("range") else "ci"
    assert told(library(pain(f"{{n: 40, {form}, {beside}: [60, 70]}}")), "A104") == []
    assert told(library(pain(f"{{n: 40, {form}, {beside}: [70, 60]}}")), "A104") != []


def test_a_count_without_n_has_no_estimate(library: Read) -> None:
    assert told(library(pain("{events: 4, ci: [60, 70]}")), "A104") == []


def test_an_impossible_deviation_is_told_with_the_largest_possible(library: Read) -> None:
    found = told(library(pain("{n: 30, mean: 2.1, sd: 6.4}")), "A106")
    message = "sd 6.4 is impossible: values of mean 2.1 on nrs-10 deviate by 4.18 at most"
    assert found == [("arms.drgs.sd", "error", message)]


def test_an_impossible_standard_error_is_told_with_the_largest_possible(library: Read) -> None:
    found = told(library(pain("{n: 25, mean: 5.0, se: 1.2}")), "A106")
    message = "se 1.2 is impossible: values of mean 5.0 on nrs-10 have at most 1.02"
    assert found == [("arms.drgs.se", "error", message)]


def test_half_the_patients_at_either_end_spread_most(library: Read) -> None:
    most = 5 * sqrt(10 / 9)  # five at 0, five at 10
    assert told(library(pain(f"{{n: 10, mean: 5.0, sd: {most:.6f}}}")), "A106") == []
    assert told(library(pain(f"{{n: 10, mean: 5.0, sd: {most + 1e-5:.6f}}}")), "A106") != []


@pytest.mark.parametrize("arm", ["{mean: 12, sd: 30}", "{mean: [4, 5], sd: 30}", "{mean: 5, se: 30}", "{mean: 5}"])
def test_without_one_mean_on_the_scale_or_an_n_for_the_error_no_deviation_is_judged(arm: str, library: Read) -> None:
    assert told(library(pain(arm)), "A106") == []


@pytest.mark.parametrize(
    ("arm", "statistic", "scale", "expected"),
    [
        (
            "{mean: 74}",
            "final",
            "nrs-10",
            ("mean", "error", "74 lies outside nrs-10: values are at least 0 and at most 10"),
        ),
        (
            "{average: 74}",
            "final",
            "nrs-10",
            ("average", "error", "74 lies outside nrs-10: values are at least 0 and at most 10"),
        ),
        (
            "{mean: -14}",
            "change",
            "nrs-10",
            ("mean", "error", "-14 lies outside nrs-10: values are at least -10 and at most 10"),
        ),
        ("{mean: -1}", "final", "days", ("mean", "error", "-1 lies outside days: values are at least 0")),
        (
            "{mean: 1, ci: [-0.5, 4.5]}",
            "final",
            "nrs-10",
            ("ci", "warning", "-0.5 lies outside nrs-10: values are at least 0 and at most 10"),
        ),
    ],
)
def test_a_value_off_the_scale_is_told_with_the_scale(
    arm: str, statistic: str, scale: str, expected: tuple[str, str, str], library: Read
) -> None:
    key, level, message = expected
    assert told(library(pain(arm, statistic, scale)), "A107") == [(f"arms.drgs.{key}", level, message)]


def test_a_median_off_its_quartiles_is_told_with_them(library: Read) -> None:
    found = told(library(pain("{median: 7, iqr: [2, 5]}")), "A112")
    assert found == [("arms.drgs.iqr", "error", "7 lies outside its iqr, 2 to 5")]


def test_quartiles_off_their_range_are_told(library: Read) -> None:
    found = told(library(pain("{iqr: [1.0, 5.0], range: [2.0, 8.0]}")), "A112")
    assert found == [("arms.drgs.range", "error", "the quartiles 1.0 to 5.0 lie outside the range")]


@pytest.mark.parametrize(
    ("arm", "faults"),
    [
        ("{mean: 1.0, ci: [-0.5, 2.5]}", 0),
        ("{mean: 1.0, ci: [-0.5, 2.7]}", 0),  # 1.05 and twice 0.05 more
        ("{mean: 1.0, ci: [-0.5, 2.8]}", 1),
        ("{average: 1.0, ci: [-0.5, 2.5]}", 0),
        ("{median: 1.0, ci: [-0.5, 2.5]}", 1),
        ("{mean: [0.5, 1.0], visits: [1, 3], ci: [-0.5, 2.5]}", 1),
    ],
)
def test_an_interval_even_about_its_mean_may_leave_the_scale(arm: str, faults: int, library: Read) -> None:
    assert len(told(library(pain(arm)), "A107")) == faults
