"""A row or a line of an answer walked back as JSON, key by key; computes nothing."""

from drgs_cli.render.document import Document
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.trace_steps import Check, Step
from drgs_cli.views.because import because
from drgs_cli.views.contract import Ground, evidence_json, question_json
from drgs_cli.views.contract_answer import comparison_json, excluded_json, synthesis_json, uses
from drgs_cli.views.contract_study import row_json
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.explain import Explained, agreement, excluded_text, explain_document
from drgs_cli.views.explain_row import ExplainedRow, Use, explain_row_document, use_text
from drgs_cli.views.steps import STEPS, step_text

ROW, COMPARISON, SYNTHESIS = "row", "comparison", "synthesis"


def explain_json(found: Explained, ground: Ground) -> Json:
    """`explain` of a line."""
    return _around({"explained": explained_json(found)}, found.answer.context.question, ground, explain_document(found))


def explain_row_json(found: ExplainedRow, ground: Ground) -> Json:
    """`explain` of a row; its question is about the indication of the row."""
    result: Json = {"explained": explained_row_json(found)}
    return _around(result, found.context.question, ground, explain_row_document(found))


def explained_json(found: Explained) -> Json:
    """A line of an answer: what it is, the rows it rests on, every step by hand, and whether that comes to the same."""
    line, answer, trace = found.line, found.answer, found.trace
    sides, used = answer.context.sides, uses(answer)
    compared = isinstance(line, Comparison)
    comparison = synthesis = None
    if isinstance(line, Comparison):
        assert found.certainty is not None  # every comparison is rated
        comparison = comparison_json(line, found.certainty, found.ref, answer)
    else:
        synthesis = synthesis_json(line, found.ref, answer.context)
    return {
        "ref": found.ref,
        "kind": COMPARISON if compared else SYNTHESIS,
        "comparison": comparison,
        "synthesis": synthesis,
        "rows": [row_json(row, sides, used) for row in found.rows],
        "steps": [_step(step, part.study) for part in trace.parts for step in part.steps],
        "checks": [_check(check) for check in trace.checks],
        "agrees": trace.agrees,
        "way": trace.way,
        "recipe": line.estimate.recipe,
        "used": [],
        "excluded": [excluded_json(entry, f"{excluded_text(entry)}.") for entry in found.left_out],
        "text": " ".join(text for text in (because(line, answer.context), agreement(found)) if text),
    }


def explained_row_json(found: ExplainedRow) -> Json:
    """A row: what is printed, and the lines of answers that it is in."""
    kinds = [use.kind for use in found.uses if use.kind is not None]
    used = {found.row.ref: kinds[0]} if kinds else {}
    return {
        "ref": found.row.ref,
        "kind": ROW,
        "comparison": None,
        "synthesis": None,
        "rows": [row_json(found.row, found.context.sides, used)],
        "steps": [],
        "checks": [],
        "agrees": None,
        "way": None,
        "recipe": None,
        "used": [_use(use) for use in found.uses],
        "excluded": [],
        "text": "",
    }


def _around(result: Json, question: Question, ground: Ground, document: Document) -> Json:
    return envelope(
        "explain",
        question_json(question, ground.library),
        evidence_json(ground),
        result,
        notes_json(document),
        ground.skipped,
    )


def _step(step: Step, study: str) -> Json:
    return {
        "study": study or None,
        "about": step.about or None,
        "name": step.name,
        "formula": step.formula or None,
        "inputs": dict(step.inputs),
        "results": list(step.results),
        "text": f"{STEPS[step.name]}: {step_text(step)}",
    }


def _check(check: Check) -> Json:
    return {
        "name": check.name,
        "about": check.about or None,
        "by_hand": check.by_hand,
        "answered": check.answered,
        "agrees": check.agrees,
    }


def _use(use: Use) -> Json:
    return {
        "indication": use.indication,
        "refs": list(use.refs),
        "reasons": list(use.reasons),
        "text": use_text(use),
    }
