"""The pooled estimate of `drgs pool` as JSON: effects, fit, limits of tau2, the variants of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.contract_parts import high_of, low_of
from drgs_cli.views.pool.studies import own_size
from drgs_cli.views.pool.units import BY_SIZE, Units, sizes_of

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Fit, StudyEffect
    from drgs_cli.stats.pooling import Pooled
    from drgs_cli.stats.prediction import Prediction
    from drgs_cli.views.envelope import Json

FIT_KEYS = (
    *("k", "estimate", "se", "stat", "df", "pval", "ci_lb", "ci_ub", "tau2", "se_tau2", "I2", "H2", "Q", "df_Q", "Qp"),
    *("ll", "pi_lb", "pi_ub", "pi_df", "pi_lb_tk2", "pi_ub_tk2", "status", "weights_percent"),
)


def fit_json(analysis: Analysis, units: Units) -> Json:
    """The fit that was asked for; all figures null, with the reason, where there is none."""
    fit, request = analysis.fit, analysis.request
    asked: Json = {"method": request.method, "test": request.interval}
    if isinstance(fit, NotEstimable):
        return {**asked, **dict.fromkeys(FIT_KEYS), "weights_percent": [], "back": [], "not_estimable": fit.reason}
    return {**asked, **fit_figures(fit), "back": _back(analysis, fit, units), "not_estimable": None}


def fit_figures(fit: Fit) -> Json:
    """The figures of a fit, as computed."""
    return {
        "k": fit.k,
        "estimate": fit.estimate,
        "se": fit.standard_error,
        "stat": fit.statistic,
        "df": fit.df,
        "pval": fit.p,
        "ci_lb": low_of(fit.interval),
        "ci_ub": high_of(fit.interval),
        "tau2": fit.tau2,
        "se_tau2": fit.tau2_error,
        "I2": fit.i2,
        "H2": fit.h2,
        "Q": fit.q,
        "df_Q": fit.q_df,
        "Qp": fit.q_p,
        "ll": fit.log_likelihood,
        "pi_lb": low_of(fit.prediction),
        "pi_ub": high_of(fit.prediction),
        "pi_df": fit.prediction_df,
        "pi_lb_tk2": low_of(fit.riley),
        "pi_ub_tk2": high_of(fit.riley),
        "status": fit.status,
        "weights_percent": [100.0 * weight for weight in fit.weights],
    }


def _back(analysis: Analysis, fit: Fit, units: Units) -> list[Json]:
    """Estimate and limits in natural units; on a Freeman-Tukey scale once for each size they can be turned back by."""
    sizes = sizes_of(analysis.sample, analysis) if units.size is not None else []
    if not sizes:
        return [_turned(fit, units, "default", None)]
    return [_turned(fit, units, name, size(sizes, fit.standard_error)) for name, size in BY_SIZE.items()]


def _turned(fit: Fit, units: Units, name: str, size: float | None) -> Json:
    return {
        "by": name,
        "n": size,
        "estimate": units.back(fit.estimate, size),
        "ci_lb": units.back(low_of(fit.interval), size),
        "ci_ub": units.back(high_of(fit.interval), size),
        "pi_lb": units.back(low_of(fit.prediction), size),
        "pi_ub": units.back(high_of(fit.prediction), size),
    }


def effects_json(analysis: Analysis, units: Units) -> list[Json]:
    """Each row of the file: its effect, its limits, its weight in per cent, or why it is not pooled."""
    from drgs_cli.stats.distributions import normal_quantile
    from drgs_cli.stats.intervals import tail_of

    z = normal_quantile(tail_of(analysis.request.level), upper=True)
    return [_effect(units, study, own_size(analysis, place), z) for place, study in enumerate(analysis.sample.studies)]


def _effect(units: Units, study: StudyEffect, size: float | None, z: float) -> Json:
    effect = study.effect
    reach = z * effect.standard_error if effect is not None and effect.variance > 0.0 else None
    low = None if effect is None or reach is None else effect.estimate - reach
    high = None if effect is None or reach is None else effect.estimate + reach
    return {
        "study": study.label,
        "line": study.line,
        "yi": None if effect is None else effect.estimate,
        "vi": None if effect is None else effect.variance,
        "sei": None if effect is None else effect.standard_error,
        "ci_lb": low,
        "ci_ub": high,
        "weight_percent": None if study.weight is None else 100.0 * study.weight,
        "back": {
            "estimate": None if effect is None else units.back(effect.estimate, size),
            "ci_lb": units.back(low, size),
            "ci_ub": units.back(high, size),
        },
        "not_pooled": study.reason,
    }


def limits_json(analysis: Analysis) -> list[Json]:
    """Limits of tau2, I2 and H2; `empty` where no tau2 fits the estimates, which are nearer than chance brings them."""
    found: list[Json] = []
    for entry in analysis.limits:
        limits = None if isinstance(entry.found, NotEstimable) else entry.found
        found.append(
            {
                "method": analysis.request.method,
                "type": entry.kind,
                "tau2_lb": None if limits is None else limits.tau2.low,
                "tau2_ub": None if limits is None else limits.tau2.high,
                "I2_lb": None if limits is None else limits.i2.low,
                "I2_ub": None if limits is None else limits.i2.high,
                "H2_lb": None if limits is None else limits.h2.low,
                "H2_ub": None if limits is None else limits.h2.high,
                "empty": limits is not None and limits.empty,
                "not_estimable": entry.found.reason if isinstance(entry.found, NotEstimable) else None,
            }
        )
    return found


# The intervals and prediction intervals of the R package meta, by its names for them.
_CI = {"classic": "z", "HK": "knha", "HK/se": "hk-se", "HK/ci": "hk-ci", "HK/IQWiG6": "hk-iqwig6", "KR": "kr"}
_PREDICTION = {"V": "v", "HTS": "hts", "HK": "hk", "HK-PR": "hk-pr", "S": "s", "KR": "kr", "KR-PR": "kr-pr"}


def variants_json(analysis: Analysis) -> list[Json]:
    """The same estimate with every interval and prediction interval of the package meta."""
    from drgs_cli.stats.between_study import TAU2_METHODS
    from drgs_cli.stats.pooling import pool_by_each
    from drgs_cli.stats.prediction import predict

    sample, request = analysis.sample, analysis.request
    if request.method not in TAU2_METHODS or request.method == "ee" or isinstance(analysis.fit, NotEstimable):
        return []
    pooled = pool_by_each(sample.estimates, sample.variances, _CI.values(), method=request.method, level=request.level)
    found: list[Json] = []
    for name, interval in _CI.items():
        if name != "KR" or request.method == "reml":
            found.append(_ci(name, pooled[interval]))
    classic = pooled["z"]
    for name, kind in _PREDICTION.items():
        if not name.startswith("KR") or request.method == "reml":
            ahead = classic if isinstance(classic, NotEstimable) else predict(classic, kind, request.level)
            found.append(_ahead(name, ahead))
    return found


def _ahead(name: str, ahead: Prediction | NotEstimable) -> Json:
    found = None if isinstance(ahead, NotEstimable) else ahead
    return {
        "kind": "prediction",
        "variant": name,
        "df": None if found is None else found.df,
        "pi_lb": None if found is None else low_of(found.interval),
        "pi_ub": None if found is None else high_of(found.interval),
        "not_estimable": ahead.reason if isinstance(ahead, NotEstimable) else None,
    }


def _ci(name: str, pooled: Pooled | NotEstimable) -> Json:
    if isinstance(pooled, NotEstimable):
        figures = ("estimate", "se", "df", "pval", "ci_lb", "ci_ub", "tau2")
        return {"kind": "ci", "variant": name, **dict.fromkeys(figures), "not_estimable": pooled.reason}
    return {
        "kind": "ci",
        "variant": name,
        "estimate": pooled.estimate,
        "se": pooled.standard_error,
        "df": pooled.df,
        "pval": pooled.p,
        "ci_lb": low_of(pooled.interval),
        "ci_ub": high_of(pooled.interval),
        "tau2": pooled.tau2.value,
        "not_estimable": None,
    }
