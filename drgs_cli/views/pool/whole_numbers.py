"""Events that are no whole numbers, and may be percentages: what is to be said of them; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import Note

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis

_EVENTS = {"binary2": ("ai", "ci"), "prop": ("xi",)}


def fractions(analysis: Analysis) -> tuple[Note, ...]:
    """A note where rows have such events."""
    columns = [analysis.table.numbers[name] for name in _EVENTS.get(analysis.sample.measure.design, ())]
    rows = sum(any(value is not None and value % 1.0 for value in row) for row in zip(*columns, strict=True))
    if not rows:
        return ()
    have = "1 row has" if rows == 1 else f"{rows} rows have"
    return (Note("events-not-whole", f"{have} events that are no whole number; percentages are no counts."),)
