"""The pooled estimate of a table by the model that was asked for; knows rows of numbers, not where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.analysis.result import Fit, Limits
from drgs_cli.analysis.sample import complete_rows
from drgs_cli.stats.results import Interval, NotEstimable

if TYPE_CHECKING:
    from collections.abc import Callable

    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Sample
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.glmm.answer import MixedModel


def inverse_variance_fit(sample: Sample, request: Request) -> Fit | NotEstimable:
    """The mean weighted by inverse variance, with its prediction interval."""
    from drgs_cli.stats.pooling import pool
    from drgs_cli.stats.prediction import predict

    found = pool(
        sample.estimates, sample.variances, method=request.method, interval=request.interval, level=request.level
    )
    if isinstance(found, NotEstimable):
        return found
    wanted = request.prediction
    ahead = NotEstimable("not-applicable") if wanted == "none" else predict(found, wanted, request.level)
    ahead_limits = ahead if isinstance(ahead, NotEstimable) else ahead.interval
    riley = predict(found, "riley", request.level)
    return Fit(
        method=found.method,
        interval_method=found.interval_method,
        k=found.k,
        estimate=found.estimate,
        standard_error=found.standard_error,
        statistic=found.statistic,
        df=found.df,
        p=found.p,
        interval=_limits(found.interval),
        tau2=found.tau2.value,
        tau2_error=found.tau2.standard_error,
        status=found.tau2.status,
        q=found.q,
        q_df=found.q_df,
        q_p=found.q_p,
        i2=found.i2,
        h2=found.h2,
        log_likelihood=found.log_likelihood,
        weights=found.weights,
        prediction=_limits(ahead_limits),
        prediction_df=None if isinstance(ahead, NotEstimable) else ahead.df,
        riley=None if isinstance(riley, NotEstimable) else _limits(riley.interval),
        no_prediction=ahead_limits.reason if isinstance(ahead_limits, NotEstimable) and wanted != "none" else None,
        classic_error=found.classic_error,
        scale=found.scale,
    )


def heterogeneity_limits(sample: Sample, request: Request) -> tuple[Limits, ...]:
    """The Q-profile of tau2, and the profile likelihood where tau2 is estimated by likelihood."""
    from drgs_cli.stats.heterogeneity import profile_likelihood, q_profile

    if request.method == "ee" or request.method not in _TAU2:
        return ()
    profiles = [Limits("QP", q_profile(sample.estimates, sample.variances, level=request.level))]
    if request.method in ("ml", "reml"):
        found = profile_likelihood(sample.estimates, sample.variances, method=request.method, level=request.level)
        profiles.append(Limits("PL", found))
    return tuple(profiles)


_TAU2 = ("dl", "he", "hs", "sj", "ml", "reml", "eb", "pm")


def _limits(interval: Interval | NotEstimable) -> Interval | None:
    return None if isinstance(interval, NotEstimable) else interval


def mixed_models(table: Table, sample: Sample, request: Request) -> tuple[MixedModel | NotEstimable, ...]:
    """The generalised linear models of the counts: the common effect, and the one with random effects."""
    columns = [list(column) for column in zip(*complete_rows(table, sample.measure.columns), strict=True)]
    if not columns:
        return (NotEstimable("no-study"),) * 2
    fit = _mixed(request)
    return tuple(
        fit(*columns, method=method, interval=request.interval, level=request.level, nodes=request.nodes)
        for method in ("ee", "ml")
    )


def _mixed(request: Request) -> Callable[..., MixedModel | NotEstimable]:
    """The function that fits the model of a measure."""
    if request.measure in ("PLO", "IRLN"):
        from drgs_cli.stats.glmm.one_group import fit_proportions, fit_rates

        return fit_proportions if request.measure == "PLO" else fit_rates
    from functools import partial

    from drgs_cli.stats.glmm.two_groups import fit_odds_ratios, fit_rate_ratios

    fit: Callable[..., MixedModel | NotEstimable] = fit_odds_ratios if request.measure == "OR" else fit_rate_ratios
    return partial(fit, model=request.model)


def mixed_fit(found: MixedModel | NotEstimable, request: Request) -> Fit | NotEstimable:
    """A mixed model in the form of every other pooled estimate."""
    if isinstance(found, NotEstimable):
        return found
    ahead = request.prediction != "none"
    return Fit(
        method="glmm",
        interval_method="z" if found.df is None else "t",
        k=found.k,
        estimate=found.estimate,
        standard_error=found.standard_error,
        statistic=found.statistic,
        df=found.df,
        p=found.p,
        interval=found.interval,
        tau2=found.tau2,
        status=found.status,
        q=found.q_wald,
        q_df=found.q_df,
        q_p=found.q_wald_p,
        i2=found.i2,
        h2=found.h2,
        log_likelihood=found.log_likelihood,
        prediction=found.prediction if ahead else None,
        prediction_df=found.df if ahead else None,
    )
