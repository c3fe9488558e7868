"""Climbs to the top of a smooth function of a few bounded parameters; knows nothing of likelihoods."""

from collections.abc import Callable, Sequence
from math import inf

from msgspec import Struct

from drgs_cli.stats.linear import cholesky, dot, solve
from drgs_cli.stats.results import NotEstimable

_MOST_STEPS = 500
_FLAT = 1e-10  # a gain expected to be below this part of the value is past what the value can tell
_SETTLED = 1e-24  # the gain of a step of 1e-12 standard errors, if the function is a log-likelihood
_LEAST_DAMPING, _MOST_DAMPING = 1e-4, 1e12

Place = list[float]


class Height(Struct, frozen=True):
    """A function's value at a place, its gradient and its matrix of second derivatives there."""

    value: float
    gradient: list[float]
    curvature: list[list[float]]


class Top(Struct, frozen=True):
    """Where the climb ended, and the height there."""

    place: Place
    height: Height


class Step(Struct, frozen=True):
    """Where a step leads, by how much the value should rise at first, and whether a bound cut it short."""

    aim: Place
    gain: float
    cut: bool


def climb(
    function: Callable[[Place], Height | None], start: Sequence[float], low: Sequence[float], high: Sequence[float]
) -> Top | NotEstimable:
    """The top of the hill on which `start` stands, low <= place <= high; None of the function is "not a number here".

    Newton's method with Levenberg's damping where the hill is not concave or a step does not rise; a parameter at its
    bound that would leave it stays there (Bertsekas 1982, SIAM J Control Optim 20:221). Where the value can no longer
    tell, steps are taken until they stop to shrink, so that a place is found to its last digits and not to half of
    them. No top within 500 steps, or no number at the start: "not-converged".
    """
    place, height = list(start), function(list(start))
    damping, last = 0.0, inf
    for _ in range(_MOST_STEPS):
        if height is None or damping > _MOST_DAMPING:
            break
        plain = _step(place, height, 0.0, low, high)
        flat = plain is not None and not plain.cut and plain.gain <= _FLAT * (1.0 + abs(height.value))
        if plain is not None and flat and (plain.gain <= _SETTLED or plain.gain > 0.25 * last):
            return Top(place, height)
        step = plain if flat or damping == 0.0 else _step(place, height, damping, low, high)
        there = None if step is None else function(step.aim)
        if step is not None and there is not None and (flat or _rises(height, there, step)):
            place, height, last = step.aim, there, step.gain if flat else inf
            damping = 0.0 if damping <= _LEAST_DAMPING else 0.1 * damping
        else:
            damping = max(10.0 * damping, _LEAST_DAMPING)
    return NotEstimable("not-converged")


def _step(place: Place, height: Height, damping: float, low: Sequence[float], high: Sequence[float]) -> Step | None:
    """The damped Newton step, as far as the first bound on its way; None if the damped hill is not concave."""
    slopes = height.gradient
    held = [_leaves(place[at], slope, low[at], high[at]) for at, slope in enumerate(slopes)]
    while True:
        free = [at for at, stays in enumerate(held) if not stays]
        bend = [[-height.curvature[i][j] for j in free] for i in free]
        for at, row in enumerate(bend):
            row[at] += damping * (abs(row[at]) or 1.0)
        root = cholesky(bend)
        if isinstance(root, NotEstimable):
            return None
        moves = dict(zip(free, solve(root, [slopes[at] for at in free]), strict=True))
        out = [at for at, dx in moves.items() if dx != 0.0 and _leaves(place[at], dx, low[at], high[at])]
        if not out:
            return _cut(place, moves, dot([slopes[at] for at in free], list(moves.values())), low, high)
        for at in out:
            held[at] = True


def _rises(height: Height, there: Height, step: Step) -> bool:
    """Whether the value rises; on to a bound, which may be too near for that, it must not fall."""
    return there.value > height.value or (step.cut and there.value == height.value)


def _leaves(x: float, way: float, low: float, high: float) -> bool:
    """Whether a parameter at its bound is on its way out, or on no way."""
    return (x <= low and way <= 0.0) or (x >= high and way >= 0.0)


def _cut(place: Place, moves: dict[int, float], gain: float, low: Sequence[float], high: Sequence[float]) -> Step:
    """The step, shortened so that the first parameter to meet its bound meets it exactly."""
    part, first = 1.0, None
    for at, dx in moves.items():
        room = (low[at] if dx < 0.0 else high[at]) - place[at]
        if abs(room) < part * abs(dx):
            part, first = room / dx, at
    aim = [x + part * moves.get(at, 0.0) for at, x in enumerate(place)]
    if first is not None:
        aim[first] = low[first] if moves[first] < 0.0 else high[first]
    return Step(aim, part * gain, first is not None)
