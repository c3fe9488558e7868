"""A sheet of characters: what is written stays where it is put, and texts of an axis do not run together."""

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.axes_text import Sheet, axis_lines


def test_a_text_stands_where_it_is_put() -> None:
    sheet = Sheet(6, 2)
    sheet.put(1, 0, "ab")
    sheet.put(4, 1, "cdef")
    sheet.put(-1, 1, "xy")
    sheet.put(0, 7, "nowhere")
    assert sheet.lines() == (" ab", "y   cd")
    assert (sheet.at(1, 0), sheet.at(9, 9)) == ("a", " ")


def test_ticks_have_their_texts_beneath_them() -> None:
    rule, texts = axis_lines(Scale(0, 10, 0, 20), ((0, "0"), (5, "5"), (10, "10")), 21)
    assert rule == "┬─────────┬─────────┬"
    assert texts == "0         5        10"


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9, unique=True), st.integers(12, 80))
def test_texts_of_an_axis_are_apart(values: list[int], columns: int) -> None:
    ticks = tuple((float(value), str(value)) for value in sorted(values))
    rule, texts = axis_lines(Scale(0, 100, 0, columns - 1), ticks, columns)
    assert max(len(rule), len(texts)) <= columns
    assert set(texts.split()) <= {str(value) for value in values}
