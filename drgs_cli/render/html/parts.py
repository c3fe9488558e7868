"""Every part of a document but tables as HTML: headings, texts, lists, pictures, what is folded away."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    Document,
    Folded,
    Heading,
    Items,
    Note,
    Paragraph,
    Part,
    Table,
    Verbatim,
    every_part,
)
from drgs_cli.render.html.anchors import Anchors
from drgs_cli.render.html.items import item_html
from drgs_cli.render.html.tables import Sheets, table_html
from drgs_cli.render.html.text import coded, direction, escaped, running

_PICTURE = 80  # columns of a picture in characters
_COLOUR = ' (?:fill|stroke)="#[0-9a-f]{6}"'  # the style sheet of the page says it, by day and by night
# What most marks have, which the style sheet says for all: ink, and the size of most labels.
_USUAL = ' class="f-ink"| font-size="7"'
_NARROW_ROOM = 190_000  # characters that drawings for narrow screens may add to a page ...
_NARROW_SMALL = 6_000  # ... beside those that are small
_NARROW_MOST = 25_000  # of one of them: a larger one is drawn once, and a narrow screen goes along it


class Body:
    """Writes the parts of one document; counts its tables and pictures, and keeps headings in order."""

    def __init__(self, document: Document, anchors: Anchors) -> None:
        """Nothing is written yet."""
        self._anchors = anchors
        self._level = 1
        self._tables = 0
        self._figures = 0
        self._room = _NARROW_ROOM
        self.sheets = Sheets({})
        # A heading without an anchor can be no entry of the contents.
        self.headings = [part for part in every_part(document.parts) if isinstance(part, Heading) and part.anchor]

    def write(self, parts: tuple[Part, ...]) -> Iterator[str]:
        """The parts in order; notes that follow one another are one list, and so are folded parts."""
        for kind, run in groupby(parts, key=type):
            alike = tuple(run)
            if kind is Note:
                yield from notes_html([part.text for part in alike if isinstance(part, Note)])
                continue
            if kind is Folded:
                # Without a table, two stand side by side on paper.
                slim = "" if any(isinstance(part, Table) for part in every_part(alike)) else " slim"
                yield f'<div class="folds{slim}">'
            for part in alike:
                yield from self._part(part)
            if kind is Folded:
                yield "</div>"

    def _part(self, part: Part) -> Iterator[str]:
        match part:
            case Heading(level, text, anchor):
                self._level = level = min(max(level, 2), self._level + 1, 6)
                yield f"<h{level}{self._anchors.place(anchor)}{direction(text)}>{running(text)}</h{level}>"
            case Paragraph(text, is_coded):
                yield f"<p{direction(text)}>{coded(text) if is_coded else running(text)}</p>"
            case Verbatim(text):
                lines = "\n".join(map(escaped, text.split("\n")))
                yield f"<pre>{lines}</pre>"
            case Table():
                self._tables += 1
                yield table_html(part, self._tables, self._anchors, self.sheets)
            case Items():
                yield from self._items(part)
            case Folded(summary, inner, anchor):
                yield f"<details><summary{direction(summary)}>{running(summary)}</summary>"
                # The place lies within: a browser opens what is folded for a link into it, without any script.
                if place := self._anchors.place(anchor):
                    yield f'<div class="place"{place}></div>'
                yield from self.write(inner)
                yield "</details>"
            case Figure():
                self._figures += 1
                yield from self._figure(part, self._anchors.own(f"f{self._figures}"))

    def _items(self, items: Items) -> Iterator[str]:
        name = "ol" if items.numbered else "ul"
        yield f'<{name} class="items">'
        yield from (item_html(item, self._anchors) for item in items.items)
        yield f"</{name}>"

    def _figure(self, figure: Figure, name: str) -> Iterator[str]:
        from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM  # only a page with a picture loads what draws it
        from drgs_cli.plots.svg import svg_text

        wide = svg_text(figure.pages(PAGE_MM), f"{name}-w", standalone=False)
        both = len(wide) <= max(
            _NARROW_SMALL, min(self._room, _NARROW_MOST)
        )  # as long as the narrow one, which takes long to draw
        narrow = svg_text(figure.pages(COLUMN_MM), f"{name}-n", standalone=False) if both else ""
        self._room -= len(narrow)
        wide, narrow = (re.sub(f"{_COLOUR}|{_USUAL}", "", drawn) for drawn in (wide, narrow))
        yield f"<figure{self._anchors.place(figure.anchor)}>"
        yield f'<figcaption id="{name}"{direction(figure.title)}>{running(figure.title)}</figcaption>'
        if not both:
            yield '<p class="hint">Wider than the screen: scroll the picture sideways.</p>'
        alone = "" if both else " alone"
        yield f'<div class="wide{alone}" role="group" aria-labelledby="{name}" tabindex="0">{wide}</div>'
        if both:
            yield f'<div class="narrow">{narrow}</div>'
        yield from notes_html(figure.notes)
        lines = "\n".join(map(escaped, figure.lines(_PICTURE)))
        yield f'<details class="text"><summary>The same as text<span class="unseen">: {escaped(figure.title)}</span>'
        yield f'</summary><pre class="signs" role="group" aria-labelledby="{name}" tabindex="0">{lines}</pre>'
        yield "</details></figure>"


def contents_html(headings: list[Heading], anchors: Anchors) -> Iterator[str]:
    """The list of headings of level 2 and 3, the third below the second that it belongs to."""
    label = anchors.own("contents")
    yield f'<nav class="contents" aria-labelledby="{label}"><h2 id="{label}">Contents</h2><ol>'
    above = False  # whether an entry of level 2 is open
    below = False  # whether a list of level 3 is open
    for heading in headings:
        entry = f'<a href="{anchors.target(heading.anchor)}"{direction(heading.text)}>{running(heading.text)}</a>'
        if heading.level <= 2 or not above:
            yield ("</ol>" if below else "") + ("</li>" if above else "") + f"<li>{entry}"
            above, below = True, False
        elif heading.level == 3:
            yield ("" if below else "<ol>") + f"<li>{entry}</li>"
            below = True
    yield ("</ol>" if below else "") + ("</li>" if above else "") + "</ol></nav>"


def notes_html(texts: Sequence[str]) -> Iterator[str]:
    """One note, or several as a list."""
    if len(texts) == 1:
        yield f'<p class="note"{direction(texts[0])}><strong>Note:</strong> {running(texts[0])}</p>'
    elif texts:
        items = "".join(f"<li{direction(text)}>{running(text)}</li>" for text in texts)
        yield f'<div class="note"><strong>Notes:</strong><ul>{items}</ul></div>'
