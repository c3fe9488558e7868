"""The units in which the figures of an analysis are shown: back from the scale of the arithmetic, and worded."""

from collections.abc import Callable

from msgspec import Struct

from drgs_cli.analysis.result import Analysis, Sample
from drgs_cli.stats.effects.back_transformations import (
    SIZED_BACK_TRANSFORMATIONS,
    TYPICAL_SIZES,
    back_transform,
    inverse_variance_size,
)
from drgs_cli.stats.results import Interval, Scale
from drgs_cli.views.numbers import fixed, ratio, span

TRANSFORMS: dict[str, Scale] = {"exp": "log", "logistic": "logit", "tanh": "fisher-z", "none": "natural"}
_SHARES = ("PR", "PLN", "PLO", "PAS", "PFT")
_SIZES = {"double-arcsine": "ni", "double-square-root": "ti"}


class Units(Struct, frozen=True):
    """How figures of one scale are shown. `size` is the typical n, or time, of the Freeman-Tukey scales.

    `kind`: "ratio" (1 is no effect), "share" (shown in per cent), else "number"; `decimals` of the latter.
    """

    scale: Scale
    label: str
    kind: str
    decimals: int
    size: float | None = None

    @property
    def transformed(self) -> bool:
        """Whether figures are computed on another scale than they are shown in."""
        return self.scale != "natural"

    def back(self, value: float | None, size: float | None = None) -> float | None:
        """A figure in the units it is read in; None where there is none, or none that can be written."""
        return None if value is None else back_transform(value, self.scale, size or self.size)

    def difference(self, value: float) -> float | None:
        """What two figures differ by, in units it is read in: of logs a ratio, of logits an odds ratio.

        None where the scale has no such unit.
        """
        if self.scale in ("log", "logit"):
            return back_transform(value, "log")
        return value if self.scale == "natural" else None

    def text(self, value: float | None, size: float | None = None) -> str:
        """A figure, given on the scale of the arithmetic, worded for people."""
        shown = self.back(value, size)
        if shown is None:
            return ""
        return self.worded(shown)

    def worded(self, shown: float) -> str:
        """A figure in natural units, worded for people."""
        if abs(shown) >= 1e7 or (shown != 0.0 and abs(shown) < 1e-7):
            return f"{shown:.3g}"
        if self.kind == "ratio":
            return ratio(shown)
        return f"{fixed(100.0 * shown, 1)} %" if self.kind == "share" else fixed(shown, self.decimals)

    def interval(self, interval: Interval | None, size: float | None = None) -> str:
        """Two limits, worded."""
        if interval is None:
            return ""
        return span(self.text(interval.low, size), self.text(interval.high, size))

    def with_interval(self, value: float, interval: Interval | None, size: float | None = None) -> str:
        """A figure with its limits in brackets."""
        limits = self.interval(interval, size)
        return f"{self.text(value, size)} ({limits})" if limits else self.text(value, size)


def units_of(analysis: Analysis) -> Units:
    """The units of a table's measure, or those that were asked for."""
    sample, asked = analysis.sample, analysis.request.transform
    scale: Scale = sample.measure.scale if asked is None else TRANSFORMS[asked]
    kind = "ratio" if scale == "log" and sample.measure.name not in ("PLN", "IRLN", "MNLN") else "number"
    if (sample.measure.name in _SHARES and scale != "natural") or sample.measure.name == "PR" or scale == "logit":
        kind = "share"
    sizes = sizes_of(sample, analysis)
    typical = TYPICAL_SIZES["harmonic"](sizes) if sizes else None
    return Units(scale, sample.measure.label, kind, _decimals(sample, scale, typical), typical)


def sizes_of(sample: Sample, analysis: Analysis) -> list[float]:
    """Participants, or time, of the pooled rows, where the scale needs them; else nothing."""
    column = _SIZES.get(sample.measure.scale)
    if column is None or sample.measure.scale not in SIZED_BACK_TRANSFORMATIONS:
        return []
    values = analysis.table.numbers[column]
    return [value for place in sample.kept if (value := values[place]) is not None]


def _decimals(sample: Sample, scale: Scale, size: float | None) -> int:
    """So many that the standard error of the best study has two digits."""
    if not sample.estimates:
        return 2
    at = min(range(len(sample.variances)), key=lambda place: sample.variances[place])
    error = sample.variances[at] ** 0.5
    low, high = (back_transform(sample.estimates[at] + sign * error, scale, size) for sign in (-1.0, 1.0))
    width = 0.0 if low is None or high is None else 0.5 * abs(high - low)
    decimals = 0
    while decimals < 8 and width * 10**decimals < 10.0 and width > 0.0:
        decimals += 1
    return decimals


# By which size a pooled Freeman-Tukey figure is turned back: the typical sizes, and the one of its standard error.
BY_SIZE: dict[str, Callable[[list[float], float], float]] = {
    **{name: (lambda sizes, _error, typical=typical: typical(sizes)) for name, typical in TYPICAL_SIZES.items()},
    "inverse_variance": lambda _sizes, error: inverse_variance_size(error),
}
