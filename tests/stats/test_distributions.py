"""Distribution functions rise, mirror, and are undone by their quantiles."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.distributions import (
    beta_cdf,
    beta_quantile,
    beta_sf,
    chi2_cdf,
    chi2_quantile,
    chi2_sf,
    f_cdf,
    f_quantile,
    f_sf,
    normal_cdf,
    normal_quantile,
    normal_sf,
    t_cdf,
    t_quantile,
    t_sf,
)

probabilities = st.floats(1e-12, 1.0 - 1e-12)
degrees = st.floats(1.0, 2000.0)
shapes = st.floats(0.5, 500.0)

# Rounding the point alone moves the tail: in parts, by up to some thousand times as much at 2000 degrees.
UNDONE = 1e-11


@given(probabilities)
def test_the_normal_quantile_undoes_the_cdf(p: float) -> None:
    assert normal_cdf(normal_quantile(p)) == pytest.approx(p, rel=UNDONE)
    assert normal_sf(normal_quantile(p, upper=True)) == pytest.approx(p, rel=UNDONE)


@given(probabilities, degrees)
def test_the_t_quantile_undoes_the_cdf(p: float, df: float) -> None:
    assert t_cdf(t_quantile(p, df), df) == pytest.approx(p, rel=UNDONE)
    assert t_sf(t_quantile(p, df, upper=True), df) == pytest.approx(p, rel=UNDONE)


@given(probabilities, degrees)
def test_the_chi_squared_quantile_undoes_the_cdf(p: float, df: float) -> None:
    assert chi2_cdf(chi2_quantile(p, df), df) == pytest.approx(p, rel=UNDONE)
    assert chi2_sf(chi2_quantile(p, df, upper=True), df) == pytest.approx(p, rel=UNDONE)


@given(probabilities, degrees, degrees)
def test_the_f_quantile_undoes_the_cdf(p: float, df1: float, df2: float) -> None:
    assert f_cdf(f_quantile(p, df1, df2), df1, df2) == pytest.approx(p, rel=UNDONE)
    assert f_sf(f_quantile(p, df1, df2, upper=True), df1, df2) == pytest.approx(p, rel=UNDONE)


@given(st.floats(0.001, 0.5), shapes, shapes)
def test_the_beta_quantile_undoes_the_cdf(p: float, a: float, b: float) -> None:
    assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, rel=1e-9)
    mirrored = 1.0 - beta_quantile(p, b, a)
    assert beta_quantile(p, a, b, upper=True) == pytest.approx(mirrored, rel=1e-11, abs=1e-14)


@given(st.floats(-30.0, 30.0), st.floats(0.0, 5.0), degrees)
def test_a_cdf_never_falls(point: float, further: float, df: float) -> None:
    assert normal_cdf(point) <= normal_cdf(point + further)
    assert t_cdf(point, df) <= t_cdf(point + further, df) * (1.0 + 1e-13)
    assert chi2_cdf(point, df) <= chi2_cdf(point + further, df) * (1.0 + 1e-13)
    assert f_cdf(point, df, 7.0) <= f_cdf(point + further, df, 7.0) * (1.0 + 1e-13)


@given(st.floats(-35.0, 35.0), degrees)
def test_normal_and_t_mirror_at_zero(point: float, df: float) -> None:
    assert normal_cdf(point) == normal_sf(-point)
    assert t_cdf(point, df) == t_sf(-point, df)
    assert t_quantile(0.1, df) == -t_quantile(0.1, df, upper=True)


def test_the_median_of_a_symmetric_distribution_is_zero() -> None:
    assert (normal_quantile(0.5), t_quantile(0.5, 3.0)) == (0.0, 0.0)


@pytest.mark.parametrize("p", [0.5 - 1e-12, 0.5 + 1e-12])
def test_a_quantile_near_the_median_keeps_its_digits(p: float) -> None:
    expected = (p - 0.5) * math.sqrt(2.0 * math.pi)
    assert normal_quantile(p) == pytest.approx(expected, rel=1e-15)
    assert t_quantile(p, 1e5) == pytest.approx(expected, rel=1e-5)


def test_squared_t_is_f_with_one_degree_and_nearly_chi_squared_with_many() -> None:
    assert f_sf(2.5**2, 1.0, 12.0) == pytest.approx(2.0 * t_sf(2.5, 12.0), rel=1e-13)
    assert chi2_sf(2.5**2, 1.0) == pytest.approx(2.0 * normal_sf(2.5), rel=1e-13)


def test_outside_the_support_nothing_and_everything_lies_below() -> None:
    below, above = (beta_cdf(-0.1, 2, 3), chi2_cdf(-1, 2), f_cdf(-1, 2, 3)), beta_cdf(1.1, 2, 3)
    assert (*below, above) == (0, 0, 0, 1)
    assert (beta_sf(-0.1, 2, 3), chi2_sf(-1, 2), f_sf(-1, 2, 3), beta_sf(1.1, 2, 3)) == (1, 1, 1, 0)


@pytest.mark.parametrize("t", [1e160, -1e160])
def test_a_t_too_large_to_be_squared_lies_in_the_end(t: float) -> None:
    assert t_sf(t, 5.0) == (0.0 if t > 0 else 1.0)


def test_an_f_too_large_to_be_multiplied_lies_in_the_end() -> None:
    assert f_sf(1e308, 500.0, 5.0) == 0.0


def test_a_quantile_too_large_to_be_written_is_said_to_be() -> None:
    with pytest.raises(OverflowError, match="too large"):
        t_quantile(1e-200, 1.0, upper=True)


def test_a_quantile_too_small_to_be_written_is_next_to_nothing() -> None:
    assert chi2_quantile(1e-300, 1.0) == pytest.approx(0.0, abs=1e-300)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1, 1.1, math.nan])
@pytest.mark.parametrize(
    "quantile",
    [
        normal_quantile,
        lambda p: t_quantile(p, 4.0),
        lambda p: chi2_quantile(p, 4.0),
        lambda p: f_quantile(p, 4.0, 4.0),
        lambda p: beta_quantile(p, 4.0, 4.0),
    ],
)
def test_a_quantile_needs_a_probability_inside_0_and_1(quantile: Callable[[float], float], p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(p)


@pytest.mark.parametrize("df", [0.0, -1.0, math.inf, math.nan])
def test_degrees_of_freedom_are_positive_and_finite(df: float) -> None:
    with pytest.raises(ValueError, match="positive and finite"):
        t_sf(1.0, df)


@pytest.mark.parametrize("point", [math.nan, math.inf, -math.inf])
def test_a_point_is_finite(point: float) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        normal_cdf(point)


@pytest.mark.parametrize("t", [-3.0, 0.01, 1.96, 20.0, 37.0])
def test_the_two_ways_to_a_t_tail_meet_where_they_change(t: float) -> None:
    below, above = t_sf(t, 1e8), t_sf(t, math.nextafter(1e8, 1e9))
    assert above == pytest.approx(below, rel=5e-12)


@pytest.mark.parametrize("df", [1e9, 1e15, 1e300])
def test_t_with_very_many_degrees_of_freedom_is_normal_and_comes_at_once(df: float) -> None:
    near = max(20.0 / df, 1e-14)  # (z^3 + z) / 4 df of the hazard
    assert t_sf(2.5, df) == pytest.approx(normal_sf(2.5), rel=near)
    assert t_quantile(0.975, df) == pytest.approx(normal_quantile(0.975), rel=near)
    assert t_quantile(0.025, df) == -t_quantile(0.025, df, upper=True)
