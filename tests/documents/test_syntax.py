"""Syntax errors in words that say what to mend, at the place where it is mended."""

import pytest

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.syntax import Stumble, slip_of


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("why: a: b", "1:7", "a second ': ' in one value", "stands in quotes"),
        ("a: 1\n  b: 2", "2:3", "this line is indented deeper than the key above it", "same column"),
        ("foo\nb: 1", "2:1", "the line above this key is no `key: value`", "`key: value`"),
        ("a:\n  b: 1\n c: 2", "3:2", "the indentation of this line fits no line above", "same column"),
        ("a: 1\n- b", "2:1", "a list entry where a key is expected", "deeper"),
        ("a: 1]", None, "", ""),
        ("a: [1]]", "1:7", "']' closes no bracket", "delete it"),
        ("a: 'it's'", "1:8", "text after the closing quote", "written twice"),
        ("a: [1] b", "1:8", "text after the closing bracket", "quotes"),
        ("a:\n  - b: 1\n   c: 2", "3:4", "neither an entry of the list above nor part of one", "'- '"),
        ("a: [1, 2\nb: 3", "1:4", "the bracket '[' is not closed", "']' is missing"),
        ("a: {x: [1, 2]\nb: 3", "1:4", "the bracket '{' is not closed", "'}' is missing"),
        ("a: {x: 1", "1:4", "the bracket '{' is not closed", "'}' is missing"),
        ("a: {x: [2}", "1:10", "'}' where ']' must close the '['", "order"),
        ("a: {x: [2,\n  3}", "2:4", "'}' where ']' must close the '[' of line 1", "order"),
        ("{why: x: y}", "1:8", "a second ':' before a comma or '}'", "quotes"),
        ('{why: "x" y}', "1:11", "a comma or '}' is missing here", "quotes"),
        ('a: "x\nb: 1', "1:4", 'the quote opened here with " is not closed', '"..."'),
        ("a: 'x\nb: 1", "1:4", "the quote opened here with ' is not closed", "'...'"),
        ('a: "x\n---\ny"', "1:4", 'the quote opened here with " is not closed', '"..."'),
        ('- {at: "T 2}\n- {at: "T 3"}', "1:8", 'the quote opened here with " is not closed', "at the end of the text"),
        ("- {at: 'T 2}\n- {at: 'T 3'}", "1:8", "the quote opened here with ' is not closed", "at the end of the text"),
        ('a: "x\nb: "y"', "1:4", 'the quote opened here with " is not closed', "at the end of the text"),
        ('a: "x\n  y" z\nb: 1', "2:6", "text after the closing quote", "the whole text"),
        (
            "a: {b: Pain #2 of it}\nc: 1",
            "1:13",
            "' #' begins a comment here",
            "a text that holds ' #' stands in quotes",
        ),
        ("a: {b: Pain, # c}\n  d: 1\ne: 1", "1:4", "the bracket '{' is not closed", "'}' is missing"),
        ("a: @x", "1:4", "a text cannot start with '@'", "quotes"),
        ("a: %x", "1:4", "a text cannot start with '%'", "quotes"),
        ("a: 5\n%x: 1", "2:1", "a line cannot start with '%'", "quotes"),
        ("p: >0.05", "1:4", "a value cannot start with '>'", '"> ..."'),
        ("p: > 0.05", "1:4", "a value cannot start with '>'", '"> ..."'),
        ("p: >85\nn: 3", "1:4", "a value cannot start with '>'", "quotes"),
        ("a: *", "1:4", "a text cannot start with '*'", "quotes"),
        ("a: & b", "1:4", "a text cannot start with '&'", "quotes"),
        ("a: 1\nfoo\nb: 2", "2:1", "a line without `key:`", "deeper lines"),
        ('a: "x\\dy"', "1:6", "no such escape after '\\' in double quotes", "single quotes"),
        ('a: "\\xzz"', "1:7", "no such escape after '\\' in double quotes", "single quotes"),
        ("a: - 1", "1:4", "a list entry cannot start here", "next line"),
        ("a: [1, , 2]", "1:8", "a comma with nothing before it", "delete"),
        ("a: [", "1:5", "the file ends inside a bracket", "closing bracket"),
        ("a: ]", "1:4", "']' closes no bracket", "delete it"),
        ("a: {b: ?x}", "1:8", "a value cannot start with '?'", "quotes"),
        ("a: ? b", "1:4", "a text cannot start with '?'", "quotes"),
        ("{a: 1} b", "1:8", "text after the end of the document", "one document"),
        ("a: !<x", "1:4", "this is read as a tag", "quotes"),
        ("a:\n\tb: 1", "2:1", "a tab in the indentation", "spaces"),
    ],
)
def test_a_syntax_error_says_what_to_mend(text: str, place: str | None, message: str, hint: str) -> None:
    problems = parse_document(text.encode(), "x.yaml").problems
    if place is None:  # looks wrong and is not: a bracket inside a text
        assert problems == ()
        return
    first = problems[0]
    assert (f"{first.location.line}:{first.location.column}", first.message[: len(message)]) == (
        place,
        message,
    )
    assert hint in first.hint


def test_wording_is_our_own_and_one_line() -> None:
    for text in ("a: b: c", "a: [", "a: 'x", "a\nb: 1", "%FOO\n", "a: !x!y z", "a:\n\tb: 1"):
        for problem in parse_document(text.encode(), "x.yaml").problems:
            said = f"{problem.message} {problem.hint}"
            assert not any(
                word in said for word in ("\n", "expected <", "scanning", "parsing", "token", "scalar", "context")
            )


def test_what_the_parser_says_in_unknown_words_is_passed_on_with_its_place() -> None:
    slip = slip_of(Stumble("did not like this at all", (1, 2), (0, 0)), ["a: 1", "b: 2"])
    assert (slip.line, slip.column, "did not like this at all" in slip.message) == (2, 3, True)


def test_an_error_after_the_last_line_feed_is_shown_at_the_end_of_the_last_line() -> None:
    slip = slip_of(Stumble("did not find expected node content", (2, 0), (2, 0)), ["a: [", "", ""])
    assert (slip.line, slip.column) == (1, 5)
