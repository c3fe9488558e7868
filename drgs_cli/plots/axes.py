"""Axes: where a value lies on the sheet and which values are ticked; knows no unit, no study and no rounding."""

import math
from decimal import Decimal

from msgspec import Struct

STEPS = (1, 2, 5)
LEADING = ((1, 1.5, 2, 3, 5, 7), STEPS, (1, 3), (1,))  # of the ticks of a decade, as many as there is room for
MONTHS = (1, 3, 6, 12, 24, 36, 60, 120, 240, 600)


class Scale(Struct, frozen=True):
    """An axis from `low` at `start` to `high` at `end` (points; `end` below `start` is an inverted axis)."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def place(self, value: float) -> float:
        """Where a value lies; beyond the ends it lies beyond the axis. Without a span, everything is in the middle."""
        low, high = self._measured(self.low), self._measured(self.high)
        share = (self._measured(value) - low) / (high - low) if high != low else 0.5
        return self.start + share * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether the value lies on the axis."""
        return min(self.low, self.high) <= value <= max(self.low, self.high)

    def within(self, value: float) -> float:
        """Where a value lies, or the end that it lies beyond."""
        return self.place(min(max(value, self.low), self.high))

    def _measured(self, value: float) -> float:
        if not self.log:
            return value
        if value <= 0:
            raise ValueError("a logarithmic axis holds no value of 0 or less")
        return math.log(value)


def linear_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """At most so many round values (1, 2 or 5 times a power of ten apart) from `low` to `high`."""
    if not low < high or most < 1:
        return (low,) if most > 0 and low == high else ()
    power = math.floor(math.log10((high - low) / most)) - 1
    while True:
        for step in STEPS:
            ticks = _multiples(Decimal(step).scaleb(power), low, high, most)
            if ticks is not None:
                return ticks
        power += 1


def month_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """At most so many months, in steps that a calendar knows (1, 3, 6, 12 ...), in parts of one where it is short."""
    for step in MONTHS:
        ticks = _multiples(Decimal(step), low, high, most)
        if ticks is not None:
            return ticks if len(ticks) > 1 else linear_ticks(low, high, most)
    return linear_ticks(low, high, most)


def log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """At most so many values for a logarithmic axis: 1, 1.5, 2, 3, 5, 7 of each decade, or fewer, or powers of ten.

    An axis too short for two of them is ticked in equal steps. Raises ValueError where `low` is not above 0.
    """
    if low <= 0:
        raise ValueError("a logarithmic axis holds no value of 0 or less")
    ticks: tuple[float, ...] = ()
    for leading in LEADING:
        ticks = _decades(low, high, leading, 1)
        if 2 <= len(ticks) <= most:
            return ticks
    apart = 2
    while len(ticks) > most > 0:
        ticks = _decades(low, high, (1,), apart)
        apart += 1
    return ticks if len(ticks) > 1 or high > 10 * low else linear_ticks(low, high, most)


def plain(value: float) -> str:
    """A tick as text: every digit that it has, no exponent, a minus sign that is one."""
    text = format(Decimal(repr(value)).normalize(), "f")
    return "0" if not float(text) else text.replace("-", "\N{MINUS SIGN}")


def _multiples(step: Decimal, low: float, high: float, most: int) -> tuple[float, ...] | None:
    """The multiples of a step from low to high, or None if there are too many."""
    width = float(step)
    first, last = math.ceil(low / width - 1e-9), math.floor(high / width + 1e-9)
    if last - first + 1 > most:
        return None
    return tuple(float(step * number) for number in range(first, last + 1))


def _decades(low: float, high: float, leading: tuple[float, ...], apart: int) -> tuple[float, ...]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    values = (
        float(Decimal(str(digit)).scaleb(power))
        for power in range(first, last + 1)
        if power % apart == 0
        for digit in leading
    )
    return tuple(value for value in values if low * (1 - 1e-9) <= value <= high * (1 + 1e-9))
