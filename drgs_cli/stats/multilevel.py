"""A mean of estimates that lie in clusters, with variance between clusters and within them; knows no robust errors.

Model: row i of cluster j estimates mu + u_j + w_ij with sampling variance v_ij; u_j ~ N(0, between), w_ij ~
N(0, within), all independent. Konstantopoulos 2011 (Res Synth Methods 2:61); metafor: rma.mv(yi, vi,
random = ~ 1 | cluster / row), of which it takes the best maximum, fully converged.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.nested_likelihood import Cluster, Marginal, centre, log_likelihood, marginals, slope
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails

_SMALLEST, _LARGEST = 1e-30, 1e30  # beyond, third powers and condition numbers would leave the range of floats
_SPREAD = 1e24  # of variances; where one is so much smaller, its row is all there is
_FURTHEST = 1e32  # no variance component of estimates within 1e15 is larger
_STEPS = 24  # points of the search grid in each direction
_FACTOR = 3.0  # from one point of the grid to the next, unless that would take more points
_PATIENCE = 200  # steps of a climb, which takes about ten

_RESTRICTED: dict[str, bool] = {"reml": True, "ml": False}


class Multilevel(Struct, frozen=True):
    """What the fit says; `between` and `within` are variances, in squared units of the estimates.

    `status` is "boundary" where one of the two is 0. `df` is None for the normal, k - 1 for the t-distribution.
    """

    method: str
    k: int
    clusters: int
    estimate: float
    standard_error: float
    statistic: float
    df: int | None
    p: float
    interval: Interval
    between: float
    within: float
    status: Literal["converged", "boundary"]
    q: float
    q_df: int
    q_p: float
    log_likelihood: float


def fit_multilevel(
    estimates: Sequence[float],
    variances: Sequence[float],
    clusters: Sequence[str],
    *,
    method: str = "reml",
    interval: Literal["z", "t"] = "z",
    level: float = 95.0,
) -> Multilevel | NotEstimable:
    """The mean with its variance components by REML or ML; `clusters` names each row's cluster.

    No row: "no-study"; one cluster: "too-few"; no cluster with two rows, where the two variances cannot be told
    apart: "not-full-rank"; variances more than 1e24-fold apart: "out-of-range". Q is the heterogeneity about the
    common-effect mean, k - 1 df. metafor: rma.mv. ValueError: as `grouped`, and an unknown method.
    """
    if method not in _RESTRICTED:
        raise ValueError(f"a multilevel mean is fitted by {' or '.join(_RESTRICTED)}, found {method}")
    restricted = _RESTRICTED[method]
    groups = grouped(estimates, variances, clusters)
    if isinstance(groups, NotEstimable):
        return groups
    k = len(estimates)
    rows = tuple(groups.values())
    if max(variances) > _SPREAD * min(variances):
        return NotEstimable("out-of-range")
    if len(rows) < 2:
        return NotEstimable("too-few")
    if len(rows) == k:
        return NotEstimable("not-full-rank", (("between", "within"),))
    found = _maximise(rows, k, restricted=restricted)
    if found is None:
        return NotEstimable("not-converged")
    return _result(rows, k, found, method, k - 1 if interval == "t" else None, level)


def _result(
    rows: Sequence[Cluster], k: int, components: tuple[float, float], method: str, df: int | None, level: float
) -> Multilevel:
    between, within = components
    sums = marginals(rows, within)
    estimate, variance = centre(sums, between)
    footing, statistic, q = Footing(math.sqrt(variance), df), estimate / math.sqrt(variance), common_effect_q(rows)
    return Multilevel(
        method=method,
        k=k,
        clusters=len(rows),
        estimate=estimate,
        standard_error=footing.standard_error,
        statistic=statistic,
        df=df,
        p=both_tails(statistic, df),
        interval=footing.around(estimate, level),
        between=between,
        within=within,
        status="converged" if between > 0.0 and within > 0.0 else "boundary",
        q=q,
        q_df=k - 1,
        q_p=chi2_sf(q, k - 1),
        log_likelihood=log_likelihood(sums, between, k, restricted=_RESTRICTED[method]),
    )


def grouped(
    estimates: Sequence[float], variances: Sequence[float], clusters: Sequence[str]
) -> Mapping[str, Cluster] | NotEstimable:
    """The rows of each cluster, the clusters sorted by name; "no-study" or "out-of-range" where there are none to use.

    ValueError, as the fault of the caller: sequences of unequal length, figures that are not finite, variances not
    above 0. "out-of-range": estimates beyond 1e15, variances outside 1e-30 to 1e30.
    """
    gathered: dict[str, list[tuple[float, float]]] = {}
    for y, v, name in zip(estimates, variances, clusters, strict=True):
        if not (math.isfinite(y) and math.isfinite(v) and v > 0.0):
            raise ValueError(f"an estimate needs a positive variance, found {y} with {v}")
        gathered.setdefault(name, []).append((y, v))
    if not gathered:
        return NotEstimable("no-study")
    if max(variances) > _LARGEST or min(variances) < _SMALLEST or max(map(abs, estimates)) > math.sqrt(_LARGEST):
        return NotEstimable("out-of-range")
    return {name: tuple(gathered[name]) for name in sorted(gathered)}


def common_effect_q(clusters: Sequence[Cluster]) -> float:
    """Cochran's Q of all rows about their common-effect mean."""
    sums = marginals([tuple(row for rows in clusters for row in rows)], 0.0)
    return sums[0].scatter


def _maximise(clusters: Sequence[Cluster], k: int, *, restricted: bool) -> tuple[float, float] | None:
    """The best of the maxima reached from every local maximum of a grid; None if none of them is reached."""
    best: tuple[float, float, float] | None = None
    for start in _starts(clusters, k, restricted=restricted):
        found = _climb(clusters, k, start, restricted=restricted)
        if found is not None and (best is None or found > best):
            best = found
    return best and (best[1], best[2])


def _grid(clusters: Sequence[Cluster]) -> list[float]:
    """0, and points from far below the smallest variance up to the squared range of the estimates."""
    every = [row for rows in clusters for row in rows]
    widest = max(y for y, _ in every) - min(y for y, _ in every)
    low, high = 0.01 * min(v for _, v in every), widest * widest
    if high <= low:
        return [0.0, low]
    factor = max(_FACTOR, (high / low) ** (1.0 / _STEPS))
    steps = math.ceil(math.log(high / low) / math.log(factor))
    return [0.0, *(low * factor**step for step in range(steps + 1))]


def _starts(clusters: Sequence[Cluster], k: int, *, restricted: bool) -> list[tuple[float, float]]:
    """Points of the grid that are no lower than their neighbours, one of each plateau."""
    grid = _grid(clusters)
    heights: list[list[float]] = []
    for within in grid:
        sums: list[Marginal] = marginals(clusters, within)
        heights.append([log_likelihood(sums, between, k, restricted=restricted) for between in grid])
    starts = []
    for i, within in enumerate(grid):
        for j, between in enumerate(grid):
            own, before, after = heights[i][j], *_around(heights, i, j)
            if own > max(before, default=-math.inf) and own >= max(after, default=-math.inf):
                starts.append((between, within))
    return starts


def _around(heights: Sequence[Sequence[float]], i: int, j: int) -> tuple[list[float], list[float]]:
    """The neighbours before and after a point, row by row: of a plateau only its first point is above those before."""
    places = [(m, n) for m in (i - 1, i, i + 1) for n in (j - 1, j, j + 1) if (m, n) != (i, j)]
    inside = [(m, n) for m, n in places if 0 <= m < len(heights) and 0 <= n < len(heights)]
    return [heights[m][n] for m, n in inside if (m, n) < (i, j)], [heights[m][n] for m, n in inside if (m, n) > (i, j)]


def _climb(
    clusters: Sequence[Cluster], k: int, start: tuple[float, float], *, restricted: bool
) -> tuple[float, float, float] | None:
    """Newton's method (Fisher scoring where the surface is not concave) within between >= 0, within >= 0.

    Gives the log-likelihood and the two components. The decrement, twice the log-likelihood still to be gained, tells
    when it is done; below 1e-10 it cannot be seen in the log-likelihood itself, and steps are taken unchecked.
    """
    here = start
    height = log_likelihood(marginals(clusters, here[1]), here[0], k, restricted=restricted)
    before = math.inf
    for _ in range(_PATIENCE):
        step, decrement = _step(clusters, here, restricted=restricted)
        if decrement < 1e-24 or (decrement < 1e-12 and decrement >= 0.25 * before):
            return height, here[0], here[1]
        part = 1.0
        while True:
            between, within = (min(max(x + part * s, 0.0), _FURTHEST) for x, s in zip(here, step, strict=True))
            reached = log_likelihood(marginals(clusters, within), between, k, restricted=restricted)
            if reached > height or decrement < 1e-10 or part < 1e-10:
                break
            part *= 0.5
        here, height, before = (between, within), reached, decrement
    return None


def _step(
    clusters: Sequence[Cluster], here: tuple[float, float], *, restricted: bool
) -> tuple[tuple[float, float], float]:
    """The step to be tried and its decrement; a component at 0 whose slope points below stays there."""
    found = slope(clusters, here[0], here[1], restricted=restricted)
    g, (bb, bw, ww) = found.gradient, found.curvature
    free = [here[i] > 0.0 or g[i] > 0.0 for i in (0, 1)]
    if not all(free):
        i = 0 if free[0] else 1
        if not free[i]:
            return (0.0, 0.0), 0.0
        bend = (bb, ww)[i] if (bb, ww)[i] > 0.0 else found.information[2 * i]
        step = g[i] / bend if bend > 0.0 else 0.0
        return ((step, 0.0) if i == 0 else (0.0, step)), g[i] * step
    if not (bb > 0.0 and bb * ww - bw * bw > 0.0):
        bb, bw, ww = found.information
    determinant = bb * ww - bw * bw
    if not determinant > 1e-12 * bb * ww:  # one row outweighs all others, and the two cannot be told apart here
        steepest = max(bb, ww)
        b, w = (g[0] / steepest, g[1] / steepest) if steepest > 0.0 else (0.0, 0.0)
        return (b, w), g[0] * b + g[1] * w
    b, w = (ww * g[0] - bw * g[1]) / determinant, (bb * g[1] - bw * g[0]) / determinant
    return (b, w), g[0] * b + g[1] * w
