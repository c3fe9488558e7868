"""A selection model corrects towards what was not seen, turns with its studies, and says what it cannot tell."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.bias.selection_model import WEIGHTS, Kind, SelectionModel, selection_model
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.results import NotEstimable

# Of small studies only those with p < 0.025 are here.
SELECTED = (
    [0.21, 0.18, 0.30, 0.85, 0.95, 1.02, 0.12, 1.10, 0.75, 0.05],
    [0.01, 0.02, 0.03, 0.15, 0.18, 0.2, 0.02, 0.25, 0.12, 0.03],
)
KINDS = pytest.mark.parametrize("kind", sorted(WEIGHTS))
STUDIES = st.lists(st.tuples(st.integers(-10, 25), st.integers(1, 30)), min_size=6, max_size=10)


def model(found: SelectionModel | NotEstimable) -> SelectionModel:
    assert isinstance(found, SelectionModel)
    return found


def plain() -> Pooled:
    found = pool(*SELECTED, method="ml")
    assert isinstance(found, Pooled)
    return found


def test_the_effect_without_selection_is_smaller_than_the_pool_of_what_was_seen() -> None:
    found = model(selection_model(*SELECTED, "stepfun"))
    assert found.alternative == "greater"
    assert found.weights[0] == 1.0
    assert found.weights[1] < 1.0
    assert found.estimate < plain().estimate
    assert sum(found.studies_by_step) == found.k == 10


@KINDS
def test_the_test_of_no_selection_is_twice_the_rise_of_the_likelihood(kind: Kind) -> None:
    found = model(selection_model(*SELECTED, kind))
    assert found.test_statistic == pytest.approx(2.0 * (found.log_likelihood - plain().log_likelihood), rel=1e-12)
    assert found.test_df == {"stepfun": 1, "beta": 2}[kind]


@KINDS
@settings(max_examples=15)
@given(studies=STUDIES)
def test_effects_of_the_other_sign_turn_the_side_and_the_sign_alone(kind: Kind, studies: list[tuple[int, int]]) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.02 * v for _, v in studies]
    found = selection_model(effects, variances, kind, alternative="greater")
    turned = selection_model([-y for y in effects], variances, kind, alternative="less")
    if isinstance(found, NotEstimable):
        assert turned == found
    else:
        assert model(turned).log_likelihood == pytest.approx(found.log_likelihood, rel=1e-9, abs=1e-9)
        assert model(turned).weights == pytest.approx(found.weights, rel=1e-5)
        assert model(turned).estimate == pytest.approx(-found.estimate, rel=1e-5, abs=1e-7)


@KINDS
def test_the_order_of_the_studies_does_not_matter(kind: Kind) -> None:
    forth, back = selection_model(*SELECTED, kind), selection_model(SELECTED[0][::-1], SELECTED[1][::-1], kind)
    assert model(back).estimate == pytest.approx(model(forth).estimate, rel=1e-12)
    assert model(back).standard_error == pytest.approx(model(forth).standard_error, rel=1e-12)


@KINDS
def test_a_unit_of_a_thousandth_multiplies_effects_and_errors_alone(kind: Kind) -> None:
    found = model(selection_model(*SELECTED, kind))
    finer = model(selection_model([1e3 * y for y in SELECTED[0]], [1e6 * v for v in SELECTED[1]], kind))
    assert finer.estimate == pytest.approx(1e3 * found.estimate, rel=1e-7)
    assert finer.standard_error == pytest.approx(1e3 * (found.standard_error or 0.0), rel=1e-7)
    assert finer.weights == pytest.approx(found.weights, rel=1e-7)


def test_several_steps_have_a_weight_each() -> None:
    found = model(selection_model(*SELECTED, "stepfun", steps=(0.025, 0.2)))
    assert (found.steps, len(found.weights), found.test_df) == ((0.025, 0.2, 1.0), 3, 2)
    assert found.weight_standard_errors[0] is None
    assert all(found.weight_standard_errors[1:])


@KINDS
def test_a_two_sided_p_sees_large_effects_of_either_sign(kind: Kind) -> None:
    effects, variances = SELECTED[0][:7], SELECTED[1][:7]
    found = model(selection_model(effects, variances, kind, steps=(0.05,), alternative="two-sided"))
    turned = model(selection_model([-y for y in effects], variances, kind, steps=(0.05,), alternative="two-sided"))
    assert turned.estimate == pytest.approx(-found.estimate, rel=1e-7)
    assert turned.alternative == "two-sided"


def test_a_wider_interval_stands_about_the_same_mean() -> None:
    narrow, wide = (model(selection_model(*SELECTED, "stepfun", level=level)).interval for level in (90.0, 99.0))
    assert narrow is not None
    assert wide is not None
    assert wide.low < narrow.low < narrow.high < wide.high


def test_tau2_at_0_is_an_answer_without_a_standard_error() -> None:
    found = model(selection_model([0.5, 0.52, 0.48, 0.51, 0.1], [0.05, 0.06, 0.055, 0.07, 0.2], "stepfun"))
    assert (found.tau2, found.tau2_standard_error, found.at_bound) == (0.0, None, True)
    assert found.standard_error is not None


def test_without_a_small_p_the_weight_of_the_others_rises_to_its_bound() -> None:
    found = model(selection_model([0.1, 0.2, -0.1, 0.3], [0.1, 0.2, 0.1, 0.3], "stepfun"))
    assert (found.studies_by_step, found.weights, found.at_bound) == ((0, 4), (1.0, 100.0), True)


def test_an_interval_without_a_study_is_named() -> None:
    found = selection_model([2.1, 2.2, 2.3, 2.5, 0.05], [0.1, 0.1, 0.1, 0.1, 0.1], "stepfun", steps=(0.025, 0.1, 0.4))
    assert found == NotEstimable("too-few", (("0.025", "0.1"), ("0.1", "0.4")))


def test_another_top_that_is_higher_is_owned_to() -> None:
    found = model(selection_model([0.2, -0.4, -0.9, 0.1], [0.1, 0.01, 0.5, 0.5], "beta"))
    assert found.higher_log_likelihood is not None
    assert found.higher_log_likelihood > found.log_likelihood + 1.0
    assert model(selection_model(*SELECTED, "stepfun")).higher_log_likelihood is None


def test_an_information_without_an_inverse_leaves_no_standard_error() -> None:
    found = model(selection_model([1.8, 1.3, 1.8, -0.8], [0.01, 0.2, 0.02, 0.05], "beta"))
    assert found.at_bound
    assert (found.standard_error, found.statistic, found.p, found.interval) == (None, None, None, None)


def test_effects_beyond_all_p_values_say_nothing_of_the_weights() -> None:
    effects = [30.0 + 0.1 * math.sin(at) for at in range(6)]
    assert selection_model(effects, [0.01] * 6, "beta") == NotEstimable("not-converged")


def test_variances_too_far_apart_are_out_of_range() -> None:
    assert selection_model([0.1, 0.5, 0.9, 0.3], [1e-49, 1.0, 1e49, 1.0], "beta") == NotEstimable("out-of-range")
