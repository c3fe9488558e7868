"""The zero of a function between two points where its signs differ; knows nothing of what it means."""

from collections.abc import Callable, Sequence
from itertools import pairwise

_ROUNDING = 4e-16  # the relative width of a bracket that holds no further number worth trying


def bracketed_root(
    function: Callable[[float], float],
    low: float,
    high: float,
    *,
    at_low: float,
    at_high: float,
    absolute: float = 0.0,
    noise: float = 0.0,
) -> float:
    """The x in [low, high] at which `function` is 0, to full precision, or to `absolute` if that is coarser.

    `at_low`, `at_high`: its values at the ends; their signs differ, or one is 0 and that end is the answer.
    `noise`: a value of the function as small as this is 0 but for rounding.
    Inverse quadratic interpolation where the three points allow it, bisection where not, so that the number of
    evaluations is bounded. Chandrupatla 1997 (Adv Eng Softw 28:145).
    """
    newest, at_newest, other, at_other = high, at_high, low, at_low
    part = at_high / (at_high - at_low) if at_high != at_low else 0.5
    while True:
        best, at_best = (newest, at_newest) if abs(at_newest) < abs(at_other) else (other, at_other)
        tolerance = max(_ROUNDING * abs(best), absolute)
        width = abs(newest - other)
        if abs(at_best) <= noise or width <= 2.0 * tolerance:
            return best
        least = tolerance / width
        x = newest + min(max(part, least), 1.0 - least) * (other - newest)
        if x in (newest, other):  # no number lies between the two
            return best
        at_x = function(x)
        if (at_x > 0.0) == (at_newest > 0.0):
            previous, at_previous = newest, at_newest
        else:
            previous, at_previous = other, at_other
            other, at_other = newest, at_newest
        newest, at_newest = x, at_x
        part = _interpolated(newest, other, previous, at_newest, at_other, at_previous)


def peaks(
    slope: Callable[[float], float], points: Sequence[tuple[float, float]], *, absolute: float, noise: float = 0.0
) -> list[float]:
    """Where a function is highest among its neighbours, seen by its slope at ascending points, given with the slope.

    The first point, if the function does not rise there; and one place between any two points where the slope falls to
    0 or through it, as by `bracketed_root`.
    """
    found = [points[0][0]] if points[0][1] <= 0.0 else []
    for (low, before), (high, after) in pairwise(points):
        if before > 0.0 >= after:
            found.append(bracketed_root(slope, low, high, at_low=before, at_high=after, absolute=absolute, noise=noise))
    return found


def _interpolated(a: float, b: float, c: float, at_a: float, at_b: float, at_c: float) -> float:
    """Where from a (0) to b (1) the inverse quadratic through the three is 0; the middle if it is no guide there."""
    if at_a in (at_b, at_c) or at_b == at_c or c == b:
        return 0.5
    xi, phi = (a - b) / (c - b), (at_a - at_b) / (at_c - at_b)
    if not (phi * phi < xi and (1.0 - phi) * (1.0 - phi) < 1.0 - xi):
        return 0.5
    straight = at_a / (at_b - at_a) * (at_c / (at_b - at_c))
    return straight + (c - a) / (b - a) * (at_a / (at_c - at_a)) * (at_b / (at_c - at_b))
