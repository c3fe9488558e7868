"""The mode of a study's random effects, given the parameters; knows neither their derivatives nor the integral."""

from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.glmm.densities import Count, Derivatives

LONGEST = 5.0  # no step moves a predictor further: from far below, Newton's steps on exp overshoot without limit
SETTLED = 1e-17  # the gain that the next step promises, when the step after it can be done without


class Mode(Struct, frozen=True, gc=False):
    """The standardised random effects, the cumulants of each row there, and the log of the integrand."""

    effects: list[float]
    cumulants: list[Derivatives]
    height: float


def conditional_mode(counts: Sequence[Count], bases: Sequence[float], loads: Sequence[Sequence[float]]) -> Mode:
    """Newton's method on the log of the integrand, which is strictly concave; a step that leads down is halved.

    The predictors are base + load . u, with u standard normal and of one or two dimensions. OverflowError where a
    base is too large for its mean to be written.
    """
    size = len(loads[0])
    here = _at(counts, bases, loads, [0.0] * size)
    while True:
        gradient, curvature = [-u for u in here.effects], [[1.0, 0.0], [0.0, 1.0]]
        for count, load, cumulants in zip(counts, loads, here.cumulants, strict=True):
            miss, variance = count.outcome - cumulants[1], cumulants[2]
            for i in range(size):
                gradient[i] += load[i] * miss
                for j in range(size):
                    curvature[i][j] += load[i] * load[j] * variance
        step = solved(curvature, gradient)
        gain = _dot(step, gradient)
        furthest = max(abs(_dot(load, step)) for load in loads)
        length = min(1.0, LONGEST / furthest) if furthest > 0.0 else 1.0
        tried = _at(counts, bases, loads, [u + length * s for u, s in zip(here.effects, step, strict=True)])
        while tried.height < here.height and length * gain > 1e-11 * (1.0 + abs(here.height)):
            length *= 0.5
            tried = _at(counts, bases, loads, [u + length * s for u, s in zip(here.effects, step, strict=True)])
        here = tried
        if gain < SETTLED:
            return here


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a positive definite system of one or two equations; a larger matrix is read that far."""
    if len(right) == 1:
        return [right[0] / matrix[0][0]]
    determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0]
    return [
        (matrix[1][1] * right[0] - matrix[0][1] * right[1]) / determinant,
        (matrix[0][0] * right[1] - matrix[1][0] * right[0]) / determinant,
    ]


def _at(
    counts: Sequence[Count], bases: Sequence[float], loads: Sequence[Sequence[float]], effects: list[float]
) -> Mode:
    cumulants = []
    height = -0.5 * _dot(effects, effects)
    for count, base, load in zip(counts, bases, loads, strict=True):
        eta = base + _dot(load, effects)
        here = count.cumulants(eta)
        cumulants.append(here)
        height += count.outcome * eta - here[0] + count.constant
    return Mode(effects, cumulants, height)


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return a[0] * b[0] if len(a) == 1 else a[0] * b[0] + a[1] * b[1]
