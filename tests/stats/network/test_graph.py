"""Parts of a network and designs of studies."""

from drgs_cli.stats.network.graph import connected_parts, designs


def test_treatments_without_a_chain_of_studies_between_them_are_in_different_parts() -> None:
    assert connected_parts(6, [(0, 3), (3, 4, 5), (1, 2)]) == ((0, 3, 4, 5), (1, 2))


def test_a_treatment_in_no_study_is_a_part_of_its_own() -> None:
    assert connected_parts(3, [(0, 2)]) == ((0, 2), (1,))


def test_designs_with_fewer_arms_come_first() -> None:
    assert list(designs([(0, 1, 2), (1, 2), (0, 1), (1, 2)]).items()) == [
        ((0, 1), (2,)),
        ((1, 2), (1, 3)),
        ((0, 1, 2), (0,)),
    ]
