"""A network of treatments: what it is made of; knows no study, no treatment and no rounding."""

from typing import Literal

from msgspec import Struct

from drgs_cli.plots.drawing import POINTS_PER_MM, Drawing
from drgs_cli.plots.figure import Figure

Shape = Literal["disc", "square", "other"]


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # for nodes whose names stand elsewhere


class Node(Struct, frozen=True):
    """A treatment: `size` sets its area (None: not known, it is drawn open); `text` stands beneath its name."""

    name: str
    text: str
    size: float | None = None
    shape: Shape = "other"


class Edge(Struct, frozen=True):
    """Two nodes, by their places, that are compared `number` times; `text` says what that comes to."""

    first: int
    second: int
    number: int
    text: str = ""


class Together(Struct, frozen=True):
    """Nodes that were compared with one another in one place, drawn as a shaded shape."""

    nodes: tuple[int, ...]
    text: str


class Connected(Struct, frozen=True):
    """A part of a network, in which ways lead from every node to every other."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    together: tuple[Together, ...] = ()
    heading: str = ""


class Network(Struct, frozen=True):
    """All parts; `counted` is what the edges count, one and several of them; `key` says how it is to be read."""

    title: str
    description: str
    parts: tuple[Connected, ...]
    counted: tuple[str, str]
    key: str
    notes: tuple[str, ...] = ()
    anchor: str = ""

    def number_text(self, number: int) -> str:
        """A number of what the edges count."""
        return f"{number} {self.counted[0] if number == 1 else self.counted[1]}"


def network_figure(network: Network) -> Figure:
    """The network as a part of a document."""
    from drgs_cli.plots.network_text import network_lines

    return Figure(
        network.title,
        network.description,
        lambda width: draw_network(network, width),
        lambda columns: network_lines(network, columns),
        network.notes,
        network.anchor,
    )


def draw_network(network: Network, width_mm: float) -> tuple[Drawing, ...]:
    """The parts apart, below one another."""
    from drgs_cli.plots.network_drawing import strip_of_part
    from drgs_cli.plots.sheets import drawings, gathered

    largest = max((node.size or 0.0 for part in network.parts for node in part.nodes), default=0.0)
    width, last = width_mm * POINTS_PER_MM, len(network.parts) - 1
    strips = (
        strip_of_part(network, part, width, largest, key=network.key if place == last else "")
        for place, part in enumerate(network.parts)
    )
    return drawings(gathered(strips), width, network.title, network.description)
