"""Subgroups and meta-regression of `drgs pool` as JSON; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.contract_parts import NO_BACK, back_json, interval_json, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drgs_cli.analysis.result import Analysis, Grouped, Moderated
    from drgs_cli.stats.pooling import Pooled
    from drgs_cli.stats.regression import Coefficient
    from drgs_cli.stats.subgroups import CommonTau2Subgroups, LevelMean, Subgroups
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units


def moderators_json(analysis: Analysis, units: Units) -> Json:
    """`subgroup`, with a tau2 for each level and with one for all, and `metareg`."""
    found: Json = {}
    asked = (analysis.request.method, analysis.request.interval)
    if analysis.groups is not None:
        found["subgroup"] = [_separate(analysis.groups, *asked, units), _together(analysis.groups, *asked, units)]
    if analysis.regression is not None:
        found["metareg"] = [_regression(analysis.regression, *asked, units)]
    return found


def _separate(groups: Grouped, method: str, interval: str, units: Units) -> Json:
    found = groups.separate
    between = None if isinstance(found, NotEstimable) or isinstance(found.between, NotEstimable) else found.between
    return {
        "variable": groups.column,
        "left_out": groups.left_out,
        "method": method,
        "test": interval,
        "tau2_common": False,
        "levels": [] if isinstance(found, NotEstimable) else _levels(found, units),
        "tau2": None,
        "R2": None,
        "Q_between": None if between is None else between.statistic,
        "df_between": None if between is None else between.df,
        "p_between": None if between is None else between.p,
        "F_between_knha": None,
        "p_between_knha": None,
        "Q_residual": None,
        "p_residual": None,
        "not_estimable": reason_of(found, None if isinstance(found, NotEstimable) else found.between),
    }


def _levels(found: Subgroups, units: Units) -> list[Json]:
    return [_level(level, fit, units) for level, fit in zip(found.levels, found.pooled, strict=True)]


def _level(level: str, fit: Pooled | NotEstimable, units: Units) -> Json:
    keys = ("k", "estimate", "se", "ci_lb", "ci_ub", "tau2", "I2", "Q")
    if isinstance(fit, NotEstimable):
        return {"level": level, **dict.fromkeys(keys), "back": NO_BACK, "not_estimable": fit.reason}
    return {
        "level": level,
        "k": fit.k,
        "estimate": fit.estimate,
        "se": fit.standard_error,
        **interval_json(fit.interval),
        "tau2": fit.tau2.value,
        "I2": fit.i2,
        "Q": fit.q,
        "back": back_json(fit.estimate, fit.interval, units),
        "not_estimable": None,
    }


def _together(groups: Grouped, method: str, interval: str, units: Units) -> Json:
    found = groups.common
    f = None if isinstance(found, NotEstimable) or isinstance(found.between_f, NotEstimable) else found.between_f
    there = None if isinstance(found, NotEstimable) else found
    return {
        "variable": groups.column,
        "left_out": groups.left_out,
        "method": method,
        "test": interval,
        "tau2_common": True,
        "levels": [] if there is None else [_mean(level, units) for level in there.means],
        "tau2": None if there is None else there.tau2.value,
        "R2": _part(there),
        "Q_between": None if there is None else there.between.statistic,
        "df_between": None if there is None else there.between.df,
        "p_between": None if there is None else there.between.p,
        "F_between_knha": None if f is None else f.statistic,
        "p_between_knha": None if f is None else f.p,
        "Q_residual": None if there is None else there.q,
        "p_residual": None if there is None else there.q_p,
        "not_estimable": reason_of(found),
    }


def _part(found: CommonTau2Subgroups | None) -> float | None:
    return None if found is None or isinstance(found.r2, NotEstimable) else found.r2


def _mean(level: LevelMean, units: Units) -> Json:
    return {
        "level": level.level,
        "k": level.k,
        "estimate": level.estimate,
        "se": level.standard_error,
        **interval_json(level.interval),
        "tau2": None,
        "I2": None,
        "Q": None,
        "back": back_json(level.estimate, level.interval, units),
        "not_estimable": None,
    }


def _regression(found: Moderated, method: str, interval: str, units: Units) -> Json:
    fit = found.fit
    asked: Json = {
        "moderators": list(found.columns),
        "references": dict(found.references),
        "left_out": found.left_out,
        "method": method,
        "test": interval,
    }
    keys = ("k", "df", "QM", "df_QM", "QMp", "QE", "df_QE", "QEp", "tau2", "I2", "H2", "R2", "ll")
    if isinstance(fit, NotEstimable):
        return {
            **asked,
            **dict.fromkeys(keys),
            "coefficients": [],
            "vcov": [],
            **_alike(fit),
            "not_estimable": fit.reason,
        }
    return {
        **asked,
        "k": fit.k,
        "df": fit.df,
        "QM": fit.omnibus.statistic,
        "df_QM": fit.omnibus.df,
        "QMp": fit.omnibus.p,
        "QE": fit.q,
        "df_QE": fit.q_df,
        "QEp": fit.q_p,
        "tau2": fit.tau2.value,
        "I2": fit.i2,
        "H2": fit.h2,
        "R2": None if isinstance(fit.r2, NotEstimable) else fit.r2,
        "ll": fit.log_likelihood,
        "coefficients": [_coefficient(one, place == 0, units) for place, one in enumerate(fit.coefficients)],
        "vcov": [list(row) for row in fit.covariance],
        "alike": [],
        "not_estimable": None,
    }


def _alike(found: NotEstimable) -> Json:
    """The moderators that say the same; one by itself says the same of every study."""
    return {"alike": [list(part) for part in found.parts]}


def _coefficient(one: Coefficient, intercept: bool, units: Units) -> Json:
    """The intercept is an effect; any other coefficient is a difference of effects."""
    turned: Callable[[float], float | None] = units.back if intercept else units.difference
    return {
        "name": one.name,
        "beta": one.estimate,
        "se": one.standard_error,
        "stat": one.statistic,
        "pval": one.p,
        **interval_json(one.interval),
        "back": {
            "estimate": turned(one.estimate),
            "ci_lb": turned(one.interval.low),
            "ci_ub": turned(one.interval.high),
        },
    }
