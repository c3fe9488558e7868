"""Which p-values let a study be seen: weight functions of a p-value, cut into pieces of z; knows no likelihood.

Both families are exponential, log w(p) = sum_j t_j a_j(p): the likelihood of their parameters t, the rest held, has
one top. z is effect over standard error, p its upper tail, or both tails.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from drgs_cli.stats.bayes.piecewise_density import legendre_rule
from drgs_cli.stats.distributions import normal_quantile, normal_sf
from drgs_cli.stats.wald import both_tails

Features = tuple[float, ...]

_LEAST_P = 1e-5  # metafor's: nearer to 0 or 1 the beta weight stays what it is here
_LEAST_POWER = 1e-5  # metafor's bounds of the powers of a beta weight, and of a step's weight,
_LARGEST = 100.0  # for likelihoods that rise without end
_MOST_LOG = 100.0
_NODES, _PANELS = 24, 8


class Stretch(Struct, frozen=True):
    """All z from `low` to `high`, possibly without an end, weigh the same."""

    low: float
    high: float
    features: Features


class Node(Struct, frozen=True):
    """A z that stands for the stretch about it of length `width`."""

    z: float
    width: float
    features: Features


class WeightFunction(Struct, frozen=True):
    """The pieces of all z, the features of a p, and the bounds of t.

    `logarithmic`: t are the logarithms of metafor's delta, without the first, which is 1; else delta less 1. `steps`
    are the ends of the intervals of p, if there are any.
    """

    name: str
    stretches: tuple[Stretch, ...]
    nodes: tuple[Node, ...]
    features: Callable[[float], Features]
    low: tuple[float, ...]
    high: tuple[float, ...]
    logarithmic: bool
    steps: tuple[float, ...]

    def delta(self, t: Sequence[float]) -> list[float]:
        """The parameters in metafor's form; exactly the bound where t is at its bound."""
        if self.logarithmic:
            return [min(_LARGEST, math.exp(x)) for x in t]
        return [max(_LEAST_POWER, x + 1.0) for x in t]


def p_of(z: float, two_sided: bool) -> float:
    """The p-value of a z."""
    return both_tails(z) if two_sided else normal_sf(z)


def step_function(steps: Sequence[float], two_sided: bool) -> WeightFunction:
    """One weight for each interval of p that ends at a step, the last at 1; the first weight is 1.

    ValueError unless the steps lie above 0 and at most at 1. Hedges 1992 (Stat Sci 7:246); Vevea and Hedges 1995
    (Psychometrika 60:419). metafor: selmodel(type = "stepfun").
    """
    ends = tuple(sorted({*steps, 1.0}))
    if not 0.0 < ends[0] <= ends[-1] <= 1.0:
        raise ValueError(f"steps lie above 0 and not above 1, found {', '.join(map(str, steps))}")
    free = len(ends) - 1
    cuts = [math.inf, *(_cut(end, two_sided) for end in ends)]
    stretches = []
    for place in range(len(ends)):
        features = _one_of(place, free)
        stretches.append(Stretch(cuts[place + 1], cuts[place], features))
        if two_sided:
            stretches.append(Stretch(-cuts[place], -cuts[place + 1], features))

    def features_of(p: float) -> Features:
        return _one_of(sum(p > end for end in ends), free)

    low, high = (-_MOST_LOG,) * free, (math.log(_LARGEST),) * free
    return WeightFunction("stepfun", tuple(stretches), (), features_of, low, high, True, ends)


def beta_weight(two_sided: bool) -> WeightFunction:
    """w(p) = p^(d1 - 1) (1 - p)^(d2 - 1), for p within 1e-5 of 0 or 1 as at 1e-5.

    Citkowicz and Vevea 2017 (Psychol Methods 22:28). metafor: selmodel(type = "beta").
    """
    edge, centre = _cut(_LEAST_P, two_sided), _cut(1.0 - _LEAST_P, two_sided)
    stretches = [Stretch(edge, math.inf, _beta_features(_LEAST_P))]
    if two_sided:  # 1 - p grows from 0 like |z|: panels that grow with the distance from there
        stretches.append(Stretch(-math.inf, -edge, _beta_features(_LEAST_P)))
        stretches.append(Stretch(-centre, centre, _beta_features(1.0)))
        ends = [centre * (edge / centre) ** (place / _PANELS) for place in range(_PANELS + 1)]
    else:
        stretches.append(Stretch(-math.inf, centre, _beta_features(1.0)))
        ends = [centre, 0.0, edge]
    nodes = [node for low, high in pairwise(ends) for node in _panel(low, high, two_sided)]
    if two_sided:
        nodes += [Node(-node.z, node.width, node.features) for node in nodes]
    low, high = (_LEAST_POWER - 1.0,) * 2, (_LARGEST - 1.0,) * 2
    return WeightFunction("beta", tuple(stretches), tuple(nodes), _beta_features, low, high, False, ())


def _cut(p: float, two_sided: bool) -> float:
    """The z above which p is smaller."""
    if two_sided:
        return normal_quantile(0.5 * p, upper=True)
    return normal_quantile(p, upper=True) if p < 1.0 else -math.inf


def _one_of(place: int, free: int) -> Features:
    """The logarithm of the weight of an interval is a parameter, but for the first, which has none."""
    return tuple(float(place == index + 1) for index in range(free))


def _beta_features(p: float) -> Features:
    within = min(max(p, _LEAST_P), 1.0 - _LEAST_P)
    return (math.log(within), math.log1p(-within))


def _panel(low: float, high: float, two_sided: bool) -> list[Node]:
    """The nodes of a stretch of z."""
    half, middle = 0.5 * (high - low), 0.5 * (high + low)
    rule = zip(*legendre_rule(_NODES), strict=True)
    places = [(middle + half * x, half * width) for x, width in rule]
    return [Node(z, width, _beta_features(p_of(z, two_sided))) for z, width in places]
