"""What the comparisons of one study weigh together; knows one study, not the network.

The comparisons of a study with k > 2 arms are not independent. Their k (k - 1) / 2 variances determine the
covariances, cov(ib, jb) = (v_ib + v_jb - v_ij) / 2, and these the weights that make all comparisons together count
as the study does (Rücker 2012, section 4.2; Rücker and Schwarzer 2014). Pairs of arms stand in the order of
`pairs(k)`. A between-study variance tau2 belongs to every comparison, so two of them share half of it.
"""

import math
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

Matrix = list[list[float]]


class StudyWeights(Struct, frozen=True):
    """Weights w of the pairs of arms, off-diagonal entries of minus L; and those of minus L L, with ln det V."""

    weights: list[float]
    squares: list[float]
    log_determinant: float


@cache
def pairs(arms: int) -> tuple[tuple[int, int], ...]:
    """The pairs of arms in order: (0, 1), (0, 2), ..., (1, 2), ..."""
    return tuple((i, j) for i in range(arms) for j in range(i + 1, arms))


def study_weights(variances: Sequence[float], arms: int, tau2: float) -> StudyWeights | None:
    """The weights of a study; None if the variances are those of no k random quantities (V not positive definite)."""
    last = arms - 1
    variance = symmetric([value + tau2 for value in variances], arms)
    inverse = invert(
        [[0.5 * (variance[i][last] + variance[j][last] - variance[i][j]) for j in range(last)] for i in range(last)]
    )
    if inverse is None:
        return None
    weights, log_determinant = _laplacian_weights(inverse[0]), inverse[1]
    laplacian = [[-weight for weight in row] for row in symmetric(weights, arms)]
    for place, row in enumerate(laplacian):
        row[place] = -math.fsum(row)
    squares = [-math.fsum(map(float.__mul__, laplacian[i], laplacian[j])) for i, j in pairs(arms)]
    return StudyWeights(weights, squares, log_determinant)


def symmetric(values: Sequence[float], arms: int) -> Matrix:
    """A matrix with the values of the pairs off the diagonal, and 0 on it."""
    matrix = [[0.0] * arms for _ in range(arms)]
    for (i, j), value in zip(pairs(arms), values, strict=True):
        matrix[i][j] = matrix[j][i] = value
    return matrix


def arm_effects(estimates: Sequence[float], arms: int) -> list[float]:
    """The effects of the arms, of sum 0, whose differences come closest to the estimates (least squares)."""
    sums: Matrix = [[] for _ in range(arms)]
    for (i, j), estimate in zip(pairs(arms), estimates, strict=True):
        sums[i].append(estimate)
        sums[j].append(-estimate)
    return [math.fsum(terms) / arms for terms in sums]


def contradiction(estimates: Sequence[float], arms: int) -> float:
    """How far the estimates are from agreeing, at most: in a study, A against C is A against B plus B against C."""
    effects = arm_effects(estimates, arms)
    differences = zip(pairs(arms), estimates, strict=True)
    return max(abs(estimate - (effects[i] - effects[j])) for (i, j), estimate in differences)


def invert(matrix: Matrix) -> tuple[Matrix, float] | None:
    """The inverse of a small positive definite matrix (by sweeping) and ln of its determinant; else None."""
    size = len(matrix)
    swept, log_determinant = [list(row) for row in matrix], 0.0
    for k in range(size):
        pivot = swept[k][k]
        if not pivot > 1e-14 * matrix[k][k]:
            return None
        log_determinant += math.log(pivot)
        pivot_row = [value / pivot for value in swept[k]]
        pivot_row[k] = 1.0 / pivot
        for i in range(size):
            if i != k:
                factor = swept[i][k]
                swept[i] = [x - factor * y for x, y in zip(swept[i], pivot_row, strict=True)]
                swept[i][k] = -factor / pivot
        swept[k] = pivot_row
    return swept, log_determinant


def _laplacian_weights(inverse: Matrix) -> list[float]:
    """The inverse over the comparisons with the last arm, as weights of all pairs."""
    last = len(inverse)
    return [-inverse[i][j] if j < last else math.fsum(inverse[i]) for i, j in pairs(last + 1)]
