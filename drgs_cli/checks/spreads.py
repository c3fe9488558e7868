"""Rules about means, medians, intervals and how values spread on their scale; knows no denominators."""

from collections.abc import Iterator
from math import sqrt

from drgs_cli.checks.figures import Figure, limits
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Level
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Counts, Mean, Median, Percent, Percentage, Printed, Span


def interval_without_its_estimate(_study: Study, context: Context) -> Iterator[Finding]:
    """An interval that does not hold its estimate, or whose low end is above its high end.

    For a mean, median, rate, percentage, count (its percentage) or contrast. The digits printed are allowed
    for. Of an interval whose kind is not named only the order of its ends is asked.

    Why it matters: standard errors are worked back from intervals; a wrong end gives a wrong weight.

    Fails:
        drgs: {n: 40, mean: 4.1, ci: [4.6, 5.9]}
        scs: {n: 40, mean: 4.1, ci: [5.9, 3.6]}

    Passes:
        drgs: {n: 40, mean: 4.1, ci: [3.6, 4.6]}

    To waive: `waive: {A104: what print has}` beside the interval.
    """
    for path, estimate, ci, interval in _estimates(context):
        if interval is not None:
            yield from _in_order(interval, (*path, "interval"))
        if ci is None:
            continue
        wrong = list(_in_order(ci, (*path, "ci")))
        yield from wrong
        if estimate is not None and not wrong and not _holds(ci, estimate):
            message = f"the interval {ci.low.text} to {ci.high.text} does not hold its estimate, {estimate.text}"
            yield Finding((*path, "ci"), message)


def _estimates(context: Context) -> Iterator[tuple[Path, Printed | None, Span | None, Span | None]]:
    """Every estimate with its interval, and with the interval of unknown kind."""
    figures = context.figures
    for count in figures.counts:
        observed = count.observed
        if observed.ci is not None and observed.person_years is None:
            share = _exactly(100 * observed.events / observed.n) if observed.n else None
            yield observed.path, share, observed.ci, None
    for alone in figures.percents:
        yield alone.observed.path, _single(alone.observed.percent), alone.observed.ci, None
    for mean in figures.means:
        value = mean.observed.mean
        single = value if isinstance(value, Printed) else None
        yield mean.observed.path, single, mean.observed.ci, mean.observed.interval
    for median in figures.medians:
        yield median.observed.path, median.observed.median, median.observed.ci, median.observed.interval
    for rate in figures.rates:
        yield rate.observed.path, rate.observed.rate, rate.observed.ci, None
    for _, contrast in figures.contrasts:
        yield contrast.path, contrast.estimate, contrast.ci, contrast.interval


def _exactly(value: float) -> Printed:
    return Printed(value, f"{value:.4g}")


def _single(percent: Percentage) -> Printed | None:
    return None if percent.value is None else Printed(percent.value, percent.text)


def _holds(span: Span, value: Printed) -> bool:
    """Whether the value lies inside, with the digits printed allowed for at either end."""
    above = value.value + half_unit(value) >= span.low.value - half_unit(span.low)
    return above and value.value - half_unit(value) <= span.high.value + half_unit(span.high)


def _in_order(span: Span, path: Path) -> Iterator[Finding]:
    if span.low.value > span.high.value:
        yield Finding(path, f"the low end, {span.low.text}, is above the high end, {span.high.text}")


def impossible_spread(_study: Study, context: Context) -> Iterator[Finding]:
    """A standard deviation, or standard error, larger than any values on that scale can have.

    On a scale from low to high, n values with mean m spread most when all of them lie at the two ends; their
    standard deviation is then sqrt((m - low) (high - m) n / (n - 1)). A standard error times sqrt(n) and a
    spread of unknown kind are held against the same bound, with the digits printed allowed for.

    Why it matters: a standard error entered as a deviation, or a scale of 0-10 taken for 0-100, changes the
    weight of a study by its number of patients.

    Fails:
        drgs: {n: 30, mean: 2.1, sd: 6.4}      # with `scale: nrs-10` on the row

    Passes:
        drgs: {n: 30, mean: 2.1, sd: 1.9}

    To waive: a model's adjusted mean may carry another spread; `waive: {A106: which}` beside it.
    """
    for figure in context.figures.means:
        for name, message in _beyond_the_scale(figure, context):
            yield Finding((*figure.observed.path, name), message, "is it another spread, or another scale?")


def spreads_beyond_its_scale(figure: Figure[Mean], context: Context) -> bool:
    """Whether A106 tells of this figure."""
    return any(_beyond_the_scale(figure, context))


def _beyond_the_scale(figure: Figure[Mean], context: Context) -> Iterator[tuple[str, str]]:
    """The key of every spread that cannot be, and why not."""
    most, mean = largest_deviation(figure, context), figure.observed.mean
    if most is None or not isinstance(mean, Printed):
        return
    for name, printed, times in _spreads(figure.observed):
        if (printed.value - half_unit(printed)) * times > most:
            where = f"values of mean {mean.text} on {figure.scale}"
            deviate = f"deviate by {most:.3g} at most" if times == 1 else f"have at most {most / times:.3g}"
            yield name, f"{name} {printed.text} is impossible: {where} {deviate}"


def largest_deviation(figure: Figure[Mean], context: Context) -> float | None:
    """The largest standard deviation on this scale around this mean; None where scale or mean does not bound it."""
    low, high = limits(context.vocabulary.scales, figure.scale, figure.statistic)
    mean = figure.observed.mean
    if low is None or high is None or not isinstance(mean, Printed) or not low <= mean.value <= high:
        return None
    return _at_the_ends(mean, figure.observed.n, low, high)


def _at_the_ends(mean: Printed, n: int | None, low: float, high: float) -> float:
    """All values at the two ends of the scale; of two patients where their number is not known."""
    middle, slack = (low + high) / 2, half_unit(mean)
    nearest = min(max(middle, mean.value - slack), mean.value + slack)
    patients = 2 if n is None else max(n, 2)
    return sqrt(max(0.0, (nearest - low) * (high - nearest)) * patients / (patients - 1))


def _spreads(mean: Mean) -> Iterator[tuple[str, Printed, float]]:
    """Each spread with the factor that makes it a standard deviation, or less than one."""
    if mean.sd is not None:
        yield "sd", mean.sd, 1
    if mean.spread is not None:
        yield "spread", mean.spread, 1
    if mean.se is not None and mean.n is not None:
        yield "se", mean.se, sqrt(mean.n)


def value_outside_its_scale(_study: Study, context: Context) -> Iterator[Finding]:
    """A mean, median or range that the scale does not have.

    Values at baseline and at the end lie on the scale, changes within its width; changes in percent are not
    asked. An end of a confidence interval outside the scale is a warning, and none at all where the interval lies
    evenly about its mean: the usual formula may put it there.

    Why it matters: 7.4 on a scale of 0-100 and 74 on one of 0-10 both look like pain.

    Fails:
        drgs: {n: 30, mean: 74}      # with `scale: nrs-10` on the row

    Passes:
        drgs: {n: 30, mean: 7.4}

    To waive: `waive: {A107: what print has}` beside the value.
    """
    for mean in context.figures.means:
        name = "average" if mean.observed.unnamed else "mean"
        values = {name: mean.observed.mean, "iqr": mean.observed.iqr, "range": mean.observed.range}
        yield from _outside(mean, values, mean.observed.ci, context)
    for median in context.figures.medians:
        observed = median.observed
        of_median = {"median": observed.median, "iqr": observed.iqr, "range": observed.range}
        yield from _outside(median, of_median, observed.ci, context)
    for row, contrast in context.figures.contrasts:
        if contrast.measure == "mean-difference" and row.statistic != "percent-change":
            ends = limits(context.vocabulary.scales, row.scale, "change")
            yield from _beyond(contrast.estimate, (*contrast.path, "estimate"), ends, row.scale)


def _outside(
    figure: Figure[Mean] | Figure[Median],
    values: dict[str, Printed | Span | None],
    ci: Span | None,
    context: Context,
) -> Iterator[Finding]:
    ends = limits(context.vocabulary.scales, figure.scale, figure.statistic)
    if ends != (None, None):
        path = figure.observed.path
        for name, value in values.items():
            yield from _beyond(value, (*path, name), ends, figure.scale)
        if ci is not None and not _is_even(ci, values.get("mean") or values.get("average")):
            yield from _beyond(ci, (*path, "ci"), ends, figure.scale, "warning")


def _is_even(ci: Span, middle: Printed | Span | None) -> bool:
    """Whether both ends are as far from the mean, with the digits printed allowed for."""
    if not isinstance(middle, Printed):
        return False
    slack = half_unit(ci.low) + half_unit(ci.high) + 2 * half_unit(middle)
    return abs(ci.low.value + ci.high.value - 2 * middle.value) <= slack * (1 + 1e-9)


def _beyond(
    value: Printed | Span | None,
    path: Path,
    ends: tuple[float | None, float | None],
    scale: str | None,
    level: Level | None = None,
) -> Iterator[Finding]:
    low, high = ends
    for printed in () if value is None else (value,) if isinstance(value, Printed) else value:
        if (low is not None and printed.value < low) or (high is not None and printed.value > high):
            span = [f"at least {low:g}"] if low is not None else []
            span += [f"at most {high:g}"] if high is not None else []
            message = f"{printed.text} lies outside {scale}: values are {' and '.join(span)}"
            yield Finding(path, message, "another scale, or another statistic?", level)


def spread_out_of_order(_study: Study, context: Context) -> Iterator[Finding]:
    """Lowest value, lower quartile, median, upper quartile and highest value do not stand in this order.

    Asked of ranges and quartiles, of a median inside both, of a mean inside its range, and of the two ends of
    a percentage or a mean that is printed as a span.

    Why it matters: standard deviations are estimated from these where none is printed.

    Fails:
        drgs: {n: 12, median: 2.0, iqr: [3.5, 6.0]}
        scs: {n: 12, median: 2.0, range: [6.0, 1.0]}

    Passes:
        drgs: {n: 12, median: 2.0, iqr: [1.0, 3.5], range: [0, 7]}

    To waive: `waive: {A112: what print has}` beside the figure.
    """
    for mean in context.figures.means:
        value, observed = mean.observed.mean, mean.observed
        single = value if isinstance(value, Printed) else None
        if isinstance(value, Span):
            yield from _in_order(value, (*observed.path, "average" if observed.unnamed else "mean"))
        yield from _ordered(observed.path, single, None, observed.range)
        yield from _ordered(observed.path, None, observed.iqr, None)
    for median in context.figures.medians:
        quartiles = median.observed
        yield from _ordered(quartiles.path, quartiles.median, quartiles.iqr, quartiles.range)
    shares: tuple[Figure[Counts] | Figure[Percent], ...] = (
        *context.figures.counts,
        *context.figures.percents,
    )
    for figure in shares:
        percent = figure.observed.percent
        if percent is not None and percent.low is not None and percent.high is not None and percent.low > percent.high:
            path = (*figure.observed.path, "percent")
            yield Finding(path, f"the low end, {percent.low:g}, is above the high end, {percent.high:g}")


def _ordered(path: Path, middle: Printed | None, iqr: Span | None, ends: Span | None) -> Iterator[Finding]:
    for name, span in (("iqr", iqr), ("range", ends)):
        if span is None:
            continue
        wrong = list(_in_order(span, (*path, name)))
        yield from wrong
        if middle is not None and not wrong and not _holds(span, middle):
            message = f"{middle.text} lies outside its {name}, {span.low.text} to {span.high.text}"
            yield Finding((*path, name), message)
    if iqr is not None and ends is not None and not (_holds(ends, iqr.low) and _holds(ends, iqr.high)):
        yield Finding((*path, "range"), f"the quartiles {iqr.low.text} to {iqr.high.text} lie outside the range")
