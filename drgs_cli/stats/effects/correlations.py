"""One correlation on the scale on which it is pooled; compares nothing.

ValueError, as the fault of the caller: a correlation beyond 1, an n that is negative or not finite. n = 0 is
"no-denominator"; n of 3 or less, "too-few".
"""

import math
from typing import Literal

from drgs_cli.stats.effects.admission import check_correlation, in_range
from drgs_cli.stats.hypergeometric import hypergeometric
from drgs_cli.stats.results import Effect, NotEstimable


def fisher_z(correlation: float, n: float) -> Effect | NotEstimable:
    """artanh r with variance 1/(n - 3); a correlation of 1 or -1: "out-of-range".

    Fisher 1921 (Metron 1:3). metafor: escalc(measure = "ZCOR").
    """
    lacking = _lack(correlation, n, above=3)
    if lacking is not None:
        return lacking
    if abs(correlation) == 1.0:
        return NotEstimable("out-of-range")
    return Effect("ZCOR", "fisher-z", math.atanh(correlation), 1.0 / (n - 3.0))


def raw_correlation(correlation: float, n: float) -> Effect | NotEstimable:
    """r with variance (1 - r^2)^2 / (n - 1). metafor: escalc(measure = "COR")."""
    lacking = _lack(correlation, n, above=3)
    if lacking is not None:
        return lacking
    return Effect("COR", "natural", correlation, _variance(correlation, n))


def unbiased_correlation(
    correlation: float, n: float, *, variance_type: Literal["LS", "UB"] = "LS"
) -> Effect | NotEstimable:
    """G = r F(1/2, 1/2; (n - 2)/2; 1 - r^2), F the hypergeometric function, with variance (1 - G^2)^2 / (n - 1).

    "UB": the unbiased G^2 - 1 + [(n - 3)/(n - 2)] (1 - r^2) F(1, 1; n/2; 1 - r^2). n below 5: "too-few".
    Where rounding leaves nothing of that (1e15 patients): "out-of-range".
    Olkin and Pratt 1958 (Ann Math Stat 29:201). metafor: escalc(measure = "UCOR"), vtype "LS" and "UB".
    """
    lacking = _lack(correlation, n, least=5)
    if lacking is not None:
        return lacking
    square, rest = correlation**2, (1.0 - correlation) * (1.0 + correlation)
    estimate = correlation * hypergeometric(0.5, 0.5, 0.5 * n - 1.0, rest, square)
    if variance_type == "LS":
        return Effect("UCOR", "natural", estimate, _variance(estimate, n))
    unexplained = (n - 3.0) / (n - 2.0) * rest * hypergeometric(1.0, 1.0, 0.5 * n, rest, square)
    variance = estimate * estimate - 1.0 + unexplained
    return Effect("UCOR", "natural", estimate, variance) if variance >= 0.0 else NotEstimable("out-of-range")


def _variance(correlation: float, n: float) -> float:
    return ((1.0 - correlation) * (1.0 + correlation)) ** 2 / (n - 1.0)


def _lack(correlation: float, n: float, *, above: float = 0.0, least: float = 0.0) -> NotEstimable | None:
    check_correlation(correlation, n)
    if n == 0:
        return NotEstimable("no-denominator")
    if n <= above or n < least:
        return NotEstimable("too-few")
    return None if in_range(n) else NotEstimable("out-of-range")
