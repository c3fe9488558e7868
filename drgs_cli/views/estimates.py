"""Estimates, absolute differences and numbers needed, as they are worded everywhere; computes nothing."""

import math

from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.views.numbers import (
    DIFFERENCE,
    MEAN,
    PER_100,
    PERCENT,
    RATE,
    RATIO,
    Kind,
    p_value,
    per_100_with_interval,
    span,
)

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
    "trialled": "not estimable: the flow of patients is not printed: failed trials cannot be counted",
    "allocated": "not estimable: the flow of patients is not printed: not of all allocated",
}
_ALL_OR_NONE = "not estimable: none or all with the event, on either side of every study"

# What is not here is a difference.
_RATIOS = ("RR", "OR", "HR", "IRR", "ROM", "PETO")
_PROPORTION, _RISK_DIFFERENCE = "PR", "RD"
_RATE, _MEAN = "IR", "MN"  # of one side
_UNNAMED = (_PROPORTION, _RATE, _MEAN)  # measures whose name tells a reader nothing
UNITS = {_RATE: " per 100 person-years"}
_PER = {_RATE: 100.0}
_KINDS = {_PROPORTION: PERCENT, _RATE: RATE, _MEAN: MEAN, None: MEAN}
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
    first, *ends = figures_of(measure, value, interval)
    limits = f" ({span(*ends)})" if ends else ""
    behind = UNITS.get(measure or "", f" {sign}" if sign and measure != _PROPORTION else "")
    return first + limits + behind if measure in UNITS else first + behind + limits


def figures_of(measure: str | None, value: float, interval: Interval | NotEstimable | None = None) -> tuple[str, ...]:
    """A value and the limits of its interval, where it has one, each by itself; all to the same place."""
    times = _PER.get(measure or "", 1.0)
    ends = (interval.low, interval.high) if isinstance(interval, Interval) else ()
    return kind_of(measure).texts(times * value, *(times * end for end in ends))


def interval_text(
    measure: str | None,
    interval: Interval,
    of: float | None = None,
    beside: Interval | NotEstimable | None = None,
) -> str:
    """Two limits in the words of a measure, to the place of the value that they are `of`, with the interval `beside`
    it; without one to that of the lower limit.
    """
    times = _PER.get(measure or "", 1.0)
    around = beside if isinstance(beside, Interval) else interval
    limits = kind_of(measure).limits(
        times * (interval.low if of is None else of),
        (times * around.low, times * around.high),
        times * interval.low,
        times * interval.high,
    )
    return span(*limits) + UNITS.get(measure or "", "")


def kind_of(measure: str | None) -> Kind:
    """How values of a measure are rounded; what has no name here is a difference, with its sign."""
    return RATIO if measure in _RATIOS else _KINDS.get(measure, DIFFERENCE)


def beside_text(estimate: Estimate) -> str:
    """Other answers to the same question, which are shown beside it; empty where there is none."""
    from drgs_cli.views.recipes import recipe_text  # few estimates have any

    return "; ".join(f"{recipe_text(other.recipe)}: {estimate_text(other)}" for other in estimate.beside)


def prediction_text(estimate: Estimate) -> str:
    """Where the effect of a further study is to be expected; empty where that cannot be said."""
    if estimate.prediction is None:
        return ""
    return interval_text(estimate.measure, estimate.prediction, estimate.value, estimate.interval)


def p_text(estimate: Estimate) -> str:
    """The p-value that was worked out; empty where there is none."""
    return p_value(estimate.p) if estimate.p is not None else ""


def per_100_text(absolute: Absolute | None) -> str:
    """A difference of proportions in patients of 100 with its interval; empty where there is none."""
    if absolute is None or absolute.base is None:
        return ""
    ends = absolute.interval
    if not isinstance(ends, Interval):
        return PER_100.texts(100 * absolute.difference)[0]
    return per_100_with_interval(100 * absolute.difference, 100 * ends.low, 100 * ends.high)


def difference_limits(absolute: Absolute | None) -> str:
    """The limits of a difference, of proportions in patients of 100; empty where there are none."""
    if absolute is None or not isinstance(absolute.interval, Interval):
        return ""
    kind, times = (DIFFERENCE, 1.0) if absolute.base is None else (PER_100, 100.0)
    ends = (times * absolute.interval.low, times * absolute.interval.high)
    _, *limits = kind.texts(times * absolute.difference, *ends)
    return span(*limits) + ("" if absolute.base is None else " per 100")


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
