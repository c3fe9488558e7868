"""The legs of an anchored comparison: what trials compare on the ways between its two sides, each leg by its own
trials; judges none.
"""

from msgspec.structs import replace

from drgs_cli.records.observed import Value
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.comparison import AnchoredIndirect
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect_weights import natural_interval
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.network import Edge
from drgs_cli.synthesis.network_paths import by_pair, indirect_paths


class Leg(Value, frozen=True):
    """Two treatments, and what the trials that compare them come to alone, with their own heterogeneity."""

    first: str
    second: str
    estimate: Estimate

    @property
    def shares(self) -> dict[str, float]:
        """The share of each trial in the weight of the leg."""
        return {weight.study: weight.weight for weight in self.estimate.weights if weight.weight is not None}


def legs_of(comparison: AnchoredIndirect, context: Context) -> tuple[Leg, ...]:
    """Every comparison of trials that a way from the one side to the other leads over, a direct one included; none
    where the network could not be estimated.
    """
    network = comparison.network
    ends = (comparison.sides[0].intervention, comparison.sides[1].intervention)
    pairs = by_pair(network.trials)
    used = {ends} | {pair for path in indirect_paths(pairs, *ends) for pair in path}
    edges = (edge for edge in network.edges if (edge.first, edge.second) in used)
    return tuple(Leg(edge.first, edge.second, _by_its_own_trials(edge, context)) for edge in edges)


def _by_its_own_trials(edge: Edge, context: Context) -> Estimate:
    """What the trials of a leg come to, pooled as those of a direct comparison are: I2, interval and prediction are
    theirs, not the network's.
    """
    if edge.trials < 2:
        return edge.direct
    from drgs_cli.stats.pooling import pool
    from drgs_cli.stats.prediction import predict

    question, effects = context.question, [entry.effect for entry in edge.contrasts]
    fit = pool(
        [effect.estimate for effect in effects],
        [effect.variance for effect in effects],
        method=question.method,
        interval=question.interval,
        level=question.level,
    )
    if isinstance(fit, NotEstimable):
        return edge.direct
    predicted, scale = predict(fit, level=question.level), effects[0].scale
    around = natural_interval(predicted if isinstance(predicted, NotEstimable) else predicted.interval, scale)
    return replace(
        edge.direct,
        interval=natural_interval(fit.interval, scale),
        prediction=around if isinstance(around, Interval) else None,
        i2=fit.i2,
    )
