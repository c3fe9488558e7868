"""The graph-theoretical model of a network, common and random effects; knows no measure and prints nothing.

Rücker (2012); multi-arm studies by reduced weights (Rücker and Schwarzer 2014). netmeta's `netmeta()`.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.between_study import Tau2
from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.network.contrasts import Network
from drgs_cli.stats.network.graph import designs
from drgs_cli.stats.network.heterogeneity import network_tau2
from drgs_cli.stats.network.multi_arm import pairs
from drgs_cli.stats.network.weighting import Edges, WeightedFit
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails


class NetworkEstimate(Struct, frozen=True):
    """An effect with its Wald interval and the two-sided p of its z."""

    estimate: float
    standard_error: float
    statistic: float
    p: float
    interval: Interval


class Evidence(Struct, frozen=True):
    """A comparison in one of the two models.

    `direct`: what the studies of that comparison say alone; None if there is none.
    `proportion_direct`: how much of the network estimate it is, (se / se of the direct)^2 (König 2013); with studies
    of several arms it can be over 1.
    """

    network: NetworkEstimate
    direct: NetworkEstimate | None
    proportion_direct: float


class NetworkComparison(Struct, frozen=True):
    """`treat1` against `treat2`, which stand in order; `studies` compare the two directly.

    `prediction` is the interval for the true effect of a new study: t with the degrees of freedom of Q (meta's
    method.predict "V"), None if there are none, and in a common-effect model.
    """

    treat1: str
    treat2: str
    studies: int
    common: Evidence
    random: Evidence
    prediction: Interval | None


class QTest(Struct, frozen=True):
    """A heterogeneity statistic; p is None without degrees of freedom."""

    q: float
    degrees_of_freedom: int
    p: float | None


class NetworkModel(Struct, frozen=True):
    """A fitted network. I2 is that of Q, in per cent, with Higgins and Thompson's limits (2002), None if df < 2.

    `comparisons` holds every pair of treatments: the first against all others, the second against those after it.
    """

    network: Network
    method: str
    level: float
    tau2: Tau2
    total: QTest
    i2: float | None
    i2_interval: Interval | None
    designs: int
    comparisons: tuple[NetworkComparison, ...]

    def comparison(self, treat1: str, treat2: str) -> NetworkComparison:
        """A pair of treatments in the order of `treatments`."""
        i, j = self.network.treatments.index(treat1), self.network.treatments.index(treat2)
        return self.comparisons[pairs(len(self.network.treatments)).index((i, j))]


def network_meta_analysis(
    network: Network, *, method: str = "reml", level: float = 95.0
) -> NetworkModel | NotEstimable:
    """Fit a network; `method` is one of `NETWORK_METHODS`, `level` the confidence level in per cent.

    "no-study": nothing left; "disconnected": with the treatments of each part; "not-full-rank": variances too unlike
    to be computed with; "not-converged": the likelihood rises without end.
    """
    if not network.studies:
        return NotEstimable("no-study")
    if len(network.parts) > 1:
        return NotEstimable("disconnected", network.parts)
    edges = Edges(network.studies, len(network.treatments))
    degrees = sum(len(study.arms) - 1 for study in network.studies) - (len(network.treatments) - 1)
    common, tau2 = edges.fit(0.0), network_tau2(edges, method, degrees)
    if isinstance(tau2, NotEstimable):
        return tau2
    random = edges.fit(tau2.value)
    in_common, in_random = _evidence(edges, common, level), _evidence(edges, random, level)
    if common is None or in_common is None or in_random is None:
        return NotEstimable("not-full-rank")
    total = q_test(common.q if degrees > 0 else 0.0, degrees)
    i2, i2_interval = _i2(total, level)
    comparisons = tuple(
        NetworkComparison(
            network.treatments[i],
            network.treatments[j],
            len(edges.groups.get((i, j), ())),
            of_common,
            of_random,
            _prediction(of_random.network, tau2, degrees, level),
        )
        for (i, j), of_common, of_random in zip(pairs(len(network.treatments)), in_common, in_random, strict=True)
    )
    kinds = len(designs(study.arms for study in network.studies))
    return NetworkModel(network, method, level, tau2, total, i2, i2_interval, kinds, comparisons)


def network_estimate(estimate: float, variance: float, level: float) -> NetworkEstimate:
    """An effect, its z and p and its interval at `level` per cent."""
    error = math.sqrt(variance)
    statistic = estimate / error
    return NetworkEstimate(estimate, error, statistic, both_tails(statistic), Footing(error).around(estimate, level))


def q_test(q: float, degrees_of_freedom: int) -> QTest:
    """A Q and its upper tail of chi-squared."""
    return QTest(q, degrees_of_freedom, chi2_sf(q, degrees_of_freedom) if degrees_of_freedom > 0 else None)


def _evidence(edges: Edges, fit: WeightedFit | None, level: float) -> list[Evidence] | None:
    """Every pair of treatments at the fit's tau2."""
    order = pairs(edges.vertices)
    variances = None if fit is None else fit.graph.variances(order)
    if fit is None or variances is None:
        return None
    found = []
    for (i, j), variance in zip(order, variances, strict=True):
        network = network_estimate(fit.effects[i] - fit.effects[j], variance, level)
        places = edges.groups.get((i, j))
        if places is None:
            found.append(Evidence(network, None, 0.0))
        else:
            direct = _direct(edges, places, fit.tau2)
            found.append(Evidence(network, network_estimate(*direct, level), variance / direct[1]))
    return found


def _direct(edges: Edges, places: Sequence[int], tau2: float) -> tuple[float, float]:
    """Inverse-variance mean of one comparison and its variance, each study with its whole variance and tau2."""
    weights = [1.0 / (edges.variances[place] + tau2) for place in places]
    total = math.fsum(weights)
    weighted = [weight * edges.estimates[place] for weight, place in zip(weights, places, strict=True)]
    return math.fsum(weighted) / total, 1.0 / total


def _prediction(estimate: NetworkEstimate, tau2: Tau2, degrees_of_freedom: int, level: float) -> Interval | None:
    if tau2.status == "fixed":
        return None
    error = math.sqrt(estimate.standard_error * estimate.standard_error + tau2.value)
    return Footing(error, degrees_of_freedom).around(estimate.estimate, level)


def _i2(total: QTest, level: float) -> tuple[float | None, Interval | None]:
    """100 (H^2 - 1) / H^2 with H^2 = Q / df, at least 1; limits from ln H (Higgins and Thompson 2002, appendix)."""
    if total.degrees_of_freedom < 1:
        return None, None
    h = max(math.sqrt(total.q / total.degrees_of_freedom), 1.0)
    if total.degrees_of_freedom < 2:
        return _i2_of(math.log(h)), None
    k = total.degrees_of_freedom + 1.0
    if total.q <= k:
        error = math.sqrt(0.5 / (k - 2.0) * (1.0 - 1.0 / (3.0 * (k - 2.0) ** 2)))
    else:
        error = 0.5 * (math.log(total.q) - math.log(k - 1.0)) / (math.sqrt(2.0 * total.q) - math.sqrt(2.0 * k - 3.0))
    half = Footing(error).reach(level)
    log_h = math.log(h)
    return _i2_of(log_h), Interval(_i2_of(log_h - half), _i2_of(log_h + half), level)


def _i2_of(log_h: float) -> float:
    return 100.0 * -math.expm1(-2.0 * max(log_h, 0.0))
