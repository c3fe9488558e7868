"""The likelihood of rows within clusters at given variance components, and its derivatives; maximises nothing.

Row i of cluster j is mu + u_j + e_ij, where u_j has variance `between` (b) and e_ij has variance d = v_ij + `within`.
A cluster's covariance matrix is D + b 1 1'. Its inverse is known in closed form (Sherman and Morrison 1950), so that
every figure here is a sum over rows: nothing is ever inverted, and time and memory are linear in the rows.
Derivatives: Harville 1977 (JASA 72:320). Names in metafor: rma.mv(random = ~ 1 | cluster / row), logLik.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

_LOG_TWO_PI = math.log(2.0 * math.pi)

Cluster = tuple[tuple[float, float], ...]  # estimate and variance of each of its rows


class Marginal(Struct, frozen=True):
    """One cluster once `within` is given: what is left of its rows when only `between` is still to be chosen.

    `precision` is sum 1/d, `mean` the mean with weights 1/d, `scatter` the sum of (y - mean)^2 / d, and
    `log_determinant` the sum of ln d.
    """

    precision: float
    mean: float
    scatter: float
    log_determinant: float


class Slope(Struct, frozen=True):
    """First and second derivatives of the log-likelihood by (between, within), and the expected information."""

    gradient: tuple[float, float]
    curvature: tuple[float, float, float]  # minus the second derivatives: bb, bw, ww
    information: tuple[float, float, float]


def marginals(clusters: Sequence[Cluster], within: float) -> list[Marginal]:
    """Each cluster's sums at one value of `within`; every variance plus `within` must be above 0."""
    found = []
    for rows in clusters:
        weights = [1.0 / (v + within) for _, v in rows]
        precision = math.fsum(weights)
        mean = math.fsum(w * y for w, (y, _) in zip(weights, rows, strict=True)) / precision
        scatter = math.fsum(w * (y - mean) ** 2 for w, (y, _) in zip(weights, rows, strict=True))
        found.append(Marginal(precision, mean, scatter, math.fsum(math.log(v + within) for _, v in rows)))
    return found


def centre(sums: Sequence[Marginal], between: float) -> tuple[float, float]:
    """The generalised least squares mean and its variance."""
    weights = [cluster.precision / (1.0 + between * cluster.precision) for cluster in sums]
    variance = 1.0 / math.fsum(weights)
    return variance * math.fsum(w * cluster.mean for w, cluster in zip(weights, sums, strict=True)), variance


def log_likelihood(sums: Sequence[Marginal], between: float, rows: int, *, restricted: bool) -> float:
    """Full or restricted log-likelihood with the mean at its best.

    Restricted as metafor has it: (k - 1) ln 2 pi, and + ln(k) / 2 for the determinant of X'X.
    """
    mean, variance = centre(sums, between)
    terms = [(rows - (1 if restricted else 0)) * _LOG_TWO_PI]
    if restricted:
        terms += [-math.log(variance), -math.log(rows)]
    for cluster in sums:
        shrunk = 1.0 + between * cluster.precision
        terms += [cluster.log_determinant, math.log(shrunk), cluster.scatter]
        terms.append((cluster.mean - mean) ** 2 * cluster.precision / shrunk)
    return -0.5 * math.fsum(terms)


def slope(clusters: Sequence[Cluster], between: float, within: float, *, restricted: bool) -> Slope:
    """Derivatives of the log-likelihood at (between, within).

    With P = W - W1 (1'W1)^-1 1'W and q = W (y - mean): gradient (q'K q - tr PK) / 2, information tr(PKPK) / 2,
    second derivative tr(PKPK) / 2 - q'K P K q, for K = d V / d component. Without restriction W stands in the traces.
    """
    mean, variance = centre(marginals(clusters, within), between)
    parts = [_cluster_sums(rows, mean, between, within) for rows in clusters]
    total = [math.fsum(column) for column in zip(*parts, strict=True)]
    a2, a3, ab, h2, h3, trace, trace2, a, f2, fq, hf, hq, q2, qvq, faf = total
    m = variance if restricted else 0.0
    gradient = (0.5 * (f2 - a + m * a2), 0.5 * (q2 - trace + m * h2))
    information = (
        0.5 * (a2 - 2.0 * m * a3 + (m * a2) ** 2),
        0.5 * (h2 - 2.0 * m * ab + m * m * a2 * h2),
        0.5 * (trace2 - 2.0 * m * h3 + (m * h2) ** 2),
    )
    quadratic = (faf - variance * hf * hf, fq - variance * hf * hq, qvq - variance * hq * hq)
    curvature = tuple(q - i for q, i in zip(quadratic, information, strict=True))
    return Slope(gradient, (curvature[0], curvature[1], curvature[2]), information)


def _cluster_sums(rows: Cluster, mean: float, between: float, within: float) -> tuple[float, ...]:
    """A cluster's share in every sum that the derivatives need; W is the inverse of its covariance matrix.

    In this order, with h = W 1 and q = W (y - mean), a = 1'W1, f = 1'q: a^2, a^3, a h'h, h'h, h'Wh, tr W, tr W^2, a,
    f^2, f h'q, a f, h'q, q'q, q'Wq, a f^2.
    """
    weights = [1.0 / (v + within) for _, v in rows]
    residuals = [y - mean for y, _ in rows]
    s1, s2, s3 = (math.fsum(w**power for w in weights) for power in (1, 2, 3))
    shrunk = 1.0 + between * s1
    c = between / shrunk
    r = math.fsum(w * e for w, e in zip(weights, residuals, strict=True))
    q = [w * (e - c * r) for w, e in zip(weights, residuals, strict=True)]
    wq = math.fsum(w * p for w, p in zip(weights, q, strict=True))
    a, hh = s1 / shrunk, s2 / shrunk**2
    hwh = (s3 - c * s2 * s2) / shrunk**2
    f, hq = r / shrunk, wq / shrunk
    qq = math.fsum(p * p for p in q)
    qwq = math.fsum(w * p * p for w, p in zip(weights, q, strict=True)) - c * wq * wq
    trace, trace2 = s1 - c * s2, s2 - 2.0 * c * s3 + (c * s2) ** 2
    return (a * a, a**3, a * hh, hh, hwh, trace, trace2, a, f * f, f * hq, a * f, hq, qq, qwq, a * f * f)
