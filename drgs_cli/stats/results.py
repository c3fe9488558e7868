"""What the arithmetic hands back: frozen figures and the reasons for having none; knows no formula.

Structs rather than dataclasses, here and below: every start defines them, and a dataclass takes forty times as long.
"""

import math
from typing import Literal

from msgspec import Struct

Reason = Literal[
    "no-study",
    "no-denominator",
    "no-variance",
    "zero-cell",
    "p-only",
    "words-only",
    "disconnected",
    "not-converged",
    "too-few",
    "not-full-rank",
    "out-of-range",
    "not-applicable",
]
# Effect measures by metafor's names; what each is, the registry says (effects/measures).
# fmt: off
Measure = Literal[
    "RR", "OR", "PETO", "RD", "AS",
    "MD", "SMD", "SMDH", "SMD1", "ROM", "CVR", "VR",
    "PR", "PLN", "PLO", "PAS", "PFT",
    "IRR", "IRD", "IRSD", "IR", "IRLN", "IRS", "IRFT",
    "MC", "SMCC", "SMCR", "SMCRH", "ROMC",
    "MN", "MNLN", "SMN",
    "COR", "UCOR", "ZCOR",
    "GEN",
]
# fmt: on
# What an estimate was transformed by; "natural" also for differences of transformed figures, which have no way back.
Scale = Literal["natural", "log", "logit", "arcsine", "double-arcsine", "square-root", "double-square-root", "fisher-z"]


class NotEstimable(Struct, frozen=True):
    """The number does not exist, and why; a value, so that one impossible cell does not spoil a table.

    `parts` names what the reason is about, where there is something to name: the parts of a network that are not
    connected, one tuple of treatments each; the moderators that say the same.
    """

    reason: Reason
    parts: tuple[tuple[str, ...], ...] = ()


class Interval(Struct, frozen=True):
    """Two finite limits, low <= high, and the confidence level in per cent; ValueError on anything else."""

    low: float
    high: float
    level: float = 95.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low <= self.high):
            raise ValueError(f"limits must be finite and in order, found {self.low} and {self.high}")


class Effect(Struct, frozen=True):
    """What one study says: `estimate` and `variance` on `scale` (metafor's yi and vi).

    Of two groups, group 1 against group 2. Ratios live on the natural-log scale, where they are pooled. A variance
    of 0 is kept, as escalc keeps it, but neither an interval nor a p-value follows from it. ValueError if a number
    is not finite.
    """

    measure: Measure
    scale: Scale
    estimate: float
    variance: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.estimate) and math.isfinite(self.variance) and self.variance >= 0):
            raise ValueError(f"an effect is finite, found {self.estimate} with variance {self.variance}")

    @property
    def standard_error(self) -> float:
        """Square root of the variance, on `scale`."""
        return math.sqrt(self.variance)

    @property
    def natural(self) -> float:
        """The estimate in its own units: a ratio as a ratio (1 is no effect), a difference as it is.

        ValueError on the other scales, which `back_transformations` knows.
        """
        if self.scale not in ("log", "natural"):
            raise ValueError(f"{self.measure} is on the scale {self.scale}, not on that of logs or its own")
        return math.exp(self.estimate) if self.scale == "log" else self.estimate


class NumberNeeded(Struct, frozen=True):
    """A number needed to treat with its interval; None stands for infinity.

    `direction` belongs to `value`: "none" if the difference is exactly 0, where `value` is None.
    `kind` belongs to the interval, read from `first` to `last`: for "benefit" and "harm" the smaller number
    comes first; for "crosses" it runs from `first` (benefit) through infinity to `last` (harm).
    """

    value: float | None
    direction: Literal["benefit", "harm", "none"]
    kind: Literal["benefit", "harm", "crosses"]
    first: float | None
    last: float | None
    level: float = 95.0
