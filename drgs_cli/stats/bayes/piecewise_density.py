"""A density held as a polynomial on each of several panels; knows nothing of where it comes from.

On a panel it is interpolated at the nodes of Gauss and Legendre, so that its integral up to any point needs no further
value of it: with c_j the coefficients of the Legendre polynomials P_j, the integral of P_j from -1 to x is
[P_{j+1}(x) - P_{j-1}(x)] / (2j + 1), for j > 0.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

from drgs_cli.stats.roots import bracketed_root


@cache
def legendre_rule(order: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Nodes, ascending, and weights of the rule of Gauss and Legendre on [-1, 1], order at least 2."""
    nodes, weights = [], []
    for index in range(order):
        x = math.cos(math.pi * (order - index - 0.25) / (order + 0.5))
        slope = 1.0
        for _ in range(5):  # Newton's steps from a start that errs by less than 1 / order^4
            *_, below, here = legendre(order, x)
            slope = order * (below - x * here) / (1.0 - x * x)
            x -= here / slope
        nodes.append(x)
        weights.append(2.0 / ((1.0 - x * x) * slope * slope))
    return tuple(nodes), tuple(weights)


def legendre(order: int, x: float) -> list[float]:
    """P_0(x) to P_order(x), order at least 1, by Bonnet's recursion."""
    values = [1.0, x]
    for j in range(1, order):
        values.append(((2 * j + 1) * x * values[j] - j * values[j - 1]) / (j + 1))
    return values


@cache
def _from_values(order: int) -> tuple[tuple[float, ...], ...]:
    """By polynomial, then by node: what a value at that node adds to the coefficient of that polynomial."""
    nodes, weights = legendre_rule(order)
    columns = [
        [0.5 * (2 * j + 1) * weight * value for j, value in enumerate(legendre(order - 1, node))]
        for node, weight in zip(nodes, weights, strict=True)
    ]
    return tuple(zip(*columns, strict=True))


class PiecewiseDensity:
    """A density on panels that follow one another, from its values, up to a factor, at their nodes."""

    def __init__(self, edges: Sequence[float], values: Sequence[Sequence[float]]) -> None:
        """`values` holds one sequence for each panel between two `edges`, all of one length."""
        self.edges = tuple(edges)
        self.lowest: float | None = self.edges[0]
        self._order = len(values[0])
        rows = _from_values(self._order)
        panels = [[math.fsum(map(float.__mul__, row, panel)) for row in rows] for panel in values]
        self._widths = [high - low for low, high in pairwise(edges)]
        masses = [width * panel[0] for width, panel in zip(self._widths, panels, strict=True)]
        self.total = math.fsum(masses)  # the integral of the values
        self._panels = [[c / self.total for c in panel] for panel in panels]
        masses = [mass / self.total for mass in masses]
        self._below = [*accumulate((0.0, *masses))]  # the probability below each edge
        self._above = [*accumulate((0.0, *reversed(masses)))][::-1]
        nodes, weights = legendre_rule(self._order)
        self.nodes = [0.5 * (a + b + (b - a) * x) for a, b in pairwise(edges) for x in nodes]
        self.weights = [
            0.5 * width * weight * value / self.total
            for width, panel in zip(self._widths, values, strict=True)
            for weight, value in zip(weights, panel, strict=True)
        ]
        self.landmarks: Sequence[float] = sorted({*self.edges, *self.nodes})
        self.mean = mean = math.fsum(map(float.__mul__, self.weights, self.nodes))
        self.variance = math.fsum(w * (x - mean) * (x - mean) for w, x in zip(self.weights, self.nodes, strict=True))

    def pdf(self, x: float) -> float:
        """The density at a point; 0 outside the panels."""
        if not self.edges[0] <= x <= self.edges[-1]:
            return 0.0
        panel, inside = self._inside(x)
        return max(math.fsum(map(float.__mul__, self._panels[panel], legendre(self._order - 1, inside))), 0.0)

    def fall(self, x: float) -> float:
        """Minus the derivative of the density, inside the panels: P'_{j+1} = P'_{j-1} + (2j + 1) P_j."""
        panel, inside = self._inside(x)
        values = legendre(self._order, inside)
        slopes = [0.0, 1.0]
        for j in range(1, self._order - 1):
            slopes.append(slopes[j - 1] + (2 * j + 1) * values[j])
        return -2.0 / self._widths[panel] * math.fsum(map(float.__mul__, self._panels[panel], slopes))

    def tail(self, x: float, *, upper: bool) -> float:
        """The probability above a point, or below it."""
        if x <= self.edges[0] or x >= self.edges[-1]:
            return float((x <= self.edges[0]) == upper)
        panel, inside = self._inside(x)
        terms, values = self._panels[panel], legendre(self._order, inside)
        sign = -1.0 if upper else 1.0
        parts = [terms[0] * (1.0 + sign * inside)]
        parts += [sign * terms[j] * (values[j + 1] - values[j - 1]) / (2 * j + 1) for j in range(1, self._order)]
        rest = self._above[panel + 1] if upper else self._below[panel]
        return rest + 0.5 * self._widths[panel] * math.fsum(parts)

    def quantile(self, p: float, *, upper: bool = False) -> float:
        """The point below which, or above which, the probability is p, 0 < p < 1."""
        last = len(self._panels) - 1
        if upper:
            panel = next((at for at in range(last, 0, -1) if self._above[at] >= p), 0)
            function, edges = (lambda x: p - self.tail(x, upper=True)), self._above
            at_low, at_high = p - edges[panel], p - edges[panel + 1]
        else:
            panel = next((at for at in range(last) if self._below[at + 1] >= p), last)
            function, edges = (lambda x: self.tail(x, upper=False) - p), self._below
            at_low, at_high = edges[panel] - p, edges[panel + 1] - p
        low, high = self.edges[panel], self.edges[panel + 1]
        if at_low >= 0.0 or at_high <= 0.0:  # p is 0 or 1 but for rounding
            return low if at_low >= 0.0 else high
        return bracketed_root(function, low, high, at_low=at_low, at_high=at_high)

    def poor_panels(self, error: float) -> list[int]:
        """The panels on which the polynomial does not follow the density closely: by its last two coefficients, a
        probability up to a point inside may be wrong by more than `error`.
        """
        return [
            panel
            for panel, (width, terms) in enumerate(zip(self._widths, self._panels, strict=True))
            if 0.5 * width * (abs(terms[-1]) + abs(terms[-2])) > error * (2 * self._order + 1)
        ]

    def _inside(self, x: float) -> tuple[int, float]:
        """The panel of a point, and where on it, from -1 to 1."""
        panel = min(bisect_right(self.edges, x) - 1, len(self._panels) - 1)
        return panel, 2.0 * (x - self.edges[panel]) / self._widths[panel] - 1.0
