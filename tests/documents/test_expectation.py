"""What was expected, what was found and what to do, in the words of people who edit records."""

from typing import Any, Literal

import pytest
from msgspec import inspect

from drgs_cli.documents.alternatives import alternatives
from drgs_cli.documents.expectation import expected, found, nearest, number_hint, shown, span, suggestion


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (int, "a whole number"),
        (int | float, "a number"),
        (int | Literal["unknown"], "a whole number or 'unknown'"),
        (float | str | list[float], "a number, a text or a list"),
        (tuple[float, float] | None, "a list of 2"),
        (dict[str, int], "a mapping"),
        (bool, "true or false"),
        (Literal["a", "b", "c", "d", "e", "f"], "one of 6 words"),
        (None, "nothing"),
    ],
)
def test_what_may_stand_somewhere_is_said_without_types_of_python(annotation: Any, words: str) -> None:
    assert expected([kind for kind, _ in alternatives(inspect.type_info(annotation))]) == words


@pytest.mark.parametrize(
    ("value", "printed", "words"),
    [
        (81.2, "81.20", "the number 81.20"),
        (True, "True", "True"),
        (False, None, "false"),
        (None, "~", "no value"),
        ("abc", "abc", "the text 'abc'"),
        ([], None, "a list"),
        ({}, None, "a mapping"),
    ],
)
def test_what_was_found_is_shown_as_printed(value: Any, printed: str | None, words: str) -> None:
    assert found(value, printed) == words


def test_a_long_text_is_cut_and_kept_on_one_line() -> None:
    assert shown("a\nb  c") == "'a b c'"
    assert len(shown("x" * 500)) == 62


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12", "never quoted"),
        ("-1.5e3", "never quoted"),
        ("81,2", "with a point"),
        ("1,000", "with a point"),
        ("81.2%", "the number alone, without a sign or unit: 81.2"),
        ("1 6", "a number has no space in it: 16"),
        ("12 patients", "the number alone"),
        ("NR", "left out"),
        ("not reported", "left out"),
    ],
)
def test_a_text_meant_as_a_number_gets_its_own_hint(text: str, hint: str) -> None:
    assert hint in number_hint(text)


@pytest.mark.parametrize("text", ["abc", "2013-08", "<0.01"])
def test_other_texts_get_none(text: str) -> None:
    assert number_hint(text) == ""


def test_the_nearest_word_is_found_across_case_and_hyphens() -> None:
    assert nearest("Followed-Up", ["followed_up", "enrolled"]) == "followed_up"
    assert nearest("evnts", ["events", "n"]) == "events"
    assert nearest("zzz", ["events", "n"]) is None


def test_all_words_are_listed_only_where_they_are_few() -> None:
    assert suggestion("yess", ["no", "yes"], "one of") == "did you mean 'yes'? one of: no, yes"
    assert suggestion("zzz", [f"word-{n}" for n in range(40)], "one of") == ""


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"ge": 0, "le": 100}, "0 to 100"),
        ({"gt": 0}, "more than 0"),
        ({"ge": 0, "lt": 1}, "at least 0 and less than 1"),
        ({"le": 0.5}, "at most 0.5"),
    ],
)
def test_a_range_is_said_in_words(bounds: dict[str, float], words: str) -> None:
    assert span(inspect.FloatType(**bounds)) == words


def test_more_words_are_listed_where_none_is_near() -> None:
    words = [f"word-{n}" for n in range(20)]
    assert suggestion("zzz", words, "one of") == f"one of: {', '.join(words)}"
    assert suggestion("word-3x", words, "one of") == "did you mean 'word-3'?"
