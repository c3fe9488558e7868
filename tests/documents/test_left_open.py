"""Quotes without their end, and comments inside a text, found by characters alone."""

import pytest

from drgs_cli.documents.left_open import quote_left_open, swallowing_comment

TOP = (0, 0)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{at: "T 2}\n{at: "T 3"}', (0, 5)),
        ("{why: it's, at: 'T 2}\n{at: 'T 3'}", (0, 16)),
        ("{at: 'it''s', b: 'T 2}\n{at: 'T 3'}", (0, 17)),
        ('{at: "a \\" b", b: "T 2}\n{at: "T 3"}', (0, 18)),
        ('{a: 1, # "not a quote\n b: "T 2}\n{at: "T 3"}', (1, 4)),
    ],
)
def test_a_quote_that_goes_on_to_the_next_one_is_left_open(text: str, place: tuple[int, int]) -> None:
    found = quote_left_open(text.split("\n"), TOP, 9)
    assert found is not None
    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    "text",
    [
        '{at: "T 2"}',
        '{at: "a text\n of two lines", b: 1}',
        '{at: "T 2}',
        "{at: ''}\n{b: ''}",
        "{why: it's}\n{why: it's}",
    ],
)
def test_a_quote_with_its_end_is_none_left_open(text: str) -> None:
    assert quote_left_open(text.split("\n"), TOP, 9) is None


def test_a_comment_inside_a_text_swallows_the_closing_bracket() -> None:
    found = swallowing_comment(["{a: 1, title: Pain #2 of it}"], TOP, 0)
    assert found is not None
    assert (found.line, found.column) == (0, 19)


@pytest.mark.parametrize(
    "text", ["{a: 1, # see ]}\n b: 2", "{a: 1,\n  # ]}\n b: 2", "{a: 1 # see [2]\n b: 2", '{a: "x #2"}', "{a: x#2}"]
)
def test_a_comment_of_its_own_swallows_nothing(text: str) -> None:
    assert swallowing_comment(text.split("\n"), TOP, 9) is None
