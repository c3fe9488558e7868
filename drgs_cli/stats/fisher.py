"""The test of a fourfold table of small counts, conditional on its margins; knows no effect and no interval."""

from math import comb
from typing import NamedTuple

from drgs_cli.stats.results import NotEstimable

_MOST_TABLES = 5000  # with the same margins: beyond, whole numbers of a million digits and more are added up


def fisher_mid_p(events1: int, n1: int, events2: int, n2: int) -> float | NotEstimable:
    """Two-sided mid-p of Fisher's exact test: of all tables with these margins, the probability of those less likely
    than the observed, and half the probability of those just as likely.

    A table is as likely as another only where the two probabilities are the same fraction: sums and comparisons are
    in whole numbers. Margins that allow no other table: 1. n = 0 in a group: "no-denominator"; more than 5000 tables:
    "out-of-range". ValueError, as the fault of the caller: counts that are negative or above n. Counts are whole: a
    table that a design effect has divided has no probability.
    Lancaster 1961 (JASA 56:223); Hirji 2006 (Exact analysis of discrete data); recommended by Lydersen, Fagerland and
    Laake 2009 (Stat Med 28:1159). contingencytables: Fisher_midP_test_2x2.
    """
    tables = _tables(events1, n1, events2, n2)
    if isinstance(tables, NotEstimable):
        return tables
    return 1.0 if tables.all == 1 else (2 * tables.less + tables.same) / (2 * tables.all)


def fisher_p(events1: int, n1: int, events2: int, n2: int) -> float | NotEstimable:
    """Two-sided p of Fisher's exact test: the probability of the tables with these margins that are as likely as the
    observed or less.

    All else as in `fisher_mid_p`. R: fisher.test; contingencytables: Fisher_exact_test_2x2.
    """
    tables = _tables(events1, n1, events2, n2)
    return tables if isinstance(tables, NotEstimable) else (tables.less + tables.same) / tables.all


class _Tables(NamedTuple):
    """The ways to fill tables with the margins observed: less likely than the observed, just as likely, all."""

    less: int
    same: int
    all: int


def _tables(events1: int, n1: int, events2: int, n2: int) -> _Tables | NotEstimable:
    if not (0 <= events1 <= n1 and 0 <= events2 <= n2):
        raise ValueError(f"counts lie between 0 and n, found {events1} of {n1} and {events2} of {n2}")
    if n1 == 0 or n2 == 0:
        return NotEstimable("no-denominator")
    a, b, c, d = events1, n1 - events1, events2, n2 - events2
    # a row or a column may be the sample: the smallest of the four has as few tables, and as small numbers, as can be
    x, y, rest_x, rest_y = min(
        ((a, b, c, d), (c, d, a, b), (a, c, b, d), (b, d, a, c)), key=lambda one: one[0] + one[1]
    )
    size, column, other = x + y, x + rest_x, y + rest_y
    if size >= _MOST_TABLES:
        return NotEstimable("out-of-range")
    observed = comb(column, x) * comb(other, y)
    weight, less, same = comb(other, size), 0, 0
    for k in range(size + 1):
        less += weight if weight < observed else 0
        same += weight if weight == observed else 0
        weight = weight * (column - k) * (size - k) // ((k + 1) * (other - size + k + 1))
    return _Tables(less, same, comb(column + other, size))


def smallest_expected(events1: float, n1: float, events2: float, n2: float) -> float:
    """The smallest count of the four that is expected where group and event have nothing to do with one another."""
    events, n = events1 + events2, n1 + n2
    return min(n1, n2) * (min(events, n - events) / n) if n > 0 else 0.0
