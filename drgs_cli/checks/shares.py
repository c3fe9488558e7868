"""The rule about the interval of a single percentage; knows no other estimate."""

from collections.abc import Iterator
from math import sqrt

from drgs_cli.checks.figures import Figure
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Counts, Percent, Span

# How much narrower or wider than every usual interval one may be: a factor, since clusters and designs differ a little.
_NARROWEST, _WIDEST = 0.6, 1.6
# The usual formula may put an end a little beyond 0 or 100 %.
_BEYOND = 5.0


def interval_against_its_share(_study: Study, context: Context) -> Iterator[Finding]:
    """The interval of a percentage that its count cannot give: much too narrow or too wide, or beyond 0 and 100 %.

    Held against the usual intervals of so many events of so many patients (Wald, Wilson, Clopper-Pearson): told where
    it is narrower than 0.6 times the narrowest or wider than 1.6 times the widest, with the digits printed allowed
    for. An end more than 5 beyond 0 or 100 % is told, too. A percentage alone stands for its nearest count; pooled
    percentages, survival estimates and rates are not asked for their width, nor are those of leads and procedures,
    of which one patient has several.

    Why it matters: an interval at another level or of other patients gives its study another weight.

    Fails:
        drgs: {n: 40, percent: 75, ci: [74.5, 75.5]}

    Passes:
        drgs: {n: 40, percent: 75, ci: [59, 87]}

    To waive: `waive: {A139: how it was made}` beside the interval.
    """
    figures: tuple[Figure[Counts] | Figure[Percent], ...] = (*context.figures.counts, *context.figures.percents)
    for figure in figures:
        observed = figure.observed
        if observed.ci is None or (isinstance(observed, Counts) and observed.person_years is not None):
            continue
        path: Path = (*observed.path, "ci")
        if observed.ci.low.value < -_BEYOND or observed.ci.high.value > 100 + _BEYOND:
            ends = f"{observed.ci.low.text} to {observed.ci.high.text}"
            yield Finding(path, f"the interval {ends} goes beyond 0 and 100 %", "is it of a percentage?")
            continue
        counted = _counted(figure)
        if counted is not None:
            yield from _of_another_width(observed.ci, observed.level, *counted, path)


def _counted(figure: Figure[Counts] | Figure[Percent]) -> tuple[float, int] | None:
    """Events, whole or not, and patients that the interval is of; None where its width follows from more than these."""
    observed = figure.observed
    if not observed.n or figure.unit != "patients":
        return None
    if isinstance(observed, Counts):
        return (observed.events, observed.n) if observed.events <= observed.n else None
    percent = observed.percent.value
    if percent is None or observed.estimator is not None or observed.studies is not None or not 0 <= percent <= 100:
        return None
    return percent * observed.n / 100, observed.n


def _of_another_width(ci: Span, level: float, events: float, n: int, path: Path) -> Iterator[Finding]:
    usual = _usual_widths(events, n, level)
    width, slack = ci.high.value - ci.low.value, half_unit(ci.low) + half_unit(ci.high)
    if width + slack >= _NARROWEST * min(usual) and width - slack <= _WIDEST * max(usual):
        return
    size = "narrow" if width < min(usual) else "wide"
    usual_widths = f"usual ones are {min(usual):.3g} to {max(usual):.3g} wide"
    message = f"{ci.low.text} to {ci.high.text} is {size} for {events:.3g} of {n}: {usual_widths}"
    yield Finding(path, message, "another level, or other patients?")


def _usual_widths(events: float, n: int, level: float) -> list[float]:
    """In percent; that of Wald is of no width where nobody has the outcome or all have it, and is printed so."""
    from drgs_cli.stats.intervals import clopper_pearson, wilson
    from drgs_cli.stats.results import Interval
    from drgs_cli.stats.wald import critical_value

    intervals = (wilson(events, n, level), clopper_pearson(events, n, level))
    widths = [100 * (found.high - found.low) for found in intervals if isinstance(found, Interval)]
    wald = 200 * critical_value((1 - level / 100) / 2) * sqrt(events / n * (1 - events / n) / n)
    return [*widths, wald]
