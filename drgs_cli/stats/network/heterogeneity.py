"""Between-study variance of a network by DL, ML and REML; knows the fit at a given tau2, not the tables made of it.

One tau2 for all comparisons; two comparisons of a study share half of it (metafor's rma.mv with struct CS, rho 1/2).
Studies with several arms count with their full covariance in all methods, be it given by arms or by comparisons.
(netmeta's REML takes the comparisons of such a study for independent unless it has the arms.)
"""

import math
from collections.abc import Callable

from drgs_cli.stats.between_study import Tau2
from drgs_cli.stats.network.weighting import Edges, WeightedFit
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.roots import peaks

Method = Callable[[Edges, WeightedFit, int], Tau2 | NotEstimable]
Slope = Callable[[Edges, WeightedFit], float]
Likelihood = Callable[[WeightedFit], float]

_STEP = 0.5  # of ln(v + tau2), in which no weight can more than halve
_NOISE = 2e-16  # the rounding of a sum of parts of 1


def network_tau2(edges: Edges, method: str, degrees_of_freedom: int) -> Tau2 | NotEstimable:
    """tau2 by one of `NETWORK_METHODS`; 0, "fixed", by assumption or where no degree of freedom is left to see it.

    "not-full-rank": the weights are too unlike for what they say together to be computed.
    """
    if degrees_of_freedom == 0 or method == "ee":
        return Tau2(0.0, None, "fixed")
    start = edges.fit(0.0)
    if start is None or edges.trace(start) == 0.0:
        return NotEstimable("not-full-rank")
    return NETWORK_TAU2_METHODS[method](edges, start, degrees_of_freedom)


def dersimonian_laird(edges: Edges, start: WeightedFit, degrees_of_freedom: int) -> Tau2 | NotEstimable:
    """max(0, (Q - df) / tr(P V0)): the moment estimator of Jackson, White and Riley (2012); netmeta's "DL"."""
    value = (start.q - degrees_of_freedom) / edges.trace(start)
    return Tau2(value, None, "closed") if value > 0.0 else Tau2(0.0, None, "boundary")


def restricted_maximum_likelihood(edges: Edges, start: WeightedFit, _: int) -> Tau2 | NotEstimable:
    """The tau2 with the highest restricted likelihood, -1/2 (ln|V| + ln|X'WX| + Q) and a constant."""
    return _highest(edges, start, restricted_slope, restricted_likelihood)


def maximum_likelihood(edges: Edges, start: WeightedFit, _: int) -> Tau2 | NotEstimable:
    """The tau2 with the highest likelihood, -1/2 (ln|V| + Q) and a constant."""
    return _highest(edges, start, _slope, _likelihood)


NETWORK_TAU2_METHODS: dict[str, Method] = {
    "dl": dersimonian_laird,
    "ml": maximum_likelihood,
    "reml": restricted_maximum_likelihood,
}
NETWORK_METHODS = ("ee", *NETWORK_TAU2_METHODS)  # ee: no variance between studies, by assumption


def _likelihood(fit: WeightedFit) -> float:
    return -0.5 * (fit.log_determinant + fit.q)


def restricted_likelihood(fit: WeightedFit) -> float:
    """ln of the restricted likelihood of the fit's tau2, but for a constant."""
    return _likelihood(fit) - 0.5 * fit.graph.log_determinant


def _slope(_: Edges, fit: WeightedFit) -> float:
    """The likelihood's derivative in the same parts, tr(W V0): (y'P V0 P y - tr(W V0)) / tr(W V0)."""
    return _gain(fit) / math.fsum(fit.weights) - 1.0


def restricted_slope(edges: Edges, fit: WeightedFit) -> float:
    """The restricted likelihood's derivative in parts of the sum of the weights: (y'P V0 P y - tr(P V0)) / tr(W V0)."""
    return (_gain(fit) - edges.trace(fit)) / math.fsum(fit.weights)


def _gain(fit: WeightedFit) -> float:
    terms = zip(fit.squares, fit.residuals, strict=True)
    return 0.5 * math.fsum(square * residual * residual for square, residual in terms)


def _highest(edges: Edges, start: WeightedFit, slope: Slope, likelihood: Likelihood) -> Tau2 | NotEstimable:
    """The highest of all the peaks between the points of a grid: with few studies there can be two of them."""

    def rise(tau2: float) -> float:
        fit = edges.fit(tau2)  # what is positive definite stays so with tau2 added; a 0 would end the search
        return slope(edges, fit) if fit is not None else 0.0

    points = [(tau2, rise(tau2)) for tau2 in _grid(edges, start)]
    if points[-1][1] > 0.0:
        return NotEstimable("not-converged")
    maxima = peaks(rise, points, absolute=1e-17 * min(edges.variances), noise=_NOISE)
    fits = [fit for fit in map(edges.fit, maxima) if fit is not None]
    best = max(fits, key=likelihood).tau2
    return Tau2(best, None, "converged") if best > 0.0 else Tau2(0.0, None, "boundary")


def _grid(edges: Edges, start: WeightedFit) -> list[float]:
    """0 and steps of ln(v + tau2) up to where there can be no peak any more.

    y'P V0 P y is at most about RSS / (v + tau2)^2 with RSS of equal weights, which is not above that of any fit, and
    tr(P V0) at least about df / (v + tau2).
    """
    least = min(edges.variances)
    end = 4.0 * (max(edges.variances) + math.fsum(residual * residual for residual in start.residuals))
    size = math.log1p(end / least)
    steps = math.ceil(size / _STEP)
    return [0.0, *(least * math.expm1(size * step / steps) for step in range(1, steps + 1))]
