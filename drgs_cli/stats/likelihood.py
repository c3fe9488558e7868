"""The likelihood of tau2, plain and restricted, and its largest value; knows no interval.

The coefficients are at their best for each tau2, so that both are functions of tau2 alone.
"""

from collections.abc import Callable
from math import ceil, expm1, fsum, log, log1p, pi, sqrt

from drgs_cli.stats.least_squares import WeightedLeastSquares
from drgs_cli.stats.roots import peaks
from drgs_cli.stats.sample import Sample

_STEP = 0.7  # of ln(v + tau2), in which no weight can more than halve
_FINER = 8  # parts of a step near which the slope comes close to 0 and turns back
_NOISE = 3e-16  # the rounding of a quotient near 1
_LEAST = 1e-300  # in place of a sum of squares that is 0


def log_likelihood(sample: Sample, fit: WeightedLeastSquares, *, restricted: bool) -> float:
    """ln L of the fit, in the units of the estimates: -1/2 [k ln 2 pi + sum ln(v + tau2) + sum w e^2].

    Restricted: k - p in place of k, and ln det X'WX - ln det X'X added to the sum.
    Harville 1977 (JASA 72:320), with the term in X'X. metafor: fit.stats, "ll".
    """
    free = sample.df if restricted else sample.k
    parts = [free * log(2.0 * pi), -fsum(map(log, fit.weights)), fit.rss, 2.0 * free * sample.exponent * log(2.0)]
    if restricted:
        parts += [fit.log_determinant, -sample.unweighted().log_determinant]
    return -0.5 * fsum(parts)


def largest_likelihood(sample: Sample, *, restricted: bool) -> float:
    """The tau2 of the global maximum, in units of the sample; of two equal ones the smaller.

    The slope of the likelihood has the sign of y'PPy / tr P - 1 (tr W if not restricted). It is scanned from 0 to the
    tau2 above which it cannot be positive; every downward crossing is solved, and the highest of the maxima taken.
    """

    def rise(tau2: float) -> float:
        fit = sample.fit(tau2)
        return fit.score / (fit.trace() if restricted else fit.weight) - 1.0

    points = _with_turns([(tau2, rise(tau2)) for tau2 in _grid(sample)], rise)
    straight = [(tau2, _straightened(slope)) for tau2, slope in points]
    tiny = 1e-17 * min(sample.variances)
    maxima = peaks(lambda tau2: _straightened(rise(tau2)), straight, absolute=tiny, noise=_NOISE)
    if len(maxima) < 2:
        return maxima[0] if maxima else points[-1][0]
    return max(maxima, key=lambda tau2: (log_likelihood(sample, sample.fit(tau2), restricted=restricted), -tau2))


def _straightened(rise: float) -> float:
    """A slope with the same zeros and signs that is nearly a straight line in tau2."""
    return 1.0 - 1.0 / max(rise + 1.0, _LEAST)


def _grid(sample: Sample) -> list[float]:
    """0 and steps of ln(v + tau2) up to where the slope is surely negative.

    y'PPy <= RSS / (least v + tau2)^2 with RSS of equal weights, and tr P >= df / (largest v + tau2).
    """
    least, most = min(sample.variances), max(sample.variances)
    spread = sample.unweighted().rss / sample.df
    end = 0.5 * (spread - 2.0 * least + sqrt(spread * (spread + 4.0 * (most - least))))
    if end <= 0.0:
        return [0.0]
    size = log1p(end / least)
    steps = ceil(size / _STEP)
    return [0.0, *(least * expm1(size * i / steps) for i in range(1, steps)), end]


Points = list[tuple[float, float]]


def _with_turns(points: Points, rise: Callable[[float], float]) -> Points:
    """The points, with more of them about each place where the slope comes nearer to 0 and turns back."""
    added: Points = []
    for (low, before), (here, slope), (high, after) in zip(points, points[1:], points[2:], strict=False):
        sign = 1.0 if slope > 0.0 else -1.0
        if 0.0 < sign * slope < min(sign * before, sign * after):
            between = [low + (here - low) * i / _FINER for i in range(1, _FINER)]
            between += [here + (high - here) * i / _FINER for i in range(1, _FINER)]
            added += [(tau2, rise(tau2)) for tau2 in between]
    return sorted(points + added)
