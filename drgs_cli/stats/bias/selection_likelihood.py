"""The likelihood of a normal-normal model whose studies are seen by their p-values, with its derivatives.

Study i is seen with a density w(p_i) f(y_i) / A_i: f normal about the mean with variance v_i + tau2, A_i the integral
of w f. Knows the pieces of a weight function, not which function it is.
"""

import math
from collections.abc import Sequence
from operator import mul, sub

from msgspec import Struct

from drgs_cli.stats.bias.bounded_newton import Height
from drgs_cli.stats.bias.selection_weights import Features, WeightFunction

_LOG_TWO_PI = math.log(2.0 * math.pi)
_ROOT_HALF = math.sqrt(0.5)
_ROOT_TWO_PI = math.sqrt(2.0 * math.pi)

Row = list[float]


class Seen(Struct, frozen=True):
    """The studies: effects towards the side at which p is small, variances, and what the weight makes of each p."""

    estimates: Sequence[float]
    variances: Sequence[float]
    features: Sequence[Features]


class Pieces(Struct, frozen=True):
    """The weight of each piece over the largest, which is exp(`scale`); times each feature; times each two features."""

    scale: float
    plain: Row
    first: list[Row]
    second: list[list[Row]]


def log_likelihood(weight: WeightFunction, seen: Seen, parameters: Sequence[float]) -> Height | None:
    """Height at (mean, tau2, t...); None where no study could have been seen, to the last digit a float has.

    The derivative of a normal probability by tau2 is half the second one by the mean, so that derivatives by the mean
    up to the fourth are all that is needed.
    """
    mean, tau2, *t = parameters
    pieces = _pieces(weight, t)
    values: Row = []
    gradients: list[Row] = []
    curvatures: list[list[Row]] = []
    for y, v, features in zip(seen.estimates, seen.variances, seen.features, strict=True):
        moments = _moments(weight, mean, v, v + tau2)
        total = math.fsum(map(mul, pieces.plain, moments[0]))
        if not total > 0.0:
            return None
        slope, bend = _chance(pieces, moments, total)
        value, (by_mean, by_tau2), ((mm, mt), (_, tt)) = _density(y - mean, v + tau2)
        values.append(math.fsum(map(mul, t, features)) + value - math.log(total) - pieces.scale)
        gradients.append([by_mean - slope[0], by_tau2 - slope[1], *map(sub, features, slope[2:])])
        bend[0][0] -= mm
        bend[0][1] -= mt
        bend[1][0] -= mt
        bend[1][1] -= tt
        curvatures.append(bend)
    size = range(len(parameters))
    gradient = [math.fsum([row[i] for row in gradients]) for i in size]
    curvature = [[-math.fsum([bend[i][j] for bend in curvatures]) for j in size] for i in size]
    return Height(math.fsum(values), gradient, curvature)


def _pieces(weight: WeightFunction, t: Sequence[float]) -> Pieces:
    """The weights of the pieces at t, scaled so that the largest is 1."""
    rows = [*(stretch.features for stretch in weight.stretches), *(node.features for node in weight.nodes)]
    logs = [math.fsum(map(mul, t, row)) for row in rows]
    scale = max(logs)
    plain = [math.exp(value - scale) for value in logs]
    first = [list(map(mul, plain, column)) for column in zip(*rows, strict=True)]
    second = [[list(map(mul, row, column)) for column in zip(*rows, strict=True)] for row in first]
    return Pieces(scale, plain, first, second)


def _moments(weight: WeightFunction, mean: float, v: float, total: float) -> list[Row]:
    """The chance of each piece and its first four derivatives by the mean: five rows.

    With He the Hermite polynomials (A&S 26.2.31), u the distance of a place from the mean over s: of a node
    He_n(u) f / s^n, of a stretch minus He_(n-1)(u) f / s^(n-1) at its end, less that at its beginning.
    """
    error, s = math.sqrt(v), math.sqrt(total)
    columns = [_stretch_moments((x.low * error - mean) / s, (x.high * error - mean) / s, s) for x in weight.stretches]
    rows = [list(row) for row in zip(*columns, strict=True)]
    if not weight.nodes:
        return rows
    us = [(node.z * error - mean) / s for node in weight.nodes]
    unit = error / (s * _ROOT_TWO_PI)
    here = [unit * node.width * math.exp(-0.5 * u * u) for node, u in zip(weight.nodes, us, strict=True)]
    before = [0.0] * len(us)
    for n, row in enumerate(rows):  # He_(n+1) = u He_n - n He_(n-1), each over s^n
        row.extend(here)
        here, before = [(u * a - n * b / s) / s for u, a, b in zip(us, here, before, strict=True)], here
    return rows


def _stretch_moments(low: float, high: float, s: float) -> Row:
    near, far = (low, high) if low > 0.0 else (-high, -low)  # the tails that are not nearly 1
    chance = 0.5 * (math.erfc(near * _ROOT_HALF) - math.erfc(far * _ROOT_HALF))
    return [chance, *map(sub, _edge(low, s), _edge(high, s))]


def _edge(u: float, s: float) -> Row:
    """He_(n-1)(u) f / s^(n-1) for n = 1 to 4, f the density; nothing at an end that is infinitely far."""
    f = math.exp(-0.5 * u * u) / (s * _ROOT_TWO_PI)
    if f == 0.0:
        return [0.0] * 4
    return [f, u * f / s, (u * u - 1.0) * f / (s * s), (u * u - 3.0) * u * f / (s * s * s)]


def _chance(pieces: Pieces, moments: list[Row], total: float) -> tuple[Row, list[Row]]:
    """Gradient and second derivatives of the logarithm of a study's chance, by (mean, tau2, t...)."""
    plain = [math.fsum(map(mul, pieces.plain, row)) / total for row in moments]
    firsts = [[math.fsum(map(mul, row, moments[n])) / total for n in range(3)] for row in pieces.first]
    slope = [plain[1], 0.5 * plain[2], *(by[0] for by in firsts)]
    bend = [[plain[2], 0.5 * plain[3], *(by[1] for by in firsts)]]
    bend.append([0.5 * plain[3], 0.25 * plain[4], *(0.5 * by[2] for by in firsts)])
    for by, row in zip(firsts, pieces.second, strict=True):
        bend.append([by[1], 0.5 * by[2], *(math.fsum(map(mul, product, moments[0])) / total for product in row)])
    pairs = zip(bend, slope, strict=True)
    return slope, [[b - one * other for b, other in zip(row, slope, strict=True)] for row, one in pairs]


def _density(r: float, total: float) -> tuple[float, Row, list[Row]]:
    """The logarithm of the normal density at the residual r, and its derivatives by mean and tau2."""
    square = r * r / total
    value = -0.5 * (_LOG_TWO_PI + math.log(total) + square)
    cross = -r / (total * total)
    return (
        value,
        [r / total, 0.5 * (square - 1.0) / total],
        [[-1.0 / total, cross], [cross, (0.5 - square) / (total * total)]],
    )
