"""A network of treatments as a picture; knows no study, no treatment and no rounding."""

from drgs_cli.plots.drawing import POINTS_PER_MM, Drawing
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.network_data import Network
from drgs_cli.plots.network_drawing import strip_of_part
from drgs_cli.plots.network_text import network_lines
from drgs_cli.plots.sheets import drawings, gathered


def network_figure(network: Network) -> Figure:
    """The network as a part of a document."""
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
    largest = max((node.size or 0.0 for part in network.parts for node in part.nodes), default=0.0)
    width, last = width_mm * POINTS_PER_MM, len(network.parts) - 1
    strips = (
        strip_of_part(network, part, width, largest, key=network.key if place == last else "")
        for place, part in enumerate(network.parts)
    )
    return drawings(gathered(strips), width, network.title, network.description)
