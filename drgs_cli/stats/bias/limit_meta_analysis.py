"""Limit meta-analysis: the effect left when every study is so large that no small-study effect is in it; tests none."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.bias.weighted_line import WeightedLine, fit_line, weighted_line
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.pooling import pool
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing


class LimitMetaAnalysis(Struct, frozen=True):
    """The adjusted effect, normal interval, and the two coefficients it comes from.

    The model is y = `mean` + sqrt(v + tau2) (`shift` + e): metasens's beta.r and alpha.r. The heterogeneity Q is split
    into what the line explains, `q_small_study`, and the rest, `q_residual`; `g_squared` is the share, 0 to 1, of the
    variance that neither sampling nor the small-study effect explains.
    """

    k: int
    estimate: float
    standard_error: float
    interval: Interval
    mean: float
    shift: float
    tau2: float
    q_small_study: float
    q_residual: float
    g_squared: float


def limit_meta_analysis(
    estimates: Sequence[float], variances: Sequence[float], *, method: str = "dl", level: float = 95.0
) -> LimitMetaAnalysis | NotEstimable:
    """The expected effect of a study without sampling error: mean + tau shift (`beta0`).

    Mean and shift are slope and intercept of the generalised radial plot, y/s on 1/s with s^2 = v + tau2, tau2 of the
    model without predictor by `method`; their covariance is that of the plot with a dispersion of 1. In the units of
    the effect. Fewer than three studies: "too-few"; one variance for all: "not-full-rank"; else the reasons of `pool`.
    Ruecker, Schwarzer, Carpenter, Binder and Schumacher 2011 (Biostatistics 12:122, sections 4 and 7).
    metasens: limitmeta(method.adjust = "beta0").
    """
    tail_of(level)
    why = refused(estimates, variances, 3)
    if why is not None:
        return why
    fit = pool(estimates, variances, method=method)
    if isinstance(fit, NotEstimable):
        return fit
    tau2 = fit.tau2.value
    totals = [variance + tau2 for variance in variances]
    roots = [math.sqrt(total) for total in totals]
    random = weighted_line(roots, estimates, [1.0 / total for total in totals])
    if isinstance(random, NotEstimable):
        return random
    left = _radial_line(estimates, variances).residual_sum
    adjusted = random.intercept + math.sqrt(tau2) * random.slope
    error = _error_at(math.sqrt(tau2), random, totals)
    return LimitMetaAnalysis(
        k=len(estimates),
        estimate=adjusted,
        standard_error=error,
        interval=Footing(error).around(adjusted, level),
        mean=random.intercept,
        shift=random.slope,
        tau2=tau2,
        q_small_study=max(0.0, fit.q - left),
        q_residual=left,
        g_squared=_unexplained(estimates, variances, random.intercept, tau2),
    )


def _error_at(place: float, line: WeightedLine, totals: Sequence[float]) -> float:
    """Standard error of the line at a place, from its error at the weighted mean, so that nothing cancels."""
    middle = -line.covariance / line.slope_variance
    flat = 1.0 / math.fsum(1.0 / total for total in totals)
    return math.sqrt(flat + line.slope_variance * (place - middle) ** 2)


def _radial_line(values: Sequence[float], variances: Sequence[float]) -> WeightedLine:
    """The radial plot, value/s on 1/s with s^2 the variance, as the line of the values on s."""
    return fit_line([math.sqrt(v) for v in variances], values, [1.0 / v for v in variances])


def _unexplained(estimates: Sequence[float], variances: Sequence[float], mean: float, tau2: float) -> float:
    """1 - R^2 of the radial plot of the studies moved to their limits, mean + sqrt(tau2 / (v + tau2)) (y - mean)."""
    if tau2 == 0.0:
        return 0.0
    limits = [mean + math.sqrt(tau2 / (v + tau2)) * (y - mean) for y, v in zip(estimates, variances, strict=True)]
    heights = [limit / math.sqrt(v) for limit, v in zip(limits, variances, strict=True)]
    middle = math.fsum(heights) / len(heights)
    whole = math.fsum((height - middle) ** 2 for height in heights)
    return min(1.0, _radial_line(limits, variances).residual_sum / whole)
