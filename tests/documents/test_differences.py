"""Where two files say different things, and what of a file says nothing."""

from textwrap import dedent

import pytest

from drgs_cli.documents.differences import differences, text_at
from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.positions import Positions, path_text


def read(text: str) -> Positions:
    document = parse_document(dedent(text).encode(), "roe.yaml")
    assert not document.problems
    return document.positions


def found(before: str, after: str) -> list[tuple[str | None, ...]]:
    """The paths that differ, before and after."""
    return [
        tuple(None if path is None else path_text(path) for path in (one.before, one.after))
        for one in differences(read(before), read(after))
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{a: 1, b: x}", "# why\nb: 'x'\na:   1\n"),
        ("a: >-\n  some words\n  more", 'a: "some words more"'),
        ("a: [{b: 1, c: 2}, {b: 3, c: 4}]", "a:\n  - b: 3\n    c: 4\n  - c: 2\n    b: 1\n"),
        ("source: {report: roe}", "source: [{report: roe}]"),
        ("source: [{report: roe}]", "source: {report: roe}"),
        ("a: leg", "a: [leg]"),
    ],
    ids=["comments-quotes-order", "folded-text", "entries-moved", "list-of-one", "one-of-a-list", "one-text"],
)
def test_layout_is_no_difference(before: str, after: str) -> None:
    assert found(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [
        ("{a: 1, b: 2}", "{a: 1, b: 3}", [("b", "b")]),
        ("{a: 1}", "{a: 1, b: 3}", [(None, "b")]),
        ("{a: 1, b: {c: 2}}", "{a: 1}", [("b", None)]),
        ("{ci: [1.2, 3.4]}", "{ci: [1.2, 3.5]}", [("ci[1]", "ci[1]")]),
        ("{a: [x, y]}", "{a: [x, z, y]}", [(None, "a[1]")]),
        ("{a: 30}", "{a: [30, 40]}", [("a", "a")]),
        ("{a: [30, 40]}", "{a: {b: 30}}", [("a", "a")]),
    ],
    ids=["changed", "added", "removed", "end-of-an-interval", "entry-of-texts", "span", "other-form"],
)
def test_a_difference_has_its_path(before: str, after: str, paths: list[tuple[str | None, str | None]]) -> None:
    assert found(before, after) == paths


def test_an_entry_put_in_the_middle_is_one_difference() -> None:
    before = "a: [{b: 1, c: 2, d: 3}, {b: 7, c: 8, d: 9}]"
    assert found(before, "a: [{b: 1, c: 2, d: 3}, {b: 4, c: 5, d: 6}, {b: 7, c: 8, d: 9}]") == [(None, "a[1]")]


def test_an_entry_that_moved_and_changed_has_both_paths() -> None:
    before = "a: [{b: 1, c: 2, d: 3}, {b: 7, c: 8, d: 9}]"
    assert found(before, "a: [{b: 7, c: 8, d: 0}, {b: 1, c: 2, d: 3}]") == [("a[1].d", "a[0].d")]


def test_one_source_that_becomes_two_is_one_more() -> None:
    before, after = "source: {report: roe, at: p. 1}", "source: [{report: poe, at: p. 2}, {report: roe, at: p. 1}]"
    assert found(before, after) == [(None, "source[0]")]
    assert found(after, before) == [("source[0]", None)]


def test_the_order_of_sources_says_which_was_first() -> None:
    before = "source: [{report: roe, at: abstract}, {report: poe, at: table}]"
    after = "source: [{report: poe, at: table}, {report: roe, at: abstract}]"
    assert found(before, after) == [("source", "source")]


def test_what_stands_somewhere_is_written_on_one_line() -> None:
    places = read("a:\n  - b: 1.50\n    c: [x, y]\n")
    assert text_at(places, ("a", 0)) == "{b: 1.50, c: [x, y]}"
    assert text_at(places, ("a", 0, "b")) == "1.50"
