"""Tests of a funnel's symmetry for two groups of counts, where effect and precision hang together by themselves."""

import math
from collections.abc import Sequence

from drgs_cli.stats.bias.rank_correlation import rank_correlation
from drgs_cli.stats.bias.rank_test import ScoreTest, score_test
from drgs_cli.stats.bias.small_study import AsymmetryTest, asymmetry
from drgs_cli.stats.bias.weighted_line import weighted_line
from drgs_cli.stats.count_tables import Cells, Row, cells_of
from drgs_cli.stats.effects.binary import excess_and_variance
from drgs_cli.stats.results import NotEstimable

_MOST = 1e9  # events or non-events, whose distribution still can be summed

# Common to all: rows are (events1, n1, events2, n2); tables without events, or without non-events, in both groups, and
# tables without a second group or a second patient, are left out; three must be left, else "no-study" or "too-few".
# The measure is "OR" or "RR".


def harbord(rows: Sequence[Row], measure: str) -> AsymmetryTest | NotEstimable:
    """Regression of Z/V on 1/sqrt(V) with weights V, Z the efficient score of the log ratio and V its variance.

    OR: Z = a - (a + c) n1/N, V = n1 n2 (a + c)(b + d) / [N^2 (N - 1)]. RR, as meta has it: Z = [a N - (a + c) n1] /
    (b + d), V = N/4 (a + c)/(b + d), which holds for groups of equal size. t with k - 2 degrees of freedom.
    Harbord, Egger and Sterne 2006 (Stat Med 25:3443); RR: Harbord, Harris and Sterne 2009 (Stata J 9:197).
    meta: metabias(method.bias = "Harbord").
    """
    tables = _tables(rows)
    if isinstance(tables, NotEstimable):
        return tables
    scores = [excess_and_variance(cells) if measure == "OR" else _risk_score(cells) for cells in tables]
    return _test("Harbord", [1.0 / math.sqrt(v) for _, v in scores], [z / v for z, v in scores], [v for _, v in scores])


def peters(rows: Sequence[Row], measure: str) -> AsymmetryTest | NotEstimable:
    """Regression of the log ratio on 1/N with weights (a + c)(b + d)/N; 0.5 in the effects of tables with a zero cell.

    Peters, Sutton, Jones, Abrams and Rushton 2006 (JAMA 295:676). meta: metabias(method.bias = "Peters").
    """
    tables = _tables(rows)
    if isinstance(tables, NotEstimable):
        return tables
    effects = [_log_ratio(cells, measure)[0] for cells in tables]
    weights = [1.0 / (1.0 / (a + c) + 1.0 / (b + d)) for a, b, c, d in tables]
    return _test("Peters", [1.0 / math.fsum(cells) for cells in tables], effects, weights)


def macaskill(rows: Sequence[Row], measure: str) -> AsymmetryTest | NotEstimable:
    """Regression of the log ratio on N with its inverse variance as weight; 0.5 where a cell is zero.

    Above 0, large studies show larger effects. Macaskill, Walter and Irwig 2001 (Stat Med 20:641, the funnel test
    weighted by the inverse variance). meta: metabias(method.bias = "Macaskill").
    """
    tables = _tables(rows)
    if isinstance(tables, NotEstimable):
        return tables
    effects = [_log_ratio(cells, measure) for cells in tables]
    sizes = [math.fsum(cells) for cells in tables]
    return _test("Macaskill", sizes, [y for y, _ in effects], [1.0 / v for _, v in effects])


def schwarzer(rows: Sequence[Row]) -> ScoreTest | NotEstimable:
    """Kendall's S between (a - E) / sqrt(V) and 1/V, normal; E, V of a given the margins and the Mantel-Haenszel OR.

    E and V are those of Fisher's noncentral hypergeometric distribution. No Mantel-Haenszel odds ratio between 0 and
    infinity: "zero-cell"; counts that are not whole: "not-applicable"; above 1e9: "out-of-range".
    Schwarzer, Antes and Schumacher 2007 (Stat Med 26:721).
    meta: metabias(method.bias = "Schwarzer"), odds ratios only.
    """
    tables = _tables(rows)
    if isinstance(tables, NotEstimable):
        return tables
    if not all(cell == math.floor(cell) for cells in tables for cell in cells):
        return NotEstimable("not-applicable")
    if max(map(max, tables)) > _MOST:
        return NotEstimable("out-of-range")
    over = math.fsum(a * d / (a + b + c + d) for a, b, c, d in tables)
    under = math.fsum(b * c / (a + b + c + d) for a, b, c, d in tables)
    if over == 0.0 or under == 0.0:
        return NotEstimable("zero-cell")
    moments = [_noncentral(cells, math.log(over) - math.log(under)) for cells in tables]
    standardised = [(cells[0] - mean) / math.sqrt(v) for cells, (mean, v) in zip(tables, moments, strict=True)]
    found = rank_correlation(standardised, [1.0 / v for _, v in moments])
    return found if isinstance(found, NotEstimable) else score_test(found)


# By meta's names; those of a line, for either measure.
COUNT_TESTS = {"Harbord": harbord, "Peters": peters, "Macaskill": macaskill}


def _tables(rows: Sequence[Row]) -> list[Cells] | NotEstimable:
    tables = cells_of(rows, drop_double=True)
    if isinstance(tables, NotEstimable):
        return tables
    tables = [(a, b, c, d) for a, b, c, d in tables if a + b > 0.0 and c + d > 0.0 and a + b + c + d > 1.0]
    return tables if len(tables) >= 3 else NotEstimable("too-few")


def _test(
    name: str, places: Sequence[float], values: Sequence[float], weights: Sequence[float]
) -> AsymmetryTest | NotEstimable:
    line = weighted_line(places, values, weights)
    return line if isinstance(line, NotEstimable) else asymmetry(name, line, line.dispersion)


def _risk_score(cells: Cells) -> tuple[float, float]:
    a, b, c, d = cells
    n = a + b + c + d
    return (a * n - (a + c) * (a + b)) / (b + d), 0.25 * n * (a + c) / (b + d)


def _log_ratio(cells: Cells, measure: str) -> tuple[float, float]:
    """The log ratio and its variance; 0.5 on each cell where one is 0, and once, not twice, on each n of a risk."""
    more = 0.5 if min(cells) == 0.0 else 0.0
    a, b, c, d = (cell + more for cell in cells)
    if measure == "OR":
        return math.log(a / b) - math.log(c / d), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d
    n1, n2 = a + b - more, c + d - more
    return math.log(a / n1) - math.log(c / n2), (n1 - a) / (a * n1) + (n2 - c) / (c * n2)


def _noncentral(cells: Cells, log_odds: float) -> tuple[float, float]:
    """Mean and variance of a given the margins, whole numbers, and an odds ratio (Liao and Rosen 2001, Am Stat 55:366).

    Summed outwards from the mode until nothing is added any more.
    """
    a, b, c, d = map(int, cells)
    n1, m, rest = a + b, a + c, d - a  # n2 - m = d - a
    low, high = max(0, -rest), min(n1, m)

    def rise(x: int) -> float:
        """P(x) over P(x - 1)."""
        return (n1 - x + 1) * (m - x + 1) / (x * (rest + x)) * math.exp(log_odds)

    mode, above = low, high + 1
    while above - mode > 1:
        middle = (mode + above) // 2
        mode, above = (middle, above) if rise(middle) >= 1.0 else (mode, middle)
    chances = {mode: 1.0}
    for x in range(mode + 1, high + 1):
        chances[x] = chances[x - 1] * rise(x)
        if chances[x] < 1e-25:
            break
    for x in range(mode, low, -1):
        chances[x - 1] = chances[x] / rise(x)
        if chances[x - 1] < 1e-25:
            break
    total = math.fsum(chances.values())
    mean = math.fsum(x * p for x, p in chances.items()) / total
    return mean, math.fsum((x - mean) ** 2 * p for x, p in chances.items()) / total
