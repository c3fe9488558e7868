"""Ranks the treatments of a network by P-scores; knows neither what is measured nor which values are good."""

import math
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.distributions import normal_cdf
from drgs_cli.stats.network.model import NetworkModel

Effects = Literal["common", "random"]
SmallValues = Literal["desirable", "undesirable"]


class PScore(Struct, frozen=True):
    """The mean certainty, over all other treatments, that this one is better; 0 to 1."""

    treatment: str
    score: float


def p_scores(model: NetworkModel, *, small_values: SmallValues, effects: Effects = "random") -> tuple[PScore, ...]:
    """P-scores in the order of the treatments (Rücker and Schwarzer 2015); netmeta's `netrank()`.

    For each other treatment the one-sided p of "better", Phi(z); their mean is the P-score.
    """
    certainties: dict[str, list[float]] = {treatment: [] for treatment in model.network.treatments}
    for comparison in model.comparisons:
        evidence = comparison.common if effects == "common" else comparison.random
        z = evidence.network.statistic if small_values == "undesirable" else -evidence.network.statistic
        certainties[comparison.treat1].append(normal_cdf(z))
        certainties[comparison.treat2].append(normal_cdf(-z))
    return tuple(PScore(name, math.fsum(values) / len(values)) for name, values in certainties.items())
