"""Which numbers would fit without the 5 in front, and which would not."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library) -> list[tuple[str, str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message, p.hint) for p in check(folder, [RULES["A131"]])]


def row(arm: str, on: str = "outcome: responder-50") -> str:
    return f"results: [{{{on}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]\n"


def test_a_misread_count_is_told_with_what_to_look_for(library: Read) -> None:
    message = "58 contradicts what stands beside it, 8 would fit"
    assert told(library(row("{events: 58, n: 40}"))) == [("events", message, "was '=8' read as '58'?")]


@pytest.mark.parametrize(
    ("arm", "on", "key"),
    [
        ("{events: 58, n: 40, percent: 20}", "outcome: responder-50", "events"),
        ("{events: 3, n: 540, percent: 7.5}", "outcome: responder-50", "n"),
        ("{events: 3, n: 40, percent: 57.5}", "outcome: responder-50", "percent"),
        ("{n: 10, percent: 530}", "outcome: responder-50", "percent"),
        ("{n: 40, mean: 54.1}", "outcome: pain-intensity, scale: vas-10cm", "mean"),
        ("{n: 40, mean: 4.1, sd: 52.0}", "outcome: pain-intensity, scale: vas-10cm", "sd"),
        ("{n: 40, mean: 4.1, se: 50.3}", "outcome: pain-intensity, scale: vas-10cm", "se"),
        ("{n: 40, median: 5.5, iqr: [0.2, 0.9]}", "outcome: quality-of-life, scale: eq5d-index", "median"),
    ],
)
def test_every_number_of_an_arm_is_asked(arm: str, on: str, key: str, library: Read) -> None:
    assert [place for place, _, _ in told(library(row(arm, on)))] == [key]


@pytest.mark.parametrize(
    "arm",
    [
        "{events: 58, n: 90}",  # nothing is wrong
        "{events: 68, n: 40}",  # no 5
        "{events: 5, n: 4}",  # nothing is left
        "{events: 508, n: 40}",  # nobody prints =08
        "{events: 598, n: 40}",  # 98 would not fit, either
        "{events: 3, n: 40, percent: [51, 60]}",  # a span is more than one number
        "{n: 30, percent: 5e2}",
    ],
)
def test_a_number_that_fits_or_would_not_fit_without_its_five_is_let_stand(arm: str, library: Read) -> None:
    assert told(library(row(arm))) == []


def test_an_n_beyond_the_flow_of_its_arm_is_asked(library: Read) -> None:
    arms = "arms: {drgs: {intervention: drgs, implanted: 44}}\n"
    text = arms + row("{events: 20, n: 541}", "outcome: responder-50, analysed: implanted")
    assert [place for place, _, _ in told(library(text))] == ["n"]


def test_an_estimate_outside_its_interval_is_asked(library: Read) -> None:
    contrast = "{arms: [drgs, scs], measure: risk-ratio, estimate: 51.4, ci: [1.1, 1.8]}"
    text = f"results: [{{outcome: responder-50, contrasts: [{contrast}], source: {{report: roe-2020}}}}]"
    message = "51.4 contradicts what stands beside it, 1.4 would fit"
    assert told(library(text)) == [("estimate", message, "was '=1.4' read as '51.4'?")]


def test_a_stage_larger_than_the_one_before_is_asked(library: Read) -> None:
    other = "scs: {intervention: scs-tonic, allocated: 5, trialled: 7}"
    text = f"arms: {{drgs: {{intervention: drgs, allocated: 30, trialled: 528, implanted: 24}}, {other}}}"
    assert [(place, hint) for place, _, hint in told(library(text))] == [("trialled", "was '=28' read as '528'?")]


@pytest.mark.parametrize(
    "flow",
    [
        "trialled: 51, implanted: 54",  # 4 of 51 would be few
        "trialled: 60, implanted: 54",
        "allocated: 30, trialled: 528, implanted: 29",  # 28 would not hold the 29
        "implanted: 528",
    ],
)
def test_a_stage_that_fits_or_would_leave_few_is_let_stand(flow: str, library: Read) -> None:
    assert told(library(f"arms: {{drgs: {{intervention: drgs, {flow}}}}}")) == []


def test_it_stays_beside_the_finding_that_showed_it(library: Read) -> None:
    found = check(library(row("{events: 58, n: 40}")), [RULES["A101"], RULES["A131"]])
    assert [(problem.rule, problem.level) for problem in found] == [("A101", "error"), ("A131", "warning")]
