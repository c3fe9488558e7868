"""The figures of one study sorted by kind, each with its row and its arm; judges none of them."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from msgspec import Struct

from drgs_cli.records.model import (
    Arm,
    Contrast,
    Counts,
    Mean,
    Median,
    Observation,
    Occurrences,
    Percent,
    Rate,
    Result,
    Study,
)
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
    by_kind: dict[type[Observation], list[Figure[Observation]]] = {  # words have no figure
        Counts: figures.counts,
        Percent: figures.percents,
        Occurrences: figures.occurrences,
        Mean: figures.means,
        Median: figures.medians,
        Rate: figures.rates,
    }  # type: ignore[dict-item]  # one list for each kind: no type says that of a mapping
    for figure in _figures(study):
        kind = by_kind.get(type(figure.observed))
        if kind is not None:
            kind.append(figure)
    figures.contrasts.extend((row, contrast) for row in study.results for contrast in row.contrasts)
    return figures


def _figures(study: Study) -> Iterator[Figure[Observation]]:
    population = study.population
    for description in (*population.age_years, *population.female, *population.duration_years):
        yield Figure(description.observation, None, None, None, None)
    for description in population.baseline_pain:
        yield Figure(description.observation, None, None, description.scale, "baseline")
    arms = study.arms
    for row in study.results:
        scale, statistic = row.scale, row.statistic
        for key, observation in row.arms.items():
            yield Figure(observation, row, arms.get(key), scale, statistic)


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
