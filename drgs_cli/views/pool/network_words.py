"""The words and units of a network meta-analysis: recipe, scale, how an estimate is written; knows no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.stats.effects.measures import MEASURES
from drgs_cli.stats.network.model import NetworkModel
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.units import TRANSFORMS, Units

if TYPE_CHECKING:
    from drgs_cli.analysis.network import NetworkAnalysis
    from drgs_cli.stats.network.model import NetworkEstimate
    from drgs_cli.stats.results import Scale
    from drgs_cli.views.envelope import Json

_MODELS = {
    "reml": "common and random effects, tau2 by restricted maximum likelihood (REML)",
    "dl": "common and random effects, tau2 by the method of moments (DerSimonian-Laird)",
    "ee": "common effect",
    "mh": "common effect, Mantel-Haenszel",
    "nch": "common effect, non-central hypergeometric",
}
_ROWS = {
    "network-binary": "arms with events",
    "network-continuous": "arms with means",
    "network-rate": "arms with rates",
    "network-contrast": "comparisons as given",
}


class NetworkUnits(Struct, frozen=True):
    """How the effects of a network are shown."""

    label: str
    units: Units

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
    measure = MEASURES[analysis.request.measure]
    asked = analysis.request.transform
    scale: Scale = measure.scale if asked is None else TRANSFORMS[asked]
    kind = "ratio" if scale == "log" else "share" if scale == "logit" else "number"
    return NetworkUnits(measure.label, Units(scale, measure.label, kind, _decimals(analysis)))


def _decimals(analysis: NetworkAnalysis) -> int:
    """So many that the smallest standard error of a comparison has two digits."""
    errors = [row.standard_error for row in analysis.network.contrasts]
    decimals = 0
    while errors and decimals < 8 and min(errors) * 10**decimals < 10.0:
        decimals += 1
    return decimals if errors else 2


def network_recipe(analysis: NetworkAnalysis) -> str:
    """Measure, rows, model, interval, zero handling, studies and treatments."""
    measure, network = MEASURES[analysis.request.measure], analysis.network
    scale = " on the log scale" if measure.scale == "log" else ""
    parts = [
        f"{measure.label} ({measure.name}){scale}, {_ROWS[analysis.design]}",
        f"network of {_MODELS[analysis.request.method]}",
        f"{fixed_level(analysis.request.level)} % normal (Wald) intervals",
        "prediction intervals with t and the degrees of freedom of Q" if _predicts(analysis) else "",
        _zeros(analysis),
    ]
    model = analysis.model
    studies = len(network.studies) if isinstance(model, NotEstimable | NetworkModel) else model.network.studies
    treatments = network.treatments if isinstance(model, NotEstimable) else model.network.treatments
    parts.append(f"k = {studies} studies of {len(treatments)} treatments")
    return "; ".join(part for part in parts if part)


def _predicts(analysis: NetworkAnalysis) -> bool:
    model = analysis.model
    return isinstance(model, NetworkModel) and any(row.prediction is not None for row in model.comparisons)


def _zeros(analysis: NetworkAnalysis) -> str:
    if analysis.design not in ("network-binary", "network-rate"):
        return ""
    if analysis.request.method in ("mh", "nch"):
        return "nothing added to empty cells"
    return "0.5 added in every arm of a study with an empty cell"
