"""A multilevel mean: the best maximum, the same for any order, shift and unit, and reasons where there is none."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.multilevel import Multilevel, fit_multilevel, grouped
from drgs_cli.stats.nested_likelihood import log_likelihood, marginals
from drgs_cli.stats.results import NotEstimable

Y = [0.3, 0.5, -0.2, 1.1, 0.9, 0.0, 0.7, -0.4]
V = [0.04, 0.09, 0.02, 0.05, 0.07, 0.2, 0.1, 0.06]
C = ["a", "a", "a", "b", "b", "c", "c", "d"]
METHODS = st.sampled_from(["reml", "ml"])

rows = st.lists(
    st.tuples(st.floats(-3, 3), st.floats(0.01, 2.0), st.sampled_from("abcd")), min_size=4, max_size=12
).filter(lambda found: 1 < len({name for *_, name in found}) < len(found))


def fitted(y: list[float], v: list[float], c: list[str], method: str = "reml") -> Multilevel:
    found = fit_multilevel(y, v, c, method=method)
    assert isinstance(found, Multilevel)
    return found


@given(rows, METHODS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_bit(
    found: list[tuple[float, float, str]], method: str, chance: random.Random
) -> None:
    shuffled = chance.sample(found, len(found))
    one, other = ([list(column) for column in zip(*order, strict=True)] for order in (found, shuffled))
    assert fit_multilevel(*one, method=method) == fit_multilevel(*other, method=method)


@given(rows, METHODS)
def test_a_shift_moves_the_mean_and_nothing_else(found: list[tuple[float, float, str]], method: str) -> None:
    y, v, c = map(list, zip(*found, strict=True))
    one, moved = fitted(y, v, c, method), fitted([e + 8.0 for e in y], v, c, method)
    assert moved.estimate == pytest.approx(one.estimate + 8.0, abs=1e-6)
    assert moved.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-9, abs=1e-9)


@given(rows, METHODS)
def test_another_unit_scales_the_variances_with_its_square(found: list[tuple[float, float, str]], method: str) -> None:
    y, v, c = map(list, zip(*found, strict=True))
    one, scaled = fitted(y, v, c, method), fitted([2.0 * e for e in y], [4.0 * e for e in v], c, method)
    assert scaled.between == pytest.approx(4.0 * one.between, rel=1e-6, abs=1e-9)
    assert scaled.within == pytest.approx(4.0 * one.within, rel=1e-6, abs=1e-9)
    assert scaled.estimate == pytest.approx(2.0 * one.estimate, abs=1e-6)


def test_equal_estimates_have_no_variance_between_nor_within() -> None:
    found = fitted([0.4] * 8, V, C)
    assert (found.between, found.within, found.status) == (0.0, 0.0, "boundary")
    assert found.estimate == pytest.approx(0.4)
    assert found.q == pytest.approx(0.0, abs=1e-25)


def test_clusters_that_agree_inside_and_differ_leave_all_variance_between() -> None:
    found = fitted([1.0, 1.0, 3.0, 3.0, 8.0, 8.0], [0.5] * 6, list("aabbcc"))
    assert found.within == 0.0
    assert found.between == pytest.approx(13.0 - 0.25)  # the variance of 1, 3, 8 less that of a mean of two rows
    assert found.status == "boundary"


def test_clusters_with_the_same_mean_leave_all_variance_within() -> None:
    found = fitted([-2.0, 2.0, -2.0, 2.0], [0.5] * 4, list("aabb"))
    assert found.between == 0.0
    assert found.within == pytest.approx(16.0 / 3.0 - 0.5)
    assert found.status == "boundary"


def test_a_row_that_outweighs_all_others_is_no_hindrance() -> None:
    y, v, c = [-1.0, 2.5, 1.0, 0.0], [0.63, 1.0, 1.6e-4, 1.9e-20], list("bacb")
    groups, found = grouped(y, v, c), fitted(y, v, c)
    assert not isinstance(groups, NotEstimable)
    for within in (0.0, 1e-12, 1e-6, 0.01, 0.1, 1.0, 10.0):
        sums = marginals(tuple(groups.values()), within)
        for between in (0.0, 1e-6, 0.1, 0.8, 1.0, 10.0):
            assert found.log_likelihood > log_likelihood(sums, between, 4, restricted=True)


def test_a_t_distribution_of_k_minus_1_degrees_of_freedom_on_request() -> None:
    normal, t = fitted(Y, V, C), fit_multilevel(Y, V, C, interval="t")
    assert isinstance(t, Multilevel)
    assert (normal.df, t.df) == (None, 7)
    ratio = (t.interval.high - t.interval.low) / (normal.interval.high - normal.interval.low)
    assert ratio == pytest.approx(2.36462425159278 / 1.95996398454005)
    assert t.p > normal.p


@pytest.mark.parametrize(
    ("y", "v", "c", "answer"),
    [
        ([], [], [], NotEstimable("no-study")),
        ([0.1], [0.2], ["a"], NotEstimable("too-few")),
        ([0.1, 0.4], [0.2, 0.3], ["a", "a"], NotEstimable("too-few")),
        ([0.1, 0.4], [0.2, 0.3], ["a", "b"], NotEstimable("not-full-rank", (("between", "within"),))),
        ([1e308, 0.4, 0.2], [0.2, 0.3, 0.1], ["a", "b", "b"], NotEstimable("out-of-range")),
        ([0.1, 0.4, 0.2], [1e-308, 0.3, 0.1], ["a", "b", "b"], NotEstimable("out-of-range")),
        ([0.1, 0.4, 0.2], [1e-15, 1e15, 1e15], ["a", "b", "b"], NotEstimable("out-of-range")),
    ],
)
def test_where_there_is_nothing_to_fit_the_reason_is_said(
    y: list[float], v: list[float], c: list[str], answer: NotEstimable
) -> None:
    assert fit_multilevel(y, v, c) == answer


@pytest.mark.parametrize(("estimate", "variance"), [(math.nan, 1.0), (0.0, math.inf), (0.0, 0.0), (0.0, -1.0)])
def test_a_row_that_is_none_is_the_fault_of_the_caller(estimate: float, variance: float) -> None:
    with pytest.raises(ValueError, match="positive variance"):
        fit_multilevel([estimate, 0.1], [variance, 0.1], ["a", "a"])


def test_a_method_that_is_none_is_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="fitted by reml or ml, found dl"):
        fit_multilevel(Y, V, C, method="dl")


def test_a_climb_that_does_not_arrive_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drgs_cli.stats.multilevel._PATIENCE", 1)
    assert fit_multilevel(Y, V, C) == NotEstimable("not-converged")


def test_a_thousand_clusters_are_fitted() -> None:
    chance = random.Random(3)
    names = [str(i // 4) for i in range(4000)]
    shared = [chance.gauss(0.0, 0.5) for _ in range(1000)]
    y = [shared[i // 4] + chance.gauss(0.0, 0.5) for i in range(4000)]
    found = fitted(y, [0.1] * 4000, names)
    assert found.between == pytest.approx(0.25, abs=0.05)
    assert found.within == pytest.approx(0.15, abs=0.03)
