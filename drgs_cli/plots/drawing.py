"""Lines, shapes and words on a sheet, measured in points; knows no format and nothing of what is drawn.

The origin is the upper left corner, x to the right and y downwards; 1 point is 1/72 of an inch, 0.3528 mm.
"""

from typing import Literal

from msgspec import Struct

from drgs_cli.plots.palette import Tone

POINTS_PER_MM = 72 / 25.4
COLUMN_MM = 84.0  # one column of a journal
PAGE_MM = 174.0  # its whole width

Anchor = Literal["start", "middle", "end"]


class Line(Struct, frozen=True):
    """A straight line; `dash` are the lengths of stroke and gap."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone = "ink"
    width: float = 0.75
    dash: tuple[float, ...] = ()


class Box(Struct, frozen=True):
    """A rectangle; `fill` None leaves it open, `stroke` None without a border."""

    x: float
    y: float
    width: float
    height: float
    fill: Tone | None = "ink"
    stroke: Tone | None = None
    stroke_width: float = 0.75
    radius: float = 0.0
    opacity: float = 1.0


class Disc(Struct, frozen=True):
    """A circle around x and y."""

    x: float
    y: float
    radius: float
    fill: Tone | None = "ink"
    stroke: Tone | None = None
    stroke_width: float = 0.75
    opacity: float = 1.0


class Outline(Struct, frozen=True):
    """A line through points, or the shape that they enclose."""

    points: tuple[tuple[float, float], ...]
    fill: Tone | None = None
    stroke: Tone | None = "ink"
    stroke_width: float = 0.75
    closed: bool = True
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


class Label(Struct, frozen=True):
    """One line of text; y is its base line. `full` is the whole text where this is only its beginning.

    `turned` in degrees clockwise around its point.
    """

    x: float
    y: float
    text: str
    size: float = 7.5
    anchor: Anchor = "start"
    bold: bool = False
    tone: Tone = "ink"
    turned: float = 0.0
    full: str = ""


Mark = Line | Box | Disc | Outline | Label


class Drawing(Struct, frozen=True):
    """One sheet: its size in points, what is on it (later marks lie above earlier ones), and what it shows in words.

    `title` names the picture; `description` tells somebody who cannot see it what it shows.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    description: str
