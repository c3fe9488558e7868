"""Meta-regression: estimates on any number of moderators, their joint test, and what the model predicts.

Model: y_i = x_i'b + u_i + e_i with var u = tau2 (by any of TAU2_METHODS, 0 for "ee") and var e_i = v_i. Knows columns
of numbers; what a level of a factor or a missing value becomes is the caller's affair. metafor: rma(yi, vi, mods = ).
"""

from collections.abc import Callable, Sequence
from math import fsum, hypot, isfinite, ldexp, sqrt

from msgspec import Struct

from drgs_cli.stats.between_study import Tau2
from drgs_cli.stats.distributions import chi2_sf, f_sf
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.least_squares import (
    Design,
    WeightedLeastSquares,
    design_of,
    intercept_design,
)
from drgs_cli.stats.linear import backward, dot, transpose
from drgs_cli.stats.random_effects import RandomEffects, fit_random_effects
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.sample import Sample, sample_of
from drgs_cli.stats.wald import Footing, both_tails

_LARGEST_EXPONENT = 200  # of a moderator: its coefficient, and the square of that, are then still floats
_LARGEST = 1e290  # term of a prediction
_ONES = (1.0,)

# By how much the covariance is multiplied, from the residual sum of squares per degree of freedom.
SCALES: dict[str, Callable[[float], float]] = {
    "z": lambda _: 1.0,
    "t": lambda _: 1.0,
    "knha": lambda residual: residual,
    "adhoc": lambda residual: max(residual, 1.0),
}


class Coefficient(Struct, frozen=True):
    """One coefficient, per unit of its moderator, and its test against 0."""

    name: str
    estimate: float
    standard_error: float
    statistic: float
    p: float
    interval: Interval


class Omnibus(Struct, frozen=True):
    """The joint test of all moderators (without any: of the mean): F where `df_residual` is given, else chi-squared."""

    statistic: float
    df: int
    df_residual: int | None
    p: float


class Regression(Struct, frozen=True):
    """The fit; `df` are those of the t-distribution of every coefficient, None for the normal.

    The first coefficient is the intercept where there is one. `scale` multiplies the covariance: 1, or the factor of
    Knapp and Hartung. `root` is upper triangular with covariance = root root'. `q` is the residual heterogeneity. `i2`
    and `r2` are in per cent; `r2` is "not-applicable" without an intercept or without moderators.
    """

    method: str
    interval_method: str
    k: int
    intercept: bool
    coefficients: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    root: tuple[tuple[float, ...], ...]
    df: int | None
    scale: float
    omnibus: Omnibus
    q: float
    q_df: int
    q_p: float
    tau2: Tau2
    i2: float
    h2: float
    r2: float | NotEstimable
    log_likelihood: float
    level: float


class Predicted(Struct, frozen=True):
    """The mean effect at given moderators; `prediction`: of a new study there, "not-applicable" to a common effect."""

    estimate: float
    standard_error: float
    interval: Interval
    prediction: Interval | NotEstimable


def regress(
    estimates: Sequence[float],
    variances: Sequence[float],
    moderators: Sequence[Sequence[float]],
    *,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
    intercept: bool = True,
    names: Sequence[str] = (),
) -> Regression | NotEstimable:
    """The regression on `moderators`, one column each (none: the mean alone), with an interval of SCALES.

    "t" and Knapp and Hartung's (2003, Stat Med 22:2693) have k - p degrees of freedom; a single study has a normal
    interval. "no-study"; "too-few": no degree of freedom for tau2 or for t; "no-variance": residuals all 0 with "knha";
    "not-full-rank": each of `parts` names moderators that say the same (by number from "1" unless named).
    ValueError: unequal lengths, figures that are not finite, variances that are not positive, unknown names.
    """
    if interval not in SCALES:
        raise ValueError(f"the interval of a regression is one of {', '.join(SCALES)}, found {interval}")
    tail_of(level)
    if not estimates:
        return NotEstimable("no-study")
    labels = tuple(names) or tuple(str(place + 1) for place in range(len(moderators)))
    design = moderator_design(moderators, labels, len(estimates), intercept=intercept)
    if isinstance(design, NotEstimable):
        return design
    sample = sample_of(estimates, variances, design)
    if isinstance(sample, NotEstimable):
        return sample
    model = fit_random_effects(estimates, variances, design, method=method)
    if isinstance(model, NotEstimable):
        return model
    alone = fit_random_effects(estimates, variances, method=method) if intercept and moderators else None
    without = None if isinstance(alone, NotEstimable) else alone
    return _regression(model, sample, without, labels, interval, level, intercept=intercept)


def _regression(
    model: RandomEffects,
    sample: Sample,
    alone: RandomEffects | None,
    labels: Sequence[str],
    interval: str,
    level: float,
    *,
    intercept: bool,
) -> Regression | NotEstimable:
    """The inference from the fit; `alone` is the fit without moderators where the model has both these and a mean."""
    fit = sample.fit(ldexp(model.tau2.value, -2 * sample.exponent))
    interval = interval if model.k > 1 else "z"
    scale = _scale(model, interval)
    if isinstance(scale, NotEstimable):
        return scale
    coefficients = _coefficients(model, ("intercept",) * intercept + tuple(labels), interval, scale, level)
    if isinstance(coefficients, NotEstimable):
        return coefficients
    return Regression(
        method=model.method,
        interval_method=interval,
        k=model.k,
        intercept=intercept,
        coefficients=coefficients,
        covariance=tuple(tuple(scale * value for value in row) for row in model.covariance),
        root=_root(fit, sample.original(sqrt(scale), 1)),
        df=None if interval == "z" else model.df,
        scale=scale,
        omnibus=_omnibus(fit, model.df, interval, scale, skip=0 if alone is None else 1),
        q=model.q,
        q_df=model.df,
        q_p=model.q_p,
        tau2=model.tau2,
        i2=model.i2,
        h2=model.h2,
        r2=NotEstimable("not-applicable") if alone is None else _r2(model, fit, alone.tau2.value),
        log_likelihood=model.log_likelihood,
        level=level,
    )


def predict_at(fit: Regression, values: Sequence[float], level: float | None = None) -> Predicted | NotEstimable:
    """x'b at one value for each moderator, with variance x'Vx, and x'Vx + tau2 for a new study.

    metafor: predict(fit, newmods = ). ValueError: not one finite value for each moderator, or a level out of range.
    """
    x = [*(_ONES if fit.intercept else ()), *values]
    if len(x) != len(fit.coefficients) or not all(map(isfinite, x)):
        raise ValueError(f"a prediction needs {len(fit.coefficients) - int(fit.intercept)} finite values")
    level = fit.level if level is None else level
    slopes = [one.estimate for one in fit.coefficients]
    if max(map(abs, x)) * max(1.0, *map(abs, slopes), *(max(map(abs, row)) for row in fit.root)) > _LARGEST:
        return NotEstimable("out-of-range")
    estimate = dot(x, slopes)
    error = hypot(*(dot(x, column) for column in transpose(fit.root)))
    mean = Footing(error, fit.df).around(estimate, level)
    if fit.method == "ee":
        return Predicted(estimate, error, mean, NotEstimable("not-applicable"))
    new = Footing(hypot(error, sqrt(fit.tau2.value)), fit.df)
    return Predicted(estimate, error, mean, new.around(estimate, level))


def moderator_design(
    moderators: Sequence[Sequence[float]], labels: Sequence[str], k: int, *, intercept: bool = True
) -> Design | NotEstimable:
    """The columns, if they can be told apart; if not, which of them say the same."""
    if len(labels) != len(moderators) or any(len(column) != k for column in moderators):
        raise ValueError("a moderator has a name and as many values as there are estimates")
    if not moderators and intercept:
        return intercept_design(k)
    design = design_of(moderators, intercept=intercept)
    if isinstance(design, NotEstimable):
        alike = _alike(moderators, labels, intercept=intercept) if design.reason == "not-full-rank" else ()
        return NotEstimable(design.reason, alike)
    return design if max(map(abs, design.exponents)) <= _LARGEST_EXPONENT else NotEstimable("out-of-range")


def _alike(
    moderators: Sequence[Sequence[float]], labels: Sequence[str], *, intercept: bool
) -> tuple[tuple[str, ...], ...]:
    """For each moderator that follows from those before it: these, as few as do, and itself last."""
    kept: list[int] = []
    parts = []
    for place, label in enumerate(labels):
        needed = [*kept, place]
        if _independent([moderators[i] for i in needed], intercept=intercept):
            kept.append(place)
            continue
        for other in kept:
            without = [i for i in needed if i != other]
            if not _independent([moderators[i] for i in without], intercept=intercept):
                needed = without
        parts.append((*(labels[i] for i in needed[:-1]), label))
    return tuple(parts)


def _independent(columns: Sequence[Sequence[float]], *, intercept: bool) -> bool:
    return isinstance(design_of(columns, intercept=intercept), Design)


def _scale(model: RandomEffects, interval: str) -> float | NotEstimable:
    if interval == "z":
        return 1.0
    if model.scale is None:
        return NotEstimable("too-few")
    scale = SCALES[interval](model.scale)
    return scale if scale > 0.0 else NotEstimable("no-variance")


def _coefficients(
    model: RandomEffects, names: Sequence[str], interval: str, scale: float, level: float
) -> tuple[Coefficient, ...] | NotEstimable:
    df = None if interval == "z" else model.df
    found = []
    for place, (name, estimate) in enumerate(zip(names, model.coefficients, strict=True)):
        error = sqrt(scale * model.covariance[place][place])
        if error == 0.0:  # the moderator is too large for any float to hold the variance of its coefficient
            return NotEstimable("out-of-range")
        limits, statistic = Footing(error, df).around(estimate, level), estimate / error
        found.append(Coefficient(name, estimate, error, statistic, both_tails(statistic, df), limits))
    return tuple(found)


def _root(fit: WeightedLeastSquares, size: float) -> tuple[tuple[float, ...], ...]:
    """R^-1 times `size`, in the units of the moderators as they were given."""
    p, turned = fit.design.p, transpose(fit.triangle)
    columns = [backward(turned, [float(i == j) for i in range(p)]) for j in range(p)]
    return tuple(
        tuple(ldexp(size * value, -exponent) for value in row)
        for row, exponent in zip(transpose(columns), fit.design.exponents, strict=True)
    )


def _omnibus(fit: WeightedLeastSquares, df: int, interval: str, scale: float, *, skip: int) -> Omnibus:
    """b'V^-1 b of all coefficients but the first `skip`: the sum of squares that they explain. metafor: QM."""
    explained = fsum([score * score for score in fit.scores[skip:]]) / scale
    tested = fit.design.p - skip
    if interval == "z":
        return Omnibus(explained, tested, None, chi2_sf(explained, tested))
    return Omnibus(explained / tested, tested, df, f_sf(explained / tested, tested, df))


def _r2(model: RandomEffects, fit: WeightedLeastSquares, before: float) -> float | NotEstimable:
    """The part of `before`, tau2 without moderators, that they take away, in per cent, at least 0; 0 if there is none.

    Raudenbush 2009. With "ee", which has no tau2, the adjusted R2 of the weighted regression. metafor: R2.
    """
    if model.method == "ee":
        if model.df == 0:
            return NotEstimable("too-few")
        explained = fsum([score * score for score in fit.scores[1:]])
        total = (fit.rss + explained) / (model.k - 1)
        return max(100.0 * (1.0 - fit.rss / model.df / total), 0.0) if total > 0.0 else 0.0
    return max(100.0 * (1.0 - model.tau2.value / before), 0.0) if before > 0.0 else 0.0
