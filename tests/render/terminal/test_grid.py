"""The wording of a table before it is laid out."""

import pytest

from drgs_cli.render.document import EMPTY, Cell, Column, Group, Note, Row, Table, words
from drgs_cli.render.terminal.grid import grid_of


def column_of(*cells: Cell) -> list[str]:
    column = Column("value", "Value", "decimal")
    notes = (Note("x", "X."), Note("y", "Y."))
    return grid_of(Table("", (column,), tuple(Row((cell,)) for cell in cells), notes), once=True).column(0)


def rows_of(table: Table, once: bool) -> list[tuple[str, ...]]:
    return [row for section in grid_of(table, once).sections for row in section.rows]


def test_decimal_points_stand_below_one_another() -> None:
    assert column_of(Cell(1.5, "1.5"), Cell(12, "12"), Cell(0.25, "0.25"), Cell(-3.0, "-3.0")) == [
        " 1.5 ",
        "12   ",
        " 0.25",
        "-3.0 ",
    ]


def test_signs_and_thousands_belong_to_the_whole_part() -> None:
    assert column_of(Cell(1234.5, "1,234.5"), Cell(0.0001, "< 0.001"), Cell(2, "2")) == [
        "1,234.5  ",
        "  < 0.001",
        "    2    ",
    ]


def test_words_in_a_decimal_column_stand_on_the_right() -> None:
    assert column_of(Cell(1.46, "1.46"), Cell(None, "not estimable"), EMPTY) == [
        "         1.46",
        "not estimable",
        "            —",
    ]


def test_letters_of_footnotes_do_not_move_the_point() -> None:
    assert column_of(Cell(1.5, "1.5", ("x", "y")), Cell(0.5, "0.5")) == ["1.5 [a] [b]", "0.5        "]


@pytest.fixture
def repeating() -> Table:
    columns = (
        Column("study", "Study", once=True),
        Column("year", "Year", once=True),
        Column("outcome", "Outcome"),
    )
    rows = [("Roe", "2020", "relief"), ("Roe", "2020", "relief"), ("Doe", "2020", "mood")]
    return Table("", columns, tuple(Row(tuple(map(words, row))) for row in rows))


def test_repeated_names_are_shown_once_on_a_terminal(repeating: Table) -> None:
    assert rows_of(repeating, once=True) == [
        ("Roe", "2020", "relief"),
        ("", "", "relief"),
        ("Doe", "2020", "mood"),
    ]


def test_a_pipe_gets_every_row_whole(repeating: Table) -> None:
    assert rows_of(repeating, once=False) == [
        ("Roe", "2020", "relief"),
        ("Roe", "2020", "relief"),
        ("Doe", "2020", "mood"),
    ]


def test_a_name_is_repeated_below_a_new_heading() -> None:
    row = Row((words("Roe"),))
    table = Table("", (Column("study", "Study", once=True),), (Group("A", (row,)), Group("B", (row,))))
    assert rows_of(table, once=True) == [("  Roe",), ("  Roe",)]


def test_equal_words_for_two_things_are_not_a_repeat() -> None:
    rows = (Row((Cell("roe-2020-a", "Roe 2020"),)), Row((Cell("roe-2020-b", "Roe 2020"),)))
    table = Table("", (Column("study", "Study", once=True),), rows)
    assert rows_of(table, once=True) == [("Roe 2020",), ("Roe 2020",)]


def test_an_indented_cell_stands_below_its_parent() -> None:
    table = Table("", (Column("key", "Key"),), (Row((words("CRPS"),)), Row((words("CRPS I", indent=1),))))
    assert rows_of(table, once=True) == [("CRPS",), ("  CRPS I",)]


def test_control_characters_are_shown_in_titles_headings_and_cells() -> None:
    evil = "\x1b[2J"
    grid = grid_of(Table("", (Column("a", evil),), (Group(evil, (Row((words(evil),)),), evil),)), once=True)
    section = grid.sections[0]
    assert (grid.titles[0], section.title, section.text, section.rows[0][0].strip()) == (r"\x1b[2J",) * 4
