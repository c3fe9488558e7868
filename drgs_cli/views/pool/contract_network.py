"""A network meta-analysis as JSON, under netmeta's names for its figures; computes nothing.

Effects are of `treat1` against `treat2`, ratios as logarithms; under `back` in natural units. I2 is from 0 to 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from drgs_cli.stats.network.model import NetworkModel
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.pool.contract import SECTIONS, question_json, table_json
from drgs_cli.views.pool.network_tables import against, best_first, reference_of
from drgs_cli.views.pool.network_words import NetworkUnits, network_recipe, network_units
from drgs_cli.views.pool.recipe import recipe_line

if TYPE_CHECKING:
    from drgs_cli.analysis.network import NetworkAnalysis, Pair
    from drgs_cli.render.document import Document
    from drgs_cli.stats.network.count_model import CountModel
    from drgs_cli.stats.network.model import NetworkEstimate, QTest
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
        "recipe": {"text": recipe_line(network_recipe(analysis))},
        "fit": None,
        **{name: [] for name in SECTIONS},
        "network": _network(analysis, units),
        "conversions": [],
    }
    return envelope("pool", question_json(analysis.request), None, result, notes_json(document))


def _network(analysis: NetworkAnalysis, units: NetworkUnits) -> Json:
    network, model = analysis.network, analysis.model
    reference = reference_of(analysis) if analysis.pairs else None
    return {
        "kind": analysis.design.removeprefix("network-"),
        "sm": analysis.request.measure,
        "method": analysis.request.method,
        "treatments": list(analysis.treatments),
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
        "dropped_studies": list(analysis.dropped),
        "dropped_contrasts": network.dropped_contrasts,
        "dropped_arms": _dropped_arms(model),
        "n_subnets": len(analysis.parts),
        "subnets": [list(part) for part in analysis.parts],
        **_figures(analysis),
        "comparisons": [_comparison(pair, units) for pair in analysis.pairs],
        "reference": reference,
        "against_reference": [] if reference is None else _against(analysis, reference, units),
        "small_values": analysis.small_values,
        "p_scores": _scores(analysis),
        "ranking": best_first(analysis) if analysis.pairs else [],
        "netsplit": _splits(analysis, units),
        "decomp_design": _decomposition(analysis),
        "not_estimable": model.reason if isinstance(model, NotEstimable) else None,
    }


def _dropped_arms(model: NetworkModel | CountModel | NotEstimable) -> list[Json]:
    if isinstance(model, NotEstimable | NetworkModel):
        return []
    return [{"design": list(design), "treatment": arm} for design, arm in model.network.dropped_arms]


def _figures(analysis: NetworkAnalysis) -> Json:
    found, model, parts = dict.fromkeys(_MODEL), analysis.model, analysis.decomposition
    figures: Json = {**found}
    if isinstance(model, NotEstimable):
        return figures
    figures |= {"k_studies": analysis.studies, "n_treatments": len(analysis.treatments)}
    if not isinstance(model, NetworkModel):
        return figures | ({} if model.between is None else _between(model.between))
    limits = model.i2_interval
    figures |= {
        "m_comparisons": len(model.network.contrasts),
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
        figures |= _q(parts.within, "Q_within_designs", "df_within", "p_within") | _between(parts.between)
    return figures


def _between(test: QTest) -> Json:
    return _q(test, "Q_between_designs", "df_between", "p_between")


def _q(test: QTest, q: str, df: str, p: str) -> Json:
    return {q: test.q, df: test.degrees_of_freedom, p: test.p}


def _against(analysis: NetworkAnalysis, reference: str, units: NetworkUnits) -> list[Json]:
    """Every other treatment against the reference, in the order of the treatments."""
    pairs = against(analysis, reference)
    return [_comparison(pairs[name], units) for name in analysis.treatments if name != reference]


def _comparison(pair: Pair, units: NetworkUnits) -> Json:
    reach = pair.prediction
    low, high = (None, None) if reach is None else (reach.low, reach.high)
    return {
        "treat1": pair.treat1,
        "treat2": pair.treat2,
        "k": pair.studies,
        **_estimate("random", pair.random),
        **_estimate("common", pair.common),
        "pi_lb": low,
        "pi_ub": high,
        **_direct("random", pair.direct_random, pair.share_random),
        **_direct("common", pair.direct_common, pair.share_common),
        "back": {
            "random": units.back(pair.random),
            "common": units.back(pair.common),
            "pi_lb": units.units.back(low),
            "pi_ub": units.units.back(high),
            "direct_random": units.back(pair.direct_random),
            "direct_common": units.back(pair.direct_common),
        },
    }


def _estimate(model: str, found: NetworkEstimate | None) -> Json:
    return {
        f"TE_{model}": None if found is None else found.estimate,
        f"se_{model}": None if found is None else found.standard_error,
        f"lb_{model}": None if found is None else found.interval.low,
        f"ub_{model}": None if found is None else found.interval.high,
        f"pval_{model}": None if found is None else found.p,
    }


def _direct(model: str, found: NetworkEstimate | None, share: float | None) -> Json:
    return {
        f"direct_TE_{model}": None if found is None else found.estimate,
        f"direct_se_{model}": None if found is None else found.standard_error,
        f"prop_direct_{model}": share,
    }


def _scores(analysis: NetworkAnalysis) -> list[Json]:
    """In the order of the treatments; a model that there is not has no scores."""
    common = {entry.treatment: entry.score for entry in analysis.scores_common}
    random = {entry.treatment: entry.score for entry in analysis.scores_random}
    return [{"treatment": name, "common": score, "random": random.get(name)} for name, score in common.items()]


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
        "back": {
            "direct": units.back(row.direct),
            "indirect": units.back(row.indirect),
            "network": units.back(row.network),
            "diff": units.back(row.difference),
        },
    }


def _decomposition(analysis: NetworkAnalysis) -> Json:
    """Q by its sources and by design; where there is none, empty, with the reason."""
    found = analysis.decomposition
    if found is None or isinstance(found, NotEstimable):
        reason = "not-applicable" if found is None else found.reason
        if isinstance(analysis.model, NotEstimable):
            reason = analysis.model.reason
        return {
            "Q_decomp": [],
            "within_by_design": [],
            "inconsistency_random": _inconsistency(NotEstimable(reason), NotEstimable(reason)),
            "not_estimable": reason,
        }
    parts = {"Total": found.total, "Within designs": found.within, "Between designs": found.between}
    return {
        "Q_decomp": [{"source": name, **_q(test, "Q", "df", "pval")} for name, test in parts.items()],
        "within_by_design": [
            {"design": ":".join(row.treatments), "k": row.studies, **_q(row.within, "Q", "df", "pval")}
            for row in found.by_design
        ],
        "inconsistency_random": _inconsistency(found.between_random, found.tau2_within),
        "not_estimable": None,
    }


def _inconsistency(between: QTest | NotEstimable, tau2: float | NotEstimable) -> Json:
    random = None if isinstance(between, NotEstimable) else between
    return {
        "Q": None if random is None else random.q,
        "df": None if random is None else random.degrees_of_freedom,
        "pval": None if random is None else random.p,
        "tau_within": None if isinstance(tau2, NotEstimable) else math.sqrt(tau2),
        "not_estimable": between.reason if isinstance(between, NotEstimable) else None,
    }
