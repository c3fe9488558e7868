"""The name of every line of an answer, which `explain` takes; no two lines have the same."""

from typing import NamedTuple

from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.judged import refs_of
from drgs_cli.synthesis.names import numbered


class Refs(NamedTuple):
    """One name for each comparison and each synthesis of an answer, in their order."""

    comparisons: tuple[str, ...]
    syntheses: tuple[str, ...]


def refs(answer: Answer) -> Refs:
    """The name of the cell, kind or side; where that is not enough (two composites, no common time) with a number."""
    key = answer.indication
    return Refs(
        refs_of(answer.comparisons, key),
        numbered(synthesis.ref(key) for synthesis in answer.syntheses),
    )
