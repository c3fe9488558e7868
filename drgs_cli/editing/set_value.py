"""One value of a record or of the review set anew; knows places and values, not whether the value is a sound one."""

from typing import Literal

from drgs_cli.documents.edit import Edit, Editable, with_key, with_scalar
from drgs_cli.documents.places import Conditions, NotThere, find, steps_of, value_at
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.removal import without_key
from drgs_cli.records.observed import Value
from drgs_cli.vocabulary.terms import Vocabulary

# Of which kind are the terms that a row may be named by.
_TERMS = {
    "outcome": "outcomes",
    "composite": "outcomes",
    "indication": "indications",
    "analysed": "groups",
    "scale": "scales",
    "pain_location": "locations",
}


class Unfit(Value, frozen=True):
    """A place at which no value can be set: it has not the form of one, holds a mapping or a list, or no key can be
    added at it, or taken out.
    """

    what: Literal["form", "mapping", "list", "no mapping", "no key"]
    path: Path = ()


Outcome = Edit | NotThere | Unfit | tuple[Problem, ...]


def set_value(
    file: Editable, place: str, value: str, add: bool = False, vocabulary: Vocabulary | None = None
) -> Outcome:
    """The file with this value at a place, or why not: the place, or the problems that the value would make.

    With `add` a key that is not there is put at the end of the mapping it belongs to. With the vocabulary a row may be
    named by labels and synonyms, too.
    """
    path = _path_of(file, place, vocabulary)
    if isinstance(path, Unfit):
        return path
    if isinstance(path, NotThere):
        return _added(file, path, value) if add else path
    if not file.nodes[path].is_scalar:
        return Unfit("mapping" if isinstance(value_at(file.document.data, path), dict) else "list", path)
    return with_scalar(file, path, value)


def delete_key(file: Editable, place: str, vocabulary: Vocabulary | None = None) -> Outcome:
    """The file without a key and all below it, or why not."""
    path = _path_of(file, place, vocabulary)
    if isinstance(path, Unfit | NotThere):
        return path
    edit = without_key(file, path) if isinstance(path[-1], str) else None
    return Unfit("no key", path) if edit is None else edit


def _path_of(file: Editable, place: str, vocabulary: Vocabulary | None) -> Path | NotThere | Unfit:
    """The path of a typed place; words of the vocabulary are tried where no row has the words as typed."""
    steps = steps_of(place)
    if steps is None:
        return Unfit("form")
    found = find(steps, file.document.data, file.positions)
    if isinstance(found, NotThere) and vocabulary is not None and isinstance(found.left[0], tuple) and not found.there:
        steps = tuple(_in_keys(step, vocabulary) if isinstance(step, tuple) else step for step in steps)
        return find(steps, file.document.data, file.positions)
    return found


def _in_keys(conditions: Conditions, vocabulary: Vocabulary) -> Conditions:
    """Labels and synonyms as the keys they stand for; what is neither as it is."""
    found = []
    for key, text in conditions:
        term = vocabulary.kind(_TERMS[key]).find(text) if key in _TERMS and text else None
        found.append((key, text if term is None else term.key))
    return tuple(found)


def _added(file: Editable, place: NotThere, value: str) -> Outcome:
    """A key can be added to a mapping, and only there."""
    keys = tuple(step for step in place.left if isinstance(step, str))
    if keys != place.left:
        return place
    if not isinstance(value_at(file.document.data, place.reached), dict):
        return Unfit("no mapping", place.reached)
    return with_key(file, (*place.reached, *keys), value)
