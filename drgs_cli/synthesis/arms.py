"""What one side of a study amounts to: its arms, and the rows of its parts, put together where they are separate
patients; computes no effect.
"""

from collections.abc import Iterable, Sequence
from math import isfinite, sqrt

from msgspec.structs import replace

from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Counts, Observation, Rate, Value
from drgs_cli.stats.conversions import Moments, combined_arms
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.spreads import Summary, summary_of, with_imputed_spread
from drgs_cli.synthesis.units import PERSON_YEARS, to_cell

DERIVED = "derived"
SEVERAL_ARMS = "several-arms"
COMBINED_PARTS = "combined-parts"
CLUSTERED = "clustered"
CLUSTERED_UNADJUSTED = "clustered-unadjusted"

_CLUSTER_TOOL = "rob2-cluster"  # the tool for trials that allocate groups tells these designs from others


class Side(Value, frozen=True):
    """One side of a study: its arms, what was observed (of a single arm), events and patients where print has both.

    `derived` names what of that was worked back, in any of the arms. `mean`, `sd` of the patients and `se` of the mean
    are in the units of a cell (`side_of`) or of print (`side_of_row`); an average not said to be a mean has a mark and
    no spread. `effective` are events and patients by the design effect of clusters (events 0 of a mean), `in_time`
    events and the person-years they are of.
    """

    intervention: str
    arms: tuple[str, ...]
    observation: Observation | None
    events: int | None
    n: int | None
    derived: tuple[str, ...] = ()
    mean: float | None = None
    sd: float | None = None
    se: float | None = None
    marks: tuple[str, ...] = ()
    effective: tuple[float, float] | None = None
    in_time: tuple[float, float] | None = None

    @property
    def proportion(self) -> float | None:
        """Events over patients."""
        return self.events / self.n if self.events is not None and self.n else None

    @property
    def counted(self) -> tuple[float, float] | None:
        """Events and patients as they are computed with; None where print has not both, or they cannot be."""
        if self.events is None or not self.n or self.events > self.n:
            return None
        return self.effective or (float(self.events), float(self.n))


def side_of_arm(study: Study, arm: str, sides: Sides) -> str | None:
    """The side an arm is on; None for any other treatment."""
    return sides.of(study.arms[arm].intervention) if arm in study.arms else None


def sides_in(study: Study, result: Result, sides: Sides) -> set[str]:
    """The sides that a row has a figure of, or a printed comparison with."""
    arms = {*result.arms, *(arm for contrast in result.contrasts for arm in contrast.arms)}
    return {side for arm in arms if (side := side_of_arm(study, arm, sides)) is not None}


def whole_arms(study: Study, result: Result, side: str, sides: Sides) -> tuple[str, ...]:
    """Arms of a side that share no patients: one whose patients are all in another arm of the row does not count again.

    Of arms with the same patients that stands which the others are said to be the same as, else the first of the row.
    """
    return separate_arms(study, [key for key in result.arms if side_of_arm(study, key, sides) == side])


def separate_arms(study: Study, keys: Sequence[str]) -> tuple[str, ...]:
    """Those of some arms that together hold each patient once."""
    declared = [key for key in keys if key in study.arms]
    if len(declared) < 2:
        return tuple(declared)
    holders = {key: _holders(study, key) for key in declared}
    by_rank = sorted(declared, key=lambda key: study.arms[key].same_as is not None)
    return tuple(
        key
        for key in declared
        if not any(
            other in holders[key] and (key not in holders[other] or by_rank.index(other) < by_rank.index(key))
            for other in declared
        )
    )


def _holders(study: Study, key: str) -> frozenset[str]:
    """The arm and every arm that all of its patients are in, whichever of the two says so, over any number of steps."""
    found = [key]
    for inner in found:  # grows while it is walked
        arm = study.arms[inner]
        for outer in study.arms.values():
            holds = outer.key in (arm.part_of, arm.same_as) or inner in outer.made_of or outer.same_as == inner
            if holds and outer.key not in found:
                found.append(outer.key)
    return frozenset(found)


def side_of_row(study: Study, result: Result, side: str, sides: Sides) -> Side:
    """One side of a row as printed. Of several arms counts are added up, means put together (Handbook 6.5.2.10); of
    other figures of several arms none stands for the side.
    """
    arms = whole_arms(study, result, side, sides)
    observed = [result.arms[key] for key in arms]
    return _of_arms(side, arms, observed, [summary_of(found) for found in observed])


def side_of(chosen: Chosen, side: str, cell: Cell, context: Context, *, imputed: bool = True) -> Side:
    """One side of what stands for a study, means in the units of the cell; rows of parts of the indication are put
    together as arms are.

    `imputed`: a mean change without a spread gets that which its spreads before and at the end leave.
    """
    parts = [_of_row(row, side, cell, context, imputed) for row in chosen.rows]
    if len(parts) == 1:
        return parts[0]
    arms = dict.fromkeys(arm for part in parts for arm in part.arms)
    return _together(side, (*arms,), parts, COMBINED_PARTS)


def _of_row(row: Row, side: str, cell: Cell, context: Context, imputed: bool) -> Side:
    study, result = row.study, row.result
    arms = whole_arms(study, result, side, context.sides)
    observed = [result.arms[key] for key in arms]
    summaries = [summary_of(found) for found in observed]
    if imputed:
        summaries = [
            with_imputed_spread(found, study, result, key, context) for key, found in zip(arms, summaries, strict=True)
        ]
    factor = to_cell(result, cell, context.vocabulary)
    found = _of_arms(side, arms, observed, [summary.times(factor) for summary in summaries])
    return _as_clustered(found, study, result, context)


def _of_arms(side: str, arms: tuple[str, ...], observed: Sequence[Observation], summaries: Sequence[Summary]) -> Side:
    each = [_of_arm(side, *of_arm) for of_arm in zip(arms, observed, summaries, strict=True)]
    if len(each) == 1:
        return each[0]
    return _together(side, arms, each, SEVERAL_ARMS) if each else Side(side, arms, None, None, None)


def _of_arm(side: str, key: str, found: Observation, summary: Summary) -> Side:
    events = found.events if isinstance(found, Counts) else None
    marks = (*((DERIVED,) if found.derived else ()), *summary.marks)
    numbers = (summary.mean, summary.sd, summary.se)
    return Side(side, (key,), found, events, found.n, found.derived, *numbers, marks, in_time=_in_time(found))


def _together(side: str, arms: tuple[str, ...], parts: Sequence[Side], mark: str) -> Side:
    """Separate patients of one side: their counts, or their means, if all of them have these."""
    marks = (*dict.fromkeys((*(mark for part in parts for mark in part.marks), mark)),)
    derived = (*dict.fromkeys(name for part in parts for name in part.derived),)
    whole = Side(side, arms, None, None, None, derived, marks=marks, in_time=_sums(part.in_time for part in parts))
    sizes = [part.n for part in parts if part.n is not None]
    if len(sizes) < len(parts):
        return whole
    n = sum(sizes)
    events = [part.events for part in parts if part.events is not None]
    if len(events) == len(parts):
        counted = [part.effective or (float(part.events or 0), float(part.n or 0)) for part in parts]
        adjusted = any(part.effective is not None for part in parts)
        return replace(whole, events=sum(events), n=n, effective=_sums(counted) if adjusted else None)
    return _means_together(whole, parts, n)


def _means_together(whole: Side, parts: Sequence[Side], n: int) -> Side:
    found: Moments | NotEstimable = Moments(0.0, 0.0, 0.0)
    for part in parts:
        if isinstance(found, NotEstimable) or part.mean is None or part.sd is None:
            return whole
        found = combined_arms(found.n, found.mean, found.sd, float(part.n or 0), part.mean, part.sd)
    if isinstance(found, NotEstimable):
        return whole
    adjusted = any(part.effective is not None for part in parts)
    effective = _sums(part.effective or (0.0, float(part.n or 0)) for part in parts) if adjusted else None
    size = float(n) if effective is None else effective[1]
    return replace(whole, n=n, mean=found.mean, sd=found.sd, se=found.sd / sqrt(size), effective=effective)


def _as_clustered(side: Side, study: Study, result: Result, context: Context) -> Side:
    """Events and patients over the design effect 1 + (m - 1) ICC, m patients to a cluster (Handbook 23.1.4), where
    groups were allocated whole; marked where that cannot be had.
    """
    design = context.vocabulary.designs.get(study.design or "")
    if result.clusters is None and (design is None or _CLUSTER_TOOL not in design.risk_of_bias):
        return side
    sizes = [result.arms[key].n for key in separate_arms(study, [*result.arms])]
    clusters, icc = result.clusters or (0, None)
    if icc is None or clusters < 1 or not side.n or None in sizes:
        return replace(side, marks=(*side.marks, CLUSTERED_UNADJUSTED))
    effect = 1.0 + max(sum(size or 0 for size in sizes) / clusters - 1.0, 0.0) * icc
    return replace(
        side,
        se=None if side.se is None else side.se * sqrt(effect),
        effective=((side.events or 0) / effect, side.n / effect),
        marks=(*side.marks, CLUSTERED),
    )


def _in_time(found: Observation) -> tuple[float, float] | None:
    """Events and their person-years; of a printed rate with its events, the time that makes the one of the other."""
    if isinstance(found, Counts) and found.person_years is not None and found.person_years.value > 0:
        return float(found.events), found.person_years.value
    if isinstance(found, Rate) and found.events and found.per in PERSON_YEARS and found.rate.value > 0:
        years = found.events / found.rate.value * PERSON_YEARS[found.per]
        return (float(found.events), years) if isfinite(years) else None
    return None


def _sums(pairs: Iterable[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The two sums; None where one of the pairs is not there."""
    one, other = 0.0, 0.0
    for pair in pairs:
        if pair is None:
            return None
        one, other = one + pair[0], other + pair[1]
    return one, other
