"""A likelihood without a maximum gives no answer, whichever model it is of."""

import pytest

from drgs_cli.stats.glmm.densities import binomial
from drgs_cli.stats.glmm.fitting import Recipe, fit_fixed_intercepts, fit_one_effect, fit_random_intercepts
from drgs_cli.stats.glmm.heterogeneity import HeterogeneityTests, heterogeneity_with_random_intercepts
from drgs_cli.stats.glmm.model import Arm, own_effects
from drgs_cli.stats.results import NotEstimable

RECIPE = Recipe("UM.FS", "ee", "z", 95.0, 7)
NONE, SOME = Arm(binomial(0.0, 30.0), 0.0, -4.0), Arm(binomial(8.0, 30.0), 0.0, -1.0)


def test_no_events_at_all_have_no_effect() -> None:
    assert fit_one_effect([NONE, NONE], [1.0, 1.0], RECIPE) == NotEstimable("not-converged")


def test_no_events_in_one_group_have_no_effect() -> None:
    for fit in (fit_fixed_intercepts, fit_random_intercepts):
        assert fit([(NONE, SOME), (NONE, SOME)], [1.0, 1.0], RECIPE) == NotEstimable("not-converged")


def test_where_the_saturated_model_has_no_fit_there_are_no_tests() -> None:
    model = own_effects([(SOME, NONE), (SOME, NONE)], 7)
    assert heterogeneity_with_random_intercepts(model, -3.0, 2) == HeterogeneityTests(None, None, 1)


def test_without_any_finite_effect_walds_statistic_is_0() -> None:
    tests = heterogeneity_with_random_intercepts(own_effects([(NONE, SOME), (NONE, SOME)], 7), -5.0, 2)
    assert tests.wald is not None
    assert (tests.wald.statistic, tests.wald.p) == (0.0, 1.0)


@pytest.mark.parametrize(
    "choice", [("map", "z", 95.0, 7), ("ml", "q", 95.0, 7), ("ml", "z", 0.0, 7), ("ml", "z", 95.0, 0)]
)
def test_a_recipe_that_nobody_knows_is_the_fault_of_the_caller(choice: tuple[str, str, float, int]) -> None:
    method, interval, level, nodes = choice
    with pytest.raises(ValueError, match="found"):
        Recipe("UM.FS", method, interval, level, nodes)  # type: ignore[arg-type] # the wrong choices are the test
