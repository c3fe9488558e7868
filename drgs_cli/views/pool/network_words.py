"""The words and units of a network meta-analysis: recipe, scale, how an estimate is written; knows no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.stats.effects.measures import MEASURES
from drgs_cli.stats.network.model import NetworkModel
from drgs_cli.views.numbers import count
from drgs_cli.views.pool.recipe import SHOWN, fixed_level
from drgs_cli.views.pool.units import TRANSFORMS, Units

if TYPE_CHECKING:
    from drgs_cli.analysis.network import NetworkAnalysis
    from drgs_cli.stats.network.model import NetworkEstimate
    from drgs_cli.stats.results import Scale
    from drgs_cli.views.envelope import Json

_MODELS = {
    "reml": "common and random effects, tau2 by restricted maximum likelihood (REML)",
    "dl": "common and random effects, tau2 by the method of moments (DerSimonian-Laird)",
    "ee": "common effect, inverse variance",
    "mh": "common effect, Mantel-Haenszel",
    "nch": "common effect, non-central hypergeometric, approximated for rare events",
}
_ROWS = {
    "network-binary": "from events of arms",
    "network-continuous": "from means of arms",
    "network-rate": "from events and times of arms",
    "network-contrast": "from comparisons",
}
# What `stats.network.arms` adds, by measure, as package meta does.
_INCREMENTS = {
    "OR": "0.5 added to each cell of every arm of a study with a zero cell",
    "RR": "0.5 added to the events and to the participants of every arm of a study with a zero cell",
    "RD": "0.5 added to each cell of every arm of a study with a zero cell, for the variance only",
    "IRR": "0.5 added to the events of every arm of a study that has an arm without events",
}
# Why there is no network estimate, where that is more than the reason's usual wording.
REFUSALS = {
    "zero-cell": "two arms of a design have no odds ratio: a product of their counts is 0 in all of its studies",
    "not-full-rank": "the standard errors are too unlike to be computed with",
}
# What it means that the first treatment of a comparison has the smaller value.
_LOWER = {
    "OR": "lower odds of the event",
    "RR": "lower risk of the event",
    "RD": "lower risk of the event",
    "IRR": "lower rate of events",
}


class NetworkUnits(Struct, frozen=True):
    """How the effects of a network are shown."""

    label: str
    units: Units

    @property
    def title(self) -> str:
        """The measure, as a heading begins."""
        return f"{self.label[0].upper()}{self.label[1:]}"

    @property
    def no_effect(self) -> str:
        """The value of no difference, as people read it."""
        return "1" if self.units.kind == "ratio" else "0"

    def back(self, found: NetworkEstimate | None) -> Json:
        """An estimate with its limits in natural units."""
        return {
            "estimate": None if found is None else self.units.back(found.estimate),
            "ci_lb": None if found is None else self.units.back(found.interval.low),
            "ci_ub": None if found is None else self.units.back(found.interval.high),
        }

    def text(self, found: NetworkEstimate) -> str:
        """An estimate with its limits, worded."""
        return self.units.with_interval(found.estimate, found.interval)


def network_units(analysis: NetworkAnalysis) -> NetworkUnits:
    """The units of the measure, or those that were asked for."""
    measure, asked = MEASURES[analysis.request.measure], analysis.request.transform
    scale: Scale = measure.scale if asked is None else TRANSFORMS[asked]
    kind = "ratio" if scale == "log" else "share" if scale == "logit" else "number"
    label = f"log {measure.label}" if (measure.scale, scale) == ("log", "natural") else measure.label
    return NetworkUnits(label, Units(scale, label, kind, _decimals(analysis)))


def _decimals(analysis: NetworkAnalysis) -> int:
    """So many that the smallest standard error of a comparison has two digits."""
    errors = [row.standard_error for row in analysis.network.contrasts]
    decimals = 0
    while errors and decimals < 8 and min(errors) * 10**decimals < 10.0:
        decimals += 1
    return decimals if errors else 2


def direction(analysis: NetworkAnalysis, units: NetworkUnits, other: str) -> str:
    """What a small value says about the first treatment of a comparison with `other`, and whether that is good."""
    lower = _LOWER.get(analysis.request.measure, "lower values")
    good = "taken for good" if analysis.small_values == "desirable" else "taken for bad"
    asked = "" if analysis.small_values == "undesirable" else "; --desirable large takes it for bad"
    return f"Below {units.no_effect}: {lower} than with {other} ({good}{asked})."


def network_recipe(analysis: NetworkAnalysis) -> str:
    """Measure, rows, model, interval, zero handling, studies and treatments."""
    measure = MEASURES[analysis.request.measure]
    scale = " on the log scale" if measure.scale == "log" else ""
    parts = [
        f"{measure.label} ({measure.name}){scale}, {_rows(analysis)}{_shown(analysis)}",
        f"network meta-analysis, {_model(analysis)}",
        f"{fixed_level(analysis.request.level)} % normal (Wald) intervals",
        "prediction intervals with t and the degrees of freedom of Q" if _predicts(analysis) else "",
        _zeros(analysis),
        f"k = {count(analysis.studies, 'study', 'studies')} of {count(len(analysis.treatments), 'treatment')}",
    ]
    return "; ".join(part for part in parts if part)


def _model(analysis: NetworkAnalysis) -> str:
    """The model that was fitted: without a degree of freedom that of random effects is the common one."""
    method = analysis.request.method
    if isinstance(analysis.model, NetworkModel) and analysis.effects == "common" and method != "ee":
        return f"{_MODELS['ee']}, since no degree of freedom is left for tau2"
    return _MODELS[method]


def _rows(analysis: NetworkAnalysis) -> str:
    """Where the effects come from; comparisons of ratios must be logarithms, which no check can see."""
    if analysis.design == "network-contrast" and MEASURES[analysis.request.measure].scale == "log":
        return "from comparisons (TE and seTE are taken for logarithms)"
    if analysis.request.measure == "SMD" and analysis.design != "network-contrast":
        return f"{_ROWS[analysis.design]} (Cohen's d, without Hedges' correction)"
    return _ROWS[analysis.design]


def _shown(analysis: NetworkAnalysis) -> str:
    """How figures are turned into what is shown, where the scale does not say that already."""
    own, asked = MEASURES[analysis.request.measure].scale, analysis.request.transform
    scale = own if asked is None else TRANSFORMS[asked]
    if scale == own:
        return ""
    return f", {SHOWN[scale]}" if scale in SHOWN else ", shown on that scale"


def _predicts(analysis: NetworkAnalysis) -> bool:
    return any(pair.prediction is not None for pair in analysis.pairs)


def _zeros(analysis: NetworkAnalysis) -> str:
    if analysis.design not in ("network-binary", "network-rate"):
        return ""
    if analysis.request.method in ("mh", "nch"):
        return "nothing added to zero cells"
    return _INCREMENTS[analysis.request.measure]
