"""Tables on paper: never wider than the sheet, no column lost, the leading ones in every part."""

from itertools import pairwise

from hostile_documents import hostile_table, wide_table
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.text_width import width_of
from drgs_cli.render.document import NOTHING, Cell, Column, Row, Table, words
from drgs_cli.render.paper.layout import GAP, LYING, SIZE, UPRIGHT, needs_lying, parts_of, shown


def measure(text: str, bold: bool) -> float:
    return width_of(text, SIZE, bold)


def table(*columns: Column, texts: tuple[str, ...] = ("some words",), lead: int = 1) -> Table:
    return Table("", columns, tuple(Row(tuple(words(text) for _ in columns)) for text in texts), lead=lead)


def test_a_small_table_keeps_its_natural_widths() -> None:
    (part,) = parts_of(table(Column("a", "A"), Column("b", "B")), UPRIGHT, measure)
    assert part.columns == (0, 1)
    assert all(measure("some words", False) <= width <= measure("some words", False) + 2 for width in part.widths)


def test_a_wide_table_is_split_into_parts_that_repeat_the_leading_columns() -> None:
    parts = parts_of(wide_table(30, lead=2), LYING, measure)
    assert len(parts) > 1
    assert all(part.columns[:2] == (0, 1) and part.width <= LYING for part in parts)
    assert [column for part in parts for column in part.columns[2:]] == list(range(2, 30))


def test_parts_are_about_equally_full() -> None:
    sizes = [len(part.columns) for part in parts_of(wide_table(30), LYING, measure)]
    assert max(sizes) - min(sizes) <= 2


def test_what_is_repeated_never_takes_half_of_the_sheet() -> None:
    columns = (Column("a", "A", align="right"), Column("b", "B", unbroken=True), Column("c", "C"), Column("d", "D"))
    parts = parts_of(table(*columns, texts=("x" * 400,), lead=2), UPRIGHT, measure)
    assert all(part.width <= UPRIGHT for part in parts)
    assert all(part.widths[0] < UPRIGHT / 2 for part in parts)


def test_more_text_lies_down() -> None:
    assert not needs_lying(table(Column("a", "A"), Column("b", "B")), measure)
    assert needs_lying(table(Column("a", "A"), Column("b", "B"), texts=("long words " * 200,)), measure)
    assert needs_lying(wide_table(), measure)


def test_an_empty_cell_is_drawn() -> None:
    assert [shown(cell) for cell in (Cell(None, ""), words(" "), words(" a\x1b"))] == [NOTHING, NOTHING, r"a\x1b"]


def test_an_indent_and_the_letters_of_notes_have_their_room() -> None:
    columns = (Column("a", "A"),)
    plain = Table("", columns, (Row((words("some words"),)),))
    indented = Table("", columns, (Row((words("some words", indent=2),)),))
    assert parts_of(indented, UPRIGHT, measure)[0].widths > parts_of(plain, UPRIGHT, measure)[0].widths


COLUMNS = st.builds(
    Column,
    key=st.just(""),
    title=st.text(max_size=30),
    align=st.sampled_from(["left", "right", "decimal"]),
    wrap=st.booleans(),
    min_width=st.integers(0, 60),
    unbroken=st.booleans(),
)


@given(st.lists(COLUMNS, min_size=1, max_size=25), st.data())
def test_nothing_is_cut_whatever_the_table(columns: list[Column], data: st.DataObject) -> None:
    named = tuple(
        Column(str(n), c.title, c.align, c.wrap, c.min_width, unbroken=c.unbroken) for n, c in enumerate(columns)
    )
    cells = [words(data.draw(st.text(max_size=60))) for _ in named]
    lead = data.draw(st.integers(1, len(named)))
    room = data.draw(st.sampled_from([UPRIGHT, LYING]))
    parts = parts_of(Table("", named, (Row(tuple(cells)),), lead=lead), room, measure)
    assert set().union(*(part.columns for part in parts)) == set(range(len(named)))
    assert all(part.columns[0] == 0 and list(part.columns) == sorted(part.columns) for part in parts)
    assert all(min(part.widths) > 0 for part in parts)
    assert all(sum(part.widths) + GAP * (len(part.widths) - 1) <= room + 0.1 for part in parts)


def test_the_same_table_is_laid_out_the_same() -> None:
    first, second = (parts_of(hostile_table(), LYING, measure) for _ in range(2))
    assert first == second
    assert all(one.columns[-1] < other.columns[-1] for one, other in pairwise(first))
