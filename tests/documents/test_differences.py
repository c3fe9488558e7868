"""Where two files say different things, and what of a file says nothing."""

from textwrap import dedent

import pytest

from drgs_cli.documents.differences import differences, side_by_side, text_at
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


def both(before: str, after: str) -> list[tuple[str, str, bool]]:
    """Every place of two texts, and whether it is alike."""
    return [
        (path_text(one.before or ()), path_text(one.after or ()), one.alike)
        for one in side_by_side(read(before), read(after))
    ]


def test_side_by_side_has_what_is_alike_too() -> None:
    assert both("{a: 1, b: 2}", "{a: 1, b: 3, c: 4}") == [("a", "a", True), ("b", "b", False), ("", "c", False)]


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("{countries: [NO, DK]}", "{countries: [DK, NO]}", True),
        ("{countries: [NO, DK]}", "{countries: [DK]}", False),
        ("{arms: [drgs, scs]}", "{arms: [scs, drgs]}", False),
    ],
)
def test_side_by_side_a_list_of_words_is_one_place(before: str, after: str, alike: bool) -> None:
    (found,) = both(before, after)
    assert found[2] is alike


def test_side_by_side_each_end_of_an_interval_has_its_place() -> None:
    assert both("{ci: [1, 2]}", "{ci: [1, 3]}") == [("ci[0]", "ci[0]", True), ("ci[1]", "ci[1]", False)]


def test_side_by_side_pairs_of_entries_may_be_given() -> None:
    before, after = read("a: [{b: 1, c: 2, d: 3}]"), read("a: [{b: 7, c: 8, d: 9}]")
    assert len(side_by_side(before, after)) == 2
    assert len(side_by_side(before, after, {("a",): [(0, 0)]})) == 3


def test_side_by_side_tells_in_which_list_an_entry_is_missing() -> None:
    (found,) = [one for one in side_by_side(read("s: {a: 1}"), read("s: [{a: 1}, {b: 2}]")) if one.before is None]
    assert (found.after, found.within) == (("s", 1), (("s",), ("s",)))
