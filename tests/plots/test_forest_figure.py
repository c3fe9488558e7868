"""A forest plot as a part of an answer."""

from forests import usual

from drgs_cli.plots.drawing import COLUMN_MM
from drgs_cli.plots.forest_drawing import draw_forest
from drgs_cli.plots.forest_figure import forest_figure
from drgs_cli.plots.forest_lines import forest_lines


def test_the_figure_has_the_words_of_the_plot_and_draws_it_when_asked() -> None:
    """On sheets and in characters."""
    plot, figure = usual(), forest_figure(usual())
    assert (figure.title, figure.description, figure.notes) == (plot.title, plot.description, plot.notes)
    assert figure.pages(COLUMN_MM) == draw_forest(plot, COLUMN_MM)
    assert figure.lines(80) == forest_lines(plot, 80)
