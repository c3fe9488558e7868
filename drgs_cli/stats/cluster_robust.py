"""Standard errors that stay right where rows of a cluster depend in other ways than the model says; fits no model.

Sandwich estimators, with the weights of the model given by its variance components: CR1, scaled by J / (J - 1) for J
clusters, and CR2, whose residuals are adjusted so that the estimate is unbiased if the model is true (Bell and
McCaffrey 2002, Surv Methodol 28:169; Pustejovsky and Tipton 2018, J Bus Econ Stat 36:672). With `between` at 0 the
model is the usual random-effects one, and with both at 0 the common-effect one.
"""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from drgs_cli.stats.inverse_root import resolvent_nodes
from drgs_cli.stats.multilevel import grouped
from drgs_cli.stats.nested_likelihood import Cluster, centre, marginals
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails

_LARGEST = 1e32  # variance component: the range of the estimates that `grouped` admits, squared


class ClusterRobust(Struct, frozen=True):
    """Inference from a sandwich estimator: t with `df` degrees of freedom, which need not be whole."""

    kind: str
    clusters: int
    estimate: float
    standard_error: float
    statistic: float
    df: float
    p: float
    interval: Interval


class _Fit(Struct, frozen=True):
    """Each cluster with its share 1'W1 in the precision of the mean, and that of all others together."""

    clusters: Sequence[Cluster]
    shares: Sequence[float]
    others: Sequence[float]
    mean: float
    variance: float
    between: float
    within: float


def cluster_robust(
    estimates: Sequence[float],
    variances: Sequence[float],
    clusters: Sequence[str],
    *,
    between: float,
    within: float,
    kind: str = "cr2",
    level: float = 95.0,
) -> ClusterRobust | NotEstimable:
    """The weighted mean with a robust standard error; `kind` from CLUSTER_ROBUST, `between` and `within` at least 0.

    No row: "no-study"; one cluster: "too-few"; residuals all 0, where nothing can be learnt: "no-variance".
    "out-of-range": a component beyond 1e32, or a row as in `grouped`. ValueError: an unknown kind, a component that is
    negative or not finite, a row as in `grouped`.
    metafor: robust(fit, cluster) for cr1, and with clubSandwich=TRUE for cr2.
    """
    if kind not in CLUSTER_ROBUST:
        raise ValueError(f"a robust standard error is one of {', '.join(CLUSTER_ROBUST)}, found {kind}")
    if not (0.0 <= between < math.inf and 0.0 <= within < math.inf):
        raise ValueError(f"variance components are finite and not negative, found {between} and {within}")
    groups = grouped(estimates, variances, clusters)
    if isinstance(groups, NotEstimable):
        return groups
    rows = tuple(groups.values())
    if len(rows) < 2:
        return NotEstimable("too-few")
    if max(between, within) > _LARGEST:
        return NotEstimable("out-of-range")
    sums = marginals(rows, within)
    mean, variance = centre(sums, between)
    shares = [one.precision / (1.0 + between * one.precision) for one in sums]
    squared, df = CLUSTER_ROBUST[kind](_Fit(rows, shares, _without(shares), mean, variance, between, within))
    if squared <= 0.0 or max(estimates) == min(estimates):
        return NotEstimable("no-variance")
    footing = Footing(math.sqrt(squared), df)
    statistic, limits = mean / footing.standard_error, footing.around(mean, level)
    p = both_tails(statistic, df)
    return ClusterRobust(kind, len(rows), mean, footing.standard_error, statistic, df, p, limits)


def _without(shares: Sequence[float]) -> list[float]:
    """For each share the sum of all others; a share of more than half is left out before the others are added up."""
    total = math.fsum(shares)
    return [
        total - share if 2.0 * share < total else math.fsum([*shares[:place], *shares[place + 1 :]])
        for place, share in enumerate(shares)
    ]


def _scaled(fit: _Fit) -> tuple[float, float]:
    """CR1: J / (J - 1) sum (1'W e)^2 over the squared precision; J - 1 degrees of freedom."""
    scores = []
    for rows, share in zip(fit.clusters, fit.shares, strict=True):
        weights = [1.0 / (v + fit.within) for _, v in rows]
        score = math.fsum(w * (y - fit.mean) for w, (y, _) in zip(weights, rows, strict=True))
        scores.append(score * share / math.fsum(weights))
    j = len(fit.clusters)
    return j / (j - 1.0) * fit.variance**2 * math.fsum(score * score for score in scores), j - 1.0


def _bias_reduced(fit: _Fit) -> tuple[float, float]:
    """CR2: sum (g'e)^2 with g = m A W 1, where A is the symmetric matrix with A (C - m 1 1') A = C.

    C is a cluster's covariance matrix, m the variance of the mean. Degrees of freedom by Satterthwaite: twice the
    squared mean over the variance of this quadratic form of normal residuals (Pustejovsky and Tipton 2018, eq 11).
    """
    squares, sums = [], []
    for rows, others in zip(fit.clusters, fit.others, strict=True):
        adjusted = _adjusted(rows, fit, others)
        squares.append(
            (fit.variance * math.fsum(a * (y - fit.mean) for a, (y, _) in zip(adjusted, rows, strict=True))) ** 2
        )
        sums.append(fit.variance * math.fsum(adjusted))
    own = math.fsum((fit.variance * share) ** 2 for share in fit.shares)
    total = math.fsum(b * b for b in sums)
    mixed = math.fsum(b * b * (total - b * b) for b in sums)
    return math.fsum(squares), 1.0 / (own + mixed)


def _adjusted(rows: Cluster, fit: _Fit, others: float) -> list[float]:
    """A W 1 for one cluster, which is F^(-1/2) 1 with F = C (C - m 1 1').

    With C = D + b 1 1' every resolvent of F is known in closed form: (C^2 + t^2)^-1 1 is the imaginary part of
    (C - it)^-1 1 over t, (C^2 + t^2)^-1 C 1 the real part, and - m C 1 1' has rank one. So the time is linear in the
    rows. The eigenvalues of F are between (1 - m 1'W1) min(d)^2 and (max(d) + n b)^2. Whatever is small beside a
    cluster that outweighs all others is added up from its own small terms, never got by a difference.
    """
    d, b = [v + fit.within for _, v in rows], fit.between
    low = fit.variance * others * min(d) ** 2
    high = (max(d) + len(d) * b) ** 2
    parts: list[list[float]] = [[] for _ in d]
    for t, c in resolvent_nodes(low, high):
        inverse = [1.0 / (one * one + t * t) for one in d]
        p = math.fsum(one * part for one, part in zip(d, inverse, strict=True))
        q = t * math.fsum(inverse)
        norm = (1.0 + b * p) ** 2 + (b * q) ** 2
        pull = q / t / norm / (others + _loss(d, inverse, t, b) / norm)
        for place, (one, part) in enumerate(zip(d, inverse, strict=True)):
            own = 1.0 + b * (p - one * q / t)
            shared = one * (1.0 + b * p) + b * t * q
            parts[place].append(c * part * (own + pull * shared) / norm)
    return [math.fsum(part) for part in parts]


def _loss(d: Sequence[float], inverse: Sequence[float], t: float, between: float) -> float:
    """1'C^-1 1 - 1'(C^2 + t^2)^-1 C 1, times the norm above."""
    weights = [part / one for one, part in zip(d, inverse, strict=True)]
    total = math.fsum(weights)
    mean = math.fsum(inverse) / total
    spread = math.fsum(w * (one - mean) ** 2 for w, one in zip(weights, d, strict=True))
    return t * t * total * (1.0 + between * spread) / (1.0 + between * math.fsum(1.0 / one for one in d))


CLUSTER_ROBUST: dict[str, Callable[[_Fit], tuple[float, float]]] = {"cr1": _scaled, "cr2": _bias_reduced}
