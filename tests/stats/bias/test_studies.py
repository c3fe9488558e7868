"""What cannot be computed from is refused with its reason, what is no evidence at all as the caller's fault."""

import math

import pytest

from drgs_cli.stats.bias.fail_safe import orwin, rosenberg, rosenthal
from drgs_cli.stats.bias.limit_meta_analysis import limit_meta_analysis
from drgs_cli.stats.bias.rank_test import begg, rank_test
from drgs_cli.stats.bias.selection_model import WEIGHTS, Kind, selection_model
from drgs_cli.stats.bias.small_study import egger, regression_test, thompson
from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.bias.trim_and_fill import trim_and_fill
from drgs_cli.stats.results import NotEstimable

FUNCTIONS = [rank_test, begg, egger, thompson, regression_test, limit_meta_analysis, trim_and_fill]
ANY = [*FUNCTIONS, rosenthal, orwin, rosenberg]


@pytest.mark.parametrize("function", ANY)
def test_no_study_is_a_reason(function: object) -> None:
    assert callable(function)
    assert function([], []) == NotEstimable("no-study")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("k", [1, 2])
def test_two_studies_have_no_symmetry(function: object, k: int) -> None:
    assert callable(function)
    assert function([0.1, 0.4][:k], [0.1, 0.2][:k]) == NotEstimable("too-few")


@pytest.mark.parametrize("function", ANY)
@pytest.mark.parametrize(
    ("estimates", "variances"),
    [([1e308, 0.1, 0.2], [0.1, 0.2, 0.3]), ([0.1, 0.2, 0.3], [1e-60, 0.2, 0.3]), ([0.1, 0.2, 0.3], [0.1, 1e60, 0.3])],
)
def test_numbers_whose_squares_are_no_floats_are_out_of_range(
    function: object, estimates: list[float], variances: list[float]
) -> None:
    assert callable(function)
    assert function(estimates, variances) == NotEstimable("out-of-range")


@pytest.mark.parametrize("kind", sorted(WEIGHTS))
def test_a_selection_model_needs_a_study_for_each_parameter(kind: Kind) -> None:
    assert selection_model([], [], kind) == NotEstimable("no-study")
    assert selection_model([0.1, 0.9], [0.1, 0.1], kind) == NotEstimable("too-few")
    assert selection_model([1e308, 0.9, 0.1, 0.2], [0.1] * 4, kind) == NotEstimable("out-of-range")


@pytest.mark.parametrize(
    ("estimates", "variances"),
    [([0.1], [0.1, 0.2]), ([math.nan], [0.1]), ([0.1], [math.inf]), ([0.1], [0.0]), ([0.1], [-1.0])],
)
def test_what_is_no_estimate_with_a_variance_is_the_fault_of_the_caller(
    estimates: list[float], variances: list[float]
) -> None:
    with pytest.raises(ValueError, match=r"estimate|variance"):
        refused(estimates, variances, 1)
