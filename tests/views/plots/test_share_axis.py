"""The end of an axis of shares."""

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.views.plots.share_axis import end_text, top_of_shares


@given(st.lists(st.floats(0, 100)))
def test_no_figure_lies_beyond_the_end(values: list[float]) -> None:
    """And an axis that does not reach the whole is said to end."""
    top = top_of_shares(values)
    assert all(value <= top <= 100 for value in values)
    assert (end_text(top) == "") == (top == 100)


def test_rare_events_have_a_short_axis() -> None:
    """Two in a hundred are seen; with any large share all of it is drawn."""
    assert top_of_shares([0.4, 1.7]) == 2
    assert top_of_shares([0.4, 50.1]) == 100
    assert top_of_shares([]) == 100
    assert end_text(2) == "the axis ends at 2 %, not at 100 %"
