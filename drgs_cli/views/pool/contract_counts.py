"""What `drgs pool` makes of counts themselves, as JSON: Mantel-Haenszel, Peto, mixed models; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import Interval, NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Analysis, Counted, Fit
    from drgs_cli.stats.glmm.answer import MixedModel
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

_COMMON = ("estimate", "se", "stat", "pval", "ci_lb", "ci_ub", "Q", "df_Q", "Qp", "I2", "H2")
_TESTS = ("MH", "TA", "BD")
_MIXED = (
    *("k", "estimate", "se", "stat", "df", "pval", "ci_lb", "ci_ub", "pi_lb", "pi_ub", "tau2", "sigma2", "I2", "H2"),
    *("df_QE", "QE_Wld", "QEp_Wld", "QE_LRT", "QEp_LRT", "ll", "ll_marginal", "nodes", "status"),
)
_BACK = ("estimate", "ci_lb", "ci_ub", "pi_lb", "pi_ub")
_ONE_GROUP = {"PLO": "binomial-normal", "IRLN": "Poisson-normal"}


def counts_json(analysis: Analysis, units: Units) -> Json:
    """`counts`: the estimate asked for, then the variants of other programs; `glmm`: common effect, random effects."""
    models = zip(("EE", "ML"), analysis.mixed, strict=False)
    return {
        "counts": [_counted(entry, analysis.request.measure, units) for entry in analysis.counted],
        "glmm": [_mixed(found, method, analysis.request, units) for method, found in models],
    }


def _counted(entry: Counted, measure: str, units: Units) -> Json:
    tests = {name: (statistic, p) for name, statistic, p in entry.tests}
    random = entry.random
    return {
        "method": entry.method,
        "measure": measure,
        "variant": entry.variant,
        "k": entry.k,
        **_common(entry.fit),
        **{
            key: figure
            for name in _TESTS
            for key, figure in zip((name, f"{name}p"), tests.get(name, (None, None)), strict=True)
        },
        "k_pos": entry.positive,
        "tau2": None if random is None else random.tau2,
        "random_estimate": None if random is None else random.estimate,
        "random_se": None if random is None else random.standard_error,
        "random_stat": None if random is None else random.statistic,
        "random_pval": None if random is None else random.p,
        "random_ci_lb": _low(None if random is None else random.interval),
        "random_ci_ub": _high(None if random is None else random.interval),
        "back": _back(entry.fit, units),
        "random_back": _back(random, units),
        "not_estimable": entry.fit.reason if isinstance(entry.fit, NotEstimable) else None,
    }


def _common(fit: Fit | NotEstimable) -> Json:
    if isinstance(fit, NotEstimable):
        return dict.fromkeys(_COMMON)
    return {
        "estimate": fit.estimate,
        "se": fit.standard_error,
        "stat": fit.statistic,
        "pval": fit.p,
        "ci_lb": _low(fit.interval),
        "ci_ub": _high(fit.interval),
        "Q": fit.q,
        "df_Q": fit.q_df,
        "Qp": fit.q_p,
        "I2": fit.i2,
        "H2": fit.h2,
    }


def _mixed(found: MixedModel | NotEstimable, method: str, request: Request, units: Units) -> Json:
    asked: Json = {
        "measure": request.measure,
        "model": _ONE_GROUP.get(request.measure, request.model),
        "method": method,
        "test": request.interval,
    }
    if isinstance(found, NotEstimable):
        return {**asked, **dict.fromkeys(_MIXED), "back": dict.fromkeys(_BACK), "not_estimable": found.reason}
    on_scale = (found.estimate, *_ends(found.interval), *_ends(found.prediction))
    back = {key: units.back(value) for key, value in zip(_BACK, on_scale, strict=True)}
    return {**asked, **_figures(found), "back": back, "not_estimable": None}


def _figures(found: MixedModel) -> Json:
    """`ll` is what rma.glmm prints as such, `ll_marginal` has the random effects integrated out."""
    return {
        "k": found.k,
        "estimate": found.estimate,
        "se": found.standard_error,
        "stat": found.statistic,
        "df": found.df,
        "pval": found.p,
        "ci_lb": found.interval.low,
        "ci_ub": found.interval.high,
        "pi_lb": _low(found.prediction),
        "pi_ub": _high(found.prediction),
        "tau2": found.tau2,
        "sigma2": found.sigma2,
        "I2": found.i2,
        "H2": found.h2,
        "df_QE": found.q_df,
        "QE_Wld": found.q_wald,
        "QEp_Wld": found.q_wald_p,
        "QE_LRT": found.q_likelihood_ratio,
        "QEp_LRT": found.q_likelihood_ratio_p,
        "ll": found.log_likelihood_in_metafor,
        "ll_marginal": found.log_likelihood,
        "nodes": found.nodes,
        "status": found.status,
    }


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return _low(interval), _high(interval)


def _low(interval: Interval | None) -> float | None:
    return None if interval is None else interval.low


def _high(interval: Interval | None) -> float | None:
    return None if interval is None else interval.high


def _back(fit: Fit | NotEstimable | None, units: Units) -> Json:
    if fit is None or isinstance(fit, NotEstimable):
        return {"estimate": None, "ci_lb": None, "ci_ub": None}
    return {
        "estimate": units.back(fit.estimate),
        "ci_lb": units.back(_low(fit.interval)),
        "ci_ub": units.back(_high(fit.interval)),
    }
