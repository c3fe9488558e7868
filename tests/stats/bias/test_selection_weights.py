"""The pieces of a weight function cover every z once, with the weight of its p."""

import math
from itertools import pairwise

import pytest

from drgs_cli.stats.bias.selection_weights import WeightFunction, beta_weight, p_of, step_function

BOTH = pytest.mark.parametrize("two_sided", [False, True])


def weight_at(weight: WeightFunction, t: list[float], p: float) -> float:
    return math.exp(sum(x * a for x, a in zip(t, weight.features(p), strict=True)))


@BOTH
def test_the_stretches_of_a_step_function_follow_one_another_from_end_to_end(two_sided: bool) -> None:
    stretches = sorted(step_function((0.025, 0.5), two_sided).stretches, key=lambda stretch: stretch.low)
    assert (stretches[0].low, stretches[-1].high) == (-math.inf, math.inf)
    for before, after in pairwise(stretches):
        assert before.high == after.low


@BOTH
def test_each_stretch_weighs_as_the_p_of_its_middle(two_sided: bool) -> None:
    weight = step_function((0.025, 0.5), two_sided)
    for stretch in weight.stretches:
        middle = 0.5 * (max(stretch.low, -9.0) + min(stretch.high, 9.0))
        assert stretch.features == weight.features(p_of(middle, two_sided))


def test_a_p_at_a_step_belongs_to_the_interval_that_ends_there() -> None:
    weight = step_function((0.025, 0.5), False)
    assert [weight.features(p) for p in (0.025, 0.026, 0.5, 0.51)] == [(0, 0), (1, 0), (1, 0), (0, 1)]


@pytest.mark.parametrize("steps", [(0.5, 0.025), (0.025, 0.5, 0.5, 1.0)])
def test_steps_are_put_in_order_and_end_at_1(steps: tuple[float, ...]) -> None:
    assert step_function(steps, False).steps == (0.025, 0.5, 1.0)


@pytest.mark.parametrize("step", [0.0, -0.1, 1.5, math.nan])
def test_a_step_that_is_no_p_is_the_fault_of_the_caller(step: float) -> None:
    with pytest.raises(ValueError, match="steps"):
        step_function((step,), False)


@BOTH
def test_a_beta_weight_is_the_density_without_its_constant_and_stands_still_near_0_and_1(two_sided: bool) -> None:
    weight = beta_weight(two_sided)
    assert weight_at(weight, [1.0, 2.0], 0.3) == pytest.approx(0.3 * 0.7**2, rel=1e-14)
    assert weight.features(1e-9) == weight.features(1e-5)
    assert weight.features(1.0) == weight.features(1.0 - 1e-5)


@BOTH
def test_the_pieces_of_a_beta_weight_integrate_the_normal_density(two_sided: bool) -> None:
    weight = beta_weight(two_sided)
    nodes = math.fsum(node.width * math.exp(-0.5 * node.z**2) for node in weight.nodes) / math.sqrt(2.0 * math.pi)
    ends = math.fsum(
        0.5 * (math.erf(stretch.high / math.sqrt(2.0)) - math.erf(stretch.low / math.sqrt(2.0)))
        for stretch in weight.stretches
    )
    assert nodes + ends == pytest.approx(1.0, abs=1e-13)


@BOTH
def test_the_mean_weight_of_a_uniform_p_is_a_beta_function(two_sided: bool) -> None:
    weight, t = beta_weight(two_sided), [1.5, 0.75]
    densities = [node.width * math.exp(-0.5 * node.z**2) for node in weight.nodes]
    weights = [weight_at(weight, t, p_of(node.z, two_sided)) for node in weight.nodes]
    mean = math.fsum(density * w for density, w in zip(densities, weights, strict=True)) / math.sqrt(2.0 * math.pi)
    expected = math.gamma(2.5) * math.gamma(1.75) / math.gamma(4.25)
    assert mean == pytest.approx(expected, rel=1e-7)  # all but p within 1e-5 of 0 and 1


def test_parameters_at_a_bound_are_shown_as_the_bound() -> None:
    step, beta = step_function((0.025,), False), beta_weight(False)
    assert step.delta(step.high) == [100.0]
    assert beta.delta(beta.low) == [1e-5, 1e-5]
