"""The pooled mean without each study in turn, and as the studies come in one after another; knows no order of its own.

metafor: leave1out and cumul of rma(yi, vi).
"""

from collections.abc import Sequence

from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.results import NotEstimable


def leave_one_out(
    estimates: Sequence[float],
    variances: Sequence[float],
    *,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
) -> tuple[Pooled | NotEstimable, ...] | NotEstimable:
    """`pool` of all studies but the first, all but the second, and so on.

    Of two studies each is left alone in turn. k = 0: "no-study"; k = 1: "too-few". ValueError: as `pool`.
    """
    if len(estimates) < 2:
        return NotEstimable("too-few" if estimates else "no-study")
    return tuple(
        pool(
            [*estimates[:place], *estimates[place + 1 :]],
            [*variances[:place], *variances[place + 1 :]],
            method=method,
            interval=interval,
            level=level,
        )
        for place in range(len(estimates))
    )


def cumulative(
    estimates: Sequence[float],
    variances: Sequence[float],
    *,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
) -> tuple[Pooled | NotEstimable, ...] | NotEstimable:
    """`pool` of the first study, of the first two, and so on, in the order given; the last is that of all.

    k = 0: "no-study". ValueError: as `pool`. Lau et al 1992 (N Engl J Med 327:248).
    """
    if not estimates:
        return NotEstimable("no-study")
    return tuple(
        pool(estimates[:upto], variances[:upto], method=method, interval=interval, level=level)
        for upto in range(1, len(estimates) + 1)
    )
