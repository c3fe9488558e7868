"""What stands below a forest plot: the axis, whom either side of it favours, what the signs say."""

from drgs_cli.plots.axes import Scale
from drgs_cli.plots.drawing import Anchor, Label, Line, Mark
from drgs_cli.plots.forest import Forest
from drgs_cli.plots.forest_axis import ticks_of
from drgs_cli.plots.forest_layout import LEADING, Layout
from drgs_cli.plots.forest_marks import badge_key
from drgs_cli.plots.text_width import ROOM, width_of, wrapped
from drgs_cli.visible import visible

AXIS = 2.0  # from the upper edge to the axis
_TICKS = 6
_NARROWEST = 100.0  # room of the name of the axis


def foot_marks(forest: Forest, layout: Layout, scale: Scale) -> tuple[tuple[Mark, ...], float]:
    """The axis with its ticks, what lies to either side, the key of the judgements; and how much height it takes."""
    size, axis = layout.small, forest.axis
    marks: list[Mark] = [Line(scale.start, AXIS, scale.end, AXIS, "rule", 0.75)]
    y = AXIS + 4 + size * 0.85
    last = -1e9
    for value, text in ticks_of(scale, _TICKS):
        x, half = scale.place(value), width_of(text, size) * ROOM / 2
        marks.append(Line(x, AXIS, x, AXIS + 3, "rule", 0.75))
        middle = min(max(x, half), layout.width - half)
        if middle - half > last + 2:
            marks.append(Label(middle, y, text, size, "middle"))
            last = middle + half
    y += size * LEADING
    y = _sides_of_axis(forest, layout, scale, y, marks)
    full = layout.width if layout.folded else max(layout.text[1] - layout.left, 120.0)
    middle = (scale.start + scale.end) / 2
    full = min(full, max(2 * min(middle, layout.width - middle), _NARROWEST))  # so that it is centred below the axis
    for line in wrapped(visible(axis.title), size, full / ROOM, most=4):
        half = width_of(line, size) * ROOM / 2
        marks.append(Label(max(middle, half), y, line, size, "middle", tone="muted"))
        y += size * LEADING
    apart = "open square: not in the summary" if forest.apart else ""
    said = "; ".join(text for text in (f"grey band: {axis.band_text}" * bool(axis.band), forest.squares, apart) if text)
    for line in wrapped(visible(said[:1].upper() + said[1:]), size, layout.width / ROOM):
        marks.append(Label(0, y, line, size, tone="muted"))
        y += size * LEADING
    y = _key(forest, layout, y, marks)
    return tuple(marks), y - size * 0.85 + 2


def _sides_of_axis(forest: Forest, layout: Layout, scale: Scale, y: float, marks: list[Mark]) -> float:
    """Which side is favoured, to the left and to the right of no difference, each in the room that it has."""
    axis, size = forest.axis, layout.small
    if axis.null is None or not (axis.left or axis.right):
        return y
    zero, step = scale.within(axis.null), size * LEADING
    arrow = width_of("\N{LEFTWARDS ARROW} ", size, bold=True)
    rooms = ((zero - 4) / ROOM - arrow, (layout.width - zero - 4) / ROOM - arrow)
    # Where not even a word has room to the left it stands in a line of its own, from the edge of the sheet.
    above = any(width_of(word, size, bold=True) > rooms[0] for word in visible(axis.left).split())
    room, x = (layout.width / ROOM - arrow, 0.0) if above else (rooms[0], zero - 4)
    to: Anchor = "start" if above else "end"
    left = list(wrapped(visible(axis.left), size, room, bold=True, most=3))
    right = list(wrapped(visible(axis.right), size, rooms[1], bold=True, most=3))
    left[:1], right[:1] = [f"\N{LEFTWARDS ARROW} {left[0]}"], [f"{right[0]} \N{RIGHTWARDS ARROW}"]
    marks += (Label(x, y + row * step, t, size, to, bold=True) for row, t in enumerate(left))
    y += len(left) * step if above else 0.0
    marks += (Label(zero + 4, y + row * step, t, size, bold=True) for row, t in enumerate(right))
    return y + max(0 if above else len(left), len(right)) * step + 1


def _key(forest: Forest, layout: Layout, y: float, marks: list[Mark]) -> float:
    if not forest.badges:
        return y
    size = layout.small
    y += 3
    marks.append(Label(0, y, f"{forest.badge_key}:", size, tone="muted"))
    x = begin = width_of(f"{forest.badge_key}:", size) * ROOM + 5
    for badge in forest.badges:
        found, after = badge_key(badge, x, y - size * 0.36, size)
        if after - 9 > layout.width and x > begin:
            x, y = begin, y + 11
            found, after = badge_key(badge, x, y - size * 0.36, size)
        marks += found
        x = after
    return y + size * LEADING + 1
