"""Comparisons, each side alone, readings and exclusions as JSON, key by key; computes nothing."""

from collections.abc import Iterable

from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, SideTotal, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import NOT_PRIMARY, Excluded, Row
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.synthesis.verdict import verdict_of
from drgs_cli.views.comparison_marks import marks_of
from drgs_cli.views.comparisons import sides_text
from drgs_cli.views.contract_certainty import certainty_json
from drgs_cli.views.contract_estimate import absolute_json, estimate_json, interval_json, weights_json
from drgs_cli.views.contract_figures import contrast_json
from drgs_cli.views.contract_study import row_sources, sponsor_json, window_json
from drgs_cli.views.envelope import Json
from drgs_cli.views.marks import mark_notes
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.refs import refs
from drgs_cli.views.sides_alone import line_measure

SINGLE = "single"
POOLED, ALONE = "pooled", "alone"


def comparisons_json(answer: Answer) -> list[Json]:
    """All comparisons of an answer, each with the certainty in it."""
    named = zip(answer.comparisons, answer.certainties, refs(answer).comparisons, strict=True)
    return [comparison_json(*entry, answer) for entry in named]


def comparison_json(comparison: Comparison, certainty: Certainty, ref: str, answer: Answer) -> Json:
    """One comparison; series side by side have no estimate unless it was asked for."""
    context = answer.context
    verdict = verdict_of(comparison, context)
    shown = not isinstance(comparison, Unanchored) or context.question.allow_unanchored
    return {
        "ref": ref,
        "kind": comparison.kind,
        **_cell_json(comparison.cell),
        "sides": [_side_json(*entry) for entry in zip(comparison.sides, sides_text(comparison, context), strict=True)],
        "estimate": estimate_json(comparison.estimate, context.question.level) if shown else None,
        "absolute": absolute_json(comparison.absolute) if shown else None,
        "beyond_important": comparison.beyond_important,
        "favours": verdict.favours,
        "verdict": verdict.code,
        "certainty": certainty_json(certainty),
        "weights": weights_json(comparison.estimate) if shown else [],
        "sources": _sources(rows_of(comparison)),
        "notes": _notes(marks_of(comparison)),
        **_units_json(comparison.cell),
        "studies": [
            {"id": study.id, "label": study.label, "sponsor": sponsor_json(study)}
            for study in {study.id: study for study in comparison.studies}.values()
        ],
        "contrasts": [
            {"row": effect.chosen.row.ref, **contrast_json(contrast, effect.chosen.study)}
            for effect in comparison.effects
            for contrast in effect.printed
        ],
        "alone": _alone(comparison, answer),
        "network": _network(comparison, context.question.level),
    }


def synthesis_json(synthesis: Synthesis, ref: str, context: Context) -> Json:
    """One side alone in one cell, with the line of each study."""
    level = context.question.level
    return {
        "ref": ref,
        "kind": SINGLE,
        "side": synthesis.side,
        **_cell_json(synthesis.cell),
        "groups": dict(synthesis.groups),
        "estimate": estimate_json(synthesis.estimate, level),
        "crude": synthesis.crude,
        "range": None if synthesis.range is None else list(synthesis.range),
        "weights": weights_json(synthesis.estimate),
        "sources": _sources(rows_alone(synthesis)),
        "notes": _notes([*synthesis.marks, *(mark for line in synthesis.lines for mark in line.marks)]),
        **_units_json(synthesis.cell),
        "of": synthesis.of,
        "lines": [_line_json(line) for line in synthesis.lines],
    }


def syntheses_json(answer: Answer) -> list[Json]:
    """Every side alone of an answer."""
    named = zip(answer.syntheses, refs(answer).syntheses, strict=True)
    return [synthesis_json(synthesis, ref, answer.context) for synthesis, ref in named]


def reading_json(reading: Reading, text: str, plain: str, ref: str | None) -> Json:
    """The reading of an indication; `text` is its wording, `plain` that for patients, `ref` names the comparison it
    rests on.
    """
    basis = reading.basis
    absolute = basis.absolute if basis is not None and basis.is_risk else None
    return {
        "verdict": reading.verdict,
        "favours": reading.favours,
        "comparison": reading.kind,
        "per_100": None if absolute is None else 100 * absolute.difference,
        "certainty": None if reading.certainty is None else certainty_json(reading.certainty),
        "missing": list(reading.missing),
        "elsewhere": [study.id for study in reading.elsewhere],
        "unread": [study.id for study in reading.unread],
        "text": text,
        "ref": ref,
        "plain": plain,
    }


def basis_ref(answer: Answer) -> str | None:
    """The name of the comparison that a reading rests on."""
    basis = answer.reading.basis
    named = zip(answer.comparisons, refs(answer).comparisons, strict=True)
    return next((ref for comparison, ref in named if comparison is basis), None)


def indication_json(glance: Glance, text: str) -> Json:
    """One line of the overview; `studies` and `patients` leave out reviews, databases, what is unread."""
    key, reading = glance.evidence.question.indication or "", glance.reading
    return {
        "indication": key,
        "label": glance.context.vocabulary.indications[key].label,
        "studies": sum(count for group, count in reading.studies.items() if group not in NOT_PRIMARY),
        "patients": reading.patients.count,
        "reading": reading_json(
            reading, text, plain_text(glance), None if reading.basis is None else reading.basis.ref(key)
        ),
        "patients_exact": reading.patients.exact,
        "groups": dict(reading.studies),
    }


def excluded_json(excluded: Excluded, text: str) -> Json:
    """A study, or a row of it, that was set aside; `text` words the reason."""
    row = excluded.row
    return {
        "study": excluded.study.id,
        "row": None if row is None else f"{excluded.study.id}/results/{row.number}",
        "reason": excluded.reason,
        "text": text,
    }


def uses(answer: Answer) -> dict[str, str]:
    """What the rows are used for that an estimate of an answer rests on: pooled with others, or alone."""
    estimates = [comparison.estimate for comparison in answer.comparisons]
    estimates += [synthesis.estimate for synthesis in answer.syntheses]
    found: dict[str, str] = {}
    for estimate in estimates:
        if estimate.value is not None:
            for name in (name for weight in estimate.weights for name in weight.rows):
                found[name] = POOLED if estimate.k > 1 else found.get(name, ALONE)
    return found


def _alone(comparison: Comparison, answer: Answer) -> list[Json]:
    """The two syntheses of series side by side; of any other kind there is none."""
    if not isinstance(comparison, Unanchored):
        return []
    known = {id(entry): ref for entry, ref in zip(answer.syntheses, refs(answer).syntheses, strict=True)}
    return [
        synthesis_json(entry, known.get(id(entry), entry.ref(answer.indication)), answer.context)
        for entry in comparison.of
    ]


def _network(comparison: Comparison, level: float) -> Json | None:
    """The direct and the indirect part of an estimate through a network, and whether they differ."""
    if not isinstance(comparison, AnchoredIndirect):
        return None
    found = comparison.network.between(*(total.intervention for total in comparison.sides))
    direct, indirect = (None, None) if found is None else (found.direct, found.indirect)
    return {
        "direct": None if direct is None else estimate_json(direct, level),
        "indirect": None if indirect is None else estimate_json(indirect, level),
        "share": None if found is None else found.share,
        "p": None if found is None else found.p,
        "nodes": list(comparison.network.nodes),
    }


def _line_json(line: Line) -> Json:
    """The figure of one study, and what it is with other denominators."""
    return {
        "study": line.chosen.study.id,
        "row": line.chosen.row.ref,
        "rows": [row.ref for row in line.chosen.rows],
        "measure": line_measure(line),
        "value": line.value,
        "ci": interval_json(line.interval),
        "events": line.side.events,
        "n": line.side.n,
        "trialled": None if line.trialled is None else {"events": line.trialled.events, "n": line.trialled.n},
        "allocated": None if line.allocated is None else {"events": line.allocated.events, "n": line.allocated.n},
        "notes": _notes(line.marks),
    }


def named_json(line: Comparison | Synthesis) -> Json:
    """What tells a line of an answer from others, where lines of all kinds stand in one list."""
    kind, side = (line.kind, None) if isinstance(line, Comparison) else ("single", line.side)
    return {"kind": kind, "side": side, **_cell_json(line.cell)}


def _cell_json(cell: Cell) -> Json:
    return {
        "outcome": cell.outcome,
        "composite": list(cell.composite),
        "window": window_json(cell.window),
        "location": list(cell.locations),
        "part": list(cell.part),
    }


def _units_json(cell: Cell) -> Json:
    """What else tells a cell from others; `points` is the construct whose scales are put on 0 to 100."""
    return {"aspect": cell.aspect, "scale": cell.scale, "points": cell.points, "statistic": cell.statistic}


def _side_json(total: SideTotal, text: str) -> Json:
    return {
        "intervention": total.intervention,
        "window": window_json(total.window),
        "groups": dict(total.groups),
        "events": total.events,
        "n": total.n,
        "proportion": total.proportion,
        "interventions": list(total.interventions),
        "text": text,
    }


def _sources(rows: Iterable[Row]) -> list[Json]:
    """Every place in print of some rows, each once."""
    found = [source for row in rows for source in row_sources(row)]
    return list({tuple(map(str, source.values())): source for source in found}.values())


def _notes(codes: Iterable[str]) -> list[Json]:
    return [{"code": note.code, "text": note.text} for note in mark_notes(codes)]
