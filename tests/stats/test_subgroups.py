"""Subgroups: levels are pooled as they would be alone, the test between them, and reasons where there is none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.between_study import TAU2_METHODS
from drgs_cli.stats.pooling import INTERVALS, Pooled, pool
from drgs_cli.stats.regression import SCALES
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.subgroups import Between, CommonTau2Subgroups, Subgroups, pool_subgroups, subgroups_with_common_tau2

Y = [0.31, -0.22, 0.74, 1.13, 0.08, 0.52, 0.96, -0.41]
V = [0.04, 0.09, 0.05, 0.12, 0.03, 0.08, 0.1, 0.06]
LABELS = ["b", "a", "b", "c", "a", "b", "c", "a"]
METHODS = st.sampled_from(sorted(TAU2_METHODS))


def separate(method: str = "reml", interval: str = "z") -> Subgroups:
    found = pool_subgroups(Y, V, LABELS, method=method, interval=interval)
    assert isinstance(found, Subgroups)
    return found


def together(method: str = "reml", interval: str = "z") -> CommonTau2Subgroups:
    found = subgroups_with_common_tau2(Y, V, LABELS, method=method, interval=interval)
    assert isinstance(found, CommonTau2Subgroups)
    return found


@given(METHODS, st.sampled_from(sorted(INTERVALS)))
def test_a_level_is_pooled_as_if_it_were_all(method: str, interval: str) -> None:
    alone = pool([-0.22, 0.08, -0.41], [0.09, 0.03, 0.06], method=method, interval=interval)
    assert separate(method, interval).pooled[0] == alone


def test_q_between_of_two_levels_is_the_squared_z_of_their_difference() -> None:
    found = pool_subgroups([0.2, 0.9], [0.04, 0.09], ["b", "a"])
    assert isinstance(found, Subgroups)
    assert isinstance(found.between, Between)
    assert (found.levels, found.between.df) == (("a", "b"), 1)
    assert found.between.statistic == pytest.approx(0.49 / 0.13)
    assert found.between.p == pytest.approx(0.0522036, abs=1e-6)


def test_with_a_common_effect_q_between_and_q_within_add_up_to_q() -> None:
    found, whole = together("ee"), pool(Y, V, method="ee")
    assert isinstance(whole, Pooled)
    assert found.between.statistic + found.q == pytest.approx(whole.q, rel=1e-13)
    between = separate("ee").between
    assert isinstance(between, Between)
    assert (between.statistic, between.p) == pytest.approx((found.between.statistic, found.between.p))


@given(METHODS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(method: str, chance: random.Random) -> None:
    order = chance.sample(range(8), 8)
    y, v, labels = [Y[i] for i in order], [V[i] for i in order], [LABELS[i] for i in order]
    found, other = subgroups_with_common_tau2(y, v, labels, method=method), together(method)
    assert isinstance(found, CommonTau2Subgroups)
    assert found.between.statistic == pytest.approx(other.between.statistic, rel=1e-11)
    assert [one.estimate for one in found.means] == pytest.approx([one.estimate for one in other.means], rel=1e-11)


@pytest.mark.parametrize("interval", sorted(SCALES))
def test_the_two_tests_of_a_common_tau2_do_not_depend_on_the_interval(interval: str) -> None:
    found, normal = together(interval=interval), together()
    assert isinstance(found.between_f, Between)
    assert isinstance(normal.between_f, Between)
    assert found.between.statistic == pytest.approx(normal.between.statistic, rel=1e-13)
    assert found.between_f.statistic == pytest.approx(normal.between_f.statistic, rel=1e-13)
    assert (found.between_f.df, found.between_f.df_residual) == (2, 5)


def test_levels_are_in_the_order_of_numbers_and_then_of_names() -> None:
    found = pool_subgroups([0.1] * 6, [0.1] * 6, ["10", "nan", "9", "x", "-1.5", "inf"])
    assert isinstance(found, Subgroups)
    assert found.levels == ("-1.5", "9", "10", "inf", "nan", "x")


def test_no_row_and_one_level_have_no_test() -> None:
    assert pool_subgroups([], [], []) == NotEstimable("no-study")
    assert subgroups_with_common_tau2([], [], []) == NotEstimable("no-study")
    assert subgroups_with_common_tau2(Y, V, ["a"] * 8) == NotEstimable("too-few")
    found = pool_subgroups(Y, V, ["a"] * 8)
    assert isinstance(found, Subgroups)
    assert found.between == NotEstimable("too-few")


def test_every_row_its_own_level_leaves_no_tau2_within() -> None:
    labels = [str(place) for place in range(8)]
    assert subgroups_with_common_tau2(Y, V, labels) == NotEstimable("too-few")
    found = subgroups_with_common_tau2(Y, V, labels, method="ee")
    assert isinstance(found, CommonTau2Subgroups)
    assert found.between_f == NotEstimable("too-few")


def test_a_level_without_a_mean_is_the_reason_why_there_is_no_test() -> None:
    found = pool_subgroups([0.1, 0.2, 0.3, 0.4], [1e-300, 1e300, 0.1, 0.2], ["a", "a", "b", "b"])
    assert isinstance(found, Subgroups)
    assert found.pooled[0] == NotEstimable("out-of-range")
    assert found.between == NotEstimable("out-of-range")


def test_a_level_without_spread_has_no_weight_in_a_test_by_hartung_and_knapp() -> None:
    found = pool_subgroups([0.1, 0.1, 0.3, 0.4], [0.1, 0.2, 0.1, 0.2], ["a", "a", "b", "b"], interval="knha")
    assert isinstance(found, Subgroups)
    assert found.between == NotEstimable("no-variance")
