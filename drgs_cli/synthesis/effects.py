"""From what stands for a comparative study in a cell to its effect: of the figures of its arms, else of print; pools
nothing.
"""

from msgspec.structs import replace

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Contrast, Mean, Median, Observation, Words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.arms import Side, side_of
from drgs_cli.synthesis.cells import Cell, in_own_units
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import holds, re_expressed
from drgs_cli.synthesis.effect import RandomisedEffect, StudyEffect, StudyEffects
from drgs_cli.synthesis.finding import MEAN_DIFFERENCE, RISK_MEASURES, STANDARDISED, Finding, lacking
from drgs_cli.synthesis.marks import marks_of_rows
from drgs_cli.synthesis.printed_estimates import (
    PRINTABLE,
    Compared,
    best_of,
    comparisons_in,
    of_print,
    usable,
)
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.spreads import FROM_P, UNNAMED, sd_from_p
from drgs_cli.synthesis.two_sides import of_pairs, of_two_sides
from drgs_cli.synthesis.units import is_turned, on_points

PARALLEL_CROSSOVER = "parallel-crossover"
PAIRED_MARK = "paired"
ADJUSTED_IN_PRINT = "adjusted-in-print"
TURNED_SCALE = "turned-scale"

_CROSSOVER_TOOL = "rob2-crossover"  # the tool for crossover trials tells these designs from others
_FIRST_PERIOD, _BOTH_PERIODS = "first", "both"
_MEAN_DIFFERENCE = "mean-difference"
_NO_DENOMINATOR = NotEstimable("no-denominator")


def effect_of_study(chosen: Chosen, cell: Cell, context: Context, kind: type[StudyEffects]) -> StudyEffects:
    """The effect of one study, first side over or minus second, as evidence of one kind.

    A fourfold table of a crossover, or its printed paired estimate, comes first, then the figures of the arms, then a
    printed estimate in its own measure; else the reason for having none.
    """
    compared = comparisons_in(chosen, context)
    reported = _sides(chosen, cell, context, compared)
    reached = _over_denominator(reported, chosen, context)
    finding: Finding = _finding(chosen, reached, cell, context, compared, by_chance=_by_chance(kind))
    if cell.construct is not None and finding.measure == MEAN_DIFFERENCE:  # it stays in the units of its own scale
        return effect_of_study(chosen, in_own_units(cell, chosen.row.result, context.vocabulary), context, kind)
    sides: tuple[Side, Side] = reached or reported
    marks: tuple[str, ...] = (*marks_of_rows(chosen, context), *sides[0].marks, *sides[1].marks, *finding.marks)
    return kind(
        chosen=chosen,
        sides=sides,
        measure=finding.measure,
        effect=finding.effect,
        interval=finding.interval,
        p=finding.p,
        absolute=finding.absolute,
        printed=tuple(one.contrast for one in compared),
        came_from=finding.came_from,
        marks=(*dict.fromkeys(marks),),
        test=finding.test,
    )


def _by_chance(kind: type[StudyEffect]) -> bool:
    """Whether chance made the groups alike, so that an adjusted estimate is no better than a plain one."""
    return issubclass(kind, RandomisedEffect)


def is_crossover(chosen: Chosen, context: Context) -> bool:
    """Whether the figures are of patients who had both treatments: not those of the first period alone."""
    design = context.vocabulary.designs.get(chosen.study.design or "")
    crossed = design is not None and _CROSSOVER_TOOL in design.risk_of_bias
    periods = {row.result.period for row in chosen.rows}
    return _BOTH_PERIODS in periods or (crossed and _FIRST_PERIOD not in periods)


def _sides(chosen: Chosen, cell: Cell, context: Context, compared: tuple[Compared, ...]) -> tuple[Side, Side]:
    """Both sides; a mean without a spread gets that which the printed p leaves, else that of its change."""
    first, second = (side_of(chosen, key, cell, context, imputed=False) for key in context.sides.keys)
    if all(side.sd is not None or side.events is not None for side in (first, second)):
        return first, second
    sd = None if is_crossover(chosen, context) else _common_sd(first, second, chosen, compared)
    if sd is not None:
        return _with_sd(first, sd), _with_sd(second, sd)
    first, second = (side_of(chosen, key, cell, context) for key in context.sides.keys)
    return first, second


def _common_sd(first: Side, second: Side, chosen: Chosen, compared: tuple[Compared, ...]) -> float | None:
    """The spread within the two arms, from the exact p of their unadjusted comparison of means, if that is printed."""
    if len(chosen.rows) > 1 or first.effective is not None or second.effective is not None:
        return None
    if first.mean is None or second.mean is None or not first.n or not second.n:
        return None
    if UNNAMED in (*first.marks, *second.marks):
        return None
    for one in compared:
        contrast = one.contrast
        of_means = contrast.measure in (None, _MEAN_DIFFERENCE) and not contrast.adjusted and not contrast.paired
        if of_means and one.exact_p is not None and {*contrast.arms} == {*first.arms, *second.arms}:
            return sd_from_p(first.mean, first.n, second.mean, second.n, one.exact_p)
    return None


def _with_sd(side: Side, sd: float) -> Side:
    if side.sd is not None or not side.n:
        return side
    return replace(side, sd=sd, se=sd / side.n**0.5, marks=(*side.marks, FROM_P))


def _over_denominator(sides: tuple[Side, Side], chosen: Chosen, context: Context) -> tuple[Side, Side] | None:
    """Both sides over the denominator that was asked for; None where one of them has counts that cannot be had so.
    Means have no denominator to speak of and stay.
    """
    to = context.question.denominator
    reached = [side if side.events is None else re_expressed(side, chosen, to, context) for side in sides]
    first, second = reached
    return None if first is None or second is None else (first, second)


def _finding(
    chosen: Chosen,
    sides: tuple[Side, Side] | None,
    cell: Cell,
    context: Context,
    compared: tuple[Compared, ...],
    *,
    by_chance: bool,
) -> Finding:
    """`sides` None: they cannot be had over the denominator that was asked for."""
    if sides is None:
        return lacking(_NO_DENOMINATOR)
    question, good = context.question, context.good(cell)
    asked, level = question.measure, question.level
    as_asked = holds(chosen, question.denominator, context)  # figures of print cannot be re-expressed
    printed = tuple(one for one in compared if as_asked or not _of_risks(one.contrast)) if len(chosen.rows) == 1 else ()
    cells = next((one.paired_cells for one in printed if one.paired_cells is not None), None)
    if cells is not None:
        finding = of_pairs(cells, asked, good, level)
        return replace(finding, marks=(*finding.marks, PAIRED_MARK))
    paired = best_of(tuple(one for one in printed if one.contrast.paired), asked, adjusted_first=not by_chance)
    if paired is not None:
        finding = _of_print(paired, sides[1], asked, cell, context)
        if finding.estimated:
            return replace(finding, marks=(*finding.marks, PAIRED_MARK))
    of_arms = of_two_sides(*sides, asked, good, level, points=on_points(cell))
    if of_arms is not None and (of_arms.estimated or of_arms.absolute is not None):
        parallel = (PARALLEL_CROSSOVER,) if is_crossover(chosen, context) else ()
        better = any(one.contrast.adjusted and usable(one) for one in compared) and not by_chance
        crude = (ADJUSTED_IN_PRINT,) if better else ()
        found = replace(of_arms, marks=(*of_arms.marks, *parallel, *crude))
        return _turned(found, chosen.rows[0].result, cell, context)
    best = best_of(printed, asked, adjusted_first=not by_chance)
    if best is not None:
        return _of_print(best, sides[1], asked, cell, context)
    return of_arms or lacking(_reason(chosen, sides, compared))


def _of_print(compared: Compared, second: Side, asked: str | None, cell: Cell, context: Context) -> Finding:
    """What print has, marked where its scale was turned."""
    return _turned(of_print(compared, second, asked, cell, context), compared.row.result, cell, context)


def _turned(finding: Finding, result: Result, cell: Cell, context: Context) -> Finding:
    """Among instruments in other units there is no difference in those of one; a scale that was turned is marked."""
    if cell.construct is None or finding.measure not in STANDARDISED:
        return finding
    marks = (TURNED_SCALE,) if is_turned(result, cell, context.vocabulary) else ()
    return replace(finding, absolute=None, marks=(*finding.marks, *marks))


def _of_risks(contrast: Contrast) -> bool:
    """Whether a printed comparison is one of counted patients."""
    kind = PRINTABLE.get(contrast.measure or "")
    return contrast.paired_counts is not None or (kind is not None and kind.name in RISK_MEASURES)


def _reason(chosen: Chosen, sides: tuple[Side, Side], compared: tuple[Compared, ...]) -> NotEstimable:
    """Why the figures that there are come to no effect."""
    observed: list[Observation] = [
        found
        for side in sides
        for row in chosen.rows
        for key in side.arms
        if (found := row.result.arms.get(key)) is not None
    ]
    figures = [found for found in observed if not isinstance(found, Words)]
    if any(isinstance(found, Mean | Median) for found in figures):
        lost = any(_has_spread(found) and not found.n for found in figures)
        return NotEstimable("no-denominator" if lost else "no-variance")
    if figures:
        return _NO_DENOMINATOR
    numbers = any(usable(one) or one.paired_cells is not None for one in compared)
    if numbers:  # over other patients than asked for; or one for each of several parts
        return _NO_DENOMINATOR if len(chosen.rows) == 1 else NotEstimable("not-applicable")
    parts = (*(one.contrast for one in compared), *observed)
    return NotEstimable("p-only" if any(part.p is not None for part in parts) else "words-only")


def _has_spread(found: Observation) -> bool:
    """Whether it is a mean with a spread that would do, were the number of patients printed."""
    if isinstance(found, Median):
        return found.median is not None and found.iqr is not None
    if not isinstance(found, Mean) or found.unnamed:
        return False
    return found.sd is not None or found.ci is not None or found.iqr is not None
