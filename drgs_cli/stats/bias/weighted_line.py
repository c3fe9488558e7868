"""A straight line through weighted points, and how sure its two coefficients are; knows no funnel."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.wald import both_tails

_LEVEL = 1e-12  # points no further apart than this part of their size say nothing of a slope
_PERFECT = 1e-26  # a residual sum of squares below this part of the whole is rounding


class WeightedLine(Struct, frozen=True):
    """intercept + slope x by weighted least squares.

    The variances and the covariance are those of weights that are inverse variances; where the weights are known up
    to a factor, they are to be multiplied by `dispersion`, the weighted residual sum of squares over k - 2.
    """

    k: int
    intercept: float
    slope: float
    residual_sum: float
    intercept_variance: float
    slope_variance: float
    covariance: float
    perfect: bool  # all points on the line: there is no residual to learn from

    @property
    def dispersion(self) -> float:
        """The mean square about the line."""
        return self.residual_sum / (self.k - 2)


class SlopeTest(Struct, frozen=True):
    """Is the slope 0: its standard error, t = slope / standard error with k - 2 degrees of freedom, two-sided p."""

    standard_error: float
    statistic: float
    df: float
    p: float


def weighted_line(
    places: Sequence[float], values: Sequence[float], weights: Sequence[float]
) -> WeightedLine | NotEstimable:
    """The line through (place, value), or why there is none."""
    return no_line(places) or fit_line(places, values, weights)


def no_line(places: Sequence[float]) -> NotEstimable | None:
    """Fewer than three points: "too-few"; all at one place, up to rounding: "not-full-rank"; else None."""
    if len(places) < 3:
        return NotEstimable("too-few")
    if max(places) - min(places) <= _LEVEL * max(map(abs, places)):
        return NotEstimable("not-full-rank")
    return None


def fit_line(places: Sequence[float], values: Sequence[float], weights: Sequence[float]) -> WeightedLine:
    """The line through (place, value), not all at one place; weights positive, all finite and of one length.

    Centred at the weighted mean, so that nothing cancels. R: lm(value ~ place, weights = weight).
    """
    total = math.fsum(weights)
    middle = _weighted_sum(weights, places) / total
    height = _weighted_sum(weights, values) / total
    offsets = [place - middle for place in places]
    spread = math.fsum(w * x * x for w, x in zip(weights, offsets, strict=True))
    slope = math.fsum(w * x * (y - height) for w, x, y in zip(weights, offsets, values, strict=True)) / spread
    residuals = [y - height - slope * x for x, y in zip(offsets, values, strict=True)]
    left = _weighted_sum(weights, [residual * residual for residual in residuals])
    whole = _weighted_sum(weights, [value * value for value in values])
    return WeightedLine(
        k=len(places),
        intercept=height - slope * middle,
        slope=slope,
        residual_sum=left,
        intercept_variance=1.0 / total + middle * middle / spread,
        slope_variance=1.0 / spread,
        covariance=-middle / spread,
        perfect=left <= _PERFECT * whole,
    )


def slope_test(line: WeightedLine, *, dispersed: bool = True) -> SlopeTest | NotEstimable:
    """The t test of a slope, with the dispersion about the line, or without where the weights are trusted.

    Dispersed, and all points on the line: "no-variance".
    """
    if dispersed and line.perfect:
        return NotEstimable("no-variance")
    error = math.sqrt(line.slope_variance * (line.dispersion if dispersed else 1.0))
    statistic = line.slope / error
    return SlopeTest(error, statistic, line.k - 2.0, both_tails(statistic, line.k - 2.0))


def _weighted_sum(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(weight * value for weight, value in zip(weights, values, strict=True))
