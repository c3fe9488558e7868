"""The beta distribution whose quantiles come closest to given numbers; knows nothing of where those come from."""

import math
from collections.abc import Callable, Sequence

from drgs_cli.stats.distributions import beta_quantile

_LEAST, _MOST = math.log(1e-3), math.log(40.0)  # the box of estmeansd, for both shapes
_STARTS = 17  # points of the scan along each shape
_APART = 2e-3  # between the points of a derivative
_SETTLED = 1e-12  # a step of the logarithms this small is the last
_ROUNDING = 1.0 + 1e-14  # how much larger a sum of squares may come out that is no larger
_LEAST_DAMPING = 1e-12  # keeps the two slopes apart where they say the same
_MOST_STEPS = 200  # a dozen are usual

Point = tuple[float, float]  # the logarithms of the two shapes
Residuals = Callable[[Point], list[float]]


def closest_beta(probabilities: Sequence[float], values: Sequence[float]) -> tuple[float, float, float]:
    """Both shapes, from 0.001 to 40, and the sum of squared distances of the quantiles from the values.

    From the best point of a scan, damped Gauss-Newton steps within the box (Levenberg 1944, Marquardt 1963).
    """

    def residuals(point: Point) -> list[float]:
        shape1, shape2 = math.exp(point[0]), math.exp(point[1])
        return [beta_quantile(p, shape1, shape2) - x for p, x in zip(probabilities, values, strict=True)]

    grid = [_LEAST + (_MOST - _LEAST) * step / (_STARTS - 1) for step in range(_STARTS)]
    point = min(((u, v) for u in grid for v in grid), key=lambda start: _square(residuals(start)))
    here, damping = residuals(point), 1e-3
    for _ in range(_MOST_STEPS):
        trial = _step(point, here, _slopes(residuals, point), damping)
        length = max(abs(trial[0] - point[0]), abs(trial[1] - point[1]))
        there = residuals(trial)
        if _square(there) > _square(here) * _ROUNDING:
            damping *= 10.0
        else:
            point, here, damping = trial, there, max(damping / 30.0, _LEAST_DAMPING)
        if length < _SETTLED:
            break
    return math.exp(point[0]), math.exp(point[1]), _square(here)


def _step(
    point: Point, here: Sequence[float], slopes: tuple[Sequence[float], Sequence[float]], damping: float
) -> Point:
    """The damped step, without the shapes that stand at their limit and would leave, and no further than it."""
    pulls = [-_product(slope, here) for slope in slopes]
    free = [
        not ((u <= _LEAST and pull <= 0) or (u >= _MOST and pull >= 0)) for u, pull in zip(point, pulls, strict=True)
    ]
    bends = [_product(slope, slope) * (1.0 + damping) + 1e-150 for slope in slopes]
    cross = _product(*slopes) if all(free) else 0.0
    room = bends[0] * bends[1] - cross * cross
    steps = [
        (pulls[0] * bends[1] - pulls[1] * cross) / room if free[0] else 0.0,
        (pulls[1] * bends[0] - pulls[0] * cross) / room if free[1] else 0.0,
    ]
    first, second = (min(max(u + step, _LEAST), _MOST) for u, step in zip(point, steps, strict=True))
    return first, second


def _slopes(residuals: Residuals, point: Point) -> tuple[list[float], list[float]]:
    """How the residuals change with either logarithm, by central differences of fourth order."""
    u, v = point
    along_u = [residuals((u + step * _APART, v)) for step in (-2, -1, 1, 2)]
    along_v = [residuals((u, v + step * _APART)) for step in (-2, -1, 1, 2)]
    return _derivative(along_u), _derivative(along_v)


def _derivative(points: Sequence[Sequence[float]]) -> list[float]:
    return [((a - d) + 8.0 * (c - b)) / (12.0 * _APART) for a, b, c, d in zip(*points, strict=True)]


def _square(numbers: Sequence[float]) -> float:
    return _product(numbers, numbers)


def _product(ones: Sequence[float], others: Sequence[float]) -> float:
    return math.fsum(one * other for one, other in zip(ones, others, strict=True))
