"""Estimates after each publication in characters, two lines to a date; knows no study and no measure."""

from drgs_cli.plots.axes import Scale, linear_ticks, log_ticks, plain
from drgs_cli.plots.axes_text import Sheet, axis_lines
from drgs_cli.plots.characters import folded
from drgs_cli.plots.timeline_publications_data import Publications, Standing

MOST, INDENT = 40, 2


def publications_lines(publications: Publications, columns: int) -> tuple[str, ...]:
    """Course by course, each date with its estimate on the common axis; title and notes are the document's."""
    wide = max(min(MOST, (columns - INDENT) // 2 + 3), 12)
    scale = Scale(*publications.span(), 0, wide - 1, publications.log)
    lines: list[str] = []
    for course in publications.courses:
        lines += [*([""] if lines else []), *folded(course.heading, columns)]
        for row in course.standings:
            lines += [
                " " * INDENT + line for line in folded(f"{row.date}: {row.added}; {row.counts}", columns - INDENT)
            ]
            lines += _drawn(row, publications, scale, wide, columns)
    ticks = (log_ticks if scale.log else linear_ticks)(scale.low, scale.high, max(wide // 8, 2))
    rule, texts = axis_lines(scale, tuple((value, plain(value)) for value in ticks), wide)
    left, right = publications.favours
    favours = f"; left: {left}, right: {right}" if left and right else ""
    return (
        *lines,
        *(" " * INDENT + line for line in (rule, texts)),
        *folded(f"{publications.axis}{favours}", columns),
    )


def _drawn(row: Standing, publications: Publications, scale: Scale, wide: int, columns: int) -> list[str]:
    """The estimate and its interval, and beside them what they are in words."""
    sheet = Sheet(wide, 1)
    if publications.null is not None:
        sheet.put(round(scale.place(publications.null)), 0, ":")
    if row.value is not None and not (scale.log and row.value <= 0):
        if row.low is not None and row.high is not None:
            left, right = round(scale.place(max(row.low, scale.low))), round(scale.within(row.high))
            sheet.put(left, 0, "─" * (right - left + 1))
            sheet.put(left, 0, "<" if row.low < scale.low else "├")
            sheet.put(right, 0, ">" if row.high > scale.high else "┤")
        sheet.put(round(scale.place(row.value)), 0, "o")
    (picture,) = sheet.lines()
    words = folded(row.text, max(columns - INDENT - wide - 2, 10))
    first = f"{' ' * INDENT}{picture.ljust(wide)}  {words[0] if words else ''}".rstrip()
    return [first, *(" " * (INDENT + wide + 2) + line for line in words[1:])]
