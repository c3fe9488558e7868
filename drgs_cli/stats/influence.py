"""What each study does to a fit: the fit is made again without it, and the two are compared; judges no study.

Viechtbauer and Cheung 2010 (Res Synth Methods 1:112), after Belsley, Kuh and Welsch 1980 (Regression diagnostics) and
Cook and Weisberg 1982. For the mean and for meta-regression. metafor: influence(rma.uni), whose short names follow.
"""

from collections.abc import Sequence
from math import hypot, ldexp, prod, sqrt

from msgspec import Struct

from drgs_cli.stats.distributions import chi2_cdf
from drgs_cli.stats.linear import apply, backward, dot, transpose
from drgs_cli.stats.regression import Regression, moderator_design, regress
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.sample import Sample, sample_of


class Deletion(Struct, frozen=True):
    """Full fit against the fit without the study; differences are full less without.

    `residual`: standardised, of the study from the fit without it (rstudent). `dffits`: of its fitted value, in its
    standard errors. `cook_distance`: of all coefficients, squared in the metric of their covariance (not divided by
    their number). `covariance_ratio`: of the determinants, without over full (cov.r). `dfbetas`: of each coefficient,
    in standard errors. `tau2`, `q`: without it (tau2.del, QE.del).
    """

    residual: float
    dffits: float
    cook_distance: float
    covariance_ratio: float
    tau2: float
    q: float
    dfbetas: tuple[float, ...]


class Influence(Struct, frozen=True):
    """One study: its leverage (hat), its part of all weight in per cent, and what leaving it out does.

    `influential`: |dffits| > 3 sqrt(p / (k - p)), a Cook's distance above the median of chi-squared with p df, leverage
    > 3 p / k, or any |dfbetas| > 1: metafor's rules of thumb. Leverage alone decides where `deletion` is not estimable.
    """

    leverage: float
    weight: float
    deletion: Deletion | NotEstimable
    influential: bool


class _Full(Struct, frozen=True):
    """The fit of all studies and what every comparison with it needs; `rows` are those of the design."""

    sample: Sample
    estimates: Sequence[float]
    variances: Sequence[float]
    moderators: Sequence[Sequence[float]]
    rows: tuple[tuple[float, ...], ...]
    fit: Regression


def influence(
    estimates: Sequence[float],
    variances: Sequence[float],
    moderators: Sequence[Sequence[float]] = (),
    *,
    method: str = "reml",
    interval: str = "z",
) -> tuple[Influence, ...] | NotEstimable:
    """Every study's influence on the mean or, with `moderators` (one column each), on the regression with an intercept.

    With "knha" and "adhoc" all variances carry their factor, as metafor has it. k = 0: "no-study"; k = 1: "too-few";
    else where the full fit is not estimable, its reason. ValueError: as `regress`.
    """
    k = len(estimates)
    if k < 2:
        return NotEstimable("too-few" if estimates else "no-study")
    design = moderator_design(moderators, [str(place + 1) for place in range(len(moderators))], k)
    if isinstance(design, NotEstimable):
        return design
    sample = sample_of(estimates, variances, design)
    if isinstance(sample, NotEstimable):
        return sample
    fit = regress(estimates, variances, moderators, method=method, interval=interval)
    if isinstance(fit, NotEstimable):
        return fit
    whole = sample.fit(_in_units(fit, sample))
    full = _Full(sample, estimates, variances, moderators, tuple(zip((1.0,) * k, *moderators, strict=True)), fit)
    found = []
    for place, (weight, leverage) in enumerate(zip(whole.weights, whole.leverages, strict=True)):
        deletion = _deletion(full, place, leverage, method, interval)
        flag = _influential(leverage, deletion, k, sample.design.p)
        found.append(Influence(leverage, 100.0 * weight / whole.weight, deletion, flag))
    return tuple(found)


def _deletion(full: _Full, place: int, leverage: float, method: str, interval: str) -> Deletion | NotEstimable:
    def without(values: Sequence[float]) -> list[float]:
        return [*values[:place], *values[place + 1 :]]

    others = [without(column) for column in full.moderators]
    fit = regress(without(full.estimates), without(full.variances), others, method=method, interval=interval)
    return NotEstimable(fit.reason) if isinstance(fit, NotEstimable) else _compare(full, fit, place, leverage)


def _compare(full: _Full, fit: Regression, place: int, leverage: float) -> Deletion:
    sample, row, tau2 = full.sample, full.rows[place], fit.tau2.value
    beta = [one.estimate for one in fit.coefficients]
    change = [one.estimate - other for one, other in zip(full.fit.coefficients, beta, strict=True)]
    own = sqrt(fit.scale * (full.variances[place] + tau2))
    new = hypot(own, *apply(transpose(fit.root), row))
    plugged = sample.fit(_in_units(fit, sample)).covariance
    errors = [sample.original(sqrt(fit.scale * plugged[j][j]), 1) for j in range(len(beta))]
    return Deletion(
        residual=(full.estimates[place] - dot(row, beta)) / new,
        dffits=dot(row, change) / (sqrt(leverage) * own),
        cook_distance=_square(backward(transpose(full.fit.root), change)),
        covariance_ratio=prod([(fit.root[j][j] / full.fit.root[j][j]) ** 2 for j in range(len(beta))]),
        tau2=tau2,
        q=fit.q,
        dfbetas=tuple(part / error for part, error in zip(change, errors, strict=True)),
    )


def _influential(leverage: float, deletion: Deletion | NotEstimable, k: int, p: int) -> bool:
    if leverage > 3.0 * p / k:
        return True
    if isinstance(deletion, NotEstimable):
        return False
    return (
        (k > p and abs(deletion.dffits) > 3.0 * sqrt(p / (k - p)))
        or chi2_cdf(deletion.cook_distance, p) > 0.5
        or any(abs(part) > 1.0 for part in deletion.dfbetas)
    )


def _in_units(fit: Regression, sample: Sample) -> float:
    return ldexp(fit.tau2.value, -2 * sample.exponent)


def _square(vector: Sequence[float]) -> float:
    return dot(vector, vector)
