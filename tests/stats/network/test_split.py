"""Direct and indirect evidence, put together, are the network estimate."""

import pytest

from drgs_cli.stats.network.contrasts import Network, network_from_contrasts
from drgs_cli.stats.network.model import NetworkModel, network_meta_analysis
from drgs_cli.stats.network.ranking import Effects
from drgs_cli.stats.network.split import NodeSplit, node_splits


def splits(treat1: str, treat2: str, effects: Effects = "common") -> tuple[NodeSplit, ...]:
    network = network_from_contrasts(
        ["1", "2", "3", "4", "5"], list(treat1), list(treat2), [1.0, 1.0, 5.0, 2.0, 0.0], [1.0, 1.0, 2.0, 1.0, 1.0]
    )
    assert isinstance(network, Network)
    model = network_meta_analysis(network, method="dl")
    assert isinstance(model, NetworkModel)
    return node_splits(model, effects=effects)


def test_the_indirect_estimate_of_a_loop_is_the_way_round_it() -> None:
    last = splits("abaaa", "bccdd")[1]
    assert (last.treat1, last.treat2, last.studies) == ("a", "c", 1)
    assert (last.direct.estimate, last.direct.standard_error) == pytest.approx((5.0, 2.0))
    assert (last.indirect.estimate, last.indirect.standard_error) == pytest.approx((2.0, 2.0**0.5))
    assert (last.difference.estimate, last.difference.standard_error) == pytest.approx((3.0, 6.0**0.5))


@pytest.mark.parametrize("effects", ["common", "random"])
def test_a_comparison_with_evidence_of_one_kind_only_is_not_split(effects: Effects) -> None:
    assert [(row.treat1, row.treat2) for row in splits("abaaa", "bccdd", effects)] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]
