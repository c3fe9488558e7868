"""A mixture of normal distributions."""

import pytest

from drgs_cli.stats.bayes.normal_mixture import NormalMixture
from drgs_cli.stats.distributions import normal_cdf, normal_quantile, normal_sf

ONE = NormalMixture([1.0], [2.0], [3.0])
TWO = NormalMixture([0.25, 0.75], [0.0, 4.0], [1.0, 2.0])


def test_one_component_is_a_normal_distribution() -> None:
    assert (ONE.mean, ONE.variance) == (2.0, 9.0)
    assert ONE.pdf(2.0) == pytest.approx(0.1329807601338109, rel=1e-15)  # 1 / (3 sqrt(2 pi))
    for p in (1e-9, 0.025, 0.5, 0.8):
        assert ONE.quantile(p) == pytest.approx(2.0 + 3.0 * normal_quantile(p), rel=1e-12)
        assert ONE.quantile(p, upper=True) == pytest.approx(2.0 - 3.0 * normal_quantile(p), rel=1e-12)


def test_moments_of_two_components() -> None:
    assert TWO.mean == 3.0
    assert TWO.variance == pytest.approx(0.25 * (1.0 + 9.0) + 0.75 * (4.0 + 1.0), rel=1e-15)


@pytest.mark.parametrize("x", [-8.0, 0.0, 3.0, 11.0])
def test_tails_are_weighted_and_either_keeps_its_digits(x: float) -> None:
    assert TWO.tail(x, upper=False) == pytest.approx(
        0.25 * normal_cdf(x) + 0.75 * normal_cdf((x - 4.0) / 2.0), rel=1e-13
    )
    assert TWO.tail(x, upper=True) == pytest.approx(0.25 * normal_sf(x) + 0.75 * normal_sf((x - 4.0) / 2.0), rel=1e-13)


@pytest.mark.parametrize("x", [-1.0, 0.5, 2.0, 6.0])
def test_the_fall_is_minus_the_derivative_of_the_density(x: float) -> None:
    step = 1e-5
    assert TWO.fall(x) == pytest.approx((TWO.pdf(x - step) - TWO.pdf(x + step)) / (2.0 * step), rel=1e-8)


@pytest.mark.parametrize("p", [1e-12, 1e-4, 0.3, 0.5, 0.99])
def test_quantiles_turn_tails_round(p: float) -> None:
    assert TWO.tail(TWO.quantile(p), upper=False) == pytest.approx(p, rel=1e-10)
    assert TWO.tail(TWO.quantile(p, upper=True), upper=True) == pytest.approx(p, rel=1e-10)


def test_a_component_without_weight_is_not_there() -> None:
    assert NormalMixture([1.0, 1e-30], [2.0, 1e200], [3.0, 1.0]).mean == 2.0
