"""Studies as rows of counts, and what is done to their empty cells before they are pooled; computes no effect.

A row is (events1, n1, events2, n2), or (events1, time1, events2, time2) for rates. Counts may be fractional.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.intervals import check_counts, check_rate
from drgs_cli.stats.results import NotEstimable

Row = tuple[float, float, float, float]
Cells = tuple[float, float, float, float]  # events and non-events of group 1, then of group 2
Increment = Literal["none", "only0", "if0all", "all"]


def cells_of(
    rows: Sequence[Row], *, add: float = 0.0, to: Increment = "none", drop_double: bool = False
) -> list[Cells] | NotEstimable:
    """The 2 x 2 tables in input order, with `add` in all four cells of the tables that `to` names.

    "only0": tables with an empty cell; "if0all": every table, once one has an empty cell; "all"; "none".
    `drop_double` first leaves out the tables without events, or without non-events, in both groups.
    No table (left): "no-study". A table of nobody: "no-denominator". A cell beyond 1e-60 to 1e60: "out-of-range".
    ValueError: counts that are negative, above n or not finite. metafor: `add`, `to` and `drop00` of rma.mh.
    """
    for events1, n1, events2, n2 in rows:
        check_counts(events1, n1)
        check_counts(events2, n2)
    tables = [(events1, n1 - events1, events2, n2 - events2) for events1, n1, events2, n2 in rows]
    if drop_double:
        tables = [(a, b, c, d) for a, b, c, d in tables if not (a == c == 0 or b == d == 0)]
    more = _increments([min(table) == 0 for table in tables], add, to)
    found = [(a + plus, b + plus, c + plus, d + plus) for (a, b, c, d), plus in zip(tables, more, strict=True)]
    return _fault(found, (max(table) for table in found)) or found


def person_time_of(
    rows: Sequence[Row], *, add: float = 0.0, to: Increment = "none", drop_double: bool = False
) -> list[Row] | NotEstimable:
    """The rows of events in person-time, with `add` to the two counts of those that `to` names; the times stay.

    `drop_double` first leaves out rows without any event. No person-time in a group: "no-denominator"; else as
    `cells_of`. ValueError: a number that is negative or not finite. metafor: rma.mh with measure IRR or IRD.
    """
    for events1, time1, events2, time2 in rows:
        check_rate(events1, time1)
        check_rate(events2, time2)
    kept = [row for row in rows if not (drop_double and row[0] == row[2] == 0)]
    more = _increments([x1 == 0 or x2 == 0 for x1, _, x2, _ in kept], add, to)
    found = [(x1 + plus, t1, x2 + plus, t2) for (x1, t1, x2, t2), plus in zip(kept, more, strict=True)]
    return _fault(found, (min(t1, t2) for _, t1, _, t2 in found)) or found


def _increments(empty: Sequence[bool], add: float, to: Increment) -> list[float]:
    """What is added to the cells of each table, from which of them have an empty one."""
    everywhere = to == "all" or (to == "if0all" and any(empty))
    return [add if everywhere or (to == "only0" and hole) else 0.0 for hole in empty]


def _fault(tables: Sequence[Row], denominators: Iterable[float]) -> NotEstimable | None:
    if not tables:
        return NotEstimable("no-study")
    if any(denominator == 0 for denominator in denominators):
        return NotEstimable("no-denominator")
    if not all(in_range(*table) for table in tables):
        return NotEstimable("out-of-range")
    return None
