"""Running text and legends below a picture."""

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.captions import LINE, flowed, named, paragraph
from drgs_cli.plots.drawing import Disc, Label
from drgs_cli.plots.sheets import Strip
from drgs_cli.plots.text_width import width_of


def right_of(strip: Strip) -> float:
    """How far its words reach."""
    return max((m.x + width_of(m.text, m.size, m.bold) for m in strip.marks if isinstance(m, Label)), default=0.0)


@given(st.text(max_size=80), st.floats(60, 480))
def test_a_paragraph_keeps_to_its_width(text: str, width: float) -> None:
    """And is as high as its lines."""
    strip = paragraph(text, width)
    assert right_of(strip) <= width
    assert strip.height == (LINE * len(strip.marks) + 2 if strip.marks else 0)


@given(st.lists(st.text(max_size=30), max_size=8), st.floats(80, 480))
def test_a_legend_goes_on_in_the_next_line_where_there_is_no_room(words: list[str], width: float) -> None:
    """Every sign has its word, and none reaches beyond the width."""
    strip = flowed([((Disc(5, 0, 5),), 10.0, word) for word in words], width, 14)
    discs = [mark for mark in strip.marks if isinstance(mark, Disc)]
    assert len(discs) == len(words)
    assert all(5 <= disc.y <= strip.height for disc in discs)
    assert right_of(strip) <= width


def test_short_heads_stand_in_two_columns_where_there_is_room() -> None:
    """First down, then across."""
    pairs = [("D1", "First"), ("D2", "Second"), ("D3", "Third")]
    wide = {mark.text: (mark.x > 200, mark.y) for mark in named(pairs, 480).marks if isinstance(mark, Label)}
    assert [wide[head][0] for head, _ in pairs] == [False, False, True]
    assert wide["D1"][1] == wide["D3"][1] < wide["D2"][1]
    narrow = [mark.x for mark in named(pairs, 200).marks if isinstance(mark, Label)]
    assert max(narrow) < 200 / 2
    assert named((), 200) == Strip(0.0)
