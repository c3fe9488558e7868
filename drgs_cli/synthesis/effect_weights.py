"""Which studies can be in an estimate, in which order, with what weight and how many patients; pools nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drgs_cli.stats.effects.back_transformations import back_transform
from drgs_cli.stats.results import Effect, Interval, NotEstimable, Scale
from drgs_cli.synthesis.effect import StudyEffect, StudyEffects
from drgs_cli.synthesis.estimate import Estimate, Weight
from drgs_cli.synthesis.finding import PAIRED

ZERO_CELL = "zero-cell"


class Estimated(NamedTuple):
    """A study with its effect, which it has."""

    study: StudyEffect
    effect: Effect


def estimated(effects: Iterable[StudyEffect]) -> list[Estimated]:
    """Those of the studies that have an effect, with or without a variance."""
    return [Estimated(study, study.effect) for study in effects if isinstance(study.effect, Effect)]


def has_figures(effect: StudyEffect) -> bool:
    """Whether a study has an effect, a difference in absolute terms, or counts of which one is 0."""
    if isinstance(effect.effect, NotEstimable):
        return effect.absolute is not None or effect.effect.reason == ZERO_CELL
    return True


def in_order(effects: Iterable[StudyEffects]) -> tuple[StudyEffects, ...]:
    """By year, id and row, as everywhere, so that it does not matter in which order they were found."""
    return tuple(sorted(effects, key=_place))


def of_studies(
    effects: Sequence[StudyEffect],
    shares: Sequence[float | None],
    value: float | None,
    interval: Interval | NotEstimable,
    recipe: str | None,
) -> Estimate:
    """An estimate, in natural units, of one study or several, each with its share of the weight."""
    pairs = sorted(zip(effects, shares, strict=True), key=lambda pair: _place(pair[0]))
    sizes = [size for effect in effects for size in _sizes(effect)]
    known = [size for size in sizes if size is not None]
    return Estimate(
        measure=effects[0].measure,
        value=value,
        interval=interval,
        k=len(effects),
        recipe=recipe,
        n=sum(known) if len(known) == len(sizes) else None,
        events=_events(effects),
        weights=tuple(_weight(effect, share) for effect, share in pairs),
    )


def natural_interval(interval: Interval | NotEstimable, scale: Scale) -> Interval | NotEstimable:
    """Limits turned back to the units in which they are read."""
    if isinstance(interval, NotEstimable):
        return interval
    low, high = back_transform(interval.low, scale), back_transform(interval.high, scale)
    if low is None or high is None:
        return NotEstimable("out-of-range")
    return Interval(low, high, interval.level)


def _sizes(effect: StudyEffect) -> list[int | None]:
    """The patients of both sides; of pairs, who are on both, once."""
    if effect.came_from == PAIRED:
        return [next((sum(one.paired_counts) for one in effect.printed if one.paired_counts is not None), None)]
    return [side.n for side in effect.sides]


def _place(effect: StudyEffect) -> tuple[int, str, int]:
    study = effect.chosen.study
    return (study.year or 9999, study.id, effect.chosen.row.result.number)


def _events(effects: Sequence[StudyEffect]) -> tuple[int, ...]:
    """Of the first sides and of the second; empty unless all have them."""
    sums = []
    for side in (0, 1):
        events = [found for effect in effects if (found := effect.sides[side].events) is not None]
        if len(events) < len(effects):
            return ()
        sums.append(sum(events))
    return tuple(sums)


def _weight(effect: StudyEffect, share: float | None) -> Weight:
    value = None if isinstance(effect.effect, NotEstimable) else effect.effect.natural
    rows = tuple(row.ref for row in effect.chosen.rows)
    return Weight(rows, effect.chosen.study.id, share, value, effect.interval)
