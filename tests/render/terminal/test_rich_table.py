"""Rich draws what our own aligned text says, whatever the environment."""

import re

import pytest

from drgs_cli.render.document import Cell, Column, Group, Row, Table, words
from drgs_cli.render.terminal.aligned import aligned_lines
from drgs_cli.render.terminal.grid import Grid, grid_of
from drgs_cli.render.terminal.ink import PLAIN
from drgs_cli.render.terminal.rich_table import rich_lines

TABLE = Table(
    "",
    (Column("a", "A title of words"), Column("n", "Ratio", "decimal"), Column("b", "B")),
    (
        Group(
            "One [bold]",
            (Row((words("[deer-2017] a text to be folded"), Cell(1.5, "1.5"), words(":smile:"))),),
        ),
        Group("Two", (), "None."),
        Group(
            "Three",
            (
                Row((words("x"), Cell(12, "12"), words("疼痛"))),
                Row((words("y"), Cell(0.25, "0.25"), words(""))),
            ),
        ),
    ),
)
WIDTHS = (12, 7, 9)


@pytest.fixture
def grid() -> Grid:
    return grid_of(TABLE, once=True)


def test_the_characters_are_those_of_our_own_text(grid: Grid) -> None:
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip(" ") for line in rich_lines(grid, WIDTHS, 40)]
    assert plain == list(aligned_lines(grid, WIDTHS, PLAIN, 40))


def test_the_environment_changes_nothing(grid: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rich_lines(grid, WIDTHS, 40)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "12", "TERM": "dumb", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert rich_lines(grid, WIDTHS, 40) == before


def test_titles_are_bold_and_headings_of_groups_coloured(grid: Grid) -> None:
    drawn = "\n".join(rich_lines(grid, WIDTHS, 40))
    assert "\x1b[1mwords" in drawn
    assert "\x1b[1;36mOne [bold]\x1b[0m" in drawn
