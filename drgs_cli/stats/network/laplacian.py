"""Solves the equations of a graph whose edges carry weights; knows nothing of what the weights stand for.

The Laplacian of a graph, L = D - W, is singular: effects are known up to a constant. One vertex is put to 0.
Vertices are eliminated one by one, each replaced by edges among its neighbours (the star-mesh transformation of
resistor networks; the elimination of Grassmann, Taksar and Heyman 1985). The diagonal is never formed, so that with
positive weights nothing is ever subtracted and every entry keeps its digits, however unlike the weights. The vertex
with the greatest weights stays to the last: held against it, no other looks vaguer than it is.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

_LOST = 1e-12  # a difference this small, in parts of what it is the difference of, has no digits left


class Elimination(Struct, frozen=True):
    """The graph taken apart: for each vertex but the last, the sum of its weights and their shares in that sum.

    `order` is that of elimination. `sums[k]` belongs to what was left of the graph when the k-th vertex went;
    `shares[k]` holds the vertices after it.
    """

    order: tuple[int, ...]
    sums: tuple[float, ...]
    shares: tuple[list[float], ...]

    @property
    def log_determinant(self) -> float:
        """ln of the determinant of L without one row and its column, whichever."""
        return math.fsum(math.log(total) for total in self.sums)

    def effects(self, flows: Sequence[float]) -> list[float]:
        """The x with L x = flows and x = 0 at the last vertex; the flows sum to 0."""
        left = [flows[vertex] for vertex in self.order]
        for k, shares in enumerate(self.shares):
            flow = left[k]
            left[k + 1 :] = [x + share * flow for x, share in zip(left[k + 1 :], shares, strict=True)]
        ordered = [0.0] * len(self.order)
        for k in reversed(range(len(self.sums))):
            beyond = map(float.__mul__, self.shares[k], ordered[k + 1 :])
            ordered[k] = left[k] / self.sums[k] + math.fsum(beyond)
        effects = [0.0] * len(self.order)
        for vertex, effect in zip(self.order, ordered, strict=True):
            effects[vertex] = effect
        return effects

    def variances(self, edges: Sequence[tuple[int, int]]) -> list[float] | None:
        """The variance of the difference across each edge, C_ii + C_jj - 2 C_ij (the effective resistance).

        None if a difference has no digits left: parts of the graph hang together by next to nothing.
        """
        covariances = self._covariances()
        place = [0] * len(self.order)
        for k, vertex in enumerate(self.order):
            place[vertex] = k
        own = [row[k] for k, row in enumerate(covariances)]
        found = []
        for first, second in edges:
            i, j = place[first], place[second]
            found.append(own[i] + own[j] - 2.0 * covariances[i][j])
            if not found[-1] > _LOST * (own[i] + own[j]):
                return None
        return found

    def _covariances(self) -> list[list[float]]:
        """The inverse of L without the last row and column, which come back as zeros; in the order of elimination."""
        size = len(self.order)
        inverse = [[0.0] * size for _ in range(size)]
        for k in reversed(range(size - 1)):
            row = [0.0] * (size - 1 - k)
            for share, below in zip(self.shares[k], inverse[k + 1 :], strict=True):
                if share != 0.0:
                    row = [x + share * y for x, y in zip(row, below[k + 1 :], strict=True)]
            own = 1.0 / self.sums[k] + math.fsum(map(float.__mul__, self.shares[k], row))
            inverse[k][k:] = [own, *row]
            for place, value in enumerate(row, k + 1):
                inverse[place][k] = value
        return inverse


def eliminate(weights: Sequence[Sequence[float]]) -> Elimination | None:
    """Take a graph apart; None if it falls into parts, or if L is not positive semidefinite.

    `weights` is symmetric with 0 on the diagonal. Work: a third of the cube of the number of vertices.
    """
    totals = [math.fsum(row) for row in weights]
    order = sorted(range(len(weights)), key=lambda vertex: (totals[vertex], vertex))
    rows = [[weights[i][j] for j in order] for i in order]
    sums, shares = [], []
    for k in range(len(rows) - 1):
        row = rows[k][k + 1 :]
        total = math.fsum(row)
        if not total > _LOST * max(map(abs, row)):
            return None
        share = [weight / total for weight in row]
        sums.append(total)
        shares.append(share)
        for place, weight in enumerate(row, k + 1):
            if weight != 0.0:
                rest = zip(rows[place][k + 1 :], share, strict=True)
                rows[place][k + 1 :] = [x + weight * y for x, y in rest]
    return Elimination(tuple(order), tuple(sums), tuple(shares))
