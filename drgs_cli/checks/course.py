"""Rules about one end point over time: baseline, change and end, and how many are still there; knows no intervals."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import pairwise
from typing import NamedTuple

from drgs_cli.checks.figures import end_point, is_of_differences, single_mean
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Mean, Observation, Printed

# Groups that are settled once, so that nobody joins them later; and one whose visits are missed and made up for.
_SETTLED = frozenset(("enrolled", "allocated", "modified-itt", "trialled", "implanted"))
_COMING_BACK = "followed-up"
_MADE_UP_FOR = 1.2


def change_does_not_lead_to_the_end(study: Study, context: Context) -> Iterator[Finding]:
    """Baseline and change do not add up to what is printed for the end.

    Held together are means of one arm with the same end point and n; change and end at the same time. A change is
    the end minus baseline, an improvement is better when positive. The baseline may also stand in the population
    of a study with one arm. The digits printed are allowed for; a change in per cent is not asked, since the mean
    of percentages is not the percentage of means.

    Why it matters: a wrong sign, a slip or other patients in one of the three; syntheses take the change or the
    end as they find it.

    Fails:
        baseline {n: 20, mean: 7.8}, change {n: 20, mean: -3.1}, final {n: 20, mean: 3.7}

    Passes:
        baseline {n: 20, mean: 7.8}, change {n: 20, mean: -4.1}, final {n: 20, mean: 3.7}

    To waive: a change adjusted by a model need not add up; `waive: {A120: so}` beside the change.
    """
    courses: defaultdict[Hashable, list[_Figure]] = defaultdict(list)
    for found in _means_of_arms(context):
        courses[found.of].append(found)
    for change in (found for course in courses.values() for found in course):
        if not is_of_differences(change.row.statistic):
            continue
        sign, course = _sign(change.row, context), courses[change.of]
        at_once = (change.row.months, change.row.time)
        ends = [f.mean for f in course if f.row.statistic == "final" and (f.row.months, f.row.time) == at_once]
        starts = [found.mean for found in course if found.row.statistic == "baseline"] or _described(study, change)
        if sign is None or not starts or not ends:
            continue
        if not any(_adds_up(start, change.mean, sign, end) for start in starts for end in ends):
            led = f"{starts[0].value + sign * change.mean.value:.4g}"
            message = (
                f"from {starts[0].text} a change of {change.mean.text} leads to {led}, and {ends[0].text} is printed"
            )
            hint = "are all three of the same patients, and not adjusted?"
            yield Finding((*change.observed.path, "mean"), message, hint)


class _Figure(NamedTuple):
    """A mean of one arm; `of` is what means have in common that must add up."""

    row: Result
    observed: Mean
    mean: Printed
    of: Hashable


def _means_of_arms(context: Context) -> Iterator[_Figure]:
    for figure in context.figures.means:
        mean, row, n = single_mean(figure), figure.row, figure.observed.n
        if mean is not None and row is not None and figure.arm is not None and n is not None:
            yield _Figure(row, figure.observed, mean, (end_point(row), row.alternative, figure.arm.key, n))


def _sign(row: Result, context: Context) -> int | None:
    """What a change counts towards the end; None for an improvement of something of which neither is better."""
    if row.statistic == "change":
        return 1
    return {"higher": 1, "lower": -1}.get(better_of(row, context) or "")


def better_of(row: Result, context: Context) -> str | None:
    """Whether higher or lower is better, by the scale before the outcome; None where neither is said to be."""
    scale = None if row.scale is None else context.vocabulary.scales.get(row.scale)
    outcome = context.vocabulary.outcomes.get(row.outcome)
    words = (term.better for term in (scale, outcome) if term is not None and term.better is not None)
    return next(words, None)


def _described(study: Study, change: _Figure) -> list[Printed]:
    """The baseline that describes the patients of a study, where all of them are in one arm."""
    row, found = change.row, []
    for described in study.population.baseline_pain if len(study.arms) == 1 else ():
        observed = described.observation
        n = study.population.n if observed.n is None else observed.n
        measured = (described.scale, described.aspect, described.pain_locations)
        alike = n == change.observed.n and measured == (row.scale, row.aspect, row.pain_locations)
        if alike and isinstance(observed, Mean) and isinstance(observed.mean, Printed) and not observed.unnamed:
            found.append(observed.mean)
    return found


def _adds_up(start: Printed, change: Printed, sign: int, end: Printed) -> bool:
    slack = half_unit(start) + half_unit(change) + half_unit(end)
    off = abs(start.value + sign * change.value - end.value)
    return off <= slack * (1 + 1e-9)


def more_patients_later(_study: Study, context: Context) -> Iterator[Finding]:
    """More patients at a later visit than at an earlier one.

    Held together are rows of one arm, end point, group analysed and report. A group that is settled once
    (allocated, implanted ...) cannot grow; of those followed up some miss a visit and come to the next, so only a
    fifth more is told. Subsets, completers and groups that are not clear are not asked, nor times that are no
    visits, nor figures that stand beside others for the same end point.

    Why it matters: patients who come in later are not those who were there before; the course over time is then
    one of different people. Or an n is wrong.

    Fails:
        at 3 months {n: 40}, at 6 months {n: 44}      # both `analysed: implanted`

    Passes:
        at 3 months {n: 44}, at 6 months {n: 40}

    To waive: `waive: {A121: who came later}` beside the later n.
    """
    courses: defaultdict[Hashable, list[_Visit]] = defaultdict(list)
    for group, visit in _visits(context):
        courses[group].append(visit)
    for visits in courses.values():
        visits.sort(key=lambda visit: visit.months)
        for before, after in pairwise(visits):
            if after.months > before.months and after.n > before.n * after.growth:
                message = f"{after.n} at {after.months:g} months, after {before.n} at {before.months:g}"
                yield Finding((*after.path, "n"), message, "who came later, or is an n another in print?")


class _Visit(NamedTuple):
    """How many were looked at and when; `growth` is how many times as many may sooner have been."""

    months: float
    n: int
    growth: float
    path: Path


def _visits(context: Context) -> Iterator[tuple[Hashable, _Visit]]:
    """Every figure of patients at a visit, with what the figures that it is held against have in common."""
    figures = context.figures
    kinds = (figures.counts, figures.percents, figures.occurrences, figures.means, figures.medians)
    for figure in (figure for kind in kinds for figure in kind):
        row, observed = figure.row, figure.observed
        if row is None or figure.arm is None or observed.n is None or row.unit != "patients":
            continue
        if row.alternative is not None or row.superseded_by is not None or row.months is None or row.time is not None:
            continue
        if row.analysed in _SETTLED or row.analysed == _COMING_BACK:
            growth = _MADE_UP_FOR if row.analysed == _COMING_BACK else 1.0
            group = (end_point(row), row.analysed, row.statistic == "baseline", _report(row, observed), figure.arm.key)
            yield group, _Visit(row.months, observed.n, growth, observed.path)


def _report(row: Result, observed: Observation) -> str | None:
    sources = observed.sources or row.sources
    return sources[0].report if sources else None
