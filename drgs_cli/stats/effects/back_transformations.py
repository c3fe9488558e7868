"""From the scales on which effects are computed back to the units in which they are read; knows no measure.

Every one is monotone: limits can be turned back like the estimate. What lies beyond the scale's own end (a limit of
an arcsine below 0) is that end. None stands for a value too large to be written.
"""

import math
from collections.abc import Callable, Sequence

from drgs_cli.stats.results import Scale

_LARGEST_LOG = math.log(1.7976931348623157e308)


def back_transform(value: float, scale: Scale, size: float | None = None) -> float | None:
    """The value in natural units. `size` is the n, or the person-time, of the two Freeman-Tukey scales.

    ValueError: a value that is not finite; a Freeman-Tukey scale without a positive, finite size.
    """
    if not math.isfinite(value):
        raise ValueError(f"a value is finite, found {value}")
    if scale in BACK_TRANSFORMATIONS:
        return BACK_TRANSFORMATIONS[scale](value)
    if size is None or not 0.0 < size < math.inf:
        raise ValueError(f"{scale} is turned back with a positive size, found {size}")
    return SIZED_BACK_TRANSFORMATIONS[scale](value, size)


def _exponential(value: float) -> float | None:
    return math.exp(value) if value <= _LARGEST_LOG else None


def _logistic(value: float) -> float:
    """1 / (1 + e^-x), written so that neither tail overflows or loses digits."""
    if value >= 0.0:
        return 1.0 / (1.0 + math.exp(-value))
    return math.exp(value) / (1.0 + math.exp(value))


def _squared_sine(value: float) -> float:
    return math.sin(min(max(value, 0.0), 0.5 * math.pi)) ** 2


def _square(value: float) -> float | None:
    squared = value * value if value > 0.0 else 0.0
    return squared if math.isfinite(squared) else None


def double_arcsine_to_proportion(value: float, n: float) -> float:
    """{1 - sgn(cos 2x) sqrt(1 - [s + (s - 1/s)/n]^2)} / 2 with s = sin 2x; 0 below the x of no events, 1 above all.

    Written without the difference of near numbers. Miller 1978 (Am Stat 32:138). metafor: transf.ipft.
    """
    if value <= 0.5 * math.asin(math.sqrt(1.0 / (n + 1.0))):
        return 0.0
    if value >= 0.5 * (math.asin(math.sqrt(n / (n + 1.0))) + 0.5 * math.pi):
        return 1.0
    sine = math.sin(2.0 * value)
    root = min(sine + (sine - 1.0 / sine) / n, 1.0)
    smaller = 0.5 * root * root / (1.0 + math.sqrt(1.0 - root * root))
    return smaller if math.cos(2.0 * value) >= 0.0 else 1.0 - smaller


def double_root_to_rate(value: float, time: float) -> float | None:
    """[x - 1/(4 t x)]^2; 0 below the x of no events. metafor: transf.iirft."""
    if value <= 0.5 / math.sqrt(time):
        return 0.0
    return _square(value - 0.25 / time / value)


# By scale; those with a size take it as their second argument.
BACK_TRANSFORMATIONS: dict[Scale, Callable[[float], float | None]] = {
    "natural": lambda value: value,
    "log": _exponential,
    "logit": _logistic,
    "arcsine": _squared_sine,
    "square-root": _square,
    "fisher-z": math.tanh,
}
SIZED_BACK_TRANSFORMATIONS: dict[Scale, Callable[[float, float], float | None]] = {
    "double-arcsine": double_arcsine_to_proportion,
    "double-square-root": double_root_to_rate,
}


def harmonic_size(sizes: Sequence[float]) -> float:
    """k / sum(1/n): the size that metafor's transf.ipft.hm takes for a pooled estimate."""
    return len(sizes) / math.fsum(1.0 / size for size in _positive(sizes))


def geometric_size(sizes: Sequence[float]) -> float:
    """exp of the mean of ln n."""
    return math.exp(math.fsum(map(math.log, _positive(sizes))) / len(sizes))


def arithmetic_size(sizes: Sequence[float]) -> float:
    """The mean of n."""
    return math.fsum(_positive(sizes)) / len(sizes)


def inverse_variance_size(standard_error: float) -> float:
    """1 / se^2 of the pooled estimate, as Barendregt et al 2013 (J Epidemiol Community Health 67:974) turn it back."""
    if not 0.0 < standard_error < math.inf:
        raise ValueError(f"a standard error is positive and finite, found {standard_error}")
    return 1.0 / standard_error / standard_error


# Which size stands for several studies; they differ, and with them the pooled proportion.
TYPICAL_SIZES: dict[str, Callable[[Sequence[float]], float]] = {
    "harmonic": harmonic_size,
    "geometric": geometric_size,
    "arithmetic": arithmetic_size,
}


def _positive(sizes: Sequence[float]) -> Sequence[float]:
    if not sizes or not all(0.0 < size < math.inf for size in sizes):
        raise ValueError(f"sizes are positive and finite, found {tuple(sizes)}")
    return sizes
