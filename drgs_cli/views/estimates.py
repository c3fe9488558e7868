"""Estimates, absolute differences and numbers needed, as they are worded everywhere; computes nothing."""

import math
from collections.abc import Callable

from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.views.numbers import fixed, p_value, percent, ratio, signed, span

NOT_ESTIMABLE = {
    "no-study": "no study",
    "no-denominator": "not estimable: number of events or of patients not printed",
    "no-variance": "not estimable: no spread printed",
    "zero-cell": "ratio not estimable: none or all with the event on one side",
    "p-only": "only a p-value is printed",
    "words-only": "only words are printed",
    "disconnected": "not estimable: no trials connect the two",
    "not-converged": "not estimable: the search did not settle",
    "too-few": "not estimable: too few studies",
    "not-full-rank": "not estimable: the studies cannot be told apart",
    "out-of-range": "not estimable: beyond what can be computed with",
    "not-applicable": "not applicable here",
}

# The same reason where all is counted, by whom it could not be put over.
_NO_FLOW = {
    "trialled": "not estimable: the flow of patients is not printed: not of those trialled",
    "allocated": "not estimable: the flow of patients is not printed: not of all allocated",
}
_ALL_OR_NONE = "not estimable: none or all with the event, on either side of every study"

# Words for a measure's value; what is not here is a difference, with its sign.
_RATIOS = ("RR", "OR", "HR", "IRR", "ROM", "PETO")
_PROPORTION, _RISK_DIFFERENCE = "PR", "RD"
_RATE, _MEAN = "IR", "MN"  # of one side
_UNNAMED = (_PROPORTION, _RATE, _MEAN)  # measures whose name tells a reader nothing
UNITS = {_RATE: " per 100 person-years"}
_INFINITY = "infinity"


def estimate_text(estimate: Estimate, sign: str = "", *, denominator: str = AS_REPORTED) -> str:
    """An estimate with its measure and interval, or why there is none; `sign` is what its scale writes behind, and
    `denominator` whom figures, though counted, could not be put over.
    """
    if estimate.value is None:
        if estimate.measure == _RISK_DIFFERENCE and estimate.events and estimate.not_estimable == "no-variance":
            return _ALL_OR_NONE
        return not_estimable_text(estimate.not_estimable or "no-study", denominator)
    name = f"{estimate.measure} " if estimate.measure and estimate.measure not in _UNNAMED else ""
    return name + with_interval(estimate.measure, estimate.value, estimate.interval, sign)


def not_estimable_text(reason: str, denominator: str = AS_REPORTED) -> str:
    """Why there is no estimate."""
    return _NO_FLOW.get(denominator, NOT_ESTIMABLE[reason]) if reason == "no-denominator" else NOT_ESTIMABLE[reason]


def with_interval(
    measure: str | None, value: float, interval: Interval | NotEstimable | None = None, sign: str = ""
) -> str:
    """A value with its interval, where it has one."""
    word = _wording(measure, interval if isinstance(interval, Interval) else Interval(min(value, 0), max(value, 0)))
    limits = f" ({span(word(interval.low), word(interval.high))})" if isinstance(interval, Interval) else ""
    behind = UNITS.get(measure or "", f" {sign}" if sign and measure != _PROPORTION else "")
    return word(value) + limits + behind if measure in UNITS else word(value) + behind + limits


def interval_text(measure: str | None, interval: Interval) -> str:
    """Two limits in the words of a measure."""
    word = _wording(measure, interval)
    return span(word(interval.low), word(interval.high)) + UNITS.get(measure or "", "")


def beside_text(estimate: Estimate) -> str:
    """Other answers to the same question, which are shown beside it; empty where there is none."""
    from drgs_cli.views.recipes import recipe_text  # few estimates have any

    return "; ".join(f"{recipe_text(other.recipe)}: {estimate_text(other)}" for other in estimate.beside)


def prediction_text(estimate: Estimate) -> str:
    """Where the effect of a further study is to be expected; empty where that cannot be said."""
    return interval_text(estimate.measure, estimate.prediction) if estimate.prediction is not None else ""


def p_text(estimate: Estimate) -> str:
    """The p-value that was worked out; empty where there is none."""
    return p_value(estimate.p) if estimate.p is not None else ""


def per_100_text(absolute: Absolute | None) -> str:
    """A difference of proportions in patients of 100 with its interval; empty where there is none."""
    if absolute is None or absolute.base is None:
        return ""
    text, ends = signed(100 * absolute.difference, 0), absolute.interval
    if isinstance(ends, Interval):
        text += f" ({span(signed(100 * ends.low, 0), signed(100 * ends.high, 0))})"
    return text


def number_needed_text(absolute: Absolute | None) -> str:
    """The number needed to treat, rounded up, or to harm, rounded down, so that neither flatters; across 0 from benefit
    to infinity to harm (Altman 1998).
    """
    needed = absolute.number_needed if absolute is not None else None
    if not isinstance(needed, NumberNeeded):
        return ""
    if needed.kind == "crosses":
        limits = f"benefit {_helped(needed.first)} to {_INFINITY} to harm {_harmed(needed.last)}"
    else:
        people = _harmed if needed.kind == "harm" else _helped
        limits = span(people(needed.first), people(needed.last))
    if needed.value is None:
        return f"no number needed: no difference ({limits})"
    to_harm = needed.direction == "harm"
    said = f"harm {_harmed(needed.value)}" if to_harm else f"treat {_helped(needed.value)}"
    return f"number needed to {said} ({limits})"


def _helped(number: float | None) -> str:
    """Whole people, rounded up; None is infinity. Twelve digits count: 1 / 0.2 is five people."""
    return _INFINITY if number is None else str(math.ceil(float(f"{number:.12g}")))


def _harmed(number: float | None) -> str:
    """The same, rounded down."""
    return _INFINITY if number is None else str(math.floor(float(f"{number:.12g}")))


def _wording(measure: str | None, interval: Interval) -> Callable[[float], str]:
    """How values of a measure are worded; of others its width decides the digits."""
    if measure in _RATIOS:
        return ratio
    if measure == _PROPORTION:
        return percent
    if measure == _RATE:
        return lambda value: fixed(100 * value, 1 if value >= 0.1 else 2)
    decimals = 1 if interval.high - interval.low >= 10 else 2
    if measure in (_MEAN, None):
        return lambda value: fixed(value, decimals)
    return lambda value: signed(value, decimals)
