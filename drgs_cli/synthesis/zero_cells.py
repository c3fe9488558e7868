"""Studies with a zero cell, pooled from counts by Mantel and Haenszel, nothing added; pools no study's own effect."""

from collections.abc import Sequence

from msgspec.structs import replace

from drgs_cli.stats.common_effect import CommonEffect
from drgs_cli.stats.effects.back_transformations import back_transform
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.effect_weights import estimated, has_figures, natural_interval, of_studies
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.finding import ARMS

MANTEL_HAENSZEL = "mantel-haenszel"
_RISK_RATIO, _ODDS_RATIO, _RATE_RATIO, _DIFFERENCE = "RR", "OR", "IRR", "RD"
_RATIOS = (_RISK_RATIO, _ODDS_RATIO, _RATE_RATIO)

Table = tuple[float, float, float, float]


def pooled_by_counts(effects: Sequence[StudyEffect], measure: str | None, level: float) -> Estimate | None:
    """All studies with counts together, if one of them has a zero cell that its own effect fails at.

    None: no study has, or it is the only one with counts, or all together have nothing to make a ratio of. A study
    without events on both sides, or with nothing but events on both, says nothing of a ratio and is not in it.
    """
    if measure is None or measure not in (*_RATIOS, _DIFFERENCE):
        return None
    tables = [
        (effect, table)
        for effect in effects
        if (table := _table(effect, measure)) is not None and not _says_nothing(table, measure)
    ]
    if len(tables) < 2 or not any(_fails(effect) for effect, _ in tables):
        return None
    found = _mantel_haenszel([table for _, table in tables], measure, level, [effect for effect, _ in tables])
    if isinstance(found, NotEstimable):
        return None
    estimate = of_studies(
        [effect for effect, _ in tables],
        found.weights,
        back_transform(found.estimate, found.scale),
        natural_interval(found.interval, found.scale),
        MANTEL_HAENSZEL,
    )
    estimate = replace(estimate, p=found.p, se=found.standard_error, log=found.scale == "log")
    if isinstance(found.scatter, NotEstimable) or found.scatter.df < 1:
        return estimate
    return replace(estimate, i2=found.scatter.i2, q=found.scatter.q, q_p=found.scatter.p)


def without_information(effect: StudyEffect) -> bool:
    """Whether counts say nothing of the ratio that they were asked for: no event on either side, or nothing else."""
    table = None if effect.measure is None else _table(effect, effect.measure)
    return table is not None and _says_nothing(table, effect.measure or "")


def difference_by_counts(effects: Sequence[StudyEffect], level: float) -> tuple[float, Interval] | None:
    """The difference of risks over all studies, those without events too; None unless all have counts."""
    tables = [table for effect in effects if (table := _table(effect, _DIFFERENCE)) is not None]
    if not tables or len(tables) < len(effects):
        return None
    found = _mantel_haenszel(tables, _DIFFERENCE, level)
    return None if isinstance(found, NotEstimable) else (found.estimate, found.interval)


def _mantel_haenszel(
    tables: Sequence[Table], measure: str, level: float, effects: Sequence[StudyEffect] = ()
) -> CommonEffect | NotEstimable:
    """Q is about the effects of the studies that have one."""
    from drgs_cli.stats.mantel_haenszel import mantel_haenszel

    sound = [one.effect for one in estimated(effects) if one.effect.variance > 0]
    return mantel_haenszel(
        tables,
        measure,
        estimates=[effect.estimate for effect in sound],
        variances=[effect.variance for effect in sound],
        level=level,
    )


def _table(effect: StudyEffect, measure: str) -> Table | None:
    """Events and patients (or person-years) of both sides as they are computed with, where the effect of the study is
    that of its counts and of nothing else.
    """
    if effect.came_from != ARMS or not has_figures(effect):
        return None
    first, second = (side.in_time if measure == _RATE_RATIO else side.counted for side in effect.sides)
    return None if first is None or second is None else (*first, *second)


def _says_nothing(table: Table, measure: str) -> bool:
    events1, n1, events2, n2 = table
    if measure in (_RISK_RATIO, _ODDS_RATIO) and events1 == n1 and events2 == n2:
        return True
    return measure in _RATIOS and events1 == events2 == 0


def _fails(effect: StudyEffect) -> bool:
    return isinstance(effect.effect, NotEstimable) or effect.effect.variance == 0
