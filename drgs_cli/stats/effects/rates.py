"""Events in person-time, of two groups or of one, on the scale on which they are pooled; pools nothing.

Rates are per unit of the person-time given. Events may be fractional. ValueError, as the fault of the caller:
events or times that are negative or not finite. No person-time: "no-denominator".
"""

import math

from drgs_cli.stats.effects.zero_cells import NO_INCREMENT, ZeroPolicy, one_rate, two_rates
from drgs_cli.stats.results import Effect, NotEstimable


def rate_ratio(
    events1: float, time1: float, events2: float, time2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """ln[(x1/t1) / (x2/t2)] with variance 1/x1 + 1/x2; after the increment, a group without events: "zero-cell".

    metafor: escalc(measure = "IRR").
    """
    events = two_rates(events1, time1, events2, time2, zeros)
    if isinstance(events, NotEstimable):
        return events
    x1, x2 = events
    if x1 == 0 or x2 == 0:
        return NotEstimable("zero-cell")
    return Effect("IRR", "log", math.log(x1 / time1) - math.log(x2 / time2), 1.0 / x1 + 1.0 / x2)


def rate_difference(
    events1: float, time1: float, events2: float, time2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """x1/t1 - x2/t2 with variance x1/t1^2 + x2/t2^2, which is 0 without any event.

    metafor: escalc(measure = "IRD").
    """
    events = two_rates(events1, time1, events2, time2, zeros)
    if isinstance(events, NotEstimable):
        return events
    rate1, rate2 = events[0] / time1, events[1] / time2
    return Effect("IRD", "natural", rate1 - rate2, rate1 / time1 + rate2 / time2)


def root_rate_difference(
    events1: float, time1: float, events2: float, time2: float, zeros: ZeroPolicy = NO_INCREMENT
) -> Effect | NotEstimable:
    """sqrt(x1/t1) - sqrt(x2/t2) with variance 1/(4 t1) + 1/(4 t2).

    metafor: escalc(measure = "IRSD"), which adds nothing unless told to.
    """
    events = two_rates(events1, time1, events2, time2, zeros)
    if isinstance(events, NotEstimable):
        return events
    estimate = math.sqrt(events[0] / time1) - math.sqrt(events[1] / time2)
    return Effect("IRSD", "natural", estimate, 0.25 / time1 + 0.25 / time2)


def raw_rate(events: float, time: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """x/t with variance x/t^2, which is 0 without events. metafor: escalc(measure = "IR")."""
    x = one_rate(events, time, zeros)
    if isinstance(x, NotEstimable):
        return x
    return Effect("IR", "natural", x / time, x / time / time)


def log_rate(events: float, time: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """ln(x/t) with variance 1/x; after the increment, no events: "zero-cell". metafor: escalc(measure = "IRLN")."""
    x = one_rate(events, time, zeros)
    if isinstance(x, NotEstimable):
        return x
    return NotEstimable("zero-cell") if x == 0 else Effect("IRLN", "log", math.log(x / time), 1.0 / x)


def root_rate(events: float, time: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """sqrt(x/t) with variance 1/(4t). metafor: escalc(measure = "IRS"), which adds nothing unless told to."""
    x = one_rate(events, time, zeros)
    if isinstance(x, NotEstimable):
        return x
    return Effect("IRS", "square-root", math.sqrt(x / time), 0.25 / time)


def double_root_rate(events: float, time: float, zeros: ZeroPolicy = NO_INCREMENT) -> Effect | NotEstimable:
    """[sqrt(x/t) + sqrt((x + 1)/t)] / 2 with variance 1/(4t).

    Freeman and Tukey 1950 (Ann Math Stat 21:607). metafor: escalc(measure = "IRFT"), which adds nothing unless
    told to.
    """
    x = one_rate(events, time, zeros)
    if isinstance(x, NotEstimable):
        return x
    estimate = 0.5 * (math.sqrt(x / time) + math.sqrt((x + 1.0) / time))
    return Effect("IRFT", "double-square-root", estimate, 0.25 / time)
