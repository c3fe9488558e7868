"""A key taken out of a small invented file, every other byte as it was."""

import pytest

from drgs_cli.documents.edit import Edit, Editable, editable
from drgs_cli.documents.positions import Path
from drgs_cli.documents.removal import without_key
from drgs_cli.documents.wants import Wants


def removed(text: str, path: Path) -> Edit | None:
    file = editable(text.encode(), "lund-2019.yaml", Wants())
    assert isinstance(file, Editable)
    return without_key(file, path)


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\nb: 2  # of b\n# of c\nc: 3\n", ("b",), "a: 1\n# of c\nc: 3\n"),
        ("a: 1\nb: 2", ("b",), "a: 1\n"),
        ("a: 1\r\nb: 2\r\n", ("a",), "b: 2\r\n"),
        ("a: 1\nb: >-\n  x\n  y\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\nb:\n  c: 2\n  d: [1,\n    2]\ne: 3\n", ("b",), "a: 1\ne: 3\n"),
        ("a: {b: 1, c: 2, d: 3}\n", ("a", "b"), "a: {c: 2, d: 3}\n"),
        ("a: {b: 1, c: 2, d: 3}\n", ("a", "c"), "a: {b: 1, d: 3}\n"),
        ("a: {b: 1, c: 2, d: 3}\n", ("a", "d"), "a: {b: 1, c: 2}\n"),
        ("a:\n  - b: 1\n    c: 2\n  - b: 3\n", ("a", 0, "b"), "a:\n  - c: 2\n  - b: 3\n"),
        ("a:\n  - b: 1\n    c: 2\n  - b: 3\n", ("a", 0, "c"), "a:\n  - b: 1\n  - b: 3\n"),
    ],
)
def test_a_key_goes_with_its_value_and_its_comment(before: str, path: Path, after: str) -> None:
    edit = removed(before, path)
    assert edit is not None
    assert edit.content.decode() == after


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: 1\n", ("a",)),
        ("a: {b: 1}\nc: 2\n", ("a", "b")),
        ("a: 1\nb:\n  c: 2  # why\n  d: 3\n", ("b",)),
        ("a:\n  - b: 1\n    # of c\n    c: 2\n", ("a", 0, "b")),
    ],
)
def test_an_only_key_and_one_with_comments_of_others_stay(text: str, path: Path) -> None:
    assert removed(text, path) is None


def test_what_was_there_is_told_with_its_place() -> None:
    edit = removed("a: 1\nb: 2.50\n", ("b",))
    assert edit is not None
    assert (edit.location.line, edit.location.column, edit.location.at, edit.old, edit.new) == (2, 1, "b", "2.50", None)
