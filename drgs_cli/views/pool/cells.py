"""The cells that tables of several analyses share: an estimate with its limits, a p-value, none; knows no analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Note
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.numbers import fixed, p_value
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.units import short_name, units_of
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis
    from drgs_cli.views.pool.units import Units

Notes = dict[str, Note]


def effect_title(analysis: Analysis) -> str:
    """The title of a column of effects with their limits."""
    name = short_name(analysis.sample.measure, units_of(analysis))
    return f"{name} ({fixed_level(analysis.request.level)} % CI)"


def effect_cell(estimate: float, interval: Interval | NotEstimable | None, units: Units) -> Cell:
    """An effect with its limits, in natural units."""
    limits = interval if isinstance(interval, Interval) else None
    return Cell(units.back(estimate), units.with_interval(estimate, limits))


def p_cell(value: float | None) -> Cell:
    """A p-value."""
    return EMPTY if value is None else Cell(value, p_value(value))


def figure(value: float | None) -> Cell:
    """A figure of no known size, with three digits."""
    return EMPTY if value is None else Cell(value, short(value))


def decimals(value: float | None, places: int) -> Cell:
    """A figure with so many decimals, or three digits where it is too large for that."""
    if value is None:
        return EMPTY
    return Cell(value, fixed(value, places) if abs(value) < 1e7 else short(value))


def nothing(found: NotEstimable, notes: Notes) -> Cell:
    """That there is no figure; why stands in a note."""
    code = f"not-estimable-{found.reason}"
    notes[code] = Note(code, f"Not estimable: {REASONS[found.reason]}.")
    return Cell(None, "not estimable", (code,))
