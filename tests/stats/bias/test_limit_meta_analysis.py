"""The limit of a funnel without small-study effect is its pool, and moves and turns with its studies."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.limit_meta_analysis import LimitMetaAnalysis, limit_meta_analysis
from drgs_cli.stats.results import NotEstimable

STUDIES = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(1, 30)), min_size=3, max_size=9, unique_by=lambda study: study[1]
)


def limit(found: LimitMetaAnalysis | NotEstimable) -> LimitMetaAnalysis:
    assert isinstance(found, LimitMetaAnalysis)
    return found


def test_without_heterogeneity_the_limit_is_that_of_eggers_line_and_nothing_is_unexplained() -> None:
    found = limit(limit_meta_analysis([0.2, 0.3, 0.5, 0.8], [0.04, 0.09, 0.25, 0.64]))
    assert (found.tau2, found.g_squared) == (0.0, 0.0)
    assert (found.estimate, found.shift) == pytest.approx((0.0, 1.0), abs=1e-12)
    assert found.q_residual == pytest.approx(0.0, abs=1e-12)


def test_with_heterogeneity_the_limit_is_the_expectation_of_a_study_without_error() -> None:
    variances = [0.1, 0.2, 0.5, 0.9]
    found = limit(limit_meta_analysis([2.0, -1.0, 1.5, 3.0], variances))
    tau = math.sqrt(found.tau2)
    assert found.tau2 > 0.0
    assert found.estimate == pytest.approx(found.mean + tau * found.shift, rel=1e-14)
    assert 0.0 < found.g_squared < 1.0


@given(STUDIES)
def test_effects_of_the_other_sign_turn_the_sign_alone(studies: list[tuple[int, int]]) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    found, turned = (
        limit(limit_meta_analysis(effects, variances)),
        limit(limit_meta_analysis([-y for y in effects], variances)),
    )
    assert turned.estimate == -found.estimate
    assert (turned.interval.low, turned.interval.high) == (-found.interval.high, -found.interval.low)
    assert (turned.standard_error, turned.q_small_study) == (found.standard_error, found.q_small_study)
    assert turned.g_squared == pytest.approx(found.g_squared, rel=1e-6, abs=1e-9)


@given(STUDIES)
def test_the_order_of_the_studies_does_not_matter(studies: list[tuple[int, int]]) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    forth, back = limit_meta_analysis(effects, variances), limit_meta_analysis(effects[::-1], variances[::-1])
    assert limit(back).estimate == pytest.approx(limit(forth).estimate, rel=1e-12, abs=1e-12)


@given(STUDIES)
def test_what_the_line_explains_and_the_rest_are_the_whole_q(studies: list[tuple[int, int]]) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    found = limit(limit_meta_analysis(effects, variances))
    mean = sum(y / v for y, v in zip(effects, variances, strict=True)) / sum(1 / v for v in variances)
    q = sum((y - mean) ** 2 / v for y, v in zip(effects, variances, strict=True))
    assert found.q_small_study + found.q_residual == pytest.approx(q, rel=1e-9, abs=1e-9)
    assert found.q_small_study >= 0.0


def test_one_variance_for_all_has_no_line() -> None:
    assert limit_meta_analysis([0.1, 0.5, 0.9], [0.2] * 3) == NotEstimable("not-full-rank")


def test_heterogeneity_beside_which_all_variances_are_nothing_leaves_no_line() -> None:
    assert limit_meta_analysis([-1e4, 0.0, 1e4], [1e-9, 2e-9, 3e-9]) == NotEstimable("not-full-rank")


def test_variances_too_far_apart_are_out_of_range() -> None:
    assert limit_meta_analysis([0.1, 0.5, 0.9], [1e-49, 1.0, 1e49]) == NotEstimable("out-of-range")
