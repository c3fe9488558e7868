"""Mean and standard deviation from five-number summaries by the distribution whose quantiles come closest to them.

Normal, log-normal, gamma, Weibull and, for values between 0 and 1, beta; knows nothing of samples but their n.
McGrath et al 2020 (Stat Methods Med Res 29:2520), with the parameters held in the boxes of R's estmeansd, which are
fixed numbers: the answer depends on the units (a normal SD is at most 50, a Weibull scale at most 100).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.beta_quantiles import closest_beta
from drgs_cli.stats.distributions import chi2_quantile, normal_quantile
from drgs_cli.stats.five_numbers import FiveNumbers
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.roots import bracketed_root

Family = Literal["normal", "log-normal", "gamma", "weibull", "beta"]
Box = tuple[float, float]
Curve = Callable[[float], list[float]]  # the quantiles of scale 1 at a shape

_STEPS = 80  # of the scan along the logarithm of the shape
_APART = 4e-3  # between the points of a derivative, on that scale
_NORMAL_SD: Box = (1e-3, 50.0)
_LOG_NORMAL_SD: Box = (1e-3, 10.0)
_GAMMA_SHAPE: Box = (1e-3, 100.0)
_GAMMA_SCALE: Box = (1e-2, 1000.0)
_WEIBULL_SHAPE: Box = (0.02, 100.0)  # estmeansd goes down to 0.001, where the quantiles leave the floats
_WEIBULL_SCALE: Box = (1e-3, 100.0)


class QuantileFit(Struct, frozen=True):
    """A distribution with its mean and SD, and the sum of squared distances of its quantiles from the summary."""

    family: Family
    mean: float
    sd: float
    distance: float


def quantile_estimate(numbers: FiveNumbers) -> QuantileFit | NotEstimable:
    """The closest of `quantile_fits`. n below 3 or above a million: "too-few" or "out-of-range".

    estmeansd: qe.mean.sd; metafor: conv.fivenum(method = "qe"); meta: method.mean = "QE-McGrath".
    """
    fits = quantile_fits(numbers)
    return fits if isinstance(fits, NotEstimable) else min(fits, key=lambda fit: fit.distance)


def quantile_fits(numbers: FiveNumbers) -> tuple[QuantileFit, ...] | NotEstimable:
    """Each family at its closest: minimum and maximum stand for the quantiles 1/n and 1 - 1/n.

    With values below 0 the normal alone, with a 0 no log-normal, beta only of values strictly between 0 and 1.
    """
    if numbers.n < 3:
        return NotEstimable("too-few")
    if numbers.n > 1e6:
        return NotEstimable("out-of-range")
    tail = 1.0 / numbers.n
    lower = {"S1": (tail,), "S2": (0.25,), "S3": (tail, 0.25)}[numbers.summary]
    probabilities = [*lower, 0.5, *(1.0 - p for p in reversed(lower))]
    deviates = [normal_quantile(p) for p in lower]
    return tuple(_fits(numbers.values, probabilities, [*deviates, 0.0, *(-z for z in reversed(deviates))]))


def _fits(values: Sequence[float], probabilities: Sequence[float], deviates: Sequence[float]) -> Iterator[QuantileFit]:
    inner: Box = (values[len(values) // 4], values[-1 - len(values) // 4])  # of S3 the quartiles, else the ends
    yield _normal(values, deviates, inner)
    if values[0] < 0:
        return
    if values[0] > 0:
        yield _log_normal(values, deviates, inner)
    yield _gamma(values, probabilities)
    yield _weibull(values, probabilities)
    if values[0] > 0 and values[-1] < 1:
        shape1, shape2, distance = closest_beta(probabilities, values)
        total = shape1 + shape2
        sd = math.sqrt(shape1 / total * (shape2 / total) / (total + 1.0))
        yield QuantileFit("beta", shape1 / total, sd, distance)


def _normal(values: Sequence[float], deviates: Sequence[float], means: Box) -> QuantileFit:
    """The deviates add up to 0, so that mean and SD are regressed one without the other."""
    mean = _within(math.fsum(values) / len(values), means)
    slope = math.fsum(z * x for z, x in zip(deviates, values, strict=True)) / math.fsum(z * z for z in deviates)
    sd = _within(slope, _NORMAL_SD)
    distance = math.fsum((mean + sd * z - x) ** 2 for z, x in zip(deviates, values, strict=True))
    return QuantileFit("normal", mean, sd, distance)


def _log_normal(values: Sequence[float], deviates: Sequence[float], medians: Box) -> QuantileFit:
    def curve(sd: float) -> list[float]:
        return [math.exp(sd * z) for z in deviates]

    sd, median, distance = _closest(curve, values, _LOG_NORMAL_SD, medians)
    mean = median * math.exp(0.5 * sd * sd)
    return QuantileFit("log-normal", mean, mean * math.sqrt(math.expm1(sd * sd)), distance)


def _gamma(values: Sequence[float], probabilities: Sequence[float]) -> QuantileFit:
    def curve(shape: float) -> list[float]:
        return [0.5 * chi2_quantile(p, 2.0 * shape) for p in probabilities]

    shape, scale, distance = _closest(curve, values, _GAMMA_SHAPE, _GAMMA_SCALE)
    return QuantileFit("gamma", shape * scale, math.sqrt(shape) * scale, distance)


def _weibull(values: Sequence[float], probabilities: Sequence[float]) -> QuantileFit:
    def curve(shape: float) -> list[float]:
        return [(-math.log1p(-p)) ** (1.0 / shape) for p in probabilities]

    shape, scale, distance = _closest(curve, values, _WEIBULL_SHAPE, _WEIBULL_SCALE)
    first, second = math.gamma(1.0 + 1.0 / shape), math.gamma(1.0 + 2.0 / shape)
    return QuantileFit("weibull", scale * first, scale * math.sqrt(second - first * first), distance)


def _closest(curve: Curve, values: Sequence[float], shapes: Box, scales: Box) -> tuple[float, float, float]:
    """Shape, scale and distance, the smallest within the box: for each shape the scale is a regression, and every
    dip of what is left along the logarithm of the shape is followed to where its slope is 0."""

    def at(shape: float) -> tuple[float, float, float]:
        quantiles = curve(shape)
        scale = _regressed(quantiles, values, scales)
        distance = math.fsum((scale * g - x) ** 2 for g, x in zip(quantiles, values, strict=True))
        return distance, shape, scale

    low, high = math.log(shapes[0]), math.log(shapes[1])
    grid = [at(math.exp(low + (high - low) * step / _STEPS)) for step in range(_STEPS + 1)]
    best = min(grid)
    for before, here, after in zip(grid, grid[1:], grid[2:], strict=False):
        if before[0] >= here[0] <= after[0]:
            bottom = _level(curve, values, scales, math.log(before[1]), math.log(after[1]))
            best = min(best, best if bottom is None else at(math.exp(bottom)))
    return best[1], best[2], best[0]


def _level(curve: Curve, values: Sequence[float], scales: Box, low: float, high: float) -> float | None:
    """The logarithm of the shape at which the distance has no slope; None where the ends do not embrace one."""

    def slope(logarithm: float) -> float:
        # the scale is the best one or stands at its box: the distance changes through the shape alone
        near, far = _APART, 2.0 * _APART
        points = [curve(math.exp(logarithm + step)) for step in (-far, -near, 0.0, near, far)]
        scale = _regressed(points[2], values, scales)
        return math.fsum(
            (scale * here - x) * ((a - d) + 8.0 * (c - b)) for a, b, here, c, d, x in zip(*points, values, strict=True)
        )

    at_low, at_high = slope(low), slope(high)
    if not at_low < 0.0 < at_high:
        return None
    return bracketed_root(slope, low, high, at_low=at_low, at_high=at_high, absolute=1e-14)


def _regressed(quantiles: Sequence[float], values: Sequence[float], scales: Box) -> float:
    square = math.fsum(g * g for g in quantiles)
    if square == 0:
        return scales[1]
    return _within(math.fsum(g * x for g, x in zip(quantiles, values, strict=True)) / square, scales)


def _within(value: float, box: Box) -> float:
    return min(max(value, box[0]), box[1])
