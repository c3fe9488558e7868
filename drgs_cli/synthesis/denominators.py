"""Counts over the patients that a question asks for, where the flow of patients is known; computes no proportion.

Those who failed the trial phase, or were lost, count as without the benefit. Harms would be diluted by that: they, and
what is no benefit otherwise, stand as reported. The flow of a part of an arm is not known: it is not re-expressed.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from drgs_cli.records.model import Arm, Study
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import BENEFIT
from drgs_cli.synthesis.marks import DENOMINATOR_LATER, printed_later
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.synthesis.selection import Chosen

RE_EXPRESSED = "re-expressed"
TRIALLED, ALLOCATED, IMPLANTED = "trialled", "allocated", "implanted"

# For each denominator the groups that have those patients in them already, and those that are re-expressed to it.
_HELD: dict[str, tuple[str, ...]] = {
    TRIALLED: ("allocated", "modified-itt", "enrolled", "trialled"),
    ALLOCATED: ("allocated", "enrolled"),
}
_REACHED: dict[str, tuple[str, ...]] = {
    TRIALLED: ("implanted", "followed-up"),
    ALLOCATED: ("modified-itt", "trialled", "implanted", "followed-up", "completers"),
}


def re_expressed(side: Side, chosen: Chosen, to: str, context: Context) -> Side | None:
    """The counts of a side over another denominator; the side itself where it has that already; None where it cannot
    be had.

    "trialled": events over n + (trialled - implanted), the lost left out. "allocated": events over all allocated. A
    flow first printed after the day of the question is marked.
    """
    if holds(chosen, to, context):
        return side
    if side.events is None or side.n is None:
        return None
    if chosen.row.result.analysed not in _REACHED[to] or not is_of_whole_arms(chosen, context):
        return None
    arms = [chosen.study.arms[key] for key in side.arms]
    n = _over_trialled(side.n, arms) if to == TRIALLED else _sum_of(arms, ALLOCATED)
    if n is None or n < side.n:
        return None
    share = side.effective[1] / side.n if side.effective is not None and side.n else None
    effective = None if share is None else (side.events * share, n * share)
    stages = (to, IMPLANTED) if to == TRIALLED else (to,)
    later = any(printed_later(arm.sources, stages, chosen.study, context.question.as_of) for arm in arms)
    marks = (*side.marks, RE_EXPRESSED, *((DENOMINATOR_LATER,) if later else ()))
    return replace(side, n=n, effective=effective, marks=(*dict.fromkeys(marks),))


def holds(chosen: Chosen, to: str, context: Context) -> bool:
    """Whether the rows stand as reported: they are of patients among whom those who failed the trial phase (or were
    lost) are, or of no benefit.
    """
    if to == AS_REPORTED or context.vocabulary.outcomes[chosen.row.result.outcome].kind != BENEFIT:
        return True
    return all(row.result.analysed in _HELD[to] for row in chosen.rows)


def is_of_whole_arms(chosen: Chosen, context: Context) -> bool:
    """Whether the one row is about all patients of its arms: not a part of them, nor those with one of several
    indications. Those who changed treatment are still of the arm.
    """
    result = chosen.row.result
    if len(chosen.rows) > 1 or (result.subgroup, result.cause, result.condition) != (None, None, None):
        return False
    named = chosen.study.population.indications
    return result.indication is None or named.keys() <= {*context.vocabulary.indications.with_parts(result.indication)}


def failed_trials(side: Side, study: Study) -> int | None:
    """How many of the arms of a side did not get past the trial phase; None where that is not printed."""
    arms = [study.arms[key] for key in side.arms]
    trialled, implanted = (_sum_of(arms, stage) for stage in (TRIALLED, IMPLANTED))
    return None if trialled is None or implanted is None else trialled - implanted


def is_over_all_trialled(side: Side, study: Study) -> bool:
    """Whether the patients of a side are all who were trialled: nobody was lost before the figure."""
    return side.n is not None and side.n == _sum_of([study.arms[key] for key in side.arms], TRIALLED)


def _over_trialled(n: int, arms: Sequence[Arm]) -> int | None:
    trialled, implanted = (_sum_of(arms, stage) for stage in (TRIALLED, IMPLANTED))
    return None if trialled is None or implanted is None else n + trialled - implanted


def _sum_of(arms: Sequence[Arm], stage: str) -> int | None:
    """Patients of all arms who came that far; None where one of the numbers is not printed."""
    numbers: list[int | None] = [getattr(arm, stage) for arm in arms]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None
