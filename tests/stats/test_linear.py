"""Small matrices: the factor, what is solved from it, and the matrices that have none."""

import math

import pytest

from drgs_cli.stats.linear import (
    apply,
    cholesky,
    inverse,
    log_determinant,
    scaled_by,
    solve,
    transpose,
)
from drgs_cli.stats.results import NotEstimable

A = [[4.0, 2.0, 0.0], [2.0, 5.0, 2.0], [0.0, 2.0, 2.0]]  # L = [[2], [1, 2], [0, 1, 1]]; det A = (2 * 2 * 1)^2


def factor() -> list[list[float]]:
    lower = cholesky(A)
    assert not isinstance(lower, NotEstimable)
    return lower


def test_the_factor_is_the_lower_root() -> None:
    assert factor() == [[2.0, 0.0, 0.0], [1.0, 2.0, 0.0], [0.0, 1.0, 1.0]]
    assert [apply(factor(), row) for row in factor()] == A


def test_a_solution_solves() -> None:
    assert apply(A, solve(factor(), [2.0, -1.0, 4.0])) == pytest.approx([2.0, -1.0, 4.0], rel=1e-15)


def test_the_inverse_inverts_and_is_symmetric_to_the_bit() -> None:
    found = inverse(factor())
    assert found == transpose(found)
    for column, unit in zip(found, ([1, 0, 0], [0, 1, 0], [0, 0, 1]), strict=True):
        assert apply(A, column) == pytest.approx(unit, abs=1e-15)


def test_the_determinant_comes_as_its_logarithm() -> None:
    assert log_determinant(factor()) == pytest.approx(math.log(16.0), rel=1e-15)


@pytest.mark.parametrize(
    "singular",
    [
        pytest.param([[1.0, 2.0], [2.0, 4.0]], id="one row twice the other"),
        pytest.param([[1.0, 0.1], [0.1, 0.01]], id="so but for rounding"),
        pytest.param([[1.0, 2.0], [2.0, 1.0]], id="no square root"),
        pytest.param([[0.0]], id="nothing"),
    ],
)
def test_a_matrix_without_a_factor_says_so(singular: list[list[float]]) -> None:
    assert cholesky(singular) == NotEstimable("not-full-rank")


def test_a_power_that_no_float_holds_is_infinite() -> None:
    assert scaled_by(-1.5, 1024) == -math.inf
    assert scaled_by(1.0, -2000) == 0.0
