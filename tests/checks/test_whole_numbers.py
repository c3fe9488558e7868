"""Where the rules about whole numbers point, what they say and of what they ask nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str, str]]:
    found = check(folder, [RULES[rule]])
    return [(p.location.at.removeprefix("results[0].arms.drgs."), p.level, p.message) for p in found]


def pain(arm: str, statistic: str = "final", scale: str = "nrs-10") -> str:
    on = f"outcome: pain-intensity, statistic: {statistic}, scale: {scale}"
    return f"results: [{{{on}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]"


def test_a_mean_that_cannot_be_is_told_with_the_two_nearest(library: Read) -> None:
    message = "4 whole numbers cannot have the mean 4.6, only 4.50 or 4.75"
    assert told(library(pain("{n: 4, mean: 4.6}")), "A113") == [("mean", "info", message)]
    message = "7 whole numbers cannot have the mean 4.55, only 4.429 or 4.571"
    assert told(library(pain("{n: 7, mean: 4.55}")), "A113") == [("mean", "warning", message)]


def test_a_mean_that_half_points_would_give_is_a_remark(library: Read) -> None:
    (problem,) = check(library(pain("{n: 7, mean: 4.5}")), [RULES["A113"]])  # 31.5 of 7
    assert (problem.level, problem.hint) == ("info", "it fits if half points were allowed")


@pytest.mark.parametrize(
    ("arm", "scale", "rule", "level"),
    [
        ("{n: 7, mean: 14.5}", "bdi", "A113", "warning"),  # a questionnaire has no half points
        ("{n: 4, mean: 3.5, sd: 0.4}", "nrs-10", "A114", "info"),  # 3, 3.5, 3.5, 4
        ("{n: 4, mean: 3.5, sd: 0.3}", "nrs-10", "A114", "warning"),  # 3.5 throughout has none, 3, 3.5, 3.5, 4 has 0.41
    ],
)
def test_half_points_are_for_scales_of_pain(arm: str, scale: str, rule: str, level: str, library: Read) -> None:
    assert [found for _, found, _ in told(library(pain(arm, scale=scale)), rule)] == [level]


def test_an_n_that_was_worked_out_is_said(library: Read) -> None:
    ((_, _, message),) = told(library(pain("{n: 7, mean: 4.5, derived: [n]}")), "A113")
    assert message.endswith("only 4.43 or 4.57 (n was worked out)")


@pytest.mark.parametrize(
    ("arm", "statistic", "scale"),
    [
        ("{n: 7, mean: 4.5}", "final", "vas-10cm"),
        ("{n: 7, mean: 4.5}", "percent-change", "nrs-10"),
        ("{n: 12, mean: 4.5}", "final", "nrs-10"),
        ("{n: 7, average: 4.5}", "final", "nrs-10"),
        ("{n: 7, mean: 4.5, derived: [mean]}", "final", "nrs-10"),
        ("{n: 7, mean: 4.5, studies: 2}", "final", "nrs-10"),
        ("{mean: 4.5}", "final", "nrs-10"),
        ("{n: 7, mean: [4.5, 5.5], visits: [1, 3]}", "final", "nrs-10"),
    ],
)
def test_a_mean_that_need_not_be_of_whole_numbers_is_not_asked(
    arm: str, statistic: str, scale: str, library: Read
) -> None:
    assert told(library(pain(arm, statistic, scale)), "A113") == []


@pytest.mark.parametrize("statistic", ["baseline", "change", "improvement"])
def test_baselines_and_differences_of_whole_numbers_are_whole(statistic: str, library: Read) -> None:
    assert len(told(library(pain("{n: 7, mean: 4.5}", statistic)), "A113")) == 1


def test_what_describes_the_patients_is_asked_too(library: Read) -> None:
    text = "population: {indications: {crps: 7}, baseline_pain: {scale: nrs-10, n: 7, mean: 4.5}}"
    assert [at for at, _, _ in told(library(text), "A113")] == ["population.baseline_pain.mean"]


def test_a_deviation_that_cannot_be_is_told(library: Read) -> None:
    message = "18 whole numbers with the mean 3.44 cannot have the standard deviation 2.47"
    assert told(library(pain("{n: 18, mean: 3.44, sd: 2.47}")), "A114") == [("sd", "info", message)]


@pytest.mark.parametrize(
    ("arm", "other"), [("{n: 18, mean: 3.43, sd: 2.47}", "A113"), ("{n: 18, mean: 3.44, sd: 7.47}", "A106")]
)
def test_a_deviation_is_not_told_beside_what_is_wrong_already(arm: str, other: str, library: Read) -> None:
    folder = library(pain(arm))
    assert len(told(folder, other)) == 1
    assert told(folder, "A114") == []


def test_a_scale_without_ends_leaves_the_least_that_squares_can_be(library: Read, tmp_path: Path) -> None:
    (tmp_path / "review.yaml").write_text("vocabulary: {scales: {falls: {label: Falls, whole: true}}}\n")
    folder = library(pain("{n: 20, mean: 0.55, sd: 0.49}", scale="falls"))
    assert [at for at, _, _ in told(folder, "A114")] == ["sd"]  # 11 of 20 fell once: 0.51 at least


def test_the_deviation_of_yes_and_no_follows_from_their_mean(library: Read) -> None:
    message = "20 values of 0 and 1 with the mean 0.35 cannot have the standard deviation 0.18"
    wrong = library(pain("{n: 20, mean: 0.35, sd: 0.18}", scale="yes-or-no"))
    assert told(wrong, "A115") == [("sd", "warning", message)]
    assert told(wrong, "A114") == []


@pytest.mark.parametrize("arm", ["{n: 20, mean: 0.35, sd: 0.49}", "{n: 20, mean: 0.35}", "{n: 20, mean: 0.36, sd: 1}"])
def test_yes_and_no_as_they_should_be_or_wrong_otherwise_are_not_told(arm: str, library: Read) -> None:
    assert told(library(pain(arm, scale="yes-or-no")), "A115") == []
