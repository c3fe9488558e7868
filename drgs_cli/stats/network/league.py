"""A league table: every treatment against every other, in a square; knows how to arrange, not how to write."""

from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.network.model import NetworkEstimate, NetworkModel
from drgs_cli.stats.network.ranking import Effects
from drgs_cli.stats.results import Interval


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
    place = {treatment: row for row, treatment in enumerate(treatments)}
    cells: list[list[NetworkEstimate | None]] = [[None] * len(treatments) for _ in treatments]
    for comparison in model.comparisons:
        evidence = comparison.common if effects == "common" else comparison.random
        first, second = place[comparison.treat1], place[comparison.treat2]
        turned = first > second
        low, high = (second, first) if turned else (first, second)
        cells[high][low] = reverse(evidence.network) if turned else evidence.network
        direct = evidence.direct
        cells[low][high] = reverse(direct) if turned and direct is not None else direct
    return LeagueTable(treatments, tuple(tuple(row) for row in cells))


def reverse(estimate: NetworkEstimate) -> NetworkEstimate:
    """The same comparison seen from the other treatment."""
    interval = estimate.interval
    turned = Interval(-interval.high, -interval.low, interval.level)
    return NetworkEstimate(-estimate.estimate, estimate.standard_error, -estimate.statistic, estimate.p, turned)
