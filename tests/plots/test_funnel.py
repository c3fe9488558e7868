"""A funnel plot: every study at its effect and error, regions about the null, lines about the estimate."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.characters import columns_of
from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM, Disc, Drawing, Label, Line, Outline
from drgs_cli.plots.funnel import draw_funnel, funnel_figure
from drgs_cli.plots.funnel_data import Contour, Funnel, FunnelPoint
from drgs_cli.plots.text_width import width_of

CONTOURS = (Contour("p < 0.01", 2.576), Contour("p 0.01 to < 0.05", 1.96), Contour("p 0.05 to < 0.10", 1.645))
STUDIES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=1, max_size=30)


def funnel(*studies: tuple[float, float], log: bool = True, **more: Any) -> Funnel:
    """A funnel of studies with these effects, as logarithms, and errors."""
    points = tuple(
        FunnelPoint(f"Study {place}", math.exp(effect) if log else effect, error, f"effect {effect:.2f}")
        for place, (effect, error) in enumerate(studies)
    )
    given_all = {
        "title": "A funnel",
        "description": "Ten studies",
        "axis": "Risk ratio",
        "error_axis": "Standard error",
        "points": points,
        "null": 1.0 if log else 0.0,
        "null_text": "no difference",
        "pooled": math.exp(0.3) if log else 0.3,
        "pooled_text": "estimate: 1.35",
        "reach": 1.96,
        "reach_text": "where 95 % lie",
        "contours": CONTOURS,
        "inside": "p 0.10 or more",
        "log": log,
        "favours": ("favours B", "favours A"),
        **more,
    }
    return Funnel(**given_all)


def sheet(found: Funnel, width: float = PAGE_MM) -> Drawing:
    (drawing,) = draw_funnel(found, width)
    return drawing


def discs(drawing: Drawing) -> list[Disc]:
    return [mark for mark in drawing.marks if isinstance(mark, Disc)]


@pytest.mark.parametrize("width", [COLUMN_MM, PAGE_MM])
def test_effects_go_to_the_right_and_errors_down(width: float) -> None:
    small, large = discs(sheet(funnel((0.1, 0.5), (0.4, 0.1)), width))
    assert small.x < large.x
    assert small.y > large.y


@given(STUDIES, st.booleans())
def test_a_study_lies_at_its_place_between_null_and_estimate(studies: list[tuple[float, float]], log: bool) -> None:
    found = funnel(*studies, log=log)
    drawing = sheet(found)
    upright = [
        mark for mark in drawing.marks if isinstance(mark, Line) and mark.x1 == mark.x2 and mark.y2 - mark.y1 > 100
    ]
    null, pooled = upright[-2].x1, upright[-1].x1
    per_unit = (pooled - null) / 0.3
    for (effect, error), disc in zip(studies, discs(drawing), strict=True):
        assert math.isclose(disc.x, null + per_unit * effect, abs_tol=0.02)
        share = (disc.y - upright[-1].y1) / (upright[-1].y2 - upright[-1].y1)
        assert math.isclose(share, error / found.deepest, abs_tol=1e-6)


@given(STUDIES)
def test_nothing_lies_beyond_the_sheet(studies: list[tuple[float, float]]) -> None:
    for width in (COLUMN_MM, PAGE_MM):
        drawing = sheet(funnel(*studies), width)
        for mark in drawing.marks:
            places: tuple[tuple[float, float], ...] = ()
            if isinstance(mark, Outline):
                places = mark.points
            elif isinstance(mark, Disc | Label):
                places = ((mark.x, mark.y),)
            assert all(-1 <= x <= drawing.width + 1 and 0 <= y <= drawing.height for x, y in places)
            if isinstance(mark, Label) and mark.anchor == "start":
                assert mark.x + width_of(mark.text, mark.size) <= drawing.width + 1


def test_contours_open_from_the_null_and_the_innermost_is_white() -> None:
    drawing = sheet(funnel((0.1, 0.5), (0.4, 0.1)))
    shapes = [mark for mark in drawing.marks if isinstance(mark, Outline)]
    assert [shape.fill for shape in shapes] == ["paper", "rule", "paper", "rule", "paper"]
    assert len({shape.points[0] for shape in shapes}) == 1


def test_no_shade_is_told_by_colour_alone() -> None:
    texts = {mark.text for mark in sheet(funnel((0.1, 0.5))).marks if isinstance(mark, Label)}
    assert {contour.text for contour in CONTOURS} <= texts


def test_no_word_is_smaller_than_6_points() -> None:
    for width in (COLUMN_MM, PAGE_MM):
        assert all(mark.size >= 6 for mark in sheet(funnel((0.1, 0.5)), width).marks if isinstance(mark, Label))


@given(STUDIES, st.integers(40, 120))
def test_the_same_in_characters_is_not_wider_than_asked(studies: list[tuple[float, float]], columns: int) -> None:
    lines = funnel_figure(funnel(*studies)).lines(columns)
    assert max(map(columns_of, lines)) <= columns
    assert sum(line.startswith("Study ") for line in lines) >= len(studies)


def test_the_plot_in_characters_has_a_mark_for_each_study() -> None:
    lines = funnel_figure(funnel((0.1, 0.5), (0.4, 0.1), (-0.3, 0.3))).lines(80)
    plot = [line for line in lines if line[7:8] in ("┤", "│")]
    assert sum(line[8:].count("o") for line in plot) == 3


def test_studies_in_one_place_are_counted() -> None:
    lines = funnel_figure(funnel((0.9, 0.5), (0.9, 0.5), (0.1, 0.2))).lines(80)
    assert any(line[8:].count("2") for line in lines if line[7:8] in ("┤", "│"))


def test_a_funnel_without_error_is_drawn_all_the_same() -> None:
    assert len(discs(sheet(funnel((0.1, 0.0))))) == 1
