"""Mean and standard deviation from five-number summaries of values whose logarithms are normal; knows no others."""

import math

from msgspec import Struct

from drgs_cli.stats.five_numbers import FiveNumbers, MeanAndSd, Summary, normal_moments
from drgs_cli.stats.results import NotEstimable

_LARGEST_EXPONENT = 700.0


class _Correction(Struct, frozen=True):
    """What takes the bias off, for one kind of summary.

    The squared SD of the logarithms is too large by the factor `base` + `slope` / g and its square by
    1 + `slope4` / g4, where g is ln(n)^2 or a power of n. The back-transformed mean is divided by
    1 + (`quadratic` s^2 + `quartic` S) / n; the two parts of its variance by the same with 4 times `quadratic` and
    with 16 and 4 times `quartic`.
    """

    base: float
    slope: float
    slope4: float
    power: float | None  # of n in g; None is ln(n)^2
    power4: float | None
    quadratic: float
    quartic: float


_CORRECTIONS: dict[Summary, _Correction] = {
    "S1": _Correction(1.01, 0.25, 2.23, None, None, 0.565, 0.37),
    "S2": _Correction(1.0, 1.58, 19.2, 1.0, 1.2, 0.57, 0.75),
    "S3": _Correction(1.0, 0.28, 3.93, None, 1.0, 0.405, 0.315),
}


def log_normal_moments(numbers: FiveNumbers, *, test: bool = True, transform: bool = True) -> MeanAndSd | NotEstimable:
    """Mean m and SD s of the logarithms, by `normal_moments`, s less its bias; with `transform`, in the units of the
    values: mean exp(m + s^2/2) / f, SD the root of exp(2m + 2s^2) / f1 - exp(2m + s^2) / f2.

    Values of 0 or below, or a mean too large to be written: "out-of-range"; skewed logarithms: "not-applicable";
    n below 5: "too-few".
    Shi, Tong, Wang and Genton 2020 (Stat Interface 13:519). metafor: conv.fivenum(dist = "lnorm", transf =).
    """
    if numbers.values[0] <= 0:
        return NotEstimable("out-of-range")
    logs = normal_moments(numbers.mapped(math.log), test=test)
    if isinstance(logs, NotEstimable):
        return logs
    n, correction = numbers.n, _CORRECTIONS[numbers.summary]
    inflation = correction.base + correction.slope / _growth(n, correction.power)
    sd = logs.sd / math.sqrt(inflation)
    if not transform:
        return MeanAndSd(logs.mean, sd)
    fourth = logs.sd**4 / (1.0 + correction.slope4 / _growth(n, correction.power4))
    return _in_units(logs.mean, sd * sd, fourth, n, correction)


def _in_units(
    mean: float, variance: float, fourth: float, n: float, correction: _Correction
) -> MeanAndSd | NotEstimable:
    if 2.0 * (mean + variance) > _LARGEST_EXPONENT:
        return NotEstimable("out-of-range")
    linear = correction.quadratic * variance / n
    square = correction.quartic * fourth / n
    f1, f2 = 1.0 + 4.0 * linear + 16.0 * square, 1.0 + 4.0 * linear + 4.0 * square
    # the difference of the two parts, of which nothing is lost when the spread is small; never negative from n = 5 on
    difference = math.expm1(variance) - 12.0 * square / f2
    sd = math.exp(mean + 0.5 * variance) * math.sqrt(max(difference, 0.0) / f1)
    return MeanAndSd(math.exp(mean + 0.5 * variance) / (1.0 + linear + square), sd)


def _growth(n: float, power: float | None) -> float:
    return math.log(n) ** 2 if power is None else n**power
