"""A forest plot in characters."""

from itertools import pairwise

import pytest
from forests import entry, forest, forests, usual
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.plots.characters import columns_of
from drgs_cli.plots.forest import Axis, Forest, Group
from drgs_cli.plots.forest_lines import forest_lines


@given(forests(), st.integers(40, 200))
@settings(max_examples=60)
def test_no_line_is_wider_than_there_are_columns(plot: Forest, columns: int) -> None:
    """Whatever is in the records."""
    assert max(map(columns_of, forest_lines(plot, columns))) <= columns


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_every_text_of_the_data_is_there(columns: int) -> None:
    """At any width."""
    text = " ".join(" ".join(forest_lines(usual(), columns)).split())
    for group in usual().groups:
        assert group.title in text
        for one in group.entries:
            for part in (one.label, *one.cells, one.text, *one.words.split()):
                assert part in text


def test_a_study_is_an_interval_with_a_square_and_a_summary_a_diamond() -> None:
    """The line of no difference runs through, and a way out of the axis is an arrow."""
    lines = forest_lines(usual(), 80)
    rows = {line.split("  ")[0]: after for line, after in pairwise(lines)}
    assert "■" in rows["One"]
    assert rows["One"].index("├") < rows["One"].index("■") < rows["One"].index("┤")
    assert "◆" in rows["Summary, 2 studies"]
    assert rows["Three"].index("│") < rows["Three"].index("├")
    assert ">" in rows["Three"]
    assert sum(line.count("◆") for line in lines) == 1


@pytest.mark.parametrize("columns", [80, 140])
def test_squares_stand_in_the_order_of_the_estimates(columns: int) -> None:
    """In columns of their own, below one another."""
    plot = forest(Group("", tuple(entry(f"S{n}", 0.5 + n / 4, 0.4 + n / 4, 0.7 + n / 4) for n in range(6))))
    places = [line.index("■") for line in forest_lines(plot, columns) if "■" in line]
    assert places == sorted(places)
    assert len(places) == 6
    assert places[0] < places[-1]


def test_wide_lines_hold_a_study_in_one_row() -> None:
    """Label, counts, picture and figure side by side."""
    row = next(line for line in forest_lines(usual(), 140) if line.startswith("One"))
    assert row.index("1/10") < row.index("■") < row.index("1.20 (0.8 to 1.9)") < row.index("+")


def test_the_band_of_what_does_not_matter_is_marked_and_explained() -> None:
    """At both of its ends."""
    axis = Axis("MD", null=0.0, band=(-1.0, 1.0), band_text="less than matters")
    lines = forest_lines(forest(Group("", (entry("One", 4, 3, 5),)), axis=axis), 80)
    assert sum(line.count("┊") for line in lines if "■" in line) == 2
    assert "Between ┊ and ┊: less than matters" in lines
