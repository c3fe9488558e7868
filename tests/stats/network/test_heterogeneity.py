"""tau2 of a network is that of a pairwise meta-analysis where there are two treatments, and the global optimum."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.between_study import Tau2, between_study_variance
from drgs_cli.stats.network.contrasts import NetworkStudy
from drgs_cli.stats.network.heterogeneity import NETWORK_METHODS, network_tau2, restricted_likelihood
from drgs_cli.stats.network.weighting import Edges
from drgs_cli.stats.results import NotEstimable

studies_of_two_arms = st.lists(st.tuples(st.floats(-5.0, 5.0), st.floats(0.01, 10.0)), min_size=2, max_size=8)


def edges(*studies: tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...]]) -> Edges:
    rows = [NetworkStudy(str(place), *study) for place, study in enumerate(studies)]
    return Edges(rows, 1 + max(arm for study in rows for arm in study.arms))


def value(tau2: Tau2 | NotEstimable) -> float:
    assert isinstance(tau2, Tau2)
    return tau2.value


@given(st.sampled_from(sorted(NETWORK_METHODS)), studies_of_two_arms)
def test_two_treatments_have_the_tau2_of_a_pairwise_meta_analysis(
    method: str, studies: list[tuple[float, float]]
) -> None:
    estimates, variances = zip(*studies, strict=True)
    pairwise = value(between_study_variance(estimates, variances, method=method))
    network = edges(*(((0, 1), (estimate,), (variance,)) for estimate, variance in studies))
    assert value(network_tau2(network, method, len(studies) - 1)) == pytest.approx(pairwise, rel=1e-8, abs=1e-9)


def test_of_two_peaks_of_the_likelihood_the_higher_one_is_taken() -> None:
    two_peaks = edges(((0, 1), (1.0,), (0.25,)), ((0, 1), (-1.0,), (0.25,)), ((0, 1), (0.0,), (0.01,)))
    found = value(network_tau2(two_peaks, "reml", 2))
    heights = [two_peaks.fit(tau2) for tau2 in (0.0, found)]
    at_zero, at_found = (restricted_likelihood(fit) for fit in heights if fit is not None)
    assert found == pytest.approx(0.6527671429)
    assert at_found > at_zero


def test_a_study_of_three_arms_shares_half_of_tau2_between_two_of_its_comparisons() -> None:
    # arms of one variance each, all studies of the same three treatments: tau2 / 2 is the variance between studies
    # of each contrast of arms, so that tau2 is twice the excess of the mean square over the variance
    effects = [(0.0, 1.0, 5.0), (2.0, -1.0, 1.0), (-3.0, 1.0, 0.0)]
    three = edges(*(((0, 1, 2), (a - b, a - c, b - c), (0.2, 0.2, 0.2)) for a, b, c in effects))
    means = [math.fsum(column) / 3 for column in zip(*effects, strict=True)]
    left = [[x - mean for x, mean in zip(row, means, strict=True)] for row in effects]
    square = math.fsum((x - math.fsum(row) / 3) ** 2 for row in left for x in row) / 4  # 2 studies times 2 contrasts
    assert value(network_tau2(three, "dl", 4)) == pytest.approx(2 * (square - 0.1))
    assert value(network_tau2(three, "reml", 4)) == pytest.approx(2 * (square - 0.1))


def test_without_degrees_of_freedom_tau2_is_0_and_fixed() -> None:
    assert network_tau2(edges(((0, 1), (1.0,), (1.0,))), "reml", 0) == Tau2(0.0, None, "fixed")


@pytest.mark.parametrize("method", ["dl", "ml", "reml"])
def test_equal_estimates_leave_tau2_at_its_boundary(method: str) -> None:
    equal = edges(*[((0, 1), (1.0,), (1.0,))] * 3)
    assert network_tau2(equal, method, 2) == Tau2(0.0, None, "boundary")


@pytest.mark.parametrize("method", ["dl", "ml", "reml"])
def test_weights_too_unlike_to_be_added_leave_no_tau2(method: str) -> None:
    unlike = edges(((0, 1), (1.0,), (1e-30,)), ((1, 2), (1.0,), (1.0,)), ((1, 2), (3.0,), (1.0,)))
    assert network_tau2(unlike, method, 1) == NotEstimable("not-full-rank")


def test_studies_of_parts_have_no_tau2() -> None:
    assert network_tau2(edges(((0, 1), (1.0,), (1.0,)), ((2, 3), (1.0,), (1.0,))), "dl", 1) == NotEstimable(
        "not-full-rank"
    )
