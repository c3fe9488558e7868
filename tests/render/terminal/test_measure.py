"""Widths on a terminal, and folding that loses nothing."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drgs_cli.render.terminal.measure import display_width, fold, hang, padded


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("≥ 50%", 5), ("疼痛", 4), ("e\u0301", 1), ("🙂", 2), ("\uff57", 2)],
)
def test_width_is_counted_in_columns(text: str, width: int) -> None:
    assert display_width(text) == width


def test_the_characters_of_most_texts_are_as_wide_as_unicode_says() -> None:
    for character in map(chr, range(0x20, 0x3000)):
        invisible = unicodedata.category(character) in {"Mn", "Me", "Cf"}
        wide = unicodedata.east_asian_width(character) in {"W", "F"}
        assert display_width(character) == (0 if invisible else 2 if wide else 1), hex(ord(character))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("at least half", 20, ["at least half"]),
        ("at least half", 8, ["at least", "half"]),
        ("at least half", 7, ["at", "least", "half"]),
        ("  indented text", 12, ["  indented", "  text"]),
        ("[deer-2017/results/0]", 12, ["[deer-2017/", "results/0]"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("疼痛疼痛", 5, ["疼痛", "疼痛"]),
        ("1\xa0234 patients", 9, ["1\xa0234", "patients"]),
        ("", 4, [""]),
    ],
)
def test_folding_breaks_at_spaces_and_only_long_words_inside(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


@given(st.text(max_size=80), st.integers(2, 40))
@example("a" * 7 + "\u0301" * 5, 7)
@example("    " + "-/" * 20, 5)
@example(" 疼", 2)
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(display_width, lines)) <= width


def test_a_very_long_word_is_folded_in_one_pass() -> None:
    assert len(fold("é" * 200_000, 20)) == 10_000


def test_hanging_text_is_indented_below_its_mark() -> None:
    assert hang("one two three", 10, "[a] ", "    ") == ["[a] one", "    two", "    three"]


def test_text_is_padded_by_columns_not_by_characters() -> None:
    assert (padded("疼", 4), padded("疼", 4, right=True)) == ("疼  ", "  疼")
