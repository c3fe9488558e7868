"""Figures over months in characters: capital letters for one side, small ones for the other; knows no study."""

from drgs_cli.plots.axes import Scale, linear_ticks, month_ticks, plain
from drgs_cli.plots.axes_text import GUTTER, Sheet, axis_lines, between_axes
from drgs_cli.plots.characters import folded
from drgs_cli.plots.timeline_data import Timeline

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROWS, MOST = 13, 66
SEVERAL = "*"


def timeline_lines(timeline: Timeline, columns: int) -> tuple[str, ...]:
    """Plot, key, and every figure of every series; title and notes are the document's."""
    wide = max(min(columns - GUTTER, MOST), 16)
    across = Scale(0.0, timeline.last_month, 0, wide - 1)
    up = Scale(timeline.low, timeline.high, ROWS - 1, 0)
    names = _names(timeline)
    ticks = {round(up.place(value)): plain(value) for value in linear_ticks(timeline.low, timeline.high, 6)}
    months = tuple((value, plain(value)) for value in month_ticks(0.0, timeline.last_month, max(wide // 8, 2)))
    level = axis_lines(across, months, wide)
    lines = [
        *folded(f"Up: {timeline.axis}. Across: {timeline.months_axis}.", columns),
        "",
        *between_axes(_plot(timeline, names, across, up, wide), ticks, level),
        *folded(_key(timeline, names), columns),
        "",
    ]
    for name, series in zip(names, timeline.series, strict=True):
        head = f"{name}  {series.label} ({timeline.mark_text(series.second, series.compared)})"
        lines += [line if not place else f"   {line}" for place, line in enumerate(folded(head, columns - 3))]
        for moment in series.moments:
            said = f"{plain(moment.month)} months: {moment.text}"
            lines += [
                f"{'   ' if not place else '     '}{line}" for place, line in enumerate(folded(said, columns - 5))
            ]
    return (*lines, *folded(timeline.ends, columns))


def _names(timeline: Timeline) -> list[str]:
    """A letter for each series, small for the second side; a sign of its side where the alphabet ends."""
    used = {False: 0, True: 0}
    names = []
    for series in timeline.series:
        place = used[series.second]
        used[series.second] += 1
        letter = LETTERS[place] if place < len(LETTERS) else "+"
        names.append(letter.lower() if series.second else letter)
        if series.second and letter == "+":
            names[-1] = "-"
    return names


def _plot(timeline: Timeline, names: list[str], across: Scale, up: Scale, wide: int) -> Sheet:
    sheet = Sheet(wide, ROWS)
    for name, series in zip(names, timeline.series, strict=True):
        for moment in series.moments:
            column, row = round(across.place(moment.month)), round(up.within(moment.value))
            while sheet.at(column, row) != " " and column + 1 < wide and sheet.at(column + 1, row) != SEVERAL:
                column += 1
            sheet.put(column, row, name if sheet.at(column, row) == " " else SEVERAL)
    return sheet


def _key(timeline: Timeline, names: list[str]) -> str:
    first, second = timeline.sides
    said = f"Capital letters: {first}; small letters: {second}. Letters of the same place stand side by side"
    several = f"; {SEVERAL}: more than there is room for" if len(names) > 1 else ""
    beyond = " A plus or minus sign: a study without a letter of its own." if {"+", "-"} & set(names) else ""
    return f"{said}{several}.{beyond}"
