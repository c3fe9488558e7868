"""Which printed p-values contradict counts, means and intervals, and where the rules keep silent."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message) for p in check(folder, [RULES[rule]])]


def compared(drgs: str, scs: str, contrast: str, on: str = "outcome: responder-50") -> str:
    arms, contrasts = f"{{drgs: {{{drgs}}}, scs: {{{scs}}}}}", f"[{{arms: [drgs, scs], {contrast}}}]"
    return f"results: [{{{on}, arms: {arms}, contrasts: {contrasts}, source: {{report: roe-2020}}}}]\n"


def counts(contrast: str, on: str = "outcome: responder-50") -> str:
    return compared("events: 30, n: 40", "events: 12, n: 40", contrast, on)


def test_a_p_value_against_its_counts_is_told_with_what_the_tests_give(library: Read) -> None:
    message = "p is 0.30, but 30 of 40 against 12 of 40 give <0.0001 to 0.00039 by the usual tests"
    assert told(library(counts("p: 0.30")), "A122") == [("p", message)]


@pytest.mark.parametrize("p", ["0.0001", '"<0.001"', '"<0.05"', "significant", "0.0005"])
def test_a_p_value_that_one_of_the_tests_gives_is_let_stand(p: str, library: Read) -> None:
    assert told(library(counts(f"p: {p}")), "A122") == []


@pytest.mark.parametrize(
    "contrast",
    [
        "adjusted: [age]",
        "paired: true",
        "hypothesis: non-inferiority",
        "measure: hazard-ratio",
        "measure: rate-ratio",
        "studies: 3",
        "n: 70",
    ],
)
def test_a_test_of_something_else_is_not_held_against_the_counts(contrast: str, library: Read) -> None:
    assert told(library(counts(f"p: 0.30, {contrast}")), "A122") == []


@pytest.mark.parametrize(
    "on",
    [
        "outcome: lead-migration, unit: leads",
        "outcome: responder-50, clusters: {n: 8, icc: 0.03}",
        "outcome: responder-50, after_crossover: true",
        "outcome: explant, time: cumulative",
    ],
)
def test_patients_who_are_not_apart_or_not_seen_as_long_are_not_asked(on: str, library: Read) -> None:
    assert told(library(counts("p: 0.30", on)), "A122") == []


def test_percentages_that_only_one_number_of_patients_gives_count_as_counts(library: Read) -> None:
    text = compared("percent: 75, n: 40", "percent: 30, n: 40", "p: 0.30")
    assert [key for key, _ in told(library(text), "A122")] == ["p"]


def test_without_counts_of_both_sides_there_is_no_test(library: Read) -> None:
    assert told(library(compared("events: 30, n: 40", "events: 12", "p: 0.30")), "A122") == []
    assert told(library(compared("events: 30, n: 40", "n: 40, mean: 3", "p: 0.30")), "A122") == []


ENDS = "outcome: pain-intensity, statistic: final, scale: vas-100mm"


def test_a_p_value_against_its_means_is_told_with_the_t_tests(library: Read) -> None:
    text = compared("n: 40, mean: 31, sd: 12", "n: 40, mean: 54.5, se: 2.0", "p: 0.62", ENDS)
    means = "means 31 and 54.5 with deviations 12 and 12.6 in 40 and 40 patients"
    assert told(library(text), "A125") == [("p", f"p is 0.62, but {means} give <0.0001 by a t-test")]


@pytest.mark.parametrize("p", ["0.03", "0.9", "0.2"])
def test_a_p_value_by_ranks_may_lie_at_some_distance_from_a_t_test(p: str, library: Read) -> None:
    text = compared("n: 40, mean: 41, sd: 20", "n: 40, mean: 48, sd: 22", f"p: {p}", ENDS)  # t-test: 0.14
    assert told(library(text), "A125") == []


@pytest.mark.parametrize(
    "scs",
    ["n: 40, mean: 54", "n: 1, mean: 54, sd: 0", "mean: 54, sd: 12", "n: 40, mean: [50, 58], visits: [3, 6], sd: 12"],
)
def test_without_mean_spread_and_n_there_is_no_t_test(scs: str, library: Read) -> None:
    assert told(library(compared("n: 40, mean: 31, sd: 12", scs, "p: 0.62", ENDS)), "A125") == []


def test_rounded_means_that_may_be_equal_have_no_contradiction(library: Read) -> None:
    text = compared("n: 900, mean: 3, sd: 1", "n: 900, mean: 4, sd: 1", "p: 0.62", ENDS)
    assert told(library(text), "A125") == []


def alone(contrast: str) -> str:
    contrasts = f"[{{arms: [drgs, scs], {contrast}}}]"
    return f"results: [{{outcome: responder-50, contrasts: {contrasts}, source: {{report: roe-2020}}}}]"


def test_a_p_value_far_from_its_interval_is_told_with_what_that_implies(library: Read) -> None:
    text = alone('measure: risk-ratio, estimate: 1.400, ci: [1.100, 1.782], p: "<0.00001"')
    message = "p is <0.00001, but 1.400 with its interval 1.100 to 1.782 implies 0.006 to 0.011"
    assert told(library(text), "A126") == [("p", message)]


def test_a_contradiction_about_significance_is_told_once(library: Read) -> None:
    folder = library(alone("measure: risk-ratio, estimate: 1.40, ci: [1.10, 1.79], p: 0.60"))
    assert [rule for rule in ("A111", "A126") if told(folder, rule)] == ["A111"]


@pytest.mark.parametrize(
    "contrast",
    [
        "measure: risk-ratio, ci: [1.10, 1.79]",
        "measure: risk-ratio, estimate: 1.40",
        "measure: icer, estimate: 1.40, ci: [1.10, 1.79]",
        "measure: odds-ratio, estimate: 1.40, ci: [0.0, 1.79]",
        "measure: odds-ratio, estimate: 1.40, ci: [1.60, 1.79]",
        "measure: risk-ratio, estimate: 1.40, ci: [1.10, 1.79], hypothesis: equivalence",
        "measure: risk-difference, estimate: 0, ci: [0, 0]",
    ],
)
def test_where_no_p_value_follows_from_the_interval_none_is_asked(contrast: str, library: Read) -> None:
    assert told(library(alone(f'{contrast}, p: "<0.000001"')), "A126") == []


def test_the_level_of_the_interval_is_allowed_for(library: Read) -> None:
    contrast = "measure: mean-difference, estimate: -3.00, ci: [-5.00, -1.00], n: 400, p: "
    assert told(library(alone(contrast + "0.0033")), "A126") == []
    assert told(library(alone(contrast + "0.0001, level: 90")), "A126") != []
    assert told(library(alone(contrast + "0.0001, level: 99")), "A126") == []


def test_a_wide_interval_of_few_patients_is_that_of_students_t(library: Read) -> None:
    few = compared(
        "n: 4, mean: 1", "n: 4, mean: 5", "measure: mean-difference, estimate: -4.0, ci: [-7.1, -0.9], p: 0.021"
    )
    assert told(library(few), "A126") == []


def test_a_p_value_that_the_counts_give_need_not_follow_from_the_interval(library: Read) -> None:
    contrast = "measure: risk-difference, estimate: -0.644, ci: [-0.966, -0.323], n: 24, p: 0.0065"  # Yates
    assert told(library(alone(contrast)), "A126") != []
    assert told(library(compared("events: 2, n: 15", "events: 7, n: 9", contrast)), "A126") == []
    wrong = contrast.replace("0.0065", "0.049")
    assert told(library(compared("events: 2, n: 15", "events: 7, n: 9", wrong)), "A126") != []
