"""Pooled proportions and rates of one group from counts: binomial-normal and Poisson-normal models; compares nothing.

No increment is ever added. Common to both: `method` "ml" lets the true log odds or rates vary normally around the
pooled one, "ee" has one for all studies; `interval` z, or t with k - 1 degrees of freedom; `level` in per cent;
`nodes` of the quadrature. Studies that watched nobody say nothing and are left out.
"no-study": none; "no-denominator": nobody was watched in any; "zero-cell": no events at all, or nothing but events;
"too-few": one study, with ml or t; "out-of-range": counts over 1e12; "not-converged": the likelihood has no maximum,
or none was found.
ValueError, as the fault of the caller: impossible counts, times, levels or numbers of nodes (1 to 150).
Hamza, van Houwelingen and Stijnen 2008 (J Clin Epidemiol 61:41); Stijnen, Hamza and Ozdemir 2010 (Stat Med 29:3046).
"""

import math
from collections.abc import Sequence

from drgs_cli.stats.glmm.answer import Method, MixedModel, Test
from drgs_cli.stats.glmm.densities import binomial, poisson
from drgs_cli.stats.glmm.fitting import Recipe, fit_one_effect
from drgs_cli.stats.glmm.model import Arm
from drgs_cli.stats.intervals import check_counts, check_rate
from drgs_cli.stats.results import NotEstimable

LARGEST_COUNT = 1e12  # above, the rounding of a log-likelihood drowns what the studies say


def fit_proportions(
    events: Sequence[float],
    n: Sequence[float],
    *,
    method: Method = "ml",
    interval: Test = "z",
    level: float = 95.0,
    nodes: int = 7,
) -> MixedModel | NotEstimable:
    """The pooled log odds. metafor: rma.glmm(measure = "PLO")."""
    recipe = Recipe("binomial-normal", method, interval, level, nodes)
    for x, size in zip(events, n, strict=True):
        check_counts(x, size)
    kept = [(x, size) for x, size in zip(events, n, strict=True) if size > 0.0]
    if not kept:
        return NotEstimable("no-denominator" if events else "no-study")
    if max(size for _, size in kept) > LARGEST_COUNT:
        return NotEstimable("out-of-range")
    total, sizes = math.fsum(x for x, _ in kept), math.fsum(size for _, size in kept)
    if total in (0.0, sizes):
        return NotEstimable("zero-cell")
    arms = [Arm(binomial(x, size), 0.0, guessed_log_odds(x, size)) for x, size in kept]
    variances = [variance_of_log(x, size - x) for x, size in kept]
    return fit_one_effect(arms, variances, recipe)


def fit_rates(
    events: Sequence[float],
    times: Sequence[float],
    *,
    method: Method = "ml",
    interval: Test = "z",
    level: float = 95.0,
    nodes: int = 7,
) -> MixedModel | NotEstimable:
    """The pooled log of events per unit of time. metafor: rma.glmm(measure = "IRLN")."""
    recipe = Recipe("Poisson-normal", method, interval, level, nodes)
    for x, time in zip(events, times, strict=True):
        check_events(x, time)
    kept = [(x, time) for x, time in zip(events, times, strict=True) if time > 0.0]
    if not kept:
        return NotEstimable("no-denominator" if events else "no-study")
    if max(x for x, _ in kept) > LARGEST_COUNT:
        return NotEstimable("out-of-range")
    total = math.fsum(x for x, _ in kept)
    if total == 0.0:
        return NotEstimable("zero-cell")
    crude = log_rate(total, [time for _, time in kept])
    arms = [Arm(poisson(x), math.log(time) + crude, math.log(x + 0.5) - math.log(time) - crude) for x, time in kept]
    return fit_one_effect(arms, [variance_of_log(x) for x, _ in kept], recipe, shift=crude)


def log_rate(events: float, times: Sequence[float]) -> float:
    """ln of events over the sum of the times, which itself need not be small enough to be written."""
    longest = max(times)
    return math.log(events) - math.log(longest) - math.log(math.fsum(time / longest for time in times))


def guessed_log_odds(events: float, n: float) -> float:
    """ln of the odds with 0.5 added to both cells: a place to start from."""
    return math.log(events + 0.5) - math.log(n - events + 0.5)


def variance_of_log(*cells: float) -> float:
    """Sum of 1 / cell, the variance of the log odds, rate or ratio, with 0.5 added to all if one is 0."""
    increment = 0.0 if all(cells) else 0.5
    return math.fsum(1.0 / (cell + increment) for cell in cells)


def check_events(events: float, time: float) -> None:
    """ValueError unless both are finite and not negative, and nothing happened in no time."""
    check_rate(events, time)
    if time == 0.0 < events:
        raise ValueError(f"nothing happens in no time, found {events} events")
