"""The map of evidence, drawn and in characters."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sound_drawings import HOSTILE, assert_sound, texts_of

from drgs_cli.plots.drawing import Disc, Label, Line, Outline
from drgs_cli.plots.gaps import gaps_figure
from drgs_cli.plots.gaps_data import Bubble, GapMap, Key, Panel, Shade
from drgs_cli.plots.gaps_drawn import bubble_marks, draw_gaps
from drgs_cli.plots.gaps_lines import gaps_lines


def bubble(text: str = "3", size: float | None = 0.5, shade: Shade = "none", **sides: bool) -> Bubble:
    first, second, ringed = (sides.get(name, True) for name in ("first", "second", "ringed"))
    return Bubble(text, size, first, second, ringed, shade, short=f"{text}D", below="120", words=f"{text} studies")


def picture(rows: tuple[str, ...], panels: int = 1, columns: int = 9, filled: Bubble | None = None) -> GapMap:
    cells = tuple(tuple(filled if column == 0 else None for column in range(columns)) for _ in rows)
    return GapMap(
        title="Map",
        description="text",
        rows=rows,
        columns=tuple(str(place) for place in range(columns)),
        columns_title="Columns: months.",
        panels=tuple(Panel(f"Outcome {place}", cells) for place in range(panels)),
        keys=(Key(bubble(""), "both"), Key(None, "no figures")),
        text_keys=(("·", "no figures"),),
    )


def test_empty_places_are_drawn_as_such() -> None:
    """A gap is seen, in the picture and in characters."""
    (page,) = draw_gaps(picture(("CRPS", "Other"), filled=bubble()), 174)
    lines = [mark for mark in page.marks if isinstance(mark, Line) and mark.tone == "faint"]
    upright, level = [line for line in lines if line.x1 == line.x2], [line for line in lines if line.y1 == line.y2]
    assert (len(upright), len(level)) == (10, 2)
    assert all(one.y1 < line.y1 <= one.y2 + 1e-6 for one in upright for line in level)
    bubbles = [mark for mark in page.marks if isinstance(mark, Label) and mark.full == "3 studies"]
    assert [upright[0].x1 < mark.x < upright[1].x1 for mark in bubbles] == [True, True]
    assert gaps_lines(picture(("CRPS",), filled=bubble()), 80)[3].split() == ["CRPS", "3D", *"········"]


def test_sides_are_halves_and_an_absent_one_is_thin_and_broken() -> None:
    """Whatever the colours, the left half is the first side."""
    marks = bubble_marks(bubble(second=False, ringed=False), 100, 50, 20)
    left, right = (mark for mark in marks if isinstance(mark, Outline))
    assert max(x for x, _ in left.points) < 100 < min(x for x, _ in right.points)
    assert (left.stroke, left.dash) == ("first", ())
    assert (right.stroke, bool(right.dash)) == ("rule", True)
    assert left.stroke_width > 2 * right.stroke_width


def test_only_a_comparison_has_a_ring_and_a_shade() -> None:
    """The surer, the darker; the number in a dark one is light."""
    none = bubble_marks(bubble(ringed=False), 0, 0, 20)
    assert not [mark for mark in none if isinstance(mark, Disc)]
    shades = []
    for shade in ("least", "less", "more", "most"):
        marks = bubble_marks(bubble(shade=shade), 0, 0, 20)
        filled, ring = (mark for mark in marks if isinstance(mark, Disc))
        assert ring.fill is None
        assert ring.radius > filled.radius
        shades.append((filled.opacity, next(mark.tone for mark in marks if isinstance(mark, Label))))
    assert [tone for _, tone in shades] == ["ink", "ink", "paper", "paper"]
    assert [opacity for opacity, _ in shades] == sorted({opacity for opacity, _ in shades})


def test_area_goes_with_size_and_an_unknown_one_is_smallest_and_broken() -> None:
    """Nobody takes an unknown number for a large one."""
    radii = []
    for size in (0.0, 0.5, 1.0):
        left = next(mark for mark in bubble_marks(bubble(size=size), 0, 0, 20) if isinstance(mark, Outline))
        radii.append(max(abs(y) for _, y in left.points))
    assert abs((radii[1] ** 2 - radii[0] ** 2) - (radii[2] ** 2 - radii[1] ** 2)) < 1e-6
    assert radii[0] < radii[1] < radii[2] < 10
    unknown = next(mark for mark in bubble_marks(bubble(size=None), 0, 0, 20) if isinstance(mark, Outline))
    assert max(abs(y) for _, y in unknown.points) == radii[0]
    assert unknown.dash


def test_panels_stand_beside_one_another_where_there_is_room() -> None:
    """On a page; in a column they stand below one another, on more sheets."""
    data = picture(tuple(f"Indication {place}" for place in range(14)), panels=6)
    wide, narrow = draw_gaps(data, 174), draw_gaps(data, 84)
    assert len(wide) < len(narrow)
    for pages in (wide, narrow):
        assert [text for text in texts_of(pages) if text.startswith("Outcome")] == [
            panel.title for panel in data.panels
        ]


def test_a_long_panel_is_divided_with_its_heads_again() -> None:
    """Every row is on one of the sheets."""
    data = picture(tuple(f"Row {place}" for place in range(80)))
    pages = draw_gaps(data, 174)
    assert len(pages) > 1
    assert all("Outcome 0" in texts_of((page,)) for page in pages)
    assert [text for text in texts_of(pages) if text.startswith("Row")] == list(data.rows)


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=40), min_size=1, max_size=12),
    st.integers(1, 4),
    st.integers(1, 9),
    st.sampled_from((None, bubble("128"), bubble("7", None, "most"))),
)
def test_whatever_the_names_nothing_lies_upon_another(
    rows: list[str], panels: int, columns: int, filled: Bubble | None
) -> None:
    """Nor outside the sheet; lines keep to their columns."""
    assert_sound(gaps_figure(picture(tuple(rows), panels, columns, filled)))


def test_a_ring_is_whole_broken_or_dotted() -> None:
    """How the two were compared is seen without any colour."""
    ring_of = {}
    for ring in ("whole", "broken", "dotted"):
        ring_of[ring] = bubble_marks(replace(bubble(shade="none"), ring=ring), 0, 0, 20)
    assert [mark for mark in ring_of["whole"] if isinstance(mark, Disc)]
    dashes = [
        [mark.dash for mark in ring_of[ring] if isinstance(mark, Outline) and mark.stroke == "ink"]
        for ring in ("broken", "dotted")
    ]
    assert all(len(found) == 1 and found[0] for found in dashes)
    assert dashes[0] != dashes[1]
