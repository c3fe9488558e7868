"""Mantel-Haenszel with random effects around it, as Review Manager and package meta pool; knows no other estimator.

Differs from `mantel_haenszel` with its own individual effects: which tables count, what 0.5 is added to, another
variance of the risk difference, and Q taken around the Mantel-Haenszel estimate, from which tau2 follows.
"""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from drgs_cli.stats.common_effect import CommonEffect, common_effect, scatter_around
from drgs_cli.stats.count_tables import Cells, Row, cells_of
from drgs_cli.stats.mantel_haenszel import Estimate, odds_ratio_estimate, risk_ratio_estimate
from drgs_cli.stats.results import NotEstimable

HALF = 0.5  # the increment of a table with an empty cell
_LEAST = 1e-150  # no counts but those of a fault have a smaller variance


class MantelHaenszelRandom(Struct, frozen=True):
    """The common effect of Mantel-Haenszel, tau2 of DerSimonian and Laird around it, and the random effects."""

    common: CommonEffect
    tau2: float
    random: CommonEffect


def mantel_haenszel_random(
    rows: Sequence[Row], measure: str, *, exact: bool = False, level: float = 95.0
) -> MantelHaenszelRandom | NotEstimable:
    """RR, OR or RD of the tables that inform it; unless `exact`, 0.5 is added to those with an empty cell also
    when they are pooled.

    Left out: nobody in a group; no events in both groups (RR, OR); events in all of both groups (OR).
    tau2 = max(0, [Q - (k - 1)] / [sum w - sum w^2 / sum w]), w = 1/v; then weights 1 / (v + tau2).
    DerSimonian and Laird 1986 (Control Clin Trials 7:177).
    meta: metabin(method = "MH", method.tau = "DL", Q.Cochrane = TRUE, MH.exact =).
    """
    tables = _informative(rows, measure)
    if isinstance(tables, NotEstimable):
        return tables
    individual, estimate = META[measure]
    halves = [HALF if min(table) == 0 else 0.0 for table in tables]
    effects = [individual(table, half) for table, half in zip(tables, halves, strict=True)]
    found = estimate(tables, [0.0] * len(tables) if exact else halves)
    if isinstance(found, NotEstimable):
        return found
    estimates, variances = [y for y, _ in effects], [v for _, v in effects]
    if min(variances) < _LEAST:
        return NotEstimable("no-variance")
    scatter = scatter_around(found.value, estimates, variances)
    common = common_effect(measure, found.scale, found.value, found.variance, found.weights, scatter, level)
    if isinstance(common, NotEstimable) or isinstance(scatter, NotEstimable):
        return NotEstimable("no-variance")
    tau2 = _tau2(scatter.q, variances)
    weights = [1.0 / (v + tau2) for v in variances]
    mean = math.fsum(w * y for w, y in zip(weights, estimates, strict=True)) / math.fsum(weights)
    pooled = common_effect(measure, found.scale, mean, 1.0 / math.fsum(weights), weights, scatter, level)
    return pooled if isinstance(pooled, NotEstimable) else MantelHaenszelRandom(common, tau2, pooled)


def _informative(rows: Sequence[Row], measure: str) -> list[Cells] | NotEstimable:
    """The tables that say something about the measure."""
    tables = cells_of([row for row in rows if row[1] > 0 and row[3] > 0])
    if isinstance(tables, NotEstimable):
        return tables
    if measure != "RD":
        tables = [(a, b, c, d) for a, b, c, d in tables if a + c > 0 and (measure == "RR" or b + d > 0)]
    return tables or NotEstimable("no-study")


def _tau2(q: float, variances: Sequence[float]) -> float:
    weights = [1.0 / v for v in variances]
    total = math.fsum(weights)
    room = total - math.fsum(w * (w / total) for w in weights)
    return max(0.0, (q - (len(weights) - 1)) / room) if room > 0 else 0.0


def _odds_ratio(table: Cells, half: float) -> tuple[float, float]:
    a, b, c, d = (cell + half for cell in table)
    return math.log(a / b) - math.log(c / d), 1 / a + 1 / b + 1 / c + 1 / d


def _risk_ratio(table: Cells, half: float) -> tuple[float, float]:
    """0.5 more events among 0.5 more patients (Hartung and Knapp 2001, Stat Med 20:3875, equation 18).

    The variance 1/a - 1/n is written (n - a) / (a n). With events in all, its a goes without the increment.
    """
    a, b, c, d = table
    n1, n2 = a + b + half, c + d + half
    events = 0.0 if b == d == 0 else half
    variance = (b + half - events) / (a + events) / n1 + (d + half - events) / (c + events) / n2
    return math.log((a + half) / n1) - math.log((c + half) / n2), variance


def _risk_difference(table: Cells, half: float) -> tuple[float, float]:
    """The difference as it is; only its variance takes the increment."""
    a, b, c, d = table
    return a / (a + b) - c / (c + d), _proportion_variance(a, b, half) + _proportion_variance(c, d, half)


def _proportion_variance(events: float, others: float, half: float) -> float:
    x, y = events + half, others + half
    return x / (x + y) * (y / (x + y)) / (x + y)


def _with_halves(
    estimate: Callable[[Sequence[Cells]], Estimate | NotEstimable],
) -> Callable[[Sequence[Cells], Sequence[float]], Estimate | NotEstimable]:
    """The estimate of metafor's kind, of tables with their increments."""

    def incremented(tables: Sequence[Cells], halves: Sequence[float]) -> Estimate | NotEstimable:
        more = zip(tables, halves, strict=True)
        return estimate([(a + half, b + half, c + half, d + half) for (a, b, c, d), half in more])

    return incremented


def _risk_difference_estimate(tables: Sequence[Cells], halves: Sequence[float]) -> Estimate:
    """Differences weighted by n1 n2/N, with variance sum [(a b n2^3 + c d n1^3) / (n1 n2 N^2)] / W^2.

    The increment is in the weights and the variance, not in the differences.
    Greenland and Robins 1985 (Biometrics 41:55).
    """
    difference, weights, spread = [], [], []
    for (a, b, c, d), half in zip(tables, halves, strict=True):
        m1, m2 = a + b + 2.0 * half, c + d + 2.0 * half
        f1, f2 = m1 / (m1 + m2), m2 / (m1 + m2)
        weights.append(m1 * f2)
        difference += [a / (a + b) * weights[-1], -c / (c + d) * weights[-1]]
        spread += [(a + half) * ((b + half) / m1) * f2 * f2, (c + half) * ((d + half) / m2) * f1 * f1]
    total = math.fsum(weights)
    return Estimate("natural", math.fsum(difference) / total, math.fsum(spread) / total / total, weights)


# The effect of one table, and the common one of all.
META: dict[
    str,
    tuple[
        Callable[[Cells, float], tuple[float, float]],
        Callable[[Sequence[Cells], Sequence[float]], Estimate | NotEstimable],
    ],
] = {
    "RR": (_risk_ratio, _with_halves(risk_ratio_estimate)),
    "OR": (_odds_ratio, _with_halves(odds_ratio_estimate)),
    "RD": (_risk_difference, _risk_difference_estimate),
}
