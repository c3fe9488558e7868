"""A row put at the end of the results of a record; knows the order of its keys, not whether its figures are sound."""

from msgspec.structs import fields

from drgs_cli.documents.append import with_entry
from drgs_cli.documents.edit import Edit, Editable
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.writing import Typed
from drgs_cli.records import shape, shape_figures

_KEY = "results"


def add_result(file: Editable, row: dict[str, Typed]) -> Edit | tuple[Problem, ...]:
    """The record with one more row, its keys in the order of the format, or why it cannot be put there."""
    keys = [field.encode_name for field in fields(shape.Study)]
    ordered = {name: _in_order(value, _PARTS.get(name)) for name, value in _sorted(row, shape.Result).items()}
    return with_entry(file, _KEY, ordered, tuple(keys[: keys.index(_KEY)]))


_PARTS = {"arms": shape_figures.Observation, "contrasts": shape_figures.Contrast, "source": shape_figures.Source}


def _in_order(value: Typed, part: type | None) -> Typed:
    """A value whose mappings, where it has any of a known kind, have their keys in the order of the format."""
    if part is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_in_order(item, part) for item in value]
    if part is shape_figures.Observation:
        return {arm: _sorted(entry, part) if isinstance(entry, dict) else entry for arm, entry in value.items()}
    return _sorted(value, part)


def _sorted(entry: dict[str, Typed], struct: type) -> dict[str, Typed]:
    """Keys that the format does not know come last, so that the rules can speak of them."""
    known = [field.encode_name for field in fields(struct)]
    return dict(sorted(entry.items(), key=lambda item: known.index(item[0]) if item[0] in known else len(known)))
