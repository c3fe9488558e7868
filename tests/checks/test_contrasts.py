"""What the rules about printed comparisons say, and where they keep silent."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message) for p in check(folder, [RULES[rule]])]


def compared(contrast: str, on: str = "outcome: responder-50") -> str:
    return f"results: [{{{on}, contrasts: [{{arms: [drgs, scs], {contrast}}}], source: {{report: roe-2020}}}}]"


def test_a_p_value_against_its_interval_is_told_with_both(library: Read) -> None:
    text = compared("measure: risk-ratio, estimate: 1.4, ci: [1.10, 1.8], p: 0.40")
    message = "the interval 1.10 to 1.8 leaves out 1, no difference, but p is 0.40"
    assert told(library(text), "A111") == [("p", message)]


@pytest.mark.parametrize(
    ("p", "contradicts"),
    [
        ("0.04", False),  # 20 % below the limit: clear
        ("0.041", False),
        ("0.059", False),
        ("0.06", True),  # 20 % above: clear
        ('"<0.05"', False),
        ('"<0.06"', False),
        ('">0.05"', True),
        ('">0.04"', False),
        ("significant", False),
        ("not-significant", True),
    ],
)
def test_only_a_clearly_missing_significance_contradicts_an_interval_off_the_null(
    p: str, contradicts: bool, library: Read
) -> None:
    text = compared(f"measure: risk-ratio, estimate: 1.4, ci: [1.1, 1.8], p: {p}")
    assert bool(told(library(text), "A111")) is contradicts


@pytest.mark.parametrize(
    ("p", "contradicts"),
    [("0.04", True), ("0.041", False), ('"<0.05"', True), ('"<0.06"', False), ("0.3", False), ("significant", True)],
)
def test_only_a_clear_significance_contradicts_an_interval_on_the_null(
    p: str, contradicts: bool, library: Read
) -> None:
    text = compared(f"measure: risk-difference, estimate: 0.02, ci: [-0.1, 0.14], p: {p}")
    assert bool(told(library(text), "A111")) is contradicts


def test_counts_whose_tests_disagree_may_have_either_significance(library: Read) -> None:
    contrast = "measure: risk-difference, estimate: 0.30, ci: [0.06, 0.54], p: "
    few = "outcome: responder-50, arms: {drgs: {events: 8, n: 20}, scs: {events: 2, n: 20}}"  # tests: 0.02 to 0.07
    assert told(library(compared(contrast + "0.065")), "A111") != []
    assert told(library(compared(contrast + "0.065", few)), "A111") == []
    many = "outcome: responder-50, arms: {drgs: {events: 80, n: 200}, scs: {events: 20, n: 200}}"
    assert told(library(compared(contrast + "0.065", many)), "A111") != []


@pytest.mark.parametrize("measure", ["mean-difference", "smd", "ratio-of-means"])
@pytest.mark.parametrize(("p", "contradicts"), [("0.06", False), ("0.099", False), ("0.10", True)])
def test_of_means_only_twice_the_limit_is_clear_since_tests_by_ranks_stand_beside_t(
    measure: str, p: str, contradicts: bool, library: Read
) -> None:
    text = compared(f"measure: {measure}, estimate: 2.4, ci: [1.1, 3.7], p: {p}")
    assert bool(told(library(text), "A111")) is contradicts


@pytest.mark.parametrize(("p", "contradicts"), [("0.026", False), ("0.025", True)])
def test_of_means_only_half_the_limit_is_clear(p: str, contradicts: bool, library: Read) -> None:
    text = compared(f"measure: mean-difference, estimate: 0.4, ci: [-0.1, 0.9], p: {p}")
    assert bool(told(library(text), "A111")) is contradicts


def test_an_empty_cell_has_a_test_of_the_difference_too(library: Read) -> None:
    contrast = "measure: risk-difference, estimate: -0.300, ci: [-0.584, -0.016], p: 0.211"  # Wald; Fisher
    arms = "outcome: responder-50, arms: {drgs: {events: 0, n: 10}, scs: {events: 3, n: 10}}"
    assert told(library(compared(contrast)), "A111") != []
    assert told(library(compared(contrast, arms)), "A111") == []


def test_the_limit_belongs_to_the_level_of_the_interval(library: Read) -> None:
    contrast = "measure: risk-ratio, estimate: 1.4, ci: [1.1, 1.8], p: 0.07"
    assert told(library(compared(contrast)), "A111") != []
    assert told(library(compared(contrast + ", level: 90")), "A111") == []


@pytest.mark.parametrize(
    ("contrast", "place", "message"),
    [
        ("risk-difference, estimate: 25.4", "estimate", "risk-difference 25.4 is impossible; it lies between -1 and 1"),
        ("risk-difference, estimate: -1.2", "estimate", "risk-difference -1.2 is impossible; it lies between -1 and 1"),
        ("odds-ratio, estimate: -0.34", "estimate", "odds-ratio -0.34 is impossible; a ratio is 0 or more"),
        ("rate-ratio, ci: [-0.2, 0.9]", "ci[0]", "rate-ratio -0.2 is impossible; a ratio is 0 or more"),
        (
            "risk-difference, estimate: 0.8, ci: [0.2, 4.3]",
            "ci[1]",
            "the interval of a risk-difference ends at 4.3; it lies between -1 and 1",
        ),
    ],
)
def test_a_comparison_that_cannot_be_is_told_with_what_can(
    contrast: str, place: str, message: str, library: Read
) -> None:
    assert told(library(compared(f"measure: {contrast}")), "A127") == [(place, message)]


@pytest.mark.parametrize(
    "contrast",
    [
        "risk-difference, estimate: -1",
        "risk-difference, estimate: 0.9, ci: [0.6, 1.2]",  # the usual formula goes beyond
        "risk-ratio, estimate: 0.0, ci: [0, 2.1]",
        "ratio-of-means, estimate: -0.4",  # of two changes
        "mean-difference, estimate: -12",
    ],
)
def test_a_comparison_that_can_be_is_let_stand(contrast: str, library: Read) -> None:
    assert told(library(compared(f"measure: {contrast}")), "A127") == []


def test_an_end_beyond_1_is_a_warning_and_an_estimate_an_error(library: Read) -> None:
    end, estimate = "risk-difference, estimate: 0.8, ci: [0.2, 1.3]", "risk-difference, estimate: 1.1, ci: [0.9, 1.2]"
    levels = [check(library(compared(f"measure: {one}")), [RULES["A127"]])[0].level for one in (end, estimate)]
    assert levels == ["warning", "error"]
