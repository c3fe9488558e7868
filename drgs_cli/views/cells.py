"""What a line of an answer is about, in words: outcome with all that tells it from others, and time; chooses no row."""

from collections.abc import Iterable

from drgs_cli.records.model import Result
from drgs_cli.render.document import Note
from drgs_cli.synthesis.cells import TRIAL_PHASE, Cell
from drgs_cli.synthesis.evidence import Row
from drgs_cli.views.numbers import listed, months, span
from drgs_cli.views.wording import TIMES, part_of_indication, places, time_text
from drgs_cli.vocabulary.terms import Vocabulary

_PERIODS = {"first": "first period", "both": "both periods"}
_STATISTICS = {"percent-change": "change in %", "final": ""}


def cell_outcome(cell: Cell, words: Vocabulary, *, brief: bool = False) -> str:
    """The outcome with composite, scale and kind of figure, place of the pain, aspect and part of the patients.

    `brief`: what a composite asks for is left to `composite_notes`.
    """
    text = words.outcomes[cell.outcome].label
    if cell.composite:
        text += ", composite" if brief else f", composite: {_composite(cell, words)}"
    measured = ", ".join(part for part in (_scale(cell, words), _statistic(cell)) if part)
    if measured:
        text += f" ({measured})"
    where = f"pain in: {places(cell.locations, words)}" if cell.locations else ""
    return "; ".join(part for part in (text, where, cell.aspect or "", *cell.part) if part)


def composite_code(cell: Cell) -> tuple[str, ...]:
    """The code of the foot-note on the composite of a cell, if it is of one."""
    return (f"composite-{'-'.join(cell.composite)}",) if cell.composite else ()


def composite_notes(cells: Iterable[Cell], words: Vocabulary) -> tuple[Note, ...]:
    """What each composite asks for, as a foot-note."""
    found = {composite_code(cell): cell for cell in cells if cell.composite}
    return tuple(
        Note(code, f"composite: success asks for {_composite(cell, words)}") for (code,), cell in found.items()
    )


def cell_time(cell: Cell, rows: Iterable[Row] = ()) -> str:
    """The window, with the months of the rows in it where those are others than its centre."""
    if cell.window is None:
        return TIMES[TRIAL_PHASE] if cell.time == TRIAL_PHASE else _time_of(rows)
    centre = cell.window.centre
    found = sorted({row.result.months for row in rows if row.result.months is not None})
    if not found or found == [centre]:
        return months(centre)
    at = f"{found[0]:.4g}" if len(found) == 1 else span(f"{found[0]:.4g}", f"{found[-1]:.4g}")
    return f"{months(centre)} (at {at})"


def parts_of(rows: Iterable[Row], words: Vocabulary) -> str:
    """Which parts of the indication rows are of, as "; CRPS II"; empty where a row is of the whole."""
    parts = list(dict.fromkeys(part_of_indication(row, words).removeprefix("; ") for row in rows))
    return f"; {listed(parts)}" if parts and all(parts) else ""


def details_of(rows: Iterable[Row], words: Vocabulary) -> str:
    """What else tells rows from others, as "; ..." each: part of the indication, instrument, definition, period."""
    found = tuple(rows)
    results = [row.result for row in found]
    details = [
        *(result.instrument for result in results),
        *(f"threshold {result.threshold} %" for result in results if result.threshold),
        *(result.definition for result in results),
        *(_PERIODS.get(result.period or "") for result in results),
    ]
    return parts_of(found, words) + "".join(f"; {detail}" for detail in dict.fromkeys(details) if detail)


def groups_text(groups: dict[str, int], words: Vocabulary) -> str:
    """Which patients figures divide by, with the number of studies where they are not all alike."""
    names = {words.groups[key].short: number for key, number in groups.items()}
    if len(names) == 1:
        return next(iter(names))
    return ", ".join(f"{name} ({number})" for name, number in names.items())


def _time_of(rows: Iterable[Row]) -> str:
    """The one time of rows outside every window."""
    times: dict[str, Result] = {time_text(row.result): row.result for row in rows}
    return listed(list(times)) or "time not stated"


def _composite(cell: Cell, words: Vocabulary) -> str:
    return listed([words.components[part].label for part in cell.composite])


def _scale(cell: Cell, words: Vocabulary) -> str:
    if cell.construct is not None:
        return f"instruments of {cell.construct.replace('-', ' ')}"
    if cell.points is not None:
        return "0-100"
    if cell.scale is None:
        return ""
    short = words.scales[cell.scale].short
    return "" if cell.statistic == "improvement" and words.scales[cell.scale].sign else short


def _statistic(cell: Cell) -> str:
    return _STATISTICS.get(cell.statistic or "", cell.statistic or "")
