"""Foot-notes by code: one for each mark, each in its column."""

import pytest

from drgs_cli.views.marks import COLUMN_OF, MARKS, mark_notes, marks_in


def test_foot_notes_stand_once_and_in_one_order() -> None:
    assert [note.code for note in mark_notes(["paired", "derived", "paired"])] == ["derived", "paired"]


def test_a_mark_stands_in_its_column_and_else_beside_the_estimate() -> None:
    marks = ("paired", "groups-differ", "derived")
    assert marks_in("analysed", marks) == ("groups-differ",)
    assert marks_in("estimate", marks) == ("derived", "paired")


def test_every_column_that_is_named_is_that_of_a_mark() -> None:
    assert set(COLUMN_OF) <= set(MARKS)


@pytest.mark.parametrize("code", ["groups-differ", "re-expressed"])
def test_different_denominators_are_a_warning(code: str) -> None:
    assert MARKS[code].startswith("WARNING: ")
