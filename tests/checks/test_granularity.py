"""Means and deviations of whole numbers, held against every sample there is and against published examples."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.checks.granularity import debit, grim, grimmer, nearest_means
from drgs_cli.records.observed import Printed

HIGHEST = 7


def printed(text: str) -> Printed:
    return Printed(float(text), text)


def text(units: int, digits: int) -> str:
    return f"{units / 10**digits:.{digits}f}"


def rounded(value: Fraction, digits: int) -> set[int]:
    """Up, down and to even, in units of the last digit."""
    down, rest = divmod(value * 10**digits, 1)
    return {down} if rest < Fraction(1, 2) else {down + 1} if rest > Fraction(1, 2) else {down, down + 1}


def rounded_root(square: Fraction, digits: int) -> set[int]:
    """As `rounded`, of a square root, without ever taking it."""
    scaled = square * 10 ** (2 * digits)
    near = isqrt(int(scaled))
    ends = {unit: (Fraction(2 * unit - 1, 2), Fraction(2 * unit + 1, 2)) for unit in (near, near + 1)}
    return {unit for unit, (low, high) in ends.items() if max(low, Fraction(0)) ** 2 <= scaled <= high**2}


def every_print(n: int, highest: int, digits: tuple[int, int]) -> set[tuple[int, int]]:
    """Mean and deviation, in last digits, of every n whole numbers from 0 to `highest`."""
    found = set()
    for sample in combinations_with_replacement(range(highest + 1), n):
        total, squares = sum(sample), sum(value * value for value in sample)
        variance = (squares - Fraction(total * total, n)) / (n - 1)
        found |= {
            (mean, sd) for mean in rounded(Fraction(total, n), digits[0]) for sd in rounded_root(variance, digits[1])
        }
    return found


def grid(highest: int, digits: tuple[int, int]) -> Iterator[tuple[int, int]]:
    means, deviations = range(highest * 10 ** digits[0] + 1), range(highest * 10 ** digits[1] + 1)
    return ((mean, sd) for mean in means for sd in deviations)


@pytest.mark.parametrize(
    ("mean", "n", "possible"),
    [
        ("5.19", 28, False),  # Brown & Heathers 2017
        ("5.18", 28, True),
        ("3.45", 10, False),  # Allard 2018
        ("5.27", 43, False),  # scrutiny (R), the page of grim()
        ("7.22", 32, True),  # scrutiny (R), pigs1, this and the next three
        ("4.74", 25, False),
        ("6.77", 27, False),
        ("5.00", 25, True),
    ],
)
def test_grim_agrees_with_published_examples(mean: str, n: int, possible: bool) -> None:
    assert grim(printed(mean), n) is possible


@pytest.mark.parametrize(
    ("mean", "sd", "n", "possible"),
    [
        ("5.21", "1.60", 28, True),  # rsprite2 (R), this and the next
        ("3.44", "2.47", 18, False),
        ("7.3", "2.51", 12, False),  # scrutiny (R), the page of grimmer()
    ],
)
def test_grimmer_agrees_with_published_examples(mean: str, sd: str, n: int, possible: bool) -> None:
    assert grimmer(printed(mean), printed(sd), n) is possible


@pytest.mark.parametrize(
    ("mean", "sd", "n", "possible"),
    [
        ("0.35", "0.18", 20, False),  # scrutiny (R), the page of debit() and its tests
        ("0.36", "0.11", 20, False),
        ("0.05", "0.21", 20, False),
        ("0.05", "0.22", 20, True),
        ("0.50", "0.503", 100, True),
        ("0.00", "0.00", 50, True),
        ("1.00", "0.50", 50, False),
    ],
)
def test_debit_agrees_with_published_examples(mean: str, sd: str, n: int, possible: bool) -> None:
    assert debit(printed(mean), printed(sd), n) is possible


@pytest.mark.parametrize("n", range(1, 9))
@pytest.mark.parametrize("digits", [0, 1, 2])
def test_a_mean_is_possible_exactly_where_a_sample_has_it(n: int, digits: int) -> None:
    there = {mean for total in range(n * HIGHEST + 1) for mean in rounded(Fraction(total, n), digits)}
    found = {unit for unit in range(HIGHEST * 10**digits + 1) if grim(printed(text(unit, digits)), n)}
    assert found == there


@pytest.mark.parametrize("n", range(2, 9))
def test_a_deviation_is_possible_exactly_where_a_sample_of_the_scale_has_it(n: int) -> None:
    digits = (1, 1)
    found = {
        (mean, sd)
        for mean, sd in grid(HIGHEST, digits)
        if grimmer(printed(text(mean, 1)), printed(text(sd, 1)), n, (0, HIGHEST))
    }
    assert found == every_print(n, HIGHEST, digits)


@pytest.mark.parametrize(("n", "highest"), [(3, 4), (5, 3), (11, 2), (12, 1)])
def test_two_decimals_leave_only_the_samples_there_are(n: int, highest: int) -> None:
    digits = (2, 2)
    found = {
        (mean, sd)
        for mean, sd in grid(highest, digits)
        if grimmer(printed(text(mean, 2)), printed(text(sd, 2)), n, (0, highest))
    }
    assert found == every_print(n, highest, digits)


@pytest.mark.parametrize("n", [2, 7, 20, 31])
def test_debit_takes_the_deviations_of_ones_and_noughts_and_nothing_else(n: int) -> None:
    there = {
        (mean, sd)
        for ones in range(n + 1)
        for mean in rounded(Fraction(ones, n), 2)
        for sd in rounded_root(Fraction(ones * (n - ones), n * (n - 1)), 2)
    }
    tried = grid(1, (2, 2))
    assert {(mean, sd) for mean, sd in tried if debit(printed(text(mean, 2)), printed(text(sd, 2)), n)} == there


@given(st.lists(st.integers(0, 20), min_size=2, max_size=35), st.integers(0, 3), st.integers(0, 3))
def test_no_sample_of_half_points_is_ever_told(halves: list[int], mean_digits: int, sd_digits: int) -> None:
    n, total, squares = len(halves), sum(halves), sum(value * value for value in halves)
    variance = (squares - Fraction(total * total, n)) / (n - 1) / 4
    for mean in rounded(Fraction(total, 2 * n), mean_digits):
        for sd in rounded_root(variance, sd_digits):
            figures = printed(text(mean, mean_digits)), printed(text(sd, sd_digits))
            assert grim(figures[0], n, 2)
            assert grimmer(*figures, n, (0, 10), 2)


@given(st.lists(st.integers(-10, 10), min_size=2, max_size=40), st.integers(0, 3), st.integers(0, 3))
def test_no_sample_is_ever_told(sample: list[int], mean_digits: int, sd_digits: int) -> None:
    n, total, squares = len(sample), sum(sample), sum(value * value for value in sample)
    variance = (squares - Fraction(total * total, n)) / (n - 1)
    for mean in rounded(Fraction(total, n), mean_digits):
        for sd in rounded_root(variance, sd_digits):
            figures = printed(text(mean, mean_digits)), printed(text(sd, sd_digits))
            assert grim(figures[0], n)
            assert grimmer(*figures, n)
            assert grimmer(*figures, n, (-10, 10))


@pytest.mark.parametrize(("mean", "n", "possible"), [("-3.3", 7, True), ("-3.2", 7, False), ("-0.5", 7, False)])
def test_a_change_below_nought_is_counted_the_same_way(mean: str, n: int, possible: bool) -> None:
    assert grim(printed(mean), n) is possible


def test_a_scale_of_one_value_has_no_deviation() -> None:
    for n in (12, 40):
        assert grimmer(printed("3"), printed("0"), n, (3, 3))
        assert not grimmer(printed("3"), printed("0.5"), n, (3, 3))


def test_a_mean_that_the_scale_does_not_reach_has_no_deviation_on_it() -> None:
    assert not grimmer(printed("8"), printed("0"), 12, (0, 7))


@pytest.mark.parametrize("n", [0, 1])
def test_one_value_or_none_is_never_told(n: int) -> None:
    assert grimmer(printed("3"), printed("1.0"), n)
    assert grim(printed("3"), n)


def test_a_mean_of_so_many_that_any_sum_fits_says_nothing_of_the_deviation() -> None:
    assert grimmer(printed("3"), printed("0.000"), 10**9)


@pytest.mark.parametrize("mean", ["3.1234567890123456789", "1e300"])
def test_more_digits_than_can_be_told_apart_say_nothing(mean: str) -> None:
    assert grim(printed(mean), 7)
    assert grimmer(printed("3"), printed(mean), 7)


def test_the_nearest_means_lie_on_either_side() -> None:
    assert nearest_means(printed("4.5"), 7) == (31 / 7, 32 / 7)
    assert nearest_means(printed("-4.5"), 7) == (-32 / 7, -31 / 7)
