"""Pooled proportions and rates: what must hold whatever the studies, and the edges, each by its name."""

import math
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.glmm.answer import Method, MixedModel, Test
from drgs_cli.stats.glmm.one_group import fit_proportions, fit_rates
from drgs_cli.stats.results import NotEstimable

EVENTS, SIZES = [3.0, 11.0, 0.0, 25.0, 8.0], [20.0, 34.0, 12.0, 40.0, 51.0]
TIMES = [10.0, 31.0, 4.5, 60.0, 17.0]


def found(answer: MixedModel | NotEstimable) -> MixedModel:
    assert isinstance(answer, MixedModel), answer
    return answer


@st.composite
def studies(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    sizes = draw(st.lists(st.integers(2, 300), min_size=2, max_size=6))
    return [draw(st.integers(1, n - 1)) for n in sizes], sizes


@settings(max_examples=25, deadline=None)
@given(studies())
def test_counting_non_events_turns_the_sign(case: tuple[list[int], list[int]]) -> None:
    events, sizes = case
    one = found(fit_proportions(events, sizes))
    other = found(fit_proportions([n - x for x, n in zip(events, sizes, strict=True)], sizes))
    assert (other.estimate, other.tau2) == pytest.approx((-one.estimate, one.tau2), rel=1e-7, abs=1e-9)
    assert other.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-11)


@settings(max_examples=25, deadline=None)
@given(studies())
def test_the_order_of_the_studies_does_not_matter(case: tuple[list[int], list[int]]) -> None:
    events, sizes = case
    one, other = found(fit_proportions(events, sizes)), found(fit_proportions(events[::-1], sizes[::-1]))
    assert (other.estimate, other.standard_error) == pytest.approx((one.estimate, one.standard_error), rel=1e-10)


@settings(max_examples=25, deadline=None)
@given(studies())
def test_heterogeneity_only_adds_to_the_likelihood(case: tuple[list[int], list[int]]) -> None:
    varying, common = found(fit_proportions(*case)), found(fit_proportions(*case, method="ee"))
    assert varying.log_likelihood >= common.log_likelihood - 1e-11
    assert (varying.status == "boundary") == (varying.tau2 == 0.0)


def test_every_study_twice_has_the_same_answer_and_less_error() -> None:
    once = found(fit_proportions(EVENTS, SIZES))
    twice = found(fit_proportions(EVENTS * 2, SIZES * 2))
    assert (twice.estimate, twice.tau2) == pytest.approx((once.estimate, once.tau2), rel=1e-10)
    assert twice.standard_error == pytest.approx(once.standard_error / math.sqrt(2.0), rel=1e-10)


def test_one_effect_for_all_is_that_of_all_patients_together() -> None:
    answer = found(fit_proportions(EVENTS, SIZES, method="ee"))
    assert answer.estimate == pytest.approx(math.log(47.0 / 110.0), rel=1e-13)
    assert answer.standard_error == pytest.approx(math.sqrt(1.0 / 47.0 + 1.0 / 110.0), rel=1e-12)
    assert (answer.status, answer.tau2, answer.i2, answer.prediction) == ("fixed", 0.0, 0.0, None)


def test_another_unit_of_time_shifts_the_log_rate_and_nothing_else() -> None:
    years = found(fit_rates(EVENTS, TIMES))
    days = found(fit_rates(EVENTS, [365.25 * time for time in TIMES]))
    assert days.estimate == pytest.approx(years.estimate - math.log(365.25), rel=1e-11)
    assert (days.standard_error, days.tau2) == pytest.approx((years.standard_error, years.tau2), rel=1e-9)


def test_one_rate_for_all_is_that_of_all_patients_together() -> None:
    answer = found(fit_rates(EVENTS, TIMES, method="ee"))
    assert answer.estimate == pytest.approx(math.log(47.0 / 122.5), rel=1e-13)
    assert answer.standard_error == pytest.approx(math.sqrt(1.0 / 47.0), rel=1e-12)


def test_seven_nodes_are_as_good_as_many() -> None:
    few, many = found(fit_proportions(EVENTS, SIZES)), found(fit_proportions(EVENTS, SIZES, nodes=40))
    assert few.estimate == pytest.approx(many.estimate, abs=1e-4)
    assert few.tau2 == pytest.approx(many.tau2, rel=1e-3)


@pytest.mark.parametrize(("interval", "quantile"), [("z", 1.959963984540054), ("t", 2.7764451051977934)])
def test_limits_lie_so_many_standard_errors_away(interval: Test, quantile: float) -> None:
    answer = found(fit_proportions(EVENTS, SIZES, interval=interval))
    reach = quantile * answer.standard_error
    assert answer.interval.high - answer.estimate == pytest.approx(reach, rel=1e-12)
    assert answer.prediction is not None
    spread = quantile * math.sqrt(answer.standard_error**2 + answer.tau2)
    assert answer.prediction.high - answer.estimate == pytest.approx(spread, rel=1e-12)


def test_one_study_has_an_estimate_if_nothing_else_is_asked() -> None:
    answer = found(fit_proportions([3.0], [20.0], method="ee"))
    assert (answer.k, answer.i2, answer.h2, answer.q_wald, answer.q_likelihood_ratio) == (1, None, None, None, None)
    assert fit_proportions([3.0], [20.0]) == NotEstimable("too-few")
    assert fit_rates([3.0], [20.0], method="ee", interval="t") == NotEstimable("too-few")


def test_studies_that_watched_nobody_are_left_out() -> None:
    assert found(fit_proportions([*EVENTS, 0.0], [*SIZES, 0.0])) == found(fit_proportions(EVENTS, SIZES))
    assert found(fit_rates([*EVENTS, 0.0], [*TIMES, 0.0])) == found(fit_rates(EVENTS, TIMES))


@pytest.mark.parametrize(
    ("events", "sizes", "reason"),
    [
        ([], [], "no-study"),
        ([0.0], [0.0], "no-denominator"),
        ([0.0, 0.0], [10.0, 20.0], "zero-cell"),
        ([1e308, 1e308], [1e308, 1e308], "out-of-range"),
    ],
)
def test_what_cannot_be_pooled_says_why(events: list[float], sizes: list[float], reason: str) -> None:
    for answer in (fit_proportions(events, sizes), fit_rates(events, sizes)):
        assert isinstance(answer, NotEstimable)
        assert answer.reason == reason


def test_nothing_but_events_is_a_zero_cell_and_all_or_none_by_study_has_no_answer() -> None:
    assert fit_proportions([10.0, 20.0], [10.0, 20.0]) == NotEstimable("zero-cell")
    assert fit_proportions([40.0, 0.0, 40.0, 0.0], [40.0] * 4) == NotEstimable("not-converged")


def test_times_at_the_edge_of_the_numbers_do_no_harm() -> None:
    near, far = found(fit_rates([3.0, 9.0], [1.0, 2.0])), found(fit_rates([3.0, 9.0], [5e307, 1e308]))
    assert far.tau2 == pytest.approx(near.tau2, abs=1e-12)
    assert far.estimate == pytest.approx(near.estimate - math.log(5e307), rel=1e-12)


@pytest.mark.parametrize(
    "call",
    [
        lambda: fit_proportions([5.0], [4.0]),
        lambda: fit_rates([5.0], [0.0]),
        lambda: fit_rates([math.nan], [1.0]),
        lambda: fit_proportions([1.0, 2.0], [4.0]),
        lambda: fit_proportions([1.0], [4.0], nodes=0),
        lambda: fit_proportions([1.0], [4.0], level=100.0),
        lambda: fit_proportions([1.0], [4.0], method=cast(Method, "reml")),
    ],
)
def test_the_impossible_is_the_fault_of_the_caller(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"found|argument"):
        call()
