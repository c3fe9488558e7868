"""The multilevel model of `drgs pool` as JSON, with its cluster-robust intervals; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import Interval, NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Clustered
    from drgs_cli.stats.cluster_robust import ClusterRobust
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

_KEYS = (
    *("k", "clusters", "estimate", "se", "stat", "pval", "ci_lb", "ci_ub", "sigma2_between", "sigma2_within"),
    *("Q", "df_Q", "Qp", "ll", "status"),
)
_ROBUST = {"cr1": "CR1", "cr2": "CR2_satterthwaite"}


def clusters_json(analysis: Analysis, units: Units) -> Json:
    """`multilevel`, by the method that was asked for first, then by the other."""
    return {"multilevel": [_clustered(entry, units) for entry in analysis.clusters]}


def _clustered(entry: Clustered, units: Units) -> Json:
    fit, asked = entry.fit, {"method": entry.method.upper()}
    if isinstance(fit, NotEstimable):
        nothing = {"estimate": None, "ci_lb": None, "ci_ub": None}
        return {**asked, **dict.fromkeys(_KEYS), "back": nothing, "robust": [], "not_estimable": fit.reason}
    return {
        **asked,
        "k": fit.k,
        "clusters": fit.clusters,
        "estimate": fit.estimate,
        "se": fit.standard_error,
        "stat": fit.statistic,
        "pval": fit.p,
        **_limits(fit.interval),
        "sigma2_between": fit.between,
        "sigma2_within": fit.within,
        "Q": fit.q,
        "df_Q": fit.q_df,
        "Qp": fit.q_p,
        "ll": fit.log_likelihood,
        "status": fit.status,
        "back": _back(fit.estimate, fit.interval, units),
        "robust": [_robust(kind, found) for kind, found in entry.robust],
        "not_estimable": None,
    }


def _robust(kind: str, found: ClusterRobust | NotEstimable) -> Json:
    if isinstance(found, NotEstimable):
        figures = dict.fromkeys(("se", "stat", "df", "pval", "ci_lb", "ci_ub"))
        return {"kind": _ROBUST[kind], **figures, "not_estimable": found.reason}
    return {
        "kind": _ROBUST[kind],
        "se": found.standard_error,
        "stat": found.statistic,
        "df": found.df,
        "pval": found.p,
        **_limits(found.interval),
        "not_estimable": None,
    }


def _limits(interval: Interval | NotEstimable) -> Json:
    there = interval if isinstance(interval, Interval) else None
    return {"ci_lb": None if there is None else there.low, "ci_ub": None if there is None else there.high}


def _back(estimate: float, interval: Interval | NotEstimable, units: Units) -> Json:
    there = interval if isinstance(interval, Interval) else None
    return {
        "estimate": units.back(estimate),
        "ci_lb": None if there is None else units.back(there.low),
        "ci_ub": None if there is None else units.back(there.high),
    }
