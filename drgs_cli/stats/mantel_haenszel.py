"""One common effect from the counts of all studies, by Mantel and Haenszel; adds up no study's own effect.

Rows are those of `count_tables`. The individual effects serve Q alone, so that what is added to their cells and what
is added here are two decisions (metafor's `add`, `to` and `drop00` of length two). By default nothing is added here:
a study with empty cells then counts as it is, one without events simply adds nothing to a ratio.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from drgs_cli.stats.common_effect import CommonEffect, common_effect, scatter_around
from drgs_cli.stats.count_tables import Cells, Row, cells_of, person_time_of
from drgs_cli.stats.effects.zero_cells import NO_INCREMENT, ZeroPolicy
from drgs_cli.stats.results import NotEstimable, Scale


class Estimate(NamedTuple):
    """The estimate on its scale, its variance, and what each study weighs."""

    scale: Scale
    value: float
    variance: float
    weights: list[float]


def mantel_haenszel(
    rows: Sequence[Row],
    measure: str,
    *,
    estimates: Sequence[float],
    variances: Sequence[float],
    zeros: ZeroPolicy = NO_INCREMENT,
    level: float = 95.0,
) -> CommonEffect | NotEstimable:
    """RR, OR or RD of 2 x 2 tables, IRR or IRD of events in person-time; `estimates` and `variances` as far as
    the studies have them.

    No event, or for OR no non-event, that a ratio could be made of: "zero-cell". No study: "no-study". A table of
    nobody: "no-denominator". The same in every table (all or none with events): "no-variance".
    Mantel and Haenszel 1959 (JNCI 22:719); the variances stand below. metafor: rma.mh.
    """
    prepare, estimate = MANTEL_HAENSZEL[measure]
    tables = prepare(rows, add=zeros.add, to=zeros.to, drop_double=zeros.drop_double)
    if isinstance(tables, NotEstimable):
        return tables
    found = estimate(tables)
    if isinstance(found, NotEstimable):
        return found
    scatter = scatter_around(found.value, estimates, variances)
    return common_effect(measure, found.scale, found.value, found.variance, found.weights, scatter, level)


def odds_ratio_estimate(tables: Sequence[Cells]) -> Estimate | NotEstimable:
    """ln(R / S), R = sum ad/N, S = sum bc/N; with P = (a + d)/N and Q = (b + c)/N the variance is
    sum PR / 2R^2 + sum (PS + QR) / 2RS + sum QS / 2S^2.

    R or S of 0: "zero-cell". Robins, Breslow and Greenland 1986 (Biometrics 42:311).
    """
    r, s, pr, ps, qr, qs = [], [], [], [], [], []
    for a, b, c, d in tables:
        n = a + b + c + d
        r.append(a / n * d)
        s.append(b / n * c)
        pr.append((a + d) / n * r[-1])
        ps.append((a + d) / n * s[-1])
        qr.append((b + c) / n * r[-1])
        qs.append((b + c) / n * s[-1])
    top, bottom = math.fsum(r), math.fsum(s)
    if top == 0 or bottom == 0:
        return NotEstimable("zero-cell")
    half = math.fsum(pr) / top / top + math.fsum(ps) / bottom / top  # in this order nothing leaves the floats
    other = math.fsum(qr) / top / bottom + math.fsum(qs) / bottom / bottom
    return Estimate("log", math.log(top / bottom), 0.5 * (half + other), s)


def risk_ratio_estimate(tables: Sequence[Cells]) -> Estimate | NotEstimable:
    """ln(R / S), R = sum a n2/N, S = sum c n1/N, with variance sum [(n1 n2 (a + c) - a c N) / N^2] / (R S).

    The bracket is summed as (a d n1 + b c n2) / N^2, which cannot cancel. No events in a group: "zero-cell".
    Greenland and Robins 1985 (Biometrics 41:55).
    """
    r, s, spread1, spread2 = [], [], [], []
    for a, b, c, d in tables:
        n1, n2 = a + b, c + d
        n = n1 + n2
        r.append(a * (n2 / n))
        s.append(c * (n1 / n))
        spread1.append(a * (d / n) * (n1 / n))
        spread2.append(c * (b / n) * (n2 / n))
    return _log_ratio(r, s, spread1, spread2)


def risk_difference_estimate(tables: Sequence[Cells]) -> Estimate | NotEstimable:
    """D = sum (a n2 - c n1)/N / W, W = sum n1 n2/N, with variance (D P + Q) / W^2, where
    P = sum [c n1^2 - a n2^2 + n1 n2 (n2 - n1) / 2] / N^2 and Q = sum (a d + b c) / 2N.

    Nobody in a group of any study: "no-denominator".
    Sato, Greenland and Robins 1989 (Biometrics 45:1323), the variance of metafor 3.8 on; package meta has another.
    """
    difference, weights, slope, level = [], [], [], []
    for a, b, c, d in tables:
        n1, n2 = a + b, c + d
        n = n1 + n2
        f1, f2 = n1 / n, n2 / n
        difference += [a * f2, -c * f1]
        weights.append(n1 * f2)
        slope += [c * f1 * f1, -a * f2 * f2, 0.5 * f1 * f2 * (n2 - n1)]
        level += [0.5 * a * (d / n), 0.5 * c * (b / n)]
    total = math.fsum(weights)
    if total == 0:
        return NotEstimable("no-denominator")
    value = math.fsum(difference) / total
    return Estimate("natural", value, (value * math.fsum(slope) + math.fsum(level)) / total / total, weights)


def rate_ratio_estimate(rows: Sequence[Row]) -> Estimate | NotEstimable:
    """ln(R / S), R = sum x1 t2/T, S = sum x2 t1/T, with variance sum [t1 t2 (x1 + x2) / T^2] / (R S).

    No events in a group: "zero-cell". Rothman, Greenland and Lash 2008 (Modern Epidemiology), chapter 15.
    """
    r, s, spread1, spread2 = [], [], [], []
    for x1, t1, x2, t2 in rows:
        f1, f2 = t1 / (t1 + t2), t2 / (t1 + t2)
        r.append(x1 * f2)
        s.append(x2 * f1)
        spread1.append(x1 * f2 * f1)
        spread2.append(x2 * f1 * f2)
    return _log_ratio(r, s, spread1, spread2)


def rate_difference_estimate(rows: Sequence[Row]) -> Estimate:
    """D = sum (x1 t2 - x2 t1)/T / W, W = sum t1 t2/T, with variance sum (x1 t2^2 + x2 t1^2)/T^2 / W^2.

    Per unit of the person-time. Rothman, Greenland and Lash 2008 (Modern Epidemiology), chapter 15.
    """
    difference, weights, spread = [], [], []
    for x1, t1, x2, t2 in rows:
        f1, f2 = t1 / (t1 + t2), t2 / (t1 + t2)
        difference += [x1 * f2, -x2 * f1]
        weights.append(t1 * f2)
        spread += [x1 * f2 * f2, x2 * f1 * f1]
    total = math.fsum(weights)
    return Estimate("natural", math.fsum(difference) / total, math.fsum(spread) / total / total, weights)


def _log_ratio(
    r: Sequence[float], s: list[float], spread1: Sequence[float], spread2: Sequence[float]
) -> Estimate | NotEstimable:
    """ln(R / S), the sums of r and s, with the sum of both spreads over R S as variance; R or S of 0: "zero-cell"."""
    top, bottom = math.fsum(r), math.fsum(s)
    if top == 0 or bottom == 0:
        return NotEstimable("zero-cell")
    # each spread over the sum of its own group first, so that nothing leaves the floats
    variance = math.fsum(spread1) / top / bottom + math.fsum(spread2) / bottom / top
    return Estimate("log", math.log(top / bottom), variance, s)


# How the rows of a measure become tables, and the estimate of those.
MANTEL_HAENSZEL: dict[
    str, tuple[Callable[..., list[Row] | NotEstimable], Callable[[Sequence[Row]], Estimate | NotEstimable]]
] = {
    "RR": (cells_of, risk_ratio_estimate),
    "OR": (cells_of, odds_ratio_estimate),
    "RD": (cells_of, risk_difference_estimate),
    "IRR": (person_time_of, rate_ratio_estimate),
    "IRD": (person_time_of, rate_difference_estimate),
}
