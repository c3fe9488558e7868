"""A graph of weights is solved to full precision, however unlike the weights."""

import pytest

from drgs_cli.stats.network.laplacian import Elimination, eliminate


def graph(size: int, weights: dict[tuple[int, int], float]) -> Elimination:
    found = eliminate(matrix(size, weights))
    assert found is not None
    return found


def matrix(size: int, weights: dict[tuple[int, int], float]) -> list[list[float]]:
    rows = [[0.0] * size for _ in range(size)]
    for (i, j), weight in weights.items():
        rows[i][j] = rows[j][i] = weight
    return rows


def test_resistors_in_series_add_up_and_in_parallel_their_conductances_do() -> None:
    series_beside_one = graph(3, {(0, 1): 1 / 2, (1, 2): 1 / 4, (0, 2): 1 / 3})
    assert series_beside_one.variances([(0, 2), (0, 1)]) == pytest.approx([1 / (1 / 3 + 1 / 6), 1 / (1 / 2 + 1 / 7)])


def test_effects_carry_the_flows_that_are_put_in() -> None:
    effects = graph(3, {(0, 1): 2.0, (1, 2): 4.0}).effects([2.0, 0.0, -2.0])
    assert effects[0] - effects[1] == pytest.approx(1.0)
    assert effects[1] - effects[2] == pytest.approx(0.5)


def test_the_determinant_counts_spanning_trees() -> None:
    complete = {(i, j): 1.0 for i in range(4) for j in range(i + 1, 4)}
    assert graph(4, complete).log_determinant == pytest.approx(2.772588722239781)  # 4^2 trees, ln 16


def test_a_next_to_weightless_treatment_takes_no_digit_from_the_others() -> None:
    variances = graph(3, {(0, 1): 1e-40, (1, 2): 7.0}).variances([(1, 2), (0, 2)])
    assert variances == pytest.approx([1 / 7, 1e40], rel=1e-15)


def test_halves_held_together_by_next_to_nothing_have_no_variances() -> None:
    assert graph(4, {(0, 1): 1.0, (1, 2): 1e-20, (2, 3): 1.0}).variances([(0, 1), (2, 3)]) is None


def test_a_graph_in_parts_is_not_solved() -> None:
    assert eliminate(matrix(3, {(0, 1): 1.0})) is None


def test_negative_weights_are_solved_as_long_as_the_whole_is_positive() -> None:
    variances = graph(3, {(0, 1): 2.0, (1, 2): 2.0, (0, 2): -0.5}).variances([(0, 2)])
    assert variances == pytest.approx([2.0])
    assert eliminate(matrix(3, {(0, 1): 2.0, (1, 2): 2.0, (0, 2): -1.0})) is None
