"""Newton's method for the sum of the studies' log-likelihoods; knows no data and no model.

The parameters are common to all studies, but for at most one of its own in each study: the matrix of second
derivatives then is an arrow, and eliminating the studies' own parameters leaves a small system for the common ones
whose cost grows with the number of studies only linearly.
"""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from drgs_cli.stats.glmm.jets import PAIRS, Jet
from drgs_cli.stats.linear import cholesky, solve
from drgs_cli.stats.results import NotEstimable

# The log-likelihood of one study at a point: its own parameter first, where it has one, then the common ones.
StudyLikelihood = Callable[[Sequence[float]], Jet]

_STEPS = 200
_LONGEST = 2.0  # of a step, on the log scales that all parameters live on
_FARTHEST = 28.0  # a log odds that no count up to 1e12 has: it is on its way to infinity
_HIGHEST = 1e100  # of a likelihood and its derivatives: beyond, their products could not be held
SETTLED = 1e-13  # what a full step gains when the next one could only repair rounding


class Point(Struct, frozen=True):
    """Values of the common parameters, and of the studies' own (empty where they have none)."""

    common: list[float]
    own: list[float]


class Arrow(Struct, frozen=True):
    """Gradient and negative second derivatives: `tip` of the free common parameters, `shaft` of a study's own,
    `barbs` between the two; `schur` and `pull` are what eliminating the studies' own leaves of matrix and gradient.
    """

    value: float
    pull: list[float]
    schur: list[list[float]]
    tip: list[list[float]]
    own_slopes: list[float]
    shaft: list[float]
    barbs: list[list[float]]


class Maximum(Struct, frozen=True):
    """The best point, with the derivatives there; `free` are the places of the common parameters not held."""

    point: Point
    arrow: Arrow
    free: list[int]


def maximise(
    studies: Sequence[StudyLikelihood], start: Point, held: Sequence[int] = (), settled: float = SETTLED
) -> Maximum | None:
    """Climb from `start`, the `held` common parameters staying where they are, until a step gains less than `settled`.

    None if that is not reached, far out only, or on what is no summit: a summit has a positive definite `schur`.
    """
    free = [place for place in range(len(start.common)) if place not in held]
    point = start
    arrow = _arrow(studies, point, free)
    for _ in range(_STEPS):
        if arrow is None:
            return None
        common = _ascent(arrow.schur, arrow.pull)
        own = [
            (slope - math.fsum(b * c for b, c in zip(barb, common, strict=True))) / shaft if shaft > 0.0 else 0.0
            for slope, shaft, barb in zip(arrow.own_slopes, arrow.shaft, arrow.barbs, strict=True)
        ]
        gain = math.fsum(p * c for p, c in zip(arrow.pull, common, strict=True))
        gain += math.fsum(s * s / m for s, m in zip(arrow.own_slopes, arrow.shaft, strict=True) if m > 0.0)
        step = Point(common, own)
        length = min(1.0, _LONGEST / max(map(abs, [*common, *own, 1e-300])))
        point, arrow = _climbed(studies, point, free, step, arrow.value, length, gain)
        if max(map(abs, [*point.common, *point.own])) > _FARTHEST:
            return None
        if arrow is not None and gain < settled and not isinstance(cholesky(arrow.schur), NotEstimable):
            return Maximum(point, arrow, free)
        if gain < SETTLED:
            return None
    return None


def _climbed(
    studies: Sequence[StudyLikelihood],
    point: Point,
    free: Sequence[int],
    step: Point,
    value: float,
    length: float,
    gain: float,
) -> tuple[Point, Arrow | None]:
    """The step, halved until it leads up, or down by no more than rounding does."""
    while True:
        common = list(point.common)
        for place, change in zip(free, step.common, strict=True):
            common[place] += length * change
        tried = Point(common, [x + length * change for x, change in zip(point.own, step.own, strict=True)])
        arrow = _arrow(studies, tried, free)
        if arrow is not None and (arrow.value >= value or length * gain < 1e-11 * (1.0 + abs(value))):
            return tried, arrow
        length *= 0.5
        if length < 1e-9:
            return tried, None


def _arrow(studies: Sequence[StudyLikelihood], point: Point, free: Sequence[int]) -> Arrow | None:
    """The sums over the studies; None where a likelihood cannot be written."""
    try:
        if point.own:
            jets = [study([own, *point.common]) for study, own in zip(studies, point.own, strict=True)]
        else:
            jets = [study(point.common) for study in studies]
    except OverflowError:
        return None
    if not all(abs(x) < _HIGHEST for jet in jets for x in (jet.value, *jet.slope, *jet.bend)):
        return None
    first = 1 if point.own else 0
    places = {pair: place for place, pair in enumerate(PAIRS[len(point.common) + first])}
    tip = [
        [-math.fsum(jet.bend[places[min(i, j) + first, max(i, j) + first]] for jet in jets) for j in free] for i in free
    ]
    slopes = [math.fsum(jet.slope[i + first] for jet in jets) for i in free]
    own = jets if point.own else []
    own_slopes = [jet.slope[0] for jet in own]
    shaft = [-jet.bend[0] for jet in own]
    barbs = [[-jet.bend[places[0, i + 1]] for i in free] for jet in own]
    sound = [(s, m, b) for s, m, b in zip(own_slopes, shaft, barbs, strict=True) if m > 0.0]
    size = range(len(free))
    schur = [[math.fsum([tip[i][j], *(-b[i] * b[j] / m for _, m, b in sound)]) for j in size] for i in size]
    pull = [math.fsum([slopes[i], *(-b[i] * s / m for s, m, b in sound)]) for i in size]
    return Arrow(math.fsum(jet.value for jet in jets), pull, schur, tip, own_slopes, shaft, barbs)


def _ascent(matrix: Sequence[Sequence[float]], pull: Sequence[float]) -> list[float]:
    """matrix^-1 pull; where the matrix is not positive definite, as much is added to its diagonal as makes it so."""
    ridge, scale = 0.0, max((abs(matrix[i][i]) for i in range(len(pull))), default=0.0)
    while True:
        root = cholesky([[x + ridge * (i == j) for j, x in enumerate(line)] for i, line in enumerate(matrix)])
        if not isinstance(root, NotEstimable):
            return solve(root, pull)
        ridge = max(4.0 * ridge, 1e-3 * scale, 1e-12)
