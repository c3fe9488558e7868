"""Entries found, put in, taken out and moved, comments kept."""

import pytest

from drgs_cli.documents.commented import Collection, Entry, Scalar, tree_of
from drgs_cli.documents.grafts import as_list, entry_at, insert, remove, reorder
from drgs_cli.documents.layout import laid_out
from drgs_cli.documents.wants import NATURAL

TEXT = """\
a: {b: 1, c: [x, y]}  # beside
d:
  # of the item
  - e: 2
"""
OTHER = tree_of("f:\n  # above\n  - g: 3\nh: 4\n")


def text(tree: Collection) -> str:
    return laid_out(tree, NATURAL)


def value(entry: Entry) -> str:
    assert isinstance(entry.value, Scalar)
    return entry.value.value


def test_an_entry_is_found_by_its_path() -> None:
    tree = tree_of(TEXT)
    assert (value(entry_at(tree, ("a", "c", 1))), value(entry_at(tree, ("d", 0, "e")))) == ("y", "2")


def test_below_a_scalar_there_is_nothing() -> None:
    with pytest.raises(KeyError):
        entry_at(tree_of(TEXT), ("a", "b", "c"))


def test_an_item_comes_in_at_its_place_with_its_comment() -> None:
    tree, item = tree_of(TEXT), entry_at(OTHER, ("f", 0))
    insert(entry_at(tree, ("d",)), item, item.value, 0)
    assert "d:\n  # above\n  - g: 3\n  # of the item\n  - e: 2\n" in text(tree)


def test_a_pair_comes_in_at_the_end() -> None:
    tree, pair = tree_of(TEXT), entry_at(OTHER, ("h",))
    insert(tree, pair, pair.value, "h")
    insert(entry_at(tree, ("a",)), pair, pair.value, "h")
    assert text(tree).startswith("a: {b: 1, c: [x, y], h: 4}  # beside\n")
    assert text(tree).endswith("h: 4\n")


def test_an_item_makes_a_mapping_a_list() -> None:
    tree, item = tree_of("a: {b: 1}\n"), entry_at(OTHER, ("f", 0))
    insert(entry_at(tree, ("a",)), item, item.value, 5)
    assert text(tree) == "a:\n  - {b: 1}\n  # above\n  - g: 3\n"


def test_a_pair_has_no_place_in_a_scalar() -> None:
    pair = entry_at(OTHER, ("h",))
    with pytest.raises(KeyError):
        insert(entry_at(tree_of("a: 1\n"), ("a",)), pair, pair.value, "h")


@pytest.mark.parametrize(("before", "after"), [("a: 1\n", "a: [1]\n"), ("a: {b: 1}\n", "a: [{b: 1}]\n")])
def test_one_becomes_a_list_of_one(before: str, after: str) -> None:
    tree = tree_of(before)
    as_list(entry_at(tree, ("a",)))
    assert text(tree) == after


def test_with_its_last_entry_a_list_goes() -> None:
    tree = tree_of("a: {b: 1, c: [x]}\n")
    assert remove(tree, entry_at(tree, ("a", "c", 0)))
    assert text(tree) == "a: {b: 1}\n"


def test_what_is_not_there_cannot_be_taken_out() -> None:
    tree = tree_of(TEXT)
    assert not remove(tree, entry_at(OTHER, ("h",)))
    assert text(tree) == text(tree_of(TEXT))


def test_entries_without_a_place_come_last() -> None:
    tree = tree_of("a: [x, y, z]\n")
    reorder(entry_at(tree, ("a",)), {0: 1, 2: 0})
    assert text(tree) == "a: [z, x, y]\n"
