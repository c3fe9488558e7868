"""Networks of counts: Mantel and Haenszel's, and the conditional likelihood's."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.network.contrasts import StudyFaults
from drgs_cli.stats.network.count_model import CountModel, count_model
from drgs_cli.stats.network.laplacian import eliminate
from drgs_cli.stats.network.mantel_haenszel import mantel_haenszel_network
from drgs_cli.stats.network.noncentral import conditional_network
from drgs_cli.stats.network.sparse_counts import CountDesign, CountNetwork, CountStudy
from drgs_cli.stats.results import NotEstimable

Row = tuple[str, str, float, float]
Model = Callable[..., CountModel | NotEstimable | StudyFaults]
both = pytest.mark.parametrize("model", [mantel_haenszel_network, conditional_network])

ROWS: tuple[Row, ...] = (
    ("1", "a", 2, 40), ("1", "b", 5, 50),
    ("2", "b", 4, 60), ("2", "c", 1, 30),
    ("3", "a", 3, 50), ("3", "b", 6, 45), ("3", "c", 2, 55),
    ("4", "a", 0, 30), ("4", "b", 2, 35),
)  # fmt: skip


def result(model: Model, *rows: Row) -> CountModel | NotEstimable | StudyFaults:
    return model(*([row[place] for row in rows] for place in range(4)))


def fitted(model: Model, *rows: Row) -> CountModel:
    found = result(model, *rows)
    assert isinstance(found, CountModel)
    return found


def figures(model: CountModel) -> list[float]:
    effects = [row.common for row in model.comparisons]
    return [value for effect in effects for value in (effect.estimate, effect.standard_error)]


def test_two_treatments_have_the_mantel_haenszel_odds_ratio() -> None:
    found = fitted(mantel_haenszel_network, *ROWS[:2], *ROWS[7:])
    odds_ratio = (2 * 45 / 90 + 0) / (5 * 38 / 90 + 2 * 30 / 65)
    assert found.comparisons[0].common.estimate == pytest.approx(math.log(odds_ratio))


def test_one_study_has_the_crude_odds_ratio_and_its_variance() -> None:
    effect = fitted(mantel_haenszel_network, *ROWS[:2]).comparisons[0].common
    assert effect.estimate == pytest.approx(math.log(2 * 45 / (5 * 38)))
    assert effect.standard_error == pytest.approx(math.sqrt(1 / 2 + 1 / 38 + 1 / 5 + 1 / 45))


def test_one_study_of_three_arms_has_all_its_crude_odds_ratios() -> None:
    crude = [math.log(3 / 47 / (6 / 39)), math.log(3 / 47 / (2 / 53)), math.log(6 / 39 / (2 / 53))]
    found = fitted(mantel_haenszel_network, *ROWS[4:7])
    assert [row.common.estimate for row in found.comparisons] == pytest.approx(crude)
    assert found.between is not None
    assert found.between.p is None


def test_given_their_number_the_events_of_one_study_fall_by_its_sizes() -> None:
    effect = fitted(conditional_network, *ROWS[:2]).comparisons[0].common
    assert effect.estimate == pytest.approx(math.log(2 / 40 / (5 / 50)))
    assert effect.standard_error == pytest.approx(math.sqrt(1 / 2 + 1 / 5))


@both
@given(rows=st.permutations(ROWS))
def test_the_order_of_the_rows_changes_no_more_than_rounding(model: Model, rows: list[Row]) -> None:
    assert figures(fitted(model, *rows)) == pytest.approx(figures(fitted(model, *ROWS)), rel=1e-12, abs=1e-12)


def test_counting_the_others_in_place_of_the_events_turns_the_odds_ratios_round() -> None:
    turned = fitted(mantel_haenszel_network, *((study, arm, n - events, n) for study, arm, events, n in ROWS))
    for one, other in zip(turned.comparisons, fitted(mantel_haenszel_network, *ROWS).comparisons, strict=True):
        assert one.common.estimate == pytest.approx(-other.common.estimate)
        assert one.common.standard_error == pytest.approx(other.common.standard_error)


def test_a_pair_of_arms_without_an_odds_ratio_leaves_the_design_without_one() -> None:
    # c has events in study 2 only, where neither a nor b has any; they have theirs where c has none
    rows: tuple[Row, ...] = (
        ("1", "a", 2, 9), ("1", "b", 3, 9), ("1", "c", 0, 9),
        ("2", "a", 9, 9), ("2", "b", 9, 9), ("2", "c", 4, 9),
    )  # fmt: skip
    assert result(mantel_haenszel_network, *rows) == NotEstimable("zero-cell")


def test_arms_that_never_have_events_in_the_same_study_still_have_a_conditional_estimate() -> None:
    rows: tuple[Row, ...] = (("1", "a", 2, 9), ("1", "b", 0, 9), ("2", "a", 0, 9), ("2", "b", 3, 9))
    assert fitted(conditional_network, *rows).comparisons[0].common.estimate == pytest.approx(math.log(2 / 3))


def test_covariances_that_no_odds_ratios_have_are_not_full_rank() -> None:
    # Greenland's covariances are consistent, not positive definite in every small sample
    rows: tuple[Row, ...] = (
        ("1", "b", 2, 5), ("1", "c", 1, 1), ("1", "d", 18, 20),
        ("2", "b", 100, 100), ("2", "c", 0, 5), ("2", "d", 1, 5),
    )  # fmt: skip
    assert result(mantel_haenszel_network, *rows) == NotEstimable("not-full-rank")


def test_counts_too_unlike_to_be_added_leave_no_conditional_estimate() -> None:
    rows = [("1", "b", 1e-14, 1e-11), ("1", "c", 1e-23, 1e-20), ("2", "b", 1e18, 1e21), ("2", "c", 1e12, 1e24)]
    assert result(conditional_network, *rows) == NotEstimable("not-full-rank")


def test_a_maximum_that_rounding_hides_is_not_claimed() -> None:
    rows: tuple[Row, ...] = (
        ("1", "b", 1.0, 1e3), ("1", "c", 1e-21, 1e-9),
        ("2", "c", 5e-14, 1e-13), ("2", "b", 1e-8, 1e-5),
        ("3", "c", 1e-16, 1e-4), ("3", "b", 1e-12, 1.0),
    )  # fmt: skip
    assert result(conditional_network, *rows) == NotEstimable("not-converged")


@both
def test_what_the_counts_do_not_allow_is_passed_on(model: Model) -> None:
    assert result(model) == NotEstimable("no-study")
    assert isinstance(result(model, *ROWS, ROWS[0]), StudyFaults)


def test_variances_without_digits_are_not_full_rank() -> None:
    halves = eliminate([[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1e-20, 0.0], [0.0, 1e-20, 0.0, 1.0], [0.0, 0.0, 1.0, 0.0]])
    assert halves is not None
    network = CountNetwork(tuple("abcd"), (CountDesign((0, 1), (CountStudy("1", (1, 1), (2, 2)),)),), (), ())
    assert count_model(network, "mh", 95.0, [0.0] * 4, halves, None) == NotEstimable("not-full-rank")
