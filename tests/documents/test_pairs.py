"""Which entries of two lists are the same."""

from drgs_cli.documents.pairs import likeness_of, pairs_of
from drgs_cli.documents.positions import Path


def entry(**texts: str) -> dict[Path, str]:
    return {(key,): text for key, text in texts.items()}


def test_entries_of_one_name_are_the_same_in_their_order() -> None:
    before, after = [entry(a="1"), entry(a="2")], [entry(a="9"), entry(a="8"), entry(a="7")]
    assert pairs_of(before, after, (["x", "x"], ["x", "y", "x"])) == ((0, 0), (1, 2))


def test_without_a_name_the_likest_are_the_same() -> None:
    before = [entry(a="1", b="2", c="3"), entry(a="1", b="2", c="9")]
    assert pairs_of(before, [entry(a="1", b="2", c="9"), entry(a="1", b="2", c="4")]) == ((0, 1), (1, 0))


def test_entries_with_little_in_common_are_two() -> None:
    assert pairs_of([entry(a="1", b="2", c="3")], [entry(a="1", b="8", c="9")]) == ()


def test_one_text_may_always_differ() -> None:
    assert likeness_of(entry(a="1"), entry(a="2")) == 0
    assert likeness_of(entry(a="1", b="2"), entry(a="1")) is not None
    assert likeness_of(entry(a="1", b="2"), entry(a="3", b="4")) is None


def test_empty_entries_are_alike() -> None:
    assert likeness_of({}, {}) == 1
