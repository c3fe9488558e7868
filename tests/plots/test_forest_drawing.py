"""A forest plot on sheets."""

import xml.etree.ElementTree as Xml
from itertools import combinations

import pytest
from forests import LOW, RATIO, entry, forest, forests, usual
from hypothesis import given, settings
from msgspec.structs import replace

from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM, Box, Drawing, Label, Line, Outline
from drgs_cli.plots.forest import Entry, Forest, Group
from drgs_cli.plots.forest_axis import scale_of
from drgs_cli.plots.forest_drawing import draw_forest
from drgs_cli.plots.forest_figure import forest_figure
from drgs_cli.plots.forest_layout import layout_of
from drgs_cli.plots.sheets import TALLEST
from drgs_cli.plots.svg import svg_text
from drgs_cli.plots.text_width import width_of

WIDTHS = (COLUMN_MM, PAGE_MM)


def labels(drawing: Drawing) -> list[Label]:
    """The texts on a sheet."""
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


def box(label: Label) -> tuple[float, float, float, float]:
    """Where a text lies: left, right, upper and lower edge."""
    width = width_of(label.text, label.size, label.bold)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, left + width, label.y - 0.72 * label.size, label.y


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Texts that lie on one another."""
    found = []
    for one, other in combinations([label for label in labels(drawing) if label.text], 2):
        a, b = box(one), box(other)
        if min(a[1], b[1]) - max(a[0], b[0]) > 0.2 and min(a[3], b[3]) - max(a[2], b[2]) > 0.2:
            found.append((one.text, other.text))
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_every_text_of_the_data_is_in_the_picture(width: float) -> None:
    """In one column of a journal as over its whole width; a folded text in its pieces."""
    drawn = " ".join(label.text for page in draw_forest(usual(), width) for label in labels(page))
    for group in usual().groups:
        for text in (group.title, group.lead, *group.lines):
            assert text in drawn
        for one in group.entries:
            for text in (one.label, *one.cells, one.text, *one.words.split()):
                assert text in drawn


@pytest.mark.parametrize("width", WIDTHS)
@settings(max_examples=40)
@given(plot=forests())
def test_no_two_texts_overlap_and_none_leaves_the_sheet(width: float, plot: Forest) -> None:
    """Whatever is in the records."""
    for page in draw_forest(plot, width):
        assert overlapping(page) == []
        for label in labels(page):
            left, right, top, bottom = box(label)
            assert left >= -0.5, label.text
            assert right <= page.width + 0.5, label.text
            assert 0 <= top <= bottom <= page.height, label.text


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_smaller_than_six_points(width: float) -> None:
    """Also in one column."""
    assert min(label.size for page in draw_forest(usual(), width) for label in labels(page)) >= 6


@pytest.mark.parametrize("width", WIDTHS)
def test_squares_lie_in_their_intervals_and_where_the_axis_has_them(width: float) -> None:
    """The larger the estimate, the further right."""
    plot = forest(Group("", tuple(entry(str(n), 0.5 + n / 4, 0.4 + n / 4, 0.7 + n / 4) for n in range(6))))
    (page,) = draw_forest(plot, width)
    squares = [mark for mark in page.marks if isinstance(mark, Box)]
    layout = layout_of(plot, width)
    scale = scale_of(plot, layout.left + 4, layout.right - 4)
    places = [square.x + square.width / 2 for square in squares]
    assert places == sorted(places)
    assert places == pytest.approx([scale.place(one.value or 0) for one in plot.entries])
    spans = [mark for mark in page.marks if isinstance(mark, Line) and mark.y1 == mark.y2 and mark.tone == "ink"]
    spans = [span for span in spans if span.x1 >= layout.left]
    assert all(span.x1 <= place <= span.x2 for span, place in zip(spans, places, strict=True))


def test_the_area_of_a_square_goes_by_its_share() -> None:
    """Four times the weight is twice the side."""
    plot = forest(Group("", (entry("One", 1, 0.8, 1.2, 0.25), entry("Two", 1, 0.8, 1.2, 1.0))))
    one, two = [mark for mark in draw_forest(plot, PAGE_MM)[0].marks if isinstance(mark, Box)]
    assert two.width == pytest.approx(2 * one.width)


def test_a_group_without_a_summary_has_no_diamond() -> None:
    """One study is no summary, and kinds are never put together."""
    badge = replace(LOW, shape="disc")
    plot = usual()
    plain = [replace(group, summary=None) for group in plot.groups]
    plain = [replace(g, entries=tuple(replace(one, high=3.0, badge=badge) for one in g.entries)) for g in plain]

    def diamonds(found: Forest) -> int:
        marks = draw_forest(found, PAGE_MM)[0].marks
        return sum(isinstance(mark, Outline) and len(mark.points) == 4 for mark in marks)

    assert (diamonds(plot), diamonds(replace(plot, groups=tuple(plain)))) == (1, 0)


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow() -> None:
    """One triangle for each end that is beyond."""
    wide = entry("Wide", 1.2, 1e-7, 1e7)
    (page,) = draw_forest(forest(Group("", (entry("One", 1.1, 0.9, 1.4), wide))), PAGE_MM)
    assert sum(isinstance(mark, Outline) and len(mark.points) == 3 for mark in page.marks) == 2


def test_what_is_not_in_the_summary_is_an_open_square_and_said_to_be() -> None:
    """A shape and a word."""
    apart = replace(entry("Apart", 1.2, 0.9, 1.5), apart=True)
    (page,) = draw_forest(forest(Group("", (apart,))), PAGE_MM)
    assert [mark.fill for mark in page.marks if isinstance(mark, Box)] == ["paper"]
    assert any("Open square: not in the summary" in label.text or "open square" in label.text for label in labels(page))


def test_many_studies_go_over_pages_each_with_headings_and_axis() -> None:
    """No page is taller than that of a journal, none of the studies is missing, and each page says which it is."""
    plot = forest(Group("Kind", tuple(entry(f"Study {n}", 1.2, 0.9, 1.5) for n in range(500))))
    for width in WIDTHS:
        pages = draw_forest(plot, width)
        assert len(pages) > 5
        seen: set[str] = set()
        for number, page in enumerate(pages, 1):
            texts = [label.text for label in labels(page)]
            assert page.height <= TALLEST
            assert f"page {number} of {len(pages)}" in texts
            assert {"Kind", "Study", "1", "Risk ratio"} <= set(texts)
            seen.update(texts)
        assert {f"Study {n}" for n in range(500)} <= seen


@given(forests())
@settings(max_examples=20)
def test_the_svg_is_sound_xml(plot: Forest) -> None:
    """Hostile texts are texts; the same data give the same bytes."""
    for width in WIDTHS:
        text = svg_text(forest_figure(plot).pages(width))
        Xml.fromstring(text)
        assert text == svg_text(forest_figure(plot).pages(width))


def test_the_sides_of_the_axis_stand_left_and_right_of_no_difference() -> None:
    """Whom a figure favours is read off its side."""
    plot = usual()
    layout = layout_of(plot, PAGE_MM)
    zero = scale_of(plot, layout.left + 4, layout.right - 4).place(1.0)
    found = {label.text: label for label in labels(draw_forest(plot, PAGE_MM)[0])}
    left, right = found[f"← {RATIO.left}"], found[f"{RATIO.right} →"]
    assert left.anchor == "end"
    assert left.x < zero < right.x


def test_a_word_that_has_no_room_left_of_no_difference_is_not_broken() -> None:
    """In one column no difference may lie near the edge of the sheet."""
    plot = forest(Group("", (entry("One", 2.6, 0.95, 6.0),)))
    plot = replace(plot, axis=replace(plot.axis, left="favours neurostimulation"))
    texts = [label.text for label in labels(draw_forest(plot, COLUMN_MM)[0])]
    assert "neurostimulation" in " ".join(texts).split()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_of_no_difference_reaches_the_axis(width: float) -> None:
    """Otherwise the rows float above it; it goes through no text."""
    plot = usual()
    plot = replace(plot, groups=tuple(replace(group, lines=("A line. " * 40,)) for group in plot.groups))
    (page,) = draw_forest(plot, width)
    layout = layout_of(plot, width)
    scale = scale_of(plot, layout.left + 4, layout.right - 4)
    zero = scale.place(1.0)
    drawn = [mark for mark in page.marks if isinstance(mark, Line) and mark.x1 == mark.x2 == zero]
    axis = max(mark.y1 for mark in drawn if mark.y2 - mark.y1 == pytest.approx(3))
    pieces = [mark for mark in drawn if mark.tone == "rule" and mark.y2 <= axis]
    texts = [box(label) for label in labels(page) if box(label)[0] <= zero <= box(label)[1]]
    for mark in pieces:
        assert [text for text in texts if text[2] < mark.y2 - 0.5 and text[3] > mark.y1 + 0.5] == []
    beneath = max([text[3] for text in texts if text[3] < axis], default=0.0)
    assert axis - beneath < 7 or max(mark.y2 for mark in pieces) == pytest.approx(axis)


def test_words_stand_where_there_is_no_estimate() -> None:
    """A study without a figure is listed all the same."""
    plot = forest(Group("", (entry("One", 1.1, 0.9, 1.4), Entry("Two", ("", ""), words="only words are printed"))))
    assert "only words are printed" in [label.text for label in labels(draw_forest(plot, PAGE_MM)[0])]
