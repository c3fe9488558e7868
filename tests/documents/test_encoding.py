"""Bytes that are not plain UTF-8 text are refused with the place, and with what they look like."""

import pytest

from drgs_cli.documents.encoding import MAX_BYTES, read_text
from drgs_cli.documents.parse import parse_document


def only(content: bytes) -> tuple[int, int, str, str]:
    """Line, column, message and hint of the one problem."""
    (problem,) = read_text(content, "x.yaml").problems
    return problem.location.line, problem.location.column, problem.message, problem.hint


@pytest.mark.parametrize(
    "content", [b"a: 1\r\nb: 2\n", "å: 😀 ± °C … \u2013\n".encode(), b"\xef\xbb\xbfa: 1\n", b"a:\t1\n", b""]
)
def test_usual_text_passes_unchanged(content: bytes) -> None:
    reading = read_text(content, "x.yaml")
    assert (reading.text, reading.problems) == (content.decode("utf-8-sig"), ())


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        ("a: 1\n".encode("utf-16"), "UTF-16"),
        ("a: 1\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ("a: 1\n".encode("utf-16-be"), "UTF-16 without a byte order mark"),
        ("a: 1\n".encode("utf-32"), "UTF-32"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a zip, Word or Excel file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_a_file_that_is_no_utf_8_text_is_refused_once(content: bytes, looks_like: str) -> None:
    line, column, message, _ = only(content)
    assert (line, column) == (1, 1)
    assert looks_like in message
    assert read_text(content, "x.yaml").text is None


def test_a_byte_of_latin_1_is_shown_with_its_place_and_the_letter_it_would_be() -> None:
    line, column, message, hint = only("a: å\nb: å caf".encode() + b"\xe9 x\n")
    assert (line, column, message) == (2, 9, "the byte 0xE9 is not UTF-8")
    assert "'é' in Latin-1" in hint


def test_a_wrong_byte_does_not_hide_the_other_faults_of_the_file() -> None:
    problems = parse_document(b"a: caf\xe9\nb: 1\nb: 2\n", "x.yaml").problems
    assert [(problem.location.line, problem.rule) for problem in problems] == [(1, "Y101"), (3, "Y103")]


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("a: x\0y\n", (1, 5), "U+0000"),
        ("a: 1\nb: \x1b[31mred\n", (2, 4), "U+001B"),
        ("a: x\x7f\n", (1, 5), "U+007F"),
        ("a: \x93x\n", (1, 4), "U+0093"),
        ("a: 1\n# \ufeff\n", (2, 3), "U+FEFF"),
        ("a: x\x85y\n", (1, 5), "U+0085 (next line)"),
        ("a: x\u2028y\n", (1, 5), "U+2028 (line separator)"),
        ("a: x\u2029y\n", (1, 5), "U+2029 (paragraph separator)"),
        ("a: 1\rb: 2\nc: 3\n", (1, 5), "U+000D (carriage return)"),
        ("😀: 1\n😀x: \x02\n", (2, 5), "U+0002"),
    ],
)
def test_characters_that_do_not_print_or_break_lines_differently_are_named(
    text: str, place: tuple[int, int], named: str
) -> None:
    line, column, message, _ = only(text.encode())
    assert ((line, column), named in message) == (place, True)


def test_one_character_on_many_lines_is_one_problem_that_names_the_lines() -> None:
    _, _, message, _ = only(b"a: \x01\nb: \x01\nc: 1\nd: \x01\x01\n")
    assert message.endswith("; also on lines 2, 4")


def test_a_file_with_carriage_returns_alone_is_not_read_as_one_long_line() -> None:
    assert read_text(b"a: 1\rb: 2\r", "x.yaml").text is None


def test_the_rest_is_read_with_every_place_unmoved() -> None:
    document = parse_document("a: x\x85y\nb: 1\nb: 2\n".encode(), "x.yaml")
    assert [(problem.location.line, problem.rule) for problem in document.problems] == [
        (1, "Y101"),
        (3, "Y103"),
    ]
    assert document.data == {"a": "x y", "b": 1}


def test_a_syntax_error_that_the_mending_may_have_made_is_not_blamed_on_the_file() -> None:
    problems = parse_document("a: 1\x85b: 2\nc: d: e\n".encode(), "x.yaml").problems
    assert [(problem.location.line, problem.rule) for problem in problems] == [(1, "Y101"), (2, "Y102")]


def test_a_file_over_the_limit_is_refused_unread() -> None:
    line, column, message, _ = only(b"a: 1\n" * (MAX_BYTES // 5 + 1))
    assert (line, column, message) == (1, 1, "the file is 5,000,005 bytes long, at most 5,000,000 are read")
