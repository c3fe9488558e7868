"""A picture as it stands alone: its title above the first sheet, its notes below the last; knows no format."""

from collections.abc import Iterator

from drgs_cli.plots.drawing import POINTS_PER_MM, Drawing, Label, Mark
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.sheets import TALLEST, Strip, drawings, moved, stacked
from drgs_cli.plots.text_width import ROOM, wrapped

MARGIN_MM = 1.5  # around everything, so that no printer and no program cuts a letter
TITLE, NOTE = 8.5, 7.0
GAP, LEAD = 4.0, 1.3
_MARGIN = MARGIN_MM * POINTS_PER_MM
_TITLE_LINES = 4


def standing_alone(figure: Figure, width_mm: float, notes: tuple[str, ...] = ()) -> tuple[Drawing, ...]:
    """The sheets of a figure, so wide in all, with its title and all its notes, and with `notes` of the answer that it
    is from.
    """
    pages = figure.pages(width_mm - 2 * MARGIN_MM)
    width = max((page.width for page in pages), default=(width_mm - 2 * MARGIN_MM) * POINTS_PER_MM)
    below = stacked(_notes((*figure.notes, *notes), width))
    strips = [stacked((title, Strip(page.height, page.marks))) for title, page in _titled(figure.title, pages, width)]
    if below.height and strips and strips[-1].height + below.height <= TALLEST:
        strips[-1] = stacked((strips[-1], below))
    elif below.height:
        strips.append(below)
    return drawings(map(_framed, strips), width + 2 * _MARGIN, figure.title, figure.description)


def _framed(strip: Strip) -> Strip:
    return Strip(strip.height + 2 * _MARGIN, tuple(moved(mark, _MARGIN, _MARGIN) for mark in strip.marks))


def _titled(title: str, pages: tuple[Drawing, ...], width: float) -> Iterator[tuple[Strip, Drawing]]:
    """Each sheet after a strip with the title, and its number where there are several; the title is not said twice."""
    for number, page in enumerate(pages, 1):
        if any(isinstance(mark, Label) and title in (mark.text, mark.full) for mark in page.marks):
            yield Strip(0.0), page
            continue
        numbered = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
        lines = wrapped(title + numbered, TITLE, width / ROOM, bold=True, most=_TITLE_LINES) if title else ()
        labels = tuple(
            Label(0.0, TITLE + place * TITLE * LEAD, line, TITLE, bold=True, full=title)
            for place, line in enumerate(lines)
        )
        yield Strip(len(lines) * TITLE * LEAD + GAP if lines else 0.0, labels), page


def _notes(notes: tuple[str, ...], width: float) -> Iterator[Strip]:
    if notes:
        yield Strip(GAP)
    for note in notes:
        lines = wrapped(note, NOTE, width / ROOM)
        labels: tuple[Mark, ...] = tuple(
            Label(0.0, NOTE + place * NOTE * LEAD, line, NOTE, tone="muted") for place, line in enumerate(lines)
        )
        yield Strip(len(lines) * NOTE * LEAD + NOTE * 0.4, labels)
