"""Rules about means, medians, intervals and how values spread on their scale; knows no denominators."""

from collections.abc import Iterator
from math import sqrt

from drgs_cli.checks.figures import Figure, limits
from drgs_cli.checks.printed import decimals, half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Mean, Median, Percentage, Printed, Span, Study

_DIFFERENCES = frozenset(("mean-difference",))


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
    slack = half_unit(value) + half_unit(span.low) + half_unit(span.high)
    return span.low.value - slack <= value.value <= span.high.value + slack


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
        low, high = limits(context.vocabulary.scales, figure.scale, figure.statistic)
        if low is None or high is None:
            continue
        most = _largest_deviation(figure.observed, low, high)
        if most is None:
            continue
        for name, printed, times in _spreads(figure.observed):
            if (printed.value - half_unit(printed)) * times > most:
                message = (
                    f"{name} {printed.text} is impossible: values of mean {_text(figure.observed)} on"
                    f" {figure.scale} deviate by {most:.3g} at most"
                )
                yield Finding((*figure.observed.path, name), message, "is it another spread, or another scale?")


def _largest_deviation(mean: Mean, low: float, high: float) -> float | None:
    """None where there is no single mean on the scale, of which other rules tell."""
    if not isinstance(mean.mean, Printed) or not low <= mean.mean.value <= high:
        return None
    middle, slack = (low + high) / 2, half_unit(mean.mean)
    nearest = min(max(middle, mean.mean.value - slack), mean.mean.value + slack)
    n = 2 if mean.n is None else max(mean.n, 2)
    return sqrt(max(0.0, (nearest - low) * (high - nearest)) * n / (n - 1))


def _spreads(mean: Mean) -> Iterator[tuple[str, Printed, float]]:
    """Each spread with the factor that makes it a standard deviation, or less than one."""
    if mean.sd is not None:
        yield "sd", mean.sd, 1
    if mean.spread is not None:
        yield "spread", mean.spread, 1
    if mean.se is not None and mean.n is not None:
        yield "se", mean.se, sqrt(mean.n)


def _text(mean: Mean) -> str:
    return mean.mean.text if isinstance(mean.mean, Printed) else f"{mean.mean.low.text} to {mean.mean.high.text}"


def value_outside_its_scale(_study: Study, context: Context) -> Iterator[Finding]:
    """A mean, median or range that the scale does not have.

    Values at baseline and at the end lie on the scale, changes within its width; changes in percent are not
    asked. An end of a confidence interval outside the scale is a warning: the usual formula may put it there.

    Why it matters: 7.4 on a scale of 0-100 and 74 on one of 0-10 both look like pain.

    Fails:
        drgs: {n: 30, mean: 74}      # with `scale: nrs-10` on the row

    Passes:
        drgs: {n: 30, mean: 7.4}

    To waive: `waive: {A107: what print has}` beside the value.
    """
    scales = context.vocabulary.scales
    for mean in context.figures.means:
        value = mean.observed.mean
        printed = {("mean" if not mean.observed.unnamed else "average"): value, "range": mean.observed.range}
        yield from _outside(mean, {**printed, "iqr": mean.observed.iqr}, mean.observed.ci, context)
    for median in context.figures.medians:
        observed = median.observed
        values = {"median": observed.median, "iqr": observed.iqr, "range": observed.range}
        yield from _outside(median, values, observed.ci, context)
    for row, contrast in context.figures.contrasts:
        low, high = limits(scales, row.scale, "change")
        if contrast.measure in _DIFFERENCES and contrast.estimate is not None and row.statistic != "percent-change":
            yield from _beyond(contrast.estimate, (*contrast.path, "estimate"), (low, high), f"differences on {row.scale}")


def _outside(
    figure: Figure[Mean] | Figure[Median],
    values: dict[str, Printed | Span | None],
    ci: Span | None,
    context: Context,
) -> Iterator[Finding]:
    ends = limits(context.vocabulary.scales, figure.scale, figure.statistic)
    if ends == (None, None):
        return
    about = f"{figure.scale}" if ends[0] is None or ends[0] >= 0 else f"{figure.statistic or 'values'} on {figure.scale}"
    path = figure.observed.path
    for name, value in values.items():
        yield from _beyond(value, (*path, name), ends, about)
    yield from _beyond(ci, (*path, "ci"), ends, about, "warning")
