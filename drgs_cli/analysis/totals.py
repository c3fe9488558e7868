"""Whether the last row of a table of counts is the total of the others; knows no measure and no sheet."""

import math
from collections.abc import Mapping, Sequence

from drgs_cli.stats.effects.measures import DESIGNS

_OF_COUNTS = tuple(frozenset(DESIGNS[design]) for design in ("binary2", "prop", "rate2", "rate1"))
_SHRUNK = 2.0**-80  # so that the sum of any numbers that can be held can be held


def ends_in_total(columns: Mapping[str, Sequence[float | None]]) -> bool:
    """Whether the last of at least three rows is, in every column, the sum of what the others give.

    Only of tables that hold nothing but events with participants or with time: other columns have no total.
    """
    if frozenset(columns) not in _OF_COUNTS or any(len(values) < 3 for values in columns.values()):
        return False
    return any(values[-1] for values in columns.values()) and all(_ends_in_sum(values) for values in columns.values())


def _ends_in_sum(values: Sequence[float | None]) -> bool:
    *above, last = values
    total = math.fsum(value * _SHRUNK for value in above if value is not None)
    return last is not None and math.isclose(last * _SHRUNK, total, rel_tol=1e-9)
