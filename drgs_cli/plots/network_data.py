"""What a network is made of: nodes, edges, parts; draws nothing, and knows no study, no treatment and no rounding."""

from typing import Literal

from msgspec import Struct

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
