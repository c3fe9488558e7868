"""Quotes and lines of one scalar: fewer where they say nothing, and never another text."""

import pytest

from drgs_cli.documents.commented import Entry, Scalar, tree_of
from drgs_cli.documents.scalar_layout import folded, on_lines, on_one_line


def scalar(written: str) -> Scalar:
    """The scalar that is written so behind a key."""
    entry: Entry = tree_of(f"a: {written}\n").entries[0]
    assert isinstance(entry.value, Scalar)
    return entry.value


@pytest.mark.parametrize("written", ["81.20", "012", "1e3", "null", "~", "yes", "it's", "NO", "-5", "0x1F"])
def test_what_is_plain_stays_as_it_is_printed(written: str) -> None:
    assert on_one_line(scalar(written), is_text=False, in_brackets=True) == written


@pytest.mark.parametrize("written", ['"81.20"', "'yes'", "'a; b'", '"two words"'])
def test_a_text_field_needs_no_quotes_round_a_word(written: str) -> None:
    assert on_one_line(scalar(written), is_text=True, in_brackets=False) == written[1:-1]


@pytest.mark.parametrize("written", ['"81.20"', '"true"', '"012"'])
def test_elsewhere_a_text_that_looks_like_a_number_keeps_its_quotes(written: str) -> None:
    assert on_one_line(scalar(written), is_text=False, in_brackets=False) == written


@pytest.mark.parametrize("written", ['"null"', '""', '"~"', '"a: b"', '"a #b"', '" a"', '"- a"', '"a\\tb"', '"#a"'])
def test_quotes_that_are_needed_stay(written: str) -> None:
    assert on_one_line(scalar(written), is_text=True, in_brackets=False) == written


@pytest.mark.parametrize("written", ['"a, b"', '"a:b"', '"what?"', '"[a]"'])
def test_within_brackets_more_needs_quotes(written: str) -> None:
    in_brackets = on_one_line(scalar(written), is_text=True, in_brackets=True)
    assert in_brackets == written


@pytest.mark.parametrize(("written", "laid_out"), [("<0.05", '"<0.05"'), ("~30", '"~30"'), ("'>85'", '">85"')])
def test_a_bound_stands_in_quotes(written: str, laid_out: str) -> None:
    assert on_one_line(scalar(written), is_text=False, in_brackets=False) == laid_out


@pytest.mark.parametrize(
    ("written", "laid_out"),
    [
        ("'a: it''s'", '"a: it\'s"'),
        ('"a: \\"b\\""', "'a: \"b\"'"),
        ("'a: \\d'", "'a: \\d'"),
        ('"it\'s: \\"b\\""', "'it''s: \"b\"'"),
        ("\"it's the 'b': \\\\\"", "\"it's the 'b': \\\\\""),
    ],
)
def test_quotes_are_double_unless_single_ones_spare_escapes(written: str, laid_out: str) -> None:
    assert on_one_line(scalar(written), is_text=True, in_brackets=False) == laid_out


def test_a_character_that_does_not_print_stays_escaped() -> None:
    assert on_one_line(scalar('"a\\n\n  b\\u0085"'), is_text=True, in_brackets=False) == '"a\\n b\\u0085"'


def test_lines_keep_their_ends_and_move_with_their_key() -> None:
    assert on_lines(scalar(">-\n      one\n      two\n\n        more"), 2, 80) == [
        ">-",
        "  one",
        "  two",
        "",
        "    more",
    ]


def test_spaces_within_a_text_of_lines_are_part_of_it() -> None:
    assert on_lines(scalar("|\n    one  \n      two"), 2, 80) == ["|", "  one  ", "    two"]


def test_folded_lines_that_are_too_long_are_filled_anew() -> None:
    lines = on_lines(scalar(">-\n  " + " ".join(["word"] * 60) + "\n  end"), 4, 150)
    assert lines is not None
    assert max(map(len, lines)) <= 134
    assert " ".join(line.strip() for line in lines) == ">- " + "word " * 60 + "end"


@pytest.mark.parametrize("written", ["|+\n  a\n\n", ">\n\n", "|\n  a\n   \n", "plain", '"quoted"'])
def test_what_needs_no_lines_or_ends_in_blanks_gets_none(written: str) -> None:
    assert on_lines(scalar(written), 2, 80) is None


@pytest.mark.parametrize("written", ['" lead and more"', '"tab\\tand more"', '"two\\nlines and"', "one-long-word"])
def test_a_text_that_folding_would_change_is_not_folded(written: str) -> None:
    assert folded(scalar(written), 2) is None


def test_a_double_space_is_never_the_end_of_a_line() -> None:
    text = "word " * 25 + "x  " + "y " * 10 + "z"
    lines = folded(scalar(f'"{text}"'), 2)
    assert lines is not None
    assert " ".join(line[2:] for line in lines[1:]) == text
