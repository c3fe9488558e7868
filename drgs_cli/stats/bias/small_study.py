"""Do small studies report larger effects: lines through effect and precision; knows estimates and variances alone."""

import math
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.between_study import between_study_variance
from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.bias.weighted_line import WeightedLine, fit_line, no_line, slope_test
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.least_squares import design_of
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails

Model = Literal["lm", "rma"]

# What the effect is held against, made of the variance; by metafor's names.
PREDICTORS = {"sei": math.sqrt, "vi": float}


class RegressionTest(Struct, frozen=True):
    """The slope of effect on predictor, its test, and the effect where the predictor is 0: of an endless study.

    `df` is None where the statistic is normal.
    """

    model: Model
    predictor: str
    k: int
    slope: float
    standard_error: float
    statistic: float
    df: float | None
    p: float
    limit_estimate: float
    limit_interval: Interval


class AsymmetryTest(Struct, frozen=True):
    """The asymmetry of a funnel as package meta has it: the slope (`bias`), and the effect of an endless study.

    `residual_heterogeneity`: Egger's the factor by which the variances are too small, Thompson's tau2, meta's `tau2`
    for both; None where the test has none.
    """

    test: str
    k: int
    bias: float
    standard_error: float
    statistic: float
    df: float
    p: float
    intercept: float
    intercept_standard_error: float
    residual_heterogeneity: float | None


def regression_test(
    estimates: Sequence[float],
    variances: Sequence[float],
    *,
    model: Model = "rma",
    method: str = "reml",
    predictor: str = "sei",
    level: float = 95.0,
) -> RegressionTest | NotEstimable:
    """Regression of the effects on their standard errors ("sei") or variances ("vi").

    Model "lm": weights 1/v, known up to a factor, t with k - 2 degrees of freedom: Egger's test. Model "rma": weights
    1/(v + tau2), trusted, tau2 about the line by `method`, normal. In the units of the effect; above 0, small studies
    show larger effects. Fewer than three studies: "too-few"; one predictor for all: "not-full-rank"; all studies on
    the line: "no-variance" (lm). Egger, Davey Smith, Schneider and Minder 1997 (BMJ 315:629); the limit: Moreno and
    others 2009 (BMC Med Res Methodol 9:2). metafor: regtest.
    """
    tail_of(level)
    line = line_on(PREDICTORS[predictor], estimates, variances, "ee" if model == "lm" else method)
    if isinstance(line, NotEstimable):
        return line
    test = slope_test(line, dispersed=model == "lm")
    if isinstance(test, NotEstimable):
        return test
    error = math.sqrt(line.intercept_variance * (line.dispersion if model == "lm" else 1.0))
    df = test.df if model == "lm" else None
    return RegressionTest(
        model=model,
        predictor=predictor,
        k=line.k,
        slope=line.slope,
        standard_error=test.standard_error,
        statistic=test.statistic,
        df=df,
        p=both_tails(test.statistic, df),
        limit_estimate=line.intercept,
        limit_interval=Footing(error, df).around(line.intercept, level),
    )


def line_on(
    predictor: Callable[[float], float], estimates: Sequence[float], variances: Sequence[float], method: str
) -> WeightedLine | NotEstimable:
    """Effect on a predictor made of its variance, weights 1/(v + tau2) with tau2 about the line by `method`.

    Reasons as `regression_test`, and those of `between_study_variance`.
    """
    why = refused(estimates, variances, 3)
    if why is not None:
        return why
    places = [predictor(variance) for variance in variances]
    why = no_line(places)
    if why is not None:
        return why
    if method == "ee":
        return fit_line(places, estimates, [1.0 / variance for variance in variances])
    design = design_of([places])
    if isinstance(design, NotEstimable):
        return design
    tau2 = between_study_variance(estimates, variances, design, method=method)
    if isinstance(tau2, NotEstimable):
        return tau2
    return fit_line(places, estimates, [1.0 / (variance + tau2.value) for variance in variances])


def egger(estimates: Sequence[float], variances: Sequence[float]) -> AsymmetryTest | NotEstimable:
    """Regression of effect on standard error, weights 1/v known up to a factor; t with k - 2 degrees of freedom.

    Reasons as `regression_test`. Egger 1997 (BMJ 315:629). meta: metabias(method.bias = "Egger").
    """
    line = line_on(math.sqrt, estimates, variances, "ee")
    return line if isinstance(line, NotEstimable) else asymmetry("Egger", line, line.dispersion)


def thompson(estimates: Sequence[float], variances: Sequence[float]) -> AsymmetryTest | NotEstimable:
    """The same with weights 1/(v + tau2), trusted; tau2 of the moments about Egger's line, at least 0; t with k - 2.

    tau2 = [Q - (k - 2)] / [sum w - trace((X'WX)^-1 X'W^2X)], w = 1/v, X = (1, standard error). Reasons as
    `regression_test`. Thompson and Sharp 1999 (Stat Med 18:2693, method 3a). meta: metabias(method.bias = "Thompson").
    """
    line = line_on(math.sqrt, estimates, variances, "ee")
    if isinstance(line, NotEstimable):
        return line
    tau2 = max(0.0, (line.residual_sum - (line.k - 2)) / _moment(variances, line))
    errors = [math.sqrt(variance) for variance in variances]
    line = fit_line(errors, estimates, [1.0 / (variance + tau2) for variance in variances])
    return asymmetry("Thompson", line, tau2, dispersed=False)


# By meta's names.
ASYMMETRY_TESTS = {"Egger": egger, "Thompson": thompson}


def asymmetry(
    test: str, line: WeightedLine, heterogeneity: float | None, *, dispersed: bool = True
) -> AsymmetryTest | NotEstimable:
    """The line's slope as a test of asymmetry."""
    found = slope_test(line, dispersed=dispersed)
    if isinstance(found, NotEstimable):
        return found
    error = math.sqrt(line.intercept_variance * (line.dispersion if dispersed else 1.0))
    return AsymmetryTest(
        test=test,
        k=line.k,
        bias=line.slope,
        standard_error=found.standard_error,
        statistic=found.statistic,
        df=found.df,
        p=found.p,
        intercept=line.intercept,
        intercept_standard_error=error,
        residual_heterogeneity=heterogeneity,
    )


def _moment(variances: Sequence[float], line: WeightedLine) -> float:
    """The sum of w (1 - leverage): by how much Q grows with tau2."""
    total = math.fsum(1.0 / variance for variance in variances)
    middle = -line.covariance / line.slope_variance
    leverages = ((1.0 / total + line.slope_variance * (math.sqrt(v) - middle) ** 2) / v for v in variances)
    return math.fsum((1.0 - leverage) / v for leverage, v in zip(leverages, variances, strict=True))
