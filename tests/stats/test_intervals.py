"""Intervals hold their estimate, mirror, widen with the level, and name what cannot be had."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.distributions import t_quantile
from drgs_cli.stats.intervals import clopper_pearson, mean_interval, mean_interval_from_error, wilson
from drgs_cli.stats.results import Interval, NotEstimable

Method = Callable[..., Interval | NotEstimable]
METHODS: list[Method] = [clopper_pearson, wilson]


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 2000))
    return draw(st.integers(0, n)), n


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


@given(st.sampled_from(METHODS), st.integers(2, 500))
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


@pytest.mark.parametrize("method", METHODS)
def test_none_and_all_with_events_reach_the_end_exactly(method: Method) -> None:
    assert limits(method(0, 12))[0] == 0.0
    assert limits(method(12, 12))[1] == 1.0


@pytest.mark.parametrize("method", METHODS)
def test_a_fractional_count_lies_between_its_neighbours(method: Method) -> None:
    assert limits(method(7, 20)) < limits(method(7.5, 20)) < limits(method(8, 20))


@pytest.mark.parametrize("method", METHODS)
def test_nobody_counted_is_no_denominator(method: Method) -> None:
    assert method(0, 0) == NotEstimable("no-denominator")


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
