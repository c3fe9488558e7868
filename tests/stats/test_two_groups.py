"""The usual tests of two groups agree with scipy, and are left out where they do not exist."""

import pytest

from drgs_cli.stats.two_groups import usual_p_of_counts, usual_p_of_means
from drgs_cli.stats.wald import both_tails

# scipy 1.17: fisher_exact([[a, n1 - a], [c, n2 - c]]), chi2_contingency of the same without and with correction
COUNTS = [
    ((3, 40, 11, 43), (0.03949325920034643, 0.027942268183782964, 0.056808556842001104)),
    ((7, 34, 1, 34), (0.054400130495065674, 0.02392584348062659, 0.059845298956641105)),
    ((2, 15, 7, 9), (0.002995019518104725, 0.001593356989886545, 0.006495586257179021)),
    ((0, 16, 15, 72), (0.06286666463010933, 0.04500999849920398, 0.10161831829701708)),
]


@pytest.mark.parametrize(("table", "expected"), COUNTS)
def test_tests_of_counts_agree_with_scipy(
    table: tuple[int, int, int, int], expected: tuple[float, float, float]
) -> None:
    fisher, _, pearson, yates, *_ = usual_p_of_counts(*table)
    assert (fisher, pearson, yates) == pytest.approx(expected, rel=1e-10)


def test_the_effects_over_their_standard_errors_by_hand() -> None:
    # 4 of 8 against 2 of 8: difference 1/4, odds ratio 3, risk ratio 2
    *_, difference, odds, risk = usual_p_of_counts(4, 8, 2, 8)
    assert difference == pytest.approx(both_tails(0.25 / (0.5 * 0.5 / 8 + 0.25 * 0.75 / 8) ** 0.5), rel=1e-12)
    assert odds == pytest.approx(both_tails(1.0986122886681098 / (1 / 4 + 1 / 4 + 1 / 2 + 1 / 6) ** 0.5), rel=1e-12)
    assert risk == pytest.approx(both_tails(0.6931471805599453 / (1 / 4 - 1 / 8 + 1 / 2 - 1 / 8) ** 0.5), rel=1e-12)


def test_an_empty_cell_has_half_a_patient_for_the_ratios_and_as_it_is_for_the_difference() -> None:
    *_, difference, odds, _ = usual_p_of_counts(0, 8, 3, 8)
    assert difference == pytest.approx(both_tails(0.375 / (0.375 * 0.625 / 8) ** 0.5), rel=1e-12)
    log_odds_ratio = -2.381228220313159  # of 0.5 * 5.5 / (8.5 * 3.5)
    assert odds == pytest.approx(both_tails(log_odds_ratio / (1 / 0.5 + 1 / 8.5 + 1 / 3.5 + 1 / 5.5) ** 0.5), rel=1e-12)


def test_groups_without_any_variance_have_no_test_of_the_difference() -> None:
    assert len(usual_p_of_counts(0, 8, 3, 8)) == len(usual_p_of_counts(0, 8, 8, 8)) + 1


def test_counts_that_are_all_or_none_speak_for_no_difference() -> None:
    assert usual_p_of_counts(0, 8, 0, 5) == (1.0, 1.0)
    assert usual_p_of_counts(8, 8, 5, 5) == (1.0, 1.0)


def test_nobody_in_a_group_has_no_test() -> None:
    assert usual_p_of_counts(0, 0, 3, 5) == ()


def test_counts_above_n_are_the_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="counts lie between 0 and n"):
        usual_p_of_counts(9, 8, 3, 5)


# scipy 1.17: ttest_ind_from_stats(difference, sd1, n1, 0, sd2, n2), with equal_var and without
MEANS = [
    ((1.2, 2.0, 30, 2.5, 28), (0.047623032006459384, 0.04969876490366315)),
    ((0.4, 1.1, 9, 0.6, 12), (0.2977565670946413, 0.34415257745085925)),
]


@pytest.mark.parametrize(("numbers", "expected"), MEANS)
def test_tests_of_means_agree_with_scipy(
    numbers: tuple[float, float, int, float, int], expected: tuple[float, float]
) -> None:
    assert usual_p_of_means(*numbers)[:2] == pytest.approx(expected, rel=1e-10)


def test_the_normal_test_is_that_of_large_groups() -> None:
    assert usual_p_of_means(1.0, 2.0, 100, 1.0, 100)[2] == pytest.approx(both_tails(1.0 / 0.05**0.5), rel=1e-12)


@pytest.mark.parametrize("numbers", [(1.0, 2.0, 1, 2.0, 9), (1.0, 2.0, 9, 2.0, 1), (1.0, 0.0, 9, 0.0, 9)])
def test_too_few_or_no_spread_have_no_test(numbers: tuple[float, float, int, float, int]) -> None:
    assert usual_p_of_means(*numbers) == ()


def test_one_group_without_spread_is_no_obstacle() -> None:
    assert len(usual_p_of_means(1.0, 0.0, 9, 2.0, 9)) == 3
