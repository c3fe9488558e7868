"""A map of evidence and of its gaps as a part of an answer; knows no medicine and no rounding."""

from functools import partial

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.gaps_data import GapMap
from drgs_cli.plots.gaps_drawn import draw_gaps
from drgs_cli.plots.gaps_lines import gaps_lines


def gaps_figure(data: GapMap) -> Figure:
    """The picture as a part of an answer."""
    return Figure(
        title=data.title,
        description=data.description,
        pages=partial(draw_gaps, data),
        lines=partial(gaps_lines, data),
        notes=data.notes,
        anchor=data.anchor,
    )
