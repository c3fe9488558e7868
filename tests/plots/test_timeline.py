"""Figures over months: each at its month and value, sides told by shape, names that do not touch."""

import math
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drgs_cli.plots.characters import columns_of
from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM, Box, Disc, Drawing, Label, Line, Outline
from drgs_cli.plots.timeline import draw_timeline, timeline_figure
from drgs_cli.plots.timeline_data import Moment, Series, Timeline
from drgs_cli.plots.timeline_drawing import LARGEST, NEAR, STEP, WIDEST, radius_of

VALUES = st.floats(0, 100)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    low, value, high = sorted((draw(VALUES), draw(VALUES), draw(VALUES)))
    known = draw(st.booleans())
    return Moment(
        draw(st.sampled_from([1.0, 3.0, 6.0, 12.0, 24.0])),
        value,
        low if known else None,
        high if known else None,
        draw(st.none() | st.floats(5, 300)),
        f"{value:.0f} %, n 20",
    )


SERIES = st.builds(
    Series,
    st.text("abcdefg (20)", min_size=1, max_size=50),
    st.booleans(),
    st.booleans(),
    st.lists(moments(), min_size=1, max_size=4).map(lambda found: tuple(sorted(found, key=lambda one: one.month))),
)


def timeline(*series: Series, **more: Any) -> Timeline:
    given_all = {
        "title": "Over the months",
        "description": "What there is",
        "axis": "Patients, %",
        "months_axis": "Months",
        "low": 0.0,
        "high": 100.0,
        "series": series,
        "sides": ("First", "Second"),
        "kinds": ("compared", "alone: not a comparison"),
        "key": "How to read it",
        **more,
    }
    return Timeline(**given_all)


def sheet(found: Timeline, width: float = PAGE_MM) -> Drawing:
    (drawing,) = draw_timeline(found, width)
    return drawing


def at(month: float, value: float, size: float | None = 20) -> Moment:
    return Moment(month, value, value - 5, value + 5, size, f"{value:g} %")


ONE = Series("One", False, True, (at(3, 60), at(12, 50)))
OTHER = Series("Two", True, False, (at(12, 40),))


def places(drawing: Drawing) -> tuple[dict[str, float], dict[str, float]]:
    """Where the texts of the two axes stand: months across, values upwards."""
    labels = [mark for mark in drawing.marks if isinstance(mark, Label)]
    months = {mark.text: mark.x for mark in labels if mark.anchor == "middle" and mark.text.isdigit()}
    values = {mark.text: mark.y - 2.5 for mark in labels if mark.anchor == "end" and mark.text.isdigit()}
    return months, values


@settings(max_examples=50)
@given(st.lists(SERIES, min_size=1, max_size=8), st.sampled_from([COLUMN_MM, PAGE_MM]))
def test_a_figure_stands_at_its_value_and_beside_its_month(series: list[Series], width: float) -> None:
    drawing = sheet(timeline(*series), width)
    months, values = places(drawing)
    per_month = (max(months.values()) - months["0"]) / max(map(int, months))
    per_value = (values["0"] - values["100"]) / 100
    middles = [(mark.x, mark.y) for mark in drawing.marks if isinstance(mark, Disc)]
    middles += [(mark.x + mark.width / 2, mark.y + mark.height / 2) for mark in drawing.marks if isinstance(mark, Box)]
    for one in series:
        for moment in one.moments:
            y = values["0"] - per_value * moment.value
            near = [x for x, found in middles if math.isclose(found, y, abs_tol=0.01)]
            assert any(abs(x - months["0"] - per_month * moment.month) <= WIDEST + 4 for x in near)


def test_the_sides_are_told_by_shape_and_what_was_not_compared_is_open() -> None:
    marks = sheet(timeline(ONE, OTHER)).marks
    assert {mark.fill for mark in marks if isinstance(mark, Disc)} == {"first"}
    assert {mark.fill for mark in marks if isinstance(mark, Box)} == {"paper"}


def test_the_key_names_every_mark_in_words() -> None:
    texts = {mark.text for mark in sheet(timeline(ONE, OTHER)).marks if isinstance(mark, Label)}
    assert {"First, compared", "Second, alone: not a comparison", "One", "Two"} <= texts


def test_figures_of_one_study_are_joined_and_whiskers_are_upright() -> None:
    lines = [mark for mark in sheet(timeline(ONE)).marks if isinstance(mark, Line) and mark.tone == "first"]
    assert len([line for line in lines if line.x1 != line.x2]) == 1
    assert len([line for line in lines if line.x1 == line.x2]) == 2


def test_a_larger_study_has_a_larger_mark() -> None:
    assert radius_of(at(3, 50, None), 100) < radius_of(at(3, 50, 50), 100) < radius_of(at(3, 50, 100), 100)


@settings(max_examples=50)
@given(st.lists(SERIES, min_size=1, max_size=14), st.sampled_from([COLUMN_MM, PAGE_MM]))
def test_names_do_not_touch_and_nothing_lies_beyond_the_sheet(series: list[Series], width: float) -> None:
    drawing = sheet(timeline(*series), width)
    labels = [mark for mark in drawing.marks if isinstance(mark, Label)]
    beside = [mark for mark in labels if mark.anchor == "start" and mark.x > drawing.width / 2 and mark.y > 60]
    heights = sorted(mark.y for mark in beside if mark.x == max(one.x for one in beside))
    assert all(lower - upper >= 7 for upper, lower in pairwise(heights))
    assert all(0 <= mark.y <= drawing.height and 0 <= mark.x <= drawing.width for mark in labels)


@settings(max_examples=50)
@given(st.lists(SERIES, min_size=1, max_size=30), st.integers(40, 110))
def test_the_same_in_characters_is_not_wider_than_asked(series: list[Series], columns: int) -> None:
    lines = timeline_figure(timeline(*series)).lines(columns)
    assert max(map(columns_of, lines)) <= columns


def test_every_figure_is_told_in_characters() -> None:
    lines = timeline_figure(timeline(ONE, OTHER)).lines(80)
    assert "A One (First, compared)" in lines
    assert "   3 months: 60 %" in lines
    assert "a Two (Second, alone: not a comparison)" in lines
    plot = [line[8:] for line in lines if line[7:8] in ("┤", "│")]
    assert sum(line.count("A") for line in plot) == 2
    assert sum(line.count("a") for line in plot) == 1


def test_what_only_a_drawing_has_is_not_told_of_characters() -> None:
    """No marks have an area there; what is to be said of the axis stands in both."""
    found = timeline_figure(timeline(ONE, ends="The axis ends here."))
    assert "How to read it" not in " ".join(found.lines(80))
    assert "The axis ends here." in found.lines(80)
    assert "How to read it The axis ends here." in [
        mark.text for mark in found.pages(174)[0].marks if isinstance(mark, Label)
    ]


def test_marks_of_one_month_keep_away_from_the_next_month() -> None:
    """Seven studies at 12 months must not seem to be of 9 to 15."""
    many = [Series(f"Study {number}", False, True, (at(12, 40 + number),)) for number in range(9)]
    found = timeline(*many, Series("Other", False, True, (at(6, 50), at(24, 50))))
    for width in (COLUMN_MM, PAGE_MM):
        drawn = sheet(found, width)
        discs = [mark for mark in drawn.marks if isinstance(mark, Disc) and math.isclose(mark.radius, LARGEST)]
        months = sorted(disc.x for disc in discs)
        six, twelve, last = months[0], months[1:-1], months[-1]
        way = (last - six) / 3
        assert twelve[-1] - twelve[0] <= max(NEAR * way, STEP) + 0.01


def test_figures_of_another_kind_are_not_joined() -> None:
    apart = Series("One", False, True, (at(3, 60), replace(at(12, 50), joined=False), at(24, 40)))
    lines = [mark for mark in sheet(timeline(apart)).marks if isinstance(mark, Line) and mark.tone == "first"]
    joining = [line for line in lines if line.x1 != line.x2]
    twelve, last = sorted({line.x1 for line in lines if line.x1 == line.x2})[1:]
    assert [(line.x1, line.x2) for line in joining] == [(twelve, last)]


def test_second_hand_figures_and_unknown_numbers_have_a_sign_that_the_key_names() -> None:
    signs = ("second-hand", "number not stated")
    usual = sheet(timeline(ONE, signs=signs))
    assert not {"second-hand", "number not stated"} & {mark.text for mark in usual.marks if isinstance(mark, Label)}
    marked = Series("One", False, True, (at(3, 60), replace(at(12, 50), second_hand=True, size=None)))
    drawn = sheet(timeline(marked, signs=signs))
    assert {"second-hand", "number not stated"} <= {mark.text for mark in drawn.marks if isinstance(mark, Label)}
    strokes = [m for m in drawn.marks if isinstance(m, Line) and m.tone == "ink" and m.x1 != m.x2]
    rings = [mark for mark in drawn.marks if isinstance(mark, Outline) and mark.dash]
    discs = [(mark.x, mark.y) for mark in drawn.marks if isinstance(mark, Disc)]
    assert len(strokes) == len(rings) == 2  # in the key, and on the figure
    middle = ((strokes[1].x1 + strokes[1].x2) / 2, (strokes[1].y1 + strokes[1].y2) / 2)
    assert any(math.dist(middle, disc) < 0.01 for disc in discs)
