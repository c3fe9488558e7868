"""The marks of a forest plot."""

import math

import pytest
from forests import HIGH, LOW, entry
from msgspec.structs import replace

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.drawing import Box, Disc, Label, Line, Outline
from drgs_cli.plots.forest import SMALLEST, Badge, Summary
from drgs_cli.plots.forest_marks import (
    LEAST,
    USUAL,
    badge_marks,
    entry_marks,
    prediction_marks,
    side_of_square,
    summary_marks,
)

SCALE = Scale(0.5, 8, 0, 400, log=True)


def summary(low: float | None, high: float | None, prediction: tuple[float, float] | None = None) -> Summary:
    """A summary of 2."""
    return Summary("Summary", (), 2.0, low, high, "2", prediction)


def test_squares_go_by_area_and_never_vanish() -> None:
    """A quarter of the weight is half of the side; of no known weight is a middle one."""
    assert side_of_square(0.25) == pytest.approx(side_of_square(1.0) / 2)
    assert side_of_square(1e-9) == LEAST
    assert side_of_square(0) == USUAL


def test_a_diamond_reaches_from_limit_to_limit() -> None:
    """Its middle is the estimate."""
    (mark,) = summary_marks(summary(1, 4), SCALE, 10, "first")
    assert isinstance(mark, Outline)
    assert [x for x, _ in mark.points] == pytest.approx([100, 200, 300, 200])


def test_a_diamond_that_leaves_the_axis_has_an_arrow() -> None:
    """As an interval has."""
    marks = [*summary_marks(summary(1, math.inf), SCALE, 10, "first")]
    assert len(marks) == 2
    assert max(x for mark in marks if isinstance(mark, Outline) for x, _ in mark.points) == 400


def test_a_figure_beyond_the_axis_is_an_arrow_alone() -> None:
    """No square stands where its figure is not."""
    marks = [*entry_marks(entry("One", 20, 10, 40), SCALE, 10, 5, "ink")]
    assert not any(isinstance(mark, Box) for mark in marks)
    assert sum(isinstance(mark, Outline) for mark in marks) == 2


def test_a_prediction_interval_is_a_line_with_its_ends() -> None:
    """None, where there is none."""
    marks = [*prediction_marks(summary(1, 4, (0.5, 8)), SCALE, 10)]
    assert all(isinstance(mark, Line) for mark in marks)
    assert len(marks) == 3
    assert [*prediction_marks(summary(1, 4), SCALE, 10)] == []


@pytest.mark.parametrize(
    ("badge", "shape"),
    [
        (LOW, Disc),
        (HIGH, Box),
        (Badge("!", "some", "triangle", "fair"), Outline),
        (Badge("?", "not judged", "ring", "unknown"), Disc),
    ],
)
def test_a_judgement_is_a_shape_with_a_sign(badge: Badge, shape: type) -> None:
    """Whoever sees no colour reads the sign, and sees the shape."""
    ground, sign = badge_marks(badge, 10, 10)
    assert isinstance(ground, shape)
    assert isinstance(sign, Label)
    assert sign.text == badge.sign


def test_an_interval_narrower_than_its_square_is_drawn_upon_it() -> None:
    """A sure figure is not taken for one without limits."""
    marks = [*entry_marks(entry("One", 2, 1.99, 2.01), SCALE, 10, 8, "ink")]
    square = next(place for place, mark in enumerate(marks) if isinstance(mark, Box))
    upon = [mark for mark in marks[square + 1 :] if isinstance(mark, Line)]
    assert len(upon) == 3
    assert {mark.tone for mark in upon} == {"paper"}
    wide = [*entry_marks(entry("One", 2, 1, 4), SCALE, 10, 8, "ink")]
    assert isinstance(wide[-1], Box)


def test_a_figure_of_unknown_size_is_a_cross_and_no_square() -> None:
    """The smallest square is that of the smallest study."""
    marks = [*entry_marks(replace(entry("Roe", 2.0, 1.0, 4.0), share=SMALLEST), SCALE, 10, LEAST, "first")]
    assert not [mark for mark in marks if isinstance(mark, Box)]
    one, other = (mark for mark in marks if isinstance(mark, Line) and mark.x1 != mark.x2 and mark.y1 != mark.y2)
    middle = SCALE.place(2.0)
    assert (one.x1 + one.x2) / 2 == pytest.approx(middle) == (other.x1 + other.x2) / 2
