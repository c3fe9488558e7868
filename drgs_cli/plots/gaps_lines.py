"""The map of evidence in characters: one grid for each panel; knows no medicine."""

from collections.abc import Iterator, Sequence

from drgs_cli.plots.characters import columns_of, folded, padded
from drgs_cli.plots.gaps_data import Bubble, GapMap, Panel

_LEAST, _CELL = 14, 6


def gaps_lines(data: GapMap, columns: int) -> tuple[str, ...]:
    """The panels below one another in so many columns; columns of a grid that do not fit stand in a second one."""
    longest = max((columns_of(row) for row in data.rows), default=0)
    number = max(1, len(data.columns))
    names = max(_LEAST, min(longest + 1, columns - _CELL * number))
    across = max(1, min(number, (columns - names) // _CELL))
    found: list[str] = []
    for panel in data.panels:
        found += folded(panel.title, columns)
        for start in range(0, number, across):
            found += _grid(data, panel, range(start, min(start + across, number)), names)
        found.append("")
    found += folded(data.columns_title, columns)
    for sign, text in data.text_keys:
        lines = folded(text, columns - 11)
        found += (f"  {padded(sign if place == 0 else '', 8)} {line}" for place, line in enumerate(lines))
    return tuple(line.rstrip() for line in found)


def _grid(data: GapMap, panel: Panel, columns: Sequence[int], names: int) -> Iterator[str]:
    yield " " * names + "".join(padded(data.columns[place], _CELL, "right") for place in columns)
    yield "─" * (names + _CELL * len(columns))
    for name, cells in zip(data.rows, panel.cells, strict=True):
        shown = [cells[place] for place in columns]
        lines = list(folded(name, names - 1)) or [""]
        below = "".join(padded(cell.below if cell else "", _CELL, "right") for cell in shown)
        rows = ["".join(padded(_short(cell), _CELL, "right") for cell in shown), *([below] if below.strip() else [])]
        for place in range(max(len(lines), len(rows))):
            name_part = lines[place] if place < len(lines) else ""
            yield padded(name_part, names) + (rows[place] if place < len(rows) else "")


def _short(cell: Bubble | None) -> str:
    return "·" if cell is None else cell.short
