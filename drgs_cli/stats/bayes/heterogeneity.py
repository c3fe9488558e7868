"""The posterior distribution of tau under a half-normal prior, and where its mass lies; knows nothing of summaries.

p(tau | y) is proportional to exp(-tau^2 / (2 scale^2)) W^(-1/2) product w_i^(1/2) exp(-Q / 2), where w_i is
1 / (v_i + tau^2), W their sum and Q the sum of w_i (y_i - mu)^2 about the weighted mean mu: the uniform prior on mu is
integrated out (Roever 2020, J Stat Softw 93(6)).
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from msgspec import Struct

_NEGLIGIBLE = 32.0  # exp(-32) is 1e-14
_GENTLE = 9.0  # so much may the log density change on a panel for twenty nodes to follow it
_GROWTH = 4.0  # the ratio of the ends of a panel, at most: the poles, at +-i sqrt(v), are then far enough
_BEYOND = 10.0  # scales after which a half-normal density is nothing in floating point
_SOUND = 1e10  # terms of a log density above this leave it with fewer than six digits


class Conditional(Struct, frozen=True):
    """What is known for one tau: the mean and variance of mu, the log density of tau, and how large its terms are."""

    mean: float
    variance: float
    log_density: float
    size: float


def conditional_on_tau(
    deviations: Sequence[float], variances: Sequence[float], scale: float
) -> Callable[[float], Conditional]:
    """The function of tau, from deviations of the estimates from any one number."""
    least = min(variances)

    def at(tau: float) -> Conditional:
        tau2 = tau * tau
        totals = [v + tau2 for v in variances]
        base = least + tau2
        shares = [base / total for total in totals]  # weights, the largest of them 1
        share = math.fsum(shares)
        mean = math.fsum(map(mul, shares, deviations)) / share
        gaps = [d - mean for d in deviations]
        q = math.fsum(map(mul, shares, map(mul, gaps, gaps))) / base
        prior = tau / scale * (tau / scale)
        logs = math.fsum(map(math.log, totals)) + math.log(share) - math.log(base)
        return Conditional(mean, base / share, -0.5 * (prior + q + logs), prior + q)

    return at


def panels_of_mass(
    at: Callable[[float], Conditional], deviations: Sequence[float], least: float, scale: float
) -> list[float] | None:
    """The edges of panels that hold all of the mass and on which the density is gentle; None if its logarithm is so
    large everywhere that floats do not tell one tau from the next.
    """
    span = max(deviations) - min(deviations)
    last = math.hypot(1.5 * span, _BEYOND * scale)  # the likelihood falls from the span on, at the latest
    edges = [0.0, min(math.sqrt(least), scale)]
    while edges[-1] < last:
        edges.append(_GROWTH * edges[-1])
    ends = [at(edge) for edge in edges]
    if min(end.size for end in ends) > _SOUND:
        return None
    logs = [end.log_density for end in ends]
    panels = [_panel(at, *limits, *values) for limits, values in zip(pairwise(edges), pairwise(logs), strict=True)]
    while True:
        floor = max(panel.log_mass for panel in panels) - _NEGLIGIBLE
        halves = [half for panel in panels for half in _halves(at, panel, floor)]
        if len(halves) == len(panels):
            break
        panels = halves
    kept = [index for index, panel in enumerate(panels) if panel.log_mass >= floor]
    return [panel.low for panel in panels[kept[0] : kept[-1] + 1]] + [panels[kept[-1]].high]


class _Panel(NamedTuple):
    """A panel with the log density at its ends and in its middle."""

    low: float
    high: float
    at_low: float
    at_middle: float
    at_high: float
    log_mass: float


def _panel(at: Callable[[float], Conditional], low: float, high: float, at_low: float, at_high: float) -> _Panel:
    middle = at(0.5 * (low + high)).log_density
    return _Panel(low, high, at_low, middle, at_high, max(at_low, middle, at_high) + math.log(high - low))


def _halves(at: Callable[[float], Conditional], panel: _Panel, floor: float) -> tuple[_Panel, ...]:
    """Its two halves if the panel matters and is not gentle, else the panel."""
    low, high, at_low, at_middle, at_high, log_mass = panel
    middle = 0.5 * (low + high)
    steep = log_mass >= floor and max(panel[2:5]) - min(panel[2:5]) > _GENTLE
    if not steep or not low < middle < high:
        return (panel,)
    return _panel(at, low, middle, at_low, at_middle), _panel(at, middle, high, at_middle, at_high)
