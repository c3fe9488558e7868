"""Weighted fits and traces against exact rational arithmetic on the k x k matrix that is never built here."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from drgs_cli.stats.least_squares import (
    Design,
    NotFullRankError,
    WeightedLeastSquares,
    check_numbers,
    design_of,
    intercept_design,
    least_squares,
)
from drgs_cli.stats.results import NotEstimable

K = 7
Exact = list[list[Fraction]]


def drawn(coefficients: int, ratio: float) -> tuple[list[list[float]], list[float], list[float]]:
    """Columns, estimates and weights, one or two studies with `ratio` times the weight of the others."""
    draw = random.Random(repr((coefficients, ratio)))
    columns = [[1.0] * K, *([draw.gauss(0, 1) for _ in range(K)] for _ in range(coefficients - 1))]
    weights = [draw.uniform(0.5, 2.0) for _ in range(K)]
    for i in range(min(coefficients, 2)):
        weights[3 + i] *= ratio
    return columns, [draw.gauss(0, 1) for _ in range(K)], weights


def projection(columns: Sequence[Sequence[float]], weights: Sequence[float]) -> Exact:
    """P = W - W X (X'WX)^-1 X'W, exactly."""
    size, p = len(weights), len(columns)
    w, x = [Fraction(a) for a in weights], [[Fraction(a) for a in column] for column in columns]
    rows = [
        [sum((w[i] * x[a][i] * x[b][i] for i in range(size)), Fraction()) for b in range(p)]
        + [w[i] * x[a][i] for i in range(size)]
        for a in range(p)
    ]
    for c in range(p):  # Gauss and Jordan
        rows[c] = [value / rows[c][c] for value in rows[c]]
        for r in range(p):
            if r != c:
                rows[r] = [value - rows[r][c] * pivot for value, pivot in zip(rows[r], rows[c], strict=True)]
    solved = [row[p:] for row in rows]
    return [
        [w[i] * (int(i == j) - sum((x[a][i] * solved[a][j] for a in range(p)), Fraction())) for j in range(size)]
        for i in range(size)
    ]


def fitted(columns: Sequence[Sequence[float]], y: Sequence[float], weights: Sequence[float]) -> WeightedLeastSquares:
    design = design_of(columns[1:]) if len(columns) > 1 else intercept_design(len(y))
    assert isinstance(design, Design)
    return least_squares(design, y, weights)


@pytest.mark.parametrize("ratio", [1.0, 1e4, 1e9, 1e15])
@pytest.mark.parametrize("coefficients", [1, 2, 3])
def test_traces_are_exact_however_unequal_the_weights(coefficients: int, ratio: float) -> None:
    columns, y, weights = drawn(coefficients, ratio)
    fit, p = fitted(columns, y, weights), projection(columns, weights)
    left, right = [0.5 + i for i in range(K)], [1.0 / (1 + i) for i in range(K)]
    cells = [(i, j, p[i][j] ** 2) for i in range(K) for j in range(K)]
    assert fit.trace() == pytest.approx(float(sum(p[i][i] for i in range(K))), rel=1e-13)
    product = sum(p[i][i] * Fraction(right[i]) for i in range(K))
    assert fit.trace_of_product(right) == pytest.approx(float(product), rel=1e-13)
    assert fit.trace_of_square() == pytest.approx(float(sum(square for *_, square in cells)), rel=1e-13)
    between = sum(square * Fraction(left[i]) * Fraction(right[j]) for i, j, square in cells)
    assert fit.trace_between(left, right) == pytest.approx(float(between), rel=1e-13)


@pytest.mark.parametrize("coefficients", [1, 2, 3])
def test_sums_of_squares_are_exact(coefficients: int) -> None:
    columns, y, weights = drawn(coefficients, 3.0)
    fit, p = fitted(columns, y, weights), projection(columns, weights)
    pulled = [sum(p[i][j] * Fraction(y[j]) for j in range(K)) for i in range(K)]
    assert fit.rss == pytest.approx(float(sum(a * Fraction(b) for a, b in zip(pulled, y, strict=True))), rel=1e-13)
    assert fit.score == pytest.approx(float(sum(a * a for a in pulled)), rel=1e-13)
    assert sum(fit.leverages) == pytest.approx(coefficients, rel=1e-14)


def test_a_line_through_three_points() -> None:
    # y = 1 + 2x + (1, -2, 1)/6 of deviation, which is orthogonal to the line
    design = design_of([[0.0, 1.0, 2.0]])
    assert isinstance(design, Design)
    fit = least_squares(design, [1.0 + 1 / 6, 3.0 - 1 / 3, 5.0 + 1 / 6], [4.0, 4.0, 4.0])
    assert fit.coefficients == pytest.approx([1.0, 2.0], rel=1e-14)
    assert fit.residuals == pytest.approx([1 / 6, -1 / 3, 1 / 6], rel=1e-14)
    # X'WX = 4 [[3, 3], [3, 5]]
    assert [x for row in fit.covariance for x in row] == pytest.approx([5 / 24, -1 / 8, -1 / 8, 1 / 8], rel=1e-14)


def test_a_coefficient_that_rests_on_one_study_leaves_it_no_residual() -> None:
    columns = [[1.0] * 4, [0.0, 0.0, 0.0, 1.0]]
    fit, weights = fitted(columns, [1.0, 2.0, 3.0, 9.0], [1.0, 2.0, 3.0, 4.0]), [1.0, 2.0, 3.0]
    assert fit.trace() == pytest.approx(6.0 - sum(w * w for w in weights) / 6.0, rel=1e-15)
    assert fit.trace_of_square() == pytest.approx(fitted([[1.0] * 3], [0.0] * 3, weights).trace_of_square(), rel=1e-14)


def test_units_of_a_moderator_change_its_coefficient_alone() -> None:
    x, y, w = [1.0, 2.0, 4.0, 8.0], [0.3, 0.1, 0.9, 0.4], [1.0, 2.0, 1.0, 3.0]
    small, large = design_of([x]), design_of([[a * 2.0**300 for a in x]])
    assert isinstance(small, Design)
    assert isinstance(large, Design)
    ours, theirs = least_squares(small, y, w), least_squares(large, y, w)
    assert theirs.coefficients == [ours.coefficients[0], ours.coefficients[1] / 2.0**300]
    assert theirs.residuals == ours.residuals


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        pytest.param([[1.0, 1.0, 1.0]], "not-full-rank", id="constant"),
        pytest.param([[0.0, 0.0, 0.0]], "not-full-rank", id="zero"),
        pytest.param([[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]], "not-full-rank", id="one from the other"),
        pytest.param([[1.0, 2.0], [2.0, 7.0]], "too-few", id="more coefficients than studies"),
    ],
)
def test_columns_that_cannot_be_told_apart(columns: list[list[float]], reason: str) -> None:
    design = design_of(columns)
    assert isinstance(design, NotEstimable)
    assert design.reason == reason


def test_a_design_knows_its_constant() -> None:
    without = design_of([[0.0, 2.0, 0.0, 2.0], [3.0, 0.0, 3.0, 0.0]], intercept=False)
    assert isinstance(without, Design)
    assert without.value_of_constant == 0.0
    other = design_of([[1.0, 2.0, 3.0], [7.0, 7.0, 7.0]], intercept=False)
    assert isinstance(other, Design)
    assert other.value_of_constant == 7.0


def test_weights_that_leave_a_column_nothing_say_so() -> None:
    design = design_of([[1.0, 2.0, 3.0, 4.0]])
    assert isinstance(design, Design)
    with pytest.raises(NotFullRankError):
        least_squares(design, [1.0, 2.0, 3.0, 4.0], [1e200, 1.0, 1.0, 1.0])


@pytest.mark.parametrize("columns", [[], [[]], [[1.0, 2.0], [1.0]], [[1.0, float("nan")]]])
def test_columns_that_are_no_design_are_the_callers_fault(columns: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="one length"):
        design_of(columns)


@pytest.mark.parametrize(
    ("y", "v", "fault"),
    [
        ([1.0], [1.0, 2.0], "one length"),
        ([1.0, float("inf")], [1.0, 1.0], "an estimate is finite"),
        ([1.0, 2.0], [1.0, 0.0], "more than 0"),
        ([1.0, 2.0], [1.0, float("inf")], "more than 0"),
    ],
)
def test_impossible_numbers_are_the_callers_fault(y: list[float], v: list[float], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_numbers(y, v, intercept_design(len(y)))
