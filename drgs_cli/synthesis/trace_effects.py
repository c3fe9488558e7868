"""The effect of one comparative study by hand: from both sides, a crossover's pairs, or an estimate in print."""

from drgs_cli.stats.results import Effect
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.finding import MID_P, PAIRED, PRINTED, WALD
from drgs_cli.synthesis.printed_estimates import comparisons_in
from drgs_cli.synthesis.trace_counts import (
    OF_COUNTS,
    mcnemar_by_hand,
    mid_p_by_hand,
    pairs_by_hand,
    rate_ratio,
    risks_by_hand,
)
from drgs_cli.synthesis.trace_means import OF_MEANS, with_common_spread
from drgs_cli.synthesis.trace_printed import printed_by_hand
from drgs_cli.synthesis.trace_sides import Pair, side_by_hand
from drgs_cli.synthesis.trace_steps import Found, Sheet, p_by_hand, wald_by_hand


def effect_by_hand(sheet: Sheet, study: StudyEffect, cell: Cell, context: Context) -> Found | None:
    """The estimate and its variance, on the scale on which it is pooled; None where the study has none. Held against
    the effect, its interval and p, and the difference in absolute terms.
    """
    effect, level = study.effect, context.question.level
    sides = [side_by_hand(sheet.on(side.intervention), side, study.chosen, cell, context) for side in study.sides]
    first, second = with_common_spread(sheet, sides[0], sides[1], study, context)
    if study.came_from == PRINTED:
        return printed_by_hand(sheet, study, effect, cell, context) if isinstance(effect, Effect) else None
    if study.came_from == PAIRED:
        return _of_pairs(sheet, study, context)
    if study.measure in OF_COUNTS and first.counted is not None and second.counted is not None:
        return _of_counts(sheet, first.counted, second.counted, study, level)
    if not isinstance(effect, Effect):
        return None
    if study.measure in OF_MEANS:
        found = OF_MEANS[study.measure](sheet, first, second, study)
    else:
        found = rate_ratio(sheet, first.in_time or (0.0, 0.0), second.in_time or (0.0, 0.0))
    return _concluded(sheet, found, study, effect, level)


def _of_counts(sheet: Sheet, one: Pair, other: Pair, study: StudyEffect, level: float) -> Found | None:
    """Shares, their ratio and difference; with an empty cell no ratio, but the difference and an exact test."""
    effect, found, shares = study.effect, None, []
    for side, (events, n) in zip(study.sides, (one, other), strict=True):
        shares.append(sheet.on(side.intervention).value("share", "e / n", events / n, e=events, n=n))
    if isinstance(effect, Effect):
        found = OF_COUNTS[study.measure or ""](sheet, (*one, shares[0]), (*other, shares[1]))
        if study.measure != "RD":
            _concluded(sheet, found, study, effect, level)
        else:
            sheet.check("estimate", found[0], effect.natural)
            if study.test == WALD:
                p_by_hand(sheet, found, study.p)
    if study.test == MID_P:
        sheet.check("p", mid_p_by_hand(sheet, one, other), study.p)
    assert study.absolute is not None  # of counts there always is a difference
    limits = risks_by_hand(sheet, one, other, study.absolute, level)
    if study.measure == "RD":
        sheet.check_interval("interval", limits, study.interval)
    return found


def _of_pairs(sheet: Sheet, study: StudyEffect, context: Context) -> Found | None:
    effect, level = study.effect, context.question.level
    compared = comparisons_in(study.chosen, context)
    cells = next(found.paired_cells for found in compared if found.paired_cells is not None)
    if study.absolute is None:  # nobody is in the table
        return None
    measure = study.measure if isinstance(effect, Effect) else None
    found = pairs_by_hand(sheet, cells, measure, study.absolute, level)
    sheet.check("p", mcnemar_by_hand(sheet, cells), study.p)
    if found is None or not isinstance(effect, Effect):
        return None
    if study.measure != "RD":
        return _concluded(sheet, found, study, effect, level)
    sheet.check("estimate", found[0], effect.natural)
    return found


def _concluded(sheet: Sheet, found: Found, study: StudyEffect, effect: Effect, level: float) -> Found:
    """With its normal interval and p."""
    value, low, high = wald_by_hand(sheet, found, level, is_log=effect.scale == "log")
    sheet.check("estimate", value, effect.natural)
    sheet.check_interval("interval", (low, high), study.interval)
    if study.test == WALD:
        p_by_hand(sheet, found, study.p)
    return found
