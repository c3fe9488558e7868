"""The test and the interval of an estimate from its standard error, normal or Student's t; knows no model."""

from math import inf, isfinite

from msgspec import Struct

from drgs_cli.stats.distributions import normal_quantile, normal_sf, t_quantile, t_sf
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import Interval, NotEstimable

# Common to all: `df` are the degrees of freedom of Student's t, None for the normal distribution.


def both_tails(statistic: float, df: float | None = None) -> float:
    """The two-sided p-value, 2 P(Z > |z|) or 2 P(T > |t|); 0 where it is smaller than a float."""
    size = abs(statistic)
    return min(2.0 * (normal_sf(size) if df is None else t_sf(size, df)), 1.0)


def critical_value(tail: float, df: float | None = None) -> float:
    """The z, or t, above which the probability is `tail`; OverflowError for df so near 0 that it is no float."""
    return normal_quantile(tail, upper=True) if df is None else t_quantile(tail, df, upper=True)


class Footing(Struct, frozen=True):
    """What an interval stands on: a standard error and its degrees of freedom."""

    standard_error: float
    df: float | None = None

    def reach(self, level: float) -> float:
        """Half the width of the interval, infinite for degrees of freedom so near 0 that the quantile is no float."""
        tail = tail_of(level)
        try:
            return critical_value(tail, self.df) * self.standard_error
        except OverflowError:
            return inf

    def around(self, estimate: float, level: float) -> Interval:
        """estimate +- reach; ValueError if no float holds the limits, which the caller has ruled out."""
        reach = self.reach(level)
        return Interval(estimate - reach, estimate + reach, level)

    def interval(self, estimate: float, level: float) -> Interval | NotEstimable:
        """estimate +- reach; "out-of-range" if no float holds the limits."""
        reach = self.reach(level)
        low, high = estimate - reach, estimate + reach
        return Interval(low, high, level) if isfinite(low) and isfinite(high) else NotEstimable("out-of-range")
