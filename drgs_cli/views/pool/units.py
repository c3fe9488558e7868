"""The units in which the figures of an analysis are shown: back from the scale of the arithmetic, and worded."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from drgs_cli.analysis.result import Analysis, Sample
from drgs_cli.stats.effects.back_transformations import (
    SIZED_BACK_TRANSFORMATIONS,
    TYPICAL_SIZES,
    back_transform,
    inverse_variance_size,
)
from drgs_cli.stats.effects.measures import EffectMeasure
from drgs_cli.stats.results import Interval, NotEstimable, Scale
from drgs_cli.views.numbers import MINUS, RATIO, fixed, limit_about, ratio, ratio_with_interval, share, span

TRANSFORMS: dict[str, Scale] = {"exp": "log", "logistic": "logit", "tanh": "fisher-z", "none": "natural"}
# What `--transform` makes of figures that are on another scale: the name of the function, and its result in words.
_FUNCTIONS: dict[str, tuple[str, str]] = {
    "log": ("exp", "exponential"),
    "logit": ("logistic", "inverse logit"),
    "fisher-z": ("tanh", "tanh"),
}
_SHARES = ("PR", "PLN", "PLO", "PAS", "PFT")
_SIZES = {"double-arcsine": "ni", "double-square-root": "ti"}


class Units(Struct, frozen=True):
    """How figures of one scale are shown. `size` is the typical n, or time, of the Freeman-Tukey scales.

    `label` names what is shown. `kind`: "ratio" (1 is no effect), "share" (shown in per cent), else "number";
    `decimals` of the latter two.
    """

    scale: Scale
    label: str
    kind: str
    decimals: int
    size: float | None = None

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
            return "" if value is None else ">1e308"
        return self.worded(shown)

    def worded(self, shown: float) -> str:
        """A figure in natural units, worded for people."""
        if self.kind != "share" and (abs(shown) >= 1e7 or (shown != 0.0 and abs(shown) < 1e-7)):
            return f"{shown:.3g}".replace("-", MINUS)
        if self.kind == "ratio":
            return ratio(shown)
        return share(shown, self.decimals) if self.kind == "share" else fixed(shown, self.decimals)

    def span(self, low: float, high: float) -> str:
        """Two limits in natural units, worded."""
        return span(self.worded(low), self.worded(high))

    def interval(
        self,
        interval: Interval | None,
        size: float | None = None,
        *,
        of: float | None = None,
        beside: Interval | None = None,
    ) -> str:
        """Two limits, worded; of a ratio to the place of the figure that they are `of`, with the interval `beside`."""
        if interval is None:
            return ""
        ends = (self.back(interval.low, size), self.back(interval.high, size))
        middle = ends[0] if of is None else self.back(of, size)
        around = ends if beside is None else (self.back(beside.low, size), self.back(beside.high, size))
        if self.kind != "ratio" or not _of_usual_size(*ends, middle, *around):
            return span(self._limit(interval.low, size), self._limit(interval.high, size))
        return span(*RATIO.limits(_given(middle), (_given(around[0]), _given(around[1])), *map(_given, ends)))

    def _limit(self, value: float, size: float | None) -> str:
        """A limit as a figure is worded; next to none it says on which side of it it lies."""
        shown = self.back(value, size)
        if self.kind != "number" or shown is None or abs(shown) >= 1e7 or 0.0 < abs(shown) < 1e-7:
            return self.text(value, size)
        return limit_about(shown, self.decimals)

    def with_interval(self, value: float, interval: Interval | None, size: float | None = None) -> str:
        """A figure with its limits in brackets, all to the same place."""
        if interval is None:
            return self.text(value, size)
        shown = (self.back(value, size), self.back(interval.low, size), self.back(interval.high, size))
        if self.kind == "ratio" and _of_usual_size(*shown):
            return ratio_with_interval(*map(_given, shown))
        return f"{self.text(value, size)} ({self.interval(interval, size)})"


def _of_usual_size(*shown: float | None) -> bool:
    """Whether all can be shown with some decimals."""
    return all(number is not None and 1e-7 <= number < 1e7 for number in shown)


def _given(number: float | None) -> float:
    assert number is not None
    return number


def subject(measure: EffectMeasure) -> str:
    """What a measure is of, whatever it is transformed by: "proportion" of the proportion, log-transformed."""
    name, _, transformed = measure.label.partition(", ")
    return name if transformed.endswith("-transformed") else measure.label


def short_name(measure: EffectMeasure, units: Units) -> str:
    """The name of a measure above its figures: RR, or log RR where these are shown.

    PLO is a logit, and is not written above proportions: what is turned back is called by what it then is.
    """
    if units.label == f"log {measure.label}":
        return f"log {measure.name}"
    if units.scale != measure.scale and units.scale in _FUNCTIONS:
        return f"{_FUNCTIONS[units.scale][0]}({measure.name})"
    turned_back = units.label == subject(measure) != measure.label
    return f"{units.label[0].upper()}{units.label[1:]}" if turned_back else measure.name


def _label(measure: EffectMeasure, scale: Scale) -> str:
    """What the figures are that are shown."""
    if scale == measure.scale:
        return subject(measure)
    if measure.name == "GEN" and scale in _FUNCTIONS:
        return f"{_FUNCTIONS[scale][1]} of the {measure.label}"
    if measure.scale == "log" and subject(measure) == measure.label:
        return f"log {measure.label}"
    return measure.label


def units_of(analysis: Analysis) -> Units:
    """The units of a table's measure, or those that were asked for."""
    sample, asked = analysis.sample, analysis.request.transform
    scale: Scale = sample.measure.scale if asked is None else TRANSFORMS[asked]
    kind = "ratio" if scale == "log" and sample.measure.name not in ("PLN", "IRLN", "MNLN") else "number"
    if (sample.measure.name in _SHARES and scale != "natural") or sample.measure.name == "PR" or scale == "logit":
        kind = "share"
    sizes = sizes_of(sample, analysis)
    typical = TYPICAL_SIZES["harmonic"](sizes) if sizes else None
    shown = Units(scale, _label(sample.measure, scale), kind, 2, typical)
    return replace(shown, decimals=_decimals(analysis, shown))


def sizes_of(sample: Sample, analysis: Analysis) -> list[float]:
    """Participants, or time, of the pooled rows, where the scale needs them; else nothing."""
    column = _SIZES.get(sample.measure.scale)
    if column is None or sample.measure.scale not in SIZED_BACK_TRANSFORMATIONS:
        return []
    values = analysis.table.numbers[column]
    return [value for place in sample.kept if (value := values[place]) is not None]


def _decimals(analysis: Analysis, units: Units) -> int:
    """So many that the standard errors of the mean, and of half of the studies, have two digits, and all have one."""
    sample, fit = analysis.sample, analysis.fit
    times, least = (100.0, 1) if units.kind == "share" else (1.0, 0)
    errors = [_error(units, *given) * times for given in zip(sample.estimates, sample.variances, strict=True)]
    if not errors:
        return 2
    errors.sort()
    mean = 0.0 if isinstance(fit, NotEstimable) else _error(units, fit.estimate, fit.standard_error**2) * times
    return max(least, _places(errors[len(errors) // 2], 10.0), _places(errors[0], 1.0), _places(mean, 10.0))


def _error(units: Units, estimate: float, variance: float) -> float:
    """A standard error in natural units; 0 where no float holds it."""
    low, high = (units.back(estimate + sign * variance**0.5) for sign in (-1.0, 1.0))
    return 0.0 if low is None or high is None else 0.5 * abs(high - low)


def _places(width: float, least: float) -> int:
    """How many decimals show a number as `least` or more of their units; 8 at most."""
    decimals = 0
    while decimals < 8 and 0.0 < width * 10**decimals < least:
        decimals += 1
    return decimals


def _by_typical(name: str) -> Callable[[list[float], float], float]:
    return lambda sizes, _error: TYPICAL_SIZES[name](sizes)


# By which size a pooled Freeman-Tukey figure is turned back: the typical sizes, and the one of its standard error.
BY_SIZE: dict[str, Callable[[list[float], float], float]] = {
    **{name: _by_typical(name) for name in TYPICAL_SIZES},
    "inverse_variance": lambda _sizes, error: inverse_variance_size(error),
}
