"""Lists, folded parts and pictures on a page for a terminal and in Markdown."""

from drgs_cli.plots.drawing import Drawing
from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    Column,
    Document,
    Folded,
    Item,
    Items,
    Note,
    Paragraph,
    Row,
    Table,
    every_part,
    words,
)
from drgs_cli.render.markdown import render_markdown
from drgs_cli.render.terminal import render_terminal


def _lines(columns: int) -> tuple[str, ...]:
    return ("a " + "-" * (columns - 4) + " b", "  ^\x1b[31m")


def _pages(width: float) -> tuple[Drawing, ...]:
    return (Drawing(width, 10, (), "t", "d"),)


FIGURE = Figure("Relief", "one study", _pages, _lines, ("uncontrolled: not a comparison",))
TABLE = Table("T", (Column("a", "A"),), (Row((words("x"),)),), (Note("n", "folded away"),))
LIST = Items((Item("First <one>", address="https://doi.org/10.1/x"), Item("Second")), numbered=True)
DOCUMENT = Document("", (LIST, Folded("More", (Paragraph("inside"), TABLE)), FIGURE))


def test_a_terminal_shows_lists_folded_parts_and_pictures() -> None:
    assert render_terminal(DOCUMENT, 30, False).splitlines() == [
        *("1. First <one>", "   https://doi.org/10.1/x", "2. Second", ""),
        *("More", "", "inside", "", "T", "", "A", "─", "x", "", "Note: folded away", ""),
        *("Relief", "", f"a {'-' * 26} b", "  ^\\x1b[31m", "", "Note: uncontrolled: not a", "      comparison"),
    ]


def test_a_picture_in_a_pipe_has_eighty_columns() -> None:
    lines = render_terminal(Document("", (FIGURE,)), None, False).splitlines()
    assert max(map(len, lines)) == len(lines[2]) == 80


def test_markdown_shows_lists_folded_parts_and_pictures() -> None:
    text = render_markdown(DOCUMENT)
    assert "1. First \\<one\\> <https://doi.org/10.1/x>\n2. Second" in text
    assert text.index("**More**") < text.index("inside") < text.index("**T**") < text.index("```\na -")
    assert "Note: uncontrolled: not a comparison" in text
    assert "\x1b" not in text


def test_what_is_folded_away_counts_among_tables_and_notes() -> None:
    assert [type(part).__name__ for part in every_part(DOCUMENT.parts)] == [
        *("Items", "Folded", "Paragraph", "Table", "Figure"),
    ]
    assert DOCUMENT.main_table() is TABLE
    assert [note.code for note in DOCUMENT.notes()] == ["n"]


def test_an_address_that_is_none_is_text_in_markdown() -> None:
    text = render_markdown(Document("", (Items((Item("a", address="javascript:alert(1)> <b>"),)),)))
    assert text == "- a javascript:alert(1)\\> \\<b\\>\n"
