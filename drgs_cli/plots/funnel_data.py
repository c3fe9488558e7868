"""What a funnel plot is made of: effects, errors, contours; draws nothing, and knows no study and no rounding."""

import math

from msgspec import Struct


class FunnelPoint(Struct, frozen=True):
    """One study: its effect in natural units, and the standard error (of the logarithm where the axis is one)."""

    label: str
    effect: float
    error: float
    text: str


class Contour(Struct, frozen=True):
    """What lies further from the null than `reach` standard errors has the p that the text says."""

    text: str
    reach: float


class Funnel(Struct, frozen=True):
    """Effects with their errors; `contours` from the outermost (smallest p) inwards, `inside` names what is within.

    `reach` standard errors about `pooled` are the broken lines. `favours` stand at the two ends of the axis.
    """

    title: str
    description: str
    axis: str
    error_axis: str
    points: tuple[FunnelPoint, ...]
    null: float
    null_text: str
    pooled: float
    pooled_text: str
    reach: float
    reach_text: str
    contours: tuple[Contour, ...]
    inside: str
    log: bool = False
    favours: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()
    anchor: str = ""

    def moved(self, middle: float, errors: float) -> float:
        """So many standard errors from a value, in natural units."""
        return middle * math.exp(errors) if self.log else middle + errors

    @property
    def deepest(self) -> float:
        """The standard error at the foot of the plot."""
        return max(point.error for point in self.points) * 1.06 or 1.0

    def span(self) -> tuple[float, float]:
        """What the axis of effects holds: all points, the null, and the broken lines to the foot."""
        ends = [self.moved(self.pooled, sign * self.reach * self.deepest) for sign in (-1, 1)]
        values = [*ends, self.null, self.pooled, *(point.effect for point in self.points)]
        low, high = min(values), max(values)
        if self.log:
            room = (high / low) ** 0.03
            return low / room, high * room
        room = 0.03 * (high - low)
        return low - room, high + room
