"""The forest plots of an answer: which cells have one, in which order; words no figure and computes nothing."""

from collections.abc import Iterator

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.forest import Forest
from drgs_cli.plots.forest_figure import forest_figure
from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.views.numbers import count
from drgs_cli.views.plots.forest_alone import forest_alone, measure_of
from drgs_cli.views.plots.forest_comparisons import Compared, forest_of_comparisons
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused

_NAMED = 2  # of the comparisons that are not drawn

_Place = tuple[Cell, str | None, int]  # cell, measure, and a number where figures have no common time


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The forest plots of a question."""
    return figures_of(answer(library, question)) or (nothing_found(question, library, "no study has figures"),)


def figures_of(answered: Answer) -> tuple[Figure | Refused, ...]:
    """Those of an answer: comparisons, then each side alone where two figures or more stand in it, or an outcome was
    asked for. What is not drawn is said.
    """
    compared, alone = _forests(answered)
    asked = bool(answered.context.question.outcomes)
    told = [forest for forest in alone.values() if forest.drawn]
    kept = [forest for forest in told if asked or sum(entry.value is not None for entry in forest.entries) > 1]
    drawn = [forest_figure(forest) for forest in (*compared.values(), *kept) if forest.drawn]
    without = [forest.title for forest in compared.values() if not forest.drawn]
    return (*drawn, *_refused(without, len(told) - len(kept), answered.indication))


def figure_of_reading(answered: Answer) -> Figure | None:
    """The plot with the comparison that carries the reading; without one, that of the first side that stands alone.
    None where there is no figure to draw.
    """
    reading = answered.reading
    compared, alone = _forests(answered)
    found: list[Forest] = []
    if reading.basis is not None:
        together = _together(answered)
        wanted = (place for place in together if any(one.comparison is reading.basis for one in together[place]))
        found = [compared[place] for place in wanted]
    elif reading.alone:
        sides = _sides(answered)
        found = [alone[place] for place in sides if any(one is reading.alone[0] for one in sides[place])]
    return next((forest_figure(forest) for forest in found if forest.drawn), None)


def _refused(without: list[str], single: int, indication: str) -> Iterator[Refused]:
    if without:
        noun = "comparison has" if len(without) == 1 else "comparisons have"
        named = without if len(without) <= _NAMED else [*without[:_NAMED], f"and {len(without) - _NAMED} more"]
        yield Refused(
            f"{len(without)} {noun} no estimate to draw ({'; '.join(named)}); drgs compare --indication {indication}"
            " tells why"
        )
    if single:
        more = count(single, "outcome and time", "outcomes and times")
        yield Refused(
            f"{more} with one uncontrolled figure each; drgs plot forest --indication {indication} --outcome KEY draws"
            " them"
        )


def _forests(answered: Answer) -> tuple[dict[_Place, Forest], dict[_Place, Forest]]:
    """The plots of comparisons and of sides alone, each with a name of its own: that of its cell."""
    taken: set[str] = set()
    compared = {
        place: forest_of_comparisons(tuple(found), place[1], answered.context, _name(place, answered, "", taken))
        for place, found in _together(answered).items()
    }
    alone = {
        place: forest_alone(
            tuple(found), _beside(found, answered), answered.context, _name(place, answered, "/alone", taken)
        )
        for place, found in _sides(answered).items()
    }
    return compared, alone


def _name(place: _Place, answered: Answer, behind: str, taken: set[str]) -> str:
    """The name of the cell; of a second plot of the same cell with what it is of, and with a number."""
    cell = place[0].name(answered.indication)
    plain = cell + behind if cell in taken else cell
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}/{number}", number + 1
    taken.add(name)
    return name


def _together(answered: Answer) -> dict[_Place, list[Compared]]:
    """The comparisons by cell and measure; one without an estimate stands with the first of its cell."""
    named = zip(answered.comparisons, answered.certainties, strict=True)
    found = [Compared(one, certainty) for one, certainty in named if not isinstance(one, Unanchored)]
    measures: dict[Cell, str | None] = {}
    for entry in found:
        cell, measure = entry.comparison.cell, entry.comparison.estimate.measure
        measures[cell] = measures.get(cell) or measure
    placed: dict[_Place, list[Compared]] = {}
    for number, entry in enumerate(found):
        cell = entry.comparison.cell
        measure = entry.comparison.estimate.measure or (measures[cell] if cell.timed else None)
        placed.setdefault((cell, measure, 0 if cell.timed else number), []).append(entry)
    return placed


def _sides(answered: Answer) -> dict[_Place, list[Synthesis]]:
    """What sides had alone, by cell and what the figures are; both sides in one place."""
    placed: dict[_Place, list[Synthesis]] = {}
    for number, synthesis in enumerate(answered.syntheses):
        cell = synthesis.cell
        placed.setdefault((cell, measure_of(synthesis), 0 if cell.timed else number), []).append(synthesis)
    return placed


def _beside(found: list[Synthesis], answered: Answer) -> tuple[Unanchored, ...]:
    """The series of both sides that are among some: never a comparison."""
    return tuple(
        one
        for one in answered.comparisons
        if isinstance(one, Unanchored) and any(synthesis is side for synthesis in found for side in one.of)
    )
