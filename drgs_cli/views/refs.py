"""The name of every line of an answer, which `explain` takes; no two lines have the same."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from drgs_cli.synthesis.answer import Answer


class Refs(NamedTuple):
    """One name for each comparison and each synthesis of an answer, in their order."""

    comparisons: tuple[str, ...]
    syntheses: tuple[str, ...]


def refs(answer: Answer) -> Refs:
    """The name of the cell, kind or side; where that is not enough (two composites, no common time) with a number."""
    key = answer.indication
    return Refs(
        _numbered(comparison.ref(key) for comparison in answer.comparisons),
        _numbered(synthesis.ref(key) for synthesis in answer.syntheses),
    )


def _numbered(names: Iterable[str]) -> tuple[str, ...]:
    """The first of a name keeps it; the others end in #2, #3 and so on."""
    met: Counter[str] = Counter()
    found = []
    for name in names:
        met[name] += 1
        found.append(name if met[name] == 1 else f"{name}#{met[name]}")
    return tuple(found)
