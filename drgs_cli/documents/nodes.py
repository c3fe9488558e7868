"""Where each value of a sound YAML text ends, and how it is written; knows neither data nor studies."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from drgs_cli.documents.parse import events_of
from drgs_cli.documents.positions import Path

_SCALAR, _MAPPING, _LIST = "ScalarEvent", "MappingStartEvent", "SequenceStartEvent"
_ENDS = ("MappingEndEvent", "SequenceEndEvent")
BLOCK_STYLES = ("|", ">")


class Node(Struct, frozen=True, gc=False):
    """One value: the characters from `start` to `end`, without what only fills up its last lines.

    `style` is `"`, `'`, `|`, `>`, empty for a plain scalar; `{`, `[` for a mapping and a list, `block` where it has no
    brackets. `in_flow` says whether it stands in brackets itself; `steps` lead to its parts, in their order.
    """

    start: int
    end: int
    style: str
    in_flow: bool
    steps: tuple[str | int, ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Whether it is a scalar, and no mapping or list."""
        return self.style not in ("{", "[", "block")


def nodes_of(text: str) -> dict[Path, Node]:
    """Every value of a text that was read without problems, by its path."""
    following = events_of(text)
    following()  # the start of the stream
    following()  # the start of the document
    found: dict[Path, Node] = {}
    _read(following(), following, (), False, found, text)
    return found


def _read(
    event: Any, following: Callable[[], Any], path: Path, in_flow: bool, found: dict[Path, Node], text: str
) -> int:
    """Note the value that begins with this event, and all below it; return where it ends."""
    kind = type(event).__name__
    start: int = event.start_mark.index
    end: int = event.end_mark.index
    if kind == _SCALAR:
        style = event.style or ""
        if style in BLOCK_STYLES:
            end = start + len(text[start:end].rstrip())
        found[path] = Node(start, end, style, in_flow)
        return end
    flow = bool(event.flow_style)
    steps: list[str | int] = []
    while type(child := following()).__name__ not in _ENDS:
        step: str | int = len(steps)
        if kind == _MAPPING:
            step, child = child.value, following()
        steps.append(step)
        end = _read(child, following, (*path, step), flow, found, text)
    if flow:
        end = child.end_mark.index
    style = "block" if not flow else "{" if kind == _MAPPING else "["
    found[path] = Node(start, end, style, in_flow, tuple(steps))
    return end
