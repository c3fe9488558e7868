"""What a table accepts, and how it hands out its rows and notes."""

import pytest

from drgs_cli.render.document import Cell, Column, Document, Group, Note, Paragraph, Row, Table, words

NAME = Column("name", "Name")


def row(text: str, *notes: str) -> Row:
    return Row((words(text, notes),))


def test_loose_rows_come_as_a_group_without_title() -> None:
    table = Table("", (NAME,), (row("a"), Group("G", (row("b"),)), row("c")))
    assert [(group.title, len(group.rows)) for group in table.groups()] == [("", 1), ("G", 1), ("", 1)]


def test_a_group_without_rows_is_kept() -> None:
    table = Table("", (NAME,), (Group("G", (), "none"),))
    assert list(table.groups()) == [Group("G", (), "none")]


def test_letters_follow_the_order_of_the_notes_and_skip_notes_that_no_cell_needs() -> None:
    notes = (Note("x", "X."), Note("general", "G."), Note("y", "Y."))
    table = Table("", (NAME,), (row("1", "y"), row("2", "x")), notes)
    assert table.note_letters() == {"x": "a", "y": "b"}


def test_the_twenty_seventh_note_is_aa() -> None:
    codes = [f"n{number}" for number in range(27)]
    table = Table("", (NAME,), (row("1", *codes),), tuple(Note(code, "") for code in codes))
    assert list(table.note_letters().values())[-2:] == ["z", "aa"]


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        Table("T", (NAME,), (Row((words("a"), words("b"))),))


def test_a_reference_to_a_note_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="a note that is not there"):
        Table("T", (NAME,), (row("a", "missing"),))


def test_two_columns_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="column keys"):
        Table("T", (NAME, NAME), ())


@pytest.mark.parametrize("lead", [0, 2])
def test_a_headline_needs_columns_that_are_there(lead: int) -> None:
    with pytest.raises(ValueError, match="lead"):
        Table("T", (NAME,), (), lead=lead)


def test_the_main_table_is_the_first_unless_one_is_named() -> None:
    first, second, flat = (Table(title, (NAME,), ()) for title in ("first", "second", "flat"))
    parts = (Paragraph("p"), first, second)
    assert Document("", parts).main_table() is first
    assert Document("", parts, main=lambda: flat).main_table() is flat


def test_a_document_without_tables_has_no_main_table() -> None:
    assert Document("", (Paragraph("p"),)).main_table() is None


def test_notes_of_all_parts_come_once_each() -> None:
    shared, own, loose = Note("s", "S."), Note("o", "O."), Note("l", "L.")
    first = Table("", (NAME,), (), (shared,))
    flat = Table("", (NAME,), (), (shared, own))
    assert Document("", (first, loose), main=lambda: flat).notes() == (shared, loose, own)


def test_a_note_that_two_tables_share_is_listed_once() -> None:
    note = Note("s", "S.")
    first, second = (Table(title, (NAME,), (), (note,)) for title in ("first", "second"))
    assert Document("", (Paragraph("p"), first, second)).notes() == (note,)


def test_a_cell_keeps_the_exact_value_beside_the_wording() -> None:
    cell = Cell(1 / 3, "33%")
    assert (cell.value, cell.text) == (1 / 3, "33%")
