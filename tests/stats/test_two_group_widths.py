"""The half widths of the usual intervals of two groups, by hand or from scipy."""

from math import log

import pytest

from drgs_cli.stats.two_group_widths import (
    widths_of_mean_difference,
    widths_of_odds_ratio,
    widths_of_risk_difference,
    widths_of_risk_ratio,
)

Z = 1.959963984540054


def test_the_width_of_a_risk_ratio_is_walds() -> None:
    # 4 of 8 against 2 of 8: 1/4 - 1/8 + 1/2 - 1/8 = 1/2
    assert widths_of_risk_ratio(4, 8, 2, 8, 95) == pytest.approx((Z * 0.5**0.5,), rel=1e-12)


def test_the_widths_of_an_odds_ratio_are_walds_and_the_exact_one() -> None:
    # 1/30 + 1/10 + 1/20 + 1/20; scipy 1.17: contingency.odds_ratio([[30, 10], [20, 20]]).confidence_interval()
    exact = log(8.70467631940341 / 1.060077507272035) / 2
    wald = Z * (7 / 30) ** 0.5
    assert widths_of_odds_ratio(30, 40, 20, 40, 95) == pytest.approx((wald, exact), rel=1e-9)


def test_the_widths_of_a_risk_difference_are_walds_with_and_without_correction_and_newcombes() -> None:
    # 56 of 70 against 48 of 80: Newcombe 1998 prints 0.0524 to 0.3339 for his method 10
    wald, corrected, newcombe = widths_of_risk_difference(56, 70, 48, 80, 95)
    assert wald == pytest.approx(Z * (0.8 * 0.2 / 70 + 0.6 * 0.4 / 80) ** 0.5, rel=1e-12)
    assert corrected == pytest.approx(wald + (1 / 70 + 1 / 80) / 2, rel=1e-12)
    assert newcombe == pytest.approx((0.3339 - 0.0524) / 2, abs=1e-4)


def test_the_correction_is_no_larger_than_the_difference() -> None:
    wald, corrected, _ = widths_of_risk_difference(4, 8, 4, 8, 95)
    assert wald == corrected


def test_the_widths_of_a_mean_difference_reach_from_the_normal_to_students_of_the_smaller_group() -> None:
    # sd 2 in 10 and 1 in 20: unpooled 0.45 ** 0.5; pooled ((9 * 4 + 19) / 28 * 0.15) ** 0.5; t(9) 2.262157
    least, most = widths_of_mean_difference(2, 10, 1, 20, 95)
    assert least == pytest.approx(Z * (55 / 28 * 0.15) ** 0.5, rel=1e-12)
    assert most == pytest.approx(2.2621571627982053 * 0.45**0.5, rel=1e-12)


def test_a_lower_level_is_narrower() -> None:
    assert widths_of_risk_ratio(4, 8, 2, 8, 90) == pytest.approx((1.6448536269514722 * 0.5**0.5,), rel=1e-12)


def test_more_tables_than_can_be_added_up_leave_walds_alone() -> None:
    assert len(widths_of_odds_ratio(4000, 9000, 4000, 9000, 95)) == 1


def test_where_there_is_no_method_there_is_no_width() -> None:
    assert widths_of_risk_ratio(0, 8, 2, 8, 95) == ()
    assert widths_of_odds_ratio(8, 8, 2, 8, 95) == ()
    assert widths_of_risk_difference(0, 0, 2, 8, 95) == ()
    assert widths_of_mean_difference(2, 1, 2, 9, 95) == widths_of_mean_difference(0, 9, 0, 9, 95) == ()
