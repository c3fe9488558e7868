"""A row put at the end of the results of a record; knows where these stand, not whether its figures are sound."""

from msgspec.structs import fields

from drgs_cli.documents.append import with_entry
from drgs_cli.documents.edit import Edit, Editable, with_scalar
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.removal import without_key
from drgs_cli.documents.writing import Typed
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.records.shape import Study

_KEY = "results"


def add_result(file: Editable, row: dict[str, Typed]) -> Edit | tuple[Problem, ...]:
    """The record with one more row, its keys in the order of the format, or why it cannot be put there."""
    keys = [field.encode_name for field in fields(Study)]
    return with_entry(file, _KEY, row, tuple(keys[: keys.index(_KEY)]))


def without_why(file: Editable) -> Edit | None:
    """The record without the reason why its figures are awaited, which the first row takes away; None where none is."""
    return without_key(file, ("why",)) if _is_awaited(file) and "why" in file.document.data else None


def as_extracted(file: Editable) -> Edit | tuple[Problem, ...] | None:
    """The record as one whose figures are read; None where they were not awaited."""
    return with_scalar(file, ("status",), STATUS_EXTRACTED) if _is_awaited(file) else None


def _is_awaited(file: Editable) -> bool:
    return bool(file.document.data.get("status") == STATUS_AWAITING)
