"""Which figures of an answer stand together over months: those of one outcome in one unit, study by study and side by
side; words nothing and draws nothing.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from drgs_cli.records.observed import Value
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell, cell_of
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE, figures_of
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.single import UNCONTROLLED
from drgs_cli.synthesis.units import to_cell
from drgs_cli.views.sides_alone import line_measure


class Dot(Value, frozen=True, kw_only=True):
    """The figure of one side in one study at one time. `measure` is None where print has a median only; `of` says where
    it is from: COMPARED, or as a synthesis has it.
    """

    cell: Cell
    measure: str | None
    chosen: Chosen
    side: Side
    second: bool
    of: str
    value: float
    interval: Interval | NotEstimable

    @property
    def months(self) -> float | None:
        """When it was looked at."""
        return self.chosen.row.result.months


class Panel(Value, frozen=True):
    """All figures of one outcome in one unit at known times; `unplaced` counts those at no known time, or in the trial
    phase. `several`: single figures that differ in the place of the pain or in the definition, to be named one by one.
    """

    cell: Cell
    measure: str
    dots: tuple[Dot, ...]
    unplaced: int
    several: bool = False


COMPARED = "compared"
SECONDARY = "secondary"


def panels_of(answered: Answer, outcomes: tuple[str, ...]) -> tuple[Panel, ...]:
    """The panels of some outcomes, in the order of the answer; none without a figure at a known time."""
    found: dict[tuple[Cell, str], list[Dot]] = {}
    for dot in _dots(answered):
        if dot.cell.outcome in outcomes and not dot.cell.part:
            unit = dot.measure if dot.measure in (PROPORTION, RATE) else MEAN
            found.setdefault((dot.cell, unit), []).append(dot)
    panels = (
        Panel(cell, unit, tuple(timed), len(dots) - len(timed))
        for (cell, unit), dots in found.items()
        if (timed := [dot for dot in dots if dot.months is not None])
    )
    return tuple(_joined(tuple(panels)))


def _joined(panels: tuple[Panel, ...]) -> Iterator[Panel]:
    """The panels, those with one figure only put together by outcome and unit, at the place of the first of them."""
    single: dict[tuple[Cell, str], list[Panel]] = {}
    for panel in panels:
        if len(panel.dots) == 1:
            single.setdefault((_whatever_place(panel.cell), panel.measure), []).append(panel)
    for panel in panels:
        those = single.get((_whatever_place(panel.cell), panel.measure), [])
        if len(those) < 2 or panel not in those:
            yield panel
        elif panel is those[0]:
            dots = tuple(dot for one in those for dot in one.dots)
            unplaced = sum(one.unplaced for one in those)
            yield Panel(_whatever_place(panel.cell), panel.measure, dots, unplaced, several=True)


def _whatever_place(cell: Cell) -> Cell:
    """The outcome and its unit; not what a composite asks for, where the pain is, nor when in the day."""
    return replace(cell, composite=(), locations=(), aspect=None)


def carrying(answered: Answer) -> str | None:
    """The outcome on which the reading rests: of its comparison, else of a side alone; else the first with a figure."""
    reading = answered.reading
    timed = [dot.cell for dot in _dots(answered) if dot.months is not None]
    cells = [reading.basis.cell] if reading.basis is not None else []
    cells += [one.cell for one in reading.alone]
    cells += timed
    shown = {cell.outcome for cell in timed if not cell.part}
    return next((cell.outcome for cell in cells if cell.outcome in shown), None)


def _dots(answered: Answer) -> Iterator[Dot]:
    context = answered.context
    for comparison in answered.comparisons:
        for effect in comparison.effects:
            for second, side in enumerate(effect.sides):
                factor = to_cell(effect.chosen.row.result, comparison.cell, context.vocabulary)
                figure = figures_of(side, factor, context.question.level)[0]
                if figure.value is not None:
                    yield Dot(
                        cell=_without_time(effect.chosen.row, context),
                        measure=figure.measure,
                        chosen=effect.chosen,
                        side=side,
                        second=bool(second),
                        of=COMPARED,
                        value=figure.value,
                        interval=figure.interval,
                    )
    for synthesis in answered.syntheses:
        for line in synthesis.lines:
            if line.value is not None:
                yield Dot(
                    cell=_without_time(line.chosen.row, context),
                    measure=line_measure(line),
                    chosen=line.chosen,
                    side=line.side,
                    second=synthesis.side == context.sides.second,
                    of=synthesis.of if synthesis.of == UNCONTROLLED else "trial-arm",
                    value=line.value,
                    interval=line.interval,
                )


def second_hand(dot: Dot) -> bool:
    """Whether a figure is not from the study's own report."""
    return any(row.result.basis == SECONDARY for row in dot.chosen.rows)


def told_apart(before: Dot, after: Dot) -> tuple[str, ...]:
    """Why no line leads from one figure of a study to the next: they are not of the same kind."""
    one, other = before.chosen.row.result, after.chosen.row.result
    known = {
        "another definition": (one.definition, one.threshold, one.condition, one.instrument)
        != (other.definition, other.threshold, other.condition, other.instrument),
        "another group of patients": one.analysed != other.analysed,
        "another statistic": (before.measure, one.statistic) != (after.measure, other.statistic),
        "second-hand": second_hand(before) or second_hand(after),
        "number of patients not stated": before.side.n is None or after.side.n is None,
        "the same time": before.months == after.months,
    }
    return tuple(reason for reason, holds in known.items() if holds)


def _without_time(row: Row, context: Context) -> Cell:
    """What a row is about, whenever it was looked at."""
    return replace(cell_of(row, context.vocabulary, merged=False), window=None, time=None)
