"""No character of a text may act on whatever shows it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("bell\x07 and delete\x7f", r"bell\x07 and delete\x7f"),
        ("\x9b31m", r"\x9b31m"),
        ("56\u202e/69", r"56\u202e/69"),
        ("\u2066isolated\u2069", r"\u2066isolated\u2069"),
        ("soft\xadhyphen", r"soft\xadhyphen"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("half \ud800", r"half \ud800"),
    ],
)
def test_acting_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("space", ["\n", "\r\n", "\r", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_breaks_and_tabs_are_one_space(space: str) -> None:
    assert visible(f"a{space}b") == "a b"


@pytest.mark.parametrize(
    "text", ["[deer-2017]", "[0.5, 1.2]", "≥ 50 %", "1\u2009234", "Müller", "疼痛", "e\u0301", "🙂"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    acting = {character for character in visible(text) if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}}
    assert acting == set()
