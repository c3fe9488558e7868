"""One side alone: each study's rate with its exact interval; compares nothing and pools nothing."""

from drgs_cli.records.observed import Percent, Value
from drgs_cli.records.review import Review
from drgs_cli.stats.intervals import clopper_pearson
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.arms import Side, side_of_row, whole_arms
from drgs_cli.synthesis.cells import Cell, by_cell
from drgs_cli.synthesis.evidence import NON_RANDOMISED_OTHER, RANDOMISED_OTHER, SINGLE, Evidence, Row


class Line(Value, frozen=True, kw_only=True):
    """The rate of one side in one study; `group` says whether it is a single arm or an arm of a trial of something
    else.
    """

    group: str
    cell: Cell
    row: Row
    side: Side
    interval: Interval | NotEstimable


def single_arms(evidence: Evidence, review: Review) -> tuple[Line, ...]:
    """Every rate of a side outside the studies that compare the two sides themselves, by cell, first side first."""
    lines: list[Line] = []
    for side in evidence.sides.keys:
        entries = evidence.in_group(SINGLE + side, RANDOMISED_OTHER, NON_RANDOMISED_OTHER)
        groups = {entry.study.id: entry.group for entry in entries}
        rows = [
            row for entry in entries for row in entry.rows if whole_arms(row.study, row.result, side, evidence.sides)
        ]
        for cell, chosen in by_cell(rows, review).items():
            for row in chosen:
                found = side_of_row(row.study, row.result, side, evidence.sides)
                line = _line(groups[row.study.id], cell, row, found, evidence.question.level)
                if line is not None:
                    lines.append(line)
    return tuple(lines)


def _line(group: str, cell: Cell, row: Row, side: Side, level: float) -> Line | None:
    """None where the side has no rate in this row."""
    if side.events is not None:
        interval = clopper_pearson(side.events, side.n, level) if side.n else NotEstimable("no-denominator")
        return Line(group=group, cell=cell, row=row, side=side, interval=interval)
    if isinstance(side.observation, Percent):
        return Line(group=group, cell=cell, row=row, side=side, interval=NotEstimable("no-denominator"))
    return None
