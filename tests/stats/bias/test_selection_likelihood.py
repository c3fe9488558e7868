"""The likelihood of studies seen by their p-values is the integral it says, and its slopes are its differences."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.bounded_newton import Height
from drgs_cli.stats.bias.selection_likelihood import Seen, log_likelihood
from drgs_cli.stats.bias.selection_weights import WeightFunction, beta_weight, p_of, step_function

WEIGHTS = {
    "steps": (step_function((0.025, 0.5), False), False),
    "steps, two-sided": (step_function((0.05,), True), True),
    "beta": (beta_weight(False), False),
    "beta, two-sided": (beta_weight(True), True),
}
EFFECTS, VARIANCES = [0.9, -0.2, 0.4, 1.3], [0.1, 0.05, 0.02, 0.4]


def seen(weight: WeightFunction, two_sided: bool) -> Seen:
    ps = [p_of(y / math.sqrt(v), two_sided) for y, v in zip(EFFECTS, VARIANCES, strict=True)]
    return Seen(EFFECTS, VARIANCES, [weight.features(p) for p in ps])


def height(name: str, place: list[float]) -> Height:
    weight, two_sided = WEIGHTS[name]
    found = log_likelihood(weight, seen(weight, two_sided), place)
    assert found is not None
    return found


@pytest.mark.parametrize("name", sorted(WEIGHTS))
@given(mean=st.floats(-1, 1), tau2=st.floats(0, 1))
def test_where_every_p_weighs_the_same_it_is_the_normal_one(name: str, mean: float, tau2: float) -> None:
    free = len(WEIGHTS[name][0].low)
    expected = -0.5 * sum(
        math.log(2 * math.pi * (v + tau2)) + (y - mean) ** 2 / (v + tau2)
        for y, v in zip(EFFECTS, VARIANCES, strict=True)
    )
    assert height(name, [mean, tau2, *[0.0] * free]).value == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("name", sorted(WEIGHTS))
@pytest.mark.parametrize("t", [0.4, -0.6])
def test_its_slopes_and_bends_are_its_differences(name: str, t: float) -> None:
    place, step = [0.3, 0.07, *[t] * len(WEIGHTS[name][0].low)], 1e-5
    here = height(name, place)
    for at in range(len(place)):
        above, below = (
            height(name, [x + sign * step * (at == other) for other, x in enumerate(place)]) for sign in (1, -1)
        )
        assert here.gradient[at] == pytest.approx((above.value - below.value) / (2 * step), rel=1e-6, abs=1e-6)
        for other in range(len(place)):
            bend = (above.gradient[other] - below.gradient[other]) / (2 * step)
            assert here.curvature[at][other] == pytest.approx(bend, rel=1e-5, abs=1e-5)


def test_one_study_beside_a_step_by_hand() -> None:
    weight = step_function((0.5,), False)  # half a chance for an effect under 0
    found = log_likelihood(weight, Seen([0.3], [1.0], [weight.features(p_of(0.3, False))]), [0.0, 0.0, math.log(0.5)])
    assert found is not None
    assert found.value == pytest.approx(-0.5 * math.log(2 * math.pi) - 0.045 - math.log(0.75), rel=1e-14)


def test_a_study_that_no_weight_lets_be_seen_has_no_likelihood() -> None:
    weight = beta_weight(False)
    assert log_likelihood(weight, Seen([0.0], [1e-4], [weight.features(0.5)]), [50.0, 0.0, 98.0, 0.0]) is None
