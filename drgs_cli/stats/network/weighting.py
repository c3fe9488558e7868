"""The weighted least squares fit of a network at one between-study variance; knows nothing of how that is found.

All comparisons of all studies are edges of a graph. With the weights of `multi_arm.study_weights` they may be
treated as independent, and the fit needs the Laplacian of the treatments only: work grows with the number of
comparisons and the cube of the number of treatments, never with the square of the number of comparisons.
With L_s the Laplacian of a study, L their sum, w the weights (of L_s) and u those of the sum of L_s L_s:

    flows of an arm   b = sum of w times estimate over its comparisons
    effects           L x = b                                                             (Rücker 2012, eq. 3)
    Q                 sum of w (estimate - (x_i - x_j))^2                                 (Rücker 2012, section 4.3)
    trace             tr(P V0) = sum of w - 1/2 sum of u R, R the variance of x_i - x_j   (Jackson, White, Riley 2012)

where V0 is the covariance of the comparisons per unit of tau2, and P = W - W X (X'WX)^-1 X'W.
"""

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from drgs_cli.stats.network.contrasts import NetworkStudy
from drgs_cli.stats.network.laplacian import Elimination, eliminate
from drgs_cli.stats.network.multi_arm import pairs, study_weights

_LOST = 1e-12  # a difference this small, in parts of what it is the difference of, has no digits left


class WeightedFit(Struct, frozen=True):
    """A network fitted at `tau2`. `effects` are those of the treatments against the last one.

    `log_determinant` is that of the studies' covariances; `graph` has that of the information.
    """

    tau2: float
    weights: list[float]
    squares: list[float]
    log_determinant: float
    graph: Elimination
    effects: list[float]
    residuals: list[float]
    q: float


class Edges:
    """The comparisons of studies, ready to be fitted at any tau2; `arms` are places from 0 to `vertices` - 1."""

    __slots__ = ("_multi_arm", "_two_arm", "ends", "estimates", "groups", "variances", "vertices")

    def __init__(self, studies: Iterable[NetworkStudy], vertices: int) -> None:
        ordered = sorted(studies, key=lambda study: len(study.arms) > 2)
        self._two_arm = [study.variances[0] for study in ordered if len(study.arms) == 2]
        self._multi_arm = [study for study in ordered if len(study.arms) > 2]
        self.vertices = vertices
        self.ends = [(study.arms[i], study.arms[j]) for study in ordered for i, j in pairs(len(study.arms))]
        self.estimates = [estimate for study in ordered for estimate in study.estimates]
        self.variances = [variance for study in ordered for variance in study.variances]
        self.groups: dict[tuple[int, int], list[int]] = {}
        for place, ends in enumerate(self.ends):
            self.groups.setdefault(ends, []).append(place)

    def fit(self, tau2: float) -> WeightedFit | None:
        """The fit; None if the graph is in parts or a study's covariance is not positive definite."""
        weighted = self._weigh(tau2)
        if weighted is None:
            return None
        weights, squares, log_determinant = weighted
        graph = eliminate(self.summed(weights))
        if graph is None:
            return None
        effects = graph.effects(self._flows(weights))
        fitted = zip(self.ends, self.estimates, strict=True)
        residuals = [estimate - (effects[i] - effects[j]) for (i, j), estimate in fitted]
        q = math.fsum(weight * residual * residual for weight, residual in zip(weights, residuals, strict=True))
        return WeightedFit(tau2, weights, squares, log_determinant, graph, effects, residuals, max(q, 0.0))

    def summed(self, weights: Sequence[float]) -> list[list[float]]:
        """Weights of comparisons, summed by their ends, as a matrix."""
        matrix = [[0.0] * self.vertices for _ in range(self.vertices)]
        for (i, j), places in self.groups.items():
            matrix[i][j] = matrix[j][i] = math.fsum([weights[place] for place in places])
        return matrix

    def trace(self, fit: WeightedFit) -> float:
        """tr(P V0): how much a unit of tau2 is expected to add to Q; 0 if rounding leaves nothing of it."""
        variances = fit.graph.variances(self.ends)
        if variances is None:
            return 0.0
        used = [-0.5 * square * variance for square, variance in zip(fit.squares, variances, strict=True)]
        trace = math.fsum(fit.weights + used)
        return trace if trace > _LOST * math.fsum(fit.weights) else 0.0

    def _weigh(self, tau2: float) -> tuple[list[float], list[float], float] | None:
        totals = [variance + tau2 for variance in self._two_arm]
        weights = [1.0 / total for total in totals]
        squares = [2.0 * weight * weight for weight in weights]
        determinants = [math.log(total) for total in totals]
        for study in self._multi_arm:
            found = study_weights(study.variances, len(study.arms), tau2)
            if found is None:
                return None
            weights += found.weights
            squares += found.squares
            determinants.append(found.log_determinant)
        return weights, squares, math.fsum(determinants)

    def _flows(self, weights: Sequence[float]) -> list[float]:
        terms: list[list[float]] = [[] for _ in range(self.vertices)]
        for (i, j), weight, estimate in zip(self.ends, weights, self.estimates, strict=True):
            terms[i].append(weight * estimate)
            terms[j].append(-weight * estimate)
        return [math.fsum(row) for row in terms]
