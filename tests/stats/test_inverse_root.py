"""A sum of resolvents is the inverse root at every point of its interval."""

import math

import pytest

from drgs_cli.stats.inverse_root import resolvent_nodes


@pytest.mark.parametrize("high", [1.0, 3.0, 1e2, 1e6, 1e12, 1e100])
def test_the_sum_is_the_inverse_root_all_over_the_interval(high: float) -> None:
    nodes = resolvent_nodes(1.0, high)
    for place in range(21):
        x = high ** (place / 20)
        assert math.fsum(c / (t * t + x) for t, c in nodes) == pytest.approx(x**-0.5, rel=2e-15)


def test_the_nodes_follow_the_units_of_the_interval() -> None:
    for (t, c), (scaled_t, scaled_c) in zip(resolvent_nodes(1.0, 50.0), resolvent_nodes(1e-6, 5e-5), strict=True):
        assert (scaled_t, scaled_c) == pytest.approx((1e-3 * t, 1e-3 * c), rel=1e-13)


def test_few_nodes_do() -> None:
    assert len(resolvent_nodes(1.0, 1.0)) == 16
    assert len(resolvent_nodes(1.0, 1e12)) < 70
