"""Figures over months as a picture; knows no study, no unit and no rounding."""

from drgs_cli.plots.drawing import Drawing
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.timeline_data import Timeline
from drgs_cli.plots.timeline_drawing import sheet_of_timeline
from drgs_cli.plots.timeline_text import timeline_lines


def timeline_figure(timeline: Timeline) -> Figure:
    """The timeline as a part of a document."""
    return Figure(
        timeline.title,
        timeline.description,
        lambda width: draw_timeline(timeline, width),
        lambda columns: timeline_lines(timeline, columns),
        timeline.notes,
        timeline.anchor,
    )


def draw_timeline(timeline: Timeline, width_mm: float) -> tuple[Drawing, ...]:
    """One sheet."""
    return (sheet_of_timeline(timeline, width_mm),)
