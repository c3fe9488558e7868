"""One common effect with its Wald inference and the scatter of the studies around it; pools nothing itself."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import Interval, NotEstimable, Scale
from drgs_cli.stats.wald import Footing, both_tails


class Scatter(Struct, frozen=True):
    """Cochran's Q with its degrees of freedom and p, I2 in per cent (0 where Q < df), and H2 = Q / df.

    Of one study or none there is no scatter: Q 0, p 1, I2 0, H2 1, as metafor has it.
    """

    q: float
    df: int
    p: float
    i2: float
    h2: float


class CommonEffect(Struct, frozen=True):
    """What studies have in common, from counts: on the log scale for ratios, and `interval` there too.

    `k` studies were pooled; `weights` are their fractions, in input order without those left out.
    `statistic` is z and `p` two-sided. The scatter may be missing where the effect is not.
    """

    measure: str
    scale: Scale
    k: int
    estimate: float
    standard_error: float
    statistic: float
    p: float
    interval: Interval
    scatter: Scatter | NotEstimable
    weights: tuple[float, ...]


def common_effect(
    measure: str,
    scale: Scale,
    estimate: float,
    variance: float,
    weights: Sequence[float],
    scatter: Scatter | NotEstimable,
    level: float,
) -> CommonEffect | NotEstimable:
    """The effect with estimate +- z se and 2 P(Z > |estimate| / se). Variance 0 or below: "no-variance".

    `weights` are amounts, of which not all are 0; they become fractions.
    """
    tail_of(level)
    if variance <= 0:
        return NotEstimable("no-variance")
    se = math.sqrt(variance)
    statistic = estimate / se
    interval = Footing(se).around(estimate, level)
    total = math.fsum(weights)
    fractions = tuple(weight / total for weight in weights)
    p = both_tails(statistic)
    return CommonEffect(measure, scale, len(fractions), estimate, se, statistic, p, interval, scatter, fractions)


def scatter_of(q: float, df: int) -> Scatter:
    """I2 = 100 (Q - df) / Q and H2 = Q / df, from Q and its degrees of freedom.

    Higgins and Thompson 2002 (Stat Med 21:1539).
    """
    if df < 1:
        return Scatter(0.0, 0, 1.0, 0.0, 1.0)
    return Scatter(q, df, chi2_sf(q, df), 100.0 * (q - df) / q if q > df else 0.0, q / df)


def scatter_around(centre: float, estimates: Sequence[float], variances: Sequence[float]) -> Scatter | NotEstimable:
    """Q = sum (y - centre)^2 / v on k - 1 degrees of freedom, around an estimate that need not be their mean.

    A variance of 0, or a Q too large to be written: "no-variance".
    """
    if len(estimates) < 2:
        return scatter_of(0.0, 0)
    if min(variances) <= 0:
        return NotEstimable("no-variance")
    terms = [(y - centre) / math.sqrt(v) for y, v in zip(estimates, variances, strict=True)]
    if max(map(abs, terms)) > 1e150:
        return NotEstimable("no-variance")
    return scatter_of(math.fsum(term * term for term in terms), len(terms) - 1)
