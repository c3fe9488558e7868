"""Estimates after each publication, in rows by date; draws nothing, and knows no study, no measure and no rounding."""

from msgspec import Struct

from drgs_cli.plots.palette import Tone


class Standing(Struct, frozen=True):
    """What was known from a date on; without `value` the text says why. `counts` names studies and patients."""

    date: str
    added: str
    counts: str
    value: float | None
    low: float | None
    high: float | None
    text: str


class Course(Struct, frozen=True):
    """One line over the dates; `tone` tells its side, open marks that it is of one side alone."""

    heading: str
    standings: tuple[Standing, ...]
    tone: Tone = "ink"
    square: bool = True
    open: bool = False


class Publications(Struct, frozen=True):
    """All courses on one axis; `null` is where nothing differs, None where there is no such place; `ends` are
    those of an axis that is known.
    """

    title: str
    description: str
    axis: str
    courses: tuple[Course, ...]
    log: bool = False
    null: float | None = None
    favours: tuple[str, str] = ("", "")
    estimate: str = "Estimate"
    ends: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()
    anchor: str = ""

    def span(self) -> tuple[float, float]:
        """The ends of the axis: all values, and their intervals as far as they are within a hundred-fold of them."""
        if self.ends is not None:
            return self.ends
        rows = [row for course in self.courses for row in course.standings if row.value is not None]
        values = [row.value for row in rows if row.value is not None and (row.value > 0 or not self.log)]
        values += [] if self.null is None else [self.null]
        ends = [end for row in rows for end in (row.low, row.high) if end is not None and (end > 0 or not self.log)]
        if not values:
            return (1.0, 2.0) if self.log else (0.0, 1.0)
        low, high = min(values), max(values)
        if self.log:
            return max(min([low, *ends]), low / 100) / 1.05, min(max([high, *ends]), high * 100) * 1.05
        low, high = min([low, *ends]), max([high, *ends])
        return (low, high) if high > low else (low - 0.5, low + 0.5)
