"""Moments of a variable that is normal after a Box-Cox transformation; knows nothing of how it was fitted."""

import math

from drgs_cli.stats.five_numbers import MeanAndSd
from drgs_cli.stats.results import NotEstimable

LOGARITHM = 1e-8  # a smaller power is the logarithm
_FARTHEST = 40.0  # standard deviations from the mean, beyond which nothing weighs
_STEP = 1.0 / 256.0  # of the trapezoidal rule
_REACH = 3.2  # the rule's variable there puts a node at the end itself
_LARGEST_EXPONENT = 340.0  # twice of it is still the exponent of a float


def power_normal_moments(power: float, mean: float, sd: float) -> MeanAndSd | NotEstimable:
    """Mean and SD of (power y + 1)^(1/power), y normal within (-1/power, 2 mean + 1/power), which is where the power
    is real, made symmetric; of exp y for a power of 0.

    Double-exponential quadrature (Takahasi and Mori 1974, Publ RIMS 9:721). Too large: "out-of-range"; a mean of y
    at or below -1/power: "not-applicable". ValueError: a negative power, an SD that is not positive.
    McGrath et al 2020 (Stat Methods Med Res 29:2520); R's estmeansd draws random numbers instead.
    """
    if not (power >= 0.0 and sd > 0.0):
        raise ValueError(f"a power is not negative and an SD positive, found {power} and {sd}")
    if power < LOGARITHM:
        return _log_normal(mean, sd)
    limit = (1.0 / power + mean) / sd
    if limit <= 0.0:
        return NotEstimable("not-applicable")
    centre = math.log1p(power * mean) / power
    edge = min(limit, _FARTHEST)
    # power y + 1 is (power mean + 1)(1 + z / limit), so that nothing cancels at the lower end
    nodes = [(edge * z, math.log1p(edge / limit * z) / power, weight) for z, weight in _RULE]
    if abs(centre) > _LARGEST_EXPONENT or max(value for _, value, _ in nodes) > _LARGEST_EXPONENT:
        return NotEstimable("out-of-range")
    weights = [weight * math.exp(-0.5 * z * z) for z, _, weight in nodes]
    total = math.fsum(weights)
    ratios = [math.exp(value) for _, value, _ in nodes]
    average = math.fsum(w * r for w, r in zip(weights, ratios, strict=True)) / total
    variance = math.fsum(w * (r - average) ** 2 for w, r in zip(weights, ratios, strict=True)) / total
    return MeanAndSd(average * math.exp(centre), math.sqrt(variance) * math.exp(centre))


def _log_normal(mean: float, sd: float) -> MeanAndSd | NotEstimable:
    if abs(mean) + sd * sd > _LARGEST_EXPONENT:
        return NotEstimable("out-of-range")
    average = math.exp(mean + 0.5 * sd * sd)
    return MeanAndSd(average, average * math.sqrt(math.expm1(sd * sd)))


def _rule() -> tuple[tuple[float, float], ...]:
    """Nodes strictly between -1 and 1, and their weights up to a factor."""
    found = []
    for step in range(-int(_REACH / _STEP), int(_REACH / _STEP) + 1):
        t = step * _STEP
        bend = 0.5 * math.pi * math.sinh(t)
        node = math.tanh(bend)
        if abs(node) < 1.0:
            found.append((node, math.cosh(t) / math.cosh(bend) ** 2))
    return tuple(found)


_RULE = _rule()
