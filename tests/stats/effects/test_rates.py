"""Events in person-time: textbook figures of two groups and of one, and a reason where there is none."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.effects.rates import (
    double_root_rate,
    log_rate,
    rate_difference,
    rate_ratio,
    raw_rate,
    root_rate,
    root_rate_difference,
)
from drgs_cli.stats.effects.zero_cells import ESCALC
from drgs_cli.stats.results import Effect, NotEstimable

Compute = Callable[..., Effect | NotEstimable]
OF_TWO: list[Compute] = [rate_ratio, rate_difference, root_rate_difference]
OF_ONE: list[Compute] = [raw_rate, log_rate, root_rate, double_root_rate]


@pytest.mark.parametrize(
    ("measure", "row", "estimate", "variance"),
    [
        (rate_ratio, (20, 400, 10, 800), math.log(4), 1 / 20 + 1 / 10),
        (rate_difference, (20, 400, 10, 800), 0.0375, 20 / 400**2 + 10 / 800**2),
        (root_rate_difference, (16, 400, 8, 800), 0.1, 1 / 1600 + 1 / 3200),
        (raw_rate, (16, 400), 0.04, 16 / 400**2),
        (log_rate, (16, 400), math.log(0.04), 1 / 16),
        (root_rate, (16, 400), 0.2, 1 / 1600),
        (double_root_rate, (16, 400), (math.sqrt(16 / 400) + math.sqrt(17 / 400)) / 2, 1 / 1600),
    ],
)
def test_hand_made_rates_give_the_textbook_figures(
    measure: Compute, row: tuple[float, ...], estimate: float, variance: float
) -> None:
    effect = measure(*row)
    assert isinstance(effect, Effect)
    assert (effect.estimate, effect.variance) == pytest.approx((estimate, variance), rel=1e-15)


@pytest.mark.parametrize("row", [(0, 400, 10, 800), (20, 400, 0, 800), (0, 400, 0, 800)])
def test_a_group_without_events_has_no_ratio_unless_it_gets_an_increment(
    row: tuple[float, float, float, float],
) -> None:
    assert rate_ratio(*row) == NotEstimable("zero-cell")
    assert isinstance(rate_ratio(*row, ESCALC), Effect)


def test_no_events_have_no_logarithm_unless_they_get_an_increment() -> None:
    assert log_rate(0, 400) == NotEstimable("zero-cell")
    assert log_rate(0, 400, ESCALC) == Effect("IRLN", "log", math.log(0.5 / 400), 2)


@pytest.mark.parametrize("measure", OF_TWO)
def test_no_time_in_a_group_is_no_denominator(measure: Compute) -> None:
    assert measure(2, 0, 3, 10) == measure(2, 10, 3, 0) == NotEstimable("no-denominator")
    assert measure(2, 1e80, 3, 10) == NotEstimable("out-of-range")


@pytest.mark.parametrize("measure", OF_ONE)
def test_no_time_is_no_denominator(measure: Compute) -> None:
    assert measure(2, 0) == NotEstimable("no-denominator")
    assert measure(2, 1e80) == NotEstimable("out-of-range")


@pytest.mark.parametrize(("events", "time"), [(-1, 10), (1, -10), (math.nan, 10), (1, math.inf)])
def test_impossible_figures_are_the_callers_fault(events: float, time: float) -> None:
    for measure in OF_ONE:
        with pytest.raises(ValueError, match="not negative"):
            measure(events, time)
    for measure in OF_TWO:
        with pytest.raises(ValueError, match="not negative"):
            measure(1, 10, events, time)
