"""Weighted least squares on a design, and the traces of its residual projection, in memory that grows with k only.

Knows weights and columns, not where they come from. With P = W - W X (X'WX)^-1 X'W, every trace that the estimators
of tau2 need is a sum over studies and over p x p matrices, so that no k x k matrix is ever built.
"""

from collections.abc import Sequence
from math import frexp, fsum, isfinite, ldexp, log, sqrt
from operator import mul

from msgspec import Struct

from drgs_cli.stats.linear import dot, scaled_by, transpose
from drgs_cli.stats.results import NotEstimable

_REDUNDANT = 1e-10  # what is left of a column beside the others, as a part of it, when it says nothing new
_CANCELLED = 0.7  # below this part the first pass of Gram-Schmidt has lost digits and a second one restores them
_DOMINANT = 0.5  # of a leverage: from here on 1 - h and what goes with it lose digits

Columns = list[Sequence[float]]


class NotFullRankError(ArithmeticError):
    """The columns, as weighted, depend on one another; public functions turn it into NotEstimable."""


class Design(Struct, frozen=True):
    """Columns of a model, one value per study each, scaled by a power of two to a largest size in [1/2, 1).

    `exponents`: X_j = columns_j 2^exponent. `constant`: the first column whose values are all the same and not 0, so
    that estimates may be centred. Made by `intercept_design` or `design_of`, which check it.
    """

    columns: tuple[tuple[float, ...], ...]
    exponents: tuple[int, ...]
    constant: int | None

    @property
    def p(self) -> int:
        """The number of coefficients."""
        return len(self.columns)

    @property
    def k(self) -> int:
        """The number of studies."""
        return len(self.columns[0])

    @property
    def value_of_constant(self) -> float:
        """What the constant column holds, as it was given; 0 if there is none."""
        j = self.constant
        return 0.0 if j is None else ldexp(self.columns[j][0], self.exponents[j])

    @property
    def mean_only(self) -> bool:
        """Whether the only coefficient is a mean."""
        return len(self.columns) == 1 and self.constant == 0


def intercept_design(k: int) -> Design:
    """The design whose only coefficient is the mean of k >= 1 studies."""
    return Design(((0.5,) * k,), (1,), 0)


def design_of(columns: Sequence[Sequence[float]], *, intercept: bool = True) -> Design | NotEstimable:
    """The design of these moderators, a column of ones before them unless `intercept` is False.

    "too-few": fewer studies than columns; "not-full-rank": a column is 0 or depends on those before it, to 1e-10 of
    its size. ValueError: no column, columns of unequal length, or a number that is not finite.
    """
    k = len(columns[0]) if columns else 0
    if k == 0 or any(len(column) != k for column in columns) or not all(isfinite(x) for c in columns for x in c):
        raise ValueError("a design has finite columns of one length")
    given = [(1.0,) * k, *columns] if intercept else columns
    if k < len(given):
        return NotEstimable("too-few")
    exponents = tuple(frexp(max(map(abs, column)))[1] for column in given)
    scaled = tuple(tuple(ldexp(x, -e) for x in column) for column, e in zip(given, exponents, strict=True))
    constant = next((j for j, column in enumerate(scaled) if column[0] != 0.0 and len(set(column)) == 1), None)
    design = Design(scaled, exponents, constant)
    try:
        _orthonormal(design, [1.0] * k)
    except NotFullRankError:
        return NotEstimable("not-full-rank")
    return design


class WeightedLeastSquares(Struct, frozen=True):
    """The fit of estimates on a design with weights W = diag(w).

    `weight` is sum w; `vectors` are Z = X R^-1 with Z'WZ = 1 (none for a mean) and `triangle` is R, upper.
    """

    design: Design
    weights: Sequence[float]
    weight: float
    residuals: list[float]
    scores: list[float]
    vectors: Columns
    triangle: list[list[float]]

    @property
    def coefficients(self) -> list[float]:
        """(X'WX)^-1 X'Wy, in the units of the design as it was given."""
        b = _backward(self.triangle, self.scores)
        return [scaled_by(value, -e) for value, e in zip(b, self.design.exponents, strict=True)]

    @property
    def covariance(self) -> list[list[float]]:
        """(X'WX)^-1, in the units of the design as it was given."""
        p = self.design.p
        roots = transpose([_backward(self.triangle, [float(i == j) for i in range(p)]) for j in range(p)])
        e = self.design.exponents
        return [[scaled_by(dot(roots[i], roots[j]), -e[i] - e[j]) for j in range(p)] for i in range(p)]

    @property
    def log_determinant(self) -> float:
        """ln det X'WX, of the scaled columns: only differences between fits on one design mean something."""
        return 2.0 * fsum([log(self.triangle[a][a]) for a in range(len(self.triangle))])

    @property
    def leverages(self) -> list[float]:
        """The diagonal of X (X'WX)^-1 X'W; p is their sum. metafor: hatvalues."""
        if self.design.mean_only:
            return [w / self.weight for w in self.weights]
        return list(map(mul, self.weights, _sum_of_squares(self.vectors)))

    @property
    def weight_of_squares(self) -> float:
        """sum w^2 = tr WW."""
        return fsum(map(mul, self.weights, self.weights))

    @property
    def rss(self) -> float:
        """y'Py = sum w e^2."""
        return fsum(map(mul, map(mul, self.weights, self.residuals), self.residuals))

    @property
    def score(self) -> float:
        """y'PPy = sum (w e)^2."""
        pull = list(map(mul, self.weights, self.residuals))
        return fsum(map(mul, pull, pull))

    def trace(self) -> float:
        """tr P = sum w (1 - h)."""
        if self.design.mean_only and max(self.weights) <= _DOMINANT * self.weight:
            return self.weight - self.weight_of_squares / self.weight
        return fsum(self._diagonal())

    def trace_of_product(self, right: Sequence[float]) -> float:
        """tr P D of a diagonal matrix, such as tr PV."""
        return fsum(map(mul, right, self._diagonal()))

    def trace_of_square(self) -> float:
        """tr PP, the sum of the squared elements of P."""
        ones = [1.0] * len(self.weights)
        return self.trace_between(ones, ones)

    def trace_between(self, left: Sequence[float], right: Sequence[float]) -> float:
        """tr P D P E of the diagonal matrices D and E, such as tr PVPV: the sum of d_i e_j P_ij^2.

        Rows of much leverage are summed one by one; the others through p x p matrices. No term is negative.
        """
        z: Columns = [[1.0 / sqrt(self.weight)] * len(self.weights)] if self.design.mean_only else self.vectors
        leverages = self.leverages
        dominant = {i: self._row(i) for i, h in enumerate(leverages) if h > _DOMINANT}
        squares = list(map(mul, self.weights, self.weights))
        for i in dominant:
            squares[i] = 0.0
        ours, theirs = list(map(mul, squares, left)), list(map(mul, squares, right))
        parts = [a * e * (1.0 - 2.0 * h) for a, e, h in zip(ours, right, leverages, strict=True)]
        parts += [_weighted(ours, a, b) * _weighted(theirs, a, b) for a in z for b in z]
        for i, row in dominant.items():
            parts += [left[i] * e * x * x for e, x in zip(right, row, strict=True)]
            parts += [d * right[i] * x * x for j, (d, x) in enumerate(zip(left, row, strict=True)) if j not in dominant]
        return fsum(parts)

    def _diagonal(self) -> list[float]:
        """The diagonal of P, w (1 - h)."""
        leverages = self.leverages
        diagonal = [w * (1.0 - h) for w, h in zip(self.weights, leverages, strict=True)]
        for i, h in enumerate(leverages):
            if h > _DOMINANT:
                diagonal[i] = self._row(i)[i]
        return diagonal

    def _row(self, i: int) -> list[float]:
        """A row of P from the fit without its study, so that nothing cancels (Sherman and Morrison 1950)."""
        w = self.weights
        try:
            vectors, _ = _orthonormal(self.design, [*w[:i], 0.0, *w[i + 1 :]])
        except NotFullRankError:  # a coefficient rests on this study alone, and its residual is 0
            return [0.0] * len(w)
        own = [z[i] for z in vectors]
        share = w[i] / (1.0 + w[i] * dot(own, own))
        row = [-share * a * dot(own, there) for a, there in zip(w, zip(*vectors, strict=True), strict=True)]
        row[i] = share
        return row


def least_squares(design: Design, estimates: Sequence[float], weights: Sequence[float]) -> WeightedLeastSquares:
    """The fit for internal use: sound numbers near 1 in, NotFullRankError if the weights leave a column nothing."""
    total = fsum(weights)
    scores: list[float] = []
    if design.mean_only:
        mean = fsum(map(mul, weights, estimates)) / total
        residuals = [y - mean for y in estimates]
        root, unit = sqrt(total), design.columns[0][0]
        return WeightedLeastSquares(design, weights, total, residuals, [mean * root], [], [[root * unit]])
    vectors, triangle = _orthonormal(design, weights)
    residuals = list(estimates)
    for z in vectors:  # one after the other, from what is left: as orthogonal as the vectors themselves
        part = _weighted(weights, z, residuals)
        residuals = [y - part * x for y, x in zip(residuals, z, strict=True)]
        scores.append(part)
    return WeightedLeastSquares(design, weights, total, residuals, scores, vectors, triangle)


def check_numbers(estimates: Sequence[float], positives: Sequence[float], design: Design | None = None) -> None:
    """ValueError unless there are as many of each, all finite, and the variances or weights are positive."""
    if len(estimates) != len(positives) or (design is not None and design.k != len(estimates)):
        raise ValueError("estimates, variances and columns have one length")
    if not all(map(isfinite, estimates)):
        raise ValueError("an estimate is finite")
    if not all(map(isfinite, positives)) or not min(positives, default=1.0) > 0.0:
        raise ValueError("a variance or weight is finite and more than 0")


def _orthonormal(design: Design, weights: Sequence[float]) -> tuple[Columns, list[list[float]]]:
    """Modified Gram-Schmidt in the metric of the weights: Z and R with X = Z R; the order of rows does not matter.

    A column that loses most of itself to the others goes through a second time: twice is enough (Kahan, in Parlett
    1980, The symmetric eigenvalue problem, section 6-9).
    """
    vectors: Columns = []
    triangle = [[0.0] * design.p for _ in range(design.p)]
    for j, column in enumerate(design.columns):
        left: Sequence[float] = column
        given = size = sqrt(_weighted(weights, left, left))
        for _ in range(2):
            before = size
            for a, z in enumerate(vectors):
                part = _weighted(weights, z, left)
                left = [x - part * u for x, u in zip(left, z, strict=True)]
                triangle[a][j] += part
            size = sqrt(_weighted(weights, left, left))
            if size > _CANCELLED * before:
                break
        if not size > _REDUNDANT * given:
            raise NotFullRankError
        triangle[j][j] = size
        vectors.append([x / size for x in left])
    return vectors, triangle


def _weighted(w: Sequence[float], x: Sequence[float], y: Sequence[float]) -> float:
    return fsum(map(mul, w, map(mul, x, y)))


def _sum_of_squares(vectors: Columns) -> list[float]:
    return [fsum(map(mul, values, values)) for values in zip(*vectors, strict=True)]


def _backward(triangle: Sequence[Sequence[float]], b: Sequence[float]) -> list[float]:
    """The x with R x = b, R upper."""
    size = len(b)
    x = [0.0] * size
    for i in reversed(range(size)):
        x[i] = (b[i] - fsum([triangle[i][j] * x[j] for j in range(i + 1, size)])) / triangle[i][i]
    return x
