"""Two extractions of one study as JSON, key by key; computes nothing."""

from collections.abc import Iterable
from decimal import Decimal

from drgs_cli.documents.problems import Problem
from drgs_cli.editing.agreement import Agreement, CategoryAgreement, NumberAgreement
from drgs_cli.editing.decisions import Decision
from drgs_cli.editing.extractions import Field, Reading
from drgs_cli.editing.reconcile import Reconciliation
from drgs_cli.stats.agreement import Coefficient
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.reconcile import reconcile_document


def reconcile_json(found: Reconciliation, problems: Iterable[Problem] = ()) -> Json:
    """`reconcile`: two files stand for the evidence of other answers."""
    decided = {decision.field.at: decision for decision in found.decisions}
    result: Json = {
        "extractions": [
            {
                "path": record.path,
                "study": None if record.study is None else record.study.id,
                "by": list(by),
            }
            for record, by in zip(found.records, found.sides, strict=True)
        ],
        "tolerance": {"amount": float(found.tolerance.amount), "relative": found.tolerance.is_relative},
        "agreement": _agreement(found.agreement),
        "conflicts": [_conflict(field, decided.get(field.at)) for field in found.conflicts],
        "undecided": len(found.undecided),
        "written": found.written,
    }
    return envelope("reconcile", None, None, result, notes_json(reconcile_document(found)), problems)


def _agreement(agreement: Agreement) -> Json:
    presence = agreement.presence
    return {
        "n": agreement.n,
        "agreed": agreement.agreed,
        "texts": {"n": agreement.texts, "agreed": agreement.texts_agreed},
        "categories": [_category(entry) for entry in agreement.categories],
        "judgements": _category(agreement.judgements),
        "numbers": [_number(entry) for entry in agreement.numbers],
        "all_numbers": _number(agreement.all_numbers),
        "presence": {
            "both": presence.both,
            "only_a": presence.only_a,
            "only_b": presence.only_b,
            "rows_only_a": presence.rows_only_a,
            "rows_only_b": presence.rows_only_b,
        },
    }


def _category(entry: CategoryAgreement) -> Json:
    """`field` is None for all judgements of risk of bias together."""
    return {
        "field": entry.key,
        "n": entry.n,
        "agreed": entry.agreed,
        "kappa": _coefficient(entry.kappa),
        "ac1": _coefficient(entry.ac1),
    }


def _coefficient(found: Coefficient | NotEstimable) -> Json:
    if isinstance(found, NotEstimable):
        return {"value": None, "se": None, "ci": None, "not_estimable": found.reason}
    return {
        "value": found.value,
        "se": found.standard_error,
        "ci": [found.interval.low, found.interval.high],
        "not_estimable": None,
    }


def _number(entry: NumberAgreement) -> Json:
    """`field` is None for all numbers together; each count holds the one before it."""
    return {
        "field": entry.key,
        "n": entry.n,
        "printed": entry.printed,
        "equal": entry.equal,
        "close": entry.close,
        "largest": _float(entry.largest),
    }


def _conflict(field: Field, decision: Decision | None) -> Json:
    return {
        "at": field.at,
        "field": field.key,
        "kind": field.kind,
        "relation": field.relation,
        "apart": _float(field.apart),
        "a": _reading(field.a),
        "b": _reading(field.b),
        "taken": None if decision is None else decision.taken,
        "why": None if decision is None else decision.why,
        "by": None if decision is None else decision.by,
    }


def _reading(reading: Reading | None) -> Json | None:
    if reading is None:
        return None
    return {
        "value": reading.text,
        "path": reading.place.path,
        "line": reading.place.line,
        "column": reading.place.column,
        "sources": [{"report": report, "at": at or None} for report, at in reading.sources],
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
