"""Bars of the share of each judgement, by domain, and the legend that they have in common with the lights."""

from drgs_cli.plots.captions import LINE, SIZE, flowed, named, paragraph
from drgs_cli.plots.drawing import Anchor, Box, Label, Line, Mark
from drgs_cli.plots.risk_of_bias_data import Bar, RiskOfBias
from drgs_cli.plots.risk_of_bias_lights import light_marks, on
from drgs_cli.plots.sheets import Strip, stacked
from drgs_cli.plots.text_width import ROOM, width_of, wrapped

_BAR = 10.0
_INSIDE = 6.5
_STEPS = tuple(unit * ten for ten in (1, 10, 100, 1000) for unit in (1, 2, 5))
_SCALE = (0.0, 0.25, 0.5, 0.75, 1.0)


def bars_strip(data: RiskOfBias, width: float) -> Strip:
    """All bars under their title, above their axis; nothing where there are none."""
    if not data.bars:
        return Strip(0.0)
    names = min(0.42 * width, max(width_of(bar.name, SIZE) for bar in data.bars) * ROOM + 8)
    title = paragraph(data.bars_title, width, bold=True)
    rows = stacked(_bar(bar, names, width) for bar in data.bars)
    grid = tuple(
        Line(x, 0, x, rows.height + 2, "rule" if share in (0, 1) else "faint", 0.5)
        for share, x in ((share, names + share * (width - names)) for share, _ in _scale(data.counted))
    )
    return stacked((title, Strip(3), Strip(rows.height, (*grid, *rows.marks)), _axis(data.counted, names, width)))


def _bar(bar: Bar, names: float, width: float) -> Strip:
    lines = wrapped(bar.name, SIZE * ROOM, names - 8, bold=bar.apart, most=4)
    above = 5.0 if bar.apart else 0.0
    height = max(_BAR + 4, LINE * len(lines) + 3)
    middle = above + height / 2
    base = middle - LINE * len(lines) / 2 + 0.76 * LINE
    marks: list[Mark] = [
        Label(0, base + LINE * number, text, SIZE, bold=bar.apart, full=bar.name) for number, text in enumerate(lines)
    ]
    x = names
    for part in bar.parts:
        long = part.share * (width - names)
        if long <= 0:
            continue
        light = part.light
        marks.append(Box(x, middle - _BAR / 2, long, _BAR, light.tone, "paper" if light.tone else "rule", 0.6))
        worded = (f"{light.sign} {part.text}", f"{light.sign} {part.short}".strip(), light.sign)
        text = next((one for one in worded if _fits(one, long)), "")
        if text:
            marks.append(
                Label(x + long / 2, middle + 2.4, text, _INSIDE, "middle", True, on(light.tone), full=part.text)
            )
        x += long
    return Strip(above + height, tuple(marks))


def _fits(text: str, long: float) -> bool:
    return width_of(text, _INSIDE, bold=True) * ROOM + 3 < long


def _scale(counted: int) -> tuple[tuple[float, str], ...]:
    """Places of the axis with their texts: of shares, or of whole studies."""
    if not counted:
        return tuple((share, f"{share:.0%}".replace("%", " %")) for share in _SCALE)
    step = next((step for step in _STEPS if counted <= 6 * step), counted)
    numbers = [*range(0, counted - step // 2, step), counted]
    return tuple((number / counted, str(number)) for number in numbers)


def _axis(counted: int, names: float, width: float) -> Strip:
    marks = []
    for share, text in _scale(counted):
        anchor: Anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        x = names + share * (width - names)
        marks.append(Label(x, 10, text, 6.5, anchor, tone="muted"))
    return Strip(14, tuple(marks))


def legend_strip(data: RiskOfBias, width: float) -> Strip:
    """The signs with their words, and the columns with their names in full."""
    signs = flowed([(light_marks(light, 5, 0, 4.6), 10.0, light.word) for light in data.legend], width, 13.0)
    heads = named([(head.sign, head.name) for head in data.heads if head.name != head.sign], width)
    return stacked((Strip(7), paragraph(data.legend_title, width), signs, Strip(2), heads, Strip(3)))
