"""Estimates after each publication: a row for each date, each estimate at its place, arrows where an axis ends."""

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.plots.characters import columns_of
from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM, Box, Disc, Drawing, Label, Outline
from drgs_cli.plots.timeline_publications import draw_publications, publications_figure
from drgs_cli.plots.timeline_publications_data import Course, Publications, Standing

RATIOS = st.floats(0.05, 20)


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    low, value, high = sorted((draw(RATIOS), draw(RATIOS), draw(RATIOS)))
    added = draw(st.text("abcde 2019", min_size=1, max_size=90))
    return Standing("2019-03", added, "2 studies, 90 patients", value, low, high, f"RR {value:.2f}")


COURSES = st.builds(
    Course, st.text("abc de", min_size=1, max_size=120), st.lists(standings(), min_size=1, max_size=5).map(tuple)
)


def publications(*courses: Course, **more: Any) -> Publications:
    given_all = {
        "title": "After each publication",
        "description": "What was known",
        "axis": "Risk ratio",
        "courses": courses,
        "log": True,
        "null": 1.0,
        "favours": ("favours B", "favours A"),
        **more,
    }
    return Publications(**given_all)


def row(value: float | None, low: float | None = None, high: float | None = None, text: str = "said") -> Standing:
    return Standing("2020", "One", "1 study, 20 patients", value, low, high, text)


def sheet(found: Publications, width: float = PAGE_MM) -> Drawing:
    (drawing,) = draw_publications(found, width)
    return drawing


def squares(drawing: Drawing) -> list[Box]:
    return [mark for mark in drawing.marks if isinstance(mark, Box)]


def test_estimates_lie_at_their_ratio() -> None:
    one, two, three = squares(sheet(publications(Course("c", (row(0.5), row(1.0), row(2.0))))))
    assert math.isclose(two.x - one.x, three.x - two.x, abs_tol=0.01)
    assert one.y < two.y < three.y


def test_a_side_alone_has_open_marks_of_its_shape() -> None:
    first = Course("c", (row(40.0),), "first", square=False, open=True)
    second = Course("d", (row(60.0),), "second", square=True, open=True)
    drawing = sheet(publications(first, second, log=False, null=None, ends=(0.0, 100.0)))
    assert [mark.fill for mark in drawing.marks if isinstance(mark, Disc)] == ["paper"]
    assert [mark.fill for mark in squares(drawing)] == ["paper"]
    assert publications(first, ends=(0.0, 100.0)).span() == (0.0, 100.0)


def test_what_has_no_estimate_is_told_and_not_drawn() -> None:
    drawing = sheet(publications(Course("c", (row(1.2), row(None, text="not estimable")))))
    assert len(squares(drawing)) == 1
    assert "not estimable" in {mark.text for mark in drawing.marks if isinstance(mark, Label)}


def test_an_interval_beyond_the_axis_ends_in_an_arrow() -> None:
    drawing = sheet(publications(Course("c", (row(1.2, 0.00001, 90000),))))
    assert len([mark for mark in drawing.marks if isinstance(mark, Outline)]) == 2
    lines = publications_figure(publications(Course("c", (row(1.2, 0.00001, 90000),)))).lines(80)
    assert any("<" in line and ">" in line for line in lines)


def test_many_rows_take_several_sheets_with_the_heads_on_each() -> None:
    sheets = draw_publications(publications(*(Course("c", (row(1.2, 1.0, 1.4),) * 10),) * 12), COLUMN_MM)
    assert len(sheets) > 1
    assert all("Published" in {mark.text for mark in one.marks if isinstance(mark, Label)} for one in sheets)


@settings(max_examples=50)
@given(st.lists(COURSES, min_size=1, max_size=4), st.sampled_from([COLUMN_MM, PAGE_MM]))
def test_nothing_lies_beyond_the_sheet(courses: list[Course], width: float) -> None:
    for drawing in draw_publications(publications(*courses), width):
        for mark in drawing.marks:
            if isinstance(mark, Label | Box | Disc):
                assert 0 <= mark.x <= drawing.width
                assert 0 <= mark.y <= drawing.height


@settings(max_examples=50)
@given(st.lists(COURSES, min_size=1, max_size=4), st.integers(40, 110))
def test_the_same_in_characters_is_not_wider_than_asked(courses: list[Course], columns: int) -> None:
    lines = publications_figure(publications(*courses)).lines(columns)
    assert max(map(columns_of, lines)) <= columns


def test_an_answer_without_any_value_has_an_axis_all_the_same() -> None:
    assert publications(Course("c", (row(None),)), null=None).span() == (1.0, 2.0)
    assert publications(Course("c", (row(3.0),)), null=None, log=False).span() == (2.5, 3.5)
