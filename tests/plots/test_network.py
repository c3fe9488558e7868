"""A network: no text touches another, lines go from node to node, parts stand apart, also in characters."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.plots.characters import columns_of
from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM, POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Outline
from drgs_cli.plots.network import draw_network, network_figure
from drgs_cli.plots.network_data import Connected, Edge, Network, Node, Shape, Together
from drgs_cli.plots.network_drawing import thickness
from drgs_cli.plots.network_layout import layout_of, radius_of

NAMES = st.text("abcdefgh -,()0123456789", min_size=1, max_size=70).filter(str.strip)
SIZES = st.none() | st.floats(1, 500)
SHAPES: st.SearchStrategy[Shape] = st.sampled_from(["disc", "square", "other"])


@st.composite
def connected(draw: st.DrawFn) -> Connected:
    """A part of up to twelve nodes, joined in a row and by some lines more."""
    nodes = draw(
        st.lists(st.builds(Node, NAMES, st.just("120 patients, 3 trials"), SIZES, SHAPES), min_size=2, max_size=12)
    )
    places = range(len(nodes))
    row = {(place, place + 1) for place in places[:-1]}
    more = set(draw(st.lists(st.sampled_from(list(combinations(places, 2))), max_size=16)))
    edges = tuple(Edge(*pair, draw(st.integers(1, 40))) for pair in sorted(row | more))
    return Connected(tuple(nodes), edges)


def network(*parts: Connected) -> Network:
    return Network("A network", "What it is", parts, ("trial", "trials"), "How to read it")


TRIANGLE = Connected(
    (Node("First", "60 patients", 60, "disc"), Node("Second", "90 patients", 90, "square"), Node("Third", "n", None)),
    (Edge(0, 1, 3, "RR 1.2"), Edge(1, 2, 1, "RR 0.8"), Edge(0, 2, 2, "RR 1.1")),
)
PAIR = Connected(
    (Node("Fourth", "20 patients", 20), Node("Fifth", "21 patients", 21)), (Edge(0, 1, 1),), heading="Apart"
)


def drawn(*parts: Connected, width: float = PAGE_MM) -> Drawing:
    (sheet,) = draw_network(network(*parts), width)
    return sheet


@settings(max_examples=25)
@given(connected(), st.sampled_from([COLUMN_MM, PAGE_MM]))
def test_no_text_touches_another_and_none_leaves_the_sheet(part: Connected, width_mm: float) -> None:
    width = width_mm * POINTS_PER_MM - 12
    layout = layout_of(part, tuple(str(edge.number) for edge in part.edges), width, 500)
    places = [node.label for node in layout.nodes] + [number.place for number in layout.numbers]
    assert not any(one.touches(other) for one, other in combinations(places, 2))
    assert all(place.left >= -1 and place.right <= width + 1 for place in places)
    assert all(place.top >= -0.01 and place.bottom <= layout.height + 0.01 for place in places)
    bodies = [node.body for node in layout.nodes]
    assert not any(body.touches(place) for body in bodies for place in places)


@settings(max_examples=25)
@given(connected(), st.sampled_from([COLUMN_MM, PAGE_MM]))
def test_every_line_has_its_number_or_is_named_beneath(part: Connected, width_mm: float) -> None:
    labels = [
        mark.text for sheet in draw_network(network(part), width_mm) for mark in sheet.marks if isinstance(mark, Label)
    ]
    numbered = sum(text.removesuffix(" trials").removesuffix(" trial").isdigit() for text in labels)
    if "No room in the picture" not in " ".join(labels):
        assert numbered >= len(part.edges)


def test_many_nodes_have_letters_in_a_narrow_picture_only() -> None:
    nodes = tuple(Node(f"Treatment number {place}", "20 patients", 20) for place in range(9))
    part = Connected(nodes, tuple(Edge(place, place + 1, 1) for place in range(8)))
    narrow, wide = ({mark.text for mark in drawn(part, width=mm).marks if isinstance(mark, Label)} for mm in (84, 174))
    assert {"A", "I", "Treatment number 8, 20 patients"} <= narrow
    assert "A" not in wide


def test_a_line_without_room_for_its_number_is_named() -> None:
    nodes = tuple(Node(f"T{place}", "", 20) for place in range(20))
    part = Connected(nodes, tuple(Edge(*pair, 1234567890) for pair in combinations(range(20), 2)))
    text = " ".join(mark.text for mark in drawn(part, width=COLUMN_MM).marks if isinstance(mark, Label))
    assert "No room in the picture for: T" in text


def test_lines_go_from_node_to_node_and_are_as_thick_as_trials_are_many() -> None:
    sheet = drawn(TRIANGLE)
    lines = [mark for mark in sheet.marks if isinstance(mark, Line)]
    assert [line.width for line in lines] == [thickness(3), thickness(1), thickness(2)]
    assert thickness(1) < thickness(2) < thickness(3)
    bodies = {(mark.x, mark.y) for mark in sheet.marks if isinstance(mark, Disc)}
    assert all({(line.x1, line.y1), (line.x2, line.y2)} & bodies for line in lines)


def test_the_area_of_a_node_goes_with_its_size_and_an_unknown_one_is_open() -> None:
    small, large = radius_of(Node("a", "", 50), 100), radius_of(Node("b", "", 100), 100)
    assert radius_of(Node("c", "", None), 100) < small < large
    open_marks = [mark for mark in drawn(TRIANGLE).marks if isinstance(mark, Disc) and mark.fill == "paper"]
    assert len(open_marks) == 1


def test_the_second_side_is_a_square() -> None:
    boxes = [mark for mark in drawn(TRIANGLE).marks if isinstance(mark, Box) and mark.fill == "second"]
    assert len(boxes) == 1


def test_parts_stand_below_one_another_on_one_sheet() -> None:
    sheet = drawn(TRIANGLE, PAIR)
    heights = {mark.text: mark.y for mark in sheet.marks if isinstance(mark, Label)}
    assert max(heights["First"], heights["Second"], heights["Third"]) < heights["Apart"] < heights["Fourth"]


def test_a_trial_of_three_arms_is_a_shaded_shape_that_the_text_names() -> None:
    part = Connected(TRIANGLE.nodes, TRIANGLE.edges, (Together((0, 1, 2), "Shaded: 1 trial of 3 arms."),))
    sheet = drawn(part)
    (shape,) = [mark for mark in sheet.marks if isinstance(mark, Outline)]
    assert len(shape.points) == 3
    assert "Shaded: 1 trial of 3 arms." in {mark.text for mark in sheet.marks if isinstance(mark, Label)}


def test_many_parts_take_several_sheets() -> None:
    assert len(draw_network(network(*(TRIANGLE,) * 12), COLUMN_MM)) > 1


@settings(max_examples=40)
@given(st.lists(connected(), min_size=1, max_size=2), st.integers(40, 100))
def test_the_same_in_characters_is_not_wider_than_asked(parts: list[Connected], columns: int) -> None:
    lines = network_figure(network(*parts)).lines(columns)
    assert max(map(columns_of, lines)) <= columns


def test_every_line_is_told_in_characters() -> None:
    text = "\n".join(network_figure(network(TRIANGLE, PAIR)).lines(80))
    for said in (
        "A  First, 60 patients",
        "A - B  3 trials; RR 1.2",
        "B - C  1 trial; RR 0.8",
        "A - C  2 trials; RR 1.1",
    ):
        assert said in text
    assert "A ────── 1 ────── B" in text


def test_more_nodes_than_letters_are_numbered() -> None:
    nodes = tuple(Node(f"Treatment {place}", "") for place in range(30))
    part = Connected(nodes, tuple(Edge(place, place + 1, 1) for place in range(29)))
    lines = network_figure(network(part)).lines(80)
    assert "(30)  Treatment 29" in lines
    assert "(29) - (30)  1 trial" in lines
