"""The sums over rows are the likelihood of the full covariance matrix, and its derivatives."""

import itertools
import math

import pytest

from drgs_cli.stats.nested_likelihood import centre, log_likelihood, marginals, slope

CLUSTERS = (((0.3, 0.04), (0.5, 0.09), (-0.2, 0.02)), ((1.1, 0.05),), ((0.0, 0.2), (0.7, 0.1)))
BOTH = pytest.mark.parametrize("restricted", [True, False])


def height(between: float, within: float, restricted: bool) -> float:
    return log_likelihood(marginals(CLUSTERS, within), between, 6, restricted=restricted)


@BOTH
def test_one_row_in_each_cluster_is_the_random_effects_likelihood(restricted: bool) -> None:
    rows = list(itertools.chain(*CLUSTERS))
    singles = tuple((row,) for row in rows)
    weights = [1 / (v + 0.3) for _, v in rows]
    mean = sum(w * y for w, (y, _) in zip(weights, rows, strict=True)) / sum(weights)
    terms = [math.log(2 * math.pi / w) + w * (y - mean) ** 2 for w, (y, _) in zip(weights, rows, strict=True)]
    if restricted:
        terms += [math.log(sum(weights) / 6), -math.log(2 * math.pi)]
    found = log_likelihood(marginals(singles, 0.1), 0.2, 6, restricted=restricted)
    assert found == pytest.approx(-0.5 * sum(terms), rel=1e-13)


def test_two_equal_rows_of_a_cluster_count_as_their_mean() -> None:
    sums = marginals([((0.4, 0.2), (0.4, 0.2)), ((0.1, 0.3),)], 0.1)
    weights = 1 / (0.25 + 0.15), 1 / (0.25 + 0.4)
    mean, variance = centre(sums, 0.25)
    assert variance == pytest.approx(1 / sum(weights), rel=1e-14)
    assert mean == pytest.approx((0.4 * weights[0] + 0.1 * weights[1]) / sum(weights), rel=1e-14)


@BOTH
def test_the_gradient_is_the_slope_of_the_log_likelihood(restricted: bool) -> None:
    b, w, h = 0.2, 0.05, 1e-5
    by_between = (height(b + h, w, restricted) - height(b - h, w, restricted)) / (2 * h)
    by_within = (height(b, w + h, restricted) - height(b, w - h, restricted)) / (2 * h)
    gradient = slope(CLUSTERS, b, w, restricted=restricted).gradient
    assert gradient == pytest.approx((by_between, by_within), rel=1e-6)


@BOTH
def test_the_curvature_is_minus_the_slope_of_the_gradient(restricted: bool) -> None:
    b, w, h = 0.2, 0.05, 1e-5
    up, down = (slope(CLUSTERS, b + s, w, restricted=restricted).gradient for s in (h, -h))
    right, left = (slope(CLUSTERS, b, w + s, restricted=restricted).gradient for s in (h, -h))
    numeric = ((down[0] - up[0]) / (2 * h), (left[0] - right[0]) / (2 * h), (left[1] - right[1]) / (2 * h))
    assert slope(CLUSTERS, b, w, restricted=restricted).curvature == pytest.approx(numeric, rel=1e-6)
