"""A flow of records through a review as a part of an answer; knows no key of a review."""

from functools import partial

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.prisma_data import Flow
from drgs_cli.plots.prisma_drawn import draw_prisma
from drgs_cli.plots.prisma_lines import prisma_lines


def prisma_figure(data: Flow) -> Figure:
    """The picture as a part of an answer."""
    return Figure(
        title=data.title,
        description=data.description,
        pages=partial(draw_prisma, data),
        lines=partial(prisma_lines, data),
        notes=data.notes,
        anchor=data.anchor,
    )
