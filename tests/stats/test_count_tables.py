"""Empty cells are filled, and tables left out, as told; what cannot be counted is refused or named."""

import math

import pytest

from drgs_cli.stats.count_tables import Increment, Row, cells_of, person_time_of
from drgs_cli.stats.results import NotEstimable

FULL, HOLED, EMPTY = (3, 10, 4, 12), (0, 10, 4, 12), (0, 10, 0, 12)


@pytest.mark.parametrize(
    ("to", "first", "second"),
    [
        ("none", (3, 7, 4, 8), (0, 10, 4, 8)),
        ("only0", (3, 7, 4, 8), (0.5, 10.5, 4.5, 8.5)),
        ("if0all", (3.5, 7.5, 4.5, 8.5), (0.5, 10.5, 4.5, 8.5)),
        ("all", (3.5, 7.5, 4.5, 8.5), (0.5, 10.5, 4.5, 8.5)),
    ],
)
def test_the_increment_goes_to_the_tables_that_are_named(to: Increment, first: Row, second: Row) -> None:
    assert cells_of([FULL, HOLED], add=0.5, to=to) == [first, second]


def test_without_an_empty_cell_none_is_filled() -> None:
    assert cells_of([FULL], add=0.5, to="if0all") == [(3, 7, 4, 8)]


@pytest.mark.parametrize("double", [EMPTY, (10, 10, 12, 12)])
def test_tables_of_one_outcome_are_left_out_before_the_increment(double: Row) -> None:
    assert cells_of([FULL, double], add=0.5, to="if0all", drop_double=True) == [(3, 7, 4, 8)]


def test_the_increment_goes_to_events_and_not_to_their_time() -> None:
    assert person_time_of([(0, 50, 2, 60)], add=0.5, to="only0") == [(0.5, 50, 2.5, 60)]


def test_person_time_without_events_is_left_out() -> None:
    assert person_time_of([(0, 50, 0, 60), (1, 50, 0, 60)], drop_double=True) == [(1, 50, 0, 60)]


def test_no_table_left_is_no_study() -> None:
    assert cells_of([EMPTY], drop_double=True) == person_time_of([]) == NotEstimable("no-study")


def test_a_table_of_nobody_has_no_denominator() -> None:
    assert cells_of([FULL, (0, 0, 0, 0)]) == NotEstimable("no-denominator")


def test_a_group_without_time_has_no_denominator() -> None:
    assert person_time_of([(1, 50, 0, 0)]) == NotEstimable("no-denominator")


@pytest.mark.parametrize("row", [(1, 1e308, 2, 30), (1e-308, 1, 2, 30)])
def test_counts_that_no_study_has_are_out_of_range(row: Row) -> None:
    assert cells_of([row]) == person_time_of([row]) == NotEstimable("out-of-range")


@pytest.mark.parametrize("row", [(11, 10, 4, 12), (-1, 10, 4, 12), (math.nan, 10, 4, 12), (3, math.inf, 4, 12)])
def test_counts_that_cannot_be_are_the_callers_fault(row: Row) -> None:
    with pytest.raises(ValueError, match="events"):
        cells_of([row])


@pytest.mark.parametrize("row", [(1, -10, 4, 12), (math.nan, 10, 4, 12), (3, math.inf, 4, 12)])
def test_times_that_cannot_be_are_the_callers_fault(row: Row) -> None:
    with pytest.raises(ValueError, match="person-time"):
        person_time_of([row])
