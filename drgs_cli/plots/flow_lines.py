"""Steps of rows in characters: a table of numbers with bars below them; knows no study."""

from collections.abc import Iterator

from drgs_cli.plots.characters import columns_of, folded, padded
from drgs_cli.plots.flow_data import FlowRow, Passage, PatientFlow

_LEAST, _MOST = 14, 30
_BAR, _EMPTY = "█", "░"


def flow_lines(data: PatientFlow, columns: int) -> tuple[str, ...]:
    """All groups below one another in so many columns."""
    steps = max(1, len(data.steps))
    longest = max((columns_of(row.name) for group in data.groups for row in group.rows), default=0)
    names = max(_LEAST, min(_MOST, longest + 1, columns - 11 * steps))
    step = max(6, (columns - names) // steps)
    found: list[str] = []
    for group in data.groups:
        found += (*folded(group.title, columns), *_head(data, names, step))
        for row in group.rows:
            found += _row(row, names, step)
        if group.total is not None:
            found.append("─" * (names + step * steps))
            found += _row(group.total, names, step)
            found += _beside(data.stated_head, group.stated, names, step)
            found += folded(data.warning, columns) if data.warning else ()
        if group.passages:
            found += ("", *folded(data.passages_head, columns))
            for passage in group.passages:
                found += _passage(passage, columns)
        found.append("")
    found += folded(data.legend, columns)
    return tuple(line.rstrip() for line in found)


def _head(data: PatientFlow, names: int, step: int) -> Iterator[str]:
    yield from _beside("", data.steps, names, step)
    yield "─" * (names + step * len(data.steps))


def _row(row: FlowRow, names: int, step: int) -> Iterator[str]:
    bars = "".join(padded(_bar(stage.share, step - 2) if stage.barred else "", step) for stage in row.stages)
    numbers = "".join(padded(stage.text, step) for stage in row.stages)
    lines = (*folded(row.name, names - 1), *folded(row.about, names - 1)) or ("",)
    cells = (numbers, *((bars,) if bars.strip() else ()))
    for place in range(max(len(lines), len(cells))):
        yield padded(lines[place] if place < len(lines) else "", names) + (cells[place] if place < len(cells) else "")


def _beside(name: str, texts: tuple[str, ...], names: int, step: int) -> Iterator[str]:
    """A name and texts in their columns, in as many lines as they take."""
    cells = [folded(name, names - 1), *(folded(text, step - 1) for text in texts)]
    for place in range(max(map(len, cells), default=0)):
        widths = (names, *(step for _ in texts))
        pairs = zip(cells, widths, strict=True)
        yield "".join(padded(lines[place] if place < len(lines) else "", width) for lines, width in pairs)


def _passage(passage: Passage, columns: int) -> Iterator[str]:
    yield from folded(f"{passage.name}, {passage.over}", columns)
    yield from (f"  {line}" for line in folded(passage.text, columns - 2))
    yield f"  {_bar(passage.share, columns - 4)}"


def _bar(share: float | None, columns: int) -> str:
    """A bar of full blocks on a pale ground; dots where nothing is known. What is not nothing has a block at least."""
    if share is None:
        return "·" * columns
    full = min(columns, max(round(share * columns), int(share > 0)))
    return _BAR * full + _EMPTY * (columns - full)
