"""An answer saved as JSON held against the same answer of today: program, evidence, lines, reading, the rest; words
nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from drgs_cli.history.saved import SavedAnswer, effects_of
from drgs_cli.history.saved_report import ADDED, CHANGED, FILE, PROGRAM, REMOVED, Difference

EVIDENCE, LINE, READING = "evidence", "line", "reading"
_NOT_SAID = "origin"  # how the evidence base was found is no part of what an answer says


def answer_differences(
    before: SavedAnswer, after: SavedAnswer, written: Mapping[str, Any], again: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """What is not as it was; where nothing else differs and the JSON is another all the same, the file was altered."""
    found = (*_sources(before, after), *_lines(before, after))
    if found or _without_origin(written) == _without_origin(again):
        return found
    return (Difference(FILE, before.name, CHANGED, None, None),)


def _sources(before: SavedAnswer, after: SavedAnswer) -> Iterator[Difference]:
    if before.version != after.version:
        yield Difference(PROGRAM, "drgs", CHANGED, before.version, after.version)
    if before.sha256 != after.sha256:
        yield Difference(EVIDENCE, "evidence", CHANGED, before.sha256, after.sha256)


def _lines(before: SavedAnswer, after: SavedAnswer) -> Iterator[Difference]:
    for effect in effects_of(before, after):
        kind = ADDED if effect.before is None else REMOVED if effect.after is None else CHANGED
        yield Difference(LINE, effect.ref, kind, None, None)
    if before.said != after.said:
        verdicts = (str(side.reading.get("verdict")) for side in (before, after))
        yield Difference(READING, "reading", CHANGED, *verdicts)


def _without_origin(written: Mapping[str, Any]) -> dict[str, Any]:
    evidence = {key: value for key, value in written["evidence"].items() if key != _NOT_SAID}
    return {**written, "evidence": evidence}
