"""The flow of records in characters: what fell out stands behind an arrow; knows no key of a review."""

from collections.abc import Iterator

from drgs_cli.plots.characters import columns_of, folded
from drgs_cli.plots.prisma_data import Entry, Flow, FlowBox, Way

_OUT, _INDENT = 6, 2


def prisma_lines(data: Flow, columns: int) -> tuple[str, ...]:
    """Way after way from top to bottom, each number behind dots at the end of its line."""
    found: list[str] = []
    for way in (*((data.before,) if data.before is not None else ()), *data.ways):
        found += (*_way(way, columns), "")
    found += (data.included_stage, *_box(data.included, columns, _INDENT))
    for warning in data.warnings:
        found += ("", *folded(f"WARNING: {warning}", columns))
    return tuple(line.rstrip() for line in found)


def _way(way: Way, columns: int) -> Iterator[str]:
    yield from folded(way.title, columns)
    yield "─" * min(columns, max(columns_of(way.title), 1))
    stage = ""
    for step in way.steps:
        if step.box is None:
            continue
        if step.stage != stage:
            stage = step.stage
            yield stage
        yield from _box(step.box, columns, _INDENT)
        if step.out is not None:
            first, *more = _box(step.out, columns, _OUT)
            yield f"{' ' * (_OUT - 3)}─▸ {first[_OUT:]}"
            yield from more
        yield f"{' ' * _INDENT}↓"


def _box(box: FlowBox, columns: int, indent: int) -> Iterator[str]:
    for entry in box.entries:
        yield from _entry(entry, columns, indent + 2 * entry.indent)


def _entry(entry: Entry, columns: int, indent: int) -> Iterator[str]:
    """Text, dots, number; a long text has the number behind its last line."""
    room = max(10, columns - indent - columns_of(entry.number) - 5)
    lines = folded(entry.text, room) or ("",)
    for line in lines[:-1]:
        yield f"{' ' * indent}{line}"
    last = f"{' ' * indent}{lines[-1]}"
    if not entry.number:
        yield last
        return
    dots = columns - columns_of(last) - columns_of(entry.number) - 2
    yield f"{last} {'.' * max(1, dots)} {entry.number}"
