"""A printed estimate by hand: its error from its interval, turned to first side against second, in a cell's units."""

from math import exp, log

from drgs_cli.stats.results import Effect
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.finding import PRINTED
from drgs_cli.synthesis.printed_estimates import PRINTABLE, Compared, comparisons_in, usable
from drgs_cli.synthesis.trace_counts import needed_by_hand
from drgs_cli.synthesis.trace_steps import CLOSE, Found, Sheet, p_by_hand, quantile, wald_by_hand
from drgs_cli.synthesis.two_sides import POINTS_OF_10
from drgs_cli.synthesis.units import sign_in, to_cell


def printed_by_hand(sheet: Sheet, study: StudyEffect, effect: Effect, cell: Cell, context: Context) -> Found | None:
    """The printed estimate that the effect is; None, and no agreement, where none leads to it."""
    for compared in comparisons_in(study.chosen, context):
        if not usable(compared) or PRINTABLE[compared.contrast.measure or ""].name != study.measure:
            continue
        trial = Sheet(sheet.about)
        found = _one_of_print(trial, compared, study, cell, context)
        if found is not None and abs(found[0] - effect.estimate) <= CLOSE * max(1.0, abs(found[0])):
            sheet.steps += trial.steps
            _conclude(sheet, compared, found, study, effect, context.question.level)
            return found
    sheet.check("estimate", effect.estimate, None)
    return None


def _one_of_print(sheet: Sheet, compared: Compared, study: StudyEffect, cell: Cell, context: Context) -> Found | None:
    contrast = compared.contrast
    kind = PRINTABLE[contrast.measure or ""]
    level, value = contrast.level, contrast.estimate.value if contrast.estimate is not None else 0.0
    if kind.log and min([value, *(limit.value for limit in contrast.ci or ())]) <= 0:
        return None
    printed = sheet.value("log-printed", "ln(y)", log(value), y=value) if kind.log else value
    if contrast.se is not None and not kind.log:
        se = contrast.se.value
    elif contrast.ci is not None:
        low, high, z = contrast.ci.low.value, contrast.ci.high.value, quantile(level)
        if kind.log:
            formula, width = "(ln(high) - ln(low)) / (2 * z)", log(high) - log(low)
        else:
            formula, width = "(high - low) / (2 * z)", high - low
        se = sheet.value("se-from-ci", formula, width / (2 * z), high=high, low=low, z=z)
    else:
        return None
    factor = 1.0 if compared.forward else -1.0
    if kind.name == "MD":
        factor *= to_cell(compared.row.result, cell, context.vocabulary)
        factor *= 0.1 if POINTS_OF_10 in study.marks else 1.0
    elif kind.name == "SMD":
        factor *= sign_in(compared.row.result, cell, context.vocabulary)
    estimate = printed
    if factor != 1.0:
        estimate = sheet.value("turned", "y * factor", printed * factor, y=printed, factor=factor)
        se = sheet.value("turned-se", "se * factor", se * abs(factor), se=se, factor=abs(factor))
    return estimate, sheet.value("variance", "se^2", se**2, se=se)


def _conclude(sheet: Sheet, compared: Compared, found: Found, study: StudyEffect, effect: Effect, level: float) -> None:
    """The interval is that of print, where it is of the level asked for, else the normal one of the standard error."""
    contrast, absolute, is_log = compared.contrast, study.absolute, effect.scale == "log"
    if contrast.ci is None or contrast.level != level:
        value, low, high = wald_by_hand(sheet, found, level, is_log=is_log)
    else:
        value = sheet.value("turned-back", "exp(y)", exp(found[0]), y=found[0]) if is_log else found[0]
        low, high = _printed_limits(sheet, compared, found, is_log=is_log)
    sheet.check("estimate", value, effect.natural)
    sheet.check_interval("interval", (low, high), study.interval)
    if absolute is not None:
        sheet.check("difference", value, absolute.difference)
        sheet.check_interval("difference", (low, high), absolute.interval)
        needed_by_hand(sheet, absolute, (low, high))
    if study.test == PRINTED:
        sheet.check("p", compared.exact_p, study.p)
    else:
        p_by_hand(sheet, found, study.p)


def _printed_limits(sheet: Sheet, compared: Compared, found: Found, *, is_log: bool) -> tuple[float, float]:
    """The limits of print, turned as the estimate is."""
    contrast = compared.contrast
    assert contrast.ci is not None
    assert contrast.estimate is not None
    low, high = contrast.ci.low.value, contrast.ci.high.value
    if is_log and not compared.forward:
        return (
            sheet.value("interval-low", "1 / high", 1 / high, high=high),
            sheet.value("interval-high", "1 / low", 1 / low, low=low),
        )
    factor = found[0] / contrast.estimate.value if contrast.estimate.value and not is_log else 1.0
    if factor == 1.0:
        return sheet.limits("printed-limits", "", low, high)
    ends = sorted(
        sheet.value("limit-turned", "y * factor", limit * factor, y=limit, factor=factor) for limit in (low, high)
    )
    return ends[0], ends[1]
