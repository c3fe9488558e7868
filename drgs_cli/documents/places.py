"""A place in a document as people type it, found in the data; knows neither YAML nor studies.

The form is that of `path_text`: `results[4].arms.scs.n`, also `results.4.arms.scs.n`. Since numbers of rows move, a row
can be named by what stands in it: `results[outcome=responder-50,months=3].arms.scs.n`.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from drgs_cli.documents.positions import Path, Positions
from drgs_cli.documents.writing import meaning

Conditions = tuple[tuple[str, str], ...]
TypedStep = str | int | Conditions

_NAME = re.compile(r"""[^\s.\[\]"]+""")
_IN_QUOTES = re.compile(r"""\[(?:"([^"]*)"|'([^']*)')\]""")
_NUMBER = re.compile(r"\[([0-9]+)\]")
_CONDITIONS = re.compile(r"""\[([^\[\]"=]+=(?:"[^"]*"|[^\[\]"])*)\]""")
_CONDITION = re.compile(r"""\s*([^=,\s]+)\s*=\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)""")


class NotThere(Struct, frozen=True):
    """Why a typed place is none: how far it could be followed, the steps that were left, and what is there instead.

    Where the first step left is a condition that fits several entries, these are `there`.
    """

    reached: Path
    left: tuple[TypedStep, ...]
    there: tuple[Path, ...] = ()


def steps_of(typed: str) -> tuple[TypedStep, ...] | None:
    """The steps of a typed place; None where it has not the form of one."""
    steps: list[TypedStep] = []
    at = 0
    while at < len(typed):
        if found := _NUMBER.match(typed, at):
            steps.append(int(found[1]))
        elif found := _IN_QUOTES.match(typed, at):
            steps.append(found[1] if found[1] is not None else found[2])
        elif found := _CONDITIONS.match(typed, at):
            pairs = _CONDITION.findall(found[1])
            steps.append(tuple((key, (quoted or bare).strip()) for key, quoted, bare in pairs))
        elif (at == 0 or typed[at] == ".") and (found := _NAME.match(typed, at + (at > 0))):
            steps.append(found[0])
        else:
            return None
        at = found.end()
    return tuple(steps) or None


def find(steps: tuple[TypedStep, ...], data: Any, positions: Positions) -> Path | NotThere:
    """The one place that these steps lead to, or how far they lead."""
    path: Path = ()
    for depth, step in enumerate(steps):
        value = value_at(data, path)
        if isinstance(step, tuple):
            found = list(fitting(value, step, path, positions))
            if len(found) != 1:
                return NotThere(path, steps[depth:], tuple(found))
            path = found[0]
        elif isinstance(value, list) and str(step).isdecimal() and int(step) < len(value):
            path = (*path, int(step))
        elif isinstance(value, dict) and str(step) in value:
            path = (*path, str(step))
        else:
            return NotThere(path, steps[depth:], tuple(_below(value, path)))
    return path


def value_at(data: Any, path: Path) -> Any:
    """What stands at a path that is there."""
    for step in path:
        data = data[step]
    return data


def _below(value: Any, path: Path) -> Iterator[Path]:
    steps = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    return ((*path, step) for step in steps)


def fitting(value: Any, conditions: Conditions, path: Path, positions: Positions) -> Iterator[Path]:
    """The mappings of a list in which all conditions hold; `months=` asks that the key is not there."""
    for number, item in enumerate(value if isinstance(value, list) else ()):
        place = (*path, number)
        if isinstance(item, dict) and all(_holds(item, key, text, place, positions) for key, text in conditions):
            yield place


def _holds(item: dict[str, Any], key: str, text: str, place: Path, positions: Positions) -> bool:
    steps = tuple(key.split("."))
    value: Any = item
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return not text
        value = value[step]
    if isinstance(value, list):
        return any(_is(part, text, (*place, *steps, number), positions) for number, part in enumerate(value))
    return _is(value, text, (*place, *steps), positions)


def _is(value: Any, text: str, path: Path, positions: Positions) -> bool:
    """Whether a scalar is what was typed, as printed or, of a number, as it is meant: 12 and 12.0 are one."""
    if positions.printed(path) == text:
        return True
    typed = meaning(text, is_text=False)
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in (value, typed)) and typed == value
