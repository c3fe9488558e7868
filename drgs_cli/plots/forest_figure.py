"""A forest plot as a part of an answer: drawn, and in characters, only when a format asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.forest import Forest

if TYPE_CHECKING:  # a document that holds no picture loads no drawing
    from drgs_cli.plots.drawing import Drawing


def forest_figure(forest: Forest) -> Figure:
    """The plot as a part of an answer."""

    def pages(width_mm: float) -> tuple[Drawing, ...]:
        from drgs_cli.plots.forest_drawing import draw_forest

        return draw_forest(forest, width_mm)

    def lines(columns: int) -> tuple[str, ...]:
        from drgs_cli.plots.forest_lines import forest_lines

        return forest_lines(forest, columns)

    return Figure(forest.title, forest.description, pages, lines, forest.notes, forest.anchor)
