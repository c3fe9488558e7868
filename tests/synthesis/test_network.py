"""A network finds what it says of two treatments, and has a name that programs can ask for."""

from collections.abc import Callable

import pytest
from trials import STAR, Asked, trials

from drgs_cli.records.library import Library

Read = Callable[..., Library]


@pytest.fixture
def star(library: Read) -> Asked:
    """DRGS and SCS each against medical management."""
    return Asked(library(*trials(STAR)))


def test_two_treatments_are_found_in_the_order_of_the_network(star: Asked) -> None:
    assert star.part.between("drgs", "cmm") is not None
    assert star.part.between("cmm", "drgs") is None


def test_a_treatment_that_is_not_there_has_no_trials(star: Asked) -> None:
    assert star.part.total("drgs") is not None
    assert star.part.total("sham") is None


def test_every_comparison_of_every_trial_is_among_the_contrasts(star: Asked) -> None:
    assert [(entry.first, entry.second) for entry in star.part.contrasts] == [("drgs", "cmm"), ("scs", "cmm")]
    assert [edge.trials for edge in star.part.edges] == [1, 1]


def test_a_network_is_named_after_its_cell(star: Asked) -> None:
    assert [network.ref("crps") for network in star.networks] == ["crps/responder-50/6/network"]
