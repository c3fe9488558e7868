"""Words as YAML scalars: the word, the style that stood there, and how it is written."""

import pytest

from drgs_cli.documents.wants import TEXT, Wants
from drgs_cli.documents.writing import Typed, in_brackets, is_plain, meaning, meaning_of, writings


@pytest.mark.parametrize("typed", ["81.20", "null", "true", "", "Lund 2019"])
def test_in_a_text_field_a_word_means_itself(typed: str) -> None:
    assert meaning(typed, is_text=True) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("81.20", 81.2), ("012", 12), ("no", "no"), ("", ""), ("null", None), ("true", True), ("-3", -3)],
)
def test_elsewhere_a_word_means_a_number_where_it_is_one(typed: str, meant: object) -> None:
    assert meaning(typed, is_text=False) == meant


@pytest.mark.parametrize("typed", ["Lund 2019", "it's", "≥50 %", "a:b", "C#", "(none)", "-5 to 5", "http://a.b/c"])
def test_a_text_stands_plain_where_nothing_in_it_means_anything(typed: str) -> None:
    assert is_plain(typed, in_flow=False)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "null", "~", "- a", "-", "? a", "a: b", "a:", "a #b", "#a", "[a]", "{a}", "&a", "*a", "!a", "|", ">85"),
        *("<0.01", "%a", "@a", "`a", '"a"', "'a'", " a", "a ", "a\nb", "a\tb", "~30"),
    ],
)
def test_a_text_is_quoted_where_yaml_or_a_reader_would_stumble(typed: str) -> None:
    assert not is_plain(typed, in_flow=False)


@pytest.mark.parametrize("typed", ["a, b", "a]", "{a}", "a}", "a[1", "why?", "a:b", "C#"])
def test_in_brackets_more_is_quoted(typed: str) -> None:
    assert not is_plain(typed, in_flow=True)


@pytest.mark.parametrize(
    ("typed", "style", "written"),
    [
        ("Lund", "", "Lund"),
        ("Lund", '"', '"Lund"'),
        ("Lund", "'", "'Lund'"),
        ("it's", "'", "'it''s'"),
        ("a: b", "", '"a: b"'),
        ('the "good": one', "", "'the \"good\": one'"),
        ('the "good": one\'s', "", '"the \\"good\\": one\'s"'),
        ("two\nlines", "", '"two\\nlines"'),
        ("two\nlines", "'", '"two\\nlines"'),
        ("two\nlines", "|", "|-\n    two\n    lines"),
        ("two\nlines", ">", ">-\n    two\n\n    lines"),
        ("", ">", '""'),
        ("a\\b: c", "", '"a\\\\b: c"'),
    ],
)
def test_a_text_keeps_the_style_that_stood_there(typed: str, style: str, written: str) -> None:
    assert writings(typed, True, style, False, 2)[0] == written


@pytest.mark.parametrize("style", ["", '"', "'", "|"])
def test_a_number_is_never_quoted_and_keeps_its_digits(style: str) -> None:
    assert writings("81.20", False, style, False, 0) == ["81.20"]


def test_a_folded_text_fills_its_lines() -> None:
    lines = writings("word " * 60 + "end", True, ">", False, 4)[0].split("\n")
    assert (lines[0], len(lines), max(map(len, lines)) <= 134) == (">-", 4, True)
    assert all(line.startswith("      word") for line in lines[1:])


def test_every_text_has_a_quoted_form_to_fall_back_on() -> None:
    assert writings(" lead", True, ">", False, 0)[-1] == '" lead"'


ROW = Wants(keys={"note": TEXT, "for": Wants(items=TEXT)})


@pytest.mark.parametrize(
    ("typed", "written", "meant"),
    [
        ({"n": "5", "note": "5"}, "{n: 5, note: 5}", {"n": 5, "note": "5"}),
        ({"for": ["n", "a, b"]}, '{for: [n, "a, b"]}', {"for": ["n", "a, b"]}),
        (["1", "2.50"], "[1, 2.50]", [1, 2.5]),
    ],
)
def test_words_in_brackets_are_numbers_where_no_text_is_wanted(typed: Typed, written: str, meant: object) -> None:
    assert (in_brackets(typed, ROW), meaning_of(typed, ROW)) == (written, meant)
