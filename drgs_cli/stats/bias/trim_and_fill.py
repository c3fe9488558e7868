"""Trim and fill: how many studies a funnel lacks on one side, and the pool with mirror images; tests no symmetry."""

import math
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.bias.small_study import line_on
from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.results import NotEstimable

Side = Literal["left", "right"]

_MOST_ROUNDS = 100
_CENTRAL = 1e-14  # an effect no further from the mean than this part of the largest lies on it


class TrimAndFill(Struct, frozen=True):
    """`missing` studies on the `side`, and the pool of all studies with those `filled` in: effects and variances.

    `standard_error` is that of the number missing before it is rounded; `p` tests that none is missing and exists for
    the estimator R0 alone.
    """

    estimator: str
    side: Side
    missing: int
    standard_error: float
    p: float | None
    filled: tuple[tuple[float, float], ...]
    pooled: Pooled


class Missing(Struct, frozen=True):
    """An estimate of the number missing, not yet rounded nor held above 0, and its standard error."""

    number: float
    standard_error: float


def trim_and_fill(
    estimates: Sequence[float],
    variances: Sequence[float],
    *,
    estimator: str = "L0",
    side: Side | None = None,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
) -> TrimAndFill | NotEstimable:
    """Trim the outermost studies of the fuller side, pool, count anew until the count stands; fill in mirror images.

    Without a side, studies are missing on the right where effects fall with their standard errors, else on the left
    (the slope of `line_on` with this method). Fewer than three studies: "too-few"; one variance for all and no side:
    "not-full-rank"; a count that goes in circles, or has no estimate: "not-converged"; else the reasons of `pool`. Of
    studies with the same effect the later is the outer one, as in metafor: only there does the order of studies count.
    Duval and Tweedie 2000a (Biometrics 56:455), 2000b (JASA 95:89). metafor: trimfill.
    """
    count = MISSING_STUDIES[estimator]
    why = refused(estimates, variances, 3)
    if why is not None:
        return why
    where = side or _emptier_side(estimates, variances, method)
    if isinstance(where, NotEstimable):
        return where
    sign = -1.0 if where == "right" else 1.0
    studies = sorted(((sign * y, v) for y, v in zip(estimates, variances, strict=True)), key=itemgetter(0))
    found = _trim(studies, count, method)
    if isinstance(found, NotEstimable):
        return found
    trimmed, mean, missing = found
    filled = tuple((sign * (2.0 * mean - y), v) for y, v in studies[len(studies) - trimmed :])
    ys, vs = [*estimates, *(y for y, _ in filled)], [*variances, *(v for _, v in filled)]
    pooled = pool(ys, vs, method=method, interval=interval, level=level)
    if isinstance(pooled, NotEstimable):
        return pooled
    p = 0.5 ** (trimmed + 1) if estimator == "R0" else None  # the run's length is geometric if none is missing
    return TrimAndFill(estimator, where, trimmed, missing.standard_error, p, filled, pooled)


def linear_estimate(ranks: Sequence[int], k: int) -> Missing | None:
    """L0 = [4 T - k(k + 1)] / (2k - 1), T the sum of the positive signed ranks (Duval and Tweedie 2000b, section 3)."""
    number = (4 * _positive(ranks) - k * (k + 1)) / (2 * k - 1)
    return Missing(number, 4.0 * _rank_error(k, number) / (2 * k - 1))


def run_estimate(ranks: Sequence[int], k: int) -> Missing | None:
    """R0: the run of positive signs among the largest ranks, less 1; standard error sqrt(2 R0 + 2)."""
    number = k - max((-rank for rank in ranks if rank <= 0), default=0) - 1
    return Missing(number, math.sqrt(2.0 * max(0, number) + 2.0))


def quadratic_estimate(ranks: Sequence[int], k: int) -> Missing | None:
    """Q0 = k - 1/2 - sqrt(2k^2 - 4 T + 1/4); None where the root is not real."""
    inside = 2 * k * k - 4 * _positive(ranks) + 0.25
    if inside < 0.0:
        return None
    number = k - 0.5 - math.sqrt(inside)
    below = (k - 0.5) ** 2 - number * (2 * k - number - 1)
    return Missing(number, 2.0 * _rank_error(k, number) / math.sqrt(below)) if below > 0.0 else None


# By metafor's names; of signed ranks (all of one sign or 0 is possible) and the number of studies.
MISSING_STUDIES: dict[str, Callable[[Sequence[int], int], Missing | None]] = {
    "L0": linear_estimate,
    "R0": run_estimate,
    "Q0": quadratic_estimate,
}


def _emptier_side(estimates: Sequence[float], variances: Sequence[float], method: str) -> Side | NotEstimable:
    line = line_on(math.sqrt, estimates, variances, method)
    if isinstance(line, NotEstimable):
        return line
    return "right" if line.slope < 0.0 else "left"


def _trim(
    studies: Sequence[tuple[float, float]], count: Callable[[Sequence[int], int], Missing | None], method: str
) -> tuple[int, float, Missing] | NotEstimable:
    """Of studies from below: how many to trim from above, the mean of the rest, and the estimate behind it."""
    k, trimmed = len(studies), 0
    for _ in range(_MOST_ROUNDS):
        kept = studies[: k - trimmed]
        fit = pool([y for y, _ in kept], [v for _, v in kept], method=method)
        if isinstance(fit, NotEstimable):
            return fit
        missing = count(_signed_ranks([y for y, _ in studies], fit.estimate), k)
        if missing is None:
            break
        before, trimmed = trimmed, max(0, round(missing.number))
        if trimmed == before:
            return trimmed, fit.estimate, missing
    return NotEstimable("not-converged")


def _signed_ranks(values: Sequence[float], mean: float) -> list[int]:
    """The ranks of the distances from the mean, with the signs of the differences; 0 on the mean. Values ascend."""
    least = _CENTRAL * max(abs(values[0]), abs(values[-1]))
    offsets = [value - mean for value in values]
    ranks = [0] * len(values)
    for rank, at in enumerate(sorted(range(len(values)), key=lambda at: abs(offsets[at])), 1):
        if abs(offsets[at]) > least:
            ranks[at] = rank if offsets[at] > 0.0 else -rank
    return ranks


def _positive(ranks: Sequence[int]) -> int:
    return sum(rank for rank in ranks if rank > 0)


def _rank_error(k: int, n: float) -> float:
    """Standard error of the sum of positive ranks with n of k studies missing (Duval and Tweedie 2000b, section 4)."""
    variance = k * (k + 1) * (2 * k + 1) + 10 * n**3 + 27 * n**2 + 17 * n - 18 * k * n**2 - 18 * k * n + 6 * k**2 * n
    return math.sqrt(max(0.0, variance) / 24.0)
