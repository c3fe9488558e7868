"""Back-transformations are monotone, end where their units end, and undo what the measures did."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.effects.back_transformations import (
    BACK_TRANSFORMATIONS,
    SIZED_BACK_TRANSFORMATIONS,
    TYPICAL_SIZES,
    back_transform,
    inverse_variance_size,
)
from drgs_cli.stats.effects.measures import MEASURES, effect_of
from drgs_cli.stats.results import Effect, Scale

scales = st.sampled_from([*BACK_TRANSFORMATIONS, *SIZED_BACK_TRANSFORMATIONS])


@given(scales, st.floats(-700, 700), st.floats(-700, 700), st.floats(0.01, 1e6))
def test_a_larger_value_is_never_turned_into_a_smaller_one(scale: Scale, one: float, other: float, size: float) -> None:
    low, high = sorted((one, other))
    lower, higher = back_transform(low, scale, size), back_transform(high, scale, size)
    assert lower is not None
    assert higher is not None
    assert lower <= higher + 4e-16 * abs(higher)


@given(st.sampled_from(["PLN", "PLO", "PAS", "PFT", "PR"]), st.integers(1, 10_000), st.data())
def test_a_proportion_comes_back_as_it_was(name: str, n: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, n))
    effect = effect_of(MEASURES[name], (events, n), MEASURES["PAS"].zeros)
    if isinstance(effect, Effect):
        assert back_transform(effect.estimate, effect.scale, n) == pytest.approx(events / n, rel=1e-11, abs=1e-14)


@given(st.sampled_from(["IR", "IRLN", "IRS", "IRFT"]), st.integers(0, 10_000), st.floats(0.01, 1e6))
def test_a_rate_comes_back_as_it_was(name: str, events: int, time: float) -> None:
    effect = effect_of(MEASURES[name], (events, time), MEASURES["IRS"].zeros)
    if isinstance(effect, Effect):
        assert back_transform(effect.estimate, effect.scale, time) == pytest.approx(events / time, rel=1e-12, abs=1e-30)


@given(st.floats(-0.999, 0.999))
def test_a_correlation_comes_back_as_it_was(r: float) -> None:
    effect = effect_of(MEASURES["ZCOR"], (r, 20))
    assert isinstance(effect, Effect)
    assert back_transform(effect.estimate, effect.scale) == pytest.approx(r, rel=1e-13, abs=1e-300)


@pytest.mark.parametrize(
    ("scale", "low", "high", "ends"),
    [
        ("arcsine", -0.1, 1.6, (0, 1)),
        ("double-arcsine", 0.1, 1.5, (0, 1)),
        ("square-root", -0.1, 2, (0, 4)),
        ("double-square-root", 0.1, 2, (0, (2 - 1 / 80) ** 2)),
        ("logit", -800, 800, (0, 1)),
    ],
)
def test_beyond_the_end_of_a_scale_lies_that_end(
    scale: Scale, low: float, high: float, ends: tuple[float, float]
) -> None:
    assert (back_transform(low, scale, 10), back_transform(high, scale, 10)) == ends


def test_a_value_too_large_to_be_written_is_none() -> None:
    assert back_transform(710, "log") is None
    assert back_transform(1e200, "square-root") is None
    assert back_transform(1e200, "double-square-root", 10) is None
    assert back_transform(1e300, "natural") == 1e300


def test_a_small_proportion_keeps_its_digits() -> None:
    angle = 0.5 * (math.asin(math.sqrt(1 / (1e12 + 1))) + math.asin(math.sqrt(2 / (1e12 + 1))))
    assert back_transform(angle, "double-arcsine", 1e12) == pytest.approx(1e-12, rel=1e-9)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_value_that_is_not_finite_is_the_callers_fault(value: float) -> None:
    with pytest.raises(ValueError, match="a value is finite"):
        back_transform(value, "log")


@pytest.mark.parametrize("size", [None, 0, -1, math.nan, math.inf])
def test_a_freeman_tukey_scale_needs_a_size(size: float | None) -> None:
    with pytest.raises(ValueError, match="positive size"):
        back_transform(0.5, "double-arcsine", size)


def test_typical_sizes_are_the_three_means() -> None:
    assert {name: mean([1, 4, 16]) for name, mean in TYPICAL_SIZES.items()} == pytest.approx(
        {"harmonic": 3 / (1 + 1 / 4 + 1 / 16), "geometric": 4, "arithmetic": 7}, rel=1e-15
    )


def test_a_pooled_error_stands_for_the_size_that_would_have_it() -> None:
    assert inverse_variance_size(0.05) == pytest.approx(400, rel=1e-15)


@pytest.mark.parametrize("sizes", [[], [0, 4], [-1, 4], [math.nan], [math.inf]])
def test_a_typical_size_is_one_of_sizes(sizes: list[float]) -> None:
    for mean in TYPICAL_SIZES.values():
        with pytest.raises(ValueError, match="sizes are positive"):
            mean(sizes)


@pytest.mark.parametrize("error", [0, -1, math.nan, math.inf])
def test_no_error_stands_for_no_size(error: float) -> None:
    with pytest.raises(ValueError, match="a standard error"):
        inverse_variance_size(error)
