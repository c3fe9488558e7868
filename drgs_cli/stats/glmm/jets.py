"""Numbers that carry their first and second derivatives in a few parameters; knows no model.

A jet is a Taylor polynomial cut after the second order: what is computed with jets as if with numbers comes out
with exact derivatives, to rounding (Griewank and Walther 2008, Evaluating Derivatives, chapter 13). `bend` holds
the upper triangle of the matrix of second derivatives, row by row: (0, 0), (0, 1), ..., (1, 1), ...
"""

from collections.abc import Sequence

from msgspec import Struct

# The places of the upper triangle, by the number of parameters.
PAIRS = tuple(tuple((i, j) for i in range(size) for j in range(i, size)) for size in range(6))


class Jet(Struct, frozen=True, gc=False):
    """A value, its gradient and the upper triangle of its second derivatives."""

    value: float
    slope: list[float]
    bend: list[float]


def affine(offset: float, weights: Sequence[float], point: Sequence[float]) -> Jet:
    """offset + weights . point, as a function of the point."""
    value = offset
    for weight, coordinate in zip(weights, point, strict=True):
        value += weight * coordinate
    return Jet(value, list(weights), [0.0] * len(PAIRS[len(weights)]))


def plus(a: Jet, b: Jet, times: float = 1.0) -> Jet:
    """a + times b."""
    return Jet(
        a.value + times * b.value,
        [x + times * y for x, y in zip(a.slope, b.slope, strict=True)],
        [x + times * y for x, y in zip(a.bend, b.bend, strict=True)],
    )


def product(a: Jet, b: Jet) -> Jet:
    """a b."""
    one, other, first, second = a.value, b.value, a.slope, b.slope
    return Jet(
        one * other,
        [one * y + other * x for x, y in zip(first, second, strict=True)],
        [
            one * y + other * x + first[i] * second[j] + first[j] * second[i]
            for (i, j), x, y in zip(PAIRS[len(first)], a.bend, b.bend, strict=True)
        ],
    )


def composed(a: Jet, value: float, first: float, second: float) -> Jet:
    """f(a), from f and its first two derivatives at the value of a."""
    slope = a.slope
    return Jet(
        value,
        [first * x for x in slope],
        [first * x + second * slope[i] * slope[j] for (i, j), x in zip(PAIRS[len(slope)], a.bend, strict=True)],
    )
