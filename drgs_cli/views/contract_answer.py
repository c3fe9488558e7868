"""Estimates, comparisons, readings and exclusions as JSON, key by key; computes nothing."""

from collections import Counter
from collections.abc import Iterable

from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import Absolute, Comparison
from drgs_cli.synthesis.evidence import AWAITING, DATABASE, REVIEW, Evidence, Excluded, Row
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.reading import Reading, verdict_of
from drgs_cli.synthesis.single import Line
from drgs_cli.views.contract_study import row_sources, window_json
from drgs_cli.views.envelope import Json
from drgs_cli.views.numbers import p_value
from drgs_cli.views.wording import NOTES

SINGLE = "single"
PROPORTION = "proportion"
DERIVED = "derived"
_NOT_PRIMARY = (REVIEW, DATABASE, AWAITING)


def estimate_json(
    measure: str | None,
    value: float | None,
    interval: Interval | NotEstimable,
    level: float,
    *,
    p: float | None = None,
    n: int | None = None,
    events: Iterable[int | None] = (),
    recipe: str | None = None,
) -> Json:
    """An estimate of one study in its natural scale; what only pooling gives is None."""
    return {
        "measure": measure,
        "value": value,
        "ci": [interval.low, interval.high] if isinstance(interval, Interval) else None,
        "level": level,
        "p": None if p is None else {"value": p, "sign": "=", "text": _bare(p_value(p))},
        "prediction": None,
        "k": 0 if value is None else 1,
        "n": n,
        "events": list(events),
        "tau2": None,
        "tau2_ci": None,
        "i2": None,
        "q": None,
        "recipe": None if value is None else recipe,
        "not_estimable": interval.reason if isinstance(interval, NotEstimable) else None,
    }


def synthesis_json(line: Line, indication: str, level: float) -> Json:
    """The rate of one side in one study."""
    value = line.side.proportion
    events = [line.side.events] if line.side.events is not None else []
    return {
        "ref": f"{line.cell.name(indication)}/{SINGLE}-{line.side.intervention}/{line.row.study.id}",
        "kind": SINGLE,
        "side": line.side.intervention,
        **_cell_json(line.cell),
        "groups": _groups(line.row),
        "estimate": estimate_json(
            PROPORTION,
            value,
            line.interval,
            level,
            n=line.side.n,
            events=events,
            recipe="clopper-pearson",
        ),
        "crude": None,
        "range": None,
        "weights": _weights(line.row, value, line.interval),
        "sources": row_sources(line.row),
        "notes": _notes(line.side),
    }


def comparison_json(comparison: Comparison, sides: Sides, indication: str, level: float, ref: str = "") -> Json:
    """The two sides within one study; `ref` where the cell's own name would not tell it from another."""
    verdict = verdict_of(comparison, sides)
    value = comparison.effect.natural if isinstance(comparison.effect, Effect) else None
    return {
        "ref": ref or comparison_ref(comparison, indication),
        "kind": comparison.kind,
        **_cell_json(comparison.cell),
        "sides": [_side_json(side, comparison) for side in comparison.sides],
        "estimate": _effect_json(comparison, value, level),
        "absolute": _absolute_json(comparison),
        "beyond_important": None,
        "favours": verdict.favours,
        "verdict": verdict.code,
        "certainty": None,
        "weights": _weights(comparison.row, value, comparison.interval),
        "sources": row_sources(comparison.row),
        "notes": _notes(*comparison.sides),
    }


def comparisons_json(comparisons: Iterable[Comparison], evidence: Evidence) -> list[Json]:
    """All comparisons; where a cell has several studies of a kind, each name ends in its study."""
    indication = evidence.question.indication or ""
    named = [(comparison, comparison_ref(comparison, indication)) for comparison in comparisons]
    counted = Counter(name for _, name in named)
    return [
        comparison_json(
            comparison,
            evidence.sides,
            indication,
            evidence.question.level,
            name if counted[name] == 1 else f"{name}/{comparison.row.study.id}",
        )
        for comparison, name in named
    ]


def comparison_ref(comparison: Comparison, indication: str) -> str:
    """How a comparison is named for programs."""
    return f"{comparison.cell.name(indication)}/{comparison.kind}"


def reading_json(reading: Reading, text: str) -> Json:
    """The reading of an indication; `text` is its wording."""
    basis = reading.basis
    absolute = basis.absolute if basis is not None and basis.is_risk else None
    return {
        "verdict": reading.verdict,
        "favours": reading.favours,
        "comparison": reading.kind,
        "per_100": None if absolute is None else 100 * absolute.difference,
        "certainty": None,
        "missing": list(reading.missing),
        "elsewhere": [study.id for study in reading.elsewhere],
        "unread": [study.id for study in reading.unread],
        "text": text,
    }


def indication_json(key: str, label: str, reading: Reading, text: str) -> Json:
    """One line of the overview; `studies` and `patients` leave out reviews, databases, what is unread."""
    return {
        "indication": key,
        "label": label,
        "studies": sum(count for group, count in reading.studies.items() if group not in _NOT_PRIMARY),
        "patients": reading.patients.count,
        "reading": reading_json(reading, text),
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


def rows_used(comparisons: Iterable[Comparison], lines: Iterable[Line]) -> frozenset[str]:
    """The rows that an estimate of an answer rests on."""
    return frozenset(
        [entry.row.ref for entry in comparisons if isinstance(entry.effect, Effect)]
        + [line.row.ref for line in lines if line.side.proportion is not None]
    )


def _bare(worded: str) -> str:
    """A p-value of ours as print has it: `0.02`, `<0.001`."""
    return worded.removeprefix("p ").removeprefix("= ").replace("< ", "<")


def _cell_json(cell: Cell) -> Json:
    return {
        "outcome": cell.outcome,
        "composite": list(cell.composite),
        "window": window_json(cell.window),
        "location": list(cell.locations),
        "part": list(cell.part),
    }


def _groups(row: Row) -> Json:
    return {} if row.result.analysed is None else {row.result.analysed: 1}


def _side_json(side: Side, comparison: Comparison) -> Json:
    return {
        "intervention": side.intervention,
        "window": window_json(comparison.cell.window),
        "groups": _groups(comparison.row),
        "events": side.events,
        "n": side.n,
        "proportion": side.proportion,
    }


def _effect_json(comparison: Comparison, value: float | None, level: float) -> Json:
    effect = comparison.effect
    events = [side.events for side in comparison.sides]
    sizes = [side.n for side in comparison.sides if side.n is not None]
    return estimate_json(
        effect.measure if isinstance(effect, Effect) else None,
        value,
        comparison.interval,
        level,
        p=comparison.p,
        n=sum(sizes) if len(sizes) == len(comparison.sides) else None,
        events=[] if None in events else events,
        recipe="wald",
    )


def _absolute_json(comparison: Comparison) -> Json | None:
    """None where the difference is not one of patients."""
    absolute: Absolute | None = comparison.absolute
    if absolute is None or not comparison.is_risk:
        return None
    ends = absolute.interval
    return {
        "per_100": 100 * absolute.difference,
        "ci": [100 * ends.low, 100 * ends.high] if isinstance(ends, Interval) else None,
        "base": comparison.sides[1].proportion,
        "nnt": _number_needed(absolute.number_needed),
    }


def _number_needed(needed: NumberNeeded | NotEstimable | None) -> Json | None:
    """None for a limit stands for infinity, as it does in `value`."""
    if not isinstance(needed, NumberNeeded):
        return None
    return {"value": needed.value, "ci": [needed.first, needed.last], "kind": needed.kind}


def _weights(row: Row, value: float | None, interval: Interval | NotEstimable) -> list[Json]:
    if value is None:
        return []
    ci = [interval.low, interval.high] if isinstance(interval, Interval) else None
    return [{"row": row.ref, "weight": 1.0, "value": value, "ci": ci}]


def _notes(*sides: Side) -> list[Json]:
    derived = any({"events", "n"} & {*side.derived} for side in sides)
    return [{"code": DERIVED, "text": NOTES[DERIVED]}] if derived else []
