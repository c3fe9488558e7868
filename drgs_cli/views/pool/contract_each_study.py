"""What single studies do to the pooled estimate, as JSON: left out, added one by one, their influence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.contract_parts import NO_BACK, back_json, interval_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.result import Analysis, Ordered
    from drgs_cli.stats.influence import Influence
    from drgs_cli.stats.pooling import Pooled
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

_FIT = ("k", "estimate", "se", "stat", "df", "pval", "ci_lb", "ci_ub", "Q", "Qp", "tau2", "I2", "H2")
_DELETED = ("rstudent", "dffits", "cook.d", "cov.r", "tau2.del", "QE.del", "dfbs")


def each_study_json(analysis: Analysis, units: Units) -> Json:
    """`leave_one_out`, `cumulative` and `influence`, one entry for each pooled study."""
    labels = [analysis.table.labels[place] for place in analysis.sample.kept]
    found: Json = {}
    if analysis.without_one is not None:
        found["leave_one_out"] = _ordered(analysis.without_one, labels, units)
    if analysis.cumulative is not None:
        found["cumulative"] = _ordered(analysis.cumulative, labels, units)
    if isinstance(analysis.influence, NotEstimable):
        found["influence"] = [_no_influence(label, analysis.influence) for label in labels]
    elif analysis.influence is not None:
        found["influence"] = [_influence(label, one) for label, one in zip(labels, analysis.influence, strict=True)]
    return found


def _ordered(found: Ordered | NotEstimable, labels: Sequence[str], units: Units) -> list[Json]:
    if isinstance(found, NotEstimable):
        return [_fit(label, found, units) for label in labels]
    return [_fit(label, fit, units) for label, fit in zip(found.labels, found.fits, strict=True)]


def _fit(label: str, fit: Pooled | NotEstimable, units: Units) -> Json:
    if isinstance(fit, NotEstimable):
        return {"study": label, **dict.fromkeys(_FIT), "back": NO_BACK, "not_estimable": fit.reason}
    return {
        "study": label,
        "k": fit.k,
        "estimate": fit.estimate,
        "se": fit.standard_error,
        "stat": fit.statistic,
        "df": fit.df,
        "pval": fit.p,
        **interval_json(fit.interval),
        "Q": fit.q,
        "Qp": fit.q_p,
        "tau2": fit.tau2.value,
        "I2": fit.i2,
        "H2": fit.h2,
        "back": back_json(fit.estimate, fit.interval, units),
        "not_estimable": None,
    }


def _no_influence(label: str, found: NotEstimable) -> Json:
    figures = dict.fromkeys((*_DELETED, "hat", "weight", "is_infl"))
    return {"study": label, **figures, "not_estimable": found.reason}


def _influence(label: str, one: Influence) -> Json:
    gone = one.deletion
    figures: Json = dict.fromkeys(_DELETED)
    if not isinstance(gone, NotEstimable):
        figures = {
            "rstudent": gone.residual,
            "dffits": gone.dffits,
            "cook.d": gone.cook_distance,
            "cov.r": gone.covariance_ratio,
            "tau2.del": gone.tau2,
            "QE.del": gone.q,
            "dfbs": gone.dfbetas[0],
        }
    return {
        "study": label,
        **figures,
        "hat": one.leverage,
        "weight": one.weight,
        "is_infl": one.influential,
        "not_estimable": gone.reason if isinstance(gone, NotEstimable) else None,
    }
