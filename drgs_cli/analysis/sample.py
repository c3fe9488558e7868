"""The effect of each row of a table, and which rows are pooled; pools nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drgs_cli.analysis.result import Sample, StudyEffect
from drgs_cli.stats.effects.measures import MEASURES, EffectMeasure, effect_of, resolve_zeros
from drgs_cli.stats.effects.zero_cells import NO_INCREMENT, ZeroPolicy
from drgs_cli.stats.results import Effect, NotEstimable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.request import Request, ZeroCells
    from drgs_cli.analysis.table import Table

Row = tuple[float, ...]


def rows_of(table: Table, columns: Sequence[str]) -> list[Row | None]:
    """The numbers of each row in the order of the columns; None where one is missing."""
    rows: list[Row | None] = []
    for values in zip(*(table.numbers[column] for column in columns), strict=True):
        given = tuple(value for value in values if value is not None)
        rows.append(given if len(given) == len(columns) else None)
    return rows


def complete_rows(table: Table, columns: Sequence[str]) -> list[Row]:
    """The rows without a missing number."""
    return [row for row in rows_of(table, columns) if row is not None]


def sample_of_table(table: Table, request: Request) -> Sample:
    """The effects by the measure that was asked for.

    Left out, with the reason: rows with a missing number, rows that have no effect, and effects without a variance,
    which would have all the weight.
    """
    measure = MEASURES[request.measure]
    rows = rows_of(table, measure.columns)
    given = [row for row in rows if row is not None]
    zeros = resolve_zeros(measure, given, _policy(measure, request.zeros))
    studies, kept = [], []
    for place, row in enumerate(rows):
        effect = None if row is None else effect_of(measure, row, zeros, _variance(measure, request))
        study = _study(table, place, effect)
        studies.append(study)
        if study.reason is None:
            kept.append(place)
    effects = [study.effect for study in studies if study.reason is None and study.effect is not None]
    return Sample(
        measure,
        zeros,
        _increased(measure, [row for place in kept if (row := rows[place]) is not None], zeros),
        tuple(studies),
        tuple(kept),
        tuple(effect.estimate for effect in effects),
        tuple(effect.variance for effect in effects),
    )


def weighted(sample: Sample, weights: Sequence[float], counted: Sequence[int]) -> Sample:
    """The same with the weights that a model gives to these rows."""
    of = dict(zip(counted, weights, strict=True))
    studies = tuple(replace(study, weight=of.get(place)) for place, study in enumerate(sample.studies))
    return replace(sample, studies=studies)


def _study(table: Table, place: int, effect: Effect | NotEstimable | None) -> StudyEffect:
    label, line = table.labels[place], table.lines[place]
    if effect is None:
        return StudyEffect(label, line, None, "missing")
    if isinstance(effect, NotEstimable):
        return StudyEffect(label, line, None, effect.reason)
    return StudyEffect(label, line, effect, "no-variance" if effect.variance == 0.0 else None)


def _policy(measure: EffectMeasure, asked: ZeroCells) -> ZeroPolicy:
    if measure.zeros is None:
        return NO_INCREMENT
    add = measure.zeros.add if asked.add is None else asked.add
    return ZeroPolicy(asked.to, add, asked.drop_double is True, asked.empty_groups)


def _variance(measure: EffectMeasure, request: Request) -> str:
    return request.variance if request.variance in measure.variance_types else measure.variance_types[0]


def _increased(measure: EffectMeasure, rows: Sequence[Row], zeros: ZeroPolicy) -> int:
    """In how many of these tables something is added to the cells."""
    if measure.zeros is None or zeros.to == "none" or zeros.add == 0.0:
        return 0
    if zeros.to == "all":
        return len(rows)
    return sum(_has_empty_cell(measure.design, row) for row in rows)


def _has_empty_cell(design: str, row: Row) -> bool:
    if design in ("binary2", "prop"):
        pairs = zip(row[::2], row[1::2], strict=True)
        return any(events in (0.0, n) for events, n in pairs)
    return any(events == 0.0 for events in row[::2])
