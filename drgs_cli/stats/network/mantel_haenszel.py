"""Network meta-analysis of odds ratios by Mantel and Haenszel; needs no increment, and knows no random effects.

Efthimiou (2019). Within each design the pairwise Mantel-Haenszel log odds ratios L_xy are made consistent,
Lbar_xy = (L_x+ - L_y+) / k, with the variances and covariances of Greenland (1989); the designs are then put together
by generalised least squares. With e events, f others, and N participants in a study:

    c_xy = e_x f_y / N, d_xy = (e_x + f_y) / N, C_xy the sum of c_xy over studies, L_xy = ln(C_xy / C_yx)
    var L_xy = sum(c_xy d_xy) / (2 C_xy^2) + sum(c_xy d_yx + c_yx d_xy) / (2 C_xy C_yx)
                   + sum(c_yx d_yx) / (2 C_yx^2)
    cov(L_xy, L_xz) = 1/3 (sum(e_x f_y f_z / N^2) / (C_xy C_xz) + sum(n_x f_y e_z / N^2) / (C_xy C_zx)
                         + sum(n_x e_y f_z / N^2) / (C_yx C_xz) + sum(f_x e_y e_z / N^2) / (C_yx C_zx))
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.network.contrasts import NetworkStudy, StudyFaults
from drgs_cli.stats.network.count_model import CountModel, count_model
from drgs_cli.stats.network.model import q_test
from drgs_cli.stats.network.multi_arm import pairs
from drgs_cli.stats.network.sparse_counts import CountDesign, CountNetwork, count_network
from drgs_cli.stats.network.weighting import Edges
from drgs_cli.stats.results import NotEstimable


def mantel_haenszel_network(
    studies: Sequence[str],
    treatments: Sequence[str],
    events: Sequence[float | None],
    totals: Sequence[float | None],
    *,
    level: float = 95.0,
) -> CountModel | NotEstimable | StudyFaults:
    """Log odds ratios of all pairs of treatments; rows are arms. netmeta's `netmetabin(method = "MH")`.

    As `count_network`, and "zero-cell" where a design gives a pair of its arms no odds ratio.
    """
    network = count_network(studies, treatments, events, totals)
    if not isinstance(network, CountNetwork):
        return network
    pooled = [_pooled(design) for design in network.designs]
    known = [design for design in pooled if design is not None]
    if len(known) < len(pooled):
        return NotEstimable("zero-cell")
    fit = Edges(known, len(network.treatments)).fit(0.0)
    if fit is None:
        return NotEstimable("not-full-rank")
    degrees = sum(len(design.arms) - 1 for design in known) - (len(network.treatments) - 1)
    between = q_test(fit.q if degrees else 0.0, degrees)
    return count_model(network, "mh", level, fit.effects, fit.graph, between)


class _Stratum(Struct, frozen=True):
    """One study of a design."""

    events: tuple[float, ...]
    others: tuple[float, ...]
    n: float

    def c(self, x: int, y: int) -> float:
        """c_xy: events of one arm times the others of another."""
        return self.events[x] * self.others[y] / self.n

    def d(self, x: int, y: int) -> float:
        """d_xy."""
        return (self.events[x] + self.others[y]) / self.n


class _Pooled(Struct, frozen=True):
    """The studies of a design, and the sums C_xy over them."""

    strata: tuple[_Stratum, ...]
    sums: tuple[tuple[float, ...], ...]

    def covariance(self, x: int, y: int, z: int) -> float:
        """cov(L_xy, L_xz); the variance of L_xy if y is z."""
        if y == z:
            return self._variance(x, y)
        terms = []
        for stratum in self.strata:
            e, f, n = stratum.events, stratum.others, stratum.n
            size, xy, yx, xz, zx = e[x] + f[x], self.sums[x][y], self.sums[y][x], self.sums[x][z], self.sums[z][x]
            terms.append(e[x] / n * (f[y] / xy) * (f[z] / xz) / n)
            terms.append(size / n * (f[y] / xy) * (e[z] / zx) / n)
            terms.append(size / n * (e[y] / yx) * (f[z] / xz) / n)
            terms.append(f[x] / n * (e[y] / yx) * (e[z] / zx) / n)
        return math.fsum(terms) / 3.0

    def _variance(self, x: int, y: int) -> float:
        xy, yx, terms = self.sums[x][y], self.sums[y][x], []
        for stratum in self.strata:
            c, d, c_back, d_back = stratum.c(x, y), stratum.d(x, y), stratum.c(y, x), stratum.d(y, x)
            terms += [c / xy * d / xy, c_back / yx * d_back / yx, c / xy * d_back / yx, c_back / yx * d / xy]
        return 0.5 * math.fsum(terms)


def _pooled(design: CountDesign) -> NetworkStudy | None:
    """A design as one study: consistent log odds ratios of its arms with their variances."""
    arms = range(len(design.arms))
    strata = tuple(
        _Stratum(
            study.events,
            tuple(total - events for events, total in zip(study.events, study.totals, strict=True)),
            math.fsum(study.totals),
        )
        for study in design.studies
    )
    sums = tuple(tuple(math.fsum(stratum.c(x, y) for stratum in strata) for y in arms) for x in arms)
    order = pairs(len(design.arms))
    if any(sums[x][y] <= 0.0 or sums[y][x] <= 0.0 for x, y in order):
        return None
    pooled = _Pooled(strata, sums)
    log_odds = [math.fsum(math.log(sums[x][z] / sums[z][x]) for z in arms if z != x) for x in arms]
    spread = [[_covariance_of_sums(pooled, arms, x, y) for y in arms] for x in arms]
    return NetworkStudy(
        "",
        design.arms,
        tuple((log_odds[x] - log_odds[y]) / len(arms) for x, y in order),
        tuple((spread[x][x] - 2.0 * spread[x][y] + spread[y][y]) / len(arms) ** 2 for x, y in order),
    )


def _covariance_of_sums(pooled: _Pooled, arms: range, x: int, y: int) -> float:
    """cov(L_x+, L_y+), L_x+ the sum of L_xz over the other arms z."""
    if x == y:
        others = [z for z in arms if z != x]
        return math.fsum(pooled.covariance(x, a, b) for a in others for b in others)
    rest = [z for z in arms if z not in (x, y)]
    shared = [pooled.covariance(z, x, y) - pooled.covariance(x, y, z) - pooled.covariance(y, x, z) for z in rest]
    return math.fsum([*shared, -pooled.covariance(x, y, y)])
