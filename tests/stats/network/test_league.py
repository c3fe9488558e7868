"""A league table holds the network estimates on one side of its diagonal and the direct ones on the other."""

import pytest

from drgs_cli.stats.network.contrasts import Network, network_from_contrasts
from drgs_cli.stats.network.league import league_table
from drgs_cli.stats.network.model import NetworkModel, network_meta_analysis


def chain() -> NetworkModel:
    network = network_from_contrasts(["1", "2"], ["a", "b"], ["b", "c"], [1.0, 2.0], [1.0, 1.0])
    assert isinstance(network, Network)
    model = network_meta_analysis(network)
    assert isinstance(model, NetworkModel)
    return model


def test_below_the_diagonal_stands_the_column_against_the_row() -> None:
    cell = league_table(chain()).cells[2][0]
    assert cell is not None
    assert cell.estimate == pytest.approx(3.0)


def test_above_the_diagonal_stands_what_studies_compare_directly() -> None:
    cells = league_table(chain(), effects="common").cells
    assert cells[0][2] is None
    assert cells[0][1] is not None
    assert cells[0][1].estimate == 1.0


def test_another_order_turns_the_estimates_round() -> None:
    table = league_table(chain(), order=["c", "a", "b"])
    assert table.treatments == ("c", "a", "b")
    below, above = table.cells[2][0], table.cells[0][2]
    assert below is not None
    assert above is not None
    assert (below.estimate, below.interval.high) == pytest.approx((-2.0, -2.0 + 1.959963984540054))
    assert above.statistic == pytest.approx(-2.0)
    assert table.cells[0][1] is None


def test_an_order_that_leaves_a_treatment_out_is_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="each of a, b, c once"):
        league_table(chain(), order=["a", "b"])
