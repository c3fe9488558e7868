"""The tree with comments: to what each of them belongs, and that none is missed."""

from collections import Counter

import pytest

from drgs_cli.documents.commented import BLANK, Collection, Entry, Scalar, comments_of, tree_of


def below(node: Collection, *steps: str | int) -> Entry:
    """The entry at the end of these steps."""
    entry: Entry | None = None
    for step in steps:
        assert isinstance(node, Collection)
        entry = next(
            entry
            for number, entry in enumerate(node.entries)
            if (entry.key.value if entry.key is not None else number) == step
        )
        if isinstance(entry.value, Collection):
            node = entry.value
    assert entry is not None
    return entry


def test_a_comment_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    root = tree_of("a: 1\n# about b\nb: 2\n")
    assert (below(root, "a").before, below(root, "b").before) == ([], ["# about b"])


def test_a_comment_at_the_end_of_a_line_belongs_to_that_line() -> None:
    root = tree_of("a:  # about a\n  b: 1  # about b\n  c: >-  # about c\n    text\nd: {e: 1}  # about d\n")
    found = [below(root, *steps).beside for steps in (("a",), ("a", "b"), ("a", "c"), ("d",), ("d", "e"))]
    assert found == [["# about a"], ["# about b"], ["# about c"], ["# about d"], []]


def test_a_comment_within_brackets_belongs_to_the_entry_before_it() -> None:
    root = tree_of("a: [1, # one\n  2] # two\n")
    assert (below(root, "a", 0).beside, below(root, "a", 1).beside, below(root, "a").beside) == (
        ["# one"],
        [],
        ["# two"],
    )


def test_behind_a_block_the_column_of_a_comment_tells_where_it_belongs() -> None:
    root = tree_of("a:\n  b:\n    c: 1\n    # of b\n  # of a\n# of d\nd: 2\n")
    found = [
        node.value.after for node in (below(root, "a", "b"), below(root, "a")) if isinstance(node.value, Collection)
    ]
    assert (*found, below(root, "d").before) == (["# of b"], ["# of a"], ["# of d"])


def test_comments_at_the_end_of_the_file_belong_to_its_blocks() -> None:
    root = tree_of("a:\n  - 1\n  # of a\n# of the file")
    value = below(root, "a").value
    assert isinstance(value, Collection)
    assert (value.after, root.after) == (["# of a"], ["# of the file"])


def test_a_comment_between_a_key_and_its_text_stands_before_both() -> None:
    assert below(tree_of("a:\n  # why\n  text\n"), "a").before == ["# why"]


def test_a_comment_in_empty_brackets_belongs_to_their_key() -> None:
    assert below(tree_of("a: {\n  # nothing yet\n  }\n"), "a").before == ["# nothing yet"]


def test_an_empty_line_is_kept_where_it_stood_among_the_comments() -> None:
    assert below(tree_of("a: 1\n# one\n\n# two\nb: 2\n"), "b").before == ["# one", BLANK, "# two"]


@pytest.mark.parametrize("text", ["a: 'x # y'\n", "a: x#y\n", 'a: "#"\n', "a: |\n  # x\n  # y\n"])
def test_a_hash_in_a_text_is_no_comment(text: str) -> None:
    root = tree_of(text)
    entry = below(root, "a")
    assert (entry.before, entry.beside, root.after, comments_of(text)) == ([], [], [], Counter())


def test_a_scalar_keeps_the_characters_it_is_written_with() -> None:
    assert below(tree_of("a: 'it''s'\n"), "a").value == Scalar("it's", "'", "'it''s'")


def test_every_comment_is_counted_wherever_it_stands() -> None:
    text = "# a\nx: >-  # b\n  # text\ny: [1, # b\n  2]\n--- # c\n"[:-8] + "# c"
    assert comments_of(text) == Counter({"# a": 1, "# b": 2, "# c": 1})
