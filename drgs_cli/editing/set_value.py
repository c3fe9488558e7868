"""One value of a record or of the review set anew; knows places and values, not whether the value is a sound one."""

from typing import Literal

from drgs_cli.documents.edit import Edit, Editable, with_key, with_scalar
from drgs_cli.documents.places import NotThere, find, steps_of, value_at
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Problem
from drgs_cli.records.observed import Value


class Unfit(Value, frozen=True):
    """A place at which no value can be set: it has not the form of one, holds a mapping or a list, or no key can be
    added at it.
    """

    what: Literal["form", "mapping", "list", "no mapping"]
    path: Path = ()


Outcome = Edit | NotThere | Unfit | tuple[Problem, ...]


def set_value(file: Editable, place: str, value: str, add: bool = False) -> Outcome:
    """The file with this value at a place, or why not: the place, or the problems that the value would make.

    With `add` a key that is not there is put at the end of the mapping it belongs to.
    """
    steps = steps_of(place)
    if steps is None:
        return Unfit("form")
    path = find(steps, file.document.data, file.positions)
    if isinstance(path, NotThere):
        return _added(file, path, value) if add else path
    if not file.nodes[path].is_scalar:
        return Unfit("mapping" if isinstance(value_at(file.document.data, path), dict) else "list", path)
    return with_scalar(file, path, value)


def _added(file: Editable, place: NotThere, value: str) -> Outcome:
    """A key can be added to a mapping, and only there."""
    keys = tuple(step for step in place.left if isinstance(step, str))
    if keys != place.left:
        return place
    if not isinstance(value_at(file.document.data, place.reached), dict):
        return Unfit("no mapping", place.reached)
    return with_key(file, (*place.reached, *keys), value)
