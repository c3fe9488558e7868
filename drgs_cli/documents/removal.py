"""One key taken out of a mapping of a YAML file, every other byte as it was; knows no study."""

from typing import Any

from drgs_cli.documents.commented import comments_of
from drgs_cli.documents.edit import Edit, Editable, alike, content_of, spliced
from drgs_cli.documents.nodes import Node
from drgs_cli.documents.positions import Path


def without_key(file: Editable, path: Path) -> Edit | None:
    """The file without the key that a path ends in, its value and the comment beside it.

    None where that cannot be done: where it is the only key of its mapping, or comments would go that are about
    something else.
    """
    parent, text = file.nodes[path[:-1]], file.positions.text
    if len(parent.steps) < 2:
        return None
    end = file.nodes[path].end
    edited = spliced(file, *_span(file, path, parent), "")
    lost = comments_of(text) - comments_of(edited.positions.text)
    beside = text[end : text.find("\n", end)]
    as_meant = not edited.problems and alike(edited.data, _data_without(file.document.data, path))
    if not as_meant or any(comment not in beside for comment in lost):
        return None
    old = file.positions.printed(path)
    return Edit(content_of(file, edited), file.positions.of_key(path), "" if old is None else old, None)


def _span(file: Editable, path: Path, parent: Node) -> tuple[int, int]:
    """From where to where a key stands with its value and what separates them from the others."""
    text, end = file.positions.text, file.nodes[path].end
    start, number = file.positions.key_offset(path), parent.steps.index(path[-1])
    line_start = text.rfind("\n", 0, start) + 1
    is_last = number + 1 == len(parent.steps)
    if parent.style == "{" and is_last:
        return file.nodes[(*path[:-1], parent.steps[number - 1])].end, end
    if parent.style == "{" or (text[line_start:start].strip() and not is_last):  # in brackets, or behind a dash
        return start, file.positions.key_offset((*path[:-1], parent.steps[number + 1]))
    line_end = text.find("\n", end)
    return line_start, len(text) if line_end < 0 else line_end + 1


def _data_without(data: Any, path: Path) -> Any:
    """The data without the key that a path ends in."""
    if len(path) == 1:
        return {key: value for key, value in data.items() if key != path[0]}
    below = _data_without(data[path[0]], path[1:])
    if isinstance(data, list):
        return [below if number == path[0] else item for number, item in enumerate(data)]
    return data | {path[0]: below}
