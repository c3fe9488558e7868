"""Random effects around Mantel-Haenszel: mirrored arms, which tables count, and where the increment goes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.count_tables import Row
from drgs_cli.stats.mantel_haenszel_random import META, MantelHaenszelRandom, mantel_haenszel_random
from drgs_cli.stats.results import NotEstimable

FAR_APART: list[Row] = [(20, 100, 10, 100), (10, 100, 30, 100), (5, 40, 6, 60)]


def pooled(rows: list[Row], measure: str, *, exact: bool = False) -> MantelHaenszelRandom:
    found = mantel_haenszel_random(rows, measure, exact=exact)
    assert isinstance(found, MantelHaenszelRandom)
    return found


@st.composite
def studies(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = [(draw(st.integers(1, 9)), 10, draw(st.integers(1, 19)), 20)]
    for _ in range(draw(st.integers(1, 5))):
        n1, n2 = draw(st.integers(1, 80)), draw(st.integers(1, 80))
        rows.append((draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2))
    return rows


@given(studies(), st.sampled_from(sorted(META)), st.booleans())
def test_swapping_the_arms_turns_both_estimates(rows: list[Row], measure: str, exact: bool) -> None:
    found = pooled(rows, measure, exact=exact)
    swapped = pooled([(x2, n2, x1, n1) for x1, n1, x2, n2 in rows], measure, exact=exact)
    assert swapped.common.estimate == pytest.approx(-found.common.estimate, rel=1e-11, abs=1e-13)
    assert swapped.random.estimate == pytest.approx(-found.random.estimate, rel=1e-9, abs=1e-11)
    assert swapped.tau2 == pytest.approx(found.tau2, rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("measure", sorted(META))
def test_studies_that_agree_have_no_variance_between_them(measure: str) -> None:
    found = pooled([(2, 10, 5, 10), (4, 20, 10, 20)], measure)
    assert found.tau2 == 0.0
    assert found.random.estimate == pytest.approx(found.common.estimate, rel=1e-12)


@pytest.mark.parametrize("measure", sorted(META))
def test_variance_between_studies_widens_the_interval(measure: str) -> None:
    found = pooled(FAR_APART, measure)
    assert found.tau2 > 0
    assert found.random.standard_error > found.common.standard_error


@pytest.mark.parametrize(("measure", "k"), [("RR", 3), ("OR", 2), ("RD", 4)])
def test_tables_that_say_nothing_about_the_measure_are_left_out(measure: str, k: int) -> None:
    rows: list[Row] = [(2, 10, 5, 10), (3, 12, 5, 12), (0, 10, 0, 10), (8, 8, 9, 9), (0, 0, 0, 5)]
    assert pooled(rows, measure).common.k == k


def test_exact_pools_the_tables_as_they_are() -> None:
    rows: list[Row] = [(2, 10, 5, 10), (0, 10, 3, 10)]
    assert pooled(rows, "OR", exact=True).common.estimate == pytest.approx(math.log((10 / 20) / (40 / 20 + 30 / 20)))
    assert pooled(rows, "OR").common.estimate == pytest.approx(
        math.log((10 / 20 + 0.5 * 7.5 / 22) / (40 / 20 + 10.5 * 3.5 / 22))
    )


def test_a_risk_difference_takes_the_increment_in_weight_and_variance_alone() -> None:
    assert pooled([(0, 10, 3, 10)], "RD").random.estimate == -0.3


def test_all_events_in_both_groups_are_a_risk_ratio_of_one() -> None:
    found = pooled([(8, 8, 9, 9)], "RR", exact=False)
    assert found.random.standard_error**2 == pytest.approx(1 / 8 - 1 / 8.5 + 1 / 9 - 1 / 9.5)


@pytest.mark.parametrize(
    ("rows", "measure", "exact", "reason"),
    [
        ([], "RR", False, "no-study"),
        ([(0, 10, 0, 10)], "RR", False, "no-study"),
        ([(10, 10, 10, 10)], "OR", False, "no-study"),
        ([(0, 10, 3, 10)], "OR", True, "zero-cell"),
        ([(8, 8, 9, 9)], "RR", True, "no-variance"),
        ([(1, 1e70, 3, 10)], "OR", True, "out-of-range"),
        ([(1e-55, 1e55, 1e-55, 1e55)], "RD", True, "no-variance"),
    ],
)
def test_what_cannot_be_pooled_says_why(rows: list[Row], measure: str, exact: bool, reason: str) -> None:
    found = mantel_haenszel_random(rows, measure, exact=exact)
    assert isinstance(found, NotEstimable)
    assert found.reason == reason
