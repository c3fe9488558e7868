"""One part of a network as a strip of a sheet; knows no study and no treatment."""

from msgspec.structs import replace

from drgs_cli.plots.captions import named as legend_of
from drgs_cli.plots.drawing import Box, Disc, Label, Line, Mark, Outline
from drgs_cli.plots.network_data import LETTERS, Connected, Network, Node
from drgs_cli.plots.network_layout import LEAD, NAME, TEXT, Counted, Layout, Placed, layout_of
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import Strip, moved
from drgs_cli.plots.text_width import ROOM, wrapped
from drgs_cli.visible import visible

MARGIN = 6.0
MOST = 12  # lines of a running text; the whole of it goes with the label
FEW = 6  # lines of a part up to which their numbers are spelt out
CROWDED, NARROW = 6, 300.0  # nodes, and points: more of them on less have letters for names
THINNEST, THICKEST, PER = 1.0, 6.0, 0.8
_TONES: dict[str, Tone] = {"disc": "first", "square": "second", "other": "unknown"}


def strip_of_part(network: Network, part: Connected, width: float, largest: float, key: str = "") -> Strip:
    """Heading, nodes and lines of one part; beneath the last one how it is to be read."""
    inner = width - 2 * MARGIN
    spelt = len(part.edges) <= FEW
    texts = tuple(network.number_text(edge.number) if spelt else str(edge.number) for edge in part.edges)
    named, layout = _laid_out(part, texts, inner, largest)
    heading, down = _running(part.heading, MARGIN, MARGIN, inner, bold=True)
    down += 6 if part.heading else 0
    nodes = tuple(_shifted(node, down) for node in layout.nodes)
    marks: list[Mark] = [*heading, *_together(part, nodes), *_lines(part, nodes)]
    for number in layout.numbers:
        marks += _number(number, down)
    for node, placed in zip(named.nodes, nodes, strict=True):
        marks += _node(node, placed)
    down += layout.height + 10
    if named is not part:
        legend = _legend(part, named, inner)
        marks += [moved(mark, MARGIN, down) for mark in legend.marks]
        down += legend.height + 6
    for together in part.together:
        said, down = _running(together.text, MARGIN, down, inner)
        marks += said
    said, down = _running(f"{_unnumbered(network, part, layout)}{key}", MARGIN, down, inner)
    return Strip(down + MARGIN, (*marks, *said))


def _laid_out(part: Connected, texts: tuple[str, ...], width: float, largest: float) -> tuple[Connected, Layout]:
    """The part with its names, or with letters for them where these leave too little room, and where it all stands."""
    if len(part.nodes) <= CROWDED or width >= NARROW:
        layout = layout_of(part, texts, width, largest)
        if len(layout.numbers) == len(part.edges):
            return part, layout
    named = _lettered(part)
    return named, layout_of(named, texts, width, largest)


def _unnumbered(network: Network, part: Connected, layout: Layout) -> str:
    """The lines that have no room for their number, with it."""
    shown = {(number.edge.first, number.edge.second) for number in layout.numbers}
    found = [edge for edge in part.edges if (edge.first, edge.second) not in shown]
    said = "; ".join(
        f"{part.nodes[edge.first].name} with {part.nodes[edge.second].name}: {network.number_text(edge.number)}"
        for edge in found
    )
    return f"No room in the picture for: {said}. " if said else ""


def _lettered(part: Connected) -> Connected:
    """The part with letters for names, numbers where the alphabet ends."""
    signs = [LETTERS[place] if place < len(LETTERS) else str(place + 1) for place in range(len(part.nodes))]
    nodes = tuple(replace(node, name=sign, text="") for node, sign in zip(part.nodes, signs, strict=True))
    return replace(part, nodes=nodes)


def _legend(part: Connected, named: Connected, width: float) -> Strip:
    """What each letter stands for."""
    pairs = [
        (letter.name, visible(f"{node.name}, {node.text}" if node.text else node.name))
        for letter, node in zip(named.nodes, part.nodes, strict=True)
    ]
    return legend_of(pairs, width, 14.0)


def thickness(number: int) -> float:
    """How thick a line is that stands for so many."""
    return min(THINNEST + PER * (number - 1), THICKEST)


def _shifted(node: Placed, down: float) -> tuple[Placed, float, float]:
    return node, node.x + MARGIN, node.y + down


_At = tuple[Placed, float, float]


def _together(part: Connected, nodes: tuple[_At, ...]) -> list[Mark]:
    shapes = (tuple(nodes[place][1:] for place in sorted(entry.nodes)) for entry in part.together)
    return [Outline(tuple((x, y) for x, y in shape), "third", None, opacity=0.16) for shape in shapes]


def _lines(part: Connected, nodes: tuple[_At, ...]) -> list[Mark]:
    return [
        Line(*nodes[edge.first][1:], *nodes[edge.second][1:], "rule", thickness(edge.number)) for edge in part.edges
    ]


def _number(number: Counted, down: float) -> list[Mark]:
    place = number.place
    x, y = place.left + MARGIN, place.top + down
    wide, tall = place.right - place.left, place.bottom - place.top
    return [
        Box(x, y, wide, tall, "paper", radius=1.5),
        Label(x + wide / 2, y + tall - 2, number.text, TEXT, "middle"),
    ]


def _node(node: Node, at: _At) -> list[Mark]:
    placed, x, y = at
    radius, tone = placed.radius, _TONES[node.shape]
    fill: Tone = "paper" if node.size is None else tone
    edge: Tone = "muted" if node.shape == "other" else tone  # light discs have a dark edge, and so differ in grey too
    body: Mark = Disc(x, y, radius, fill, edge, 1.0)
    if node.shape == "square":
        side = radius * 1.78  # as large an area as a disc of that radius
        body = Box(x - side / 2, y - side / 2, side, side, fill, edge, 1.0)
    marks, left = [body], placed.label_x + MARGIN
    base = y - placed.y + placed.label.top
    for line in placed.name:
        base += NAME * LEAD
        marks.append(Label(left, base - 1.5, line, NAME, placed.anchor, bold=True, full=visible(node.name)))
    for line in placed.text:
        base += TEXT * LEAD
        marks.append(Label(left, base - 1.5, line, TEXT, placed.anchor, tone="muted"))
    return marks


def _running(text: str, x: float, top: float, width: float, *, bold: bool = False) -> tuple[list[Mark], float]:
    """A text in lines from the top downwards, and where it ends."""
    lines = wrapped(visible(text), TEXT, width / ROOM, bold, most=MOST)
    tone: Tone = "ink" if bold else "muted"
    full = visible(text) if len(lines) == MOST else ""
    marks: list[Mark] = [
        Label(x, top + (place + 1) * TEXT * LEAD - 1.5, line, TEXT, bold=bold, tone=tone, full=full)
        for place, line in enumerate(lines)
    ]
    return marks, top + len(lines) * TEXT * LEAD
