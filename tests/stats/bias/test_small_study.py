"""Lines through a funnel turn with it, grow with it, and agree where their models do."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.small_study import (
    ASYMMETRY_TESTS,
    PREDICTORS,
    AsymmetryTest,
    RegressionTest,
    egger,
    line_on,
    regression_test,
    thompson,
)
from drgs_cli.stats.results import NotEstimable

EFFECTS = [0.1, 0.7, 0.2, 1.4, 0.9]
VARIANCES = [0.04, 0.16, 0.09, 0.36, 0.25]
STUDIES = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(1, 30)), min_size=4, max_size=9, unique_by=lambda study: study[1]
)


def asymmetry(found: AsymmetryTest | NotEstimable) -> AsymmetryTest:
    assert isinstance(found, AsymmetryTest)
    return found


def regression(found: RegressionTest | NotEstimable) -> RegressionTest:
    assert isinstance(found, RegressionTest)
    return found


def test_egger_of_meta_is_the_linear_model_of_metafor() -> None:
    one, other = asymmetry(egger(EFFECTS, VARIANCES)), regression(regression_test(EFFECTS, VARIANCES, model="lm"))
    assert (one.bias, one.standard_error, one.p) == (other.slope, other.standard_error, other.p)
    assert one.intercept == other.limit_estimate


def test_effects_that_are_their_errors_have_a_slope_of_1_and_no_limit() -> None:
    found = regression(regression_test([0.2, 0.3, 0.5, 0.8], [0.04, 0.09, 0.25, 0.64], method="ee"))
    assert found.slope == pytest.approx(1.0, rel=1e-12)
    assert found.limit_estimate == pytest.approx(0.0, abs=1e-12)
    assert found.df is None


def test_without_heterogeneity_thompson_is_the_common_effect_line_with_t() -> None:
    flat = [0.5, 0.52, 0.49, 0.51, 0.5]
    one, other = asymmetry(thompson(flat, VARIANCES)), regression(regression_test(flat, VARIANCES, method="ee"))
    assert one.residual_heterogeneity == 0.0
    assert (one.bias, one.standard_error, one.df) == (other.slope, other.standard_error, 3.0)
    assert one.p > other.p


@given(STUDIES, st.sampled_from(sorted(ASYMMETRY_TESTS)))
def test_effects_of_the_other_sign_turn_the_sign_alone(studies: list[tuple[int, int]], test: str) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    found, turned = ASYMMETRY_TESTS[test](effects, variances), ASYMMETRY_TESTS[test]([-y for y in effects], variances)
    if isinstance(found, NotEstimable):
        assert turned == found
    else:
        assert (asymmetry(turned).statistic, asymmetry(turned).p) == (-found.statistic, found.p)


@given(STUDIES, st.sampled_from(["ee", "dl", "reml", "pm"]), st.sampled_from(sorted(PREDICTORS)))
def test_a_larger_effect_for_all_moves_the_limit_alone(
    studies: list[tuple[int, int]], method: str, predictor: str
) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    found = regression(regression_test(effects, variances, method=method, predictor=predictor))
    moved = regression(regression_test([y + 2.0 for y in effects], variances, method=method, predictor=predictor))
    assert moved.slope == pytest.approx(found.slope, rel=1e-6, abs=1e-6)
    assert moved.limit_estimate == pytest.approx(found.limit_estimate + 2.0, rel=1e-6, abs=1e-6)


@given(STUDIES, st.sampled_from(["lm", "ee", "dl", "reml"]))
def test_the_order_of_the_studies_does_not_matter(studies: list[tuple[int, int]], method: str) -> None:
    def run(rows: list[tuple[int, int]]) -> RegressionTest | NotEstimable:
        effects, variances = [0.1 * y for y, _ in rows], [0.01 * v for _, v in rows]
        if method == "lm":
            return regression_test(effects, variances, model="lm")
        return regression_test(effects, variances, method=method)

    forth, back = run(studies), run(studies[::-1])
    if isinstance(forth, NotEstimable):
        assert back == forth
    else:
        assert regression(back).statistic == pytest.approx(forth.statistic, rel=1e-12, abs=1e-12)


def test_a_higher_level_widens_the_interval_of_the_limit_about_the_same_centre() -> None:
    narrow, wide = (regression(regression_test(EFFECTS, VARIANCES, level=level)) for level in (90.0, 99.0))
    assert wide.limit_interval.low < narrow.limit_interval.low < narrow.limit_estimate
    assert narrow.limit_estimate < narrow.limit_interval.high < wide.limit_interval.high


@pytest.mark.parametrize("method", ["ee", "reml"])
def test_one_variance_for_all_has_no_slope(method: str) -> None:
    assert regression_test([0.1, 0.2, 0.4], [0.2] * 3, method=method) == NotEstimable("not-full-rank")
    assert egger([0.1, 0.2, 0.4], [0.2] * 3) == thompson([0.1, 0.2, 0.4], [0.2] * 3) == NotEstimable("not-full-rank")


def test_variances_alike_to_ten_digits_have_no_slope_beside_a_mean() -> None:
    variances = [0.25, 0.25 + 2e-11, 0.25 - 2e-11]
    assert line_on(math.sqrt, [0.1, 0.2, 0.4], variances, "reml") == NotEstimable("not-full-rank")


def test_equal_effects_leave_no_variance_about_the_line() -> None:
    same = [0.3] * 5
    assert egger(same, VARIANCES) == NotEstimable("no-variance")
    assert regression_test(same, VARIANCES, model="lm") == NotEstimable("no-variance")
    assert asymmetry(thompson(same, VARIANCES)).p == pytest.approx(1.0, abs=1e-12)


def test_variances_too_far_apart_have_no_tau2_about_the_line() -> None:
    assert regression_test([0.1, 0.2, 0.4], [1e-49, 1.0, 1e49]) == NotEstimable("out-of-range")
