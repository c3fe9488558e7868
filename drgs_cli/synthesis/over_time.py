"""The estimate as it stood after each publication; chooses no study: those are followed that stand today."""

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect, StudyEffects
from drgs_cli.synthesis.effect_weights import in_order
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.evidence import Row, first_reports
from drgs_cli.synthesis.pooled_effects import pool_effects
from drgs_cli.synthesis.question import last_day


class Step(Value, frozen=True):
    """The studies that a day added and the estimate then; `date` is None for those that nobody knows the day of, which
    come last.
    """

    date: str | None
    studies: tuple[Study, ...]
    estimate: Estimate


def cumulative(effects: tuple[StudyEffects, ...], context: Context, cell: Cell) -> tuple[Step, ...]:
    """A step for each day on which a study came to be known, of effects of one kind and one measure."""
    days: dict[str | None, list[StudyEffects]] = {}
    for effect in in_order(effects):
        days.setdefault(published(effect), []).append(effect)
    steps: list[Step] = []
    known: list[StudyEffects] = []
    for day in sorted(days, key=_undated_last):
        known.extend(days[day])
        studies = tuple(effect.chosen.study for effect in days[day])
        steps.append(Step(day, studies, pool_effects(tuple(known), context, cell)))
    return tuple(steps)


def _undated_last(day: str | None) -> tuple[bool, str]:
    return (day is None, day or "")


def published(effect: StudyEffect) -> str | None:
    """The day from which all rows of a study were in print, each by its first report; None where that is not known."""
    days = [_published(row) for row in effect.chosen.rows]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _published(row: Row) -> str | None:
    reports = row.study.reports
    days = [reports[key].published for key in first_reports(row.result) if key in reports]
    return min((last_day(day) for day in days if day is not None), default=None)
