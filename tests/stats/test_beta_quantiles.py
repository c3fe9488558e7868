"""The closest beta distribution: exact quantiles give it back, mirrored values mirror it, its box holds it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats import beta_quantiles
from drgs_cli.stats.beta_quantiles import closest_beta
from drgs_cli.stats.distributions import beta_quantile

PROBABILITIES = (0.02, 0.25, 0.5, 0.75, 0.98)
shapes = st.floats(0.2, 30.0)


@settings(max_examples=15)
@given(shapes, shapes)
def test_quantiles_give_their_shapes_back(shape1: float, shape2: float) -> None:
    values = [beta_quantile(p, shape1, shape2) for p in PROBABILITIES]
    found1, found2, distance = closest_beta(PROBABILITIES, values)
    assert (found1, found2) == pytest.approx((shape1, shape2), rel=1e-6)
    assert distance < 1e-20


def test_mirrored_values_swap_the_shapes() -> None:
    values = (0.05, 0.2, 0.28, 0.5, 0.7)
    one = closest_beta(PROBABILITIES, values)
    other = closest_beta(PROBABILITIES, [1.0 - value for value in reversed(values)])
    assert other == pytest.approx((one[1], one[0], one[2]), rel=1e-8)


@pytest.mark.parametrize(
    ("values", "shapes"),
    [((0.498, 0.4995, 0.5, 0.5005, 0.502), (40.0, 40.0)), ((0.97, 0.985, 0.99, 0.994, 0.999), (40.0, None))],
)
def test_values_too_close_together_end_at_the_limit(
    values: tuple[float, ...], shapes: tuple[float, float | None]
) -> None:
    found = closest_beta(PROBABILITIES, values)
    for shape, wanted in zip(found, shapes, strict=False):
        assert wanted is None or shape == pytest.approx(wanted, rel=1e-12)
    assert found[1] <= 40.0 * (1 + 1e-12)


def test_values_at_both_ends_have_the_smallest_shapes() -> None:
    low, high, _ = closest_beta(PROBABILITIES, (1e-9, 1e-6, 0.5, 1 - 1e-6, 1 - 1e-9))
    assert low == pytest.approx(high, rel=1e-3)
    assert low < 0.2


def test_a_search_that_is_stopped_returns_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = closest_beta(PROBABILITIES, (0.05, 0.2, 0.28, 0.5, 0.7))
    monkeypatch.setattr(beta_quantiles, "_MOST_STEPS", 1)
    stopped = closest_beta(PROBABILITIES, (0.05, 0.2, 0.28, 0.5, 0.7))
    assert whole[2] < stopped[2] < 0.1
