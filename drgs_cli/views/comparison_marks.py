"""Which foot-notes belong to a comparison, and which of them to one side only; words nothing."""

from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.verdict import intervals_disagree

_WAVEFORMS, _DERIVED = "waveforms", "derived"


def marks_of(comparison: Comparison) -> tuple[str, ...]:
    """All that a reader has to know of the figures of a comparison, each once."""
    first, second = marks_of_sides(comparison)
    found = [*comparison.marks, *(mark for effect in comparison.effects for mark in effect.marks)]
    disagree = intervals_disagree(comparison)
    return tuple(dict.fromkeys([*found, *first, *second, *([disagree] if disagree is not None else [])]))


def marks_of_sides(comparison: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What belongs to the figures of one side only."""
    return _marks_of_side(comparison, 0), _marks_of_side(comparison, 1)


def _marks_of_side(comparison: Comparison, place: int) -> tuple[str, ...]:
    found: list[str] = []
    for side in (effect.sides[place] for effect in comparison.effects):
        found += (*side.marks, *([_DERIVED] if side.derived else []))
    if isinstance(comparison, Unanchored):
        synthesis = comparison.of[place]
        found += (*synthesis.marks, *(mark for line in synthesis.lines for mark in line.marks))
    if len(comparison.sides[place].interventions) > 1:
        found.append(_WAVEFORMS)
    return tuple(dict.fromkeys(found))
