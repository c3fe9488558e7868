"""Rules about outcomes of which one takes in another: a higher threshold, a worse event; knows no comparison."""

from collections.abc import Iterator
from itertools import combinations

from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Counts, Observation, Percent, Printed


def more_reach_the_higher_threshold(study: Study, context: Context) -> Iterator[Finding]:
    """More patients reach a higher threshold than a lower one, or have a part of an outcome than the whole.

    Whoever has 80 % relief has 50 %, too; whoever stopped opioids also lowered them; a serious adverse event is one
    of any. Which outcome takes in which, the vocabulary says (`implies`). Asked in one arm, of rows that have time,
    group of patients, n and all else in common.

    Why it matters: two rows were exchanged, or belong to different patients.

    Fails:
        {outcome: responder-50, months: 6, arms: {drgs: {events: 20, n: 40}}}
        {outcome: responder-80, months: 6, arms: {drgs: {events: 25, n: 40}}}

    Passes:
        {outcome: responder-50, months: 6, arms: {drgs: {events: 25, n: 40}}}
        {outcome: responder-80, months: 6, arms: {drgs: {events: 20, n: 40}}}

    To waive: print may measure the two differently; `waive: {A128: how}` beside the higher count.
    """
    for group in _alike(study).values():
        for one, other in combinations(group, 2):
            for narrow, wide in ((one, other), (other, one)):
                if wide.outcome in context.vocabulary.outcomes.implied(narrow.outcome):
                    yield from _more(narrow, wide)


def _alike(study: Study) -> dict[tuple[object, ...], list[Result]]:
    """Rows that differ in nothing but the outcome, and what belongs to it; none without a time."""
    groups: dict[tuple[object, ...], list[Result]] = {}
    for row in study.results:
        if (row.months is None and row.time is None) or row.alternative or row.superseded_by:
            continue
        when = (row.months, row.time, row.period, row.after_crossover)
        whom = (row.indication, row.analysed, row.unit, row.subgroup, row.pain_locations)
        what = (row.composite, row.aspect, row.condition, row.cause)
        groups.setdefault((when, whom, what), []).append(row)
    return groups


def _more(narrow: Result, wide: Result) -> Iterator[Finding]:
    for arm, fewer in narrow.arms.items():
        other = wide.arms.get(arm)
        if other is None or fewer.n != other.n:
            continue
        (name, inner), (same, outer) = _amount(fewer), _amount(other)
        if inner is None or outer is None or name != same:
            continue
        slack = 0.0 if name == "events" else half_unit(inner) + half_unit(outer)
        if inner.value > outer.value + slack:
            sign = " %" if name == "percent" else ""
            message = f"{inner.text}{sign} with {narrow.outcome}, but {outer.text}{sign} with {wide.outcome}"
            yield Finding((*fewer.path, name), message, f"whoever has {narrow.outcome} has {wide.outcome}, too")


def _amount(observed: Observation) -> tuple[str, Printed | None]:
    """How many, as it is printed: a count, or a percentage alone."""
    match observed:
        case Counts(events=events):
            return "events", Printed(events, str(events))
        case Percent(percent=percent, estimator=None, studies=None) if percent.value is not None:
            return "percent", Printed(percent.value, percent.text)
    return "", None
