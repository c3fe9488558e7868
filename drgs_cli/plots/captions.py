"""Running text and legends below a picture: signs with their words, short heads with their names; knows no picture."""

from collections.abc import Sequence

from drgs_cli.plots.drawing import Label, Mark
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.sheets import Strip, moved, stacked
from drgs_cli.plots.text_width import ROOM, width_of, wrapped

SIZE = 7.0
LINE = 8.6
BASE = 0.76 * LINE  # of a line of text, from its upper edge
_BETWEEN = 12.0

Entry = tuple[Sequence[Mark], float, str]  # marks around y 0, how wide they are, and what they mean


def paragraph(text: str, width: float, *, bold: bool = False, tone: Tone = "ink") -> Strip:
    """A running text in as many lines as it takes."""
    lines = wrapped(text, SIZE * ROOM, width, bold=bold)
    marks = tuple(Label(0, BASE + LINE * number, line, SIZE, bold=bold, tone=tone) for number, line in enumerate(lines))
    return Strip(LINE * len(lines) + 2 * bool(lines), marks)


def flowed(entries: Sequence[Entry], width: float, height: float) -> Strip:
    """Signs with their words one after the other, in lines of this height."""
    marks: list[Mark] = []
    x, y = 0.0, height / 2
    for signs, wide, word in entries:
        lines = wrapped(word, SIZE * ROOM, width - wide - 4)
        needs = wide + 4 + max((width_of(line, SIZE) for line in lines), default=0.0) * ROOM
        if x and x + needs > width:
            x, y = 0.0, y + height
        marks += (moved(mark, x, y) for mark in signs)
        marks += (Label(x + wide + 4, y + 0.36 * SIZE + LINE * number, line, SIZE) for number, line in enumerate(lines))
        y += LINE * max(0, len(lines) - 1)
        x += needs + _BETWEEN
    return Strip(y + height / 2 if entries else 0.0, tuple(marks))


def named(pairs: Sequence[tuple[str, str]], width: float, indent: float = 20.0) -> Strip:
    """Short heads with their names in full, in two columns where there is room for them."""
    across = 2 if width > 300 else 1
    each = width / across
    long = (len(pairs) + across - 1) // across
    columns = [_column(pairs[start : start + long], each, indent) for start in range(0, len(pairs), long or 1)]
    marks = [moved(mark, number * each, 0.0) for number, column in enumerate(columns) for mark in column.marks]
    return Strip(max((column.height for column in columns), default=0.0), tuple(marks))


def _column(pairs: Sequence[tuple[str, str]], width: float, indent: float) -> Strip:
    strips = []
    for sign, name in pairs:
        lines = wrapped(name, SIZE * ROOM, width - indent - 6)
        marks = [Label(0, BASE, sign, SIZE, bold=True)]
        marks += (Label(indent, BASE + LINE * number, line, SIZE) for number, line in enumerate(lines))
        strips.append(Strip(LINE * max(1, len(lines)), tuple(marks)))
    return stacked(strips)
