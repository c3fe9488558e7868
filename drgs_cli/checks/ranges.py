"""The rule about a standard deviation beside the lowest and highest value; knows no scale."""

from collections.abc import Iterator
from math import sqrt

from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Mean, Printed, Span


def deviation_against_range(_study: Study, context: Context) -> Iterator[Finding]:
    """A standard deviation, or standard error, that no n values with the printed range and mean can have.

    Values between low and high spread most when all lie at the two ends: their deviation is at most
    sqrt((mean - low) (high - mean) n / (n - 1)). They spread least when all but the two ends lie together: it is at
    least (high - low) / sqrt(2 (n - 1)). The digits printed are allowed for; without n only the first is asked,
    of two patients. A standard error is taken times sqrt(n).

    Why it matters: too small a deviation is most often a standard error, which gives its study the weight of n
    studies; too large a one belongs to another scale or to other patients.

    Fails:
        drgs: {n: 30, mean: 5.0, sd: 0.3, range: [1.0, 9.0]}
        scs: {n: 30, mean: 5.0, sd: 6.1, range: [1.0, 9.0]}

    Passes:
        drgs: {n: 30, mean: 5.0, sd: 1.9, range: [1.0, 9.0]}

    To waive: `waive: {A132: what print has}` beside the range; a range of something else has no place there.
    """
    for figure in context.figures.means:
        observed, mean, ends = figure.observed, figure.observed.mean, figure.observed.range
        if ends is None or not isinstance(mean, Printed) or not ends.low.value <= mean.value <= ends.high.value:
            continue  # A112 tells of an order that cannot be
        least, most = _least(ends, observed.n), _most(ends, mean, observed.n)
        for name, printed, times in _deviations(observed):
            low, high = (printed.value - half_unit(printed)) * times, (printed.value + half_unit(printed)) * times
            if low <= most and high >= least:
                continue
            bound = f"at most {most / times:.3g}" if low > most else f"at least {least / times:.3g}"
            patients = "" if observed.n is None else f"{observed.n} "
            values = f"{patients}values from {ends.low.text} to {ends.high.text} with mean {mean.text}"
            hint = "is it a standard error?" if high < least and name == "sd" else "is it another spread, or range?"
            message = f"{name} {printed.text} is impossible: {values} have {bound}"
            yield Finding((*observed.path, name), message, hint)


def _least(ends: Span, n: int | None) -> float:
    """The two ends apart, everybody else half way between."""
    width = ends.high.value - ends.low.value - half_unit(ends.high) - half_unit(ends.low)
    return 0.0 if n is None or n < 2 else max(0.0, width) / sqrt(2 * (n - 1))


def _most(ends: Span, mean: Printed, n: int | None) -> float:
    """Everybody at one of the two ends; of two patients where their number is not known."""
    low, high = ends.low.value - half_unit(ends.low), ends.high.value + half_unit(ends.high)
    nearest = min(max((low + high) / 2, mean.value - half_unit(mean)), mean.value + half_unit(mean))
    patients = 2 if n is None else max(n, 2)
    return sqrt(max(0.0, (nearest - low) * (high - nearest)) * patients / (patients - 1))


def _deviations(mean: Mean) -> Iterator[tuple[str, Printed, float]]:
    """Each spread with the factor that makes it a standard deviation."""
    if mean.sd is not None:
        yield "sd", mean.sd, 1.0
    if mean.se is not None and mean.n is not None:
        yield "se", mean.se, sqrt(mean.n)
