"""Strips below one another, and on sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.drawing import Box, Disc, Label, Line, Mark, Outline
from drgs_cli.plots.sheets import Strip, divided, drawings, inset, moved, stacked


@pytest.mark.parametrize(
    ("mark", "there"),
    [
        (Line(1, 2, 3, 4), Line(11, 22, 13, 24)),
        (Box(1, 2, 3, 4), Box(11, 22, 3, 4)),
        (Disc(1, 2, 3), Disc(11, 22, 3)),
        (Outline(((1, 2), (3, 4))), Outline(((11, 22), (13, 24)))),
        (Label(1, 2, "a"), Label(11, 22, "a")),
    ],
)
def test_a_mark_is_moved_whole(mark: Mark, there: Mark) -> None:
    """Its size stays."""
    assert moved(mark, 10, 20) == there


def test_strips_stand_below_one_another() -> None:
    """Each begins where the one before ends."""
    whole = stacked((Strip(10, (Box(0, 1, 2, 3),)), Strip(5, (Box(0, 1, 2, 3),))))
    assert whole == Strip(15, (Box(0, 1, 2, 3), Box(0, 11, 2, 3)))


@given(st.lists(st.floats(1, 40), max_size=30), st.floats(50, 200))
def test_every_strip_is_on_one_sheet_between_head_and_foot(heights: list[float], tallest: float) -> None:
    """And no sheet is taller than it may be."""
    strips = [Strip(height, (Label(0, 0, str(place)),)) for place, height in enumerate(heights)]
    head, foot = Strip(5, (Label(0, 0, "head"),)), Strip(4, (Label(0, 0, "foot"),))
    sheets = divided(strips, head, foot, tallest)
    texts = [[mark.text for mark in sheet.marks if isinstance(mark, Label)] for sheet in sheets]
    assert [text for those in texts for text in those[1:-1]] == [str(place) for place in range(len(heights))]
    assert all(those[0] == "head" and those[-1] == "foot" for those in texts)
    assert all(sheet.height <= tallest + 1e-9 for sheet in sheets)


def test_a_strip_taller_than_a_sheet_has_one_of_its_own() -> None:
    """Nothing is cut."""
    sheets = divided([Strip(10), Strip(100), Strip(10)], Strip(0), Strip(0), 50)
    assert [sheet.height for sheet in sheets] == [10, 100, 10]


def test_the_first_sheet_may_have_a_head_of_its_own() -> None:
    """The others have the usual one."""
    sheets = divided([Strip(10), Strip(10)], Strip(1), Strip(0), 20, first=Strip(9))
    assert [sheet.height for sheet in sheets] == [19, 11]


def test_sheets_become_drawings_of_one_picture() -> None:
    """With room on either side."""
    (drawing,) = drawings([inset(Strip(7, (Box(0, 0, 1, 1),)), 3)], 50, "title", "text")
    assert (drawing.width, drawing.height, drawing.title, drawing.description) == (50, 7, "title", "text")
    assert drawing.marks == (Box(3, 0, 1, 1),)
