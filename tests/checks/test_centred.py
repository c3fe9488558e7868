"""Intervals off their estimate, and widths that do not belong together."""

from collections.abc import Callable
from math import exp, sqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str]]:
    found = check(folder, [RULES[rule]])
    return [(p.location.at.removeprefix("results[0]."), p.message) for p in found]


def pain(arm: str) -> str:
    on = "outcome: pain-intensity, statistic: final, scale: nrs-10"
    return f"results: [{{{on}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]"


def contrast(measure: str, figures: str) -> str:
    of = f"{{arms: [drgs, scs], measure: {measure}, {figures}}}"
    return f"results: [{{outcome: responder-50, contrasts: [{of}], source: {{report: roe-2020}}}}]"


def test_an_interval_off_its_mean_is_told_with_its_middle(library: Read) -> None:
    found = told(library(pain("{n: 40, mean: 4.1, ci: [3.6, 5.4]}")), "A118")
    assert found == [("arms.drgs.ci", "the middle of 3.6 to 5.4 is 4.5, its estimate 4.1")]


def test_an_interval_of_a_ratio_is_centred_as_a_product(library: Read) -> None:
    sound, wrong = "estimate: 1.20, ci: [0.50, 2.88]", "estimate: 1.20, ci: [0.50, 1.90]"
    assert told(library(contrast("odds-ratio", sound)), "A118") == []
    found = told(library(contrast("odds-ratio", wrong)), "A118")
    assert found == [("contrasts[0].ci", "the middle of 0.50 to 1.90 is 0.975, its estimate 1.20")]


@pytest.mark.parametrize(("high", "faults"), [("2.2", 0), ("2.3", 1)])
def test_a_difference_may_lie_a_fifth_of_the_half_width_off_beyond_its_digits(
    high: str, faults: int, library: Read
) -> None:
    # the middle of 0 to 2.2 is 1.1: 0.2 off, where 0.1 + 0.22 are allowed; half units count on both sides
    figures = f"estimate: 0.8, ci: [0.0, {high}]"
    assert len(told(library(contrast("mean-difference", figures)), "A118")) == faults


def test_a_difference_of_risks_may_lean_more(library: Read) -> None:
    figures = "estimate: 0.100, ci: [-0.050, 0.330]"
    assert told(library(contrast("risk-difference", figures)), "A118") == []
    assert told(library(contrast("smd", figures)), "A118") != []


def counted(drgs: str, scs: str, measure: str, figures: str) -> str:
    arms = f"arms: {{drgs: {{{drgs}}}, scs: {{{scs}}}}}"
    return contrast(measure, figures).replace("outcome: responder-50", f"outcome: responder-50, {arms}")


def test_the_exact_interval_of_a_small_table_may_lean_a_fifth_more(library: Read) -> None:
    exact = "estimate: 9.76, ci: [0.80, 566]"  # R fisher.test of 5 of 10 against 1 of 12
    few, many = ("events: 5, n: 10", "events: 1, n: 12"), ("events: 50, n: 100", "events: 10, n: 120")
    assert told(library(counted(*few, "odds-ratio", exact)), "A118") == []
    assert told(library(counted(*many, "odds-ratio", exact)), "A118") != []
    assert told(library(counted(*few, "odds-ratio", "estimate: 9.76, ci: [5.00, 566]")), "A118") != []


def test_newcombes_interval_of_the_counts_may_lean_as_it_does(library: Read) -> None:
    few = ("events: 20, n: 20", "events: 0, n: 20")
    newcombe = "estimate: 1.000, ci: [0.772, 1.000]"  # Wilson of 0 of 20 ends at 0.161: 1 - hypot(0.161, 0.161)
    assert told(library(counted(*few, "risk-difference", newcombe)), "A118") == []
    assert told(library(counted(*few, "risk-difference", "estimate: 1.000, ci: [0.500, 1.000]")), "A118") != []


@pytest.mark.parametrize(("scale", "faults"), [("mme-per-day", 0), ("nrs-10", 1)])
def test_means_on_a_scale_without_an_upper_end_may_lean_more(scale: str, faults: int, library: Read) -> None:
    text = pain("{n: 12, mean: 4.0, ci: [2.7, 6.7]}").replace("scale: nrs-10", f"scale: {scale}")
    assert len(told(library(text), "A118")) == faults


@pytest.mark.parametrize(
    ("measure", "figures"),
    [
        ("odds-ratio", "estimate: 0.01, ci: [0.00, 0.90]"),  # an end printed as 0 has no logarithm
        ("odds-ratio", "estimate: 0.1, ci: [0.1, 0.3]"),  # 0.1 may be 0.05 or 0.15
        ("odds-ratio", "estimate: 1, ci: [0, 3]"),
        ("odds-ratio", "estimate: 4.0, ci: [1.1, 3.0]"),  # outside: A104
        ("icer", "estimate: 400, ci: [300, 900]"),
        ("mean-difference", "ci: [300, 900]"),
        ("odds-ratio", "ci: [1.1, 3.0]"),
        ("odds-ratio", "estimate: 4.0"),
    ],
)
def test_an_interval_that_has_no_middle_to_ask_for_is_not_asked(measure: str, figures: str, library: Read) -> None:
    assert told(library(contrast(measure, figures)), "A118") == []


@pytest.mark.parametrize("arm", ["{median: 4, ci: [3.9, 6]}", "{events: 20, n: 40, ci: [49, 70]}", "{mean: 4, n: 9}"])
def test_medians_and_proportions_lie_where_they_like(arm: str, library: Read) -> None:
    assert told(library(pain(arm)), "A118") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(estimate=st.floats(-1.5, 1.5), error=st.floats(0.1, 1.0), digits=st.integers(1, 3))
def test_a_ratio_with_the_interval_of_its_own_logarithm_is_never_told(
    estimate: float, error: float, digits: int, library: Read
) -> None:
    printed = [f"{exp(estimate + z * error):.{digits}f}" for z in (0, -1.96, 1.96)]
    text = contrast("risk-ratio", f"estimate: {printed[0]}, ci: [{printed[1]}, {printed[2]}]")
    assert told(library(text), "A118") == []


def test_an_interval_too_narrow_for_deviation_and_n_is_told_with_the_right_one(library: Read) -> None:
    found = told(library(pain("{n: 25, mean: 4.1, sd: 2.0, ci: [3.9, 4.3]}")), "A119")
    assert found == [("arms.drgs.ci", "sd 2.0 and n 25 give an interval of ± 0.764 to 0.846, not of ± 0.2")]


def test_an_interval_of_one_standard_error_is_told(library: Read) -> None:
    found = told(library(pain("{n: 25, mean: 4.1, se: 0.40, ci: [3.7, 4.5]}")), "A119")
    assert found == [("arms.drgs.ci", "se 0.40 give an interval of ± 0.774 to 0.836, not of ± 0.4")]


def test_an_error_that_is_not_that_of_its_deviation_is_told(library: Read) -> None:
    found = told(library(pain("{n: 25, mean: 4.1, sd: 2.0, se: 0.90}")), "A119")
    assert found == [("arms.drgs.se", "sd 2.0 and n 25 give 0.39 to 0.41, not 0.90")]


@pytest.mark.parametrize(
    "arm",
    [
        "{n: 10, mean: 4.1, sd: 2.0, ci: [2.7, 5.5]}",  # t: 2.262
        "{n: 10, mean: 4.1, sd: 2.0, ci: [2.9, 5.3]}",  # normal: 1.960
        "{n: 10, mean: 4.1, sd: 2.0, ci: [3.1, 5.1], level: 90}",
        "{mean: 4.1, se: 0.5, ci: [2.9, 5.3]}",  # few patients, perhaps
        "{n: 10, mean: 4.1, sd: 2.0, se: 0.6}",
        "{mean: 4.1, sd: 2.0, se: 0.9, ci: [2.3, 5.9]}",  # n not printed
        "{n: 10, average: 4.1, sd: 2.0, ci: [4.0, 4.2]}",
        "{n: 1, mean: 4.1, sd: 2.0, ci: [4.0, 4.2]}",
        "{n: 10, mean: 4.1, se: 0, ci: [4.0, 4.2]}",
        "{n: 10, mean: 4.1, sd: 2.0, ci: [4.2, 4.0]}",  # turned: A104
        "{n: 10, mean: 4.1, sd: 2.0}",
        "{mean: 4.1, sd: 2.0, ci: [2.3, 5.9]}",
    ],
)
def test_widths_that_may_belong_together_or_are_not_known_are_not_told(arm: str, library: Read) -> None:
    assert told(library(pain(arm)), "A119") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(mean=st.floats(1, 9), sd=st.floats(0.2, 3), n=st.integers(2, 300), digits=st.integers(0, 2))
def test_a_mean_with_its_own_error_and_interval_is_never_told(
    mean: float, sd: float, n: int, digits: int, library: Read
) -> None:
    error = sd / sqrt(n)
    figures = [f"{figure:.{digits}f}" for figure in (mean, sd, error, mean - 1.96 * error, mean + 1.96 * error)]
    text = "{{n: {}, mean: {}, sd: {}, se: {}, ci: [{}, {}]}}".format(n, *figures)
    assert told(library(pain(text)), "A119") == told(library(pain(text)), "A118") == []
