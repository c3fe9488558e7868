"""The class of evidence each study was given by people, and the level that follows under a named table; classes no
study itself.

Two tables of the American Academy of Neurology are in use, and they do not agree; both are here, by name.
"""

from collections.abc import Mapping
from math import log

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Label
from drgs_cli.stats.results import Effect, Interval
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.grade import EvidenceClass
from drgs_cli.synthesis.question import last_day

SCHEME = "aan"
INADEQUATE = "U"  # inadequate, or conflicting
_FIRST_CLASS = "I"
_MAGNITUDE, _LOWER_LIMIT = 5.0, 2.0  # of the newer table's exception
_ROUNDING = 1e-12


class Table(Value, frozen=True):
    """A table of levels, best first: each with the ways to it, so many consistent studies of a class.

    `exception`: one convincing study of class I with an effect of 5 and more, and a lower limit above 2, is enough for
    the best level.
    """

    levels: Mapping[str, tuple[tuple[int, str], ...]]
    exception: bool = False


TABLES: dict[str, Table] = {
    "aan-newer": Table({"A": ((2, "I"),), "B": ((1, "I"), (2, "II")), "C": ((1, "II"), (2, "III"))}, exception=True),
    "aan-older": Table({"A": ((1, "I"), (2, "II")), "B": ((1, "II"), (3, "III")), "C": ((2, "III"),)}),
}


def evidence_class_of(comparison: Comparison, context: Context) -> EvidenceClass:
    """The level under the review's table, from the classes of the studies that favour one side: those whose interval
    leaves out the value of no difference. Studies that favour different sides are in conflict.
    """
    table = context.review.level_table
    classes = {study.id: class_of(study) for study in comparison.studies}
    towards = {effect.chosen.study.id: _direction(effect) for effect in comparison.effects}
    directions = {direction for direction in towards.values() if direction}
    level, favours = INADEQUATE, None
    if len(directions) == 1:
        favours = _favoured(directions.pop() * comparison.good, context)
        level = level_under(
            TABLES[table],
            [found for study, found in classes.items() if towards[study] and found is not None],
            striking=any(
                classes[effect.chosen.study.id] == _FIRST_CLASS and _striking(effect) for effect in comparison.effects
            ),
        )
    return EvidenceClass(table, level, favours if level != INADEQUATE else None, classes)


def class_of(study: Study) -> str | None:
    """The class that the record says a person gave the study; None where nobody did."""
    return next((entry.value for entry in study.evidence_classes if entry.scheme == SCHEME), None)


def level_under(table: Table, classes: list[str], *, striking: bool = False) -> str:
    """The best level that so many consistent studies of these classes come to; `striking`: one of class I has the
    effect of the exception.
    """
    if table.exception and striking:
        return next(iter(table.levels))
    for level, ways in table.levels.items():
        if any(classes.count(found) >= number for number, found in ways):
            return level
    return INADEQUATE


def labels_of(context: Context) -> tuple[Label, ...]:
    """What published reviews called the evidence on the indication asked for, or on part of it; with a day asked for,
    what had been published by then, as far as the label ends in a year.
    """
    question = context.question
    if question.indication is None:
        return ()
    about = context.vocabulary.indications.with_parts(question.indication)
    day = question.as_of
    return tuple(
        label
        for label in context.review.labels
        if label.about in about and (day is None or last_day(_year(label)) <= last_day(day))
    )


def _year(label: Label) -> str:
    """The year at the end of a name (`Roe 2020`); the earliest of all where there is none."""
    year = label.by[-4:]
    return year if len(year) == 4 and year.isdigit() else "0000"


def _direction(effect: StudyEffect) -> int:
    """1 where the whole interval is above no difference, -1 where it is below, 0 where it holds it or there is none."""
    span, null = effect.interval, 1.0 if _is_ratio(effect) else 0.0
    if not isinstance(span, Interval) and effect.absolute is not None:
        span, null = effect.absolute.interval, 0.0
    if not isinstance(span, Interval):
        return 0
    return (span.low > null) - (span.high < null)


def _is_ratio(effect: StudyEffect) -> bool:
    return isinstance(effect.effect, Effect) and effect.effect.scale == "log"


def _striking(effect: StudyEffect) -> bool:
    """A ratio of 5 and more with the lower limit above 2, or as much the other way round."""
    if not _is_ratio(effect) or not isinstance(effect.effect, Effect) or not isinstance(effect.interval, Interval):
        return False
    size, span = abs(effect.effect.estimate) + _ROUNDING, effect.interval  # a logarithm
    nearest = span.low if effect.effect.estimate > 0 else 1 / span.high
    return size >= log(_MAGNITUDE) and nearest > _LOWER_LIMIT


def _favoured(direction: int, context: Context) -> str | None:
    """The side that a difference in the good or the bad direction favours; None where nobody knows what is good."""
    return {1: context.sides.first, -1: context.sides.second}.get(direction)
