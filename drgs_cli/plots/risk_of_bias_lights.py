"""Traffic lights: studies by domains, a sign in every light; knows no tool and no study."""

from drgs_cli.plots.captions import LINE, SIZE
from drgs_cli.plots.drawing import Box, Disc, Label, Line, Mark, Outline
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.risk_of_bias_data import Head, Judged, Light, RiskOfBias
from drgs_cli.plots.sheets import Strip
from drgs_cli.plots.text_width import ROOM, width_of, wrapped

_WIDEST = 24.0  # of a column of lights
_APART = 6.0
_ON: dict[Tone | None, Tone] = {"good": "black", "fair": "black", "poor": "black", "second": "black", "unknown": "ink"}


def light_marks(light: Light, x: float, y: float, radius: float) -> tuple[Mark, ...]:
    """A light around a point: its shape, and its sign upon it."""
    size = max(6.0, min(9.0, (1.5 if len(light.sign) == 1 else 1.1) * radius))
    down = 0.36 * size + (0.14 * radius if light.shape == "triangle" else 0.0)
    tone: Tone = "ink" if light.shape == "ring" else on(light.tone)
    sign = Label(x, y + down, light.sign, size, "middle", bold=True, tone=tone)
    return (_ground(light, x, y, radius), sign)


def _ground(light: Light, x: float, y: float, radius: float) -> Mark:
    stroke: Tone = "rule" if light.tone is None else light.tone
    if light.shape == "square":
        side = 1.8 * radius
        return Box(x - side / 2, y - side / 2, side, side, light.tone, stroke, radius=1.2)
    if light.shape == "triangle":
        top, base, half = y - 1.1 * radius, y + 0.86 * radius, 1.14 * radius
        return Outline(((x, top), (x + half, base), (x - half, base)), light.tone, stroke)
    if light.shape == "diamond":
        far = 1.16 * radius
        return Outline(((x, y - far), (x + far, y), (x, y + far), (x - far, y)), light.tone, stroke)
    if light.shape == "ring":
        return Disc(x, y, radius, None, stroke, 1.2)
    return Disc(x, y, radius, light.tone, stroke)


def on(tone: Tone | None) -> Tone:
    """The colour of a sign upon this one, so that it stands out on a white and on a dark page."""
    return "ink" if tone is None else _ON.get(tone, "paper")


def light_strips(data: RiskOfBias, width: float) -> tuple[Strip, tuple[Strip, ...]]:
    """The heads, and a strip for each study."""
    places, names = _places(data, width)
    return _head(data, places, names, width), tuple(_row(row, data.heads, places, names, width) for row in data.rows)


def _places(data: RiskOfBias, width: float) -> tuple[tuple[float, ...], float]:
    """The middle of each column, and the room of the names before them."""
    number = max(len(data.heads), 1)
    longest = max((width_of(text, SIZE) * ROOM for row in data.rows for text in (row.name, row.about)), default=0.0)
    apart = _APART * any(head.apart for head in data.heads)
    names = min(longest + 6, max(0.36 * width, width - apart - _WIDEST * number))
    step = min(_WIDEST, (width - names - apart) / number)
    middles = (names + step * (place + 0.5) + (_APART if head.apart else 0.0) for place, head in enumerate(data.heads))
    return tuple(middles), names


def _head(data: RiskOfBias, places: tuple[float, ...], names: float, width: float) -> Strip:
    labels = [
        Label(x, 10, head.sign, SIZE, "middle", bold=True, full=head.name)
        for x, head in zip(places, data.heads, strict=True)
    ]
    return Strip(16, (*labels, Line(0, 14.5, _end(places, names, width), 14.5, "rule")))


def _row(row: Judged, heads: tuple[Head, ...], places: tuple[float, ...], names: float, width: float) -> Strip:
    lines = wrapped(row.name, SIZE * ROOM, names - 6, most=3)
    about = wrapped(row.about, SIZE * ROOM, names - 6, most=3)
    height = max(15.0, LINE * (len(lines) + len(about)) + 4)
    base = height / 2 - LINE * (len(lines) + len(about)) / 2 + 0.76 * LINE
    marks: list[Mark] = [
        Label(0, base + LINE * number, text, SIZE, tone="ink" if number < len(lines) else "muted", full=full)
        for number, (text, full) in enumerate((*((t, row.name) for t in lines), *((t, row.about) for t in about)))
    ]
    radius = min(6.2, 0.46 * (places[1] - places[0] if len(places) > 1 else _WIDEST))
    for x, head, light in zip(places, heads, row.lights, strict=True):
        if light is None:
            marks.append(Label(x, height / 2 + 2.5, "·", SIZE, "middle", tone="muted", full=f"{head.name}: not judged"))
        else:
            marks += light_marks(light, x, height / 2, radius)
    return Strip(height, (*marks, Line(0, height, _end(places, names, width), height, "faint", 0.5)))


def _end(places: tuple[float, ...], names: float, width: float) -> float:
    return min(width, places[-1] + _WIDEST / 2) if places else names
