"""What was observed, as printed: frozen values that know where they stand; knows no file format and no statistics."""

from typing import NamedTuple

from msgspec import Struct

from drgs_cli.documents.positions import Path


class Value(Struct, frozen=True, gc=False):
    """What all of these have in common: they cannot be changed, and `path` is their place in the file (`Study.place`).

    Structs rather than dataclasses: two dozen of those cost more at start-up than reading all records.
    """


class Printed(NamedTuple):
    """A number and the text it was printed as (`81.20` keeps its zero)."""

    value: float
    text: str


class Span(NamedTuple):
    """Two numbers as printed: an interval, a range, quartiles."""

    low: Printed
    high: Printed


class PValue(NamedTuple):
    """A p-value: `sign` is "=", "<", ">" or None where only a word is printed."""

    value: float | None
    sign: str | None
    text: str


class Percentage(NamedTuple):
    """A percentage as printed; `value` is None for a span or a bound, whose ends stand in low and high."""

    value: float | None
    low: float | None
    high: float | None
    text: str


class Source(Value, frozen=True):
    """Where a figure is printed, and where it stands in the record; `covers` names figures it is for (none: all)."""

    report: str
    at: str | None
    covers: tuple[str, ...]
    basis: str
    note: str | None
    path: Path


class Observed(Value, frozen=True, kw_only=True):
    """What every observation of an arm may have beside its figure."""

    path: Path
    n: int | None = None
    p: PValue | None = None
    words: str | None = None
    derived: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None


class Counts(Observed, frozen=True, kw_only=True):
    """Patients (or the unit of the row) with the outcome; a percentage or interval beside them is a check.

    `patients` is how many people units other than patients (leads, procedures) come from.
    """

    events: int
    patients: int | None = None
    percent: Percentage | None = None
    ci: Span | None = None
    level: float = 95
    person_years: Printed | None = None


class Percent(Observed, frozen=True, kw_only=True):
    """A percentage where no count is printed."""

    percent: Percentage
    ci: Span | None = None
    level: float = 95
    estimator: str | None = None
    studies: int | None = None


class Mean(Observed, frozen=True, kw_only=True):
    """A mean (or, with `unnamed`, an average not said to be one) or a span of means over visits, with its spread
    as named in print.
    """

    mean: Printed | Span
    visits: tuple[float, ...] = ()
    unnamed: bool = False
    sd: Printed | None = None
    se: Printed | None = None
    spread: Printed | None = None
    ci: Span | None = None
    level: float = 95
    interval: Span | None = None
    range: Span | None = None
    iqr: Span | None = None
    studies: int | None = None


class Median(Observed, frozen=True, kw_only=True):
    """A median, or a range or interval alone (median None)."""

    median: Printed | None = None
    iqr: Span | None = None
    range: Span | None = None
    ci: Span | None = None
    level: float = 95
    interval: Span | None = None


class Rate(Observed, frozen=True, kw_only=True):
    """Events per time under observation."""

    rate: Printed
    per: str
    events: int | None = None
    ci: Span | None = None
    level: float = 95


class Occurrences(Observed, frozen=True, kw_only=True):
    """Events, of which a patient may have several."""

    occurrences: int
    patients: int | None = None
    percent: Percentage | None = None


class Words(Observed, frozen=True, kw_only=True):
    """Nothing but a p-value against the arm's baseline, words, or the number of patients looked at."""


Observation = Counts | Percent | Mean | Median | Rate | Occurrences | Words


class Contrast(Value, frozen=True, kw_only=True):
    """A printed comparison, first over (or minus) second; within one arm `conditions` names the two sides."""

    path: Path
    arms: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    measure: str | None = None
    estimate: Printed | None = None
    ci: Span | None = None
    level: float = 95
    interval: Span | None = None
    sd: Printed | None = None
    se: Printed | None = None
    n: int | None = None
    adjusted: tuple[str, ...] | bool = False
    p: PValue | None = None
    favours: str | None = None
    words: str | None = None
    hypothesis: str | None = None
    paired: bool = False
    paired_counts: tuple[int, int, int, int] | None = None
    studies: int | None = None
    sources: tuple[Source, ...] = ()
    note: str | None = None
