"""How many came how far as a part of an answer; knows no study and adds nothing up."""

from functools import partial

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.flow_data import PatientFlow
from drgs_cli.plots.flow_drawn import draw_flow
from drgs_cli.plots.flow_lines import flow_lines


def flow_figure(data: PatientFlow) -> Figure:
    """The picture as a part of an answer."""
    return Figure(
        title=data.title,
        description=data.description,
        pages=partial(draw_flow, data),
        lines=partial(flow_lines, data),
        notes=data.notes,
        anchor=data.anchor,
    )
