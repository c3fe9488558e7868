"""The figures of one study sorted by kind, each with its row and its arm; judges none of them."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from msgspec import Struct

from drgs_cli.records.model import Arm, Result, Study
from drgs_cli.records.observed import Contrast, Counts, Mean, Median, Observation, Occurrences, Percent, Printed, Rate
from drgs_cli.vocabulary.terms import Terms

Kind = TypeVar("Kind", bound=Observation)

# A statistic whose values lie on the scale itself; where none is said, a value of the scale is meant.
_ON_SCALE = frozenset((None, "baseline", "final"))
_OF_DIFFERENCES = frozenset(("change", "improvement"))


class Figure(Struct, Generic[Kind], frozen=True):
    """One observation: its row (None where it describes the population), its arm, what it was measured on."""

    observed: Kind
    row: Result | None
    arm: Arm | None
    scale: str | None
    statistic: str | None

    @property
    def unit(self) -> str:
        """What `n` counts."""
        return "patients" if self.row is None else self.row.unit


class Figures(Struct, frozen=True):
    """All figures of a study by kind, in the order of the file, and the contrasts with their rows."""

    counts: list[Figure[Counts]]
    percents: list[Figure[Percent]]
    occurrences: list[Figure[Occurrences]]
    means: list[Figure[Mean]]
    medians: list[Figure[Median]]
    rates: list[Figure[Rate]]
    contrasts: list[tuple[Result, Contrast]]


def figures_of(study: Study) -> Figures:
    """Sort the figures of a study: every rule goes through a kind or two, none through all."""
    figures = Figures([], [], [], [], [], [], [])
    population = study.population
    for description in (*population.age_years, *population.female, *population.duration_years):
        _sort(figures, description.observation, None, None, (None, None))
    for description in population.baseline_pain:
        _sort(figures, description.observation, None, None, (description.scale, "baseline"))
    for row in study.results:
        for key, observation in row.arms.items():
            _sort(figures, observation, row, study.arms.get(key), (row.scale, row.statistic))
        figures.contrasts.extend((row, contrast) for contrast in row.contrasts)
    return figures


def _sort(
    figures: Figures,
    observed: Observation,
    row: Result | None,
    arm: Arm | None,
    on: tuple[str | None, str | None],
) -> None:
    """Words have no figure."""
    match observed:
        case Counts():
            figures.counts.append(Figure(observed, row, arm, *on))
        case Percent():
            figures.percents.append(Figure(observed, row, arm, *on))
        case Occurrences():
            figures.occurrences.append(Figure(observed, row, arm, *on))
        case Mean():
            figures.means.append(Figure(observed, row, arm, *on))
        case Median():
            figures.medians.append(Figure(observed, row, arm, *on))
        case Rate():
            figures.rates.append(Figure(observed, row, arm, *on))


def is_on_scale(statistic: str | None) -> bool:
    """Whether values of this kind are values of the scale, or differences of two: not shares of something else."""
    return statistic in _ON_SCALE or statistic in _OF_DIFFERENCES


def is_of_differences(statistic: str | None) -> bool:
    """Whether a value is the distance between two of the scale."""
    return statistic in _OF_DIFFERENCES


def single_mean(figure: Figure[Mean]) -> Printed | None:
    """The mean, where print calls it one, gives one, and it is of this study's patients and not worked back."""
    observed = figure.observed
    pooled = observed.studies is not None
    if observed.unnamed or pooled or "mean" in observed.derived or not isinstance(observed.mean, Printed):
        return None
    return observed.mean


def end_point(row: Result) -> tuple[Hashable, ...]:
    """What was looked at, in whom and how: all that names a row but its time, its statistic and the group analysed."""
    return (
        row.outcome,
        row.composite,
        row.indication,
        row.unit,
        row.scale,
        row.instrument,
        row.pain_locations,
        row.aspect,
        row.condition,
        row.subgroup,
        row.cause,
        row.threshold,
        row.definition,
        row.period,
        row.after_crossover,
    )


def limits(scales: Terms, scale: str | None, statistic: str | None) -> tuple[float | None, float | None]:
    """Where values of this kind on this scale can lie; None for an end that is not known."""
    term = None if scale is None else scales.get(scale)
    if term is None:
        return None, None
    if statistic in _ON_SCALE:
        return term.low, term.high
    if statistic in _OF_DIFFERENCES and term.low is not None and term.high is not None:
        return term.low - term.high, term.high - term.low
    return None, None
