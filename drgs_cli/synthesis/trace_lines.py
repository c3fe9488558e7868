"""The figure of one side in one study by hand, with its interval: a share, events in person-time, a mean; puts none
together.
"""

from math import exp, fsum, lgamma, log, log1p

from drgs_cli.records.observed import Median, Percent, Rate, Value
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.single import Line
from drgs_cli.synthesis.trace_sides import Numbers, Pair, side_by_hand
from drgs_cli.synthesis.trace_steps import Sheet, quantile
from drgs_cli.synthesis.units import PERSON_YEARS, to_cell


class Alone(Value, frozen=True):
    """What is known of a side in one study, and its figure as the line shows it (None: it shows none)."""

    numbers: Numbers
    figure: float | None


def line_by_hand(sheet: Sheet, line: Line, cell: Cell, context: Context) -> Alone:
    """The figure of one study with its interval, held against the line."""
    found = side_by_hand(sheet, line.side, line.chosen, cell, context)
    level = context.question.level
    if found.counted is not None:
        events, n = found.events or 0.0, found.n or 1.0
        figure: float | None = sheet.value("share", "e / n", events / n, e=events, n=n)
        exact_by_hand(sheet, found.counted, line.interval, level)
    elif found.in_time is not None:
        figure = rate_by_hand(sheet, found.in_time, line.interval, level)
    elif found.mean is not None:
        figure = found.mean
        if found.se is not None and isinstance(line.interval, Interval):
            size = found.effective[1] if found.effective is not None else found.n or 0.0
            sheet.check_interval("interval", _student(sheet, found.mean, found.se, size, level), line.interval)
    else:
        figure = _shown(sheet, line, cell, context)
    if line.value is not None:
        sheet.check("figure", figure, line.value)
    return Alone(found, figure)


def exact_by_hand(sheet: Sheet, counted: Pair, answered: Interval | NotEstimable, level: float) -> None:
    """An exact interval (Clopper and Pearson) held against what makes it one: were the lower limit true, so many events
    or more would be seen this rarely, and so many or fewer, were the upper.
    """
    events, n = counted
    if not isinstance(answered, Interval) or not (events.is_integer() and n.is_integer()):
        return
    tail = (100 - level) / 200
    if events > 0:
        above = fsum(_binomial(x, int(n), answered.low) for x in range(int(events), int(n) + 1))
        sheet.value("tail-low", "", above, e=events, n=n, p=answered.low)
        sheet.check("tail-low", above, tail)
    if events < n:
        below = fsum(_binomial(x, int(n), answered.high) for x in range(int(events) + 1))
        sheet.value("tail-high", "", below, e=events, n=n, p=answered.high)
        sheet.check("tail-high", below, tail)


def rate_by_hand(sheet: Sheet, in_time: Pair, answered: Interval | NotEstimable, level: float) -> float:
    """Events over person-years; the exact interval (Poisson) is held against what makes it one."""
    events, years = in_time
    rate = sheet.value("rate", "e / years", events / years, e=events, years=years)
    if isinstance(answered, Interval):
        tail = (100 - level) / 200
        if events > 0:
            above = 1 - fsum(_poisson(int(events) - 1, answered.low * years))
            sheet.value("rate-tail-low", "", above, e=events, years=years, rate=answered.low)
            sheet.check("tail-low", above, tail)
        below = fsum(_poisson(int(events), answered.high * years))
        sheet.value("rate-tail-high", "", below, e=events, years=years, rate=answered.high)
        sheet.check("tail-high", below, tail)
    return rate


def _shown(sheet: Sheet, line: Line, cell: Cell, context: Context) -> float | None:
    """A percentage of an unknown number, a rate without its events, a median: as printed, in the units of the cell."""
    match line.side.observation:
        case Percent(percent=percent) if percent.value is not None:
            return sheet.value("percent", "y / 100", percent.value / 100, y=percent.value)
        case Rate(rate=rate, per=per) if per in PERSON_YEARS:
            years = PERSON_YEARS[per]
            return sheet.value("rate-per-year", "rate / per", rate.value / years, rate=rate.value, per=years)
        case Median(median=median) if median is not None:
            factor = to_cell(line.chosen.row.result, cell, context.vocabulary)
            return sheet.value("median-in-units", "y * factor", median.value * factor, y=median.value, factor=factor)
    return None


def _student(sheet: Sheet, mean: float, se: float, n: float, level: float) -> tuple[float, float]:
    t = quantile(level, n - 1)
    return sheet.limits("interval", "m -+ t * se", mean - t * se, mean + t * se, m=mean, t=t, se=se)


def _binomial(x: int, n: int, p: float) -> float:
    """The probability of x events in n."""
    ways = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1)  # the ln; the whole number takes long to find
    return exp(ways + x * log(p) + (n - x) * log1p(-p))


def _poisson(most: int, mean: float) -> list[float]:
    """The probabilities of 0 to `most` events where so many are expected."""
    terms = [exp(-mean)]
    for place in range(1, most + 1):
        terms.append(terms[-1] * mean / place)
    return terms
