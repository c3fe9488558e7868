"""Robust standard errors: closed cases, unbiasedness that CR2 promises, and reasons where there is none."""

import math

import pytest

from drgs_cli.stats.cluster_robust import CLUSTER_ROBUST, ClusterRobust, cluster_robust
from drgs_cli.stats.results import NotEstimable

Y = [0.3, 0.5, -0.2, 1.1, 0.9, 0.0, 0.7, -0.4]
V = [0.04, 0.09, 0.02, 0.05, 0.07, 0.2, 0.1, 0.06]
C = ["a", "a", "a", "b", "b", "c", "c", "d"]
KINDS = pytest.mark.parametrize("kind", sorted(CLUSTER_ROBUST))


def robust(y: list[float], v: list[float], c: list[str], kind: str, between: float = 0.1) -> ClusterRobust:
    found = cluster_robust(y, v, c, between=between, within=0.02, kind=kind)
    assert isinstance(found, ClusterRobust)
    return found


@KINDS
def test_equal_rows_each_its_own_cluster_give_the_t_test_of_a_mean(kind: str) -> None:
    y = [1.0, 2.0, 4.0, 9.0]
    found = robust(y, [0.5] * 4, list("abcd"), kind)
    assert found.estimate == pytest.approx(4.0)
    assert found.standard_error == pytest.approx((38.0 / 3.0 / 4.0) ** 0.5, rel=1e-13)  # sum of squares 38
    assert found.df == pytest.approx(3.0, rel=1e-13)


@KINDS
def test_rows_repeated_within_clusters_weigh_like_one_row_if_all_variance_lies_between(kind: str) -> None:
    single = cluster_robust([1.0, 2.0, 5.0], [1e-12] * 3, list("abc"), between=1.0, within=0.0, kind=kind)
    twice = cluster_robust([1.0, 1.0, 2.0, 2.0, 5.0], [1e-12] * 5, list("aabbc"), between=1.0, within=0.0, kind=kind)
    assert isinstance(single, ClusterRobust)
    assert isinstance(twice, ClusterRobust)
    assert twice.standard_error == pytest.approx(single.standard_error, rel=1e-9)
    assert twice.df == pytest.approx(single.df, rel=1e-9)


def test_cr2_is_unbiased_if_the_model_is_true() -> None:
    """E(se^2) over the model, as a quadratic form: the sum of its values along the columns of a root of C."""
    between, within = 0.1, 0.02
    names = sorted(set(C))
    expected = 0.0
    for place, v in enumerate(V):
        axis = [float(i == place) * (v + within) ** 0.5 for i in range(8)]
        expected += robust(axis, V, C, "cr2", between).standard_error ** 2
    for name in names:
        axis = [float(own == name) * between**0.5 for own in C]
        expected += robust(axis, V, C, "cr2", between).standard_error ** 2
    weights = [
        1.0 / (between + 1.0 / sum(1 / (v + within) for v, c in zip(V, C, strict=True) if c == n)) for n in names
    ]
    assert expected == pytest.approx(1.0 / sum(weights), rel=1e-12)


@KINDS
def test_the_order_of_the_rows_changes_no_bit(kind: str) -> None:
    assert robust(Y[::-1], V[::-1], C[::-1], kind) == robust(Y, V, C, kind)


def test_unequal_clusters_cost_degrees_of_freedom() -> None:
    assert robust(Y, V, C, "cr1").df == 3.0
    assert robust(Y, V, C, "cr2").df < 3.0


@KINDS
def test_a_cluster_that_outweighs_all_others_has_an_answer(kind: str) -> None:
    found = robust([0.1, 0.3, 0.2, 4.0], [1e-9, 1e-9, 3.0, 3.0], list("aabc"), kind, between=0.0)
    assert found.standard_error > 0.0


@KINDS
def test_a_cluster_with_nearly_all_of_the_weight_leaves_one_degree_of_freedom_to_cr2(kind: str) -> None:
    y, v = [0.5, 0.5, 2.0, 3.0], [1e-10, 1e-10, 1.0, 1.0]
    found = cluster_robust(y, v, list("aabc"), between=0.0, within=0.0, kind=kind)
    assert isinstance(found, ClusterRobust)
    if kind == "cr1":  # the scores are 1.5, 2.5 and, since they add up to 0, -4
        assert found.standard_error == pytest.approx((1.5 * (1.5**2 + 2.5**2 + 4.0**2)) ** 0.5 / 2e10, rel=1e-6)
    else:
        assert found.df == pytest.approx(1.0, rel=1e-6)


@pytest.mark.parametrize(("between", "within"), [(-0.1, 0.0), (0.0, math.inf), (math.nan, 0.0)])
def test_a_variance_component_that_is_none_is_the_fault_of_the_caller(between: float, within: float) -> None:
    with pytest.raises(ValueError, match="finite and not negative"):
        cluster_robust(Y, V, C, between=between, within=within)


def test_a_kind_that_is_none_is_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="one of cr1, cr2, found cr3"):
        cluster_robust(Y, V, C, between=0.1, within=0.0, kind="cr3")


def test_a_variance_component_that_no_data_have_is_out_of_range() -> None:
    assert cluster_robust(Y, V, C, between=1e40, within=0.0) == NotEstimable("out-of-range")


@KINDS
@pytest.mark.parametrize(
    ("y", "c", "answer"),
    [
        ([], [], NotEstimable("no-study")),
        ([0.1, 0.2], ["a", "a"], NotEstimable("too-few")),
        ([0.1, 1e300], ["a", "b"], NotEstimable("out-of-range")),
        ([0.0, 0.0], ["a", "b"], NotEstimable("no-variance")),
        ([0.1, 0.1, 0.1], ["a", "b", "c"], NotEstimable("no-variance")),
    ],
)
def test_where_there_is_no_answer_the_reason_is_said(
    kind: str, y: list[float], c: list[str], answer: NotEstimable
) -> None:
    assert cluster_robust(y, [0.1] * len(y), c, between=0.1, within=0.1, kind=kind) == answer
