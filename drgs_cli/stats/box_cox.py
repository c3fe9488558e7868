"""Mean and standard deviation from five-number summaries that a Box-Cox transformation makes normal.

Two ways to find the power: symmetry (BC) and likelihood (MLN). Values must be positive. Both find the power within the
bounds of R's estmeansd, and give what its random numbers scatter around.
"""

import math
from collections.abc import Callable
from itertools import pairwise

from msgspec import Struct

from drgs_cli.stats.five_numbers import FiveNumbers, MeanAndSd, luo_mean, wan_sd
from drgs_cli.stats.order_statistics import log_likelihood, most_likely
from drgs_cli.stats.power_normal import LOGARITHM, power_normal_moments
from drgs_cli.stats.results import NotEstimable

_STEPS = 200  # of the scan along the power
_GOLDEN = 0.5 * (math.sqrt(5.0) - 1.0)
_NARROW = 1e-10
_SYMMETRIC = (-2.0, 3.0)  # where the power is sought; below 0 it is 0
_LIKELY = (0.0, 10.0)
_SMALLEST, _LARGEST = 1e-30, 1e14  # between these no power leaves the floats


class PowerFit(Struct, frozen=True):
    """Mean and SD of the values; the power, and mean (`location`) and SD (`scale`) of the transformed values."""

    mean: float
    sd: float
    power: float
    location: float
    scale: float


def symmetric_estimate(numbers: FiveNumbers) -> PowerFit | NotEstimable:
    """The power from -2 to 3 that puts the median halfway between the ends and between the quartiles: of S1 and S2
    exactly, of S3 with the smallest sum of squares of (upper part / lower part - 1). A negative one becomes 0. Then
    `luo_mean` and `wan_sd` of the transformed values, and back.

    n below 3: "too-few"; values below 1e-30 or above 1e14: "out-of-range"; two equal values: "no-variance".
    BC of McGrath et al 2020 (Stat Methods Med Res 29:2520). estmeansd: bc.mean.sd.
    """
    fault = _fault(numbers, 3)
    if fault is not None:
        return fault
    power = max(_lowest(lambda power: _asymmetry(numbers, power), *_SYMMETRIC), 0.0)
    moments = _moments(_transformed(numbers, power))
    return moments if isinstance(moments, NotEstimable) else _back(power, moments)


def likely_estimate(numbers: FiveNumbers) -> PowerFit | NotEstimable:
    """The power from 0 to 10 under which the transformed values, with `luo_mean` and `wan_sd` of them, are likeliest
    as order statistics of a normal sample; then the likeliest location and scale, and back.

    The likelihood is that of the transformed values, without the derivative of the transformation, as in estmeansd:
    the answer depends on the units. The ranks are 1, floor(n/4 + 1), floor(n/2 + 1), floor(3n/4 + 1) and n.
    n below 5: "too-few"; values below 1e-30 or above 1e14: "out-of-range"; two equal values: "no-variance".
    MLN of Cai, Zhou and Pan 2021 (Stat Methods Med Res 30:2701). estmeansd: mln.mean.sd.
    """
    fault = _fault(numbers, 5)
    if fault is not None:
        return fault
    ranks = _ranks(numbers)

    def unlikely(power: float) -> float:
        transformed = _transformed(numbers, power)
        guess = _moments(transformed)
        if isinstance(guess, NotEstimable):
            return math.inf
        return -log_likelihood(transformed.values, ranks, numbers.n, guess.mean, guess.sd)

    power = _lowest(unlikely, *_LIKELY)
    transformed = _transformed(numbers, power)
    start = _moments(transformed)
    found = start if isinstance(start, NotEstimable) else most_likely(transformed.values, ranks, numbers.n, start)
    return found if isinstance(found, NotEstimable) else _back(power, found)


def _fault(numbers: FiveNumbers, least: int) -> NotEstimable | None:
    values = numbers.values
    if numbers.n < least:
        return NotEstimable("too-few")
    if values[0] < _SMALLEST or values[-1] > _LARGEST:
        return NotEstimable("out-of-range")
    if any(low == high for low, high in pairwise(values)):
        return NotEstimable("no-variance")
    return None


def _ranks(numbers: FiveNumbers) -> tuple[float, ...]:
    quarter, half, rest = (float(math.floor(share * numbers.n + 1.0)) for share in (0.25, 0.5, 0.75))
    return {
        "S1": (1.0, half, numbers.n),
        "S2": (quarter, half, rest),
        "S3": (1.0, quarter, half, rest, numbers.n),
    }[numbers.summary]


def _asymmetry(numbers: FiveNumbers, power: float) -> float:
    """The sum of (upper part / lower part - 1)^2 over the pairs of values around the median."""
    logs = [math.log(value / numbers.median) for value in numbers.values]
    total = 0.0
    for low, high in zip(logs[: len(logs) // 2], reversed(logs), strict=False):
        lower, upper = (-low, high) if abs(power) < LOGARITHM else (-math.expm1(power * low), math.expm1(power * high))
        total += (upper / lower - 1.0) ** 2
    return total


def _transformed(numbers: FiveNumbers, power: float) -> FiveNumbers:
    if power < LOGARITHM:
        return numbers.mapped(math.log)
    return numbers.mapped(lambda value: math.expm1(power * math.log(value)) / power)


def _moments(transformed: FiveNumbers) -> MeanAndSd | NotEstimable:
    mean, sd = luo_mean(transformed), wan_sd(transformed)
    if isinstance(mean, NotEstimable) or isinstance(sd, NotEstimable) or sd == 0.0:
        return NotEstimable("no-variance")
    return MeanAndSd(mean, sd)


def _back(power: float, moments: MeanAndSd) -> PowerFit | NotEstimable:
    found = power_normal_moments(power, moments.mean, moments.sd)
    if isinstance(found, NotEstimable):
        return found
    return PowerFit(found.mean, found.sd, power, moments.mean, moments.sd)


def _lowest(function: Callable[[float], float], low: float, high: float) -> float:
    """Where the function is smallest between two points: the best of a scan, then golden section beside it."""
    grid = [low + (high - low) * step / _STEPS for step in range(_STEPS + 1)]
    heights = [function(point) for point in grid]
    best = heights.index(min(heights))
    left, right = grid[max(best - 1, 0)], grid[min(best + 1, _STEPS)]
    inner, outer = right - _GOLDEN * (right - left), left + _GOLDEN * (right - left)
    at_inner, at_outer = function(inner), function(outer)
    while right - left > _NARROW:
        if at_inner <= at_outer:
            right, outer, at_outer = outer, inner, at_inner
            inner = right - _GOLDEN * (right - left)
            at_inner = function(inner)
        else:
            left, inner, at_inner = inner, outer, at_outer
            outer = left + _GOLDEN * (right - left)
            at_outer = function(outer)
    return min((function(point), point) for point in (grid[best], 0.5 * (left + right)))[1]
