"""The tests for counts treat both arms alike, leave out what says nothing, and count sampling without return."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.count_tests import COUNT_TESTS, schwarzer
from drgs_cli.stats.bias.rank_correlation import RankCorrelation, rank_correlation
from drgs_cli.stats.bias.rank_test import ScoreTest
from drgs_cli.stats.bias.small_study import AsymmetryTest
from drgs_cli.stats.count_tables import Row
from drgs_cli.stats.results import NotEstimable

ROWS: list[Row] = [(3, 20, 6, 22), (10, 50, 12, 41), (0, 15, 4, 17), (8, 90, 11, 90), (5, 33, 5, 30)]


@st.composite
def studies(draw: st.DrawFn) -> list[Row]:
    sizes = draw(st.lists(st.tuples(st.integers(2, 60), st.integers(2, 60)), min_size=3, max_size=7))
    return [(draw(st.integers(1, n1 - 1)), n1, draw(st.integers(1, n2 - 1)), n2) for n1, n2 in sizes]


def line(found: AsymmetryTest | NotEstimable) -> AsymmetryTest:
    assert isinstance(found, AsymmetryTest)
    return found


def score(found: ScoreTest | NotEstimable) -> ScoreTest:
    assert isinstance(found, ScoreTest)
    return found


@pytest.mark.parametrize("test", sorted(COUNT_TESTS))
@given(rows=studies())
def test_swapped_arms_turn_the_sign_of_an_odds_ratio_alone(test: str, rows: list[Row]) -> None:
    found = COUNT_TESTS[test](rows, "OR")
    turned = COUNT_TESTS[test]([(x2, n2, x1, n1) for x1, n1, x2, n2 in rows], "OR")
    if isinstance(found, NotEstimable) or isinstance(turned, NotEstimable):
        assert turned == found
    elif found.standard_error > 1e-6:
        assert turned.statistic == pytest.approx(-found.statistic, rel=1e-6, abs=1e-6)


@given(rows=studies())
def test_swapped_arms_turn_the_sign_of_schwarzers_score_alone(rows: list[Row]) -> None:
    found = schwarzer(rows)
    turned = schwarzer([(x2, n2, x1, n1) for x1, n1, x2, n2 in rows])
    if isinstance(found, NotEstimable):
        assert turned == found
    else:
        assert score(turned).score == -found.score


@pytest.mark.parametrize("silent", [(0, 10, 0, 12), (10, 10, 12, 12), (2, 10, 0, 0), (0.2, 0.4, 0.3, 0.5)])
@pytest.mark.parametrize(("test", "measure"), list(product(sorted(COUNT_TESTS), ["OR", "RR"])))
def test_a_table_that_says_nothing_changes_nothing(test: str, measure: str, silent: Row) -> None:
    assert COUNT_TESTS[test]([*ROWS, silent], measure) == COUNT_TESTS[test](ROWS, measure)


def test_the_score_of_harbord_is_the_excess_of_events_over_its_variance() -> None:
    excess = [3 - 9 * 20 / 42, 10 - 22 * 50 / 91, 0 - 4 * 15 / 32, 8 - 19 / 2, 5 - 10 * 33 / 63]
    spread = [20 * 22 * 9 * 33 / (42**2 * 41), 50 * 41 * 22 * 69 / (91**2 * 90), 15 * 17 * 4 * 28 / (32**2 * 31)]
    spread += [90 * 90 * 19 * 161 / (180**2 * 179), 33 * 30 * 10 * 53 / (63**2 * 62)]
    roots = [math.sqrt(v) for v in spread]
    # the slope of Z/V on 1/sqrt(V) with weights V is the intercept of Z/sqrt(V) on sqrt(V)
    heights = [z / root for z, root in zip(excess, roots, strict=True)]
    middle, height = sum(roots) / 5, sum(heights) / 5
    rise = sum((x - middle) * (y - height) for x, y in zip(roots, heights, strict=True))
    rise /= sum((x - middle) ** 2 for x in roots)
    assert line(COUNT_TESTS["Harbord"](ROWS, "OR")).bias == pytest.approx(height - rise * middle, rel=1e-12)


def test_schwarzer_sees_the_moments_of_all_tables_with_the_same_margins() -> None:
    rows: list[Row] = [(2, 5, 1, 6), (3, 7, 4, 8), (1, 4, 3, 5), (0, 3, 2, 9)]
    over = [Fraction(x1 * (n2 - x2), n1 + n2) for x1, n1, x2, n2 in map(whole, rows)]
    under = [Fraction((n1 - x1) * x2, n1 + n2) for x1, n1, x2, n2 in map(whole, rows)]
    odds = sum(over, Fraction(0)) / sum(under, Fraction(0))
    standardised, precisions = [], []
    for x1, n1, x2, n2 in map(whole, rows):
        m = x1 + x2
        chances = {
            a: math.comb(n1, a) * math.comb(n2, m - a) * odds**a for a in range(m + 1) if a <= n1 and m - a <= n2
        }
        total = sum(chances.values())
        mean = sum(a * p for a, p in chances.items()) / total
        variance = sum((a - mean) ** 2 * p for a, p in chances.items()) / total
        standardised.append(float(x1 - mean) / math.sqrt(variance))
        precisions.append(float(1 / variance))
    expected = rank_correlation(standardised, precisions)
    assert isinstance(expected, RankCorrelation)
    assert score(schwarzer(rows)).score == expected.score


def whole(row: Row) -> tuple[int, int, int, int]:
    return (int(row[0]), int(row[1]), int(row[2]), int(row[3]))


def test_more_patients_than_a_distribution_can_be_summed_of_are_out_of_range() -> None:
    assert schwarzer([(2e9, 5e9, 1e9, 4e9), *ROWS]) == NotEstimable("out-of-range")


def test_a_million_patients_take_no_longer_than_ten() -> None:
    rows: list[Row] = [(300_000, 1_000_000, 200_000, 900_000), (4, 10, 3, 11), (70, 900, 30, 800)]
    assert score(schwarzer(rows)).k == 3


@pytest.mark.parametrize("measure", ["OR", "RR"])
@pytest.mark.parametrize("test", sorted(COUNT_TESTS))
def test_two_tables_that_say_something_are_too_few(test: str, measure: str) -> None:
    rows: list[Row] = [(0, 10, 0, 10), (1, 10, 2, 10), (3, 10, 1, 12)]
    assert COUNT_TESTS[test](rows, measure) == NotEstimable("too-few")
    assert schwarzer(rows) == NotEstimable("too-few")


def test_the_reasons_for_no_table_at_all_are_those_of_the_tables() -> None:
    assert schwarzer([]) == COUNT_TESTS["Peters"]([], "OR") == NotEstimable("no-study")
    assert schwarzer([(0, 10, 0, 10)] * 4) == NotEstimable("no-study")
    assert COUNT_TESTS["Harbord"]([*ROWS, (1e70, 1e80, 1.0, 2.0)], "OR") == NotEstimable("out-of-range")


@pytest.mark.parametrize("test", ["Harbord", "Peters", "Macaskill"])
def test_tables_alike_have_no_line(test: str) -> None:
    assert COUNT_TESTS[test]([(2, 10, 3, 10)] * 3, "OR") == NotEstimable("not-full-rank")


def test_events_in_one_arm_alone_have_no_common_odds_ratio() -> None:
    assert schwarzer([(1, 10, 0, 10), (2, 12, 0, 9), (3, 8, 0, 8)]) == NotEstimable("zero-cell")
    assert schwarzer([(0, 10, 1, 10), (0, 12, 2, 9), (0, 8, 3, 8)]) == NotEstimable("zero-cell")


def test_counts_divided_by_a_design_effect_have_no_sampling_without_return() -> None:
    assert schwarzer([(1.5, 10, 2, 10), (2, 12, 3, 9), (3, 8, 1, 8)]) == NotEstimable("not-applicable")
