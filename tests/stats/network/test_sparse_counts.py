"""Studies and arms that say nothing about an odds ratio are left out, and named."""

import pytest

from drgs_cli.stats.network.contrasts import StudyFault, StudyFaults
from drgs_cli.stats.network.sparse_counts import CountNetwork, count_network
from drgs_cli.stats.results import NotEstimable

Row = tuple[str, str, float | None, float | None]


def counts(*rows: Row) -> CountNetwork | NotEstimable | StudyFaults:
    studies, treatments, events, totals = zip(*rows, strict=True)
    return count_network(studies, treatments, events, totals)


def left(*rows: Row) -> CountNetwork:
    found = counts(*rows)
    assert isinstance(found, CountNetwork)
    return found


GOOD: tuple[Row, ...] = (("9", "a", 2, 9), ("9", "b", 3, 9))


@pytest.mark.parametrize("events", [(0, 0), (9, 9)])
def test_a_study_without_events_or_with_nothing_else_is_dropped(events: tuple[float, float]) -> None:
    found = left(*GOOD, ("1", "a", events[0], 9), ("1", "b", events[1], 9))
    assert (found.dropped, found.studies) == (("1",), 1)


def test_an_arm_without_events_in_all_studies_of_a_design_is_dropped() -> None:
    found = left(
        ("1", "a", 0, 9), ("1", "b", 2, 9), ("1", "c", 3, 9), ("2", "a", 0, 9), ("2", "b", 1, 9), ("2", "c", 1, 9)
    )  # fmt: skip
    assert found.dropped_arms == ((("a", "b", "c"), "a"),)
    assert found.treatments == ("b", "c")


def test_an_arm_without_events_in_one_study_of_a_design_stays() -> None:
    assert left(*GOOD, ("1", "a", 0, 9), ("1", "b", 2, 9)).studies == 2


def test_a_design_left_with_one_arm_is_dropped() -> None:
    found = left(*GOOD, ("1", "a", 0, 9), ("1", "c", 2, 9))
    assert (found.dropped, found.dropped_arms) == (("1",), ((("a", "c"), "a"),))


def test_arms_without_counts_or_participants_are_no_arms() -> None:
    assert left(*GOOD, ("9", "c", None, 9), ("9", "d", 1, None), ("9", "e", 0, 0)).treatments == ("a", "b")


def test_nothing_left_is_no_study_and_parts_are_named() -> None:
    assert counts(("1", "a", 0, 9), ("1", "b", 0, 9)) == NotEstimable("no-study")
    parts = counts(*GOOD, ("1", "c", 2, 9), ("1", "d", 2, 9))
    assert parts == NotEstimable("disconnected", (("a", "b"), ("c", "d")))


def test_a_treatment_in_two_arms_of_a_study_is_a_fault() -> None:
    assert counts(*GOOD, ("9", "a", 1, 9)) == StudyFaults((StudyFault("9", "repeated", ("a",)),))


@pytest.mark.parametrize("row", [("1", "a", 10, 9), ("1", "a", -1, 9), ("1", "a", 1, float("inf"))])
def test_counts_that_cannot_be_are_the_fault_of_the_caller(row: Row) -> None:
    with pytest.raises(ValueError, match="between 0 and all"):
        counts(row)
