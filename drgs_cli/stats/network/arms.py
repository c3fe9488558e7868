"""Compares the arms of one study with each other, as `meta::pairwise` does; knows neither names nor networks.

Unlike escalc, pairwise treats a study as one: if a cell of any of its arms is empty, all its arms get 0.5. It adds
the increment once to the denominator of a risk ratio, twice to those of the other measures, and to the variance of
a difference, not to the difference. Two arms without any event, or with nothing but events, have no ratio of risks
or odds; two arms without events do have a ratio of rates (metainc).
"""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from drgs_cli.stats.network.multi_arm import pairs

Figures = tuple[float | None, ...]
Arm = tuple[float, ...]
Effect = tuple[float, float]  # estimate and variance
Compare = Callable[[Arm, Arm, float], Effect | None]

_INCREMENT = 0.5


class ArmMeasure(Struct, frozen=True):
    """The columns of an arm, which arms can be, which make their study a sparse one, and how two are compared.

    `compare` gets the increment that both arms are due, 0 unless the study is sparse. `pool_spread`: with three arms
    or more, all have the standard deviation within them.
    """

    columns: tuple[str, ...]
    is_possible: Callable[[Arm], bool]
    is_sparse: Callable[[Arm], bool]
    compare: Compare
    pool_spread: bool = False


def compare_arms(measure: str, figures: Sequence[Figures]) -> list[Effect | None]:
    """All pairs of arms of a study in the order of `pairs`, estimate and standard error.

    None for a pair that has no estimate, or of which a figure is missing or impossible (an arm of no participants).
    ValueError: more events than participants, or a figure that cannot be negative.
    """
    definition = ARM_MEASURES[measure]
    arms = [_complete(definition, row) for row in figures]
    known = [arm for arm in arms if arm is not None]
    increment = _INCREMENT if any(map(definition.is_sparse, known)) else 0.0
    if definition.pool_spread and len(known) > 2:
        arms = _with_common_spread(known, arms)
    found: list[Effect | None] = []
    for i, j in pairs(len(arms)):
        first, second = arms[i], arms[j]
        compared = None if first is None or second is None else definition.compare(first, second, increment)
        estimable = compared is not None and compared[1] > 0.0
        found.append((compared[0], math.sqrt(compared[1])) if compared is not None and estimable else None)
    return found


def _complete(definition: ArmMeasure, row: Figures) -> Arm | None:
    """The arm, if it can be compared with another."""
    arm = tuple(value for value in row if value is not None)
    if len(arm) < len(definition.columns) or arm[-1] <= 0.0:
        return None
    if not definition.is_possible(arm):
        raise ValueError(f"no arm has {', '.join(definition.columns)} of {', '.join(map(str, arm))}")
    return arm


def _log_odds_ratio(arm1: Arm, arm2: Arm, increment: float) -> Effect | None:
    if _nothing_to_compare(arm1, arm2):
        return None
    (a, n1), (c, n2) = arm1, arm2
    cells = [cell + increment for cell in (a, n1 - a, c, n2 - c)]
    a, b, c, d = cells
    return math.log(a / b) - math.log(c / d), math.fsum(1.0 / cell for cell in cells)


def _log_risk_ratio(arm1: Arm, arm2: Arm, increment: float) -> Effect | None:
    if _nothing_to_compare(arm1, arm2):
        return None
    a, n1, c, n2 = (value + increment for value in (*arm1, *arm2))
    return math.log(a / n1) - math.log(c / n2), math.fsum((1.0 / a, -1.0 / n1, 1.0 / c, -1.0 / n2))


def _risk_difference(arm1: Arm, arm2: Arm, increment: float) -> Effect:
    (a, n1), (c, n2) = arm1, arm2
    return a / n1 - c / n2, _binomial_variance(a, n1, increment) + _binomial_variance(c, n2, increment)


def _log_rate_ratio(arm1: Arm, arm2: Arm, increment: float) -> Effect:
    (events1, time1), (events2, time2) = arm1, arm2
    events1, events2 = events1 + increment, events2 + increment
    return math.log(events1 / time1) - math.log(events2 / time2), 1.0 / events1 + 1.0 / events2


def _mean_difference(arm1: Arm, arm2: Arm, _: float) -> Effect:
    (mean1, sd1, n1), (mean2, sd2, n2) = arm1, arm2
    return mean1 - mean2, sd1 * sd1 / n1 + sd2 * sd2 / n2


def _standardised_mean_difference(arm1: Arm, arm2: Arm, _: float) -> Effect | None:
    """Cohen's d without Hedges' correction, which would differ between the pairs of a study.

    Its variance is the exact one of White and Thomas (2005), p. 143: with f = n1 + n2 - 2 and Hedges' J(f),
    1/n1 + 1/n2 + d^2 (J^2 - (f - 2) / f).
    """
    (mean1, sd1, n1), (mean2, sd2, n2) = arm1, arm2
    freedom = n1 + n2 - 2.0
    spread = math.sqrt(((n1 - 1.0) * sd1 * sd1 + (n2 - 1.0) * sd2 * sd2) / freedom) if freedom > 1.0 else 0.0
    if spread == 0.0:
        return None
    d = (mean1 - mean2) / spread
    log_j = math.lgamma(0.5 * freedom) - 0.5 * math.log(0.5 * freedom) - math.lgamma(0.5 * (freedom - 1.0))
    return d, 1.0 / n1 + 1.0 / n2 + d * d * (math.exp(2.0 * log_j) - 1.0 + 2.0 / freedom)


def _nothing_to_compare(arm1: Arm, arm2: Arm) -> bool:
    return arm1[0] == arm2[0] == 0.0 or (arm1[0] == arm1[1] and arm2[0] == arm2[1])


def _binomial_variance(events: float, n: float, increment: float) -> float:
    events, n = events + increment, n + 2.0 * increment
    return events / n * ((n - events) / n) / n


def _with_common_spread(known: Sequence[Arm], arms: Sequence[Arm | None]) -> list[Arm | None]:
    """The arms of a study with three or more, each with the standard deviation within all (Crippa and Orsini 2016)."""
    freedom = math.fsum(n - 1.0 for _, _, n in known)
    squares = math.fsum((n - 1.0) * sd * sd for _, sd, n in known)
    spread = math.sqrt(squares / freedom) if freedom > 0.0 else 0.0
    return [None if arm is None else (arm[0], spread, arm[2]) for arm in arms]


def _is_count(arm: Arm) -> bool:
    return 0.0 <= arm[0] <= arm[1]


def _is_spread(arm: Arm) -> bool:
    return arm[1] >= 0.0


def _is_rate(arm: Arm) -> bool:
    return arm[0] >= 0.0


def _has_empty_cell(arm: Arm) -> bool:
    return arm[0] in (0.0, arm[1])


def _has_no_event(arm: Arm) -> bool:
    return arm[0] == 0.0


def _never(_: Arm) -> bool:
    return False


_COUNTS, _RATES, _MEANS = ("event", "n"), ("event", "time"), ("mean", "sd", "n")

ARM_MEASURES: dict[str, ArmMeasure] = {
    "OR": ArmMeasure(_COUNTS, _is_count, _has_empty_cell, _log_odds_ratio),
    "RR": ArmMeasure(_COUNTS, _is_count, _has_empty_cell, _log_risk_ratio),
    "RD": ArmMeasure(_COUNTS, _is_count, _has_empty_cell, _risk_difference),
    "IRR": ArmMeasure(_RATES, _is_rate, _has_no_event, _log_rate_ratio),
    "MD": ArmMeasure(_MEANS, _is_spread, _never, _mean_difference),
    "SMD": ArmMeasure(_MEANS, _is_spread, _never, _standardised_mean_difference, pool_spread=True),
}
