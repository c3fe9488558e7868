"""The Bayesian analysis of `drgs pool` as JSON; computes nothing. Intervals have the level that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Posterior
    from drgs_cli.stats.bayes.normal_normal import Bayes
    from drgs_cli.stats.bayes.summary import Summary
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

_FIGURES = ("mean", "sd", "median", "mode", "central", "shortest")
_OF = ("mu", "tau", "predictive")


def bayes_json(analysis: Analysis, units: Units) -> Json:
    """`bayes`, one entry for each prior."""
    labels = [analysis.table.labels[place] for place in analysis.sample.kept]
    return {"bayes": [_posterior(posterior, labels, units) for posterior in analysis.posteriors]}


def _posterior(posterior: Posterior, labels: list[str], units: Units) -> Json:
    scale, found = posterior.scale, posterior.found
    asked: Json = {"tau_prior": f"half-normal({scale:.15g})", "scale": scale}
    if isinstance(found, NotEstimable):
        nothing = {f"{name}_{figure}": None for name in _OF for figure in _FIGURES}
        return {
            **asked,
            "k": None,
            **nothing,
            "p_mu_below_0": None,
            "shrinkage": [],
            "back": _back(None, units),
            "not_estimable": found.reason,
        }
    return {
        **asked,
        "k": found.k,
        **_summary("mu", found.mu),
        **_summary("tau", found.tau),
        **_summary("predictive", found.predictive),
        "p_mu_below_0": found.p_mu_below_0,
        "shrinkage": [
            {"study": label, "mean": one.mean, "sd": one.sd}
            for label, one in zip(labels, posterior.studies, strict=True)
        ],
        "back": _back(found, units),
        "not_estimable": None,
    }


def _summary(name: str, found: Summary) -> Json:
    return {
        f"{name}_mean": found.mean,
        f"{name}_sd": found.sd,
        f"{name}_median": found.median,
        f"{name}_mode": found.mode,
        f"{name}_central": [found.central.low, found.central.high],
        f"{name}_shortest": [found.shortest.low, found.shortest.high],
    }


def _back(found: Bayes | None, units: Units) -> Json:
    """Medians and central intervals in natural units: what a change of scale leaves as it is."""
    return {
        "mu_median": None if found is None else units.back(found.mu.median),
        "mu_central": None if found is None else [units.back(found.mu.central.low), units.back(found.mu.central.high)],
        "predictive_median": None if found is None else units.back(found.predictive.median),
        "predictive_central": None
        if found is None
        else [units.back(found.predictive.central.low), units.back(found.predictive.central.high)],
    }
