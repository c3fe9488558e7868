"""Uncontrolled series side by side by hand: the difference of what each comes to, where it was asked for."""

from math import fsum, log

from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.lines import PROPORTION, RATE
from drgs_cli.synthesis.trace_counts import mid_p_by_hand, needed_by_hand, newcombe_by_hand
from drgs_cli.synthesis.trace_lines import Alone
from drgs_cli.synthesis.trace_sides import Pair
from drgs_cli.synthesis.trace_steps import Found, Sheet, p_by_hand, wald_by_hand
from drgs_cli.synthesis.two_sides import NEWCOMBE, POINTS_OF_10

_COUNTED = ("exact", "exact-rate", "sum-exact")  # recipes of what was counted
_RATIOS = ("RR", "OR", "IRR")
_FEW = 5  # an expected count below has an exact test

Studies = dict[str, Alone]


def unanchored_by_hand(
    sheet: Sheet, comparison: Unanchored, studies: tuple[Studies, Studies], context: Context
) -> None:
    """The first side over, or minus, the second, as of two independent groups, from what each comes to; `studies` are
    the figures of each side.
    """
    level, absolute = context.question.level, comparison.absolute
    counts = [_counts(entry.estimate, of_side) for entry, of_side in zip(comparison.of, studies, strict=True)]
    one, other = counts
    counted = comparison.of[0].estimate.measure == PROPORTION and one is not None and other is not None
    if comparison.estimate.value is not None:
        _compared(sheet, comparison, counts, level)
    if absolute is None:
        return
    found = _difference(sheet, comparison, "RD" if absolute.base is not None else "MD", counts)
    sheet.check("difference", found[0], absolute.difference)
    if counted and one is not None and other is not None and absolute.recipe == NEWCOMBE:
        limits = newcombe_by_hand(sheet, one, other, level)
    else:
        _, low, high = wald_by_hand(sheet, found, level, is_log=False)
        limits = (max(low, -1.0), min(high, 1.0)) if absolute.base is not None else (low, high)
    sheet.check_interval("difference", limits, absolute.interval)
    if comparison.estimate.measure == "RD":
        sheet.check_interval("interval", limits, comparison.estimate.interval)
    needed_by_hand(sheet, absolute, limits)


def _compared(sheet: Sheet, comparison: Unanchored, counts: list[Pair | None], level: float) -> None:
    estimate, (one, other) = comparison.estimate, counts
    found = _difference(sheet, comparison, estimate.measure or "", counts)
    if estimate.measure == "RD":
        sheet.check("estimate", found[0], estimate.value)
    else:
        value, low, high = wald_by_hand(sheet, found, level, is_log=estimate.log)
        sheet.check("estimate", value, estimate.value)
        sheet.check_interval("interval", (low, high), estimate.interval)
    if comparison.of[0].estimate.measure == PROPORTION and one is not None and other is not None and _few(one, other):
        sheet.check("p", mid_p_by_hand(sheet, one, other), estimate.p)
    else:
        p_by_hand(sheet, found, estimate.p)


def _few(one: Pair, other: Pair) -> bool:
    """Whether whole counts are so small that the test is an exact one."""
    events, n = one[0] + other[0], one[1] + other[1]
    whole = all(count.is_integer() for count in (*one, *other))
    return whole and min(one[1], other[1]) * min(events, n - events) / n < _FEW


def _counts(estimate: Estimate, studies: Studies) -> Pair | None:
    """Events and patients, or person-years, of a side that was counted."""
    if estimate.recipe not in _COUNTED:
        return None
    numbers = [studies[weight.study].numbers for weight in estimate.weights]
    pairs = [one.in_time if estimate.measure == RATE else one.counted for one in numbers]
    known = [pair for pair in pairs if pair is not None]
    return fsum(events for events, _ in known), fsum(n for _, n in known)


def _difference(sheet: Sheet, comparison: Unanchored, measure: str, counts: list[Pair | None]) -> Found:
    on_scale = [
        _on_scale(sheet.on(synthesis.side), synthesis.estimate, pair, measure)
        for synthesis, pair in zip(comparison.of, counts, strict=True)
    ]
    (y1, v1), (y2, v2) = on_scale
    name = f"log-{measure.lower()}" if measure in _RATIOS else measure.lower()
    if POINTS_OF_10 in comparison.marks:
        estimate = sheet.value(name, "(y1 - y2) / 10", (y1 - y2) / 10, y1=y1, y2=y2)
        return estimate, sheet.value("variance", "(v1 + v2) / 100", (v1 + v2) / 100, v1=v1, v2=v2)
    estimate = sheet.value(name, "y1 - y2", y1 - y2, y1=y1, y2=y2)
    return estimate, sheet.value("variance", "v1 + v2", v1 + v2, v1=v1, v2=v2)


def _on_scale(sheet: Sheet, estimate: Estimate, counts: Pair | None, measure: str) -> Found:
    """What one side comes to and its variance, on the scale of the measure: of counts from these, else by the delta
    method from the standard error.
    """
    if counts is not None:
        return _counted_on_scale(sheet, counts, measure)
    p, s = estimate.value or 0.0, estimate.se or 0.0
    if measure in ("RD", "MD"):
        return p, sheet.value("variance-of-side", "s^2", s**2, s=s)
    if measure == "IRR":
        return sheet.value("log-of-side", "ln(p)", log(p), p=p), sheet.value("variance-of-side", "s^2", s**2, s=s)
    if measure == "RR":
        estimated = sheet.value("log-of-side", "ln(p)", log(p), p=p)
        return estimated, sheet.value("variance-of-side", "(s / p)^2", (s / p) ** 2, s=s, p=p)
    logit = sheet.value("logit-of-side", "ln(p / (1 - p))", log(p / (1 - p)), p=p)
    spread = (s / (p * (1 - p))) ** 2
    return logit, sheet.value("variance-of-side", "(s / (p * (1 - p)))^2", spread, s=s, p=p)


def _counted_on_scale(sheet: Sheet, counts: Pair, measure: str) -> Found:
    e, n = counts
    if measure == "IRR":
        estimate = sheet.value("log-of-side", "ln(e / years)", log(e / n), e=e, years=n)
        return estimate, sheet.value("variance-of-side", "1 / e", 1 / e, e=e)
    if measure == "RR":
        estimate = sheet.value("log-of-side", "ln(e / n)", log(e / n), e=e, n=n)
        return estimate, sheet.value("variance-of-side", "1 / e - 1 / n", 1 / e - 1 / n, e=e, n=n)
    if measure == "OR":
        estimate = sheet.value("logit-of-side", "ln(e / (n - e))", log(e / (n - e)), e=e, n=n)
        return estimate, sheet.value("variance-of-side", "1 / e + 1 / (n - e)", 1 / e + 1 / (n - e), e=e, n=n)
    p = sheet.value("share", "e / n", e / n, e=e, n=n)
    return p, sheet.value("variance-of-side", "p * (1 - p) / n", p * (1 - p) / n, p=p, n=n)
