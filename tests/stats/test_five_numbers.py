"""Mean and SD from summaries: normal quantiles give them back, units go through, skewed summaries are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.five_numbers import (
    FiveNumbers,
    MeanAndSd,
    Skewness,
    luo_mean,
    normal_moments,
    shi_sd,
    skewness,
    wan_mean,
    wan_sd,
)
from drgs_cli.stats.results import NotEstimable

RANGE, QUARTILES, ALL = (
    FiveNumbers(50, 8, 2, None, None, 40),
    FiveNumbers(50, 8, None, 5, 14),
    FiveNumbers(50, 8, 2, 5, 14, 40),
)
MEANS = (luo_mean, wan_mean)
SDS = (wan_sd, shi_sd)


@st.composite
def summaries(draw: st.DrawFn) -> FiveNumbers:
    low, q1, median, q3, high = sorted(draw(st.lists(st.integers(-400, 400), min_size=5, max_size=5, unique=True)))
    n = draw(st.integers(5, 400))
    everything = FiveNumbers(n, median, low, q1, q3, high)
    return draw(
        st.sampled_from(
            [everything, FiveNumbers(n, median, low, None, None, high), FiveNumbers(n, median, None, q1, q3, None)]
        )
    )


def number(value: float | NotEstimable) -> float:
    assert isinstance(value, float)
    return value


@given(summaries(), st.floats(0.1, 10.0), st.floats(-50.0, 50.0))
def test_other_units_change_mean_and_sd_alike(numbers: FiveNumbers, factor: float, shift: float) -> None:
    other = numbers.mapped(lambda value: factor * value + shift)
    for mean in MEANS:
        assert mean(other) == pytest.approx(factor * number(mean(numbers)) + shift, rel=1e-9, abs=1e-9)
    for sd in SDS:
        assert sd(other) == pytest.approx(factor * number(sd(numbers)), rel=1e-9)


@given(summaries())
def test_the_mirrored_summary_has_the_mirrored_mean(numbers: FiveNumbers) -> None:
    ends = [None if value is None else -value for value in (numbers.maximum, numbers.q3, numbers.q1, numbers.minimum)]
    mirrored = FiveNumbers(numbers.n, -numbers.median, *ends)
    for mean in MEANS:
        assert mean(mirrored) == pytest.approx(-number(mean(numbers)), rel=1e-12, abs=1e-12)
    for sd in SDS:
        assert sd(mirrored) == pytest.approx(number(sd(numbers)), rel=1e-12)


@pytest.mark.parametrize("numbers", [(25, None, None, 55), (None, 36, 44, None), (25, 36, 44, 55)])
def test_a_symmetric_summary_has_its_median_as_mean(numbers: tuple[float | None, ...]) -> None:
    for mean in MEANS:
        assert mean(FiveNumbers(80, 40, *numbers)) == pytest.approx(40.0, rel=1e-15)


def test_scores_of_normal_values_have_sd_one() -> None:
    outer, inner = normal_quantile(99.625 / 100.25), normal_quantile(74.875 / 100.25)
    for sd in SDS:
        assert sd(FiveNumbers(100, 0.0, -outer, -inner, inner, outer)) == pytest.approx(1.0, rel=1e-15)


@pytest.mark.parametrize(
    ("numbers", "mean"),
    [
        (RANGE, 8 + 13 * 4 / (4 + 50**0.75)),
        (QUARTILES, 0.7078 * 9.5 + 0.2922 * 8),
        (ALL, 8 + 13 * 2.2 / (2.2 + 50**0.75) + 1.5 * (0.7 - 0.72 / 50**0.55)),
    ],
)
def test_the_best_weights_pull_the_median_to_the_middles(numbers: FiveNumbers, mean: float) -> None:
    assert luo_mean(numbers) == pytest.approx(mean, rel=1e-14)


@pytest.mark.parametrize(("numbers", "mean"), [(RANGE, 14.63), (QUARTILES, 9.0), (ALL, 12.0)])
def test_simple_weights_have_a_term_for_small_samples(numbers: FiveNumbers, mean: float) -> None:
    assert wan_mean(numbers) == pytest.approx(mean, rel=1e-14)


def test_without_that_term_the_median_counts_twice() -> None:
    assert wan_mean(RANGE, small_sample=False) == 14.5


@pytest.mark.parametrize(
    ("n", "sd"), [(2, 38 / 1.128), (25, 38 / 3.931), (50, 38 / 4.498), (51, pytest.approx(38 / 4.502, rel=1e-4))]
)
def test_printed_ranges_serve_up_to_fifty_patients(n: int, sd: float) -> None:
    assert wan_sd(FiveNumbers(n, 8, 2, None, None, 40), tabled=True) == sd


@pytest.mark.parametrize(
    ("n", "sd"), [(5, 9 / 0.990), (6, 9 / 1.144), (201, 9 / 1.340), (202, pytest.approx(9 / 1.3399, rel=1e-3))]
)
def test_printed_quartiles_serve_in_steps_of_four_up_to_201_patients(n: int, sd: float) -> None:
    assert wan_sd(FiveNumbers(n, 8, None, 5, 14), tabled=True) == sd


def test_all_five_numbers_take_the_mean_of_both_printed_divisors() -> None:
    assert wan_sd(ALL, tabled=True) == pytest.approx(0.5 * (38 / 4.498 + 9 / 1.313), rel=1e-15)


def test_the_formula_gives_what_the_manual_of_metablue_prints() -> None:
    # Wan.std(c(1, 4, 10), 30, "S1") of the R package metaBLUE 1.0.0, its only example
    assert wan_sd(FiveNumbers(30, 4, 1, None, None, 10)) == pytest.approx(2.205578, abs=5e-7)


def test_more_patients_move_the_weight_from_range_to_quartiles() -> None:
    few, many = FiveNumbers(10, 8, 2, 5, 14, 40), FiveNumbers(100_000, 8, 2, 5, 14, 40)
    assert number(shi_sd(few)) > number(wan_sd(few)) * 1.05
    assert shi_sd(many) == pytest.approx(9 / (2 * 0.67449), rel=0.02)


def test_a_symmetric_summary_is_not_skewed() -> None:
    test = skewness(FiveNumbers(40, 5, 0, 3, 7, 10))
    assert isinstance(test, Skewness)
    assert test.statistic == 0
    assert not test.significant


@pytest.mark.parametrize(
    ("numbers", "statistic", "critical"),
    [
        (RANGE, 26 / 38, 1 / 4.07753744390572 + 2.5 / 51),
        (QUARTILES, 3 / 9, 2.65 / 50**0.5 - 6 / 2500),
        (ALL, 2.65 * 3.4011973816621555 / 50**0.5 * 26 / 38, 3 / 50**0.5 - 40 / 125000),
    ],
)
def test_asymmetry_is_set_against_what_normal_samples_show(
    numbers: FiveNumbers, statistic: float, critical: float
) -> None:
    test = skewness(numbers)
    assert isinstance(test, Skewness)
    assert (test.statistic, test.critical) == pytest.approx((statistic, critical), rel=1e-14)


def test_quartiles_alone_can_make_all_five_skewed() -> None:
    test = skewness(FiveNumbers(40, 5, 0, 4.9, 7, 10))
    assert isinstance(test, Skewness)
    assert test.statistic == pytest.approx(2.0 / 2.1 - 0.1 / 2.1, rel=1e-12)


def test_a_skewed_summary_has_normal_moments_only_untested() -> None:
    assert normal_moments(RANGE) == NotEstimable("not-applicable")
    assert normal_moments(RANGE, test=False) == MeanAndSd(number(luo_mean(RANGE)), number(wan_sd(RANGE)))


def test_a_summary_that_is_one_value_has_no_spread_and_no_skewness() -> None:
    same = FiveNumbers(40, 5, 5, 5, 5, 5)
    assert skewness(same) == NotEstimable("no-variance")
    assert normal_moments(same) == MeanAndSd(5.0, 0.0)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (luo_mean(FiveNumbers(0, 8, 2, None, None, 40)), "too-few"),
        (wan_mean(FiveNumbers(0.5, 8, 2, None, None, 40)), "too-few"),
        (wan_sd(FiveNumbers(1, 8, 2, None, None, 40)), "too-few"),
        (shi_sd(FiveNumbers(1, 8, 2, 5, 14, 40)), "too-few"),
        (skewness(FiveNumbers(4, 8, 2, 5, 14, 40)), "too-few"),
        (skewness(FiveNumbers(40, 8, 2, 8, 8, 40)), "no-variance"),
        (normal_moments(FiveNumbers(4, 8, 2, 5, 14, 40)), "too-few"),
        (normal_moments(FiveNumbers(1, 8, 2, 5, 14, 40)), "too-few"),
        (normal_moments(FiveNumbers(0.5, 8, 2, 5, 14, 40)), "too-few"),
    ],
)
def test_what_cannot_be_estimated_says_why(found: object, reason: str) -> None:
    assert isinstance(found, NotEstimable)
    assert found.reason == reason


@pytest.mark.parametrize(
    "numbers",
    [
        *(
            (9, 8, None, None, None, None),
            (9, 8, 2, None, None, None),
            (9, 8, 2, 5, None, 40),
            (9, 8, None, 9, 14, None),
        ),
        *((-1, 8, 2, None, None, 40), (9, 8, 2, None, None, float("inf")), (float("nan"), 8, 2, None, None, 40)),
    ],
)
def test_numbers_that_are_no_summary_are_the_callers_fault(numbers: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"summary|found"):
        FiveNumbers(*numbers)
