"""Estimates are brought to a size at which nothing overflows, exactly, and back."""

import math

import pytest

from drgs_cli.stats.least_squares import Design, design_of
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.sample import Sample, sample_of


def sample(estimates: list[float], variances: list[float]) -> Sample:
    found = sample_of(estimates, variances)
    assert isinstance(found, Sample)
    return found


def test_the_centre_is_the_estimate_that_is_best_known() -> None:
    assert sample([7.0, 1.0, 4.0], [2.0, 1.0, 3.0]).centre == 1.0
    assert sample([7.0, 4.0, 1.0], [1.0, 1.0, 3.0]).centre == sample([4.0, 7.0, 1.0], [1.0, 1.0, 3.0]).centre


def test_without_a_constant_there_is_no_centre() -> None:
    design = design_of([[1.0, 2.0, 3.0]], intercept=False)
    assert isinstance(design, Design)
    found = sample_of([7.0, 8.0, 9.0], [1.0, 1.0, 1.0], design)
    assert isinstance(found, Sample)
    assert found.centre == 0.0


@pytest.mark.parametrize("exponent", [-500, -300, 0, 300, 500])
def test_a_change_of_units_by_a_power_of_two_changes_nothing_inside(exponent: int) -> None:
    y, v = [0.1, 0.7, 0.4], [0.3, 0.2, 0.9]
    there = sample([math.ldexp(a, exponent) for a in y], [math.ldexp(a, 2 * exponent) for a in v])
    assert (there.estimates, there.variances) == (sample(y, v).estimates, sample(y, v).variances)
    assert there.original(1.0, 2) == math.ldexp(sample(y, v).original(1.0, 2), 2 * exponent)


@pytest.mark.parametrize(
    ("estimates", "variances"),
    [
        pytest.param([0.0, 1.0], [1e-300, 1e300], id="variances"),
        pytest.param([0.0, 1e60], [1.0, 1.0], id="estimates"),
        pytest.param([-1e308, 1e308], [1.0, 1.0], id="a difference that is infinite"),
    ],
)
def test_numbers_too_far_apart_for_one_arithmetic_say_so(estimates: list[float], variances: list[float]) -> None:
    assert sample_of(estimates, variances) == NotEstimable("out-of-range")


def test_without_a_study_there_is_no_sample() -> None:
    assert sample_of([], []) == NotEstimable("no-study")
