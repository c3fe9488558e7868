"""Ranks the treatments of a network by P-scores; knows neither what is measured nor which values are good."""

import math
from collections.abc import Iterable, Sequence
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
    statistics = [
        (row.treat1, row.treat2, (row.common if effects == "common" else row.random).network.statistic)
        for row in model.comparisons
    ]
    return mean_certainties(model.network.treatments, statistics, small_values=small_values)


def mean_certainties(
    treatments: Sequence[str], statistics: Iterable[tuple[str, str, float]], *, small_values: SmallValues
) -> tuple[PScore, ...]:
    """P-scores from the z of every pair of treatments, each the first against the second."""
    certainties: dict[str, list[float]] = {treatment: [] for treatment in treatments}
    for treat1, treat2, statistic in statistics:
        z = statistic if small_values == "undesirable" else -statistic
        certainties[treat1].append(normal_cdf(z))
        certainties[treat2].append(normal_cdf(-z))
    return tuple(PScore(name, math.fsum(values) / len(values)) for name, values in certainties.items())
