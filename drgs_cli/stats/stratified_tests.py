"""Tests of strata of counts: an association at all (Cochran-Mantel-Haenszel), one common odds ratio (Breslow-Day,
Tarone); estimates nothing."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.count_tables import Cells, Row
from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.effects.binary import excess_and_variance
from drgs_cli.stats.results import NotEstimable

_ROUNDED_AWAY = 1e-150  # an odds ratio so far out leaves nobody in a cell
_FARTHEST = 600.0  # no log odds ratio of counts between 1e-60 and 1e60 is larger


class ChiSquared(Struct, frozen=True):
    """A statistic that is chi-squared on `df` degrees of freedom under the hypothesis; without any, no p."""

    statistic: float
    df: int
    p: float | None


class Homogeneity(Struct, frozen=True):
    """Whether the odds ratios of `k` informative tables could be one: with Tarone's correction, and without."""

    k: int
    breslow_day: ChiSquared
    tarone: ChiSquared


def cochran_mantel_haenszel(tables: Sequence[Cells], *, continuity: bool = True) -> ChiSquared | NotEstimable:
    """(|sum (a - E)| - 1/2)^2 / sum V with E and V hypergeometric; without the 1/2 unless `continuity`.

    Tables from `cells_of`. No variance in any: "no-variance". The 1/2 is taken even from a smaller difference,
    as rma.mh does.
    Mantel and Haenszel 1959 (JNCI 22:719). metafor: MH of rma.mh(measure = "OR", correct =).
    """
    return _association([excess_and_variance(table) for table in tables], continuity)


def mantel_haenszel_rates(rows: Sequence[Row], *, continuity: bool = True) -> ChiSquared | NotEstimable:
    """The same for events in person-time: E = m t1/T and V = m t1 t2/T^2 of m events in all.

    Rows from `person_time_of`. No events: "no-variance". metafor: MH of rma.mh(measure = "IRR").
    """
    moments = []
    for x1, t1, x2, t2 in rows:
        f1, f2 = t1 / (t1 + t2), t2 / (t1 + t2)
        moments.append((x1 * f2 - x2 * f1, (x1 + x2) * f1 * f2))
    return _association(moments, continuity)


def homogeneity(tables: Sequence[Cells], log_odds_ratio: float) -> Homogeneity | NotEstimable:
    """sum (a - A)^2 / V, where A is the cell that gives the table the common odds ratio within its margins and
    1/V = 1/A + 1/B + 1/C + 1/D; Tarone takes (sum (a - A))^2 / sum V from it.

    `log_odds_ratio` is that of Mantel-Haenszel. Tables with an empty margin say nothing and are not counted.
    None left: "too-few"; one: statistics without degrees of freedom. ValueError: a log odds ratio beyond 600.
    Breslow and Day 1980 (Statistical Methods in Cancer Research I), equation 4.30; Tarone 1985 (Biometrika 72:91).
    metafor: BD, TA and k.pos of rma.mh(measure = "OR").
    """
    if not abs(log_odds_ratio) <= _FARTHEST:
        raise ValueError(f"no counts have the log odds ratio {log_odds_ratio}")
    excesses, variances = [], []
    for a, b, c, d in tables:
        if min(a + b, c + d, a + c, b + d) == 0:
            continue
        fitted = _fitted(a + b, c + d, a + c, log_odds_ratio)
        others = (a + b - fitted, a + c - fitted, d - a + fitted)
        if min(fitted, *others) < _ROUNDED_AWAY:
            continue
        excesses.append(a - fitted)
        variances.append(1.0 / (1.0 / fitted + 1.0 / others[0] + 1.0 / others[1] + 1.0 / others[2]))
    if not excesses:
        return NotEstimable("too-few")
    breslow_day = math.fsum(e * (e / v) for e, v in zip(excesses, variances, strict=True))
    excess = math.fsum(excesses)
    tarone = max(0.0, breslow_day - excess * (excess / math.fsum(variances)))
    df = len(excesses) - 1
    return Homogeneity(len(excesses), _chi_squared(breslow_day, df), _chi_squared(tarone, df))


def _fitted(n1: float, n2: float, events: float, log_odds_ratio: float) -> float:
    """Events of group 1 under an odds ratio psi: the root of psi (n1 - A)(m - A) = A (n2 - m + A) in range.

    Of its two forms the one in which nothing cancels; at psi = 1 it is n1 m/N.
    """
    psi = math.exp(log_odds_ratio)
    bend = psi * (n1 + events) + (n2 - events)
    if psi < 1.0:
        root = math.hypot(bend, 2.0 * math.sqrt(psi * (1.0 - psi)) * math.sqrt(n1) * math.sqrt(events))
    else:
        root = bend * math.sqrt(max(0.0, 1.0 - 4.0 * (psi * n1 / bend) * ((psi - 1.0) * events / bend)))
    if bend >= 0.0:
        return 2.0 * (psi * n1 / (bend + root)) * events
    return (bend - root) / (2.0 * (psi - 1.0))


def _association(moments: Sequence[tuple[float, float]], continuity: bool) -> ChiSquared | NotEstimable:
    """From the excess and the variance of each table."""
    total = math.fsum(variance for _, variance in moments)
    if total == 0:
        return NotEstimable("no-variance")
    excess = abs(math.fsum(excess for excess, _ in moments)) - (0.5 if continuity else 0.0)
    return _chi_squared(excess * (excess / total), 1)


def _chi_squared(statistic: float, df: int) -> ChiSquared:
    return ChiSquared(statistic, df, chi2_sf(statistic, df) if df > 0 else None)
