"""Kendall's score counts pairs, and its p-value counts orders."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.rank_correlation import (
    RankCorrelation,
    exact_p,
    normal_p,
    rank_correlation,
    two_sided_p,
)
from drgs_cli.stats.results import NotEstimable

ROWS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=12).filter(
    lambda rows: len({x for x, _ in rows}) > 1 and len({y for _, y in rows}) > 1
)


def correlation(rows: list[tuple[int, int]]) -> RankCorrelation:
    found = rank_correlation([float(x) for x, _ in rows], [float(y) for _, y in rows])
    assert isinstance(found, RankCorrelation)
    return found


def sign(x: int) -> int:
    return (x > 0) - (x < 0)


@given(ROWS)
def test_the_score_is_that_of_all_pairs(rows: list[tuple[int, int]]) -> None:
    pairs = combinations(rows, 2)
    assert correlation(rows).score == sum(sign(a[0] - b[0]) * sign(a[1] - b[1]) for a, b in pairs)


@given(ROWS)
def test_neither_the_order_of_the_pairs_nor_which_row_is_first_matters(rows: list[tuple[int, int]]) -> None:
    turned = [(y, x) for x, y in rows][::-1]
    assert correlation(turned).score == correlation(rows).score
    assert correlation(turned).standard_error == pytest.approx(correlation(rows).standard_error, rel=1e-15)


@pytest.mark.parametrize("second", [(1, 2, 3, 4, 5), (1, 1, 2, 3, 3), (1, 1, 1, 1, 2), (1, 1, 1, 2, 2)])
def test_the_standard_error_is_that_of_the_scores_of_all_orders(second: tuple[int, ...]) -> None:
    first = (1, 1, 1, 2, 3)
    orders = [correlation(list(zip(first, order, strict=True))) for order in permutations(second)]
    mean_square = sum(found.score**2 for found in orders) / len(orders)
    assert orders[0].standard_error ** 2 == pytest.approx(mean_square, rel=1e-12)


def test_tau_is_1_where_all_pairs_agree_and_ties_are_in_both_rows() -> None:
    assert correlation([(1, 1), (1, 1), (2, 2), (3, 3)]).tau == pytest.approx(1.0, rel=1e-15)
    assert correlation([(1, 3), (2, 2), (3, 1)]).tau == -1.0


@pytest.mark.parametrize("k", [3, 4, 5, 6])
def test_the_exact_p_is_the_share_of_orders_as_far_from_0(k: int) -> None:
    scores = [correlation(list(enumerate(order))).score for order in permutations(range(k))]
    for score in set(scores):
        share = sum(abs(other) >= abs(score) for other in scores) / len(scores)
        assert exact_p(k, score) == pytest.approx(share, rel=1e-14)


def test_the_smallest_p_of_twenty_is_2_of_all_orders() -> None:
    assert exact_p(20, 190) == pytest.approx(2 / 2432902008176640000, rel=1e-14)  # 20!


def test_beyond_170_pairs_the_normal_p_is_taken_which_is_nearly_the_exact_one() -> None:
    up = [float(x) for x in range(171)]
    found = rank_correlation(up, up[::2] + up[1::2])
    assert isinstance(found, RankCorrelation)
    assert not found.tied
    assert two_sided_p(found) == normal_p(found)
    shorter = RankCorrelation(160, 1500, (160 * 159 * 325 / 18) ** 0.5, 0.0, False)
    assert two_sided_p(shorter) == exact_p(160, 1500) == pytest.approx(normal_p(shorter), rel=2e-2)


def test_ties_take_the_normal_p() -> None:
    found = correlation([(1, 1), (1, 2), (2, 3), (3, 5), (4, 4)])
    assert two_sided_p(found) == normal_p(found)


def test_numbers_that_differ_by_the_rounding_of_a_sum_are_tied() -> None:
    found = rank_correlation([0.1 + 0.2, 0.3, 0.4], [1.0, 2.0, 3.0])
    assert isinstance(found, RankCorrelation)
    assert found.tied


def test_a_row_of_one_value_has_no_variance() -> None:
    assert rank_correlation([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]) == NotEstimable("no-variance")
    assert rank_correlation([1.0, 2.0, 3.0], [1.0, 1.0, 1.0]) == NotEstimable("no-variance")


def test_two_pairs_are_too_few() -> None:
    assert rank_correlation([1.0, 2.0], [1.0, 2.0]) == NotEstimable("too-few")
