"""What was typed for `--where`, as conditions that a study can fulfil together; filters nothing."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import click

from drgs_cli.cli.keys import either

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.records.library import Library
    from drgs_cli.synthesis.question import Condition

_STUDY = "study"
_ONE_WORD = (_STUDY, "sponsor")  # fields of which a study has one word only


def conditions_of(library: Library, typed: tuple[str, ...]) -> tuple[Condition, ...]:
    """The conditions, each once; raises UsageError on a wrong one, and on two that no study can fulfil."""
    from drgs_cli.synthesis.conditions import read_condition

    found: dict[Condition, str] = {}
    for text in typed:
        condition = read_condition(text)
        if isinstance(condition, str):
            raise click.UsageError(f"--where: {condition}")
        _refuse_misspelled(condition, library)
        found.setdefault(condition, text.strip())
    for (one, written), (other, also) in combinations(found.items(), 2):
        if _excludes(one, other):
            raise click.UsageError(f"--where: {written} and {also} exclude one another; no study can fulfil both")
    return tuple(found)


def _refuse_misspelled(condition: Condition, library: Library) -> None:
    """A word that no study has and that is close to one that some have is a slip; a study must be there."""
    from difflib import get_close_matches

    from drgs_cli.synthesis.conditions import WORDS

    if condition.field not in WORDS:
        return
    known = {word.casefold(): word for study in library.studies for word in WORDS[condition.field](study)}
    value = condition.value.casefold()
    if value in known:
        return
    near = [known[word] for word in get_close_matches(value, known)]
    if near or condition.field == _STUDY:
        advice = f"did you mean {either(near)}?" if near else "drgs studies lists the ids"
        raise click.UsageError(f"--where: no study has {condition.field} {condition.value!r}; {advice}")


def _excludes(one: Condition, other: Condition) -> bool:
    """Whether no study fulfils both."""
    from drgs_cli.synthesis.conditions import NUMBERS

    if one.field != other.field:
        return False
    if one.field in NUMBERS:
        return _apart(one, other)
    same = one.value.casefold() == other.value.casefold()
    if one.sign == other.sign == "=":
        return not same and one.field in _ONE_WORD
    return one.sign != other.sign and same


def _apart(one: Condition, other: Condition) -> bool:
    """Whether no whole number fulfils both: the numbers of a study are all whole."""
    if "!=" in (one.sign, other.sign):
        return {one.sign, other.sign} == {"=", "!="} and float(one.value) == float(other.value)
    (low, high), (least, most) = _span(one), _span(other)
    return max(low, least) > min(high, most)


def _span(condition: Condition) -> tuple[float, float]:
    """The first and last whole number that fulfil a condition."""
    value = float(condition.value)
    return {
        "=": (value, value),
        ">=": (value, math.inf),
        ">": (math.floor(value) + 1 if math.isfinite(value) else value, math.inf),
        "<=": (-math.inf, value),
        "<": (-math.inf, math.ceil(value) - 1 if math.isfinite(value) else value),
    }[condition.sign]
