"""A mixture of normal distributions: density, tails, quantiles and moments; knows nothing of where it comes from."""

import math
from collections.abc import Sequence

from drgs_cli.stats.roots import bracketed_root

_ROOT_HALF = math.sqrt(0.5)
_ROOT_TWO_PI = math.sqrt(2.0 * math.pi)
_NOTHING = 1e-18  # a component of this weight is seen nowhere


class NormalMixture:
    """Normal components with weights that add up to 1."""

    lowest: float | None = None

    def __init__(self, weights: Sequence[float], means: Sequence[float], deviations: Sequence[float]) -> None:
        components = [(w, m, sd) for w, m, sd in zip(weights, means, deviations, strict=True) if w > _NOTHING]
        self.mean = mean = math.fsum(w * m for w, m, _ in components)
        self.variance = math.fsum(w * (sd * sd + (m - mean) * (m - mean)) for w, m, sd in components)
        self._for_tails = [(0.5 * w, m, _ROOT_HALF / sd) for w, m, sd in components]
        self._for_density = [(w / sd / _ROOT_TWO_PI, m, 1.0 / sd) for w, m, sd in components]
        # the means of components tell where a narrow one makes a peak, the other points where wide ones do
        sd = math.sqrt(self.variance)
        wide = [mean + 0.2 * step * sd for step in range(-20, 21)]
        self.landmarks: Sequence[float] = sorted({*wide, *(m for _, m, _ in components[::8])})

    def pdf(self, x: float) -> float:
        """The density at a point."""
        exp = math.exp
        return math.fsum([height * exp(-0.5 * (z := (x - m) * per_sd) * z) for height, m, per_sd in self._for_density])

    def fall(self, x: float) -> float:
        """Minus the derivative of the density."""
        exp = math.exp
        return math.fsum(
            [height * per_sd * (z := (x - m) * per_sd) * exp(-0.5 * z * z) for height, m, per_sd in self._for_density]
        )

    def tail(self, x: float, *, upper: bool) -> float:
        """The probability above a point, or below it."""
        erfc, sign = math.erfc, 1.0 if upper else -1.0
        return math.fsum([half * erfc(sign * (x - m) * per_sd) for half, m, per_sd in self._for_tails])

    def quantile(self, p: float, *, upper: bool = False) -> float:
        """The point below which, or above which, the probability is p, 0 < p < 1.

        The search starts from Cantelli's inequality, which bounds a quantile by the mean and the variance.
        """
        if upper:
            function, at_low, at_high = (lambda x: p - self.tail(x, upper=True)), p - 1.0, p
        else:
            function, at_low, at_high = (lambda x: self.tail(x, upper=False) - p), -p, 1.0 - p
        odds = math.sqrt(-at_low / at_high)  # its inverse is how far below the mean, it is how far above
        sd = math.sqrt(self.variance)
        low, high = self.mean - 1.001 * sd / odds, self.mean + 1.001 * sd * odds
        return bracketed_root(function, low, high, at_low=at_low, at_high=at_high, absolute=1e-14 * sd)
