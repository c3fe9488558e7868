"""Where the nodes of a network and its texts stand, so that no two texts touch; knows no colour and no format.

The nodes stand on an ellipse, the first at the top and the others clockwise. It is made taller until every text has
its place.
"""

import math

from msgspec import Struct

from drgs_cli.plots.drawing import Anchor
from drgs_cli.plots.network_data import Connected, Edge, Node
from drgs_cli.plots.text_width import ROOM, width_of, wrapped
from drgs_cli.visible import visible

NAME, TEXT = 7.5, 7.0  # sizes
LEAD = 1.22
SMALLEST, LARGEST = 4.0, 12.0  # radius of a node
APART = 3.0
WIDER = 1.6  # than tall, at most, of a few nodes
FARTHEST = 105.0  # of two nodes from the middle
FLATTEST, TALLEST, STEP = 46.0, 330.0, 1.18
ALONG = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)  # where on a line its number may stand


class Rectangle(Struct, frozen=True):
    """A place that a text takes."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Rectangle", apart: float = 0.0) -> bool:
        """Whether two places overlap, or are nearer than so much."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )


class Placed(Struct, frozen=True):
    """A node with its radius, and its texts line by line from the first base line."""

    x: float
    y: float
    radius: float
    label_x: float
    anchor: Anchor
    name: tuple[str, ...]
    text: tuple[str, ...]
    label: Rectangle

    @property
    def body(self) -> Rectangle:
        """What the node itself takes."""
        return Rectangle(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


class Counted(Struct, frozen=True):
    """The number on a line, and its place."""

    edge: Edge
    text: str
    place: Rectangle


class Layout(Struct, frozen=True):
    """All nodes and numbers of a part, and the height that they take."""

    nodes: tuple[Placed, ...]
    numbers: tuple[Counted, ...]
    height: float


def layout_of(part: Connected, texts: tuple[str, ...], width: float, largest: float) -> Layout:
    """Place a part on a sheet of a width; `texts` stand on its edges, `largest` is the size of the largest node.

    Where there are more lines than places, some have no number.
    """
    tall = _height_of_circle(part, width)
    while True:
        nodes = _nodes(part, width, tall, largest)
        apart = not _collide(nodes)
        numbers = _numbers(part, texts, nodes) if apart else ()
        if apart and (len(numbers) == len(part.edges) or tall > TALLEST):
            break
        tall = max(tall, FLATTEST) * STEP
    places = [place for node in nodes for place in (node.label, node.body)] + [one.place for one in numbers]
    top, bottom = min(place.top for place in places), max(place.bottom for place in places)
    return Layout(
        tuple(_lowered(node, -top) for node in nodes),
        tuple(Counted(one.edge, one.text, _moved(one.place, -top)) for one in numbers),
        bottom - top,
    )


def radius_of(node: Node, largest: float) -> float:
    """The radius, whose square goes with the size; the least one where the size is not known."""
    if node.size is None or largest <= 0:
        return SMALLEST
    return math.sqrt(SMALLEST**2 + (LARGEST**2 - SMALLEST**2) * node.size / largest)


def _half(part: Connected, width: float) -> float:
    """Half the width of the ellipse: the rest is for texts at either side, for the longest word of their names at least
    and for no more than they take.
    """
    names = [visible(node.name) for node in part.nodes]
    beside = LARGEST + APART + 2
    word = max(width_of(word, NAME, True) for name in names for word in name.split() or [""]) * ROOM + beside
    longest = max(
        max(width_of(name, NAME, True), width_of(visible(node.text), TEXT))
        for name, node in zip(names, part.nodes, strict=True)
    )
    room = min(max(width * 0.26, 66.0, word), max(width * 0.3, 75.0), longest * ROOM + beside)
    return min(width / 2 - room, WIDER * (FLATTEST + 9.0 * len(part.nodes)))


def _height_of_circle(part: Connected, width: float) -> float:
    """Half the height to begin with: that of a circle, unless a few nodes would stand far apart on it."""
    count = len(part.nodes)
    return min(_half(part, width), FLATTEST + 9.0 * count) if count > 2 else 0.0


def _nodes(part: Connected, width: float, tall: float, largest: float) -> tuple[Placed, ...]:
    count = len(part.nodes)
    if count <= 2:
        return _side_by_side(part, width, largest)
    wide = _half(part, width)
    found = []
    for place, node in enumerate(part.nodes):
        turn = 2 * math.pi * place / count
        x, y = width / 2 + wide * math.sin(turn), -tall * math.cos(turn)
        found.append(_placed(node, x, y, (math.sin(turn), -math.cos(turn)), width, largest))
    return tuple(found)


def _side_by_side(part: Connected, width: float, largest: float) -> tuple[Placed, ...]:
    """One or two nodes: in a row, with their texts beneath."""
    count = len(part.nodes)
    found = []
    for place, node in enumerate(part.nodes):
        apart = min(width * 0.28, FARTHEST)
        x = width / 2 if count == 1 else width / 2 + (apart if place else -apart)
        radius = radius_of(node, largest)
        half = min(x, width - x, apart - APART)
        found.append(_texts(node, (x, 0.0), radius, "middle", (x, LARGEST + APART), 2 * half))
    return tuple(found)


def _placed(node: Node, x: float, y: float, way: tuple[float, float], width: float, largest: float) -> Placed:
    """A node with its texts on the outer side: above or beneath at the ends of the ellipse, else beside it."""
    radius = radius_of(node, largest)
    across, down = way
    if abs(across) < 0.05:
        found = _texts(node, (x, y), radius, "middle", (x, y + radius + APART), width * 0.6)
        if down > 0:
            return found
        return _texts(node, (x, y), radius, "middle", (x, y - radius - APART - _height(found)), width * 0.6)
    label_x = x + (radius + APART + 1) * (1 if across > 0 else -1)
    free = width - label_x if across > 0 else label_x
    anchor: Anchor = "start" if across > 0 else "end"
    found = _texts(node, (x, y), radius, anchor, (label_x, y), free)
    return _texts(node, (x, y), radius, anchor, (label_x, y - _height(found) * (1 - down) / 2), free)


def _texts(
    node: Node, at: tuple[float, float], radius: float, anchor: Anchor, corner: tuple[float, float], free: float
) -> Placed:
    """The node with its texts, whose upper end is given and which take so much width at most."""
    label_x, top = corner
    name = wrapped(visible(node.name), NAME, free / ROOM, bold=True, most=4)
    text = wrapped(visible(node.text), TEXT, free / ROOM, most=3)
    if len(text) > 1:  # a number stays with what it counts
        text = tuple(
            line for piece in visible(node.text).split(", ") for line in wrapped(piece, TEXT, free / ROOM, most=2)
        )
    widths = [width_of(line, NAME, True) for line in name] + [width_of(line, TEXT) for line in text]
    taken = max(widths, default=0.0) * ROOM
    left = {"start": label_x, "middle": label_x - taken / 2, "end": label_x - taken}[anchor]
    bottom = top + (len(name) * NAME + len(text) * TEXT) * LEAD
    return Placed(*at, radius, label_x, anchor, name, text, Rectangle(left, top, left + taken, bottom))


def _height(node: Placed) -> float:
    return node.label.bottom - node.label.top


def _collide(nodes: tuple[Placed, ...]) -> bool:
    """Whether a text touches another, or a node touches anything that is not its own."""
    return any(
        one.label.touches(other.label, 1.0)
        or one.label.touches(other.body, 1.0)
        or other.label.touches(one.body, 1.0)
        or one.body.touches(other.body, APART)
        for place, one in enumerate(nodes)
        for other in nodes[place + 1 :]
    )


def _numbers(part: Connected, texts: tuple[str, ...], nodes: tuple[Placed, ...]) -> tuple[Counted, ...]:
    """The number of each line where it touches neither a text nor a node; none where a line has no such place."""
    taken = [rectangle for node in nodes for rectangle in (node.label, node.body)]
    found = []
    for edge, text in zip(part.edges, texts, strict=True):
        place = _free(edge, text, nodes, taken)
        if place is not None:
            taken.append(place)
            found.append(Counted(edge, text, place))
    return tuple(found)


def _free(edge: Edge, text: str, nodes: tuple[Placed, ...], taken: list[Rectangle]) -> Rectangle | None:
    one, other = nodes[edge.first], nodes[edge.second]
    half_x, half_y = width_of(text, TEXT) * ROOM / 2 + 1.5, TEXT * 0.6
    for share in ALONG:
        x, y = one.x + share * (other.x - one.x), one.y + share * (other.y - one.y)
        place = Rectangle(x - half_x, y - half_y, x + half_x, y + half_y)
        if not any(place.touches(rectangle, 0.5) for rectangle in taken):
            return place
    return None


def _moved(place: Rectangle, down: float) -> Rectangle:
    return Rectangle(place.left, place.top + down, place.right, place.bottom + down)


def _lowered(node: Placed, down: float) -> Placed:
    return Placed(
        node.x,
        node.y + down,
        node.radius,
        node.label_x,
        node.anchor,
        node.name,
        node.text,
        _moved(node.label, down),
    )
