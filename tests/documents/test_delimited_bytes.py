"""Bytes that are no table: too long, not UTF-8, not text."""

import io

import pytest

from drgs_cli.documents import delimited_bytes
from drgs_cli.documents.delimited_bytes import read_bounded, text_of
from drgs_cli.documents.problems import Problem


def only(content: bytes) -> Problem:
    """The one problem."""
    found = text_of(content, "x.csv")
    assert isinstance(found, list), found
    (problem,) = found
    return problem


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ("a,b\n1,2\n".encode("utf-16-be"), "UTF-16 without a byte order mark"),
        ("a,b\n1,2\n".encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04\x14\x00", "a zip or Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Excel file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a gzip archive"),
    ],
)
def test_a_file_that_is_no_utf_8_text_is_refused_by_its_name(content: bytes, named: str) -> None:
    problem = only(content)
    assert (problem.rule, problem.location.line, problem.location.column) == ("T101", 1, 1)
    assert f"the file is {named}, not" in problem.message
    assert "UTF-8" in problem.hint


def test_the_first_byte_of_latin_1_is_placed_and_shown_as_the_letter_it_would_be() -> None:
    problem = only("\ufeffå,b\r\nå caf".encode() + b"\xe9,2\n\xff")
    assert (problem.location.line, problem.location.column) == (2, 6)
    assert problem.message == "the byte 0xE9 is not UTF-8"
    assert "'é' in Latin-1" in problem.hint


def test_a_byte_that_is_no_letter_anywhere_is_only_placed() -> None:
    assert only(b"a,b\n\x81").hint.startswith("save the table as CSV in UTF-8")


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("a,b\n1,\0\n", (2, 3), "U+0000 (NUL)"),
        ("a,b\r\n1,2\r\n\x1b[31m,2", (3, 1), "U+001B"),
        ("å\x85", (1, 2), "U+0085"),
        ("a\u2028b", (1, 2), "U+2028"),
        ("a,b\n\ufeff1,2", (2, 1), "U+FEFF"),
    ],
)
def test_a_character_that_does_not_print_is_placed_and_named(text: str, place: tuple[int, int], named: str) -> None:
    problem = only(text.encode())
    assert (problem.location.line, problem.location.column) == place
    assert problem.message.endswith(named)


def test_each_of_such_characters_is_told_once() -> None:
    found = text_of(b"a\x01\n\x02\x01\x02", "x.csv")
    assert isinstance(found, list)
    assert [(problem.location.line, problem.location.column) for problem in found] == [(1, 2), (2, 1)]


def test_letters_of_any_script_are_text() -> None:
    assert text_of("Ångström,日本語,😀\r\nx".encode(), "x.csv") == "Ångström,日本語,😀\nx"


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_a_line_too_long_is_refused_by_its_place_and_one_just_short_enough_is_not(end: bytes) -> None:
    lines = end.join([b"a,b", b"1,2", b"x" * 1_000_000, b"y"])
    assert isinstance(text_of(lines, "x.csv"), str)
    problem = only(lines.replace(b"x" + end, b"xx" + end))
    assert (problem.rule, problem.location.line) == ("T103", 3)
    assert problem.message == "this line is longer than 1 MB; what follows was not read"


def test_no_more_is_read_of_a_file_too_long_than_tells_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited_bytes, "MAX_BYTES", 1_000_000)
    stream = io.BytesIO(b"1,2\n" * 1_000_000)
    found = read_bounded(stream, "-")
    assert isinstance(found, list)
    assert "the file is longer than" in found[0].message
    assert stream.tell() < 1_500_000


def test_a_stream_is_read_whole() -> None:
    content = b"1,2\n" * 200_000
    assert read_bounded(io.BytesIO(content), "-") == content
