"""Fisher's exact test with the mid-p agrees with print and with scipy, and does not care which group is the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.fisher import fisher_mid_p, fisher_p, smallest_expected
from drgs_cli.stats.results import NotEstimable

Table = tuple[int, int, int, int]

PUBLISHED = [
    # the tables of Fagerland, Lydersen and Laake 2017 (Statistical analysis of contingency tables, chapter 4), to the
    # five decimals that the tests of their R package contingencytables (3.1.0) hold of Fisher_midP_test_2x2
    ((3, 4, 1, 4), 0.25714),
    ((7, 34, 1, 34), 0.02966),
    ((9, 13, 4, 14), 0.03914),
    ((0, 16, 15, 72), 0.04466),
]


@pytest.mark.parametrize(("table", "p"), PUBLISHED)
def test_it_agrees_with_print(table: Table, p: float) -> None:
    assert fisher_mid_p(*table) == pytest.approx(p, abs=5e-6)


PINNED = [
    # scipy 1.17: fisher_exact([[a, n1 - a], [c, n2 - c]]).pvalue - 0.5 * (sum of hypergeom.pmf(x, n1 + n2, a + c, n1)
    # over the x with the pmf of a, to 1e-9)
    ((0, 10, 4, 12), 0.06254272043745727),
    ((2, 15, 7, 9), 0.00154951724813079),
    ((1, 30, 0, 31), 0.24590163934426218),
    ((3, 40, 11, 43), 0.028749486385925307),
]


@pytest.mark.parametrize(("table", "p"), PINNED)
def test_it_agrees_with_scipy(table: Table, p: float) -> None:
    assert fisher_mid_p(*table) == pytest.approx(p, rel=1e-10)


WHOLE = [
    # scipy 1.17: fisher_exact([[a, n1 - a], [c, n2 - c]]).pvalue
    ((3, 40, 11, 43), 0.03949325920034643),
    ((7, 34, 1, 34), 0.054400130495065674),
    ((2, 15, 7, 9), 0.002995019518104725),
    ((0, 16, 15, 72), 0.06286666463010933),
]


@pytest.mark.parametrize(("table", "p"), WHOLE)
def test_with_the_whole_of_equally_likely_tables_it_agrees_with_scipy(table: Table, p: float) -> None:
    assert fisher_p(*table) == pytest.approx(p, rel=1e-10)


def test_without_another_table_the_whole_of_it_is_1() -> None:
    assert fisher_p(0, 7, 0, 5) == 1.0


def test_nobody_in_a_group_has_no_exact_p() -> None:
    assert fisher_p(0, 0, 3, 5) == NotEstimable("no-denominator")


def test_equally_likely_tables_count_half_by_hand() -> None:
    # 2 and 2 patients, 2 events: 0, 1, 2 in the first group have probabilities 1/6, 4/6, 1/6
    assert fisher_mid_p(2, 2, 0, 2) == pytest.approx((1 / 6 + 1 / 6) / 2, rel=1e-15)
    assert fisher_mid_p(1, 2, 1, 2) == pytest.approx(2 / 6 + 4 / 6 / 2, rel=1e-15)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    n1, n2 = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@given(tables())
def test_neither_the_order_of_the_groups_nor_counting_the_others_changes_it(table: Table) -> None:
    a, n1, c, n2 = table
    p = fisher_mid_p(*table)
    assert isinstance(p, float)
    assert 0 < p <= 1
    assert fisher_mid_p(c, n2, a, n1) == fisher_mid_p(n1 - a, n1, n2 - c, n2) == p


@pytest.mark.parametrize("table", [(0, 5, 0, 9), (5, 5, 9, 9)])
def test_where_no_other_table_is_possible_nothing_speaks_against_no_difference(table: Table) -> None:
    assert fisher_mid_p(*table) == 1.0


def test_a_probability_too_small_for_a_float_is_0() -> None:
    assert fisher_mid_p(2000, 2000, 0, 2000) == 0.0


@pytest.mark.parametrize("table", [(0, 0, 1, 5), (1, 5, 0, 0)])
def test_nobody_in_a_group_is_no_denominator(table: Table) -> None:
    assert fisher_mid_p(*table) == NotEstimable("no-denominator")


def test_more_tables_than_can_be_added_up_are_out_of_range() -> None:
    assert fisher_mid_p(5000, 10_000, 5000, 10_000) == NotEstimable("out-of-range")


@pytest.mark.parametrize("table", [(-1, 5, 1, 5), (6, 5, 1, 5), (1, 5, 6, 5), (1, 5, -1, 5)])
def test_counts_below_0_or_above_n_are_the_fault_of_the_caller(table: Table) -> None:
    with pytest.raises(ValueError, match="counts lie between 0 and n"):
        fisher_mid_p(*table)


def test_the_smallest_expected_count_is_of_the_smaller_margins() -> None:
    assert smallest_expected(3, 10, 1, 30) == 1.0  # 10 of 40 patients, 4 events
    assert smallest_expected(9, 10, 27, 30) == 1.0  # 4 without
    assert smallest_expected(0, 0, 0, 0) == 0.0
