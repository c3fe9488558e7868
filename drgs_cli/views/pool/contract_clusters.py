"""The multilevel model of `drgs pool` as JSON, with its cluster-robust intervals; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.contract_parts import NO_BACK, back_json, interval_json

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Clustered
    from drgs_cli.stats.cluster_robust import ClusterRobust
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

_KEYS = (
    *("k", "clusters", "estimate", "se", "stat", "df", "pval", "ci_lb", "ci_ub", "sigma2_between", "sigma2_within"),
    *("Q", "df_Q", "Qp", "ll", "status"),
)
_ROBUST = {"cr1": "CR1", "cr2": "CR2_satterthwaite"}


def clusters_json(analysis: Analysis, units: Units) -> Json:
    """`multilevel`, by the method that was asked for first, then by the other."""
    column = analysis.request.further.cluster
    return {"multilevel": [{"cluster": column, **_clustered(entry, units)} for entry in analysis.clusters]}


def _clustered(entry: Clustered, units: Units) -> Json:
    fit = entry.fit
    asked: Json = {"method": entry.method, "left_out": entry.left_out}
    if isinstance(fit, NotEstimable):
        return {**asked, **dict.fromkeys(_KEYS), "back": NO_BACK, "robust": [], "not_estimable": fit.reason}
    return {
        **asked,
        "k": fit.k,
        "clusters": fit.clusters,
        "estimate": fit.estimate,
        "se": fit.standard_error,
        "stat": fit.statistic,
        "df": fit.df,
        "pval": fit.p,
        **interval_json(fit.interval),
        "sigma2_between": fit.between,
        "sigma2_within": fit.within,
        "Q": fit.q,
        "df_Q": fit.q_df,
        "Qp": fit.q_p,
        "ll": fit.log_likelihood,
        "status": fit.status,
        "back": back_json(fit.estimate, fit.interval, units),
        "robust": [_robust(kind, found, units) for kind, found in entry.robust],
        "not_estimable": None,
    }


def _robust(kind: str, found: ClusterRobust | NotEstimable, units: Units) -> Json:
    if isinstance(found, NotEstimable):
        figures = dict.fromkeys(("se", "stat", "df", "pval", "ci_lb", "ci_ub"))
        return {"kind": _ROBUST[kind], **figures, "back": NO_BACK, "not_estimable": found.reason}
    return {
        "kind": _ROBUST[kind],
        "se": found.standard_error,
        "stat": found.statistic,
        "df": found.df,
        "pval": found.p,
        **interval_json(found.interval),
        "back": back_json(found.estimate, found.interval, units),
        "not_estimable": None,
    }
