"""The rules integrate polynomials against the normal density exactly, as many as their number of nodes allows."""

import math

import pytest

from drgs_cli.stats.glmm.quadrature import normal_rule


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 25, 60])
def test_moments_of_the_normal_distribution_are_exact_below_twice_the_number_of_nodes(size: int) -> None:
    rule = normal_rule(size)
    for degree in range(0, min(2 * size, 40), 2):
        moment = math.fsum(weight * t**degree for t, weight in rule)
        assert moment == pytest.approx(math.prod(range(1, degree, 2)), rel=1e-11)


@pytest.mark.parametrize("size", [1, 2, 7, 150])
def test_a_rule_is_symmetric_and_ascends(size: int) -> None:
    rule = normal_rule(size)
    assert [t for t, _ in rule] == sorted({-t for t, _ in rule})
    assert [weight for _, weight in rule] == pytest.approx([weight for _, weight in reversed(rule)], rel=1e-14)


def test_seven_nodes_lie_where_the_tables_have_them() -> None:
    """A&S table 25.10, n = 7, for exp(-x^2): the node and the weight times root 2 and over root pi."""
    node, weight = normal_rule(7)[-1]
    assert node / math.sqrt(2.0) == pytest.approx(2.651961356835233, rel=1e-14)
    assert weight * math.sqrt(math.pi) == pytest.approx(9.717812450995e-4, rel=1e-12)


@pytest.mark.parametrize("size", [0, -1, 151])
def test_a_rule_of_no_or_too_many_nodes_is_the_fault_of_the_caller(size: int) -> None:
    with pytest.raises(ValueError, match="1 to 150 nodes"):
        normal_rule(size)
