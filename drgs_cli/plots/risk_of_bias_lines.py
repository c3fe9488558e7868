"""Traffic lights and bars in characters: a table of signs, and bars made of them; knows no tool and no study."""

from collections.abc import Iterator

from drgs_cli.plots.characters import columns_of, folded, padded
from drgs_cli.plots.risk_of_bias_data import Bar, Judged, RiskOfBias

_CELL = 4
_LEAST = 16  # columns of a name


def risk_of_bias_lines(data: RiskOfBias, columns: int) -> tuple[str, ...]:
    """The picture in so many columns (50 at least)."""
    cell = max(3, min(_CELL, (columns - _LEAST) // max(1, len(data.heads))))
    longest = max((columns_of(text) for row in data.rows for text in (row.name, row.about)), default=0)
    names = max(_LEAST, min(longest + 1, columns - cell * len(data.heads)))
    found = [*_lights(data, names, cell), "", *folded(data.legend_title, columns), *_legend(data, columns)]
    if data.bars:
        found += ["", *folded(data.bars_title, columns)]
        for bar in data.bars:
            found += _bar(bar, columns)
    return tuple(line.rstrip() for line in found)


def _lights(data: RiskOfBias, names: int, cell: int) -> Iterator[str]:
    yield " " * names + "".join(padded(head.sign, cell, "middle") for head in data.heads)
    yield "─" * (names + cell * len(data.heads))
    for row in data.rows:
        yield from _row(row, names, cell)


def _row(row: Judged, names: int, cell: int) -> Iterator[str]:
    lines = (*folded(row.name, names - 1), *folded(row.about, names - 1)) or ("",)
    signs = "".join(padded("·" if light is None else light.sign, cell, "middle") for light in row.lights)
    for number, line in enumerate(lines):
        yield padded(line, names) + (signs if number == 0 else "")


def _legend(data: RiskOfBias, columns: int) -> Iterator[str]:
    for sign, name in (*((light.sign, light.word) for light in data.legend), *((h.sign, h.name) for h in data.heads)):
        if sign == name:
            continue
        for number, line in enumerate(folded(name, columns - 8)):
            yield f"  {padded(sign if number == 0 else '', 5)} {line}"


def _bar(bar: Bar, columns: int) -> Iterator[str]:
    yield from folded(bar.name, columns)
    whole = columns - 4
    drawn, told = "", 0.0
    for part in bar.parts:
        told += part.share
        drawn += part.light.sign[:1] * (round(told * whole) - len(drawn))
    yield f"  {drawn}"
    text = ", ".join(f"{part.light.sign} {part.text}" for part in bar.parts if part.share > 0)
    yield from (f"  {line}" for line in folded(text, columns - 2))
