"""Two treatments in the same patients: by hand, mirrored by a swap, and between pairs that agree and two groups."""

import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drgs_cli.stats.effects.binary import odds_ratio, risk_difference, risk_ratio
from drgs_cli.stats.effects.inference import newcombe
from drgs_cli.stats.effects.paired import (
    mcnemar_mid_p,
    paired_newcombe,
    paired_odds_ratio,
    paired_risk_difference,
    paired_risk_ratio,
)
from drgs_cli.stats.results import Effect, Interval, NotEstimable

Cells = tuple[int, int, int, int]
Measure = Callable[..., Effect | NotEstimable]
ALL: list[Measure] = [paired_risk_ratio, paired_odds_ratio, paired_risk_difference]
cells = st.tuples(*[st.integers(0, 200)] * 4)


def estimated(effect: Effect | NotEstimable) -> Effect:
    assert isinstance(effect, Effect)
    return effect


def test_a_hand_made_table_gives_the_textbook_effects() -> None:
    # of 40 patients 20 had the event under the first treatment and 16 under the second, 12 under both
    table = (12, 8, 4, 16)
    ratio, odds, difference = (estimated(measure(*table)) for measure in ALL)
    assert (ratio.measure, ratio.scale, odds.measure, odds.scale) == ("RR", "log", "OR", "log")
    assert (difference.measure, difference.scale) == ("RD", "natural")
    assert (ratio.natural, ratio.variance) == pytest.approx((20 / 16, 12 / (20 * 16)), rel=1e-14)
    assert (difference.estimate, difference.variance) == pytest.approx((0.1, (12 - 16 / 40) / 1600), rel=1e-14)
    # delta method: 1/(n p1 q1) + 1/(n p2 q2) - 2 (p11 - p1 p2)/(n p1 q1 p2 q2), p1 = 1/2, p2 = 2/5
    by_delta = (1 / 0.25 + 1 / 0.24 - 2 * (0.3 - 0.2) / 0.25 / 0.24) / 40
    assert (odds.natural, odds.variance) == pytest.approx((1.5, by_delta), rel=1e-14)


@given(st.sampled_from(ALL), cells)
def test_a_swap_of_the_treatments_mirrors_every_effect(measure: Measure, table: Cells) -> None:
    both, first, second, neither = table
    effect, mirrored = measure(*table), measure(both, second, first, neither)
    if isinstance(effect, NotEstimable):
        assert mirrored == effect
    else:
        mirror = estimated(mirrored)
        assert mirror.estimate == pytest.approx(-effect.estimate, rel=1e-12, abs=1e-14)
        assert mirror.variance == pytest.approx(effect.variance, rel=1e-12)


@given(cells)
def test_the_estimates_are_those_of_two_groups_of_the_same_size(table: Cells) -> None:
    both, first, second, _ = table
    n = sum(table)
    assume(n > 0)
    unpaired = (both + first, n, both + second, n)
    for paired, parallel in zip(ALL, (risk_ratio, odds_ratio, risk_difference), strict=True):
        one, other = paired(*table), parallel(*unpaired)
        if isinstance(one, Effect):
            assert one.estimate == pytest.approx(estimated(other).estimate, rel=1e-9, abs=1e-12)
        else:
            assert other == one


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40))
def test_answers_that_have_nothing_to_do_with_one_another_vary_as_two_groups_do(a: int, b: int, k: int) -> None:
    table = (a, k * a, b, k * b)  # independent: both / first = second / neither
    n = sum(table)
    for paired, parallel in zip(ALL, (risk_ratio, odds_ratio, risk_difference), strict=True):
        one = estimated(paired(*table))
        other = estimated(parallel(table[0] + table[1], n, table[0] + table[2], n))
        assert one.variance == pytest.approx(other.variance, rel=1e-9)


def test_where_all_answer_both_alike_nothing_varies() -> None:
    for measure in ALL:
        effect = estimated(measure(5, 0, 0, 7))
        assert (effect.estimate, effect.variance) == (0, 0)


@pytest.mark.parametrize(
    ("measure", "table"),
    [
        (paired_risk_ratio, (0, 0, 3, 4)),
        (paired_risk_ratio, (0, 3, 0, 4)),
        (paired_odds_ratio, (0, 0, 3, 4)),
        (paired_odds_ratio, (2, 0, 3, 0)),
        (paired_odds_ratio, (2, 3, 0, 0)),
    ],
)
def test_no_event_under_a_treatment_has_no_ratio(measure: Measure, table: Cells) -> None:
    assert measure(*table) == NotEstimable("zero-cell")


@pytest.mark.parametrize("measure", ALL)
def test_nobody_is_no_denominator_and_what_no_float_carries_out_of_range(measure: Measure) -> None:
    assert measure(0, 0, 0, 0) == NotEstimable("no-denominator")
    assert measure(1e80, 1, 2, 3) == NotEstimable("out-of-range")


@pytest.mark.parametrize("measure", ALL)
@pytest.mark.parametrize("wrong", [-1.0, math.inf, math.nan])
def test_counts_below_0_or_not_finite_are_the_fault_of_the_caller(measure: Measure, wrong: float) -> None:
    with pytest.raises(ValueError, match="counts are finite and not negative"):
        measure(1, wrong, 1, 1)


def limits(found: Interval | NotEstimable) -> tuple[float, float]:
    assert isinstance(found, Interval)
    return found.low, found.high


def test_the_interval_of_newcombe_for_pairs_is_that_worked_out_by_hand() -> None:
    # Wilson 46.0 to 84.6 and 27.3 to 68.3; phi = (54 - 19/2)/sqrt(13 x 6 x 9 x 10) = 0.531
    assert limits(paired_newcombe(9, 4, 0, 6)) == pytest.approx((0.0003, 0.3892), abs=5e-5)


def test_a_correlation_that_the_correction_takes_away_leaves_the_interval_of_two_groups() -> None:
    # ad - bc = 1, below n/2
    assert limits(paired_newcombe(2, 1, 3, 2)) == pytest.approx(limits(newcombe(3, 8, 5, 8)), rel=1e-12)


def test_without_discordance_in_one_treatment_nothing_is_divided_by_0() -> None:
    assert limits(paired_newcombe(4, 3, 0, 0)) == pytest.approx(limits(newcombe(7, 7, 4, 7)), rel=1e-12)


@given(cells)
def test_the_interval_holds_the_difference_and_turns_with_the_treatments(table: Cells) -> None:
    assume(sum(table) > 0)
    both, first, second, neither = table
    low, high = limits(paired_newcombe(*table))
    assert -1 <= low <= (first - second) / sum(table) <= high <= 1
    turned = limits(paired_newcombe(both, second, first, neither))
    assert turned == pytest.approx((-high, -low), abs=1e-12)


def test_nobody_and_what_no_float_carries_have_no_interval() -> None:
    assert paired_newcombe(0, 0, 0, 0) == NotEstimable("no-denominator")
    assert paired_newcombe(1e80, 1, 2, 3) == NotEstimable("out-of-range")


@pytest.mark.parametrize(
    ("first", "second", "p"), [(4, 0, 0.0625), (0, 4, 0.0625), (3, 3, 1), (0, 0, 1), (5, 1, 2 * (1 + 6 / 2) / 64)]
)
def test_the_mid_p_of_mcnemar_counts_what_was_seen_half(first: int, second: int, p: float) -> None:
    assert mcnemar_mid_p(first, second) == p
