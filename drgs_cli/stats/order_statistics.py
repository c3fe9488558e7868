"""The likelihood of a few order statistics of a normal sample, and where it is largest; knows no transformation."""

import math
from collections.abc import Sequence
from itertools import pairwise

from drgs_cli.stats.distributions import normal_cdf, normal_sf
from drgs_cli.stats.five_numbers import MeanAndSd
from drgs_cli.stats.results import NotEstimable

_LOG_ROOT_TWO_PI = 0.5 * math.log(2.0 * math.pi)
_MOST_STEPS = 100
_SETTLED = 1e-7  # a step this small, once taken, leaves an error of the order of its square

Gap = tuple[float | None, float | None, float]  # the deviates on either side of so many values nobody printed


def log_likelihood(values: Sequence[float], ranks: Sequence[float], n: float, mean: float, sd: float) -> float:
    """sum ln f(x) + sum m ln(F(x') - F(x)), with the m values of the sample that lie between two neighbours, below
    the first or above the last; -infinity where values lie between two equal ones. Up to a constant.

    `ranks` are places in the sorted sample of n. Cai, Zhou and Pan 2021 (Stat Methods Med Res 30:2701).
    """
    deviates = [(x - mean) / sd for x in values]
    densities = [-0.5 * z * z - _LOG_ROOT_TWO_PI - math.log(sd) for z in deviates]
    shares = [(_share(low, high), m) for low, high, m in _gaps(deviates, ranks, n)]
    if any(share <= 0.0 for share, _ in shares):
        return -math.inf
    return math.fsum([*densities, *(m * math.log(share) for share, m in shares)])


def most_likely(
    values: Sequence[float], ranks: Sequence[float], n: float, start: MeanAndSd
) -> MeanAndSd | NotEstimable:
    """Mean and SD with the largest likelihood, by Newton's steps on 1/SD and mean/SD, in which it is concave.

    Halved until they rise. Not settled: "not-converged".
    """
    scaled = [(x - start.mean) / start.sd for x in values]
    factor, shift = 1.0, 0.0  # a deviate is factor x + shift
    here = _in_deviates(scaled, ranks, n, factor, shift)
    for _ in range(_MOST_STEPS):
        step1, step2 = _newton(scaled, ranks, n, factor, shift)
        part = 1.0
        while True:
            trial = factor + part * step1, shift + part * step2
            there = _in_deviates(scaled, ranks, n, *trial) if trial[0] > 0.0 else -math.inf
            if there >= here - 1e-13 * abs(here):
                break
            part *= 0.5
        (factor, shift), here = trial, there
        if max(abs(step1), abs(step2)) < _SETTLED * (factor + abs(shift)):
            return MeanAndSd(start.mean - start.sd * shift / factor, start.sd / factor)
    return NotEstimable("not-converged")


def _in_deviates(values: Sequence[float], ranks: Sequence[float], n: float, factor: float, shift: float) -> float:
    return log_likelihood(values, ranks, n, -shift / factor, 1.0 / factor)


def _newton(
    values: Sequence[float], ranks: Sequence[float], n: float, factor: float, shift: float
) -> tuple[float, float]:
    deviates = [factor * x + shift for x in values]
    places = dict(zip(deviates, values, strict=True))
    slope1 = [len(values) / factor, *(-z * x for z, x in zip(deviates, values, strict=True))]
    slope2 = [-z for z in deviates]
    bend11 = [len(values) / factor**2, *(x * x for x in values)]
    bend12, bend22 = list(values), [float(len(values))]
    for low, high, m in _gaps(deviates, ranks, n):
        share = _share(low, high)
        ends = [(z, sign * _density(z) / share, places[z]) for z, sign in ((low, -1.0), (high, 1.0)) if z is not None]
        one, other = math.fsum(f * x for _, f, x in ends), math.fsum(f for _, f, _ in ends)
        slope1.append(m * one)
        slope2.append(m * other)
        bend11.append(m * (math.fsum(z * f * x * x for z, f, x in ends) + one * one))
        bend12.append(m * (math.fsum(z * f * x for z, f, x in ends) + one * other))
        bend22.append(m * (math.fsum(z * f for z, f, _ in ends) + other * other))
    g1, g2 = math.fsum(slope1), math.fsum(slope2)
    h11, h12, h22 = math.fsum(bend11), math.fsum(bend12), math.fsum(bend22)
    room = h11 * h22 - h12 * h12
    return (g1 * h22 - g2 * h12) / room, (g2 * h11 - g1 * h12) / room


def _gaps(deviates: Sequence[float], ranks: Sequence[float], n: float) -> list[Gap]:
    """The gaps with values in them, that before the first and that after the last included."""
    ends = [None, *deviates, None]
    places = [0.0, *ranks, n + 1.0]
    counts = [after - before - 1.0 for before, after in pairwise(places)]
    return [(low, high, m) for low, high, m in zip(ends, ends[1:], counts, strict=False) if m > 0.0]


def _share(low: float | None, high: float | None) -> float:
    """The probability between two deviates, from the tails on the side where they are small."""
    if low is not None and low > 0.0:
        return normal_sf(low) - (0.0 if high is None else normal_sf(high))
    return (1.0 if high is None else normal_cdf(high)) - (0.0 if low is None else normal_cdf(low))


def _density(z: float) -> float:
    return math.exp(-0.5 * z * z - _LOG_ROOT_TWO_PI)
