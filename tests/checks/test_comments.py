"""Texts that a comment cuts short."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.comments import comment_right_behind_a_text
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(library: Library) -> list[tuple[str, str]]:
    return [(".".join(map(str, finding.path)), finding.message) for _, finding in comment_right_behind_a_text(library)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("label: Roe # 2020", [("label", "the text ends before '# 2020'")]),
        ("label: Roe  #2020", [("label", "the text ends before '#2020'")]),
        (
            "results:\n  - outcome: infection\n    note: none of #3\n    arms: {drgs: {events: 0, n: 4}}",
            [("results.0.note", "the text ends before '#3'")],
        ),
        ('label: "Roe # 2020"', []),
        ("label: Roe  # as printed", []),
        ("design: rct # by lot", []),
        ("notes: |\n  label: Roe # 2020", []),
    ],
)
def test_only_a_comment_that_looks_like_a_part_of_the_text_is_told(
    text: str, found: list[tuple[str, str]], library: Read
) -> None:
    assert told(library(text)) == found


def test_of_a_record_that_cannot_be_read_nothing_is_told(library: Read) -> None:
    assert told(library("label: Roe # 2020\nnonsense: 1")) == []
