"""One proportion on the scale on which it is pooled; compares nothing.

Counts may be fractional. ValueError, as the fault of the caller: counts that are negative, above n or not finite.
n = 0 is "no-denominator" (unless the policy lets it in).
"""

import math
from typing import Literal

from drgs_cli.stats.effects.zero_cells import NO_INCREMENT, ZeroPolicy, one_group
from drgs_cli.stats.results import Effect, NotEstimable


def raw_proportion(
    events: float, n: float, zeros: ZeroPolicy = NO_INCREMENT, *, variance_type: Literal["LS", "UB"] = "LS"
) -> Effect | NotEstimable:
    """p = x/n with variance p q / n; "UB", unbiased: p q / (n - 1), and "too-few" for n of 1 or less.

    None or all with events, without an increment: variance 0.
    metafor: escalc(measure = "PR"), vtype "LS" and "UB".
    """
    cells = one_group(events, n, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    yes, no = cells
    m = yes + no
    less = 1.0 if variance_type == "UB" else 0.0
    if m <= less:
        return NotEstimable("too-few")
    return Effect("PR", "natural", yes / m, yes / m * no / m / (m - less))


def log_proportion(events: float, n: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """ln p with variance 1/x - 1/n, as (n - x)/(x n).

    After the increment, no events: "zero-cell". All with events: 0, variance 0.
    metafor: escalc(measure = "PLN").
    """
    cells = one_group(events, n, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    yes, no = cells
    if yes == 0:
        return NotEstimable("zero-cell")
    return Effect("PLN", "log", math.log(yes / (yes + no)), no / yes / (yes + no))


def logit_proportion(events: float, n: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """ln[p / (1 - p)] with variance 1/x + 1/(n - x).

    After the increment, none or all with events: "zero-cell".
    metafor: escalc(measure = "PLO").
    """
    cells = one_group(events, n, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    yes, no = cells
    if yes == 0 or no == 0:
        return NotEstimable("zero-cell")
    return Effect("PLO", "logit", math.log(yes / no), 1.0 / yes + 1.0 / no)


def arcsine_proportion(events: float, n: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """arcsin sqrt p, in radians, with variance 1/(4n).

    metafor: escalc(measure = "PAS"), which adds nothing unless told to.
    """
    cells = one_group(events, n, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    m = cells[0] + cells[1]
    return Effect("PAS", "arcsine", math.asin(math.sqrt(cells[0] / m)), 0.25 / m)


def double_arcsine_proportion(events: float, n: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """[arcsin sqrt(x/(n + 1)) + arcsin sqrt((x + 1)/(n + 1))] / 2, in radians, with variance 1/(4n + 2).

    Freeman and Tukey 1950 (Ann Math Stat 21:607), halved as Miller 1978 does not (Am Stat 32:138).
    metafor: escalc(measure = "PFT"), which adds nothing unless told to.
    """
    cells = one_group(events, n, zeros)
    if isinstance(cells, NotEstimable):
        return cells
    x, m = cells[0], cells[0] + cells[1]
    angles = math.asin(math.sqrt(x / (m + 1.0))) + math.asin(math.sqrt((x + 1.0) / (m + 1.0)))
    return Effect("PFT", "double-arcsine", 0.5 * angles, 1.0 / (4.0 * m + 2.0))
