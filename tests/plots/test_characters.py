"""The widths of text in characters."""

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.characters import ELLIPSIS, clipped, columns_of, folded, padded
from drgs_cli.plots.line_breaks import words_in
from drgs_cli.render.terminal.measure import display_width
from drgs_cli.visible import visible


def test_ideographs_take_two_columns_and_marks_upon_letters_none() -> None:
    """As on a terminal."""
    assert [columns_of(text) for text in ("abc", "漢字", "e\N{COMBINING ACUTE ACCENT}", "😀")] == [3, 4, 1, 2]


def test_what_acts_is_measured_as_it_is_shown() -> None:
    """An escape sequence is four signs, not none."""
    assert columns_of("\x1b[0m") == len("\\x1b[0m")


@given(st.text(), st.integers(2, 60))
def test_padded_text_is_as_wide_as_it_was_asked_for(text: str, columns: int) -> None:
    """Whatever it is made of, on either side and in the middle."""
    for align in ("left", "right", "middle"):
        assert columns_of(padded(text, columns, align)) == columns


@given(st.text(), st.integers(2, 60))
def test_folded_text_keeps_every_sign_but_spaces(text: str, columns: int) -> None:
    """And no line is wider than it may be."""
    lines = folded(text, columns)
    assert all(columns_of(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(folded(text, 10**6)).replace(" ", "")


@given(st.text(), st.integers(2, 60), st.integers(1, 3))
def test_a_most_of_lines_is_kept_and_what_is_cut_says_so(text: str, columns: int, most: int) -> None:
    """An ellipsis stands exactly where something is left out."""
    whole, cut = folded(text, columns), folded(text, columns, most)
    assert len(cut) == min(len(whole), most)
    assert cut == whole or cut[-1].endswith(ELLIPSIS)


def test_a_clipped_text_ends_in_an_ellipsis() -> None:
    """A text that fits stays as it is."""
    assert (clipped("abcdef", 4), clipped("abcd", 4)) == ("abc…", "abcd")


def test_no_line_ends_between_a_number_and_its_sign_nor_at_a_no_break_space() -> None:
    """ "I² 0" at the end of a line would read as another number."""
    for columns in range(8, 40):
        assert any("50 %" in line for line in folded("tau² 0.12, I² 50 %, k 3", columns)), columns
        assert any("12\N{NO-BREAK SPACE}mo" in line for line in folded("after 12\N{NO-BREAK SPACE}mo", columns)), (
            columns
        )
    assert words_in("of 50 % and 2 of 3") == ["of", "50 %", "and", "2", "of", "3"]


@given(st.text())
def test_a_terminal_measures_characters_in_the_same_way(text: str) -> None:
    """One table for pictures and for tables."""
    assert display_width(visible(text)) == columns_of(text)
