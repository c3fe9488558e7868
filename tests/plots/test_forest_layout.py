"""Where the columns of a forest plot stand."""

from itertools import pairwise

import pytest
from forests import entry, forest, forests, usual
from hypothesis import given
from msgspec.structs import replace

from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM
from drgs_cli.plots.forest import Forest, Group
from drgs_cli.plots.forest_layout import heading_lines, layout_of


@pytest.mark.parametrize("width", [COLUMN_MM, PAGE_MM])
@given(plot=forests())
def test_columns_follow_one_another_and_fill_the_sheet(width: float, plot: Forest) -> None:
    """None lies on the next, and the picture is wide enough to be one."""
    found = layout_of(plot, width)
    edges = [(0.0, found.label), *found.cells, *([] if found.folded else [(found.left, found.right)])]
    edges += [] if found.folded else [found.text]
    assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(edges))
    assert found.label > 0
    assert found.right - found.left > 70
    assert max(edge for pair in edges for edge in pair) <= found.width
    assert found.badge is not None
    assert found.text[1] < found.badge < found.width


def test_a_narrow_sheet_has_two_rows_to_a_study_and_a_wide_one() -> None:
    """One column of a journal, and its whole width."""
    assert (layout_of(usual(), COLUMN_MM).folded, layout_of(usual(), PAGE_MM).folded) == (True, False)


def test_a_wide_sheet_without_room_for_the_picture_is_laid_out_as_a_narrow_one() -> None:
    """Figures are not squeezed."""
    long = replace(entry("One", 1.2, 0.9, 1.5), text="1.23456789 (0.123456789 to 12345.6789) and more words", cells=())
    cells = tuple("a long cell of words" for _ in range(4))
    plot = forest(Group("", (replace(long, cells=cells),)), columns=("A", "B", "C", "D"))
    assert layout_of(plot, PAGE_MM).folded


def test_without_judgements_there_is_no_column_for_them() -> None:
    """The room goes to the picture."""
    bare = forest(Group("", (replace(entry("One", 1.2, 0.9, 1.5), badge=None),)))
    assert layout_of(bare, PAGE_MM).badge is None


def test_a_title_is_broken_where_it_is_to_be() -> None:
    """Before the unit."""
    assert heading_lines("DRGS\nmean (SD), n", 60, 7.5) == ("DRGS", "mean (SD), n")
