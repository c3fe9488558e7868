"""The JSON of `drgs pool`, key by key, under metafor's names for its figures; computes nothing.

Figures stand as computed (ratios as logarithms), under `back` in natural units. Every key is always there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import Document
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.pool.contract_fit import effects_json, fit_json, limits_json, variants_json
from drgs_cli.views.pool.contract_study_level import study_level_json
from drgs_cli.views.pool.recipe import recipe, recipe_line
from drgs_cli.views.pool.units import units_of

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Analysis
    from drgs_cli.analysis.table import Table
    from drgs_cli.views.pool.units import Units


_FURTHER = (
    *("counts", "glmm", "subgroup", "metareg", "leave_one_out", "cumulative", "influence", "small_study", "trimfill"),
    *("selection", "multilevel", "bayes"),
)
SECTIONS = ("effects", "tau2_ci", "meta_variants", "study_level", *_FURTHER)


def pool_json(analysis: Analysis, document: Document) -> Json:
    """The whole analysis of a table of studies."""
    units = units_of(analysis)
    result: Json = {
        "table": table_json(analysis.table),
        "measure": {
            "name": analysis.sample.measure.name,
            "label": analysis.sample.measure.label,
            "design": analysis.sample.measure.design,
            "scale": units.scale,
        },
        "recipe": {"text": recipe_line(recipe(analysis))},
        "fit": fit_json(analysis, units),
        "effects": effects_json(analysis, units),
        "tau2_ci": limits_json(analysis),
        "meta_variants": variants_json(analysis),
        "study_level": study_level_json(analysis),
        **_of_models(analysis, units),
        "network": None,
        "conversions": [],
    }
    # Its flat table, which only CSV needs, has no notes: it is not made for them.
    return envelope(
        "pool", question_json(analysis.request), None, result, notes_json(Document(document.title, document.parts))
    )


def table_json(table: Table) -> Json:
    """Which file, and how many rows."""
    return {"path": table.path, "rows": len(table)}


def question_json(request: Request) -> Json:
    """What was asked, wholly resolved."""
    zeros, further, network = request.zeros, request.further, request.network
    return {
        "conversion": request.conversion,
        "measure": request.measure if request.conversion is None else None,
        "method": request.method,
        "interval": request.interval,
        "prediction": request.prediction,
        "level": request.level,
        "variance": request.variance,
        "zero_cells": {
            "to": zeros.to,
            "add": zeros.add,
            "drop00": zeros.drop_double,
            "pooled": zeros.pooled,
            "empty_groups": zeros.empty_groups,
        },
        "model": request.model,
        "nodes": request.nodes,
        "transform": request.transform,
        "columns": dict(request.columns),
        "subgroup": further.subgroup,
        "moderators": list(further.moderators),
        "cluster": further.cluster,
        "order_by": further.order_by,
        "leave_one_out": further.leave_one_out,
        "cumulative": further.cumulative,
        "influence": further.influence,
        "bias": further.bias,
        "tau_priors": list(further.tau_priors) if further.bayes else [],
        "network": None if network is None else {"reference": network.reference, "desirable": network.desirable},
    }


def _of_models(analysis: Analysis, units: Units) -> Json:
    """The sections of further analyses; those that were not asked for are empty."""
    found: Json = dict.fromkeys(_FURTHER)
    if analysis.counted or analysis.mixed:
        from drgs_cli.views.pool.contract_counts import counts_json

        found |= counts_json(analysis, units)
    if analysis.groups is not None or analysis.regression is not None:
        from drgs_cli.views.pool.contract_moderators import moderators_json

        found |= moderators_json(analysis, units)
    if analysis.without_one is not None or analysis.cumulative is not None or analysis.influence is not None:
        from drgs_cli.views.pool.contract_each_study import each_study_json

        found |= each_study_json(analysis, units)
    if analysis.bias is not None:
        from drgs_cli.views.pool.contract_bias import bias_json

        found |= bias_json(analysis, units)
    if analysis.clusters:
        from drgs_cli.views.pool.contract_clusters import clusters_json

        found |= clusters_json(analysis, units)
    if analysis.posteriors:
        from drgs_cli.views.pool.contract_bayes import bayes_json

        found |= bayes_json(analysis, units)
    return {key: [] if value is None else value for key, value in found.items()}
