"""One mean, as it is, as a logarithm, or in standard deviations."""

import math
from collections.abc import Callable

import pytest

from drgs_cli.stats.effects.single_means import log_mean, raw_mean, standardised_mean
from drgs_cli.stats.effects.standardised import hedges_correction
from drgs_cli.stats.results import Effect, NotEstimable

ALL: list[Callable[[float, float, float], Effect | NotEstimable]] = [raw_mean, log_mean, standardised_mean]


def test_a_hand_made_group_gives_the_textbook_figures() -> None:
    assert raw_mean(8, 2, 16) == Effect("MN", "natural", 8, 0.25)
    assert log_mean(8, 2, 16) == Effect("MNLN", "log", math.log(8), 1 / 256)
    g = 4 * hedges_correction(15)
    assert standardised_mean(8, 2, 16) == Effect("SMN", "natural", g, 1 / 16 + g * g / 32)


def test_a_mean_that_is_not_positive_has_no_logarithm() -> None:
    assert log_mean(0, 2, 16) == log_mean(-8, 2, 16) == NotEstimable("out-of-range")


def test_a_standardised_mean_needs_a_spread_and_three_patients() -> None:
    assert standardised_mean(8, 0, 16) == NotEstimable("no-variance")
    assert standardised_mean(8, 2, 2) == NotEstimable("too-few")


@pytest.mark.parametrize("measure", ALL)
def test_nobody_one_patient_and_the_unspeakable_have_no_mean(
    measure: Callable[[float, float, float], Effect | NotEstimable],
) -> None:
    assert measure(8, 2, 0) == NotEstimable("no-denominator")
    assert measure(8, 2, 1) == NotEstimable("too-few")
    assert measure(8e80, 2, 9) == NotEstimable("out-of-range")
    with pytest.raises(ValueError, match="a mean is finite"):
        measure(8, -2, 9)
