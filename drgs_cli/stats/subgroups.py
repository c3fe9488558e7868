"""Subgroups of the estimates and whether they differ: each with its own tau2, or all with one; knows only labels.

Borenstein and Higgins 2013 (Prev Sci 14:134). metafor: one rma() for each level and rma(estimates, ses, method = "EE")
on these for the test; or rma(yi, vi, mods = ~ factor(level)).
"""

from collections.abc import Sequence
from math import fsum, inf, isfinite, sqrt

from msgspec import Struct

from drgs_cli.stats.between_study import Tau2
from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.linear import dot
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.regression import Omnibus, Regression, regress
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing


class Between(Struct, frozen=True):
    """The test of no difference between the levels: F where `df_residual` is given, else chi-squared (Q between)."""

    statistic: float
    df: int
    df_residual: int | None
    p: float


class Subgroups(Struct, frozen=True):
    """Each level pooled by itself, and the heterogeneity of their means; levels in order of their names."""

    levels: tuple[str, ...]
    pooled: tuple[Pooled | NotEstimable, ...]
    between: Between | NotEstimable


class LevelMean(Struct, frozen=True):
    """The mean of one level at the tau2 that all levels share."""

    level: str
    k: int
    estimate: float
    standard_error: float
    interval: Interval


class CommonTau2Subgroups(Struct, frozen=True):
    """The levels with one residual tau2; `between_f` is the test with Knapp and Hartung's variance.

    `q` is the heterogeneity within the levels, `r2` (per cent) the part of tau2 that lies between them.
    """

    means: tuple[LevelMean, ...]
    tau2: Tau2
    i2: float
    r2: float | NotEstimable
    between: Between
    between_f: Between | NotEstimable
    q: float
    q_df: int
    q_p: float


def pool_subgroups(
    estimates: Sequence[float],
    variances: Sequence[float],
    labels: Sequence[str],
    *,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
) -> Subgroups | NotEstimable:
    """Every level pooled by `pool`, with its own tau2, and Q between: sum (m - mean)^2 / se^2 with weights 1 / se^2.

    The se are those of `interval`. No row: "no-study". Between: one level: "too-few"; a level without a mean gives its
    reason to the test; a level with a standard error of 0: "no-variance".
    """
    if not estimates:
        return NotEstimable("no-study")
    rows = _by_level(estimates, variances, labels)
    pooled = tuple(pool(y, v, method=method, interval=interval, level=level) for y, v in rows.values())
    return Subgroups(tuple(rows), pooled, _q_between(pooled))


def subgroups_with_common_tau2(
    estimates: Sequence[float],
    variances: Sequence[float],
    labels: Sequence[str],
    *,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
) -> CommonTau2Subgroups | NotEstimable:
    """The levels as a factor in a regression: one tau2, and the mean of each level; `interval` one of SCALES.

    No row: "no-study"; one level, or no degree of freedom left within the levels: "too-few".
    """
    if not estimates:
        return NotEstimable("no-study")
    rows = _by_level(estimates, variances, labels)
    if len(rows) < 2:
        return NotEstimable("too-few")
    dummies = [[float(label == name) for label in labels] for name in list(rows)[1:]]
    fit = regress(estimates, variances, dummies, method=method, interval=interval, level=level)
    if isinstance(fit, NotEstimable):
        return NotEstimable(fit.reason)  # what its parts name are columns made here
    adjusted = fit if interval == "knha" else regress(estimates, variances, dummies, method=method, interval="knha")
    return CommonTau2Subgroups(
        means=tuple(_level_mean(name, y, v, fit) for name, (y, v) in rows.items()),
        tau2=fit.tau2,
        i2=fit.i2,
        r2=fit.r2,
        between=_chi_squared(fit),
        between_f=adjusted if isinstance(adjusted, NotEstimable) else _f_test(adjusted.omnibus),
        q=fit.q,
        q_df=fit.q_df,
        q_p=fit.q_p,
    )


def _by_level(
    estimates: Sequence[float], variances: Sequence[float], labels: Sequence[str]
) -> dict[str, tuple[list[float], list[float]]]:
    """The rows of each level, the levels in order: numbers by size, then names."""
    rows: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in sorted(set(labels), key=_rank)}
    for y, v, label in zip(estimates, variances, labels, strict=True):
        rows[label][0].append(y)
        rows[label][1].append(v)
    return rows


def _rank(label: str) -> tuple[float, str]:
    try:
        value = float(label)
    except ValueError:
        value = inf
    return (value if isfinite(value) else inf), label


def _q_between(pooled: Sequence[Pooled | NotEstimable]) -> Between | NotEstimable:
    found = [one for one in pooled if isinstance(one, Pooled)]
    if len(found) < len(pooled):
        return next(one for one in pooled if isinstance(one, NotEstimable))
    if len(found) < 2:
        return NotEstimable("too-few")
    if min(one.standard_error for one in found) == 0.0:
        return NotEstimable("no-variance")
    means = pool([one.estimate for one in found], [one.standard_error**2 for one in found], method="ee")
    return means if isinstance(means, NotEstimable) else Between(means.q, means.q_df, None, means.q_p)


def _level_mean(name: str, estimates: Sequence[float], variances: Sequence[float], fit: Regression) -> LevelMean:
    tau2 = fit.tau2.value
    least = min(variances) + tau2
    weights = [least / (v + tau2) for v in variances]
    total = fsum(weights)
    mean, error = dot(weights, estimates) / total, sqrt(fit.scale * least / total)
    return LevelMean(name, len(estimates), mean, error, Footing(error, fit.df).around(mean, fit.level))


def _chi_squared(fit: Regression) -> Between:
    test = fit.omnibus
    statistic = test.statistic if test.df_residual is None else test.statistic * test.df * fit.scale
    return Between(statistic, test.df, None, chi2_sf(statistic, test.df))


def _f_test(test: Omnibus) -> Between:
    return Between(test.statistic, test.df, test.df_residual, test.p)
