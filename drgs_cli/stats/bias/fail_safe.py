"""Fail-safe numbers: how many unseen studies would undo a result; knows no funnel."""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.distributions import normal_quantile, normal_sf
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.wald import both_tails


class FailSafe(Struct, frozen=True):
    """`studies` that, added, would undo the result; None if no number of them does.

    `p` is that of the studies seen: Rosenthal's one-sided, Rosenberg's two-sided, Orwin's none. `mean_effect` is the
    mean that is undone, unweighted for Orwin; `target` the mean effect that is left over, Orwin's alone.
    """

    method: str
    studies: int | None
    p: float | None
    mean_effect: float | None
    target: float | None


def rosenthal(estimates: Sequence[float], variances: Sequence[float], alpha: float = 0.05) -> FailSafe | NotEstimable:
    """Studies with a mean z of 0 that bring the sum of z over the root of their number down to alpha, one-sided.

    (sum z / z_alpha)^2 - k, rounded up, at least 0. Rosenthal 1979 (Psychol Bull 86:638).
    metafor 3.8: fsn(type = "Rosenthal").
    """
    why = _refused(estimates, variances, alpha)
    if why is not None:
        return why
    total = abs(math.fsum(y / math.sqrt(v) for y, v in zip(estimates, variances, strict=True)))
    k = len(estimates)
    needed = (total / normal_quantile(alpha, upper=True)) ** 2 - k
    return FailSafe("Rosenthal", _whole(needed), normal_sf(total / math.sqrt(k)), None, None)


def orwin(
    estimates: Sequence[float], variances: Sequence[float], target: float | None = None
) -> FailSafe | NotEstimable:
    """Studies without effect that bring the unweighted mean down to `target`, by default half of that mean.

    k (mean - target) / target, rounded up, at least 0; without an end if the target is 0 or on the other side of 0.
    Orwin 1983 (J Educ Stat 8:157). metafor 3.8: fsn(type = "Orwin"); from 4.0 on it weights the mean.
    """
    why = _refused(estimates, variances, 0.05)
    if why is not None:
        return why
    mean = math.fsum(estimates) / len(estimates)
    aim = 0.5 * mean if target is None else target
    if not math.isfinite(aim):
        raise ValueError(f"a target is finite, found {aim}")
    if aim == 0.0 or (aim > 0.0) != (mean > 0.0):
        return FailSafe("Orwin", None, None, mean, aim)
    return FailSafe("Orwin", _whole(len(estimates) * ((mean - aim) / aim)), None, mean, aim)


def rosenberg(estimates: Sequence[float], variances: Sequence[float], alpha: float = 0.05) -> FailSafe | NotEstimable:
    """Studies without effect, of the mean weight, that bring the common-effect z down to alpha, two-sided.

    k [(sum w y / z_(alpha/2))^2 / sum w - 1], w = 1/v, rounded up, at least 0.
    Rosenberg 2005 (Evolution 59:464). metafor 3.8: fsn(type = "Rosenberg").
    """
    why = _refused(estimates, variances, alpha)
    if why is not None:
        return why
    weight = math.fsum(1.0 / v for v in variances)
    pull = math.fsum(y / v for y, v in zip(estimates, variances, strict=True))
    z = abs(pull) / math.sqrt(weight)
    needed = len(estimates) * ((z / normal_quantile(0.5 * alpha, upper=True)) ** 2 - 1.0)
    return FailSafe("Rosenberg", _whole(needed), both_tails(z), pull / weight, None)


# By metafor's names.
FAIL_SAFE = {"Rosenthal": rosenthal, "Orwin": orwin, "Rosenberg": rosenberg}


def _refused(estimates: Sequence[float], variances: Sequence[float], alpha: float) -> NotEstimable | None:
    if not 0.0 < alpha < 0.5:
        raise ValueError(f"alpha lies between 0 and 0.5, found {alpha}")
    return refused(estimates, variances, 1)


def _whole(needed: float) -> int | None:
    """Rounded up, past the rounding of the last digit; None above 1e15, where a float counts no single studies."""
    if needed > 1e15:
        return None
    return max(0, math.ceil(needed * (1.0 - 1e-14)))
