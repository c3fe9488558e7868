"""What a pooled estimate means in absolute terms: per patient treated, in the units of a scale, against what matters;
pools nothing but the risks of the second sides.
"""

import math
from collections.abc import Sequence

from drgs_cli.stats.distributions import t_sf
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import DEVIATIONS, PER_100, POINTS_OF_100, Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.finding import MEAN_DIFFERENCE, STANDARDISED, absolute_of_risks, within_one
from drgs_cli.synthesis.pooled_effects import units_in_a_point
from drgs_cli.synthesis.units import on_points
from drgs_cli.synthesis.zero_cells import MANTEL_HAENSZEL, difference_by_counts

RATIO_ON_BASE = "ratio-on-base"
_RISK_RATIO = "RR"
_RATIOS = (_RISK_RATIO, "OR")


def absolute_of(estimate: Estimate, effects: Sequence[StudyEffect], good: int, level: float) -> Absolute | None:
    """What an estimate of these effects comes to in absolute terms: of one study its own difference; of a ratio that on
    the risk of the second sides; of a difference itself. A hazard ratio and what has no scale come to none.
    """
    if len(effects) == 1:
        return effects[0].absolute
    base = base_risk(effects)
    if estimate.recipe is None:
        difference = difference_by_counts(effects, level)
        return None if difference is None else absolute_of_risks(*difference, good, base, MANTEL_HAENSZEL)
    return absolute_on_base(estimate, base, good)


def absolute_on_base(estimate: Estimate, base: float | None, good: int) -> Absolute | None:
    """A ratio of risks or of odds on a risk of the second side; a difference as it is. Anything else comes to none."""
    measure = estimate.measure
    if estimate.value is None:
        return None
    if measure == MEAN_DIFFERENCE:
        return Absolute(estimate.value, estimate.interval, None, None, estimate.recipe)
    if measure == "RD":
        return absolute_of_risks(estimate.value, within_one(estimate.interval), good, base, estimate.recipe or "")
    if base is None or measure not in _RATIOS:
        return None
    interval = estimate.interval
    if isinstance(interval, Interval):
        low, high = (_beyond_base(limit, base, measure) for limit in (interval.low, interval.high))
        interval = Interval(low, high, interval.level)
    return absolute_of_risks(_beyond_base(estimate.value, base, measure), interval, good, base, RATIO_ON_BASE)


def base_risk(effects: Sequence[StudyEffect]) -> float | None:
    """Events over patients of the second sides that have both."""
    counted = [found for effect in effects if (found := effect.sides[1].counted) is not None]
    n = math.fsum(n for _, n in counted)
    return math.fsum(events for events, _ in counted) / n if n else None


def beyond_important(estimate: Estimate, base: float | None, cell: Cell, context: Context) -> float | None:
    """The share of settings in which the true effect is beyond the important difference, in the good direction, by the
    predictive t with k - 1 degrees of freedom; None without a spread between studies (k under 3, a common effect), or
    where the studies are so alike that nothing is left to predict with.
    """
    good, threshold = context.good(cell), _threshold(estimate, base, cell, context)
    if estimate.value is None or estimate.se is None or estimate.tau2 is None or threshold is None:
        return None
    centre = math.log(estimate.value) if estimate.log else estimate.value
    spread = math.sqrt(estimate.se**2 + estimate.tau2)
    if spread == 0:
        return None
    if math.isinf(threshold):
        return 0.0
    return t_sf(good * (threshold - centre) / spread, estimate.k - 1.0)


def _beyond_base(ratio: float, base: float, measure: str) -> float:
    """The risk of the first side less the base, of which the one is the other by a ratio; a risk is at most 1."""
    if measure == _RISK_RATIO:
        return min(base * (ratio - 1.0), 1.0 - base)
    return base * (1.0 - base) * (ratio - 1.0) / (1.0 - base + ratio * base)


def _threshold(estimate: Estimate, base: float | None, cell: Cell, context: Context) -> float | None:
    """The important difference in the good direction, on the scale of the estimate; infinite if none can reach it."""
    good = context.good(cell)
    if not good:
        return None
    if estimate.measure in STANDARDISED:
        deviations = context.important_in(DEVIATIONS, cell)
        return None if deviations is None else good * deviations
    if estimate.measure == MEAN_DIFFERENCE:
        important = context.important_in(POINTS_OF_100, cell) if on_points(cell) else None
        points = units_in_a_point(cell, context)
        return None if important is None or points is None else good * important * points
    per_100 = context.important_in(PER_100, cell)
    if per_100 is None:
        return None
    difference = good * per_100 / 100.0
    if estimate.measure == "RD":
        return difference
    if estimate.measure not in _RATIOS or base is None or not 0.0 < base < 1.0:
        return None
    risk = base + difference
    if not 0.0 < risk < 1.0:
        return good * math.inf
    ratio = risk / base
    return math.log(ratio if estimate.measure == _RISK_RATIO else ratio * (1.0 - base) / (1.0 - risk))
