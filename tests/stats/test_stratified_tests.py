"""Strata of counts: the test of association and those of one odds ratio, and where there are none."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.count_tables import Cells
from drgs_cli.stats.mantel_haenszel import odds_ratio_estimate
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.stratified_tests import (
    ChiSquared,
    Homogeneity,
    cochran_mantel_haenszel,
    homogeneity,
    mantel_haenszel_rates,
)

TABLE: Cells = (2, 8, 5, 5)  # 2 of 7 events; 3.5 expected, variance 91/76
cells = st.integers(1, 60)


def statistic(test: ChiSquared | NotEstimable) -> float:
    assert isinstance(test, ChiSquared)
    return test.statistic


def homogeneous(tables: list[Cells], log_odds_ratio: float) -> Homogeneity:
    found = homogeneity(tables, log_odds_ratio)
    assert isinstance(found, Homogeneity)
    return found


def test_the_association_is_the_square_of_the_excess_over_its_variance() -> None:
    assert statistic(cochran_mantel_haenszel([TABLE], continuity=False)) == pytest.approx(1.5**2 * 76 / 91)


def test_the_correction_takes_half_an_event_off() -> None:
    assert statistic(cochran_mantel_haenszel([TABLE])) == pytest.approx(76 / 91)


def test_rates_expect_events_by_person_time() -> None:
    assert statistic(mantel_haenszel_rates([(2, 30, 6, 10)], continuity=False)) == pytest.approx(4.0**2 / 1.5)


@pytest.mark.parametrize("silent", [(0, 9, 0, 8), (9, 0, 8, 0), (3, 6, 0, 0)])
def test_a_table_that_says_nothing_changes_no_association(silent: Cells) -> None:
    assert cochran_mantel_haenszel([TABLE, silent]) == cochran_mantel_haenszel([TABLE])


def test_a_table_of_less_than_two_patients_has_no_variance() -> None:
    assert cochran_mantel_haenszel([(0.2, 0.1, 0.1, 0.4)]) == NotEstimable("no-variance")


def test_no_events_anywhere_have_no_variance() -> None:
    assert (
        cochran_mantel_haenszel([(0, 9, 0, 8)]) == mantel_haenszel_rates([(0, 9, 0, 8)]) == NotEstimable("no-variance")
    )


@given(st.lists(st.tuples(cells, cells, cells, cells), min_size=2, max_size=5))
def test_swapping_the_groups_changes_no_test(tables: list[Cells]) -> None:
    estimate = odds_ratio_estimate(tables)
    assert not isinstance(estimate, NotEstimable)
    swapped = [(c, d, a, b) for a, b, c, d in tables]
    one, other = homogeneous(tables, estimate.value), homogeneous(swapped, -estimate.value)
    assert other.breslow_day.statistic == pytest.approx(one.breslow_day.statistic, rel=1e-9, abs=1e-12)
    assert other.tarone.statistic == pytest.approx(one.tarone.statistic, rel=1e-9, abs=1e-12)
    assert one.tarone.statistic <= one.breslow_day.statistic


def test_tables_of_one_odds_ratio_are_homogeneous() -> None:
    found = homogeneous([(2, 8, 5, 5), (4, 16, 10, 10)], math.log(0.25))
    assert found.breslow_day.statistic == pytest.approx(0.0, abs=1e-25)
    assert found.breslow_day.p == 1.0


def test_without_association_the_fitted_cell_is_the_expected_one() -> None:
    found = homogeneous([TABLE], 0.0)
    assert found.breslow_day.statistic == pytest.approx(1.5**2 * (1 / 3.5 + 1 / 3.5 + 1 / 6.5 + 1 / 6.5))


def test_a_small_odds_ratio_with_nearly_all_events_is_fitted_too() -> None:
    found = homogeneous([(7, 3, 39, 1)], math.log(7 / 117))
    assert found.breslow_day.statistic == pytest.approx(0.0, abs=1e-20)


def test_one_table_has_statistics_but_no_degrees_of_freedom() -> None:
    found = homogeneous([TABLE, (0, 9, 0, 8)], 0.0)
    assert (found.k, found.breslow_day.df, found.tarone.p) == (1, 0, None)


@pytest.mark.parametrize(("tables", "log_odds_ratio"), [([(0, 9, 0, 8)], 0.0), ([TABLE], -599.0), ([TABLE], 599.0)])
def test_no_informative_table_is_too_few(tables: list[Cells], log_odds_ratio: float) -> None:
    assert homogeneity(tables, log_odds_ratio) == NotEstimable("too-few")


def test_an_odds_ratio_that_no_counts_have_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="no counts"):
        homogeneity([TABLE], 1000.0)
