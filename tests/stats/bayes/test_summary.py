"""The figures of a distribution: its mode, and its shortest interval where that is not the central one."""

import math
from itertools import pairwise

import pytest

from drgs_cli.stats.bayes.normal_mixture import NormalMixture
from drgs_cli.stats.bayes.piecewise_density import PiecewiseDensity, legendre_rule
from drgs_cli.stats.bayes.summary import mode, shortest_interval, summarise
from drgs_cli.stats.distributions import normal_quantile


def heights(mixture: NormalMixture) -> list[float]:
    return [mixture.pdf(x) for x in mixture.landmarks]


def test_the_shortest_interval_of_a_symmetric_distribution_is_the_central_one() -> None:
    summary = summarise(NormalMixture([1.0], [2.0], [3.0]), 90.0)
    reach = 3.0 * normal_quantile(0.95)
    for interval in (summary.central, summary.shortest):
        assert (interval.low, interval.high, interval.level) == pytest.approx((2.0 - reach, 2.0 + reach, 90.0))
    assert (summary.mean, summary.sd, summary.median, summary.mode) == pytest.approx((2.0, 3.0, 2.0, 2.0))


def test_an_origin_shifts_all_but_the_spread() -> None:
    one, other = (
        summarise(NormalMixture([1.0], [0.0], [1.0]), 95.0),
        summarise(NormalMixture([1.0], [0.0], [1.0]), 95.0, 10.0),
    )
    assert other.sd == one.sd
    assert [other.mean, other.median, other.mode, other.central.low, other.shortest.high] == [
        10.0 + x for x in (one.mean, one.median, one.mode, one.central.low, one.shortest.high)
    ]


def test_a_skewed_distribution_has_equal_densities_at_the_ends_of_its_shortest_interval() -> None:
    skewed = NormalMixture([0.7, 0.3], [0.0, 1.0], [1.0, 3.0])
    found = shortest_interval(skewed, 95.0, heights(skewed))
    assert skewed.pdf(found.low) == pytest.approx(skewed.pdf(found.high), rel=1e-7)
    assert skewed.tail(found.high, upper=False) - skewed.tail(found.low, upper=False) == pytest.approx(0.95, abs=1e-9)
    assert found.high - found.low < skewed.quantile(0.975) - skewed.quantile(0.025)


def test_of_two_modes_the_higher_counts_and_the_shortest_interval_is_about_it() -> None:
    double = NormalMixture([0.4, 0.6], [0.0, 10.0], [1.0, 1.0])
    assert mode(double, heights(double)) == pytest.approx(10.0, abs=1e-9)
    found = shortest_interval(double, 50.0, heights(double))
    # 0.5 of 0.6: five sixths of the upper component
    reach = normal_quantile(0.5 + 5.0 / 12.0)
    assert (found.low, found.high) == pytest.approx((10.0 - reach, 10.0 + reach), abs=1e-6)


def test_a_narrow_peak_on_a_wide_hill_is_the_mode() -> None:
    spike = NormalMixture([*[0.0125] * 8, 0.9], [*[3.0] * 8, 0.0], [*[1e-6] * 8, 1.0])
    assert mode(spike, heights(spike)) == pytest.approx(3.0, abs=1e-9)


def exponential() -> PiecewiseDensity:
    edges = [0.0, 1.0, 4.0, 12.0, 36.0]
    nodes, _ = legendre_rule(20)
    return PiecewiseDensity(
        edges, [[math.exp(-0.5 * (a + b + (b - a) * x)) for x in nodes] for a, b in pairwise(edges)]
    )


def test_where_the_density_only_falls_mode_and_shortest_interval_are_at_its_beginning() -> None:
    summary = summarise(exponential(), 95.0)
    assert summary.mode == 0.0
    assert summary.shortest.low == 0.0
    assert summary.shortest.high == pytest.approx(-math.log(0.05), rel=1e-9)
    assert summary.central.low == pytest.approx(-math.log(0.975), rel=1e-9)
