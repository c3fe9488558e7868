"""The conditional odds ratio and its exact interval agree with scipy, and are left out where they do not exist."""

import pytest

from drgs_cli.stats.conditional_odds_ratio import conditional_odds_ratio, exact_odds_ratio_interval
from drgs_cli.stats.results import Interval, NotEstimable

# scipy 1.17: contingency.odds_ratio([[a, n1 - a], [c, n2 - c]]), and confidence_interval(0.95) of it
TABLES = [
    ((8, 10, 3, 11), 9.278880172624024, (1.0358862975412069, 142.19606855966987)),
    ((5, 10, 1, 12), 9.760383327833921, (0.799388420202998, 566.161722610501)),
    ((30, 40, 20, 40), 2.9574596777256703, (1.060077507272035, 8.70467631940341)),
    ((1, 40, 39, 40), 0.0010835849433356488, (1.592891317537657e-05, 0.013181840170362745)),
    ((300, 900, 100, 800), 3.497464911004848, (2.7064054316679176, 4.546306639326222)),
]


@pytest.mark.parametrize(("table", "value", "limits"), TABLES)
def test_estimate_and_interval_agree_with_scipy(
    table: tuple[int, int, int, int], value: float, limits: tuple[float, float]
) -> None:
    interval = exact_odds_ratio_interval(*table)
    assert isinstance(interval, Interval)
    assert conditional_odds_ratio(*table) == pytest.approx(value, rel=1e-8)
    assert (interval.low, interval.high) == pytest.approx(limits, rel=1e-8)


def test_a_lower_level_gives_a_narrower_interval() -> None:
    wide, narrow = (exact_odds_ratio_interval(8, 10, 3, 11, level) for level in (95.0, 90.0))
    assert isinstance(wide, Interval)
    assert isinstance(narrow, Interval)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("table", [(0, 8, 3, 8), (8, 8, 3, 8), (3, 8, 0, 8), (3, 8, 8, 8), (0, 0, 3, 8)])
def test_an_empty_cell_has_neither(table: tuple[int, int, int, int]) -> None:
    assert conditional_odds_ratio(*table) == exact_odds_ratio_interval(*table) == NotEstimable("zero-cell")


def test_more_tables_than_can_be_added_up_have_neither() -> None:
    table = (4000, 9000, 4000, 9000)
    assert conditional_odds_ratio(*table) == exact_odds_ratio_interval(*table) == NotEstimable("out-of-range")


def test_counts_above_n_are_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="counts lie between 0 and n"):
        conditional_odds_ratio(9, 8, 3, 5)
