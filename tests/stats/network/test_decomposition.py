"""Q falls into what is within designs and what is between them."""

import pytest

from drgs_cli.stats.network.contrasts import Network, network_from_contrasts
from drgs_cli.stats.network.decomposition import Decomposition, decompose
from drgs_cli.stats.network.model import QTest
from drgs_cli.stats.results import NotEstimable


def network(rows: list[tuple[str, str, str, float, float]]) -> Network:
    found = network_from_contrasts(*(list(column) for column in zip(*rows, strict=True))) if rows else None
    found = found or network_from_contrasts([], [], [], [], [])
    assert isinstance(found, Network)
    return found


def decomposed(rows: list[tuple[str, str, str, float, float]]) -> Decomposition:
    found = decompose(network(rows))
    assert isinstance(found, Decomposition)
    return found


LOOP = [("1", "a", "b", 1.0, 1.0), ("2", "b", "c", 1.0, 1.0), ("3", "a", "c", 5.0, 1.0)]


def test_a_loop_of_single_studies_disagrees_between_designs_only() -> None:
    found = decomposed(LOOP)
    assert found.within == QTest(0.0, 0, None)
    assert found.between.q == pytest.approx(3.0)
    assert found.between.degrees_of_freedom == 1
    assert found.tau2_within == NotEstimable("too-few")
    assert found.between_random == NotEstimable("too-few")


def test_studies_of_one_design_disagree_within_it_only() -> None:
    found = decomposed([("1", "a", "b", 1.0, 1.0), ("2", "a", "b", 4.0, 1.0)])
    assert found.within == found.total
    assert found.between == QTest(0.0, 0, None)
    assert found.by_design[0].studies == 2
    assert found.tau2_within == pytest.approx(3.5)


def test_variance_within_designs_excuses_disagreement_between_them() -> None:
    found = decomposed([*LOOP, ("4", "a", "b", 4.0, 1.0)])
    assert isinstance(found.between_random, QTest)
    assert found.between_random.q < found.between.q
    assert found.between_random.degrees_of_freedom == found.between.degrees_of_freedom == 1


def test_a_network_without_studies_or_in_parts_has_no_decomposition() -> None:
    assert decompose(network([])) == NotEstimable("no-study")
    parts = [("1", "a", "b", 1.0, 1.0), ("2", "c", "d", 1.0, 1.0)]
    assert decompose(network(parts)) == NotEstimable("disconnected", (("a", "b"), ("c", "d")))


def test_weights_too_unlike_to_be_added_have_no_variance_within_designs() -> None:
    found = decomposed([("1", "a", "b", 1.0, 1e-15), ("2", "a", "b", 4.0, 1.0)])
    assert found.tau2_within == NotEstimable("not-full-rank")
    assert found.between_random == NotEstimable("not-full-rank")
