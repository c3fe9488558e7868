"""The rule about ages and deviations that hardly any patients have; compares nothing with anything."""

from collections.abc import Iterator

from drgs_cli.checks.figures import Figure, limits
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Mean, Median, Observation, Printed

_OLDEST = 110
# Nobody treats patients of one age: with as many as these the deviation is larger.
_ALIKE_IN_AGE, _SMALLEST_OF_AGES = 10, 2.0
# So few may well agree by chance.
_MAY_AGREE = 4


def hardly_any_patients(study: Study, context: Context) -> Iterator[Finding]:
    """Ages that no patients have, or a standard deviation of nought.

    Told are an age, or a duration of the pain, beyond 110 years; a deviation of ages below 2 years among ten patients
    or more; and a deviation of nought among five or more, unless their mean lies at an end of the scale, where
    all may have the same value.

    Why it matters: such a number has lost its point, is a standard error, or stood in another column.

    Fails:
        age_years: {mean: 570, sd: 12}
        drgs: {n: 20, mean: 4.1, sd: 0}

    Passes:
        age_years: {mean: 57.0, sd: 12}
        drgs: {n: 20, mean: 4.1, sd: 0.9}

    To waive: `waive: {A140: what print has}` beside the figure.
    """
    population = study.population
    for described in (*population.age_years, *population.duration_years):
        yield from _too_old(described.observation)
    for described in population.age_years:
        yield from _too_much_alike(described.observation, population.n)
    for figure in context.figures.means:
        sd, n = figure.observed.sd, figure.observed.n
        if sd is not None and sd.value == 0 and n is not None and n > _MAY_AGREE and not _at_an_end(figure, context):
            message = f"sd {sd.text} says that all {n} have the same value"
            yield Finding((*figure.observed.path, "sd"), message, "is a digit missing?")


def _too_old(observed: Observation) -> Iterator[Finding]:
    for path, value in _years(observed):
        if value.value > _OLDEST:
            yield Finding(path, f"{value.text} years; nobody is so old", "is a point missing, or is it months?")


def _years(observed: Observation) -> Iterator[tuple[Path, Printed]]:
    """Every number of years, with its place."""
    if isinstance(observed, Mean):
        yield from _printed((*observed.path, "average" if observed.unnamed else "mean"), observed.mean)
        yield from _printed((*observed.path, "range"), observed.range)
    elif isinstance(observed, Median):
        yield from _printed((*observed.path, "median"), observed.median)
        yield from _printed((*observed.path, "range"), observed.range)


def _printed(path: Path, value: Printed | tuple[Printed, Printed] | None) -> Iterator[tuple[Path, Printed]]:
    """The high end of a span."""
    if value is not None:
        yield path, value if isinstance(value, Printed) else value[1]


def _too_much_alike(observed: Observation, patients: int | None) -> Iterator[Finding]:
    n = patients if observed.n is None else observed.n
    if not isinstance(observed, Mean) or observed.sd is None or n is None or n < _ALIKE_IN_AGE:
        return
    if 0 < observed.sd.value < _SMALLEST_OF_AGES:
        message = f"{n} patients whose ages deviate by {observed.sd.text} years"
        yield Finding((*observed.path, "sd"), message, "is it a standard error?")


def _at_an_end(figure: Figure[Mean], context: Context) -> bool:
    mean, ends = figure.observed.mean, limits(context.vocabulary.scales, figure.scale, figure.statistic)
    return isinstance(mean, Printed) and mean.value in ends
