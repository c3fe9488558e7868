"""Standardised mean differences that the means and deviations of the arms are far from giving."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]

SIGN = "is its sign, or the order of the arms, another in print?"
OVER = "what does print divide by?"


def told(folder: Library) -> list[tuple[str, str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message, p.hint) for p in check(folder, [RULES["A138"]])]


def compared(drgs: str, scs: str, contrast: str) -> str:
    arms, contrasts = f"{{drgs: {{{drgs}}}, scs: {{{scs}}}}}", f"[{{arms: [drgs, scs], {contrast}}}]"
    on = "outcome: pain-intensity, statistic: final, scale: nrs-10"
    return f"results: [{{{on}, arms: {arms}, contrasts: {contrasts}, source: {{report: roe-2020}}}}]\n"


MEANS = ("n: 40, mean: 3.10, sd: 1.40", "n: 40, mean: 4.50, sd: 1.40")  # d -1.00, g -0.99


@pytest.mark.parametrize(("estimate", "hint"), [("-4.2", OVER), ("1.00", SIGN)])
def test_a_number_far_from_the_means_is_told_with_what_they_give(estimate: str, hint: str, library: Read) -> None:
    message = f"smd {estimate} is printed, but means of 3.10 and 4.50 give -1.01 to -0.98"
    assert told(library(compared(*MEANS, f"measure: smd, estimate: {estimate}"))) == [("estimate", message, hint)]


@pytest.mark.parametrize(
    ("estimate", "faults"), [("-0.69", 0), ("-0.65", 1), ("-1.31", 0), ("-1.33", 1), ("0.05", 1), ("-0.1", 1)]
)
def test_a_third_more_or_less_may_come_of_another_deviation(estimate: str, faults: int, library: Read) -> None:
    assert len(told(library(compared(*MEANS, f"measure: smd, estimate: {estimate}")))) == faults


def test_glasss_delta_divides_by_the_deviation_of_either_arm(library: Read) -> None:
    arms = ("n: 40, mean: 3.10, sd: 0.70", "n: 40, mean: 4.50, sd: 2.80")
    assert told(library(compared(*arms, "measure: smd, estimate: -2.00"))) == []
    assert told(library(compared(*arms, "measure: smd, estimate: -0.50"))) == []


def test_a_standard_error_leads_to_the_deviation(library: Read) -> None:
    arms = ("n: 49, mean: 3.10, se: 0.200", "n: 49, mean: 4.50, se: 0.200")
    assert told(library(compared(*arms, "measure: smd, estimate: -1.00"))) == []
    assert told(library(compared(*arms, "measure: smd, estimate: -7.00"))) != []


def test_means_that_may_be_equal_may_have_either_sign_near_0(library: Read) -> None:
    arms = ("n: 40, mean: 3, sd: 2.0", "n: 40, mean: 3, sd: 2.0")
    assert [len(told(library(compared(*arms, f"measure: smd, estimate: {one}")))) for one in (0.4, -0.4, 0.9)] == [
        *(0, 0, 1)
    ]


@pytest.mark.parametrize(
    ("drgs", "scs", "contrast"),
    [
        (*MEANS, "measure: smd, estimate: 9, adjusted: [baseline]"),
        (*MEANS, "measure: smd, ci: [1, 2]"),
        (*MEANS, "measure: hazard-ratio, estimate: 9"),
        (MEANS[0], "n: 40, mean: 4.50", "measure: smd, estimate: 9"),
        (MEANS[0], "n: 1, mean: 4.50, sd: 1.40", "measure: smd, estimate: 9"),
        (MEANS[0], "mean: 4.50, sd: 1.40", "measure: smd, estimate: 9"),
        (MEANS[0], "n: 40, median: 4.50", "measure: smd, estimate: 9"),
        (MEANS[0], "n: 40, mean: 4.50, sd: 0", "measure: smd, estimate: 9"),
    ],
)
def test_where_nothing_can_be_divided_nothing_is_asked(drgs: str, scs: str, contrast: str, library: Read) -> None:
    assert told(library(compared(drgs, scs, contrast))) == []
