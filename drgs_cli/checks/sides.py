"""The two sides of a printed comparison, where their own figures can be held against it, and the p-values that their
counts give; judges neither.
"""

from collections.abc import Iterator

from drgs_cli.checks.printed import is_share, parts_near
from drgs_cli.checks.rule import Context
from drgs_cli.records.model import Arm, Result, Study
from drgs_cli.records.observed import Contrast, Counts, Observation, Percent, Value

# A test of these is no test of a difference between the two figures.
_OTHER_HYPOTHESES = ("non-inferiority", "equivalence")
_OVER_TIME = ("hazard-ratio", "rate-ratio")
# Tools that are for designs whose patients are not independent of one another.
_OF_CLUSTERS, _OF_CROSSOVERS = "rob2-cluster", "rob2-crossover"


class Sides(Value, frozen=True):
    """A comparison, and what was observed on its first and its second side."""

    contrast: Contrast
    first: Observation
    second: Observation


def sides_in(study: Study, context: Context) -> Iterator[Sides]:
    """Every comparison of two arms that share no patients, not adjusted and not paired, beside the figures of both.

    Left out are clusters, both periods of a crossover, reviews, a comparison of another number of patients, and an arm
    that the record does not declare: it is told of that elsewhere.
    """
    for row, contrast in context.figures.contrasts:
        if len(contrast.arms) != 2 or _computed_otherwise(contrast) or not _independent(study, row, context):
            continue
        first, second = (row.arms.get(arm) for arm in contrast.arms)
        one, other = (study.arms.get(arm) for arm in contrast.arms)
        if first is None or second is None or one is None or other is None or _share_patients(one, other):
            continue
        if contrast.n is None or contrast.n == (first.n or 0) + (second.n or 0):
            yield Sides(contrast, first, second)


def _computed_otherwise(contrast: Contrast) -> bool:
    return (
        bool(contrast.adjusted)
        or contrast.paired
        or contrast.paired_counts is not None
        or contrast.studies is not None
        or contrast.hypothesis in _OTHER_HYPOTHESES
    )


def _independent(study: Study, row: Result, context: Context) -> bool:
    """Whether each patient is in the row once, and apart from the others."""
    design = None if study.design is None else context.vocabulary.designs.get(study.design)
    if design is None or not design.risk_of_bias or _OF_CLUSTERS in design.risk_of_bias:
        return False
    crossed = row.after_crossover or row.period == "both"
    crossed = crossed or (_OF_CROSSOVERS in design.risk_of_bias and row.period != "first")
    return row.unit == "patients" and row.clusters is None and not crossed


def _share_patients(one: Arm, other: Arm) -> bool:
    """Whether one arm is, is part of, or is made of the other, or both of the same third."""
    return any(
        mine.key in (theirs.part_of, theirs.same_as, *theirs.made_of) for mine, theirs in ((one, other), (other, one))
    ) or (one.same_as is not None and one.same_as == other.same_as)


def usual_p_values(study: Study, context: Context) -> Iterator[tuple[Sides, tuple[float, ...]]]:
    """Every comparison of two counts with the p-values that the usual tests of them give.

    Left out are ratios of hazards and rates, and outcomes up to a time, whose test goes by the time of each patient.
    """
    from drgs_cli.stats.two_groups import usual_p_of_counts

    over_time = {contrast.path for row, contrast in context.figures.contrasts if row.time == "cumulative"}
    for sides in sides_in(study, context):
        first, second = counted(sides.first), counted(sides.second)
        if first is None or second is None or sides.contrast.measure in _OVER_TIME or sides.contrast.path in over_time:
            continue
        yield sides, usual_p_of_counts(*first, *second)


def counted(observed: Observation) -> tuple[int, int] | None:
    """Patients with the outcome and patients; also of a percentage that just one whole number of patients gives."""
    if isinstance(observed, Counts):
        events, n = observed.events, observed.n
        return (events, n) if n and events <= n and observed.person_years is None else None
    if not isinstance(observed, Percent) or observed.estimator is not None or observed.studies is not None:
        return None
    percent, n = observed.percent, observed.n
    if percent.value is None or not n or not 0 <= percent.value <= 100 or percent.text.startswith("~"):
        return None
    fitting = [part for part in {*parts_near(percent.value, n)} if is_share(percent, part, n)]
    return (fitting[0], n) if len(fitting) == 1 else None
