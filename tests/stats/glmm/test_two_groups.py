"""Odds ratios and rate ratios under every model: what must hold whatever the studies, and the edges by name."""

import math
from collections.abc import Sequence
from typing import Literal, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.glmm.answer import MixedModel
from drgs_cli.stats.glmm.densities import hypergeometric
from drgs_cli.stats.glmm.two_groups import (
    ODDS_MODELS,
    RATE_MODELS,
    OddsModel,
    RateModel,
    fit_odds_ratios,
    fit_rate_ratios,
)
from drgs_cli.stats.results import NotEstimable

Rows = Sequence[tuple[int, int, int, int]]
ODDS = [cast(OddsModel, name) for name in ODDS_MODELS]
RATES = [cast(RateModel, name) for name in RATE_MODELS]
TRIALS: Rows = [(4, 30, 9, 31), (12, 60, 11, 58), (1, 25, 8, 27), (20, 90, 33, 85), (0, 18, 2, 17)]
Method = Literal["ml", "ee"]


def odds(rows: Rows, model: OddsModel, method: Method = "ml", nodes: int = 7) -> MixedModel:
    answer = fit_odds_ratios(
        *(list(column) for column in zip(*rows, strict=True)), model=model, method=method, nodes=nodes
    )
    assert isinstance(answer, MixedModel), answer
    return answer


def rates(rows: Rows, model: RateModel, method: Method = "ml") -> MixedModel:
    answer = fit_rate_ratios(*(list(column) for column in zip(*rows, strict=True)), model=model, method=method)
    assert isinstance(answer, MixedModel), answer
    return answer


@st.composite
def trials(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    def arm() -> tuple[int, int]:
        n = draw(st.integers(4, 120))
        return draw(st.integers(1, n - 1)), n

    return [(*arm(), *arm()) for _ in range(draw(st.integers(2, 4)))]


def swapped(rows: Rows) -> Rows:
    return [(c, n, a, m) for a, m, c, n in rows]


@pytest.mark.parametrize("model", ODDS)
@settings(max_examples=8, deadline=None)
@given(rows=trials())
def test_exchanging_the_groups_turns_the_sign_of_the_log_odds_ratio(model: OddsModel, rows: Rows) -> None:
    one, other = (fit_odds_ratios(*map(list, zip(*table, strict=True)), model=model) for table in (rows, swapped(rows)))
    if isinstance(one, NotEstimable):
        assert other == one
        return
    assert isinstance(other, MixedModel)
    assert (other.estimate, other.tau2) == pytest.approx((-one.estimate, one.tau2), rel=1e-6, abs=1e-8)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-6)


@pytest.mark.parametrize("model", RATES)
@settings(max_examples=8, deadline=None)
@given(rows=trials())
def test_exchanging_the_groups_turns_the_sign_of_the_log_rate_ratio(model: RateModel, rows: Rows) -> None:
    one, other = (fit_rate_ratios(*map(list, zip(*table, strict=True)), model=model) for table in (rows, swapped(rows)))
    if isinstance(one, NotEstimable):  # two or three trials may not hold two variances; then they do not either way
        assert other == one
        return
    assert isinstance(other, MixedModel)
    assert (other.estimate, other.tau2) == pytest.approx((-one.estimate, one.tau2), rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("model", ODDS)
@pytest.mark.parametrize("method", ["ml", "ee"])
def test_the_order_of_the_trials_does_not_matter(model: OddsModel, method: Method) -> None:
    one, other = odds(TRIALS, model, method), odds(TRIALS[::-1], model, method)
    assert (other.estimate, other.standard_error) == pytest.approx((one.estimate, one.standard_error), rel=1e-11)
    assert (other.q_wald, other.q_likelihood_ratio) == pytest.approx((one.q_wald, one.q_likelihood_ratio), rel=1e-9)


@pytest.mark.parametrize("model", ODDS)
def test_every_trial_twice_has_the_same_answer_and_less_error(model: OddsModel) -> None:
    once, twice = odds(TRIALS, model), odds([*TRIALS, *TRIALS], model)
    assert (twice.estimate, twice.tau2) == pytest.approx((once.estimate, once.tau2), rel=1e-8)
    assert twice.standard_error == pytest.approx(once.standard_error / math.sqrt(2.0), rel=1e-8)


@pytest.mark.parametrize("model", ODDS)
def test_trials_without_events_or_without_anything_else_say_nothing(model: OddsModel) -> None:
    silent = [(0, 20, 0, 25), (20, 20, 25, 25), (0, 0, 3, 10), (0, 0, 0, 0)]
    assert odds([*TRIALS, *silent], model) == odds(TRIALS, model)


@pytest.mark.parametrize("model", RATES)
def test_groups_without_events_in_either_or_without_time_say_nothing(model: RateModel) -> None:
    assert rates([*TRIALS, (0, 20, 0, 25), (0, 0, 2, 25)], model) == rates(TRIALS, model)


@pytest.mark.parametrize("method", ["ml", "ee"])
def test_seven_nodes_are_close_to_many(method: Method) -> None:
    few, many = odds(TRIALS, "UM.FS", method), odds(TRIALS, "UM.FS", method, nodes=25)
    assert few.estimate == pytest.approx(many.estimate, abs=1e-3)


def test_the_exact_model_always_has_nodes_enough() -> None:
    assert odds(TRIALS, "CM.EL").estimate == pytest.approx(odds(TRIALS, "CM.EL", nodes=70).estimate, rel=1e-11)


def test_the_information_of_one_exact_effect_is_the_sum_of_the_tables_variances() -> None:
    answer = odds(TRIALS, "CM.EL", "ee")
    information = math.fsum(hypergeometric(*row).cumulants(answer.estimate)[2] for row in TRIALS)
    assert answer.standard_error == pytest.approx(information**-0.5, rel=1e-12)


def test_one_rate_ratio_for_all_is_the_same_with_and_without_intercepts() -> None:
    """The total of a trial's events says nothing of a common rate ratio, so that conditioning loses nothing."""
    conditional, unconditional = rates(TRIALS, "CM.EL", "ee"), rates(TRIALS, "UM.FS", "ee")
    assert conditional.estimate == pytest.approx(unconditional.estimate, rel=1e-11)
    assert conditional.standard_error == pytest.approx(unconditional.standard_error, rel=1e-11)


def test_trials_that_agree_are_on_the_boundary() -> None:
    answer = odds([(10, 40, 20, 40)] * 3, "UM.FS")
    assert (answer.status, answer.tau2) == ("boundary", 0.0)
    assert answer.q_wald == pytest.approx(0.0, abs=1e-20)
    assert answer.estimate == pytest.approx(-math.log(3.0), rel=1e-12)


def test_one_trial_has_an_odds_ratio_and_nothing_to_compare_it_with() -> None:
    answer = odds([(10, 40, 20, 40)], "UM.FS", "ee")
    assert answer.estimate == pytest.approx(-math.log(3.0), rel=1e-12)
    assert answer.standard_error == pytest.approx(math.sqrt(1 / 10 + 1 / 30 + 1 / 20 + 1 / 20), rel=1e-12)
    assert (answer.q_wald, answer.q_likelihood_ratio) == (None, None)


@pytest.mark.parametrize("model", ODDS)
def test_an_odds_ratio_of_0_is_a_zero_cell(model: OddsModel) -> None:
    assert fit_odds_ratios([0, 0], [20, 30], [3, 5], [20, 30], model=model) == NotEstimable("zero-cell")


@pytest.mark.parametrize("model", ["UM.FS", "CM.EL"])
def test_the_fewest_events_that_can_be_in_every_trial_are_a_zero_cell(model: OddsModel) -> None:
    """In the first no treated patient has an event, in the second every control has one: both say 0."""
    assert fit_odds_ratios([0, 4], [20, 30], [3, 25], [20, 25], model=model) == NotEstimable("zero-cell")


@pytest.mark.parametrize("model", RATES)
def test_a_rate_ratio_of_infinity_is_a_zero_cell(model: RateModel) -> None:
    assert fit_rate_ratios([3, 5], [20, 30], [0, 0], [20, 30], model=model) == NotEstimable("zero-cell")


def test_trials_that_all_say_nothing_are_a_zero_cell_and_none_no_study() -> None:
    assert fit_odds_ratios([0], [20], [0], [20]) == NotEstimable("zero-cell")
    assert fit_rate_ratios([0], [20], [0], [20]) == NotEstimable("zero-cell")
    assert fit_odds_ratios([], [], [], []) == NotEstimable("no-study")
    assert fit_rate_ratios([], [], [], []) == NotEstimable("no-study")


@pytest.mark.parametrize("model", ODDS)
def test_heterogeneity_without_end_is_not_converged(model: OddsModel) -> None:
    """Every trial at one or the other end of what it can show."""
    columns: list[list[float]] = [[0, 40, 0, 40], [40] * 4, [40, 0, 40, 0], [40] * 4]
    assert fit_odds_ratios(*columns, model=model) == NotEstimable("not-converged")


def test_counts_beyond_all_trials_are_out_of_range() -> None:
    huge: list[list[float]] = [[1e307, 5.0], [1e308, 9.0], [1e306, 3.0], [1e308, 9.0]]
    assert fit_odds_ratios(*huge) == NotEstimable("out-of-range")
    assert fit_rate_ratios(*huge) == NotEstimable("out-of-range")
    wide: list[list[float]] = [[2e6], [4e6], [2e6], [4e6]]
    assert fit_odds_ratios(*wide, model="CM.EL", method="ee") == NotEstimable("out-of-range")


def test_fractional_counts_have_no_exact_likelihood() -> None:
    assert fit_odds_ratios([2.5], [9.0], [3.0], [9.0], model="CM.EL", method="ee") == NotEstimable("not-applicable")
    assert isinstance(fit_odds_ratios([2.5], [9.0], [3.0], [9.0], method="ee"), MixedModel)


def test_impossible_counts_are_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="events lie between 0 and n"):
        fit_odds_ratios([5], [4], [1], [4])
    with pytest.raises(ValueError, match="person-time"):
        fit_rate_ratios([5], [math.inf], [1], [4])
