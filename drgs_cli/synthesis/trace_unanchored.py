"""Uncontrolled series side by side by hand: the difference of what each comes to, where it was asked for."""

from math import exp, log, sqrt

from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.trace_counts import needed_by_hand
from drgs_cli.synthesis.trace_steps import Sheet
from drgs_cli.synthesis.two_sides import POINTS_OF_10

_LOGS, _LOGITS = ("RR", "IRR"), ("OR",)

Points = tuple[float, float, float]  # an estimate and its limits


def unanchored_by_hand(sheet: Sheet, comparison: Unanchored) -> None:
    """The first side over, or minus, the second, as of two independent groups, from what each comes to."""
    estimate, absolute = comparison.estimate, comparison.absolute
    if estimate.value is not None:
        found = _difference(sheet, comparison, estimate.measure or "")
        value, low, high = found if not estimate.log else _turned_back(sheet, found)
        sheet.check("estimate", value, estimate.value)
        sheet.check_interval("interval", (low, high), estimate.interval)
    if absolute is not None:
        value, low, high = _difference(sheet, comparison, "RD" if absolute.base is not None else "MD")
        sheet.check("difference", value, absolute.difference)
        sheet.check_interval("difference", (low, high), absolute.interval)
        needed_by_hand(sheet, absolute, (low, high))


def _difference(sheet: Sheet, comparison: Unanchored, measure: str) -> Points:
    """With the interval of Zou and Donner (2008) from those of the sides."""
    (t1, l1, u1), (t2, l2, u2) = (
        _on_scale(sheet.on(synthesis.side), synthesis.estimate, measure, ten=POINTS_OF_10 in comparison.marks)
        for synthesis in comparison.of
    )
    name = f"log-{measure.lower()}" if measure in (*_LOGS, *_LOGITS) else measure.lower()
    difference = sheet.value(name, "t1 - t2", t1 - t2, t1=t1, t2=t2)
    low = sheet.value(
        "mover-low",
        "t1 - t2 - sqrt((t1 - l1)^2 + (u2 - t2)^2)",
        t1 - t2 - sqrt((t1 - l1) ** 2 + (u2 - t2) ** 2),
        **{"t1": t1, "t2": t2, "l1": l1, "u2": u2},
    )
    high = sheet.value(
        "mover-high",
        "t1 - t2 + sqrt((u1 - t1)^2 + (t2 - l2)^2)",
        t1 - t2 + sqrt((u1 - t1) ** 2 + (t2 - l2) ** 2),
        **{"t1": t1, "t2": t2, "u1": u1, "l2": l2},
    )
    return difference, low, high


def _on_scale(sheet: Sheet, estimate: Estimate, measure: str, *, ten: bool) -> Points:
    """What one side comes to and its limits, on the scale of the measure."""
    interval = estimate.interval
    assert isinstance(interval, Interval)  # else there is no difference
    p, low, high = estimate.value or 0.0, interval.low, interval.high
    if measure in _LOGS:
        value = sheet.value("log-of-side", "ln(p)", log(p), p=p)
        return value, *sheet.limits("log-of-limits", "", log(low), log(high), low=low, high=high)
    if measure in _LOGITS:
        value = sheet.value("logit-of-side", "ln(p / (1 - p))", log(p / (1 - p)), p=p)
        ends = (log(low / (1 - low)), log(high / (1 - high)))
        return value, *sheet.limits("logit-of-limits", "", *ends, low=low, high=high)
    if ten:
        value = sheet.value("tenth-of-side", "y / 10", p / 10, y=p)
        return value, *sheet.limits("tenth-of-limits", "", low / 10, high / 10, low=low, high=high)
    return p, low, high


def _turned_back(sheet: Sheet, found: Points) -> Points:
    value, low, high = found
    turned = sheet.value("turned-back", "exp(y)", exp(value), y=value)
    return turned, *sheet.limits("limits-turned-back", "", exp(low), exp(high), low=low, high=high)
