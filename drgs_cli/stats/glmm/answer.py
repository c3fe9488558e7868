"""What a mixed model says: estimate, interval, heterogeneity; knows how to draw conclusions, not how to fit."""

import math
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.glmm.heterogeneity import HeterogeneityTests
from drgs_cli.stats.results import Interval
from drgs_cli.stats.wald import Footing, both_tails

Method = Literal["ml", "ee"]
Test = Literal["z", "t"]


class MixedModel(Struct, frozen=True):
    """A fit, on the log scale (log odds, log rate, log ratio).

    `model` as metafor names it. `k` studies had something to say: those without an event, or without a non-event,
    in both groups have not. `status`: tau2 is "fixed" at 0 (EE), "converged" or at its "boundary" 0. `sigma2` is the
    variance of random intercepts (UM.RS). `df` belongs to t. `prediction` (ML) is where the true effect of a new study
    lies. `q_wald` and `q_likelihood_ratio` test heterogeneity (None for one study, or where the saturated model has no
    fit), `i2` in per cent. `log_likelihood` has the random effects integrated out and the constants of the densities
    in it; `log_likelihood_in_metafor` is what rma.glmm prints as such, which with lme4 often is not comparable: given
    the random effects at their modes (ML of UM.FS, CM.AL, one group, and CM.EL of rates), or less that of the
    saturated model (EE of UM.RS).
    """

    model: str
    method: Method
    k: int
    estimate: float
    standard_error: float
    statistic: float
    df: int | None
    p: float
    interval: Interval
    prediction: Interval | None
    tau2: float
    status: Literal["fixed", "converged", "boundary"]
    sigma2: float | None
    i2: float | None
    h2: float | None
    q_df: int
    q_wald: float | None
    q_wald_p: float | None
    q_likelihood_ratio: float | None
    q_likelihood_ratio_p: float | None
    log_likelihood: float
    log_likelihood_in_metafor: float
    nodes: int


class Fit(Struct, frozen=True):
    """The figures of a fit before any conclusion."""

    model: str
    method: Method
    k: int
    estimate: float
    standard_error: float
    tau2: float
    sigma2: float | None
    typical_variance: float | None
    tests: HeterogeneityTests
    log_likelihood: float
    log_likelihood_in_metafor: float
    nodes: int


def concluded(fit: Fit, test: Test, level: float) -> MixedModel:
    """Test of no effect, interval and prediction interval; t has k - 1 degrees of freedom, so that k > 1."""
    statistic, df = fit.estimate / fit.standard_error, fit.k - 1 if test == "t" else None
    new_error = math.hypot(fit.standard_error, math.sqrt(fit.tau2))
    wald, ratio = fit.tests.wald, fit.tests.likelihood_ratio
    varying, typical = fit.method == "ml", fit.typical_variance
    return MixedModel(
        model=fit.model,
        method=fit.method,
        k=fit.k,
        estimate=fit.estimate,
        standard_error=fit.standard_error,
        statistic=statistic,
        df=df,
        p=both_tails(statistic, df),
        interval=Footing(fit.standard_error, df).around(fit.estimate, level),
        prediction=Footing(new_error, df).around(fit.estimate, level) if varying else None,
        tau2=fit.tau2,
        status="fixed" if not varying else "converged" if fit.tau2 > 0.0 else "boundary",
        sigma2=fit.sigma2,
        i2=None if typical is None else 100.0 * fit.tau2 / (typical + fit.tau2),
        h2=None if typical is None else 1.0 + fit.tau2 / typical,
        q_df=fit.tests.df,
        q_wald=wald.statistic if wald else None,
        q_wald_p=wald.p if wald else None,
        q_likelihood_ratio=ratio.statistic if ratio else None,
        q_likelihood_ratio_p=ratio.p if ratio else None,
        log_likelihood=fit.log_likelihood,
        log_likelihood_in_metafor=fit.log_likelihood_in_metafor,
        nodes=fit.nodes,
    )
