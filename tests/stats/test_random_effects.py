"""The fit that mean and regression share: figures worked by hand, and the edges of k."""

import math

import pytest

from drgs_cli.stats.least_squares import Design, design_of
from drgs_cli.stats.random_effects import RandomEffects, fit_random_effects, share_between
from drgs_cli.stats.results import NotEstimable


def fit(estimates: list[float], variances: list[float], method: str, design: Design | None = None) -> RandomEffects:
    found = fit_random_effects(estimates, variances, design, method=method)
    assert isinstance(found, RandomEffects)
    return found


def line(x: list[float]) -> Design:
    design = design_of([x])
    assert isinstance(design, Design)
    return design


def test_a_mean_by_hand() -> None:
    # weights 1/2, 1/2, 1/4: mean (1 + 2 + 2) / 1.25; tr P = 1.25 - 0.5625 / 1.25
    found = fit([2.0, 4.0, 8.0], [2.0, 2.0, 4.0], "ee")
    assert found.coefficients[0] == pytest.approx(4.0, rel=1e-15)
    assert found.covariance[0][0] == pytest.approx(0.8, rel=1e-15)
    assert found.weights == pytest.approx((0.4, 0.4, 0.2), rel=1e-15)
    assert found.q == pytest.approx(6.0, rel=1e-15)
    assert found.df == 2
    assert found.q_p == pytest.approx(math.exp(-3.0), rel=1e-14)
    assert found.scale == pytest.approx(3.0, rel=1e-15)
    assert found.typical_variance == pytest.approx(2.0 / 0.8, rel=1e-15)
    assert found.i2 == pytest.approx(100.0 * 4.0 / 6.0, rel=1e-14)
    assert found.h2 == pytest.approx(3.0, rel=1e-14)


def test_i2_of_a_random_effects_fit_comes_from_tau2() -> None:
    found = fit([2.0, 4.0, 8.0], [2.0, 2.0, 4.0], "he")
    assert found.typical_variance == pytest.approx(2.5, rel=1e-15)
    assert found.i2 == pytest.approx(100.0 * found.tau2.value / (found.tau2.value + 2.5), rel=1e-14)
    assert found.h2 == pytest.approx(1.0 + found.tau2.value / 2.5, rel=1e-14)


def test_less_scatter_than_expected_is_no_negative_i2() -> None:
    found = fit([1.0, 1.1], [4.0, 4.0], "ee")
    assert found.i2 == 0.0
    assert found.h2 < 1.0
    assert fit([1.0, 1.0], [4.0, 4.0], "ee").i2 == 0.0


def test_a_line_by_hand() -> None:
    found = fit([1.0 + 1 / 6, 3.0 - 1 / 3, 5.0 + 1 / 6], [0.25, 0.25, 0.25], "ee", line([0.0, 1.0, 2.0]))
    assert found.coefficients == pytest.approx((1.0, 2.0), rel=1e-14)
    assert [x for row in found.covariance for x in row] == pytest.approx([5 / 24, -1 / 8, -1 / 8, 1 / 8], rel=1e-14)
    assert found.q == pytest.approx(4.0 / 6.0, rel=1e-13)
    assert found.df == 1


def test_without_an_intercept_a_shift_of_the_estimates_matters() -> None:
    design = design_of([[1.0, 2.0, 3.0]], intercept=False)
    assert isinstance(design, Design)
    assert fit([1.0, 2.0, 3.0], [1.0] * 3, "dl", design).q == pytest.approx(0.0, abs=1e-28)
    assert fit([11.0, 12.0, 13.0], [1.0] * 3, "dl", design).q > 1.0


def test_one_study_is_its_own_mean() -> None:
    found = fit([3.0], [4.0], "reml")
    assert (found.coefficients, found.covariance, found.weights) == ((3.0,), ((4.0,),), (1.0,))
    assert (found.q, found.q_p, found.i2, found.h2) == (0.0, 1.0, 0.0, 1.0)
    assert (found.scale, found.typical_variance, found.tau2.status) == (None, None, "fixed")
    assert found.log_likelihood == pytest.approx(0.0, abs=1e-15)  # nothing is left to be likely


def test_a_line_through_two_studies_is_exact_where_tau2_is_not_asked_for() -> None:
    found = fit([1.0, 2.0], [1.0, 1.0], "ee", line([0.0, 1.0]))
    assert found.coefficients == pytest.approx((1.0, 1.0), rel=1e-14)
    assert (found.q, found.i2) == (0.0, 0.0)
    assert fit_random_effects([1.0, 2.0], [1.0, 1.0], line([0.0, 1.0])) == NotEstimable("too-few")


def test_no_study_and_numbers_out_of_range_say_so() -> None:
    assert fit_random_effects([], []) == NotEstimable("no-study")
    assert fit_random_effects([0.0, 1.0], [1e-300, 1e300]) == NotEstimable("out-of-range")
    assert fit_random_effects([1e160, -1e160], [1e300, 1e300]) == NotEstimable("out-of-range")
    assert fit_random_effects([1e10, 5e10, 2e10], [1.0] * 3, line([1e-300, 2e-300, 4e-300])) == NotEstimable(
        "out-of-range"
    )
    lost = fit_random_effects([1.0, 2.0, 3.0, 4.0], [1e-40, 1.0, 1.0, 1.0], line([1.0, 2.0, 3.0, 4.0]))
    assert lost == NotEstimable("not-full-rank")


def test_residuals_that_are_but_rounding_are_no_scale() -> None:
    assert fit([0.1, 0.1, 0.1], [0.3, 0.2, 0.7], "reml").scale == 0.0


@pytest.mark.parametrize("tau2", [0.0, 1e-300, 1.0, 1e300])
def test_the_share_between_studies_stays_within_its_bounds(tau2: float) -> None:
    assert 0.0 <= share_between(tau2, 1e-5) <= 100.0
