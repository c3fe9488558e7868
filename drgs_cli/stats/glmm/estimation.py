"""The maximum of a model's likelihood, also where a variance is 0 there; knows no counts and no tests.

The likelihood is even in a standard deviation, so that it is level at 0: a climb from there goes nowhere, and one
from beside it may end there though it is a valley. A standard deviation is therefore looked for on a grid first, at
each point with the other parameters at their best, and every hill that the grid shows is climbed: a small set of
studies can have two, one of them at 0.
"""

from collections.abc import Sequence
from functools import partial

from drgs_cli.stats.glmm.integral import log_likelihood
from drgs_cli.stats.glmm.maximise import SETTLED, Maximum, Point, maximise
from drgs_cli.stats.glmm.model import Model

# The grid: from a standard deviation hardly seen on the log scale to an enormous one, and on as long as the likelihood
# rises, if need be to where `maximise` takes it for infinite.
_SMALL, _RATIO, _LARGE = 0.1, 2.5, 1.5
_ROUGH = 1e-3  # a step's gain in log-likelihood at which a point of the grid is near enough to its best
_HIGHER = 1e-10  # a gain in log-likelihood that is no rounding


def without_heterogeneity(model: Model) -> Maximum | None:
    """The best point with tau at 0, whether or not the model has a tau; None if there is none."""
    held = [] if model.tau is None else [model.tau]
    start = model.start if model.tau is None else _placed(model.start, model.tau, 0.0)
    return _climbed(model, start, held) if model.sigma is None else _deviating(model, start, model.sigma, held)


def with_heterogeneity(model: Model, common: Maximum) -> Maximum | None:
    """The best point of a model whose last common parameter is tau; a tau of 0 is held there in the answer.

    `common` is the best point with tau at 0, from this model or from one without tau.
    """
    assert model.tau is not None
    values = [*common.point.common[: model.tau], 0.0]
    if model.sigma is not None and values[model.sigma] == 0.0:
        values[model.sigma] = model.start.common[model.sigma]
    found = _deviating(model, Point(values, common.point.own), model.tau, [])
    if found is None or model.sigma is None:
        return found
    flat = _climbed(model, _placed(found.point, model.sigma, 0.0), [model.sigma], _ROUGH)
    if flat is None or flat.arrow.value < found.arrow.value - _ROUGH:
        return found
    level = _deviating(model, flat.point, model.tau, [model.sigma])
    return None if level is None else _best(found, level)


def _deviating(model: Model, start: Point, place: int, held: list[int]) -> Maximum | None:
    """The best point over the standard deviation at `place` and all that is not held, from 0 upwards."""
    zero = _climbed(model, _placed(start, place, 0.0), [*held, place])
    if zero is None:
        return None
    scan, deviation = [zero], _SMALL
    while found := _climbed(model, _placed(scan[-1].point, place, deviation), [*held, place], _ROUGH):
        scan.append(found)
        if deviation > _LARGE and found.arrow.value < scan[-2].arrow.value:
            break
        deviation *= _RATIO
    best = zero
    for hill in _hills(scan):
        foot = hill if hill is not zero else _beside(model, zero, place, held)
        if foot is not None:
            top = _climbed(model, foot.point, held)
            if top is None:
                return None
            best = _best(top, best)
    return best


def _best(one: Maximum, other: Maximum) -> Maximum:
    """The higher; the other if they are level."""
    return one if one.arrow.value > other.arrow.value + _HIGHER else other


def _hills(scan: Sequence[Maximum]) -> list[Maximum]:
    """The points of the scan with no higher neighbour."""
    heights = [point.arrow.value for point in scan]
    return [point for place, point in enumerate(scan) if heights[place] >= max(heights[max(place - 1, 0) : place + 2])]


def _beside(model: Model, zero: Maximum, place: int, held: list[int]) -> Maximum | None:
    """A point with a small standard deviation that is higher than the one with none; None if there is no such."""
    deviation = _SMALL
    while deviation > 1e-3:
        deviation *= 0.3
        found = _climbed(model, _placed(zero.point, place, deviation), [*held, place])
        if found is not None and found.arrow.value > zero.arrow.value + _HIGHER:
            return found
    return None


def _climbed(model: Model, start: Point, held: Sequence[int], settled: float = SETTLED) -> Maximum | None:
    """The maximum near a start; without a random effect there is nothing to integrate, and one node will do."""
    level = all(place is None or (place in held and start.common[place] == 0.0) for place in (model.tau, model.sigma))
    nodes = 1 if level else model.nodes
    return maximise([partial(log_likelihood, rows, nodes=nodes) for rows in model.studies], start, held, settled)


def _placed(point: Point, place: int, value: float) -> Point:
    common = list(point.common)
    common[place] = value
    return Point(common, point.own)
