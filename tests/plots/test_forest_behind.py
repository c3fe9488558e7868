"""The band and the line of no difference."""

from forests import entry, forest
from msgspec.structs import replace

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.drawing import Box, Label, Line
from drgs_cli.plots.forest import Forest, Group
from drgs_cli.plots.forest_behind import behind_marks

SCALE = Scale(0.5, 2.0, 0.0, 100.0, log=True)


def plot() -> Forest:
    return forest(Group("", (entry("One", 1, 0.8, 1.2),)))


def spans(*labels: Label) -> list[tuple[float, float]]:
    marks = behind_marks(plot(), SCALE, [(20.0, 30.0)], labels, 100.0)
    return [(mark.y1, mark.y2) for mark in marks if isinstance(mark, Line)]


def test_the_line_runs_from_the_first_figure_to_the_axis() -> None:
    """Also where no row stands between."""
    assert spans() == [(20.0, 100.0)]


def test_it_goes_through_no_text() -> None:
    """A text beside it does not break it."""
    (above, below) = spans(Label(40, 60, "a text that is upon it", 7))
    assert above == (20.0, 53.0)
    assert below == (60 + 0.3 * 7, 100.0)
    assert spans(Label(0, 60, "beside", 7)) == [(20.0, 100.0)]


def test_without_a_row_or_without_a_place_of_no_difference_there_is_none() -> None:
    """Nor where only words stand."""
    assert [*behind_marks(plot(), SCALE, [], (), 100.0)] == []
    bare = replace(plot(), axis=replace(plot().axis, null=None, band=None))
    assert [*behind_marks(bare, SCALE, [(20.0, 30.0)], (), 100.0)] == []


def test_the_band_lies_behind_the_rows_only() -> None:
    """It is about figures."""
    banded = replace(plot(), axis=replace(plot().axis, band=(0.9, 1.1)))
    boxes = [mark for mark in behind_marks(banded, SCALE, [(20, 30), (40, 50)], (), 100.0) if isinstance(mark, Box)]
    assert [(box.y, box.height) for box in boxes] == [(20, 10), (40, 10)]
