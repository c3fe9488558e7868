"""Intervals hold their estimate, mirror, widen with the level, and name what cannot be had."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.distributions import normal_quantile, t_quantile
from drgs_cli.stats.intervals import (
    PROPORTION_INTERVALS,
    clopper_pearson,
    exact_rate_interval,
    mean_interval,
    mean_interval_from_error,
    mid_p,
    wilson,
    wilson_corrected,
)
from drgs_cli.stats.results import Interval, NotEstimable

Method = Callable[..., Interval | NotEstimable]
METHODS: list[Method] = list(PROPORTION_INTERVALS.values())
REACHING_THE_ENDS: list[Method] = [clopper_pearson, wilson, mid_p]


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    """Some have an event and some have none: at the ends the methods go ways of their own, tested one by one."""
    n = draw(st.integers(2, 2000))
    return draw(st.integers(1, n - 1)), n


def limits(interval: Interval | NotEstimable) -> tuple[float, float]:
    assert isinstance(interval, Interval)
    return interval.low, interval.high


@given(st.sampled_from(METHODS), counts())
def test_an_interval_holds_its_proportion_and_stays_between_0_and_1(method: Method, case: tuple[int, int]) -> None:
    events, n = case
    low, high = limits(method(events, n))
    assert 0.0 <= low <= events / n <= high <= 1.0


@given(st.sampled_from(METHODS), counts())
def test_counting_non_events_mirrors_the_interval(method: Method, case: tuple[int, int]) -> None:
    events, n = case
    low, high = limits(method(events, n))
    assert limits(method(n - events, n)) == pytest.approx((1.0 - high, 1.0 - low), abs=1e-12)


@given(st.sampled_from(METHODS), counts())
def test_a_higher_level_reaches_further(method: Method, case: tuple[int, int]) -> None:
    low, high = limits(method(*case, level=90))
    low_99, high_99 = limits(method(*case, level=99))
    assert low_99 <= low < high <= high_99


@given(st.sampled_from(METHODS), st.integers(4, 500))
def test_one_more_event_moves_both_limits_up(method: Method, n: int) -> None:
    low, high = limits(method(n // 2, n))
    low_more, high_more = limits(method(n // 2 + 1, n))
    assert low_more > low
    assert high_more > high or high_more == 1.0


@given(counts())
def test_the_exact_interval_gives_each_tail_its_half(case: tuple[int, int]) -> None:
    events, n = min(case[0], 40), min(case[1], 40)
    low, _ = limits(clopper_pearson(events, n))
    at_least = math.fsum(math.comb(n, j) * low**j * (1.0 - low) ** (n - j) for j in range(events, n + 1))
    assert at_least == pytest.approx(0.025 if events else 1.0, rel=1e-11)


@pytest.mark.parametrize("method", REACHING_THE_ENDS)
def test_none_and_all_with_events_reach_the_end_exactly(method: Method) -> None:
    low, high = limits(method(0, 12))
    assert low == 0.0 < high < 1.0
    assert limits(method(12, 12)) == pytest.approx((1.0 - high, 1.0), rel=1e-14)


@pytest.mark.parametrize("method", REACHING_THE_ENDS)
def test_a_higher_level_reaches_further_at_the_ends_too(method: Method) -> None:
    assert limits(method(0, 12, level=90))[1] < limits(method(0, 12, level=99))[1]


def test_the_corrected_score_interval_misses_0_as_meta_has_it_unless_its_equation_has_no_solution() -> None:
    low, high = limits(wilson_corrected(0, 12))
    assert 0.0 < low < high
    assert limits(wilson_corrected(12, 12)) == pytest.approx((1.0 - high, 1.0 - low), rel=1e-14)
    assert limits(wilson_corrected(0, 12, level=50))[0] == 0.0
    assert limits(wilson_corrected(12, 12, level=50))[1] == 1.0


@pytest.mark.parametrize(("events", "n"), [(1, 7), (5, 40), (30, 40)])
def test_the_limits_of_the_corrected_score_interval_solve_its_equation(events: int, n: int) -> None:
    low, high = limits(wilson_corrected(events, n))
    for limit in (low, high):
        distance = abs(events / n - limit) - 0.5 / n
        assert distance / math.sqrt(limit * (1.0 - limit) / n) == pytest.approx(normal_quantile(0.975), rel=1e-13)


def test_without_a_patient_of_either_kind_the_simple_interval_has_no_width_unless_corrected() -> None:
    assert (
        PROPORTION_INTERVALS["SA"](0, 12, 95) == PROPORTION_INTERVALS["SA"](12, 12, 95) == NotEstimable("no-variance")
    )
    assert limits(PROPORTION_INTERVALS["SACC"](0, 12, 95)) == (0.0, 1 / 24)


def test_the_logit_interval_adds_a_half_where_there_is_no_logit() -> None:
    assert limits(PROPORTION_INTERVALS["NAsm"](0, 12, 95)) == limits(PROPORTION_INTERVALS["NAsm"](0.5, 13, 95))


@pytest.mark.parametrize(("events", "n"), [(1, 9), (4, 9), (17, 60)])
def test_the_mid_p_interval_gives_half_of_the_count_itself_to_either_tail(events: int, n: int) -> None:
    low, high = limits(mid_p(events, n))

    def half(p: float) -> float:
        return 0.5 * math.comb(n, events) * p**events * (1.0 - p) ** (n - events)

    def above(p: float) -> float:
        return math.fsum(math.comb(n, j) * p**j * (1.0 - p) ** (n - j) for j in range(events + 1, n + 1))

    assert above(low) + half(low) == pytest.approx(0.025, rel=1e-11)
    assert 1.0 - above(high) - half(high) == pytest.approx(0.025, rel=1e-11)


def test_the_mid_p_interval_of_no_events_leaves_half_of_their_probability() -> None:
    assert limits(mid_p(0, 12)) == pytest.approx((0.0, 1.0 - 0.05 ** (1 / 12)), rel=1e-13)


@pytest.mark.parametrize("method", METHODS)
def test_a_fractional_count_lies_between_its_neighbours(method: Method) -> None:
    assert limits(method(7, 20)) < limits(method(7.5, 20)) < limits(method(8, 20))


@pytest.mark.parametrize("method", METHODS)
def test_nobody_counted_is_no_denominator(method: Method) -> None:
    assert method(0, 0) == NotEstimable("no-denominator")


@pytest.mark.parametrize("method", METHODS)
def test_a_level_near_0_leaves_limits_in_order(method: Method) -> None:
    for events, n in ((0, 12), (3, 10), (10, 10), (1, 1e15)):
        assert isinstance(method(events, n, 1e-300), Interval | NotEstimable)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("events", "n"), [(1, 1e16), (1, 1e308), (5e-324, 1)])
def test_counts_that_no_quantile_can_be_had_of_are_out_of_range(method: Method, events: float, n: float) -> None:
    assert method(events, n) == NotEstimable("out-of-range")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("events", "n"), [(5, 4), (-1, 4), (1, -4), (math.nan, 4), (1, math.nan), (1, math.inf), (1, 0)]
)
def test_impossible_counts_are_the_callers_fault(method: Method, events: float, n: float) -> None:
    with pytest.raises(ValueError, match="between 0 and n"):
        method(events, n)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("level", [0, 100, -5, math.nan])
def test_a_level_lies_between_0_and_100_per_cent(method: Method, level: float) -> None:
    with pytest.raises(ValueError, match="confidence level"):
        method(3, 10, level)


@given(st.integers(1, 60), st.floats(0.01, 1000))
def test_the_exact_interval_of_a_rate_gives_each_tail_its_half(events: int, time: float) -> None:
    low, high = (limit * time for limit in limits(exact_rate_interval(events, time)))
    below = [math.exp(-low) * low**j / math.factorial(j) for j in range(events)]
    upto = [math.exp(-high) * high**j / math.factorial(j) for j in range(events + 1)]
    assert 1.0 - math.fsum(below) == pytest.approx(0.025, rel=1e-9)
    assert math.fsum(upto) == pytest.approx(0.025, rel=1e-9)


def test_a_rate_without_events_has_0_as_its_lower_limit() -> None:
    assert limits(exact_rate_interval(0, 10)) == pytest.approx((0.0, -math.log(0.025) / 10), rel=1e-13)


def test_a_rate_needs_time_and_numbers_that_a_float_can_carry() -> None:
    assert exact_rate_interval(3, 0) == NotEstimable("no-denominator")
    assert exact_rate_interval(1e10, 1) == exact_rate_interval(5e-324, 1) == NotEstimable("out-of-range")
    assert exact_rate_interval(1e6, 1e-305) == NotEstimable("out-of-range")


@pytest.mark.parametrize(("events", "time"), [(-1, 10), (1, -10), (math.nan, 10), (1, math.inf)])
def test_impossible_rates_are_the_callers_fault(events: float, time: float) -> None:
    with pytest.raises(ValueError, match="not negative"):
        exact_rate_interval(events, time)


def test_a_mean_whose_limits_no_float_can_hold_is_out_of_range() -> None:
    assert mean_interval(1e308, 1e308, 2) == NotEstimable("out-of-range")


def test_the_interval_of_a_mean_reaches_t_standard_errors_to_either_side() -> None:
    reach = t_quantile(0.975, 15.0) * 8.0 / 4.0
    assert limits(mean_interval(50.0, 8.0, 16)) == pytest.approx((50.0 - reach, 50.0 + reach), rel=1e-15)


def test_a_standard_error_gives_the_interval_of_its_standard_deviation() -> None:
    assert mean_interval_from_error(50.0, 2.0, 16) == mean_interval(50.0, 8.0, 16)


@pytest.mark.parametrize("method", [mean_interval, mean_interval_from_error])
@pytest.mark.parametrize(
    ("spread", "n", "reason"), [(8, 0, "no-denominator"), (8, 1, "too-few"), (0, 9, "no-variance")]
)
def test_a_mean_without_a_measured_spread_has_no_interval(method: Method, spread: float, n: int, reason: str) -> None:
    found = method(50.0, spread, n)
    assert isinstance(found, NotEstimable)
    assert found.reason == reason


@pytest.mark.parametrize("method", [mean_interval, mean_interval_from_error])
@pytest.mark.parametrize(
    ("mean", "spread", "n"),
    [(math.nan, 1, 9), (math.inf, 1, 9), (5, -1, 9), (5, math.nan, 9), (5, math.inf, 9), (5, 1, -9)],
)
def test_an_impossible_mean_is_the_callers_fault(method: Method, mean: float, spread: float, n: float) -> None:
    with pytest.raises(ValueError, match="a mean is finite"):
        method(mean, spread, n)
