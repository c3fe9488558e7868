"""A network model does not depend on how its rows are written down, and says what it cannot estimate."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.network.contrasts import Contrast, Network, network_from_arms, network_from_contrasts
from drgs_cli.stats.network.heterogeneity import NETWORK_METHODS
from drgs_cli.stats.network.model import NetworkModel, network_meta_analysis
from drgs_cli.stats.results import Interval, NotEstimable

methods = st.sampled_from(sorted(NETWORK_METHODS))
TRIANGLE = (
    Contrast("1", "a", "b", 1.0, 0.5),
    Contrast("2", "a", "b", 0.2, 0.4),
    Contrast("3", "b", "c", -0.3, 0.6),
    Contrast("4", "a", "c", 2.0, 0.7),
    Contrast("5", "a", "b", 0.9, 0.5),
    Contrast("5", "a", "c", 1.4, 0.5),
    Contrast("5", "b", "c", 0.5, 0.5),
)


def network(*rows: Contrast) -> Network:
    found = network_from_contrasts(
        [row.study for row in rows],
        [row.treat1 for row in rows],
        [row.treat2 for row in rows],
        [row.estimate for row in rows],
        [row.standard_error for row in rows],
    )
    assert isinstance(found, Network)
    return found


def model(rows: Sequence[Contrast], method: str = "reml", level: float = 95.0) -> NetworkModel:
    found = network_meta_analysis(network(*rows), method=method, level=level)
    assert isinstance(found, NetworkModel)
    return found


def figures(found: NetworkModel) -> list[float]:
    effects = [(row.common.network, row.random.network) for row in found.comparisons]
    both = [value for pair in effects for effect in pair for value in (effect.estimate, effect.standard_error)]
    return [found.tau2.value, found.total.q, *both]


@given(methods, st.permutations(TRIANGLE))
def test_the_order_of_the_rows_changes_no_bit(method: str, rows: list[Contrast]) -> None:
    assert figures(model(rows, method)) == figures(model(TRIANGLE, method))


@given(methods, st.lists(st.booleans(), min_size=len(TRIANGLE), max_size=len(TRIANGLE)))
def test_a_row_turned_round_changes_no_bit(method: str, turned: list[bool]) -> None:
    rows = [
        Contrast(row.study, row.treat2, row.treat1, -row.estimate, row.standard_error) if turn else row
        for row, turn in zip(TRIANGLE, turned, strict=True)
    ]
    assert figures(model(rows, method)) == figures(model(TRIANGLE, method))


@given(methods, st.floats(0.01, 100.0))
def test_another_unit_scales_effects_and_leaves_q(method: str, unit: float) -> None:
    rows = [
        Contrast(row.study, row.treat1, row.treat2, unit * row.estimate, unit * row.standard_error) for row in TRIANGLE
    ]
    tau2, q, *effects = figures(model(rows, method))
    expected_tau2, expected_q, *expected = figures(model(TRIANGLE, method))
    assert tau2 == pytest.approx(expected_tau2 * unit * unit, rel=1e-7, abs=1e-9 * unit * unit)
    assert q == pytest.approx(expected_q, rel=1e-9)
    assert effects == pytest.approx([unit * value for value in expected], rel=1e-7, abs=1e-9 * unit)


def test_an_indirect_comparison_is_the_sum_of_its_legs() -> None:
    found = model([Contrast("1", "a", "b", 1.0, 3.0), Contrast("2", "b", "c", 2.0, 4.0)])
    indirect = found.comparison("a", "c")
    assert indirect.studies == 0
    assert indirect.random.direct is None
    assert indirect.random.proportion_direct == 0.0
    assert (indirect.random.network.estimate, indirect.random.network.standard_error) == pytest.approx((3.0, 5.0))


def test_a_direct_comparison_alone_is_all_of_the_evidence() -> None:
    only = model([Contrast("1", "a", "b", 1.0, 0.5)]).comparison("a", "b")
    assert only.random.direct == only.random.network
    assert only.random.proportion_direct == 1.0
    assert only.random.network.interval == Interval(1.0 - 0.5 * 1.959963984540054, 1.0 + 0.5 * 1.959963984540054)


def test_a_single_study_has_no_heterogeneity_and_no_prediction() -> None:
    found = model([Contrast("1", "a", "b", 1.0, 0.5)])
    assert (found.total.p, found.i2, found.i2_interval, found.tau2.status) == (None, None, None, "fixed")
    assert found.comparisons[0].prediction is None


def test_one_study_of_three_arms_is_given_back_as_it_is() -> None:
    found = model(TRIANGLE[4:])
    assert found.total.degrees_of_freedom == 0
    estimates = [row.random.network for row in found.comparisons]
    assert [value.estimate for value in estimates] == pytest.approx([0.9, 1.4, 0.5])
    assert [value.standard_error for value in estimates] == pytest.approx([0.5, 0.5, 0.5])


def test_a_common_effect_model_predicts_nothing_and_has_no_variance_between_studies() -> None:
    found = model(TRIANGLE, "ee")
    assert found.comparisons[0].random == found.comparisons[0].common
    assert found.comparisons[0].prediction is None


def test_one_degree_of_freedom_gives_an_i2_without_limits() -> None:
    found = model([Contrast("1", "a", "b", 1.0, 0.5), Contrast("2", "a", "b", -1.0, 0.5)])
    assert found.i2 == pytest.approx(87.5)
    assert found.i2_interval is None
    assert found.comparisons[0].prediction is not None


def test_a_wider_level_widens_every_interval() -> None:
    narrow, wide = model(TRIANGLE, level=80.0), model(TRIANGLE, level=99.0)
    for inner, outer in zip(narrow.comparisons, wide.comparisons, strict=True):
        assert inner.prediction is not None
        assert outer.prediction is not None
        assert outer.prediction.low < inner.prediction.low
        assert outer.random.network.interval.high > inner.random.network.interval.high


def test_a_network_in_parts_names_the_treatments_of_each() -> None:
    parts = network(Contrast("1", "a", "d", 1.0, 1.0), Contrast("2", "b", "c", 1.0, 1.0))
    assert network_meta_analysis(parts) == NotEstimable("disconnected", (("a", "d"), ("b", "c")))


def test_nothing_left_is_no_study() -> None:
    empty = network_from_contrasts([], [], [], [], [])
    assert isinstance(empty, Network)
    assert network_meta_analysis(empty) == NotEstimable("no-study")


@pytest.mark.parametrize("method", ["ee", "reml"])
def test_halves_held_together_by_a_study_that_says_nothing_have_no_estimate(method: str) -> None:
    rows = [("1", "a", "b", 1e-2), ("2", "a", "b", 1e-2), ("3", "b", "c", 1e20), ("4", "c", "d", 1e-2)]
    loose = network(*(Contrast(study, first, second, 1.0, error) for study, first, second, error in rows))
    assert network_meta_analysis(loose, method=method) == NotEstimable("not-full-rank")


def test_effects_so_large_that_their_rounding_is_all_there_is_have_no_summit_to_climb() -> None:
    means = [1e40, 1e40, 1e40, 0.0, 1e40, 0.0]
    huge = network_from_arms("MD", list("111222"), list("bdcdac"), [means, [1.0, 0.3, 1.0, 1.0, 3.0, 3.0], [9] * 6])
    assert isinstance(huge, Network)
    assert network_meta_analysis(huge, method="ml") == NotEstimable("not-converged")


def test_a_giant_variance_leaves_the_other_comparisons_as_they_were() -> None:
    alone = model(TRIANGLE)
    beside = model([*TRIANGLE, Contrast("6", "c", "d", 0.0, 1e15)])
    assert beside.tau2.value == pytest.approx(alone.tau2.value, rel=1e-9, abs=1e-12)
    assert beside.comparison("a", "b").random.network.estimate == pytest.approx(
        alone.comparison("a", "b").random.network.estimate, rel=1e-9
    )
    assert beside.comparison("a", "d").random.network.standard_error == pytest.approx(1e15)
    assert math.isclose(beside.comparison("a", "d").random.network.p, 1.0)
