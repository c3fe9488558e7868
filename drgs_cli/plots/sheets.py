"""Strips of a picture below one another, divided into sheets that fit a page; knows nothing of what they show."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Mark, Outline

MARGIN = 4.0  # on either side, so that no line lies on the edge
TALLEST = 234 * POINTS_PER_MM  # a journal's page without its margins


class Strip(Struct, frozen=True):
    """A part of a picture over its whole width, measured from its own upper edge."""

    height: float
    marks: tuple[Mark, ...] = ()


def moved(mark: Mark, right: float, down: float) -> Mark:
    """The same mark elsewhere."""
    match mark:
        case Line(x1, y1, x2, y2):
            return replace(mark, x1=x1 + right, y1=y1 + down, x2=x2 + right, y2=y2 + down)
        case Outline(points):
            return replace(mark, points=tuple((x + right, y + down) for x, y in points))
        case Box(x, y) | Disc(x, y) | Label(x, y):
            return replace(mark, x=x + right, y=y + down)


def stacked(strips: Iterable[Strip]) -> Strip:
    """Strips below one another as one."""
    marks: list[Mark] = []
    down = 0.0
    for strip in strips:
        marks += (moved(mark, 0.0, down) for mark in strip.marks)
        down += strip.height
    return Strip(down, tuple(marks))


def divided(
    strips: Iterable[Strip], head: Strip, foot: Strip, tallest: float = TALLEST, *, first: Strip | None = None
) -> tuple[Strip, ...]:
    """Strips in as many sheets as they take, each between `head` and `foot`; `first` is the head of the first sheet.

    A strip that is taller than a sheet by itself has a sheet of its own.
    """
    sheets: list[list[Strip]] = [[]]
    top = first or head
    used = top.height + foot.height
    for strip in strips:
        if sheets[-1] and used + strip.height > tallest:
            sheets.append([])
            used = head.height + foot.height
        sheets[-1].append(strip)
        used += strip.height
    return tuple(stacked((top if number == 0 else head, *inside, foot)) for number, inside in enumerate(sheets))


def gathered(parts: Iterable[Strip], tallest: float = TALLEST) -> tuple[Strip, ...]:
    """Finished parts, as many to a sheet as fit."""
    return divided(parts, Strip(0.0), Strip(0.0), tallest)


def inset(sheet: Strip, margin: float = MARGIN) -> Strip:
    """The same with room on either side."""
    return Strip(sheet.height, tuple(moved(mark, margin, 0.0) for mark in sheet.marks))


def drawings(sheets: Iterable[Strip], width: float, title: str, description: str) -> tuple[Drawing, ...]:
    """The sheets as drawings of one picture."""
    return tuple(Drawing(width, sheet.height, sheet.marks, title, description) for sheet in sheets)
