"""Standard errors that look like deviations and the reverse, within a study and among studies."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str, str]]:
    return [(p.location.at, p.message, p.hint) for p in check(folder, [RULES[rule]])]


def row(arms: str, statistic: str = "final", scale: str = "nrs-10", months: int = 6) -> str:
    on = f"outcome: pain-intensity, statistic: {statistic}, scale: {scale}, months: {months}"
    return f"{{{on}, arms: {{{arms}}}, source: {{report: roe-2020}}}}"


def two(drgs: str, scs: str, statistic: str = "final", scale: str = "nrs-10") -> str:
    return f"results: [{row(f'drgs: {drgs}, scs: {scs}', statistic, scale)}]"


def test_a_deviation_far_below_its_sister_and_near_it_times_the_root_of_n_is_told(library: Read) -> None:
    found = told(library(two("{n: 40, mean: 4.1, sd: 0.3}", "{n: 40, mean: 5.0, sd: 2.1}")), "A116")
    message = "sd 0.3 is small beside 2.1 in this study; times sqrt(40) it would be 1.9"
    assert found == [("results[0].arms.drgs.sd", message, "is it a standard error?")]


def test_an_error_and_a_deviation_that_part_are_both_asked_whether_they_are_the_other(library: Read) -> None:
    text = two("{n: 36, mean: 40, se: 12}", "{n: 36, mean: 41, sd: 13}", scale="mme-per-day")
    error = "se 12 of 36 is a deviation of 72, large beside 13 in this study"
    deviation = "sd 13 is small beside 72 in this study; times sqrt(36) it would be 78"
    assert told(library(text), "A116") == [
        ("results[0].arms.drgs.se", error, "is it a standard deviation?"),
        ("results[0].arms.scs.sd", deviation, "is it a standard error?"),
    ]


@pytest.mark.parametrize(
    ("drgs", "scs", "scale"),
    [
        ("{n: 40, mean: 4.1, sd: 0.8}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),  # not a third
        ("{n: 200, mean: 4.1, sd: 0.6}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),  # times 14: too much
        ("{n: 40, mean: 0.2, sd: 0.4}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),  # near the end of the scale
        ("{n: 9, mean: 4.1, sd: 0.6}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),  # too few
        ("{n: 40, mean: 4.1, se: 0.3}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),
        ("{n: 40, mean: 4.1, spread: 0.3}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),
        ("{n: 40, mean: 4.1, sd: 0}", "{n: 40, mean: 5.0, sd: 2.1}", "nrs-10"),
        ("{n: 40, mean: 10, sd: 3}", "{n: 40, mean: 50, sd: 20}", "mme-per-day"),  # a deviation goes with its mean
        ("{n: 29, mean: 40, sd: 12}", "{n: 40, mean: 41, sd: 60}", "mme-per-day"),  # one far out makes a deviation
        ("{n: 40, mean: 40, sd: 12}", "{n: 29, mean: 41, sd: 60}", "mme-per-day"),
        ("{n: 40, mean: 4.1, sd: 0.3}", "{n: 40, mean: 5.0}", "nrs-10"),
        ("{n: 40, mean: 4.1, se: 0.3}", "{n: 40, mean: 5.0, se: 2.0}", "nrs-10"),  # beyond the scale: A106
        ("{n: 40, mean: 10, sd: 0.3}", "{n: 40, mean: 10, sd: 0}", "nrs-10"),
    ],
)
def test_deviations_that_may_well_stand_side_by_side_are_not_told(
    drgs: str, scs: str, scale: str, library: Read
) -> None:
    assert told(library(two(drgs, scs, scale=scale)), "A116") == []


def test_a_baseline_is_not_held_against_the_end(library: Read) -> None:
    baseline, end = (
        row("drgs: {n: 16, mean: 7.0, sd: 0.6}", "baseline", months=0),
        row("drgs: {n: 16, mean: 5, sd: 2.4}"),
    )
    assert told(library(f"results: [{baseline}, {end}]"), "A116") == []


@pytest.mark.parametrize(
    ("sd", "other", "faults"),
    [
        ("0.2", "{n: 49, mean: 5, sd: 2.2}", 1),
        ("0.5", "{n: 49, mean: 5, sd: 2.2}", 0),  # not a fifth
        ("0.2", "{n: 49, mean: 5}", 0),
    ],
)
def test_a_baseline_without_sisters_is_held_against_the_end_from_afar(
    sd: str, other: str, faults: int, library: Read
) -> None:
    baseline = row(f"drgs: {{n: 49, mean: 7.4, sd: {sd}}}", "baseline", months=0)
    found = told(library(f"results: [{baseline}, {row(f'scs: {other}')}]"), "A116")
    message = "sd 0.2 is small beside 2.2 in this study; times sqrt(49) it would be 1.4"
    assert found == [("results[0].arms.drgs.sd", message, "is it a standard error?")] * faults


def test_baselines_without_sisters_on_a_scale_without_ends_are_not_held_against_the_end(library: Read) -> None:
    on = "outcome: opioid-dose, scale: mme-per-day"
    start, end = (
        f"{{{on}, statistic: {statistic}, months: {months}, arms: {{drgs: {{n: 49, mean: 40, sd: {sd}}}}}}}"
        for statistic, months, sd in (("baseline", 0, 4), ("final", 6, 30))
    )
    assert told(library(f"results: [{start}, {end}]"), "A116") == []


@pytest.mark.parametrize("statistic", ["change", "improvement"])
def test_a_change_of_more_than_five_deviations_is_told(statistic: str, library: Read) -> None:
    text = f"results: [{row('drgs: {n: 36, mean: 3.6, sd: 0.4}', statistic)}]"
    message = "sd 0.4 is small for a change of 3.6, 9 deviations"
    assert told(library(text), "A116") == [("results[0].arms.drgs.sd", message, "is it a standard error?")]


def test_the_way_from_baseline_to_the_end_is_a_change_for_both(library: Read) -> None:
    baseline, end = (
        row("drgs: {n: 65, mean: 8.4, sd: 0.1}", "baseline", months=0),
        row("drgs: {n: 65, mean: 3.3, sd: 0.3}"),
    )
    found = told(library(f"results: [{baseline}, {end}]"), "A116")
    assert [(at, message) for at, message, _ in found] == [
        ("results[0].arms.drgs.sd", "sd 0.1 is small for a change of 5.1, 17 deviations"),
        ("results[1].arms.drgs.sd", "sd 0.3 is small for a change of 5.1, 17 deviations"),
    ]


@pytest.mark.parametrize(
    ("arm", "scale"),
    [
        ("{n: 36, mean: 3.6, sd: 0.8}", "nrs-10"),
        ("{n: 36, mean: 3.6, se: 0.4}", "nrs-10"),
        ("{n: 36, mean: 80, sd: 8}", "percent"),  # relief may be much alike in all
        ("{n: 36, mean: 9.5, sd: 1.8}", "nrs-10"),  # no standard error: times 6 it is beyond the scale
    ],
)
def test_a_change_of_few_deviations_or_on_no_scale_is_not_told(arm: str, scale: str, library: Read) -> None:
    assert told(library(f"results: [{row(f'drgs: {arm}', 'improvement', scale)}]"), "A116") == []


def studies(*deviations: str) -> dict[str, str]:
    texts = [f"results: [{row(f'drgs: {{n: 30, mean: 4.5, sd: {sd}}}')}]" for sd in deviations]
    return {f"moe_20{number:02}": text.replace("roe-2020", f"moe-20{number:02}") for number, text in enumerate(texts)}


def test_a_report_whose_deviations_are_all_errors_stands_out_among_three_others(library: Read) -> None:
    text = two("{n: 40, mean: 4.1, sd: 0.3}", "{n: 40, mean: 5.0, sd: 0.4}")
    found = told(library(text, **studies("1.9", "2.1", "2.4")), "A117")
    message = "sd 0.3 is small beside 2.1 in 3 other studies; times sqrt(40) it would be 1.9"
    assert found[0] == ("results[0].arms.drgs.sd", message, "is it a standard error?")
    assert [at for at, _, _ in found] == ["results[0].arms.drgs.sd", "results[0].arms.scs.sd"]


def test_two_other_studies_are_too_few(library: Read) -> None:
    text = two("{n: 40, mean: 4.1, sd: 0.3}", "{n: 40, mean: 5.0, sd: 0.4}")
    assert told(library(text, **studies("1.9", "2.1")), "A117") == []


def test_a_study_with_many_rows_is_one_of_those_it_is_held_against(library: Read) -> None:
    text = two("{n: 40, mean: 4.1, sd: 0.3}", "{n: 40, mean: 5.0, sd: 0.4}")
    many = studies("1.9", "2.1")
    many["moe_2000"] = (
        f"results: [{row('drgs: {n: 30, mean: 4.5, sd: 2}')}, {row('drgs: {n: 30, mean: 4, sd: 2}', months=9)}]"
    )
    assert told(library(text, **many), "A117") == []


def test_what_stands_out_within_its_study_is_not_told_twice(library: Read) -> None:
    folder = library(two("{n: 40, mean: 4.1, sd: 0.3}", "{n: 40, mean: 5.0, sd: 2.1}"), **studies("1.9", "2.1", "2.4"))
    assert (len(told(folder, "A116")), told(folder, "A117")) == (1, [])
