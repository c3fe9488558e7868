"""How wide the usual intervals of a comparison of two groups are, as half widths; recommends none of them.

For whoever asks whether a printed interval can have come from printed figures: which method it came from is seldom
said. Half widths of ratios are of the logarithm. Where a method does not exist it is left out.
"""

from math import hypot, log, sqrt

from drgs_cli.stats.conditional_odds_ratio import exact_odds_ratio_interval
from drgs_cli.stats.effects.inference import newcombe
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.wald import critical_value


def widths_of_risk_ratio(events1: int, n1: int, events2: int, n2: int, level: float) -> tuple[float, ...]:
    """Wald's; none with nobody that has the outcome in a group. R: riskratio.wald (epitools)."""
    if min(events1, events2) == 0:
        return ()
    return (_reach(level) * sqrt(1 / events1 - 1 / n1 + 1 / events2 - 1 / n2),)


def widths_of_odds_ratio(events1: int, n1: int, events2: int, n2: int, level: float) -> tuple[float, ...]:
    """Wald's and the exact conditional one; none with an empty cell. R: glm(family = binomial); fisher.test."""
    cells = (events1, n1 - events1, events2, n2 - events2)
    if 0 in cells:
        return ()
    wald = _reach(level) * sqrt(sum(1 / cell for cell in cells))
    exact = exact_odds_ratio_interval(events1, n1, events2, n2, level)
    return (wald,) if isinstance(exact, NotEstimable) else (wald, log(exact.high / exact.low) / 2)


def widths_of_risk_difference(events1: int, n1: int, events2: int, n2: int, level: float) -> tuple[float, ...]:
    """Wald's without and with Yates's correction, and Newcombe's; none with nobody in a group.
    R: prop.test(correct =); BinomDiffCI(method = "score") (DescTools).
    """
    interval = newcombe(events1, n1, events2, n2, level)
    if isinstance(interval, NotEstimable):
        return ()
    share1, share2 = events1 / n1, events2 / n2
    wald = _reach(level) * sqrt(share1 * (1 - share1) / n1 + share2 * (1 - share2) / n2)
    correction = min(abs(share1 - share2), 0.5 * (1 / n1 + 1 / n2))
    return wald, wald + correction, (interval.high - interval.low) / 2


def widths_of_mean_difference(sd1: float, n1: int, sd2: float, n2: int, level: float) -> tuple[float, ...]:
    """The smaller of the pooled and the unpooled standard error with the normal quantile, and the larger with that of
    Student's t of the fewest degrees of freedom that Welch's can have: all usual ones lie between.

    Fewer than two in a group, or no spread at all: none. R: t.test(var.equal =).
    """
    if min(n1, n2) < 2 or (sd1 == 0 and sd2 == 0):
        return ()
    df = n1 + n2 - 2
    pooled = hypot(sd1 * sqrt((n1 - 1) / df), sd2 * sqrt((n2 - 1) / df)) * sqrt(1 / n1 + 1 / n2)
    unpooled = hypot(sd1 / sqrt(n1), sd2 / sqrt(n2))
    students = critical_value(tail_of(level), min(n1, n2) - 1)
    return _reach(level) * min(pooled, unpooled), students * max(pooled, unpooled)


def _reach(level: float) -> float:
    return critical_value(tail_of(level))
