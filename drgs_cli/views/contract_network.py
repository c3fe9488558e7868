"""The networks of an indication as JSON, key by key; computes nothing.

Of two treatments the first stands before the second in the order of `nodes`: first over, or minus, second.
"""

from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.network import CellNetwork, Edge, League, NetworkPart, NodeTotal, TrialContrast
from drgs_cli.synthesis.question import Question
from drgs_cli.views.contract import Ground, evidence_json, question_json
from drgs_cli.views.contract_estimate import estimate_json, interval_json, weights_json
from drgs_cli.views.contract_study import row_sources, window_json
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.marks import mark_notes
from drgs_cli.views.network import joined, network_document, reason_text
from drgs_cli.views.network_tables import network_refs


def network_json(networks: tuple[CellNetwork, ...], context: Context, ground: Ground, question: Question) -> Json:
    """`network`: every cell in which trials have figures of two treatments, and the rows that stand in none."""
    found = joined(networks)
    named = zip(found, network_refs(found, context), strict=True)
    result: Json = {
        "networks": [_network(network, ref, question.level) for network, ref in named],
        "excluded": [
            {
                "study": entry.study.id,
                "row": None if entry.row is None else f"{entry.study.id}/results/{entry.row.number}",
                "reason": entry.reason,
                "text": reason_text(entry),
            }
            for network in networks
            for entry in network.left_out
        ],
    }
    asked, evidence = question_json(question, ground.library), evidence_json(ground)
    notes = notes_json(network_document(networks, context))
    return envelope("network", asked, evidence, result, notes, ground.skipped)


def _network(network: CellNetwork, ref: str, level: float) -> Json:
    parts = network.parts
    rows = {row.ref: row for part in parts for trial in part.trials for row in trial.chosen.rows}
    return {
        "ref": ref,
        **_cell(network.cell),
        "measure": network.measure,
        "nodes": [_node(total, place) for place, part in enumerate(parts) for total in part.totals],
        "edges": [_edge(edge, level) for part in parts for edge in part.edges],
        "parts": [_part(part) for part in parts],
        "league": [_pair(entry, level) for part in parts for entry in part.league],
        "p_scores": [{"node": node, "score": score} for part in parts for node, score in part.p_scores],
        "inconsistency": [
            {"part": place, "q": part.inconsistency.q, "df": part.inconsistency.df, "p": part.inconsistency.p}
            for place, part in enumerate(parts)
            if part.inconsistency is not None
        ],
        "sources": [source for row in rows.values() for source in row_sources(row)],
        "notes": [
            {"code": note.code, "text": note.text} for note in mark_notes(mark for part in parts for mark in part.marks)
        ],
    }


def _cell(cell: Cell) -> Json:
    return {
        "outcome": cell.outcome,
        "composite": list(cell.composite),
        "window": window_json(cell.window),
        "location": list(cell.locations),
        "aspect": cell.aspect,
        "scale": cell.scale,
        "statistic": cell.statistic,
        "points": cell.points,
        "time": cell.time,
    }


def _node(total: NodeTotal, part: int) -> Json:
    return {
        "node": total.key,
        "interventions": list(total.interventions),
        "part": part,
        "k": total.trials,
        "n": total.n,
        "events": total.events,
        "groups": dict(total.groups),
    }


def _edge(edge: Edge, level: float) -> Json:
    return {
        "first": edge.first,
        "second": edge.second,
        "k": edge.trials,
        "estimate": estimate_json(edge.direct, level),
        "weights": weights_json(edge.direct),
        "trials": [_contrast(contrast) for contrast in edge.contrasts],
    }


def _contrast(contrast: TrialContrast) -> Json:
    """One trial: its own estimate, on the natural scale, and the standard error on that of the arithmetic."""
    return {
        "study": contrast.chosen.study.id,
        "rows": [row.ref for row in contrast.chosen.rows],
        "value": contrast.effect.natural,
        "ci": interval_json(contrast.interval),
        "se": contrast.effect.standard_error,
        "scale": contrast.effect.scale,
        "came_from": contrast.came_from,
    }


def _part(part: NetworkPart) -> Json:
    return {
        "nodes": list(part.nodes),
        "studies": [study.id for study in part.studies],
        "method": part.method,
        "tau2": part.tau2,
        "i2": part.i2,
        "q": part.q,
        "df": part.df,
        "q_p": part.q_p,
        "not_estimable": None if part.failure is None else part.failure.reason,
    }


def _pair(entry: League, level: float) -> Json:
    return {
        "first": entry.first,
        "second": entry.second,
        "k": entry.trials,
        "estimate": estimate_json(entry.estimate, level),
        "direct": None if entry.direct is None else estimate_json(entry.direct, level),
        "indirect": None if entry.indirect is None else estimate_json(entry.indirect, level),
        "direct_share": entry.share,
        "direct_v_indirect_p": entry.p,
    }
