"""Comparisons as one flat table for programs and spreadsheets: a line for each, keys and exact numbers."""

from drgs_cli.render.document import EMPTY, Cell, Column, Row, Table
from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import Comparison, SideTotal, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.verdict import verdict_of
from drgs_cli.views.comparison_marks import marks_of
from drgs_cli.views.comparisons import printed_text
from drgs_cli.views.refs import refs
from drgs_cli.views.wording import sponsor

Value = str | int | float | None

_CELL = ("ref", "kind", "outcome", "composite", "months", "pain_location", "aspect", "part", "scale", "statistic")
_SIDES = tuple(f"{side}_{key}" for side in ("first", "second") for key in ("side", "arms", "groups", "events", "n"))
_ESTIMATE = ("measure", "estimate", "low", "high", "level", "p", "prediction_low", "prediction_high", "k", "n")
_SPREAD = ("tau2", "i2", "recipe", "not_estimable", "beside")
_ABSOLUTE = ("per_100", "per_100_low", "per_100_high", "base", "nnt", "nnt_first", "nnt_last", "nnt_kind")
_SAID = ("verdict", "favours", "certainty", "as_printed", "notes")
KEYS = (*_CELL, "studies", "sponsors", "not_in_estimate", *_SIDES, *_ESTIMATE, *_SPREAD, *_ABSOLUTE, *_SAID)


def flat_comparisons(answer: Answer) -> Table:
    """All comparisons; series side by side have no difference unless it was asked for."""
    columns = tuple(Column(key, key) for key in KEYS)
    rows = []
    for comparison, certainty, ref in zip(
        answer.comparisons, answer.certainties, refs(answer).comparisons, strict=True
    ):
        found = {"ref": ref, **_values(comparison, certainty, answer.context)}
        rows.append(Row(tuple(_cell(found.get(key)) for key in KEYS), ref))
    return Table("Comparisons, a line for each", columns, tuple(rows))


def _values(comparison: Comparison, certainty: Certainty, context: Context) -> dict[str, Value]:
    cell, studies = comparison.cell, {study.id: study for study in comparison.counted}
    beside = [key for key in dict.fromkeys(study.id for study in comparison.studies) if key not in studies]
    verdict = verdict_of(comparison, context)
    found: dict[str, Value] = {
        "kind": comparison.kind,
        "outcome": cell.outcome,
        "composite": "+".join(cell.composite),
        "months": cell.window.centre if cell.window is not None else None,
        "pain_location": "+".join(cell.locations),
        "aspect": cell.aspect,
        "part": "; ".join(cell.part),
        "scale": cell.scale or ("0-100" if cell.points is not None else None),
        "statistic": cell.statistic,
        "studies": "+".join(studies),
        "sponsors": "+".join(sponsor(study) for study in studies.values()),
        "not_in_estimate": "+".join(beside),
        "verdict": verdict.code,
        "favours": verdict.favours,
        "certainty": certainty.final,
        "as_printed": printed_text(comparison, context.vocabulary),
        "notes": "+".join(marks_of(comparison)),
    }
    for name, total in zip(("first", "second"), comparison.sides, strict=True):
        found |= _side(name, total)
    if not isinstance(comparison, Unanchored) or context.question.allow_unanchored:
        found |= {**_estimate(comparison, context), **_absolute(comparison.absolute)}
    return found


def _side(name: str, total: SideTotal) -> dict[str, Value]:
    return {
        f"{name}_side": total.intervention,
        f"{name}_arms": "+".join(total.interventions),
        f"{name}_groups": "+".join(total.groups),
        f"{name}_events": total.events,
        f"{name}_n": total.n,
    }


def _estimate(comparison: Comparison, context: Context) -> dict[str, Value]:
    estimate = comparison.estimate
    low, high = _ends(estimate.interval)
    prediction_low, prediction_high = _ends(estimate.prediction)
    beside = [f"{other.recipe} {other.value:.6g}" for other in estimate.beside if other.value is not None]
    return {
        "measure": estimate.measure,
        "estimate": estimate.value,
        "low": low,
        "high": high,
        "level": context.question.level,
        "p": estimate.p,
        "prediction_low": prediction_low,
        "prediction_high": prediction_high,
        "k": estimate.k,
        "n": estimate.n,
        "tau2": estimate.tau2,
        "i2": estimate.i2,
        "recipe": estimate.recipe,
        "not_estimable": estimate.not_estimable,
        "beside": "; ".join(beside),
    }


def _absolute(absolute: Absolute | None) -> dict[str, Value]:
    if absolute is None or absolute.base is None:
        return {}
    low, high = _ends(absolute.interval)
    found: dict[str, Value] = {
        "per_100": 100 * absolute.difference,
        "per_100_low": None if low is None else 100 * low,
        "per_100_high": None if high is None else 100 * high,
        "base": absolute.base,
    }
    needed = absolute.number_needed
    if isinstance(needed, NumberNeeded):
        found |= {"nnt": needed.value, "nnt_first": needed.first, "nnt_last": needed.last, "nnt_kind": needed.kind}
    return found


def _ends(interval: Interval | NotEstimable | None) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if isinstance(interval, Interval) else (None, None)


def _cell(value: Value) -> Cell:
    return EMPTY if value is None or value == "" else Cell(value, str(value))
