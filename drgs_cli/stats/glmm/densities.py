"""Counts given their linear predictor: binomial, Poisson and non-central hypergeometric; knows no random effect.

All three are exponential families in the predictor eta: ln f(y) = y eta - b(eta) + constant, and b's derivatives are
the cumulants of the count. A `Cumulants` function gives b and its first four derivatives at eta.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate

from msgspec import Struct

from drgs_cli.stats.special_functions import stirling_error

Derivatives = tuple[float, float, float, float, float]
Cumulants = Callable[[float], Derivatives]
_NEGLIGIBLE = 1e-18  # a term of the hypergeometric sum this far under the largest ends it
_CLOSE = 1e-9  # Newton's error after a step is of the order of its square


class Count(Struct, frozen=True):
    """One observed count: ln f(y) = y eta - b(eta) + constant.

    `saturated` is the highest that ln f can be, and `peak` the eta where it is so; None if that is at infinity.
    """

    outcome: float
    cumulants: Cumulants
    constant: float
    saturated: float
    peak: float | None


def binomial(events: float, n: float) -> Count:
    """`events` of n > 0, eta the log odds. Fractional counts are taken as they are."""

    def cumulants(eta: float) -> Derivatives:
        tail = math.exp(-eta if eta > 0.0 else eta)
        small = tail / (1.0 + tail)
        p, q = (1.0 - small, small) if eta > 0.0 else (small, 1.0 - small)
        variance = n * p * q
        b = n * (eta + math.log1p(tail)) if eta > 0.0 else n * math.log1p(tail)
        return b, n * p, variance, variance * (q - p), variance * (1.0 - 6.0 * p * q)

    if not 0.0 < events < n:
        return Count(events, cumulants, 0.0, 0.0, None)
    rest = n - events
    saturated = stirling_error(n) - stirling_error(events) - stirling_error(rest)
    saturated += 0.5 * (math.log(n / events / rest) - math.log(2.0 * math.pi))
    constant = saturated - events * math.log(events / n) - rest * math.log(rest / n)
    return Count(events, cumulants, constant, saturated, math.log(events / rest))


def poisson(events: float) -> Count:
    """`events` with mean exp(eta); the observation time belongs into eta as an offset."""

    def cumulants(eta: float) -> Derivatives:
        mean = math.exp(eta)
        return mean, mean, mean, mean, mean

    if events == 0.0:
        return Count(events, cumulants, 0.0, 0.0, None)
    saturated = -stirling_error(events) - 0.5 * math.log(2.0 * math.pi * events)
    peak = math.log(events)
    return Count(events, cumulants, saturated + events - events * peak, saturated, peak)


def hypergeometric(a: int, n1: int, c: int, n2: int) -> Count:
    """`a` of the a + c events in group 1 of size n1, both margins given; eta the log odds ratio. Whole numbers.

    The sum over the possible tables starts at its largest term and goes out until a term no longer counts
    (Liao and Rosen 2001, Am Stat 55:366). The peak is the conditional maximum likelihood estimate. R: fisher.test.
    """
    total = a + c
    low, high = max(0, total - n2), min(n1, total)
    # minus the step from the table with x events in group 1 to the one with x + 1, for an odds ratio of 1: it rises
    steps = [-(n1 - x) * (total - x) / ((x + 1.0) * (n2 - total + x + 1.0)) for x in range(low, high)]
    logs = [0.0, *accumulate(math.log(-step) for step in steps)]

    def cumulants(eta: float) -> Derivatives:
        odds, reciprocal = math.exp(eta), math.exp(-eta)
        mode = bisect_left(steps, -reciprocal)
        sums = [1.0, 0.0, 0.0, 0.0, 0.0]
        _add_terms(sums, steps[mode:], -odds, 1.0)
        _add_terms(sums, [1.0 / step for step in reversed(steps[:mode])], -reciprocal, -1.0)
        return _cumulants(sums, low + mode, logs[mode] + (low + mode) * eta)

    constant = logs[a - low]
    if not low < a < high:
        return Count(float(a), cumulants, constant, 0.0, None)
    peak = _root(cumulants, a, math.log(a + 0.5) + math.log(n2 - c + 0.5) - math.log(n1 - a + 0.5) - math.log(c + 0.5))
    return Count(float(a), cumulants, constant, a * peak - cumulants(peak)[0] + constant, peak)


def _root(cumulants: Cumulants, mean: float, start: float) -> float:
    """The eta whose mean is that, by Newton's method with short steps."""
    eta = start
    while True:
        _, here, variance, _, _ = cumulants(eta)
        step = (mean - here) / variance
        eta += min(max(step, -1.0), 1.0)
        if abs(step) < _CLOSE:
            return eta


def _add_terms(sums: list[float], steps: Sequence[float], factor: float, way: float) -> None:
    """Add the terms that follow the largest on one side, and their first four moments about it."""
    s0, s1, s2, s3, s4 = sums
    term, distance = 1.0, 0.0
    for step in steps:
        term *= step * factor
        if term < _NEGLIGIBLE:
            break
        distance += way
        moment = term * distance
        s0 += term
        s1 += moment
        moment *= distance
        s2 += moment
        moment *= distance
        s3 += moment
        s4 += moment * distance
    sums[:] = s0, s1, s2, s3, s4


def _cumulants(sums: list[float], centre: float, peak: float) -> Derivatives:
    """ln of the sum and the first four cumulants, from the moments about `centre`."""
    m1, m2, m3, m4 = (moment / sums[0] for moment in sums[1:])
    variance = m2 - m1 * m1
    third = m3 - m1 * (3.0 * m2 - 2.0 * m1 * m1)
    fourth = m4 - m1 * (4.0 * m3 - m1 * (6.0 * m2 - 3.0 * m1 * m1)) - 3.0 * variance * variance
    return peak + math.log(sums[0]), centre + m1, variance, third, fourth
