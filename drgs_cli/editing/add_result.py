"""A row put at the end of the results of a record; knows where these stand, not whether its figures are sound."""

from msgspec.structs import fields

from drgs_cli.documents.append import with_entry
from drgs_cli.documents.edit import Edit, Editable
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.writing import Typed
from drgs_cli.records.shape import Study

_KEY = "results"


def add_result(file: Editable, row: dict[str, Typed]) -> Edit | tuple[Problem, ...]:
    """The record with one more row, its keys in the order of the format, or why it cannot be put there."""
    keys = [field.encode_name for field in fields(Study)]
    return with_entry(file, _KEY, row, tuple(keys[: keys.index(_KEY)]))
