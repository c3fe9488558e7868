"""Several studies with both sides by hand: from their effects to the comparison, in relative and absolute terms."""

from collections.abc import Sequence
from math import exp

from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.absolute_terms import RATIO_ON_BASE
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.inverse_variance import BAYES, COMMON_EFFECT
from drgs_cli.synthesis.trace_counts import needed_by_hand
from drgs_cli.synthesis.trace_pooled import Table, Weighed, by_inverse_variance, by_mantel_haenszel, by_posterior
from drgs_cli.synthesis.trace_steps import Found, Sheet
from drgs_cli.synthesis.zero_cells import MANTEL_HAENSZEL


def direct_by_hand(sheet: Sheet, comparison: Comparison, found: dict[str, Found], context: Context) -> None:
    """The estimate with those beside it, then the difference in absolute terms, where it is not that of one study."""
    estimate = comparison.estimate
    _estimate(sheet, estimate, comparison.effects, found, context)
    for other in estimate.beside:
        _estimate(sheet, other, comparison.effects, found, context)
    within = {weight.study for weight in estimate.weights} or {one.chosen.study.id for one in comparison.effects}
    if comparison.absolute is not None and len(within) > 1:
        effects = [one for one in comparison.effects if one.chosen.study.id in within]
        _absolute(sheet, comparison, comparison.absolute, effects, context)


def on_base_by_hand(sheet: Sheet, estimate: Estimate, absolute: Absolute) -> None:
    """A ratio on the risk of the second sides; no risk is above 1."""
    base, interval, ratios = absolute.base or 0.0, estimate.interval, [estimate.value or 0.0]
    ratios += [interval.low, interval.high] if isinstance(interval, Interval) else []
    names = ("difference", "difference-low", "difference-high")
    differences = []
    for name, ratio in zip(names, ratios, strict=False):
        risk = base * ratio if estimate.measure == "RR" else ratio * base / (1 - base + ratio * base)
        if risk > 1:
            differences.append(sheet.value(f"{name}-on-base", "1 - base", 1 - base, base=base))
        else:
            formula = "base * ratio" if estimate.measure == "RR" else "ratio * base / (1 - base + ratio * base)"
            found = sheet.value(f"{name}-on-base", f"{formula} - base", risk - base, ratio=ratio, base=base)
            differences.append(found)
    sheet.check("difference", differences[0], absolute.difference)
    if len(differences) > 1:
        sheet.check_interval("difference", (differences[1], differences[2]), absolute.interval)
        needed_by_hand(sheet, absolute, (differences[1], differences[2]))


def _estimate(
    sheet: Sheet, estimate: Estimate, effects: Sequence[StudyEffect], found: dict[str, Found], context: Context
) -> None:
    """By its recipe; of one study nothing is left to do but to hold the one against the other."""
    level = context.question.level
    if estimate.value is None:
        return
    name, _, detail = (estimate.recipe or "").partition(":")
    if name == MANTEL_HAENSZEL:
        by_mantel_haenszel(sheet, _tables(estimate, effects), estimate, level)
        return
    studies = [Weighed(one.study, *found[one.study], one.weight) for one in estimate.weights if one.study in found]
    if len(estimate.weights) == 1 and studies:
        only = studies[0].estimate
        sheet.check("estimate", exp(only) if estimate.log else only, estimate.value)
    elif name == BAYES:
        by_posterior(sheet, studies, estimate, float(detail), level)
    elif name == COMMON_EFFECT:
        by_inverse_variance(sheet, studies, estimate, "ee", "z", level)
    elif studies:
        method, _, interval = name.partition("+")
        by_inverse_variance(sheet, studies, estimate, method, interval, level)


def _tables(estimate: Estimate, effects: Sequence[StudyEffect]) -> list[Table]:
    within = {weight.study for weight in estimate.weights}
    return [_table(effect) for effect in effects if effect.chosen.study.id in within]


def _table(effect: StudyEffect) -> Table:
    first, second = effect.sides
    return float(first.events or 0), float(first.n or 0), float(second.events or 0), float(second.n or 0)


def _absolute(
    sheet: Sheet, comparison: Comparison, absolute: Absolute, effects: Sequence[StudyEffect], context: Context
) -> None:
    estimate = comparison.estimate
    if absolute.base is not None:
        counted = [effect.sides[1] for effect in effects if effect.sides[1].events is not None]
        events = sheet.total("events-of-second", [float(side.events or 0) for side in counted])
        n = sheet.total("patients-of-second", [float(side.n or 0) for side in counted])
        sheet.check("base", sheet.value("base", "e / n", events / n, e=events, n=n), absolute.base)
    if absolute.recipe == RATIO_ON_BASE:
        on_base_by_hand(sheet, estimate, absolute)
    elif absolute.recipe == MANTEL_HAENSZEL and estimate.value is None:
        differences = Estimate(
            measure="RD", value=absolute.difference, interval=absolute.interval, k=len(effects), recipe=MANTEL_HAENSZEL
        )
        by_mantel_haenszel(sheet, [_table(effect) for effect in effects], differences, context.question.level)
    else:
        sheet.check("difference", estimate.value, absolute.difference)
