"""What is added to empty cells before an effect is computed, as escalc does it; computes no effect."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.intervals import check_counts, check_rate
from drgs_cli.stats.results import NotEstimable


class ZeroPolicy(Struct, frozen=True):
    """What is added to the cells of a table: escalc's `to`, `add` and `drop00`.

    The cells are events and non-events, of rates the events alone.
    "only0": to a table with an empty cell; "all": to every table; "none": to no table; "if0all": to all once one has
    an empty cell, which `resolved` turns into "all" or "none", having seen them.
    `drop_double`: a table of two groups without events, or without non-events, in both is "zero-cell".
    `empty_groups`: a group of nobody gets its increment like any other, as in escalc, instead of "no-denominator".
    """

    to: Literal["only0", "all", "if0all", "none"] = "none"
    add: float = 0.5
    drop_double: bool = False
    empty_groups: bool = False

    def __post_init__(self) -> None:
        if not (self.add >= 0.0 and in_range(self.add)):
            raise ValueError(f"an increment is 0 or a number between 1e-60 and 1e60, found {self.add}")


NO_INCREMENT = ZeroPolicy("none")
ESCALC = ZeroPolicy("only0", 0.5)  # metafor's defaults
ESCALC_ARCSINE = ZeroPolicy("only0", 0.0)  # and those of the measures that an empty cell does not trouble


def two_by_two(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy
) -> tuple[float, float, float, float] | NotEstimable:
    """Events and non-events of group 1, then of group 2, with their increment, or why the table has no effect."""
    cells = _increased(_cells_of_two_groups(events1, n1, events2, n2, zeros), zeros)
    if isinstance(cells, NotEstimable):
        return cells
    a, b, c, d = cells
    return NotEstimable("no-denominator") if a + b == 0 or c + d == 0 else (a, b, c, d)


def one_group(events: float, n: float, zeros: ZeroPolicy) -> tuple[float, float] | NotEstimable:
    """Events and non-events of a single group, with their increment."""
    cells = _increased(_cells_of_one_group(events, n, zeros), zeros)
    if isinstance(cells, NotEstimable):
        return cells
    yes, no = cells
    return NotEstimable("no-denominator") if yes + no == 0 else (yes, no)


def two_rates(
    events1: float, time1: float, events2: float, time2: float, zeros: ZeroPolicy
) -> tuple[float, float] | NotEstimable:
    """Events of the two groups with their increment; the times stay as they are."""
    cells = _increased(_events_of_two_groups(events1, time1, events2, time2, zeros), zeros)
    if isinstance(cells, NotEstimable):
        return cells
    x1, x2 = cells
    return x1, x2


def one_rate(events: float, time: float, zeros: ZeroPolicy) -> float | NotEstimable:
    """Events of a single group with their increment."""
    cells = _increased(_events_of_one_group(events, time, zeros), zeros)
    return cells if isinstance(cells, NotEstimable) else cells[0]


def resolved(zeros: ZeroPolicy, design: str, rows: Iterable[Sequence[float]]) -> ZeroPolicy:
    """The policy with "if0all" turned into "all" if a table of the set has an empty cell, else into "none".

    Rows hold what the design's columns hold. Those that have no effect either way (dropped, nobody in a group) do
    not count. Another policy comes back as it is.
    """
    if zeros.to != "if0all":
        return zeros
    seen = (_CELLS[design](*row, zeros) for row in rows)
    some = any(not isinstance(cells, NotEstimable) and min(cells) == 0 for cells in seen)
    return replace(zeros, to="all" if some else "none")


def _cells_of_two_groups(
    events1: float, n1: float, events2: float, n2: float, zeros: ZeroPolicy
) -> tuple[float, ...] | NotEstimable:
    check_counts(events1, n1)
    check_counts(events2, n2)
    if (n1 == 0 or n2 == 0) and not zeros.empty_groups:
        return NotEstimable("no-denominator")
    a, b, c, d = cells = (events1, n1 - events1, events2, n2 - events2)
    if zeros.drop_double and (a == c == 0 or b == d == 0):
        return NotEstimable("zero-cell")
    return cells if in_range(*cells) else NotEstimable("out-of-range")


def _cells_of_one_group(events: float, n: float, zeros: ZeroPolicy) -> tuple[float, ...] | NotEstimable:
    check_counts(events, n)
    if n == 0 and not zeros.empty_groups:
        return NotEstimable("no-denominator")
    return (events, n - events) if in_range(events, n - events) else NotEstimable("out-of-range")


def _events_of_two_groups(
    events1: float, time1: float, events2: float, time2: float, zeros: ZeroPolicy
) -> tuple[float, ...] | NotEstimable:
    check_rate(events1, time1)
    check_rate(events2, time2)
    if time1 == 0 or time2 == 0:
        return NotEstimable("no-denominator")
    if zeros.drop_double and events1 == events2 == 0:
        return NotEstimable("zero-cell")
    return (events1, events2) if in_range(events1, time1, events2, time2) else NotEstimable("out-of-range")


def _events_of_one_group(events: float, time: float, _zeros: ZeroPolicy) -> tuple[float, ...] | NotEstimable:
    check_rate(events, time)
    if time == 0:
        return NotEstimable("no-denominator")
    return (events,) if in_range(events, time) else NotEstimable("out-of-range")


_CELLS: dict[str, Callable[..., tuple[float, ...] | NotEstimable]] = {
    "binary2": _cells_of_two_groups,
    "prop": _cells_of_one_group,
    "rate2": _events_of_two_groups,
    "rate1": _events_of_one_group,
}


def _increased(cells: tuple[float, ...] | NotEstimable, zeros: ZeroPolicy) -> tuple[float, ...] | NotEstimable:
    if isinstance(cells, NotEstimable):
        return cells
    if zeros.to == "if0all":
        raise ValueError('"if0all" is "all" or "none" for one table: what it is, `resolved` says, from all of them')
    if zeros.to == "all" or (zeros.to == "only0" and min(cells) == 0):
        return tuple(cell + zeros.add for cell in cells)
    return cells
