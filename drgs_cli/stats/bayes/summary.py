"""Median, mode, central and shortest interval of a distribution that is known by its tails; knows none by name."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf, sqrt
from typing import Protocol

from msgspec import Struct

from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import Interval
from drgs_cli.stats.roots import bracketed_root, peaks

_PARTS = (1e-9, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0 - 1e-9)  # of what an interval leaves out: how much lies below it


class Distribution(Protocol):
    """What a distribution must be able to say."""

    mean: float
    variance: float
    lowest: float | None  # where it begins, if it does
    landmarks: Sequence[float]  # ascending points, the highest of which is next to the mode

    def pdf(self, x: float) -> float:
        """The density at a point."""
        ...

    def fall(self, x: float) -> float:
        """Minus the derivative of the density."""
        ...

    def tail(self, x: float, *, upper: bool) -> float:
        """The probability above a point, or below it."""
        ...

    def quantile(self, p: float, *, upper: bool = False) -> float:
        """The point below which, or above which, the probability is p, 0 < p < 1."""
        ...


class Summary(Struct, frozen=True):
    """A distribution in numbers, in the units of its variable; the level of the intervals is theirs."""

    mean: float
    sd: float
    median: float
    mode: float
    central: Interval
    shortest: Interval


def summarise(distribution: Distribution, level: float, origin: float = 0.0) -> Summary:
    """Every figure of a distribution that is known from `origin` on; `level` in per cent."""
    tail = tail_of(level)
    heights = [distribution.pdf(point) for point in distribution.landmarks]
    shortest = shortest_interval(distribution, level, heights)
    return Summary(
        origin + distribution.mean,
        sqrt(distribution.variance),
        origin + distribution.quantile(0.5),
        origin + mode(distribution, heights),
        Interval(origin + distribution.quantile(tail), origin + distribution.quantile(tail, upper=True), level),
        Interval(origin + shortest.low, origin + shortest.high, level),
    )


def mode(distribution: Distribution, heights: Sequence[float]) -> float:
    """The point of the highest density; `heights` are the densities at the landmarks."""
    points = distribution.landmarks
    top = heights.index(max(heights))
    if top in (0, len(points) - 1):
        return points[top]
    low, high = points[top - 1], points[top + 1]
    at_low, at_high = distribution.fall(low), distribution.fall(high)
    if not at_low < 0.0 < at_high:  # so flat that rounding decides
        return points[top]
    return bracketed_root(distribution.fall, low, high, at_low=at_low, at_high=at_high)


def shortest_interval(distribution: Distribution, level: float, heights: Sequence[float]) -> Interval:
    """The shortest interval that holds `level` per cent; `heights` are the densities at the landmarks.

    The density is the same at both limits, unless the interval begins where the distribution does. Where a density of
    several modes has several such intervals, it is the shortest of them.
    """
    outside = 2.0 * tail_of(level)
    falls = [after < before for before, after in pairwise(heights)]
    if falls == sorted(falls):  # one mode
        limits = _from_lowest(distribution, outside) or _by_newton(distribution, outside)
        if limits:
            return Interval(*limits, level)
    return Interval(*_by_search(distribution, outside), level)


def _from_lowest(distribution: Distribution, outside: float) -> tuple[float, float] | None:
    """From where the distribution begins, if its density is not higher at the other end; there must be one mode."""
    if distribution.lowest is None:
        return None
    high = distribution.quantile(outside, upper=True)
    return (distribution.lowest, high) if distribution.pdf(distribution.lowest) >= distribution.pdf(high) else None


def _by_newton(distribution: Distribution, outside: float) -> tuple[float, float] | None:
    """Both limits at once, from the central ones; None if that leads nowhere. There must be one mode."""
    low, high = distribution.quantile(0.5 * outside), distribution.quantile(0.5 * outside, upper=True)
    lowest = distribution.lowest if distribution.lowest is not None else low - 20.0 * (high - low)
    close = 1e-9 * sqrt(distribution.variance)
    longest = inf
    while True:  # until a step is longer than the one before
        at_low, at_high = distribution.pdf(low), distribution.pdf(high)
        down_low, down_high = distribution.fall(low), distribution.fall(high)
        mass = distribution.tail(low, upper=False) + distribution.tail(high, upper=True) - outside
        gap = at_low - at_high
        # at_low dl - at_high dh = -mass; -down_low dl + down_high dh = -gap
        scale = at_low * down_high - at_high * down_low
        if not (down_low < 0.0 < down_high and scale > 0.0):
            return None
        step_low, step_high = -(mass * down_high + gap * at_high) / scale, -(gap * at_low + mass * down_low) / scale
        low, high, step = low + step_low, high + step_high, max(abs(step_low), abs(step_high))
        if not (lowest < low < high and step < longest):
            return None
        if step < close:
            return low, high
        longest = step


def _by_search(distribution: Distribution, outside: float) -> tuple[float, float]:
    """Wherever the densities at both ends become equal, and the shortest of those."""
    lows = [distribution.quantile(part * outside) for part in _PARTS]
    if distribution.lowest is not None:
        lows[0] = distribution.lowest

    def upper_limit(low: float) -> float:
        left = outside - distribution.tail(low, upper=False)
        return distribution.quantile(max(left, 1e-12 * outside), upper=True)

    def gain(low: float) -> float:  # the interval becomes shorter by going up where this is positive
        return distribution.pdf(upper_limit(low)) - distribution.pdf(low)

    found = peaks(gain, [(low, gain(low)) for low in lows], absolute=1e-10 * sqrt(distribution.variance))
    _, low, high = min((high - low, low, high) for low, high in ((low, upper_limit(low)) for low in found))
    return low, high
