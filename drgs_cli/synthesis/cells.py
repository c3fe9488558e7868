"""Which row of a study stands for it in a cell (outcome, window, location ...), and why the others do not;
computes nothing.
"""

from collections.abc import Iterable

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Review, Window
from drgs_cli.synthesis.evidence import Row

SUBSET = "subset"
AS_TREATED = "as-treated"
LAST_CHOICE = (AS_TREATED, "per-protocol", "unclear")  # used only where there is nothing else


class Cell(Value, frozen=True):
    """What one line of an answer is about; all of it must be the same for rows to stand in one line."""

    outcome: str
    composite: tuple[str, ...]
    window: Window | None
    locations: tuple[str, ...]
    aspect: str | None
    statistic: str | None
    scale: str | None
    part: tuple[str, ...] = ()  # of the patients or of the events; such a row never stands for the whole

    def name(self, indication: str) -> str:
        """How the cell is named for programs: `crps/responder-50+composite@leg/3`."""
        composite = "+composite" if self.composite else ""
        places = "@" + "+".join(self.locations) if self.locations else ""
        told_apart = " ".join((self.aspect or "", *self.part)).split()
        aspect = ":" + "-".join(told_apart) if told_apart else ""
        time = "no-time" if self.window is None else f"{self.window.centre:g}"
        return f"{indication}/{self.outcome}{composite}{places}{aspect}/{time}"


def cell_of(row: Row) -> Cell:
    """The cell a row belongs to."""
    result = row.result
    return Cell(
        *(result.outcome, result.composite, row.window, result.pain_locations, result.aspect),
        *(result.statistic, result.scale, part_of_whole(result)),
    )


def part_of_whole(result: Result) -> tuple[str, ...]:
    """What makes a row one of a part only: a subgroup, a cause, a condition, or that patients had changed treatment."""
    subgroup = ": ".join(result.subgroup) if result.subgroup is not None else None
    crossed = "after crossover" if result.after_crossover else None
    return tuple(part for part in (subgroup, result.cause, result.condition, crossed) if part is not None)


def only_shown(result: Result) -> str | None:
    """Why a row is shown but stands in no comparison and no line of rates; None if it may."""
    if result.superseded_by is not None:
        return "superseded"
    if result.alternative is not None:
        return "alternative"
    if result.unit != "patients":
        return "unit"
    if result.analysed == SUBSET:
        return "group"
    return "time" if result.statistic == "baseline" else None


def by_cell(rows: Iterable[Row], review: Review) -> dict[Cell, list[Row]]:
    """For each cell the row of each study that stands for it: by group analysed, then nearest to the window's
    centre.
    """
    candidates: dict[tuple[Cell, str], list[Row]] = {}
    for row in rows:
        if only_shown(row.result) is None:
            candidates.setdefault((cell_of(row), row.study.id), []).append(row)
    cells: dict[Cell, list[Row]] = {}
    for (cell, _study), found in candidates.items():
        cells.setdefault(cell, []).append(min(found, key=lambda row: _preference(row, review)))
    return cells


def _preference(row: Row, review: Review) -> tuple[int, int, float, float, int]:
    """Smallest is best: the indication itself before its parts, the review's order of groups (harms have their own),
    the distance to the centre, the later visit, the earlier row.
    """
    first, then = (review.harm, review.benefit) if row.harm else (review.benefit, review.harm)
    order = (*first, *(group for group in then if group not in first))
    group = row.result.analysed
    place = order.index(group) if group in order else len(order) + (group in LAST_CHOICE)
    months = row.result.months or 0.0
    centre = row.window.centre if row.window is not None else months
    return (row.depth, place, abs(months - centre), -months, row.result.number)
