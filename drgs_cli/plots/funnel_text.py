"""A funnel plot in characters, with a line for each of its studies; knows no study and no rounding."""

from drgs_cli.plots.axes import Scale, linear_ticks, log_ticks, plain
from drgs_cli.plots.axes_text import GUTTER, Sheet, axis_lines, between_axes
from drgs_cli.plots.characters import folded
from drgs_cli.plots.funnel_data import Funnel

ROWS, MOST = 15, 62
POOLED, LIMIT, NULL, CONTOUR = "│", "\\", ":", "."


def funnel_lines(funnel: Funnel, columns: int) -> tuple[str, ...]:
    """Plot, key and studies, in so many columns; title and notes are the document's."""
    wide = max(min(columns - GUTTER, MOST), 16)
    low, high = funnel.span()
    across = Scale(low, high, 0, wide - 1, funnel.log)
    down = Scale(0.0, funnel.deepest, 0, ROWS - 1)
    sheet = _plot(funnel, across, down, wide)
    ticks = (log_ticks if funnel.log else linear_ticks)(low, high, max(wide // 10, 2))
    level = axis_lines(across, tuple((value, plain(value)) for value in ticks), wide)
    errors = {round(down.place(value)): plain(value) for value in linear_ticks(0.0, funnel.deepest, 5)}
    left, right = funnel.favours
    sides = " / ".join(text for text in (left and f"left: {left}", right and f"right: {right}") if text)
    key = (
        f"o study, 2 to 9: so many; {POOLED} {funnel.pooled_text}; / {LIMIT} {funnel.reach_text};"
        f" {NULL} {funnel.null_text}; {CONTOUR} contours: {'; '.join(entry.text for entry in funnel.contours)}"
    )
    return (
        *folded(f"Down: {funnel.error_axis}. Across: {funnel.axis}.", columns),
        "",
        *between_axes(sheet, errors, level),
        *folded(sides, columns),
        *folded(key, columns),
        "",
        *_studies(funnel, columns),
    )


def _plot(funnel: Funnel, across: Scale, down: Scale, wide: int) -> Sheet:
    sheet = Sheet(wide, ROWS)
    for row in range(ROWS):
        error = funnel.deepest * row / (ROWS - 1)
        for contour in funnel.contours:
            for sign in (-1, 1):
                sheet.put(_column(across, funnel.moved(funnel.null, sign * contour.reach * error)), row, CONTOUR)
        sheet.put(_column(across, funnel.null), row, NULL)
        for sign, drawn in ((-1, "/"), (1, LIMIT)):
            sheet.put(_column(across, funnel.moved(funnel.pooled, sign * funnel.reach * error)), row, drawn)
        sheet.put(_column(across, funnel.pooled), row, POOLED)
    counted: dict[tuple[int, int], int] = {}
    for point in funnel.points:
        place = (_column(across, point.effect), round(down.place(point.error)))
        counted[place] = counted.get(place, 0) + 1
    for (column, row), number in counted.items():
        sheet.put(column, row, "o" if number == 1 else str(min(number, 9)))
    return sheet


def _column(across: Scale, value: float) -> int:
    return round(across.place(value))


def _studies(funnel: Funnel, columns: int) -> tuple[str, ...]:
    """A line for each study, in the order given; a figure that does not fit beside the name stands below it."""
    lines: list[str] = []
    for point in funnel.points:
        lines += folded(f"{point.label}: {point.text}", columns)
    return tuple(lines)
