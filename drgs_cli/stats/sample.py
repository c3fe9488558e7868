"""Estimates with their variances, brought to a size at which their powers stay floats; knows no model of them.

Everything is divided by a power of two, which is exact: tau2 of estimates a thousand times as large is exactly a
million times as large where that is a power of two, and the same digits elsewhere.
"""

from collections.abc import Sequence
from math import frexp, ldexp

from msgspec import Struct

from drgs_cli.stats.least_squares import Design, WeightedLeastSquares, check_numbers, intercept_design, least_squares
from drgs_cli.stats.linear import scaled_by
from drgs_cli.stats.results import NotEstimable

_SPREAD = 200  # variances more than 2^200 apart: their cubes are no floats, and the small one is all there is
_REACH = 130  # so many binary digits may the estimates be larger than their standard errors


class Sample(Struct, frozen=True):
    """What the estimators of tau2 work on: estimates in units of 2^exponent about `centre`, variances in its square.

    `centre` is the estimate with the least variance where the model has a constant, so that its residual, which counts
    most, keeps its digits; else 0. Made by `sample_of`.
    """

    estimates: list[float]
    variances: list[float]
    design: Design
    exponent: int
    centre: float

    @property
    def k(self) -> int:
        """The number of studies."""
        return len(self.estimates)

    @property
    def df(self) -> int:
        """Studies less coefficients."""
        return len(self.estimates) - self.design.p

    def fit(self, tau2: float = 0.0) -> WeightedLeastSquares:
        """Weighted by 1 / (v + tau2), both in units of the sample."""
        return least_squares(self.design, self.estimates, [1.0 / (v + tau2) for v in self.variances])

    def unweighted(self) -> WeightedLeastSquares:
        """Every study counts the same."""
        return least_squares(self.design, self.estimates, [1.0] * self.k)

    def original(self, value: float, power: int) -> float:
        """A figure in units of the sample, to this power, in units of the estimates; infinite if no float holds it."""
        return scaled_by(value, power * self.exponent)


def sample_of(
    estimates: Sequence[float], variances: Sequence[float], design: Design | None = None
) -> Sample | NotEstimable:
    """Check and scale; without a design, for a mean.

    No estimate: "no-study"; variances or estimates too far apart for one arithmetic: "out-of-range".
    ValueError: unequal lengths, a number that is not finite, a variance that is not positive.
    """
    if not estimates:
        return NotEstimable("no-study")
    design = design or intercept_design(len(estimates))
    check_numbers(estimates, variances, design)
    least, most = min(variances), max(variances)
    smallest, largest = frexp(least)[1], frexp(most)[1]
    exponent = (smallest + largest) // 4  # half for the middle, half for the root
    centre = 0.0
    if design.constant is not None:
        centre = min([y for y, v in zip(estimates, variances, strict=True) if v == least])
    unit = ldexp(1.0, -exponent)
    scaled = [(y - centre) * unit for y in estimates]
    if largest - smallest > _SPREAD or not max(map(abs, scaled)) < 2.0**_REACH:
        return NotEstimable("out-of-range")
    return Sample(scaled, [v * unit * unit for v in variances], design, exponent, centre)
