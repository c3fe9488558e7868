"""Small dense matrices as lists of rows: Cholesky factor, solution, inverse, determinant; knows nothing of studies.

For the handful of coefficients of a model. What is as long as the list of studies belongs to `least_squares`, which
never builds a matrix of that size. Every sum is exactly rounded, so that the order of its terms does not matter.
"""

from collections.abc import Sequence
from math import copysign, frexp, fsum, inf, ldexp, log, sqrt

from drgs_cli.stats.results import NotEstimable

Vector = Sequence[float]
Matrix = Sequence[Vector]

_PIVOT = 1e-13  # what is left of a diagonal element, as a part of it, when rounding is all that is left


def dot(x: Vector, y: Vector) -> float:
    """Sum of x_i y_i."""
    return fsum([a * b for a, b in zip(x, y, strict=True)])


def apply(a: Matrix, x: Vector) -> list[float]:
    """A x."""
    return [dot(row, x) for row in a]


def transpose(a: Matrix) -> list[list[float]]:
    """A'."""
    return [list(column) for column in zip(*a, strict=True)]


def cholesky(a: Matrix) -> list[list[float]] | NotEstimable:
    """The lower triangle L, as rows of full length, with L L' = A; A symmetric and positive definite.

    "not-full-rank" if a pivot is negative or only the rounding of its diagonal element: a singular matrix, or one that
    has no square root. Golub and Van Loan 2013, algorithm 4.2.1. R: t(chol(A)).
    """
    size = len(a)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            lower[i][j] = (a[i][j] - dot(lower[i][:j], lower[j][:j])) / lower[j][j]
        pivot = a[i][i] - dot(lower[i][:i], lower[i][:i])
        if not pivot > _PIVOT * a[i][i]:
            return NotEstimable("not-full-rank")
        lower[i][i] = sqrt(pivot)
    return lower


def forward(lower: Matrix, b: Vector) -> list[float]:
    """The x with L x = b."""
    x: list[float] = []
    for i, value in enumerate(b):
        x.append((value - dot(lower[i][:i], x)) / lower[i][i])
    return x


def backward(lower: Matrix, b: Vector) -> list[float]:
    """The x with L' x = b."""
    size = len(b)
    x = [0.0] * size
    for i in reversed(range(size)):
        x[i] = (b[i] - fsum([lower[j][i] * x[j] for j in range(i + 1, size)])) / lower[i][i]
    return x


def solve(lower: Matrix, b: Vector) -> list[float]:
    """The x with A x = b, from the Cholesky factor of A."""
    return backward(lower, forward(lower, b))


def inverse(lower: Matrix) -> list[list[float]]:
    """The inverse of A, exactly symmetric, from the Cholesky factor of A. R: chol2inv."""
    size = len(lower)
    roots = [forward(lower, [float(i == j) for i in range(size)]) for j in range(size)]
    return [[dot(roots[max(i, j)], roots[min(i, j)]) for j in range(size)] for i in range(size)]


def log_determinant(lower: Matrix) -> float:
    """ln det A, from the Cholesky factor of A."""
    return 2.0 * fsum([log(lower[i][i]) for i in range(len(lower))])


def scaled_by(value: float, exponent: int) -> float:
    """value 2^exponent, infinite where no float holds it."""
    return ldexp(value, exponent) if frexp(value)[1] + exponent <= 1024 else copysign(inf, value)
