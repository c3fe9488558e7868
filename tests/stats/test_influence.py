"""Influence: what leaving a study out does, by definition; outliers are flagged; two and three studies have answers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.between_study import TAU2_METHODS
from drgs_cli.stats.influence import Deletion, Influence, influence
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.regression import SCALES, Regression, regress
from drgs_cli.stats.results import NotEstimable

Y = [0.31, -0.22, 0.74, 1.13, 0.08, 0.52]
V = [0.04, 0.09, 0.05, 0.12, 0.03, 0.08]
DOSE = [1.0, 2.0, 4.0, 7.0, 3.0, 5.0]
KINDS = sorted(SCALES)
METHODS = sorted(TAU2_METHODS)


def cases(y: list[float], v: list[float], *moderators: list[float], **how: str) -> tuple[Influence, ...]:
    found = influence(y, v, moderators, method=how.get("method", "reml"), interval=how.get("interval", "z"))
    assert not isinstance(found, NotEstimable)
    return found


def deletion(case: Influence) -> Deletion:
    assert isinstance(case.deletion, Deletion)
    return case.deletion


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("interval", KINDS)
def test_for_a_mean_all_follows_from_the_two_means(method: str, interval: str) -> None:
    full, less = pool(Y, V, method=method, interval=interval), pool(Y[1:], V[1:], method=method, interval=interval)
    assert isinstance(full, Pooled)
    assert isinstance(less, Pooled)
    found = deletion(cases(Y, V, method=method, interval=interval)[0])
    gap = full.estimate - less.estimate
    assert found.cook_distance == pytest.approx((gap / full.standard_error) ** 2, rel=1e-11)
    assert found.covariance_ratio == pytest.approx((less.standard_error / full.standard_error) ** 2, rel=1e-11)
    assert (found.tau2, found.q) == (less.tau2.value, less.q)
    scale = (less.standard_error / less.classic_error) ** 2
    spread = scale * (V[0] + less.tau2.value) + less.standard_error**2
    assert found.residual == pytest.approx((Y[0] - less.estimate) / spread**0.5, rel=1e-11)
    total = sum(1 / (v + less.tau2.value) for v in V)
    assert found.dfbetas == pytest.approx((gap / (scale / total) ** 0.5,), rel=1e-11)
    assert found.dffits == pytest.approx(gap / (full.weights[0] * scale * (V[0] + less.tau2.value)) ** 0.5, rel=1e-11)


def test_of_a_common_effect_dffits_and_dfbetas_are_one_and_cook_is_their_square() -> None:
    for case in cases(Y, V, method="ee"):
        found = deletion(case)
        assert found.dffits == pytest.approx(found.dfbetas[0], rel=1e-12)
        assert found.cook_distance == pytest.approx(found.dffits**2, rel=1e-12)
        assert found.covariance_ratio == pytest.approx(1 / (1 - case.leverage), rel=1e-12)


def test_leverages_add_up_to_the_number_of_coefficients_and_weights_to_100() -> None:
    found = cases(Y, V, DOSE)
    assert sum(case.leverage for case in found) == pytest.approx(2.0, rel=1e-13)
    assert sum(case.weight for case in found) == pytest.approx(100.0, rel=1e-13)


def test_in_a_regression_the_residual_is_that_of_a_mean_shift() -> None:
    """A column that is 1 for the study alone takes it out of the fit; its z is the residual."""
    shifted = regress(Y, V, [DOSE, [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]])
    assert isinstance(shifted, Regression)
    found = deletion(cases(Y, V, DOSE)[3])
    assert found.residual == pytest.approx(shifted.coefficients[2].statistic, rel=1e-9)
    assert found.tau2 == pytest.approx(shifted.tau2.value, rel=1e-9)
    full = regress(Y, V, [DOSE])
    assert isinstance(full, Regression)
    assert len(found.dfbetas) == 2
    (a, b), (_, d) = full.covariance
    one, two = (full.coefficients[j].estimate - shifted.coefficients[j].estimate for j in (0, 1))
    cook = (d * one * one - 2 * b * one * two + a * two * two) / (a * d - b * b)
    assert found.cook_distance == pytest.approx(cook, rel=1e-8)


@given(st.sampled_from(METHODS), st.sampled_from(KINDS), st.randoms(use_true_random=False))
def test_the_order_of_the_studies_does_not_matter(method: str, interval: str, chance: random.Random) -> None:
    order = chance.sample(range(6), 6)
    one = cases(Y, V, DOSE, method=method, interval=interval)
    y, v, dose = ([values[i] for i in order] for values in (Y, V, DOSE))
    other = cases(y, v, dose, method=method, interval=interval)
    for place, case in zip(order, other, strict=True):
        assert deletion(case).cook_distance == pytest.approx(deletion(one[place]).cook_distance, rel=1e-8)
        assert case.influential == one[place].influential


def test_an_outlier_is_flagged_and_the_others_are_not() -> None:
    y = [0.1, 0.12, 0.08, 0.11, 0.09, 0.1, 0.13, 0.07, 0.1, 0.1, 2.0]
    found = cases(y, [0.01] * 11)
    assert [case.influential for case in found] == [False] * 10 + [True]
    assert deletion(found[-1]).tau2 == 0.0


def test_a_study_with_most_of_the_weight_is_flagged_by_its_leverage() -> None:
    found = cases([0.1] * 8, [0.001, *[1.0] * 7])
    assert [case.influential for case in found] == [True] + [False] * 7
    assert found[0].weight > 99.0


def test_of_two_studies_each_is_compared_with_the_other_alone() -> None:
    first, second = cases([0.2, 0.9], [0.04, 0.09], method="ee", interval="knha")
    assert deletion(first).residual == pytest.approx(-0.7 / 0.13**0.5)
    assert (deletion(first).tau2, deletion(first).q) == (0.0, 0.0)
    assert deletion(second).residual == pytest.approx(0.7 / 0.13**0.5)


def test_three_studies_have_all_figures() -> None:
    assert len([deletion(case) for case in cases(Y[:3], V[:3])]) == 3


def test_a_study_that_alone_makes_a_moderator_vary_cannot_be_left_out() -> None:
    only = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    found = cases(Y, V, only)
    assert found[3].deletion == NotEstimable("not-full-rank")
    assert found[3].leverage == pytest.approx(1.0)
    assert isinstance(found[0].deletion, Deletion)


def test_a_study_that_cannot_be_left_out_is_judged_by_its_leverage_alone() -> None:
    found = cases([0.1, 0.5, 0.3], [0.1, 0.2, 0.3], [1.0, 2.0, 4.0])
    assert {case.deletion for case in found} == {NotEstimable("too-few")}
    assert not any(case.influential for case in found)


def test_through_all_points_there_is_no_limit_for_dffits() -> None:
    found = influence([0.1, 0.5], [0.1, 0.2], [[1.0, 2.0]], method="ee")
    assert not isinstance(found, NotEstimable)
    assert [case.deletion for case in found] == [NotEstimable("too-few")] * 2


def test_no_study_and_one_have_no_influence() -> None:
    assert influence([], []) == NotEstimable("no-study")
    assert influence([0.1], [0.2]) == NotEstimable("too-few")


def test_without_a_full_fit_its_reason_is_the_answer() -> None:
    assert influence(Y, V, [[1.0] * 6]) == NotEstimable("not-full-rank", (("1",),))
    assert influence(Y, [1e-300, *V[1:]]) == NotEstimable("out-of-range")
    assert influence(Y[:2], V[:2], [DOSE[:2]]) == NotEstimable("too-few")
