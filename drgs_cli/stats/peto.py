"""One common odds ratio from observed and expected events, by Peto; without an increment, and knows no other way."""

import math
from collections.abc import Sequence

from drgs_cli.stats.common_effect import CommonEffect, common_effect, scatter_of
from drgs_cli.stats.count_tables import Row, cells_of
from drgs_cli.stats.effects.binary import excess_and_variance
from drgs_cli.stats.effects.zero_cells import NO_INCREMENT, ZeroPolicy
from drgs_cli.stats.results import NotEstimable


def peto(
    rows: Sequence[Row],
    *,
    zeros: ZeroPolicy = NO_INCREMENT,
    level: float = 95.0,
) -> CommonEffect | NotEstimable:
    """ln OR = sum (O - E) / sum V with variance 1 / sum V: O events of group 1, E = m1 n1/N,
    V = m1 m2 n1 n2 / [N^2 (N - 1)], m1 and m2 all events and all non-events.

    Q = sum (O - E)^2 / V - (sum (O - E))^2 / sum V, over the tables with V > 0, which also make its degrees of
    freedom; the other tables (no or only events, nobody in a group, one patient) have weight 0.
    V = 0 in all: "no-variance". A table of nobody: "no-denominator".
    Yusuf et al 1985 (Prog Cardiovasc Dis 27:335). metafor: rma.peto.
    """
    tables = cells_of(rows, add=zeros.add, to=zeros.to, drop_double=zeros.drop_double)
    if isinstance(tables, NotEstimable):
        return tables
    moments = [excess_and_variance(table) for table in tables]
    weights = [variance for _, variance in moments]
    total = math.fsum(weights)
    if total == 0:
        return NotEstimable("no-variance")
    informative = [(excess, weight) for excess, weight in moments if weight > 0]
    estimate = math.fsum(excess for excess, _ in informative) / total
    # the same Q, as a sum of squares: nothing cancels and it is never below 0
    q = math.fsum((excess - estimate * weight) ** 2 / weight for excess, weight in informative)
    return common_effect("OR", "log", estimate, 1.0 / total, weights, scatter_of(q, len(informative) - 1), level)
