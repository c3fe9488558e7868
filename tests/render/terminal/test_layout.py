"""Which widths the columns get."""

from drgs_cli.render.document import Column, Row, Table, words
from drgs_cli.render.terminal.grid import Grid, grid_of
from drgs_cli.render.terminal.layout import column_widths, natural_widths

TEXT = "patients with at least half of their pain relieved"  # 50 columns


def grid(*columns: tuple[Column, str]) -> Grid:
    row = Row(tuple(words(text) for _, text in columns))
    return grid_of(Table("", tuple(column for column, _ in columns), (row,)), once=True)


def test_a_table_that_fits_is_not_stretched() -> None:
    shown = grid((Column("a", "A"), "abc"), (Column("b", "A title"), "x"))
    assert column_widths(shown, 200) == natural_widths(shown) == (3, 7)


def test_numbers_are_never_folded() -> None:
    shown = grid((Column("a", "A"), TEXT), (Column("n", "n", "right"), "1 234 567"))
    assert column_widths(shown, 40) == (29, 9)


def test_all_of_the_terminal_is_used_when_texts_are_folded() -> None:
    shown = grid((Column("a", "A"), TEXT), (Column("b", "B"), TEXT), (Column("c", "C"), "short"))
    widths = column_widths(shown, 80)
    assert widths is not None
    assert sum(widths) + 2 * 2 == 80


def test_too_many_columns_for_the_terminal_are_refused() -> None:
    assert column_widths(grid(*((Column(f"c{i}", "Outcome"), TEXT) for i in range(8))), 80) is None


def test_a_column_is_not_narrower_than_it_asks_for() -> None:
    shown = grid((Column("a", "A", min_width=30), TEXT), (Column("b", "B"), TEXT))
    widths = column_widths(shown, 60)
    assert widths is not None
    assert widths[0] >= 30
    assert column_widths(shown, 35) is None


def test_words_stay_whole_behind_the_indent_of_a_group() -> None:
    shown = grid((Column("a", "A"), "  " + "x" * 14 + " of many words to fold"), (Column("b", "B"), TEXT))
    widths = column_widths(shown, 40)
    assert widths is not None
    assert widths[0] >= 16


def test_one_very_long_word_does_not_make_blocks_of_a_table() -> None:
    shown = grid((Column("a", "A"), "x" * 300), (Column("b", "B"), "short"))
    assert column_widths(shown, 80) == (73, 5)


def test_names_are_never_broken_however_long() -> None:
    name = "population.indications.chronic-pain"
    shown = grid((Column("a", "A", min_width=10, unbroken=True), name), (Column("b", "B"), TEXT))
    widths = column_widths(shown, 60)
    assert widths is not None
    assert widths[0] == len(name)
    assert column_widths(shown, 40) is None
