"""One mean on the scale on which it is pooled; compares nothing.

ValueError, as the fault of the caller: a mean that is not finite, a standard deviation or n that is negative or not
finite. n = 0 is "no-denominator", n = 1, which has no standard deviation, "too-few".
"""

import math

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.effects.standardised import hedges_correction
from drgs_cli.stats.intervals import check_spread
from drgs_cli.stats.results import Effect, NotEstimable


def raw_mean(mean: float, sd: float, n: float) -> Effect | NotEstimable:
    """The mean, in its units, with variance sd^2/n. metafor: escalc(measure = "MN")."""
    return _lack(mean, sd, n) or Effect("MN", "natural", mean, sd**2 / n)


def log_mean(mean: float, sd: float, n: float) -> Effect | NotEstimable:
    """ln mean with variance sd^2/(n mean^2); a mean that is not positive: "out-of-range".

    metafor: escalc(measure = "MNLN").
    """
    lacking = _lack(mean, sd, n)
    if lacking is not None:
        return lacking
    if mean <= 0:
        return NotEstimable("out-of-range")
    return Effect("MNLN", "log", math.log(mean), (sd / mean) ** 2 / n)


def standardised_mean(mean: float, sd: float, n: float) -> Effect | NotEstimable:
    """g = J mean/sd, J of n - 1 degrees of freedom, with variance 1/n + g^2/(2n). metafor: escalc(measure = "SMN").

    sd = 0: "no-variance"; n = 2: "too-few".
    """
    lacking = _lack(mean, sd, n, least=3)
    if lacking is not None:
        return lacking
    if sd == 0:
        return NotEstimable("no-variance")
    g = hedges_correction(n - 1.0) * mean / sd
    return Effect("SMN", "natural", g, 1.0 / n + g * g / (2.0 * n))


def _lack(mean: float, sd: float, n: float, least: float = 2) -> NotEstimable | None:
    check_spread(mean, sd, n)
    if n == 0:
        return NotEstimable("no-denominator")
    if n < least:
        return NotEstimable("too-few")
    return None if in_range(mean, sd, n) else NotEstimable("out-of-range")
