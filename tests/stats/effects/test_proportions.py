"""One proportion: each transformation of a hand-made count, and a reason where there is none."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.effects.proportions import (
    arcsine_proportion,
    double_arcsine_proportion,
    log_proportion,
    logit_proportion,
    raw_proportion,
)
from drgs_cli.stats.effects.zero_cells import ESCALC
from drgs_cli.stats.results import Effect, NotEstimable

Compute = Callable[..., Effect | NotEstimable]
ALL: list[Compute] = [
    raw_proportion,
    log_proportion,
    logit_proportion,
    arcsine_proportion,
    double_arcsine_proportion,
]


@pytest.mark.parametrize(
    ("measure", "estimate", "variance"),
    [
        (raw_proportion, 0.25, 0.1875 / 100),
        (log_proportion, math.log(0.25), 0.03),
        (logit_proportion, -math.log(3), 1 / 25 + 1 / 75),
        (arcsine_proportion, math.pi / 6, 1 / 400),
        (double_arcsine_proportion, (math.asin(math.sqrt(25 / 101)) + math.asin(math.sqrt(26 / 101))) / 2, 1 / 402),
    ],
)
def test_25_of_100_give_the_textbook_figures(measure: Compute, estimate: float, variance: float) -> None:
    effect = measure(25, 100)
    assert isinstance(effect, Effect)
    assert (effect.estimate, effect.variance) == pytest.approx((estimate, variance), rel=1e-15)


def test_the_unbiased_variance_has_one_patient_less() -> None:
    effect = raw_proportion(5, 11, variance_type="UB")
    assert isinstance(effect, Effect)
    assert effect.variance == pytest.approx(3 / 121, rel=1e-15)
    assert raw_proportion(1, 1, variance_type="UB") == NotEstimable("too-few")


@pytest.mark.parametrize(("measure", "events"), [(log_proportion, 0), (logit_proportion, 0), (logit_proportion, 10)])
def test_a_count_without_logarithm_is_a_zero_cell_unless_it_gets_an_increment(measure: Compute, events: int) -> None:
    assert measure(events, 10) == NotEstimable("zero-cell")
    assert isinstance(measure(events, 10, ESCALC), Effect)


@pytest.mark.parametrize("measure", [raw_proportion, arcsine_proportion, double_arcsine_proportion])
@pytest.mark.parametrize("events", [0, 10])
def test_none_and_all_with_events_need_no_increment_elsewhere(measure: Compute, events: int) -> None:
    assert isinstance(measure(events, 10), Effect)


@pytest.mark.parametrize("measure", ALL)
def test_nobody_and_the_unspeakable_have_no_proportion(measure: Compute) -> None:
    assert measure(0, 0) == NotEstimable("no-denominator")
    assert measure(1, 1e80) == NotEstimable("out-of-range")
    with pytest.raises(ValueError, match="between 0 and n"):
        measure(11, 10)
