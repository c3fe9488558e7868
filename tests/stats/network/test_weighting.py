"""A fit of comparisons is that of least squares over the studies' covariances."""

import pytest

from drgs_cli.stats.network.contrasts import NetworkStudy
from drgs_cli.stats.network.weighting import Edges

LOOP = [
    NetworkStudy("1", (0, 1), (1.0,), (1.0,)),
    NetworkStudy("2", (1, 2), (1.0,), (1.0,)),
    NetworkStudy("3", (0, 2), (5.0,), (1.0,)),
]


def test_a_loop_shares_its_disagreement_among_its_sides() -> None:
    fit = Edges(LOOP, 3).fit(0.0)
    assert fit is not None
    assert fit.residuals == pytest.approx([-1.0, -1.0, 1.0])
    assert fit.q == pytest.approx(3.0)


def test_the_trace_is_the_gain_of_q_by_a_unit_of_variance_between_studies() -> None:
    edges = Edges(LOOP, 3)
    fit = edges.fit(0.0)
    assert fit is not None
    assert edges.trace(fit) == pytest.approx(1.0)  # one degree of freedom, all weights 1


def test_a_study_whose_covariance_is_impossible_is_not_fitted() -> None:
    impossible = NetworkStudy("1", (0, 1, 2), (0.0, 0.0, 0.0), (1.0, 1.0, 9.0))
    assert Edges([impossible], 3).fit(0.0) is None


def test_treatments_in_parts_are_not_fitted() -> None:
    assert Edges(LOOP[:1], 3).fit(0.0) is None


def test_a_trace_that_rounding_has_eaten_is_0() -> None:
    halves = [
        NetworkStudy("1", (0, 1), (1.0,), (1.0,)),
        NetworkStudy("2", (1, 2), (1.0,), (1e30,)),
        NetworkStudy("3", (2, 3), (1.0,), (1.0,)),
    ]
    edges = Edges(halves, 4)
    fit = edges.fit(0.0)
    assert fit is not None
    assert edges.trace(fit) == 0.0
