"""Small-study effects, trim and fill, and selection models of `drgs pool` as JSON; computes nothing.

Under `back` stand figures on the measure's scale in natural units, by the names that they have as computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import Interval, NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Bias
    from drgs_cli.stats.bias.fail_safe import FailSafe
    from drgs_cli.stats.bias.limit_meta_analysis import LimitMetaAnalysis
    from drgs_cli.stats.bias.rank_test import RankTest, ScoreTest
    from drgs_cli.stats.bias.selection_model import SelectionModel
    from drgs_cli.stats.bias.small_study import AsymmetryTest, RegressionTest
    from drgs_cli.stats.bias.trim_and_fill import TrimAndFill
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

    Figures = dict[str, float | None]

_ESTIMATE = ("estimate", "ci_lb", "ci_ub")
_LINE = ("k", "slope", "se_slope", "stat", "df", "pval", "limit_estimate", "limit_ci_lb", "limit_ci_ub")
_ASYMMETRY = ("k", "stat", "df", "pval", "bias", "se_bias", "intercept", "se_intercept", "tau2")
_LIMIT = ("k", "estimate", "se", "ci_lb", "ci_ub", "alpha_r", "beta_r", "tau2", "Q_small", "Q_resid", "G2")
_TRIMMED = (
    *("side", "k0", "se_k0", "p_k0", "k", "estimate", "se", "stat", "df", "pval", "ci_lb", "ci_ub"),
    *("tau2", "I2", "Q", "Qp"),
)
_SELECTED = (
    *("alternative", "k", "estimate", "se", "stat", "pval", "ci_lb", "ci_ub", "tau2", "se_tau2"),
    *("ll", "LRT", "LRTdf", "LRTp", "at_bound", "higher_ll"),
)


def bias_json(analysis: Analysis, units: Units) -> Json:
    """`small_study`, one entry for each test by R's name for it; `trimfill` and `selection`."""
    found = analysis.bias
    if found is None:
        return {}
    method = analysis.request.weighting
    return {
        "small_study": _small_study(found, units),
        "trimfill": [_trimmed(name, method, entry, units) for name, entry in found.trimmed],
        "selection": [_selected(kind, entry, units) for kind, entry in found.selected],
    }


def _small_study(found: Bias, units: Units) -> list[Json]:
    return [
        *(_line(model, predictor, entry, units) for model, predictor, entry in found.regressions),
        _rank(found.rank),
        *(_asymmetry(name, entry, units) for name, entry in found.asymmetry),
        _limit(found.limit, units),
        *(_fail_safe(name, entry, units) for name, entry in found.fail_safe),
    ]


def _line(model: str, predictor: str, found: RegressionTest | NotEstimable, units: Units) -> Json:
    asked: Json = {"test": "regtest", "model": model, "predictor": predictor}
    if isinstance(found, NotEstimable):
        return _nothing(asked, _LINE, _LINE[-3:], found)
    limit: Figures = {
        "limit_estimate": found.limit_estimate,
        "limit_ci_lb": found.limit_interval.low,
        "limit_ci_ub": found.limit_interval.high,
    }
    return {
        **asked,
        "k": found.k,
        "slope": found.slope,
        "se_slope": found.standard_error,
        "stat": found.statistic,
        "df": found.df,
        "pval": found.p,
        **limit,
        "back": _back(limit, units),
        "not_estimable": None,
    }


def _rank(found: RankTest | NotEstimable) -> Json:
    asked: Json = {"test": "ranktest"}
    if isinstance(found, NotEstimable):
        return {**asked, **dict.fromkeys(("k", "tau", "pval")), "not_estimable": found.reason}
    return {**asked, "k": found.k, "tau": found.tau, "pval": found.p, "not_estimable": None}


def _asymmetry(name: str, found: AsymmetryTest | ScoreTest | NotEstimable, units: Units) -> Json:
    """A test of the package meta: the slope of a line, or Kendall's score, which has no intercept."""
    from drgs_cli.stats.bias.small_study import AsymmetryTest

    asked: Json = {"test": f"metabias/{name}"}
    if isinstance(found, NotEstimable):
        return _nothing(asked, _ASYMMETRY, ("intercept",), found)
    line = found if isinstance(found, AsymmetryTest) else None
    intercept: Figures = {"intercept": None if line is None else line.intercept}
    return {
        **asked,
        "k": found.k,
        "stat": found.statistic,
        "df": None if line is None else line.df,
        "pval": found.p,
        "bias": found.bias if isinstance(found, AsymmetryTest) else found.score,
        "se_bias": found.standard_error,
        **intercept,
        "se_intercept": None if line is None else line.intercept_standard_error,
        "tau2": None if line is None else line.residual_heterogeneity,
        "back": _back(intercept, units),
        "not_estimable": None,
    }


def _limit(found: LimitMetaAnalysis | NotEstimable, units: Units) -> Json:
    asked: Json = {"test": "limitmeta"}
    if isinstance(found, NotEstimable):
        return _nothing(asked, _LIMIT, _ESTIMATE, found)
    limits = _limits(found.interval)
    return {
        **asked,
        "k": found.k,
        "estimate": found.estimate,
        "se": found.standard_error,
        **limits,
        "alpha_r": found.shift,
        "beta_r": found.mean,
        "tau2": found.tau2,
        "Q_small": found.q_small_study,
        "Q_resid": found.q_residual,
        "G2": found.g_squared,
        "back": _back({"estimate": found.estimate, **limits}, units),
        "not_estimable": None,
    }


def _fail_safe(name: str, found: FailSafe | NotEstimable, units: Units) -> Json:
    """`fsnum` is null, without a reason, where no number of studies undoes the result."""
    asked: Json = {"test": f"fsn/{name}"}
    if isinstance(found, NotEstimable):
        return _nothing(asked, ("fsnum", "pval", "meanes", "target"), ("meanes", "target"), found)
    means: Figures = {"meanes": found.mean_effect, "target": found.target}
    return {
        **asked,
        "fsnum": found.studies,
        "pval": found.p,
        **means,
        "back": _back(means, units),
        "not_estimable": None,
    }


def _trimmed(estimator: str, method: str, found: TrimAndFill | NotEstimable, units: Units) -> Json:
    asked: Json = {"method": method, "estimator": estimator}
    if isinstance(found, NotEstimable):
        return _nothing(asked, _TRIMMED, _ESTIMATE, found, {"filled": []})
    pooled, limits = found.pooled, _limits(found.pooled.interval)
    return {
        **asked,
        "side": found.side,
        "k0": found.missing,
        "se_k0": found.standard_error,
        "p_k0": found.p,
        "k": pooled.k,
        "estimate": pooled.estimate,
        "se": pooled.standard_error,
        "stat": pooled.statistic,
        "df": pooled.df,
        "pval": pooled.p,
        **limits,
        "tau2": pooled.tau2.value,
        "I2": pooled.i2,
        "Q": pooled.q,
        "Qp": pooled.q_p,
        "back": _back({"estimate": pooled.estimate, **limits}, units),
        "filled": [{"yi": estimate, "vi": variance} for estimate, variance in found.filled],
        "not_estimable": None,
    }


def _selected(kind: str, found: SelectionModel | NotEstimable, units: Units) -> Json:
    asked: Json = {"type": kind}
    if isinstance(found, NotEstimable):
        lists: Json = {"delta": [], "se_delta": [], "steps": [], "studies_by_step": []}
        lists["empty_steps"] = [{"low": float(low), "high": float(high)} for low, high in found.parts]
        return _nothing(asked, _SELECTED, _ESTIMATE, found, lists)
    limits = _limits(found.interval)
    return {
        **asked,
        "alternative": found.alternative,
        "k": found.k,
        "estimate": found.estimate,
        "se": found.standard_error,
        "stat": found.statistic,
        "pval": found.p,
        **limits,
        "tau2": found.tau2,
        "se_tau2": found.tau2_standard_error,
        "ll": found.log_likelihood,
        "LRT": found.test_statistic,
        "LRTdf": found.test_df,
        "LRTp": found.test_p,
        "at_bound": found.at_bound,
        "higher_ll": found.higher_log_likelihood,
        "back": _back({"estimate": found.estimate, **limits}, units),
        "delta": list(found.weights),
        "se_delta": list(found.weight_standard_errors),
        "steps": list(found.steps),
        "studies_by_step": list(found.studies_by_step),
        "empty_steps": [],
        "not_estimable": None,
    }


def _nothing(asked: Json, keys: tuple[str, ...], turned: tuple[str, ...], found: NotEstimable, *lists: Json) -> Json:
    """An entry without a figure; `turned` are the names under `back`, `lists` what holds nothing instead of null."""
    figures: Json = {**asked, **dict.fromkeys(keys), "back": dict.fromkeys(turned)}
    for more in lists:
        figures |= more
    return {**figures, "not_estimable": found.reason}


def _limits(interval: Interval | NotEstimable | None) -> Figures:
    there = interval if isinstance(interval, Interval) else None
    return {"ci_lb": None if there is None else there.low, "ci_ub": None if there is None else there.high}


def _back(figures: Figures, units: Units) -> Json:
    """The same figures in natural units."""
    return {name: units.back(value) for name, value in figures.items()}
