"""Certainty as one flat table for programs and spreadsheets: a line for each comparison, keys and exact numbers."""

from drgs_cli.render.document import EMPTY, Cell, Column, Row, Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.certainty import DOMAINS, Certainty, changes_in_force
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.imprecision import patients_in
from drgs_cli.views.refs import refs

Value = str | int | float | None

_CELL = ("ref", "kind", "outcome", "months", "studies", "patients", "start")
_PARTS = ("", "_rule", "_value", "_threshold", "_decided")
_DOMAINS = tuple(domain.replace("-", "_") + part for domain in DOMAINS for part in _PARTS)
_END = ("computed", "final", "level_table", "level", "classes", "fingerprint")
KEYS = (*_CELL, *_DOMAINS, *_END)


def flat_certainties(answer: Answer) -> Table:
    """Every comparison; a domain that is not rated (uncontrolled series side by side) is empty."""
    columns = tuple(Column(key, key) for key in KEYS)
    rows = []
    for comparison, certainty, ref in zip(
        answer.comparisons, answer.certainties, refs(answer).comparisons, strict=True
    ):
        found = {"ref": ref, **_values(comparison, certainty)}
        rows.append(Row(tuple(_cell(found.get(key)) for key in KEYS), ref))
    return Table("Certainty, a line for each comparison", columns, tuple(rows))


def _values(comparison: Comparison, certainty: Certainty) -> dict[str, Value]:
    window, found_class = comparison.cell.window, certainty.evidence_class
    counted = changes_in_force(certainty, comparison)
    decided = {entry.decision.domain for entry in certainty.applied}
    found: dict[str, Value] = {
        "kind": comparison.kind,
        "outcome": comparison.cell.outcome,
        "months": window.centre if window is not None else None,
        "studies": "+".join(dict.fromkeys(study.id for study in comparison.counted)),
        "patients": patients_in(comparison),
        "start": certainty.start,
        "computed": certainty.computed,
        "final": certainty.final,
        "level_table": found_class.table,
        "level": found_class.level,
        "classes": "+".join(f"{study}:{value}" for study, value in found_class.studies.items() if value is not None),
        "fingerprint": certainty.fingerprint,
    }
    for judged in certainty.domains:
        change = counted[judged.domain] if judged.domain in decided else None
        values = (judged.change, judged.rule, judged.value, judged.threshold, change)
        name = judged.domain.replace("-", "_")
        found |= {f"{name}{part}": value for part, value in zip(_PARTS, values, strict=True)}
    return found


def _cell(value: Value) -> Cell:
    return EMPTY if value is None else Cell(value, str(value))
