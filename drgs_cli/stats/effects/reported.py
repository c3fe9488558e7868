"""Estimates that others have computed, taken as they are; knows no formula for them.

ValueError, as the fault of the caller: an estimate that is not finite, a variance that is negative.
"""

import math

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.results import Effect, NotEstimable


def reported_effect(estimate: float, variance: float) -> Effect | NotEstimable:
    """An estimate with its variance; a variance of 0 is kept. metafor: escalc(measure = "GEN", yi, vi)."""
    if not (math.isfinite(estimate) and 0.0 <= variance < math.inf):
        raise ValueError(f"an estimate is finite, its variance not negative, found {estimate} and {variance}")
    if not in_range(variance, max(abs(estimate), 1.0)):  # an estimate may be as near to 0 as it likes
        return NotEstimable("out-of-range")
    return Effect("GEN", "natural", estimate, variance)
