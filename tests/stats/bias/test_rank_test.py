"""Begg's test in both forms sees whether the larger variances go with the larger effects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.rank_test import RankTest, ScoreTest, begg, rank_test
from drgs_cli.stats.results import NotEstimable

STUDIES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=3, max_size=15)


def test_effects_that_grow_with_their_variances_have_a_tau_of_1_and_the_p_of_one_order_in_24() -> None:
    found = rank_test([0.1, 0.5, 1.2, 2.4], [0.01, 0.04, 0.09, 0.16])
    assert isinstance(found, RankTest)
    assert (found.k, found.tau) == (4, 1.0)
    assert found.p == pytest.approx(2 / 24, rel=1e-14)


def test_the_form_of_meta_is_normal_at_any_number_of_studies() -> None:
    found = begg([0.1, 0.5, 1.2, 2.4], [0.01, 0.04, 0.09, 0.16])
    assert isinstance(found, ScoreTest)
    assert (found.score, found.statistic) == pytest.approx((6.0, 6.0 / (4 * 3 * 13 / 18) ** 0.5), rel=1e-14)
    assert found.p == pytest.approx(0.0415, abs=5e-4)  # z = 2.04


@given(STUDIES)
def test_effects_of_the_other_sign_turn_the_score_alone(studies: list[tuple[float, float]]) -> None:
    found = begg([y for y, _ in studies], [v for _, v in studies])
    turned = begg([-y for y, _ in studies], [v for _, v in studies])
    if isinstance(found, NotEstimable):
        assert turned == found
    else:
        assert isinstance(turned, ScoreTest)
        assert (turned.score, turned.p) == (-found.score, found.p)


@given(STUDIES)
def test_the_order_of_the_studies_does_not_matter(studies: list[tuple[float, float]]) -> None:
    forth = rank_test([y for y, _ in studies], [v for _, v in studies])
    back = rank_test([y for y, _ in studies[::-1]], [v for _, v in studies[::-1]])
    assert forth == back


def test_a_study_with_all_the_weight_stands_at_the_mean() -> None:
    found = rank_test([0.3, 0.5, 0.1], [1e-20, 1.0, 2.0])
    assert isinstance(found, RankTest)
    assert found.tau == pytest.approx(-1 / 3, rel=1e-14)


def test_one_variance_for_all_has_no_ranks() -> None:
    assert rank_test([0.1, 0.2, 0.3], [0.5, 0.5, 0.5]) == NotEstimable("no-variance")
    assert begg([0.1, 0.2, 0.3], [0.5, 0.5, 0.5]) == NotEstimable("no-variance")
