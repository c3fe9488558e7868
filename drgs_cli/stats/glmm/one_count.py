"""The log-likelihood of a study of one count whose predictor is offset + effect + tau u, u standard normal and
integrated out, with derivatives in effect and tau; knows nothing of estimation.

It is what `integral` computes for such a row, to rounding, written out for two parameters: most fits are of this kind,
of up to thousands of counts, and the general way takes several times as long.
"""

import math
from functools import cache

from drgs_cli.stats.glmm.conditional_mode import LONGEST, SETTLED
from drgs_cli.stats.glmm.densities import Count, Derivatives
from drgs_cli.stats.glmm.jets import Jet
from drgs_cli.stats.glmm.quadrature import normal_rule

FIXED, RANDOM = (1.0, 0.0), ((0.0, 1.0),)  # the row of an integral that this is

# A jet in two parameters: the value, the two slopes, the upper triangle of the second derivatives.
_Six = tuple[float, float, float, float, float, float]


def log_likelihood_of_one(count: Count, offset: float, effect: float, tau: float, nodes: int) -> Jet:
    """ln of the integral with its derivatives in (effect, tau); OverflowError as for a row of the general integral."""
    base = offset + effect
    if tau == 0.0:
        return _without_deviation(count, base)
    u, cumulants = _mode(count, base, tau)
    mode, eta = _moving_mode(count.outcome, base, tau, u, cumulants)
    _, _, variance, third, fourth = cumulants
    spread = _along(tau, _along(tau, _composed(eta, variance, third, fourth)))
    curvature = (1.0 + spread[0], *spread[1:])
    k = curvature[0]
    scale = _composed(curvature, k**-0.5, -0.5 * k**-1.5, 0.75 * k**-2.5)
    value, s0, s1, b0, b1, b2 = _quadrature(count, mode, scale, eta, _along(tau, scale), nodes)
    log, l0, l1, m0, m1, m2 = _composed(curvature, math.log(k), 1.0 / k, -1.0 / (k * k))
    return Jet(
        value - 0.5 * log,
        [s0 - 0.5 * l0, s1 - 0.5 * l1],
        [b0 - 0.5 * m0, b1 - 0.5 * m1, b2 - 0.5 * m2],
    )


def _without_deviation(count: Count, eta: float) -> Jet:
    """The log density itself. It is even in tau; half its curvature there is the slope in the variance."""
    b, mean, variance, _, _ = count.cumulants(eta)
    miss = count.outcome - mean
    return Jet(count.outcome * eta - b + count.constant, [miss, 0.0], [-variance, 0.0, miss * miss - variance])


def _mode(count: Count, base: float, tau: float) -> tuple[float, Derivatives]:
    """As `conditional_mode`, in one dimension: the u where the integrand is largest, and the cumulants there."""
    outcome, constant = count.outcome, count.constant
    u, here = 0.0, count.cumulants(base)
    height = outcome * base - here[0] + constant
    while True:
        gradient = tau * (outcome - here[1]) - u
        step = gradient / (1.0 + tau * tau * here[2])
        gain, furthest = step * gradient, abs(tau * step)
        length = LONGEST / furthest if furthest > LONGEST else 1.0
        while True:
            tried = u + length * step
            eta = base + tau * tried
            there = count.cumulants(eta)
            up = outcome * eta - there[0] + constant - 0.5 * tried * tried
            if up >= height or length * gain <= 1e-11 * (1.0 + abs(height)):
                break
            length *= 0.5
        u, here, height = tried, there, up
        if gain < SETTLED:
            return u, here


def _moving_mode(outcome: float, base: float, tau: float, u: float, cumulants: Derivatives) -> tuple[_Six, _Six]:
    """The mode and the predictor there as functions of the parameters, by two of Newton's steps."""
    _, mean, variance, third, _ = cumulants
    share = 1.0 / (1.0 + tau * tau * variance)
    mode: _Six = (u, 0.0, 0.0, 0.0, 0.0, 0.0)
    for _ in range(2):
        miss = _composed(_predictor(base, tau, mode), outcome - mean, -variance, -third)
        v, s0, s1, b0, b1, b2 = mode
        w, t0, t1, c0, c1, c2 = _along(tau, miss)
        mode = (
            *(v + share * (w - v), s0 + share * (t0 - s0), s1 + share * (t1 - s1)),
            *(b0 + share * (c0 - b0), b1 + share * (c1 - b1), b2 + share * (c2 - b2)),
        )
    return mode, _predictor(base, tau, mode)


def _predictor(base: float, tau: float, mode: _Six) -> _Six:
    value, s0, s1, b0, b1, b2 = _along(tau, mode)
    return base + value, 1.0 + s0, s1, b0, b1, b2


def _along(tau: float, a: _Six) -> _Six:
    """tau times a."""
    v, s0, s1, b0, b1, b2 = a
    return tau * v, tau * s0, tau * s1 + v, tau * b0, tau * b1 + s0, tau * b2 + 2.0 * s1


def _composed(a: _Six, value: float, first: float, second: float) -> _Six:
    """f(a), from f and its first two derivatives at the value of a."""
    _, s0, s1, b0, b1, b2 = a
    bent = second * s0
    return (
        *(value, first * s0, first * s1),
        *(first * b0 + bent * s0, first * b1 + bent * s1, first * b2 + second * s1 * s1),
    )


def _product(a: _Six, b: _Six) -> _Six:
    v, s0, s1, b0, b1, b2 = a
    w, t0, t1, c0, c1, c2 = b
    return (
        *(v * w, v * t0 + w * s0, v * t1 + w * s1),
        *(v * c0 + w * b0 + 2.0 * s0 * t0, v * c1 + w * b1 + s0 * t1 + s1 * t0, v * c2 + w * b2 + 2.0 * s1 * t1),
    )


def _quadrature(count: Count, mode: _Six, scale: _Six, eta: _Six, load: _Six, nodes: int) -> _Six:
    """ln of the mean over the rule of exp(h(mode + scale t) + t^2 / 2), h the log of the integrand; of several nodes
    each derivative is the mean over the nodes, by their shares of the sum.
    """
    outcome, cumulants = count.outcome, count.cumulants
    square, cross, spread = _product(mode, mode), _product(mode, scale), _product(scale, scale)
    base, run, bent, far = eta[0], load[0], cross[0], 0.5 * spread[0]
    constant = count.constant - 0.5 * square[0]
    terms = []
    for t, weight in _log_rule(nodes):
        at = base + run * t
        b, mean, variance, _, _ = cumulants(at)
        terms.append((weight - (bent + far * t) * t + outcome * at - b + constant, t, outcome - mean, variance))
    peak = max(terms)[0]
    shares = [math.exp(term[0] - peak) for term in terms]
    total = math.fsum(shares)
    return (peak + math.log(total), *_derivatives(terms, shares, total, (square, cross, spread, eta, load)))


@cache
def _log_rule(nodes: int) -> tuple[tuple[float, float], ...]:
    """The nodes t, each with ln of its weight + t^2 / 2."""
    return tuple((t, math.log(weight) + 0.5 * t * t) for t, weight in normal_rule(nodes))


def _derivatives(
    terms: list[tuple[float, float, float, float]],
    shares: list[float],
    total: float,
    jets: tuple[_Six, _Six, _Six, _Six, _Six],
) -> tuple[float, float, float, float, float]:
    """The slopes and bends of the log of a sum of terms: their means, and the variance of the slopes."""
    square, cross, spread, eta, load = jets
    (_, q0, q1, *_), (_, c0, c1, *_), (_, r0, r1, *_), (_, e0, e1, *_), (_, h0, h1, *_) = jets
    first, second, misses, turned = 0.0, 0.0, 0.0, 0.0  # means of t, t^2, miss, t miss
    s0, s1, b0, b1, b2 = 0.0, 0.0, 0.0, 0.0, 0.0
    for share, (_, t, miss, variance) in zip(shares, terms, strict=True):
        p = share / total
        one, other = e0 + h0 * t, e1 + h1 * t
        along = miss * one - (0.5 * q0 + (c0 + 0.5 * r0 * t) * t)
        across = miss * other - (0.5 * q1 + (c1 + 0.5 * r1 * t) * t)
        pt, lost = p * t, p * miss
        first, second, misses, turned = first + pt, second + pt * t, misses + lost, turned + lost * t
        s0, s1, spread_of_one = s0 + p * along, s1 + p * across, variance * one
        b0 += p * (along * along - spread_of_one * one)
        b1 += p * (along * across - spread_of_one * other)
        b2 += p * (across * across - variance * other * other)
    m0, m1, m2 = (
        misses * e + turned * h - 0.5 * (q + 2.0 * first * c + second * r)
        for q, c, r, e, h in zip(square[3:], cross[3:], spread[3:], eta[3:], load[3:], strict=True)
    )
    return s0, s1, b0 + m0 - s0 * s0, b1 + m1 - s0 * s1, b2 + m2 - s1 * s1
