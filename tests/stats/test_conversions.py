"""Standard deviations and errors from other figures: there and back again, and where nothing follows."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.conversions import (
    Moments,
    combined_arms,
    correlation_from_sds,
    pooled_sd,
    sd_from_se,
    sd_of_change,
    sd_of_difference,
    se_from_interval,
    se_from_p,
    standardised_from_t,
    two_sided_p,
)
from drgs_cli.stats.distributions import normal_quantile, t_quantile
from drgs_cli.stats.results import NotEstimable

sizes = st.floats(2.0, 500.0)
means = st.floats(-100.0, 100.0)
sds = st.floats(0.1, 50.0)


def number(value: float | NotEstimable) -> float:
    assert isinstance(value, float)
    return value


def moments(value: Moments | NotEstimable) -> Moments:
    assert isinstance(value, Moments)
    return value


def test_the_moments_of_two_groups_are_those_of_all_their_values() -> None:
    # 1, 2, 3 and 5, 7: of the five values together the mean is 3.6 and the variance 5.8
    whole = moments(combined_arms(3, 2.0, 1.0, 2, 6.0, math.sqrt(2.0)))
    assert (whole.n, whole.mean, whole.sd) == pytest.approx((5, 3.6, math.sqrt(5.8)), rel=1e-14)


@given(sizes, means, sds, sizes, means, sds)
def test_which_group_comes_first_does_not_matter(
    n1: float, mean1: float, sd1: float, n2: float, mean2: float, sd2: float
) -> None:
    one, other = (
        moments(combined_arms(n1, mean1, sd1, n2, mean2, sd2)),
        moments(combined_arms(n2, mean2, sd2, n1, mean1, sd1)),
    )
    assert (other.mean, other.sd) == pytest.approx((one.mean, one.sd), rel=1e-12, abs=1e-12)


@given(sizes, sds, sizes, sds)
def test_the_pooled_sd_lies_between_the_two(n1: float, sd1: float, n2: float, sd2: float) -> None:
    pooled = number(pooled_sd(n1 + 1.0, sd1, n2 + 1.0, sd2))
    assert min(sd1, sd2) * (1 - 1e-12) <= pooled <= max(sd1, sd2) * (1 + 1e-12)


def test_a_group_of_nobody_changes_nothing() -> None:
    assert combined_arms(0, 3.0, 1.0, 12, 5.0, 2.0) == combined_arms(12, 5.0, 2.0, 0, 3.0, 1.0) == Moments(12, 5.0, 2.0)


@given(means, sds, st.sampled_from([None, 1.0, 7.5, 300.0]), st.sampled_from([90.0, 95.0, 99.0]))
def test_the_limits_of_an_error_give_it_back(mean: float, se: float, df: float | None, level: float) -> None:
    tail = (100.0 - level) / 200.0
    reach = se * (normal_quantile(tail, upper=True) if df is None else t_quantile(tail, df, upper=True))
    assert se_from_interval(mean - reach, mean + reach, level, df) == pytest.approx(se, rel=1e-10)


@given(st.floats(0.1, 5.0), sds, st.sampled_from([None, 2.0, 7.5, 300.0]))
def test_the_p_of_an_error_gives_it_back(statistic: float, se: float, df: float | None) -> None:
    p = number(two_sided_p(-statistic, df))
    assert se_from_p(statistic * se, p, df) == pytest.approx(se, rel=1e-9)


@given(sds, sds, st.floats(-1.0, 1.0))
def test_the_correlation_of_a_change_comes_back(before: float, after: float, r: float) -> None:
    change = number(sd_of_change(before, after, r))
    assert correlation_from_sds(before, after, change) == pytest.approx(
        r, abs=1e-9 * (1 + (before / after + after / before))
    )


def test_values_that_move_together_do_not_spread_in_their_change() -> None:
    assert sd_of_change(7.0, 7.0, 1.0) == 0.0


def test_the_error_of_a_mean_is_its_sd_by_the_root_of_n() -> None:
    assert sd_from_se(0.5, 16) == 2.0


def test_the_error_of_a_difference_is_the_sd_by_both_sizes() -> None:
    assert sd_of_difference(0.5, 8, 8) == pytest.approx(1.0, rel=1e-15)


def test_a_t_is_standardised_by_both_sizes() -> None:
    assert standardised_from_t(-3.0, 8, 8) == pytest.approx(-1.5, rel=1e-15)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (combined_arms(0, 1, 1, 0, 2, 2), "no-denominator"),
        (combined_arms(0.3, 1, 1, 0.6, 2, 2), "too-few"),
        (combined_arms(3, 1e200, 1, 4, 2, 2), "out-of-range"),
        (pooled_sd(1, 2, 1, 2), "too-few"),
        (pooled_sd(0.5, 2, 9, 2), "too-few"),
        (sd_from_se(2, 0), "no-denominator"),
        (sd_from_se(1e300, 1e300), "out-of-range"),
        (sd_of_difference(2, 0, 5), "no-denominator"),
        (se_from_interval(1, 2, df=0), "too-few"),
        (se_from_interval(1, 2, df=1e-4), "out-of-range"),
        (se_from_interval(1, 2, df=1e30), "out-of-range"),
        (se_from_p(2, 0.05, 0), "too-few"),
        (se_from_p(0, 0.05), "out-of-range"),
        (se_from_p(2, 0.0), "out-of-range"),
        (se_from_p(2, 1.0), "out-of-range"),
        (two_sided_p(2, 0), "too-few"),
        (standardised_from_t(2, 5, 0), "no-denominator"),
        (correlation_from_sds(0, 2, 2), "no-variance"),
        (correlation_from_sds(1, 2, 9), "out-of-range"),
        (correlation_from_sds(1, 9, 2), "out-of-range"),
        (sd_of_change(1.5e308, 1.5e308, -1), "out-of-range"),
    ],
)
def test_where_nothing_follows_that_is_said(found: object, reason: str) -> None:
    assert isinstance(found, NotEstimable)
    assert found.reason == reason


@pytest.mark.parametrize(
    "call",
    [
        lambda: combined_arms(-1, 1, 1, 2, 2, 2),
        lambda: combined_arms(1, 1, -1, 2, 2, 2),
        lambda: se_from_interval(2, 1),
        lambda: se_from_interval(1, math.inf),
        lambda: se_from_interval(1, 2, 100),
        lambda: se_from_p(1, 1.5),
        lambda: sd_of_change(1, 2, 1.5),
        lambda: standardised_from_t(math.nan, 2, 2),
    ],
)
def test_figures_that_cannot_be_are_the_callers_fault(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="found"):
        call()
