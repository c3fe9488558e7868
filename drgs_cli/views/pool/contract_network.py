"""A network meta-analysis as JSON, under netmeta's names for its figures; computes nothing.

Effects are of `treat1` against `treat2`, ratios as logarithms; under `back` in natural units. I2 is from 0 to 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from drgs_cli.analysis.network import NetworkAnalysis
from drgs_cli.stats.network.model import NetworkEstimate, NetworkModel
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.pool.contract import SECTIONS, question_json, table_json
from drgs_cli.views.pool.network_words import NetworkUnits, network_recipe, network_units

if TYPE_CHECKING:
    from drgs_cli.render.document import Document
    from drgs_cli.stats.network.count_model import CountModel
    from drgs_cli.stats.network.model import NetworkComparison, QTest
    from drgs_cli.stats.network.split import NodeSplit

_MODEL = (
    *("k_studies", "m_comparisons", "n_treatments", "n_designs", "tau2", "tau", "status", "I2", "I2_lb", "I2_ub"),
    *("Q_total", "df_Q", "p_Q", "Q_within_designs", "df_within", "p_within"),
    *("Q_between_designs", "df_between", "p_between"),
)


def network_json(analysis: NetworkAnalysis, document: Document) -> Json:
    """The whole analysis of a network."""
    units = network_units(analysis)
    result: Json = {
        "table": table_json(analysis.table),
        "measure": {
            "name": analysis.request.measure,
            "label": units.label,
            "design": analysis.design,
            "scale": units.units.scale,
        },
        "recipe": {"text": network_recipe(analysis)},
        "fit": None,
        **{name: [] for name in SECTIONS},
        "network": _network(analysis, units),
        "conversions": [],
    }
    return envelope("pool", question_json(analysis.request), None, result, notes_json(document))


def _network(analysis: NetworkAnalysis, units: NetworkUnits) -> Json:
    network, model = analysis.network, analysis.model
    figures: Json = dict.fromkeys(_MODEL)
    comparisons: list[Json] = []
    if isinstance(model, NetworkModel):
        figures |= _model(analysis, model)
        comparisons = [_comparison(row, units) for row in model.comparisons]
    elif not isinstance(model, NotEstimable):
        figures |= _count_model(model)
        comparisons = [_counted(row.treat1, row.treat2, row.common, units) for row in model.comparisons]
    return {
        "kind": analysis.design.removeprefix("network-"),
        "sm": analysis.request.measure,
        "method": analysis.request.method,
        "treatments": list(_treatments(analysis)),
        "contrasts": [
            {
                "study": row.study,
                "treat1": row.treat1,
                "treat2": row.treat2,
                "TE": row.estimate,
                "seTE": row.standard_error,
            }
            for row in network.contrasts
        ],
        "dropped_studies": list(_dropped(analysis)),
        "dropped_contrasts": network.dropped_contrasts,
        "n_subnets": len(network.parts),
        "subnets": [list(part) for part in network.parts],
        **figures,
        "comparisons": comparisons,
        "p_scores": _scores(analysis),
        "netsplit": _splits(analysis, units),
        "decomp_design": _decomposition(analysis),
        "not_estimable": model.reason if isinstance(model, NotEstimable) else None,
    }


def _treatments(analysis: NetworkAnalysis) -> tuple[str, ...]:
    model = analysis.model
    return analysis.network.treatments if isinstance(model, NotEstimable) else model.network.treatments


def _dropped(analysis: NetworkAnalysis) -> tuple[str, ...]:
    model = analysis.model
    return analysis.network.dropped if isinstance(model, NotEstimable) else model.network.dropped


def _model(analysis: NetworkAnalysis, model: NetworkModel) -> Json:
    limits, parts = model.i2_interval, analysis.decomposition
    found = {
        "k_studies": len(model.network.studies),
        "m_comparisons": len(model.network.contrasts),
        "n_treatments": len(model.network.treatments),
        "n_designs": model.designs,
        "tau2": model.tau2.value,
        "tau": math.sqrt(model.tau2.value),
        "status": model.tau2.status,
        "I2": None if model.i2 is None else model.i2 / 100.0,
        "I2_lb": None if limits is None else limits.low / 100.0,
        "I2_ub": None if limits is None else limits.high / 100.0,
        **_q(model.total, "Q_total", "df_Q", "p_Q"),
    }
    if parts is not None and not isinstance(parts, NotEstimable):
        found |= _q(parts.within, "Q_within_designs", "df_within", "p_within")
        found |= _q(parts.between, "Q_between_designs", "df_between", "p_between")
    return found


def _count_model(model: CountModel) -> Json:
    found: Json = {"k_studies": model.network.studies, "n_treatments": len(model.network.treatments)}
    if model.between is not None:
        found |= _q(model.between, "Q_between_designs", "df_between", "p_between")
    return found


def _q(test: QTest, q: str, df: str, p: str) -> Json:
    return {q: test.q, df: test.degrees_of_freedom, p: test.p}


def _comparison(row: NetworkComparison, units: NetworkUnits) -> Json:
    return {
        "treat1": row.treat1,
        "treat2": row.treat2,
        "k": row.studies,
        **_estimate("random", row.random.network),
        **_estimate("common", row.common.network),
        "pi_lb": None if row.prediction is None else row.prediction.low,
        "pi_ub": None if row.prediction is None else row.prediction.high,
        **_direct("random", row.random.direct),
        **_direct("common", row.common.direct),
        "prop_direct_random": row.random.proportion_direct,
        "prop_direct_common": row.common.proportion_direct,
        "back": {
            "random": units.back(row.random.network),
            "common": units.back(row.common.network),
            "pi_lb": None if row.prediction is None else units.units.back(row.prediction.low),
            "pi_ub": None if row.prediction is None else units.units.back(row.prediction.high),
        },
    }


def _counted(treat1: str, treat2: str, found: NetworkEstimate, units: NetworkUnits) -> Json:
    return {
        "treat1": treat1,
        "treat2": treat2,
        "k": None,
        **_estimate("random", None),
        **_estimate("common", found),
        "pi_lb": None,
        "pi_ub": None,
        **_direct("random", None),
        **_direct("common", None),
        "prop_direct_random": None,
        "prop_direct_common": None,
        "back": {"random": units.back(None), "common": units.back(found), "pi_lb": None, "pi_ub": None},
    }


def _estimate(model: str, found: NetworkEstimate | None) -> Json:
    return {
        f"TE_{model}": None if found is None else found.estimate,
        f"se_{model}": None if found is None else found.standard_error,
        f"lb_{model}": None if found is None else found.interval.low,
        f"ub_{model}": None if found is None else found.interval.high,
        f"pval_{model}": None if found is None else found.p,
    }


def _direct(model: str, found: NetworkEstimate | None) -> Json:
    return {
        f"direct_TE_{model}": None if found is None else found.estimate,
        f"direct_se_{model}": None if found is None else found.standard_error,
    }


def _scores(analysis: NetworkAnalysis) -> list[Json]:
    pairs = zip(analysis.scores_common, analysis.scores_random, strict=True)
    return [{"treatment": common.treatment, "common": common.score, "random": random.score} for common, random in pairs]


def _splits(analysis: NetworkAnalysis, units: NetworkUnits) -> list[Json]:
    common = {(row.treat1, row.treat2): row for row in analysis.splits_common}
    return [_split(row, common.get((row.treat1, row.treat2)), units) for row in analysis.splits_random]


def _split(row: NodeSplit, common: NodeSplit | None, units: NetworkUnits) -> Json:
    return {
        "treat1": row.treat1,
        "treat2": row.treat2,
        "k": row.studies,
        "prop_direct_random": row.proportion_direct,
        "direct_TE": row.direct.estimate,
        "direct_se": row.direct.standard_error,
        "indirect_TE": row.indirect.estimate,
        "indirect_se": row.indirect.standard_error,
        "network_TE": row.network.estimate,
        "network_se": row.network.standard_error,
        "diff_TE": row.difference.estimate,
        "diff_se": row.difference.standard_error,
        "diff_p": row.difference.p,
        "common_direct_TE": None if common is None else common.direct.estimate,
        "common_indirect_TE": None if common is None else common.indirect.estimate,
        "common_indirect_se": None if common is None else common.indirect.standard_error,
        "common_diff_p": None if common is None else common.difference.p,
        "back": {"direct": units.back(row.direct), "indirect": units.back(row.indirect)},
    }


def _decomposition(analysis: NetworkAnalysis) -> Json | None:
    found = analysis.decomposition
    if found is None or isinstance(found, NotEstimable):
        return None
    parts = {"Total": found.total, "Within designs": found.within, "Between designs": found.between}
    tau2, between = found.tau2_within, found.between_random
    random = None if isinstance(between, NotEstimable) else between
    return {
        "Q_decomp": [{"source": name, **_q(test, "Q", "df", "pval")} for name, test in parts.items()],
        "within_by_design": [
            {"design": ":".join(row.treatments), "k": row.studies, **_q(row.within, "Q", "df", "pval")}
            for row in found.by_design
        ],
        "inconsistency_random": {
            "Q": None if random is None else random.q,
            "df": None if random is None else random.degrees_of_freedom,
            "pval": None if random is None else random.p,
            "tau_within": None if isinstance(tau2, NotEstimable) else math.sqrt(tau2),
        },
    }
