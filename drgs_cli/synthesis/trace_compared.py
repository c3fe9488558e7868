"""The two sides over all studies by hand: from the effects of the studies to the comparison, in relative and absolute
terms.
"""

from collections.abc import Sequence
from math import exp, log

from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.absolute_terms import RATIO_ON_BASE
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.inverse_variance import BAYES, COMMON_EFFECT
from drgs_cli.synthesis.lines import MEAN, PROPORTION
from drgs_cli.synthesis.trace_counts import needed_by_hand, newcombe_by_hand
from drgs_cli.synthesis.trace_pooled import Table, Weighed, by_inverse_variance, by_mantel_haenszel, by_posterior
from drgs_cli.synthesis.trace_steps import Found, Sheet, p_by_hand, wald_by_hand
from drgs_cli.synthesis.two_sides import NEWCOMBE
from drgs_cli.synthesis.zero_cells import MANTEL_HAENSZEL

_COUNTED = ("exact", "exact-rate", "sum-exact")
_LOG_MEASURES = ("RR", "OR", "IRR")


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
        if estimate.measure == "RR":
            formula, risk = "base * ratio - base", base * ratio
        else:
            formula, risk = "ratio * base / (1 - base + ratio * base) - base", ratio * base / (1 - base + ratio * base)
        if risk > 1:
            formula, risk = "1 - base", 1.0
        differences.append(sheet.value(f"{name}-on-base", formula, risk - base, ratio=ratio, base=base))
    sheet.check("difference", differences[0], absolute.difference)
    if len(differences) > 1:
        sheet.check_interval("difference", (differences[1], differences[2]), absolute.interval)
        needed_by_hand(sheet, absolute, (differences[1], differences[2]))


def unanchored_by_hand(sheet: Sheet, comparison: Unanchored, context: Context) -> None:
    """The first side over, or minus, the second, as of two independent groups, from what each comes to."""
    estimate, level = comparison.estimate, context.question.level
    if estimate.value is not None and estimate.measure is not None:
        found = _difference(sheet, comparison, estimate.measure)
        value, low, high = wald_by_hand(sheet, found, level, is_log=estimate.log)
        sheet.check("estimate", value, estimate.value)
        sheet.check_interval("interval", (low, high), estimate.interval)
        p_by_hand(sheet, found, estimate.p)
    absolute = comparison.absolute
    if absolute is None:
        return
    difference = _difference(sheet, comparison, "RD" if absolute.base is not None else "MD")
    sheet.check("difference", difference[0], absolute.difference)
    first, second = (synthesis.estimate for synthesis in comparison.of)
    if absolute.recipe == NEWCOMBE:
        counts = [(float(one.events[0]), float(one.n or 0)) for one in (first, second)]
        limits = newcombe_by_hand(sheet, counts[0], counts[1], level)
    else:
        _, *ends = wald_by_hand(sheet, difference, level, is_log=False)
        limits = (ends[0], ends[1])
    sheet.check_interval("difference", limits, absolute.interval)
    needed_by_hand(sheet, absolute, limits)


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


def _difference(sheet: Sheet, comparison: Unanchored, measure: str) -> Found:
    first, second = comparison.of
    one = _on_scale(sheet.on(first.side), first.estimate, measure)
    other = _on_scale(sheet.on(second.side), second.estimate, measure)
    name = f"log-{measure.lower()}" if measure in _LOG_MEASURES else measure.lower()
    estimate = sheet.value(name, "y1 - y2", one[0] - other[0], y1=one[0], y2=other[0])
    return estimate, sheet.value("variance", "v1 + v2", one[1] + other[1], v1=one[1], v2=other[1])


def _on_scale(sheet: Sheet, estimate: Estimate, measure: str) -> Found:
    """What one side comes to and its variance, on the scale of the measure: of counts from these, else by the delta
    method from the standard error.
    """
    if estimate.recipe in _COUNTED and estimate.events:
        return _counted_on_scale(sheet, estimate, measure)
    p, s = estimate.value or 0.0, estimate.se or 0.0
    if measure in ("RD", MEAN, "MD") or (estimate.measure not in (PROPORTION, None) and not estimate.log):
        return p, sheet.value("variance-of-side", "s^2", s**2, s=s)
    if measure == "IRR":
        return sheet.value("log-of-side", "ln(p)", log(p), p=p), sheet.value("variance-of-side", "s^2", s**2, s=s)
    if measure == "RR":
        variance = sheet.value("variance-of-side", "(s / p)^2", (s / p) ** 2, s=s, p=p)
        return sheet.value("log-of-side", "ln(p)", log(p), p=p), variance
    logit = sheet.value("logit-of-side", "ln(p / (1 - p))", log(p / (1 - p)), p=p)
    spread = (s / (p * (1 - p))) ** 2
    return logit, sheet.value("variance-of-side", "(s / (p * (1 - p)))^2", spread, s=s, p=p)


def _counted_on_scale(sheet: Sheet, estimate: Estimate, measure: str) -> Found:
    e, n, p = float(estimate.events[0]), float(estimate.n or 0), estimate.value or 0.0
    if measure == "IRR":
        variance = sheet.value("variance-of-side", "1 / e", 1 / e, e=e)
        return sheet.value("log-of-side", "ln(p)", log(p), p=p), variance
    if measure == "RR":
        variance = sheet.value("variance-of-side", "1 / e - 1 / n", 1 / e - 1 / n, e=e, n=n)
        return sheet.value("log-of-side", "ln(e / n)", log(e / n), e=e, n=n), variance
    if measure == "OR":
        variance = sheet.value("variance-of-side", "1 / e + 1 / (n - e)", 1 / e + 1 / (n - e), e=e, n=n)
        return sheet.value("logit-of-side", "ln(e / (n - e))", log(e / (n - e)), e=e, n=n), variance
    share = sheet.value("share", "e / n", e / n, e=e, n=n)
    return share, sheet.value("variance-of-side", "p * (1 - p) / n", share * (1 - share) / n, p=share, n=n)
