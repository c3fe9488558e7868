"""What holds for every drawing: marks on the sheet, no label upon another, sheets no taller than a page."""

from drgs_cli.plots.characters import columns_of
from drgs_cli.plots.drawing import Box, Disc, Drawing, Label, Line, Outline
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.sheets import TALLEST
from drgs_cli.plots.svg import svg_text
from drgs_cli.plots.text_width import width_of

HOSTILE = (
    "</text><script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "漢字かな交じり文" * 6,
    "😀 emoji مرحبا",
    "word" * 300,
    "long words of " * 60,
)


def texts_of(drawings: tuple[Drawing, ...]) -> list[str]:
    """Every label, whole, in order."""
    return [mark.full or mark.text for page in drawings for mark in page.marks if isinstance(mark, Label)]


def assert_sound(figure: Figure) -> None:
    """At both widths, and as text."""
    for width in (84, 174):
        pages = figure.pages(width)
        assert pages
        assert svg_text(pages).count("<svg") == 1
        for page in pages:
            assert page.height <= TALLEST + 1e-6
            assert abs(page.width - width * 72 / 25.4) < 1e-6
            assert page.title
            assert page.description
            assert not _outside(page)
            assert not overlaps(page)
    for columns in (60, 80, 120):
        lines = figure.lines(columns)
        assert [line for line in lines if columns_of(line) > columns] == []
        assert all("\x1b" not in line and "\n" not in line for line in lines)


def overlaps(page: Drawing) -> list[tuple[str, str]]:
    """Labels that lie upon one another."""
    boxes = [(_extent(mark), mark.text) for mark in page.marks if isinstance(mark, Label) and not mark.turned]
    boxes.sort()
    found = []
    for place, ((_left, top, right, bottom), text) in enumerate(boxes):
        for (start, upper, _, lower), other in boxes[place + 1 :]:
            if start >= right - 0.1:
                break
            if upper < bottom - 0.5 and lower > top + 0.5:
                found.append((text, other))
    return found


def _extent(label: Label) -> tuple[float, float, float, float]:
    width = width_of(label.text, label.size, label.bold)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return (left, label.y - 0.72 * label.size, left + width, label.y + 0.2 * label.size)


def _outside(page: Drawing) -> list[object]:
    return [
        mark
        for mark in page.marks
        for left, top, right, bottom in (_bounds(mark),)
        if left < -0.5 or right > page.width + 0.5 or top < -1 or bottom > page.height + 2
    ]


def _bounds(mark: object) -> tuple[float, float, float, float]:
    match mark:
        case Line(x1, y1, x2, y2):
            return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        case Box(x, y, width, height):
            return (x, y, x + width, y + height)
        case Disc(x, y, radius):
            return (x - radius, y - radius, x + radius, y + radius)
        case Outline(points):
            return (min(x for x, _ in points), min(y for _, y in points), *map(max, zip(*points, strict=True)))
        case Label() if not mark.turned:
            return _extent(mark)
    return (0, 0, 0, 0)
