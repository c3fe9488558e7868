"""Rows go through a conversion by name; what a row leaves empty is told figure by figure."""

import pytest

from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.row_conversions import CONVERSIONS, converted

MISSING = NotEstimable("not-applicable")


@pytest.mark.parametrize("name", sorted(CONVERSIONS))
def test_an_empty_row_gives_every_figure_a_reason(name: str) -> None:
    assert converted(name, {}) == dict.fromkeys(CONVERSIONS[name].figures, MISSING)


def test_an_arm_with_an_error_alone_has_an_sd_and_no_p() -> None:
    figures = converted("sd-from-one-arm", {"n": 16, "se": 0.5})
    assert figures == {"sd_from_se": 2.0, "sd_from_ci_t": MISSING, "sd_from_ci_z": MISSING, "p_t": MISSING}


def test_the_p_of_one_arm_gives_back_its_sd() -> None:
    forth = converted("sd-from-one-arm", {"n": 16, "se": 0.5, "mean": 1.25})
    back = converted("sd-from-p", {"n": 16, "mean": 1.25, "p": _number(forth["p_t"])})
    assert back == {"se_from_p_t": pytest.approx(0.5), "sd_from_p_t": pytest.approx(2.0)}


def test_limits_without_sizes_have_a_z_and_no_t() -> None:
    figures = converted("se-from-ci-and-tests", {"est": 2.0, "lo": 1.0, "hi": 3.0})
    assert figures["se_t"] == figures["p_t"] == figures["pooled_sd_from_se_z"] == MISSING
    assert figures["conv_wald_vi"] == pytest.approx(_number(figures["se_z"]) ** 2)


def test_wider_limits_of_a_higher_level_have_the_same_error() -> None:
    narrow = converted("se-from-ci-and-tests", {"est": 0.0, "lo": -1.6448536269514722, "hi": 1.6448536269514722}, 90.0)
    assert narrow["se_z"] == pytest.approx(1.0, rel=1e-14)


def test_the_p_of_a_difference_gives_what_its_limits_give() -> None:
    row = {"est": 2.0, "lo": 0.5, "hi": 3.5, "n1i": 20.0, "n2i": 22.0}
    limits = converted("se-from-ci-and-tests", row)
    from_z = converted("se-from-p", {**row, "p": _number(limits["p_z"])})
    from_t = converted("se-from-p", {**row, "p": _number(limits["p_t"])})
    assert from_z["conv_wald_vi"] == pytest.approx(_number(limits["conv_wald_vi"]), rel=1e-12)
    assert from_t["pooled_sd_from_se_t"] == pytest.approx(_number(limits["pooled_sd_from_se_t"]), rel=1e-12)


def test_three_sds_give_the_correlation_of_the_first_two() -> None:
    forth = converted("sd-of-change", {"sd_pre": 4.0, "sd_post": 5.0, "r": 0.4})
    back = converted("correlation", {"sd_pre": 4.0, "sd_post": 5.0, "sd_change": _number(forth["sd_change"])})
    assert back == {"r": pytest.approx(0.4)}
    assert forth["se_change"] == MISSING


@pytest.mark.parametrize(
    ("name", "row", "figure", "reason"),
    [
        ("combine-arms", {"n1": 0, "m1": 1, "sd1": 1, "n2": 0, "m2": 1, "sd2": 1}, "mean", "no-denominator"),
        ("sd-from-one-arm", {"n": 9, "mean": 2, "se": 0}, "p_t", "no-variance"),
        ("sd-from-one-arm", {"n": 9, "mean": 1e300, "se": 1e-300}, "p_t", "out-of-range"),
        ("se-from-ci-and-tests", {"est": 0, "lo": -1e200, "hi": 1e200}, "conv_wald_vi", "out-of-range"),
        ("sd-of-change", {"sd_pre": 2, "sd_post": 3, "r": 0.5, "n": 0}, "se_change", "no-denominator"),
        ("five-numbers", {"n": 2, "min": 1, "median": 2, "max": 3}, "qe_family", "too-few"),
        ("five-numbers", {"n": 4, "min": 1, "median": 2, "max": 3}, "skewness", "too-few"),
    ],
)
def test_a_figure_that_does_not_follow_says_why(name: str, row: dict[str, float], figure: str, reason: str) -> None:
    found = converted(name, row)[figure]
    assert isinstance(found, NotEstimable)
    assert found.reason == reason


@pytest.mark.parametrize(
    "ends", [{"min": 1.0, "max": 9.0}, {"q1": 2.0, "q3": 6.0}, {"min": 1.0, "q1": 2.0, "q3": 6.0, "max": 9.0}]
)
def test_each_summary_has_all_its_figures(ends: dict[str, float]) -> None:
    figures = converted("five-numbers", {"n": 40, "median": 4.0, **ends})
    assert figures.keys() == set(CONVERSIONS["five-numbers"].figures)
    assert not any(isinstance(figure, NotEstimable) for figure in figures.values())


def test_printed_divisors_differ_from_the_formula_in_the_third_digit() -> None:
    figures = converted("five-numbers", {"n": 20, "min": 1, "median": 4, "max": 8})
    assert figures["metamean_Wan_sd"] == 7 / 3.735
    assert figures["conv_fivenum_sd"] == pytest.approx(7 / 3.735, rel=5e-3)
    assert figures["conv_fivenum_sd"] != pytest.approx(7 / 3.735, rel=1e-4)


def _number(figure: object) -> float:
    assert isinstance(figure, float)
    return figure
