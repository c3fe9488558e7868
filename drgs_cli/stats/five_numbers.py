"""Mean and standard deviation from median, quartiles and range, taking the values to be normal.

Three summaries: S1 (minimum, median, maximum), S2 (quartiles and median), S3 (all five). Fits no distribution and
knows no other. Estimates are in the units of the values. metafor: conv.fivenum; meta: metamean.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.results import NotEstimable

Summary = Literal["S1", "S2", "S3"]

# The expected range of n normal values, n = 1 to 50, as printed: Wan et al 2014, table 1.
_RANGES = (
    0.000, 1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.970, 3.078,
    3.173, 3.259, 3.336, 3.407, 3.472, 3.532, 3.588, 3.640, 3.689, 3.735,
    3.778, 3.819, 3.858, 3.895, 3.931, 3.964, 3.997, 4.027, 4.057, 4.086,
    4.113, 4.139, 4.165, 4.189, 4.213, 4.236, 4.259, 4.280, 4.301, 4.322,
    4.341, 4.361, 4.379, 4.398, 4.415, 4.433, 4.450, 4.466, 4.482, 4.498,
)  # fmt: skip
# The expected distance of the quartiles of 4Q + 1 normal values, Q = 1 to 50, as printed: Wan et al 2014, table 2.
_QUARTILE_DISTANCES = (
    0.990, 1.144, 1.206, 1.239, 1.260, 1.274, 1.284, 1.292, 1.298, 1.303,
    1.307, 1.311, 1.313, 1.316, 1.318, 1.320, 1.322, 1.323, 1.324, 1.326,
    1.327, 1.328, 1.329, 1.330, 1.330, 1.331, 1.332, 1.332, 1.333, 1.333,
    1.334, 1.334, 1.335, 1.335, 1.336, 1.336, 1.336, 1.337, 1.337, 1.337,
    1.338, 1.338, 1.338, 1.338, 1.339, 1.339, 1.339, 1.339, 1.339, 1.340,
)  # fmt: skip
_MOST_PATIENTS = 1e12  # beyond it a largest value stands at the probability 1
_LARGEST = 1e150  # beyond it the squares of the back-transformation leave the floats


class FiveNumbers(Struct, frozen=True):
    """n, the median, and the range or the quartiles or both; ValueError unless finite, in order and a known summary.

    A range without its other end, or a quartile without the other, is no summary.
    """

    n: float
    median: float
    minimum: float | None = None
    q1: float | None = None
    q3: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        whole = (self.minimum is None) == (self.maximum is None) and (self.q1 is None) == (self.q3 is None)
        if not whole or len(self.values) == 1:
            raise ValueError("a summary has both ends of the range, both quartiles, or all four")
        if not 0.0 <= self.n <= _MOST_PATIENTS:
            raise ValueError(f"n lies between 0 and 1e12, found {self.n}")
        if not all(abs(value) <= _LARGEST for value in self.values):
            raise ValueError(f"the five numbers lie between -1e150 and 1e150, found {self.values}")
        if any(low > high for low, high in pairwise(self.values)):
            raise ValueError(f"minimum, quartiles, median and maximum ascend, found {self.values}")

    @property
    def values(self) -> tuple[float, ...]:
        """Those there are, from the smallest to the largest."""
        all_five = (self.minimum, self.q1, self.median, self.q3, self.maximum)
        return tuple(value for value in all_five if value is not None)

    @property
    def summary(self) -> Summary:
        """Which of them there are."""
        return "S3" if len(self.values) == 5 else "S1" if self.q1 is None else "S2"

    def mapped(self, function: Callable[[float], float]) -> "FiveNumbers":
        """The summary of the values that a rising function makes of these."""
        low, q1, q3, high = (
            None if value is None else function(value) for value in (self.minimum, self.q1, self.q3, self.maximum)
        )
        return FiveNumbers(self.n, function(self.median), low, q1, q3, high)

    @property
    def mid_range(self) -> float:
        """Halfway between minimum and maximum; of S2, halfway between the quartiles."""
        return 0.5 * (self.values[0] + self.values[-1])

    @property
    def range(self) -> float:
        """From minimum to maximum; of S2, from the one quartile to the other."""
        return self.values[-1] - self.values[0]


class MeanAndSd(Struct, frozen=True):
    """An estimated mean and standard deviation."""

    mean: float
    sd: float


class Skewness(Struct, frozen=True):
    """A statistic of asymmetry and what it stays below in 95 of 100 normal samples."""

    statistic: float
    critical: float

    @property
    def significant(self) -> bool:
        """Whether the summary speaks against a normal distribution."""
        return self.statistic >= self.critical


def luo_mean(numbers: FiveNumbers) -> float | NotEstimable:
    """w mid-range + w' mid-quartile + rest median, with the weights that are best for normal values:
    S1 w = 4 / (4 + n^0.75); S2 w' = 0.7 + 0.39/n; S3 w = 2.2 / (2.2 + n^0.75), w' = 0.7 - 0.72/n^0.55.

    n below 1: "too-few". Luo et al 2018 (Stat Methods Med Res 27:1785), equations 7, 11, 15.
    metafor: conv.fivenum; meta: metamean(method.mean = "Luo").
    """
    n = numbers.n
    if n < 1:
        return NotEstimable("too-few")
    if numbers.summary == "S1":
        return _between(numbers.mid_range, numbers.median, 4.0 / (4.0 + math.pow(n, 0.75)))
    if numbers.summary == "S2":
        return _between(numbers.mid_range, numbers.median, 0.7 + 0.39 / n)
    outer, inner = 2.2 / (2.2 + math.pow(n, 0.75)), 0.7 - 0.72 / math.pow(n, 0.55)
    _, q1, median, q3, _ = numbers.values
    return outer * numbers.mid_range + inner * (0.5 * (q1 + q3)) + (1.0 - outer - inner) * median


def wan_mean(numbers: FiveNumbers, *, small_sample: bool = True) -> float | NotEstimable:
    """S1 (a + 2m + b) / 4, with (a - 2m + b) / 4n added if `small_sample`; S2 (q1 + m + q3) / 3;
    S3 (a + 2 q1 + 2 m + 2 q3 + b) / 8.

    n below 1: "too-few". Wan et al 2014 (BMC Med Res Methodol 14:135), equations 2 (of Hozo et al 2005, BMC Med
    Res Methodol 5:13), 10 (of Bland 2015, Int J Stat Med Res 4:57) and 14. meta: metamean(method.mean = "Wan").
    """
    if numbers.n < 1:
        return NotEstimable("too-few")
    if numbers.summary == "S2":
        return math.fsum(numbers.values) / 3.0
    if numbers.summary == "S3":
        low, q1, median, q3, high = numbers.values
        return math.fsum((low, 2.0 * q1, 2.0 * median, 2.0 * q3, high)) / 8.0
    gap = 0.5 * (numbers.mid_range - numbers.median)
    return 0.5 * (numbers.mid_range + numbers.median) + (gap / numbers.n if small_sample else 0.0)


def wan_sd(numbers: FiveNumbers, *, tabled: bool = False) -> float | NotEstimable:
    """S1 range / xi, S2 distance of the quartiles / eta, S3 the mean of the two; xi and eta are what normal values
    have on average: 2 z((n - 0.375)/(n + 0.25)) and 2 z((0.75 n - 0.125)/(n + 0.25)).

    `tabled`: for n up to 50 (eta: 201) the three decimals that the paper prints, as meta has them; of an n between
    two entries for eta the larger. n below 2: "too-few".
    Wan et al 2014 (BMC Med Res Methodol 14:135), equations 7, 9, 12, 13, 15, 16. metafor: conv.fivenum, not tabled.
    """
    if numbers.n < 2:
        return NotEstimable("too-few")
    if numbers.summary == "S1":
        return numbers.range / _range_of_normal(numbers.n, tabled)
    if numbers.summary == "S2":
        return numbers.range / _quartile_distance_of_normal(numbers.n, tabled)
    _, q1, _, q3, _ = numbers.values
    outer = numbers.range / _range_of_normal(numbers.n, tabled)
    return 0.5 * (outer + (q3 - q1) / _quartile_distance_of_normal(numbers.n, tabled))


def shi_sd(numbers: FiveNumbers) -> float | NotEstimable:
    """S3: w range / xi + (1 - w) distance of the quartiles / eta, w = 1 / (1 + 0.07 n^0.6); else as `wan_sd`.

    n below 2: "too-few". Shi et al 2020 (Res Synth Methods 11:641), equation 10.
    metafor: conv.fivenum; meta: metamean(method.sd = "Shi").
    """
    if numbers.summary != "S3" or numbers.n < 2:
        return wan_sd(numbers)
    _, q1, _, q3, _ = numbers.values
    outer = numbers.range / _range_of_normal(numbers.n, tabled=False)
    inner = (q3 - q1) / _quartile_distance_of_normal(numbers.n, tabled=False)
    return _between(outer, inner, 1.0 / (1.0 + 0.07 * math.pow(numbers.n, 0.6)))


def skewness(numbers: FiveNumbers) -> Skewness | NotEstimable:
    """S1 |a + b - 2m| / (b - a) against 1/ln(n + 9) + 2.5/(n + 1); S2 |q1 + q3 - 2m| / (q3 - q1) against
    2.65/sqrt(n) - 6/n^2; S3 the larger of 2.65 ln(0.6 n)/sqrt(n) times the first and the second, against
    3/sqrt(n) - 40/n^3.

    n below 5: "too-few"; equal ends: "no-variance". Shi et al 2023 (Stat Methods Med Res 32:1338), of 5 %.
    metafor: tval, crit and sig of conv.fivenum.
    """
    n, values = numbers.n, numbers.values
    if n < 5:
        return NotEstimable("too-few")
    if numbers.range == 0 or (numbers.summary == "S3" and values[1] == values[3]):
        return NotEstimable("no-variance")
    ends = abs(numbers.mid_range - numbers.median) / (0.5 * numbers.range)
    if numbers.summary == "S1":
        return Skewness(ends, 1.0 / math.log(n + 9.0) + 2.5 / (n + 1.0))
    if numbers.summary == "S2":
        return Skewness(ends, 2.65 / math.sqrt(n) - 6.0 / n**2)
    _, q1, median, q3, _ = values
    inner = abs(q1 + q3 - 2.0 * median) / (q3 - q1)
    return Skewness(max(2.65 * math.log(0.6 * n) / math.sqrt(n) * ends, inner), 3.0 / math.sqrt(n) - 40.0 / n**3)


def normal_moments(numbers: FiveNumbers, *, test: bool = True) -> MeanAndSd | NotEstimable:
    """`luo_mean` and `shi_sd`; with `test`, only of a summary whose `skewness` is not significant.

    Skewed: "not-applicable"; n below 5: "too-few". metafor: conv.fivenum, its defaults.
    """
    mean, sd = luo_mean(numbers), shi_sd(numbers)
    if numbers.n < 5 or isinstance(mean, NotEstimable) or isinstance(sd, NotEstimable):
        return NotEstimable("too-few")
    asymmetry = skewness(numbers)
    if test and isinstance(asymmetry, Skewness) and asymmetry.significant:
        return NotEstimable("not-applicable")
    return MeanAndSd(mean, sd)


def _between(one: float, other: float, share: float) -> float:
    return share * one + (1.0 - share) * other


def _range_of_normal(n: float, tabled: bool) -> float:
    """xi of Wan et al."""
    if tabled and n <= len(_RANGES):
        return _RANGES[int(n) - 1]
    return 2.0 * normal_quantile((n - 0.375) / (n + 0.25))


def _quartile_distance_of_normal(n: float, tabled: bool) -> float:
    """eta of Wan et al; its table goes in steps of four."""
    if tabled and n <= 4 * len(_QUARTILE_DISTANCES) + 1:
        return _QUARTILE_DISTANCES[math.ceil(0.25 * (n - 1.0)) - 1]
    return 2.0 * normal_quantile((0.75 * n - 0.125) / (n + 0.25))
