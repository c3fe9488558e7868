"""Where the columns of a forest plot stand on a sheet of some width; draws nothing.

On a wide sheet a study is one row: label, cells, picture, figure. On a narrow one the label and its cells stand above
the picture and the figure.
"""

from collections.abc import Iterable

from msgspec import Struct

from drgs_cli.plots.drawing import POINTS_PER_MM
from drgs_cli.plots.forest import Forest
from drgs_cli.plots.text_width import ROOM, width_of, wrapped
from drgs_cli.visible import visible

NARROW_MM = 130.0  # below, a study takes two rows
SIZE, SMALL = 7.5, 6.5  # of text, in points
NARROW_SIZE, NARROW_SMALL = 7.0, 6.2
LEADING = 1.22  # from one line of a text to the next, in sizes
GAP = 9.0  # between columns
_BADGE = 19.0
_CELL = 82.0  # no column of cells is wider
_LABEL = (78.0, 150.0)
_NARROW_LABEL = 56.0
_TEXT = 56.0  # the figures as text have so much at least
_PICTURE = 112.0  # less than this is no picture: then a wide sheet is laid out as a narrow one


class Layout(Struct, frozen=True):
    """Left and right edges, in points; cells are aligned at their `rights`."""

    width: float
    size: float
    small: float
    folded: bool
    label: float
    cells: tuple[tuple[float, float], ...]
    left: float
    right: float
    text: tuple[float, float]
    badge: float | None


def layout_of(forest: Forest, width_mm: float) -> Layout:
    """The columns, each as wide as its widest text."""
    width = width_mm * POINTS_PER_MM
    if width_mm >= NARROW_MM:
        found = _in_one_row(forest, width)
        if found.right - found.left >= _PICTURE - 1:
            return found
    return _in_two_rows(forest, width, wide=width_mm >= NARROW_MM)


def _in_one_row(forest: Forest, width: float) -> Layout:
    cells = _cell_widths(forest, SIZE, _CELL)
    text = _text_width(forest, SIZE)
    badge = _BADGE + 5 if forest.badges else 0.0
    rest = width - sum(cells) - text - badge - GAP * (len(cells) + 2)
    natural = _widest((visible(label) for label in _labels(forest)), SIZE)
    label = max(_LABEL[0], min(natural, _LABEL[1], rest - _PICTURE))
    lefts, at = [], label + GAP
    for cell in cells:
        lefts.append((at, at + cell))
        at += cell + GAP
    right = width - badge - text - GAP
    edge = width - badge
    return Layout(
        width=width,
        size=SIZE,
        small=SMALL,
        folded=False,
        label=label,
        cells=tuple(lefts),
        left=at,
        right=right,
        text=(right + GAP, edge),
        badge=width - _BADGE / 2 if badge else None,
    )


def _in_two_rows(forest: Forest, width: float, *, wide: bool) -> Layout:
    size, small = (SIZE, SMALL) if wide else (NARROW_SIZE, NARROW_SMALL)
    badge = _BADGE if forest.badges else 0.0
    gap = GAP - 2
    room = width - badge - gap * (len(forest.columns) + 1) - _NARROW_LABEL
    cells = _fitted(_cell_widths(forest, size, _CELL), room)
    text = min(_text_width(forest, size), width / 2)
    edge = width - (badge + gap if badge else 0.0)
    rights, at = [], edge
    for cell in reversed(cells):
        rights.append((at - cell, at))
        at -= cell + gap
    return Layout(
        width=width,
        size=size,
        small=small,
        folded=True,
        label=at,
        cells=tuple(reversed(rights)),
        left=4.0,
        right=edge - text - gap,
        text=(edge - text, edge),
        badge=width - _BADGE / 2 if badge else None,
    )


def heading_lines(title: str, width: float, size: float) -> tuple[str, ...]:
    """The title of a column, broken between words."""
    lines = [line for part in title.split("\n") for line in wrapped(visible(part), size, width, bold=True, most=3)]
    return tuple(lines[:4])


def _fitted(widths: list[float], room: float) -> list[float]:
    """The widths in the room there is: the widest give way first."""
    if sum(widths) <= room:
        return widths
    free, left = room, len(widths)
    most = room
    for width in sorted(widths):
        most = free / left
        if width > most:
            break
        free, left = free - width, left - 1
    return [min(width, most) for width in widths]


def _cell_widths(forest: Forest, size: float, most: float) -> list[float]:
    widths = []
    for place, title in enumerate(forest.columns):
        plain = _widest((visible(entry.cells[place]) for entry in forest.entries), size)
        bold = _widest((visible(found.cells[place]) for found in forest.summaries), size, bold=True)
        widths.append(min(max(plain, bold, _title_width(title, size)), most))
    return widths


def _title_width(title: str, size: float) -> float:
    """What the title of a column needs to be broken nowhere but where it is to be."""
    return _widest((visible(part) for part in title.split("\n")), size, bold=True)


def _text_width(forest: Forest, size: float) -> float:
    texts = [entry.text for entry in forest.entries]
    texts += [text for found in forest.summaries for text in (found.text, found.prediction_text)]
    longest = max((width_of(word, size, bold=True) * ROOM for word in forest.text_title.split()), default=0.0)
    return max(_widest(map(visible, texts), size, bold=True), longest, _TEXT)


def _widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    return max((width_of(text, size, bold) * ROOM for text in set(texts)), default=0.0)


def _labels(forest: Forest) -> Iterable[str]:
    yield from (entry.label for entry in forest.entries)
    yield from (found.label for found in forest.summaries)
