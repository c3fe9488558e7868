"""Estimates after each publication as a picture; knows no study, no measure and no rounding."""

from drgs_cli.plots.drawing import Drawing
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.timeline_publications_data import Publications
from drgs_cli.plots.timeline_publications_drawing import sheets_of_publications
from drgs_cli.plots.timeline_publications_text import publications_lines


def publications_figure(publications: Publications) -> Figure:
    """The estimates over publications as a part of a document."""
    return Figure(
        publications.title,
        publications.description,
        lambda width: draw_publications(publications, width),
        lambda columns: publications_lines(publications, columns),
        publications.notes,
        publications.anchor,
    )


def draw_publications(publications: Publications, width_mm: float) -> tuple[Drawing, ...]:
    """As many sheets as it takes."""
    return sheets_of_publications(publications, width_mm)
