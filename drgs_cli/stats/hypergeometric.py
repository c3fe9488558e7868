"""Gauss's hypergeometric function where its series converges; knows nothing of its uses."""

import math

_SERIES = 0.9  # up to this argument, or from this third parameter on, the series is done in some hundred terms
_LARGE = 30.0
_STEP = 0.25  # of the quadrature: the integrand is analytic to a distance of pi from the real line
_SMALL = 41.0  # e^-41 = 2e-18: where the integrand has fallen so far, it ends


def hypergeometric(a: float, b: float, c: float, x: float, y: float) -> float:
    """F(a, b; c; x) for a > 0, b >= 1/2, c >= a + b + 1/2 and 0 <= x <= 1; x + y = 1, both given to full precision.

    The power series (DLMF 15.2.1); for x near 1 and small c, where it creeps, Euler's integral (DLMF 15.6.1) by the
    trapezoidal rule over the logit, which converges exponentially. Relative error about 1e-14.
    """
    return _series(a, b, c, x) if x <= _SERIES or c >= _LARGE else _integral(a, b, c, y)


def _series(a: float, b: float, c: float, x: float) -> float:
    terms = [1.0]
    j = 0
    while terms[-1] > 1e-18:
        terms.append(terms[-1] * (a + j) * (b + j) / ((c + j) * (j + 1.0)) * x)
        j += 1
    return math.fsum(terms)


def _integral(a: float, b: float, c: float, y: float) -> float:
    """Integral over 0 < t < 1 of t^(b-1) (1-t)^(c-b-1) (1 - t + y t)^-a / B(b, c-b), dt = t (1-t) d logit."""
    parts = []
    for place in range(-math.ceil(_SMALL / b / _STEP), math.ceil(_SMALL / (c - a - b) / _STEP) + 1):
        logit = place * _STEP
        t, rest = 1.0 / (1.0 + math.exp(-logit)), 1.0 / (1.0 + math.exp(logit))
        parts.append(t**b * rest ** (c - b) * (rest + y * t) ** -a)
    log_beta = math.lgamma(b) + math.lgamma(c - b) - math.lgamma(c)
    return math.fsum(parts) * _STEP * math.exp(-log_beta)
