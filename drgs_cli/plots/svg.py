"""Drawings as SVG: text stays text, and every picture says in words what it shows; knows nothing of what is drawn."""

import re

from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Disc, Drawing, Label, Line, Mark, Outline
from drgs_cli.plots.palette import LIGHT, Tone
from drgs_cli.visible import visible

# A colour that the page has for the class or the attribute behind it; no text holds a quotation mark (`escaped`).
_PAINTED = re.compile(' (?:fill|stroke)="#[0-9a-f]{6}"(?= (?:class|data-s)=")')
FONTS = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif"


def svg_text(pages: tuple[Drawing, ...], name: str = "figure", *, standalone: bool = True, fonts: str = FONTS) -> str:
    """One SVG of all sheets below one another, in millimetres; `name` makes its ids unique on a page.

    Standalone it has a ground of its own; inside a page it takes ground and colours of the page, which finds what is
    filled by the class `f-TONE` and what is stroked by `data-s`. Raises ValueError without a sheet.
    """
    if not pages:
        raise ValueError("there is no sheet to draw")
    width, height = max(page.width for page in pages), sum(page.height for page in pages)
    title, description = _said(pages)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' width="{_number(width / POINTS_PER_MM)}mm" height="{_number(height / POINTS_PER_MM)}mm"'
        f' viewBox="0 0 {_number(width)} {_number(height)}" font-family="{fonts}">',
        f'<title id="{name}-title">{escaped(title)}</title>',
        f'<desc id="{name}-desc">{escaped(description)}</desc>',
    ]
    if standalone:
        lines.append(_box(Box(0, 0, width, height, "paper")))
    down = 0.0
    for page in pages:
        lines.append(f'<g transform="translate(0 {_number(down)})">' if down else "<g>")
        lines += map(_mark, page.marks)
        lines.append("</g>")
        down += page.height
    drawn = "\n".join((*lines, "</svg>")) + "\n"
    return drawn if standalone else _PAINTED.sub("", drawn)


def _said(pages: tuple[Drawing, ...]) -> tuple[str, str]:
    """Title and description of all sheets, those of the same picture once."""
    said = tuple(dict.fromkeys((page.title, page.description) for page in pages))
    if len(said) == 1:
        return said[0]
    titles = "; ".join(dict.fromkeys(title for title, _ in said))
    return titles, " ".join(f"{title}: {description}" for title, description in said)


def escaped(text: str) -> str:
    """Text for an element or an attribute of XML: nothing in it acts."""
    shown = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace('"', "&quot;").replace("'", "&#39;")


def _mark(mark: Mark) -> str:
    match mark:
        case Line(x1, y1, x2, y2, tone, width, dash):
            ends = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
            return f"<line {ends}{_stroke(tone, width)}{_dash(dash)}/>"
        case Box():
            return _box(mark)
        case Disc(x, y, radius, fill, stroke, width, opacity):
            place = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
            return f"<circle {place}{_fill(fill)}{_stroke(stroke, width)}{_opacity(opacity)}/>"
        case Outline(points, fill, stroke, width, closed, dash, opacity):
            way = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
            name = "polygon" if closed else "polyline"
            painted = f"{_fill(fill)}{_stroke(stroke, width)}{_dash(dash)}{_opacity(opacity)}"
            return f'<{name} points="{way}"{painted}/>'
        case Label():
            return _label(mark)


def _box(box: Box) -> str:
    place = f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" height="{_number(box.height)}"'
    rounded = f' rx="{_number(box.radius)}"' if box.radius else ""
    painted = f"{_fill(box.fill)}{_stroke(box.stroke, box.stroke_width)}{_opacity(box.opacity)}"
    return f"<rect {place}{rounded}{painted}/>"


def _label(label: Label) -> str:
    place = f'x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"'
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    bold = ' font-weight="bold"' if label.bold else ""
    turned = (
        f' transform="rotate({_number(label.turned)} {_number(label.x)} {_number(label.y)})"' if label.turned else ""
    )
    full = f"<title>{escaped(label.full)}</title>" if label.full and label.full != label.text else ""
    return f"<text {place}{anchor}{bold}{turned}{_fill(label.tone)}>{full}{escaped(label.text)}</text>"


def _fill(tone: Tone | None) -> str:
    return ' fill="none"' if tone is None else f' fill="{LIGHT[tone]}" class="f-{tone}"'


def _stroke(tone: Tone | None, width: float) -> str:
    return "" if tone is None else f' stroke="{LIGHT[tone]}" data-s="{tone}" stroke-width="{_number(width)}"'


def _dash(dash: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(map(_number, dash))}"' if dash else ""


def _opacity(opacity: float) -> str:
    return f' opacity="{_number(opacity)}"' if opacity < 1 else ""


def _number(value: float) -> str:
    """Two decimals, without zeros at the end: a hundredth of a point is less than any eye or printer tells."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
