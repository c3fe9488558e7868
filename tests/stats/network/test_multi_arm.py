"""A study with several arms counts once, not once for each of its comparisons."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.network.multi_arm import (
    StudyWeights,
    arm_effects,
    contradiction,
    invert,
    pairs,
    study_weights,
)

arm_variances = st.lists(st.floats(0.01, 100.0), min_size=2, max_size=5)


def weights(variances: list[float], arms: int, tau2: float = 0.0) -> StudyWeights:
    found = study_weights(variances, arms, tau2)
    assert found is not None
    return found


@given(arm_variances)
def test_independent_arms_weigh_as_a_star_of_resistors_turned_into_a_mesh(variances: list[float]) -> None:
    compared = [variances[i] + variances[j] for i, j in pairs(len(variances))]
    precision = [1.0 / variance for variance in variances]
    expected = [precision[i] * precision[j] / math.fsum(precision) for i, j in pairs(len(variances))]
    assert weights(compared, len(variances)).weights == pytest.approx(expected, rel=1e-8)


@given(arm_variances, st.floats(0.0, 10.0))
def test_the_variance_between_studies_counts_as_half_of_it_in_every_arm(variances: list[float], tau2: float) -> None:
    arms = len(variances)
    compared = [variances[i] + variances[j] for i, j in pairs(arms)]
    in_arms = [variances[i] + variances[j] + tau2 for i, j in pairs(arms)]
    assert weights(compared, arms, tau2).weights == pytest.approx(weights(in_arms, arms).weights, rel=1e-9)


def test_two_arms_weigh_the_inverse_of_their_variance() -> None:
    found = weights([4.0], 2, 1.0)
    assert found.weights == [0.2]
    assert found.squares == pytest.approx([0.08])
    assert found.log_determinant == pytest.approx(math.log(5.0))


def test_squares_are_those_of_the_laplacian() -> None:
    found = weights([2.0, 2.0, 2.0], 3)
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert found.squares == pytest.approx([1 / 3] * 3)  # L = (3 I - J) / 3, whose square is itself
    assert found.log_determinant == pytest.approx(math.log(3.0))  # of [[2, 1], [1, 2]]


def test_variances_against_the_triangle_inequality_of_standard_errors_are_impossible() -> None:
    assert study_weights([1.0, 1.0, 9.0], 3, 0.0) is None


def test_estimates_that_do_not_add_up_contradict_each_other() -> None:
    assert contradiction([1.0, 3.0, 2.0], 3) == pytest.approx(0.0, abs=1e-15)
    assert contradiction([1.0, 3.3, 2.0], 3) == pytest.approx(0.1)
    assert arm_effects([1.0, 3.0, 2.0], 3) == pytest.approx([4 / 3, 1 / 3, -5 / 3])


def test_a_matrix_times_its_inverse_is_one() -> None:
    found = invert([[4.0, 2.0], [2.0, 3.0]])
    assert found is not None
    assert found[0] == [pytest.approx([0.375, -0.25]), pytest.approx([-0.25, 0.5])]
    assert found[1] == pytest.approx(math.log(8.0))
