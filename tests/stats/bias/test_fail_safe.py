"""Fail-safe numbers undo the result they are of, and one study less does not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.fail_safe import FAIL_SAFE, FailSafe, orwin, rosenberg, rosenthal
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.results import NotEstimable

STUDIES = st.lists(st.tuples(st.floats(-2, 4), st.floats(0.05, 2)), min_size=1, max_size=9)
ONE_SIDED, TWO_SIDED = normal_quantile(0.05, upper=True), normal_quantile(0.025, upper=True)


def found(result: FailSafe | NotEstimable) -> FailSafe:
    assert isinstance(result, FailSafe)
    return result


@given(STUDIES)
def test_rosenthals_number_of_null_results_is_the_least_that_takes_the_sum_of_z_under_its_limit(
    studies: list[tuple[float, float]],
) -> None:
    total, k = abs(sum(y / v**0.5 for y, v in studies)), len(studies)
    number = found(rosenthal([y for y, _ in studies], [v for _, v in studies])).studies
    assert number is not None
    assert total / math.sqrt(k + number) <= ONE_SIDED * (1 + 1e-9)
    assert number == 0 or total / math.sqrt(k + number - 1) > ONE_SIDED * (1 - 1e-9)


@given(STUDIES)
def test_rosenbergs_number_of_studies_of_mean_weight_takes_z_under_its_limit(
    studies: list[tuple[float, float]],
) -> None:
    weight, k = sum(1 / v for _, v in studies), len(studies)
    pull = abs(sum(y / v for y, v in studies))
    number = found(rosenberg([y for y, _ in studies], [v for _, v in studies])).studies
    assert number is not None
    assert pull / math.sqrt(weight * (1 + number / k)) <= TWO_SIDED * (1 + 1e-9)
    assert number == 0 or pull / math.sqrt(weight * (1 + (number - 1) / k)) > TWO_SIDED * (1 - 1e-9)


def test_half_of_the_mean_is_left_by_as_many_studies_again() -> None:
    half = found(orwin([0.2, 0.4, 0.9], [0.1] * 3))
    assert (half.studies, half.mean_effect, half.target) == pytest.approx((3, 0.5, 0.25))


@pytest.mark.parametrize(("target", "studies"), [(0.1, 12), (0.5, 0), (0.9, 0), (0.3, 2)])
def test_orwins_number_leaves_the_mean_at_the_target(target: float, studies: int) -> None:
    assert found(orwin([0.2, 0.4, 0.9], [0.1] * 3, target)).studies == studies


@pytest.mark.parametrize("target", [0.0, -0.1])
def test_no_number_of_null_results_leads_to_0_or_beyond(target: float) -> None:
    assert found(orwin([0.2, 0.4, 0.9], [0.1] * 3, target)).studies is None


def test_more_studies_than_a_float_can_count_are_no_number() -> None:
    assert found(orwin([1.0], [0.1], 1e-20)).studies is None


def test_nothing_to_undo_needs_no_study() -> None:
    for method in FAIL_SAFE.values():
        assert found(method([0.0, 0.0], [0.1, 0.2])).studies in (0, None)


@pytest.mark.parametrize("alpha", [0.0, 0.5, 1.0, math.nan])
def test_an_alpha_that_is_no_level_is_the_fault_of_the_caller(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha"):
        rosenthal([0.1], [0.1], alpha)
    with pytest.raises(ValueError, match="alpha"):
        rosenberg([0.1], [0.1], alpha)


def test_a_target_that_is_no_number_is_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="target"):
        orwin([0.1], [0.1], math.inf)
