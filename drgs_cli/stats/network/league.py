"""A league table: every treatment against every other, in a square; knows how to arrange, not how to write."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from drgs_cli.stats.network.model import NetworkEstimate, NetworkModel
from drgs_cli.stats.network.ranking import Effects
from drgs_cli.stats.results import Interval

Pair = tuple[str, str, NetworkEstimate, NetworkEstimate | None]  # of two treatments, network and direct


class LeagueTable(Struct, frozen=True):
    """`cells[i][j]` is the treatment of row or column i against that of j, whichever comes first against the other.

    Below the diagonal the network estimates, the treatment of the column against that of the row; above it the
    direct ones, the row against the column, None where no study compares them. None on the diagonal.
    """

    treatments: tuple[str, ...]
    cells: tuple[tuple[NetworkEstimate | None, ...], ...]


def league_table(
    model: NetworkModel, *, effects: Effects = "random", order: Sequence[str] | None = None
) -> LeagueTable:
    """The table in the order given, such as that of the P-scores, or in that of the treatments.

    ValueError unless `order` holds every treatment once. netmeta's `netleague()`.
    """
    treatments = tuple(order) if order is not None else model.network.treatments
    if sorted(treatments) != sorted(model.network.treatments):
        raise ValueError(f"the order needs each of {', '.join(model.network.treatments)} once")
    found = [(row.treat1, row.treat2, row.common if effects == "common" else row.random) for row in model.comparisons]
    return arranged(treatments, [(first, second, entry.network, entry.direct) for first, second, entry in found])


def arranged(order: Sequence[str], pairs: Iterable[Pair]) -> LeagueTable:
    """The table of all pairs of the treatments in `order`."""
    place = {treatment: row for row, treatment in enumerate(order)}
    cells: list[list[NetworkEstimate | None]] = [[None] * len(order) for _ in order]
    for treat1, treat2, network, direct in pairs:
        first, second = place[treat1], place[treat2]
        turned = first > second
        low, high = (second, first) if turned else (first, second)
        cells[high][low] = reverse(network) if turned else network
        cells[low][high] = reverse(direct) if turned and direct is not None else direct
    return LeagueTable(tuple(order), tuple(tuple(row) for row in cells))


def reverse(estimate: NetworkEstimate) -> NetworkEstimate:
    """The same comparison seen from the other treatment."""
    interval = estimate.interval
    turned = Interval(-interval.high, -interval.low, interval.level)
    return NetworkEstimate(-estimate.estimate, estimate.standard_error, -estimate.statistic, estimate.p, turned)
