"""Meta-regression: exact where arithmetic is exact, the same for any unit or order, and reasons where there is none."""

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.between_study import TAU2_METHODS
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.prediction import Prediction, predict
from drgs_cli.stats.regression import SCALES, Predicted, Regression, predict_at, regress
from drgs_cli.stats.results import Interval, NotEstimable

Y = [0.31, -0.22, 0.74, 1.13, 0.08, 0.52, 0.96, -0.41]
V = [0.04, 0.09, 0.05, 0.12, 0.03, 0.08, 0.1, 0.06]
DOSE = [1.0, 2.0, 4.0, 7.0, 3.0, 5.0, 6.0, 1.5]
YEAR = [1984.0, 1986.0, 1986.0, 1991.0, 1999.0, 2003.0, 2004.0, 2011.0]
METHODS = sorted(TAU2_METHODS)
KINDS = sorted(SCALES)


def fitted(moderators: list[list[float]], method: str = "reml", interval: str = "z", **more: bool) -> Regression:
    found = regress(Y, V, moderators, method=method, interval=interval, intercept=more.get("intercept", True))
    assert isinstance(found, Regression)
    return found


def exact(moderators: list[list[float]], y: list[float], v: list[float]) -> tuple[list[Fraction], Fraction]:
    """Coefficients and residual sum of squares in exact arithmetic, by Gauss and Jordan."""
    columns = [[Fraction(1)] * len(y), *([Fraction(x) for x in column] for column in moderators)]
    weights = [1 / Fraction(one) for one in v]
    outcomes = [Fraction(one) for one in y]

    def product(one: list[Fraction], other: list[Fraction]) -> Fraction:
        return sum((a * w * b for a, w, b in zip(one, weights, other, strict=True)), Fraction())

    rows = [[*(product(one, other) for other in columns), product(one, outcomes)] for one in columns]
    for i in range(len(rows)):
        pivot = rows[i] = [value / rows[i][i] for value in rows[i]]
        for j, row in enumerate(rows):
            if j != i:
                rows[j] = [value - row[i] * part for value, part in zip(row, pivot, strict=True)]
    beta = [row[-1] for row in rows]
    left = [
        one - sum((b * x for b, x in zip(beta, row, strict=True)), Fraction())
        for one, row in zip(outcomes, zip(*columns, strict=True), strict=True)
    ]
    return beta, product(left, left)


def test_years_and_three_moderators_lose_no_digits() -> None:
    """metafor, which forms y'Py of a k x k matrix, has but seven digits of Q left with years as moderator."""
    moderators = [YEAR, DOSE, [x * x for x in YEAR]]
    beta, rss = exact(moderators, Y, V)
    found = fitted(moderators, "ee")
    assert [one.estimate for one in found.coefficients] == pytest.approx([float(b) for b in beta], rel=1e-7)
    assert found.q == pytest.approx(float(rss), rel=1e-13)
    beta, rss = exact([YEAR, DOSE], Y, V)
    found = fitted([YEAR, DOSE], "ee")
    assert [one.estimate for one in found.coefficients] == pytest.approx([float(b) for b in beta], rel=1e-12)
    assert found.q == pytest.approx(float(rss), rel=1e-14)


def test_the_omnibus_test_is_the_sum_of_squares_that_the_moderators_explain() -> None:
    with_them, without = exact([YEAR, DOSE], Y, V)[1], exact([], Y, V)[1]
    found = fitted([YEAR, DOSE], "ee").omnibus
    assert (found.df, found.df_residual) == (2, None)
    assert found.statistic == pytest.approx(float(without - with_them), rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("interval", KINDS)
def test_without_moderators_it_is_the_pooled_mean(method: str, interval: str) -> None:
    mean, found = pool(Y, V, method=method, interval=interval), fitted([], method, interval)
    assert isinstance(mean, Pooled)
    assert found.coefficients[0].estimate == pytest.approx(mean.estimate, rel=1e-12)
    assert found.coefficients[0].standard_error == pytest.approx(mean.standard_error, rel=1e-12)
    assert found.coefficients[0].p == pytest.approx(mean.p, rel=1e-10)
    assert (found.df, found.i2, found.q) == (mean.df, mean.i2, mean.q)
    assert found.r2 == NotEstimable("not-applicable")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("interval", KINDS)
def test_the_test_of_one_moderator_is_that_of_its_coefficient(method: str, interval: str) -> None:
    found = fitted([DOSE], method, interval)
    assert found.omnibus.statistic == pytest.approx(found.coefficients[1].statistic ** 2, rel=1e-11)
    assert found.omnibus.p == pytest.approx(found.coefficients[1].p, rel=1e-10)


@pytest.mark.parametrize("method", METHODS)
def test_the_covariance_is_the_root_times_its_transpose(method: str) -> None:
    found = fitted([DOSE, YEAR], method, "knha")
    for i, row in enumerate(found.root):
        for j, other in enumerate(found.root):
            product = sum(a * b for a, b in zip(row, other, strict=True))
            assert product == pytest.approx(found.covariance[i][j], rel=1e-9)
        assert found.covariance[i][i] == pytest.approx(found.coefficients[i].standard_error ** 2, rel=1e-12)


@given(st.sampled_from(METHODS), st.sampled_from(KINDS), st.randoms(use_true_random=False))
def test_the_order_of_the_studies_does_not_matter(method: str, interval: str, chance: random.Random) -> None:
    order = chance.sample(range(8), 8)
    y, v, dose, year = ([one[place] for place in order] for one in (Y, V, DOSE, YEAR))
    found, other = regress(y, v, [dose, year], method=method, interval=interval), fitted([DOSE, YEAR], method, interval)
    assert isinstance(found, Regression)
    assert found.tau2.value == pytest.approx(other.tau2.value, rel=1e-12, abs=1e-15)
    for one, same in zip(found.coefficients, other.coefficients, strict=True):
        assert one.estimate == pytest.approx(same.estimate, rel=1e-11)


@given(st.sampled_from(METHODS), st.floats(0.01, 100.0), st.floats(-1000.0, 1000.0))
def test_another_unit_and_origin_of_a_moderator_change_no_test(method: str, unit: float, origin: float) -> None:
    one, other = fitted([DOSE], method), fitted([[unit * x + origin for x in DOSE]], method)
    assert other.coefficients[1].estimate * unit == pytest.approx(one.coefficients[1].estimate, rel=1e-8)
    assert other.omnibus.statistic == pytest.approx(one.omnibus.statistic, rel=1e-8)
    assert other.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-8)


def test_without_an_intercept_all_columns_are_tested() -> None:
    cells = [[1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]]
    found = fitted(cells, intercept=False)
    assert [one.name for one in found.coefficients] == ["1", "2"]
    assert found.omnibus.df == 2
    assert found.r2 == NotEstimable("not-applicable")
    assert found.tau2.value == pytest.approx(fitted([cells[1]]).tau2.value, rel=1e-12)


def test_r2_is_the_part_of_tau2_that_a_moderator_takes_away() -> None:
    found, alone = fitted([DOSE]), fitted([])
    assert found.r2 == pytest.approx(100 * (1 - found.tau2.value / alone.tau2.value))


def test_r2_is_0_where_there_is_no_tau2_to_be_taken_away() -> None:
    found = regress([0.1, 0.1, 0.1, 0.1], [0.1, 0.2, 0.3, 0.4], [DOSE[:4]])
    assert isinstance(found, Regression)
    assert (found.r2, found.tau2.value, found.tau2.status) == (0.0, 0.0, "boundary")
    common = regress([0.1, 0.1, 0.1, 0.1], [0.1, 0.2, 0.3, 0.4], [DOSE[:4]], method="ee")
    assert isinstance(common, Regression)
    assert common.r2 == 0.0


def test_a_common_effect_regression_through_all_points_has_no_residuals_to_speak_of() -> None:
    found = regress(Y[:2], V[:2], [DOSE[:2]], method="ee")
    assert isinstance(found, Regression)
    assert (found.q, found.q_df, found.q_p, found.i2, found.h2) == (0.0, 0, 1.0, 0.0, 1.0)
    assert found.r2 == NotEstimable("too-few")


def test_a_single_study_has_its_normal_interval() -> None:
    found = regress([0.4], [0.04], [], interval="knha")
    assert isinstance(found, Regression)
    assert (found.interval_method, found.df, found.scale) == ("z", None, 1.0)
    assert found.coefficients[0].standard_error == pytest.approx(0.2)


def test_a_prediction_at_the_origin_is_the_intercept() -> None:
    found = fitted([DOSE])
    there = predict_at(found, [0.0])
    assert isinstance(there, Predicted)
    intercept = found.coefficients[0]
    assert (there.estimate, there.standard_error) == pytest.approx((intercept.estimate, intercept.standard_error))
    assert (there.interval.low, there.interval.high) == pytest.approx((intercept.interval.low, intercept.interval.high))


@pytest.mark.parametrize("interval", KINDS)
def test_a_prediction_without_moderators_is_that_of_the_pooled_mean(interval: str) -> None:
    mean = pool(Y, V, interval=interval)
    assert isinstance(mean, Pooled)
    expected, found = predict(mean), predict_at(fitted([], interval=interval), [])
    assert isinstance(expected, Prediction)
    assert isinstance(found, Predicted)
    assert isinstance(found.prediction, Interval)
    assert isinstance(expected.interval, Interval)
    assert found.prediction.low == pytest.approx(expected.interval.low, rel=1e-12)
    assert found.prediction.high == pytest.approx(expected.interval.high, rel=1e-12)


def test_a_prediction_at_a_year_keeps_its_digits() -> None:
    far, near = fitted([YEAR]), fitted([[x - 1997.0 for x in YEAR]])
    one, other = predict_at(far, [1997.0], level=90.0), predict_at(near, [0.0], level=90.0)
    assert isinstance(one, Predicted)
    assert isinstance(other, Predicted)
    assert one.standard_error == pytest.approx(other.standard_error, rel=1e-11)
    assert (one.interval.low, one.interval.level) == pytest.approx((other.interval.low, 90.0), rel=1e-11)


def test_a_common_effect_predicts_no_new_study() -> None:
    found = predict_at(fitted([DOSE], "ee"), [2.0])
    assert isinstance(found, Predicted)
    assert found.prediction == NotEstimable("not-applicable")


def test_a_prediction_that_no_float_holds_says_so() -> None:
    assert predict_at(fitted([DOSE]), [1e308]) == NotEstimable("out-of-range")


@pytest.mark.parametrize("values", [[], [1.0, 2.0], [math.nan]])
def test_a_prediction_needs_one_value_for_each_moderator(values: list[float]) -> None:
    with pytest.raises(ValueError, match="needs 1 finite value"):
        predict_at(fitted([DOSE]), values)


def test_moderators_that_say_the_same_are_named() -> None:
    twice = [2.0 * x + 1.0 for x in DOSE]
    both = [a + b for a, b in zip(DOSE, YEAR, strict=True)]
    found = regress(Y, V, [DOSE, YEAR, twice, both], names=("dose", "year", "twice", "both"))
    assert found == NotEstimable("not-full-rank", (("dose", "twice"), ("dose", "year", "both")))


def test_a_constant_moderator_is_named_by_its_number() -> None:
    assert regress(Y, V, [DOSE, [3.0] * 8]) == NotEstimable("not-full-rank", (("2",),))


@pytest.mark.parametrize(
    ("y", "moderators", "interval", "answer"),
    [
        ([], [], "z", NotEstimable("no-study")),
        (Y[:2], [DOSE[:2]], "z", NotEstimable("too-few")),
        (Y[:2], [DOSE[:2], YEAR[:2]], "z", NotEstimable("too-few")),
        ([1.0, 2.0, 3.0, 4.0], [[1.0, 2.0, 3.0, 4.0]], "knha", NotEstimable("no-variance")),
        (Y[:3], [[1e300, 2e300, 5e300]], "z", NotEstimable("out-of-range")),
        ([1e307, -1e307, 0.0], [[1.0, 2.0, 4.0]], "z", NotEstimable("out-of-range")),
        ([1e307, -1e307, 0.0], [], "z", NotEstimable("out-of-range")),
    ],
)
def test_where_there_is_nothing_to_fit_the_reason_is_said(
    y: list[float], moderators: list[list[float]], interval: str, answer: NotEstimable
) -> None:
    assert regress(y, V[: len(y)], moderators, interval=interval) == answer


def test_a_coefficient_whose_variance_no_float_holds_says_so() -> None:
    small, large = [1e-126 * y for y in Y[:3]], [1e59, 2e59, 4e59]
    assert regress(small, [1e-252] * 3, [large], method="ee") == NotEstimable("out-of-range")


def test_a_t_interval_needs_a_degree_of_freedom() -> None:
    assert regress(Y[:2], V[:2], [DOSE[:2]], method="ee", interval="t") == NotEstimable("too-few")


def test_a_moderator_may_be_called_intercept() -> None:
    found = regress(Y, V, [DOSE], intercept=False, names=("intercept",))
    assert isinstance(found, Regression)
    assert (found.intercept, found.coefficients[0].name) == (False, "intercept")


def test_a_wrong_call_is_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="is one of"):
        regress(Y, V, [DOSE], interval="kr")
    with pytest.raises(ValueError, match="as many values"):
        regress(Y, V, [DOSE[:3]])
