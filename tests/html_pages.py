"""Pages taken apart: elements with their places, what is linked, what acts; refuses a page that is not well-formed."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img"}


class Element:
    """One element with its attributes, its text and all that lies in it."""

    def __init__(self, name: str, attributes: dict[str, str], above: Element | None) -> None:
        """Nothing lies in it yet."""
        self.name = name
        self.attributes = attributes
        self.above = above
        self.inner: list[Element] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """All text in it, in order."""
        return "".join(self.pieces)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def all(self, name: str = "") -> list[Element]:
        """The elements inside, in order, of one name or of any."""
        found = []
        for element in self.inner:
            if name in ("", element.name):
                found.append(element)
            found += element.all(name)
        return found

    def one(self, name: str) -> Element:
        """The only element of a name."""
        (element,) = self.all(name)
        return element


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell(tag == "tr")
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.inner.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open = self.open.above or self.root

    def _end_cell(self, row: bool) -> None:
        """Cells and rows end where the next begins, or what they lie in ends."""
        for names in (("td", "th"), ("tr",) if row else ()):
            if self.open.name in names:
                self.open = self.open.above or self.root

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tr", "tbody", "thead", "table") and tag != self.open.name:
            self._end_cell(tag != "tr")
        assert tag == self.open.name, f"</{tag}> closes <{self.open.name}>"
        self.open = self.open.above or self.root

    def handle_data(self, data: str) -> None:
        element: Element | None = self.open
        while element is not None:
            element.pieces.append(data)
            element = element.above


def read(page: str) -> Element:
    """The page as a tree; every element is closed where it should be."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open is reader.root, f"<{reader.open.name}> is not closed"
    return reader.root


def faults(page: Element) -> list[str]:
    """What a sound page has none of: ids twice, links to nowhere, fields without a label, outside parts."""
    found = []
    elements = page.all()
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    found += [f"id {name!r} twice" for name in set(ids) if ids.count(name) > 1]
    found += [f"id {name!r} has white space" for name in ids if name.split() != [name]]
    for element in elements:
        href = element.attributes.get("href", "")
        if element.name == "a" and href.startswith("#") and _decoded(href[1:]) not in ids:
            found.append(f"{href} leads nowhere")
        if element.name == "a" and not href.startswith(("#", "https://")):
            found.append(f"link to {href!r}")
        for name in ("aria-labelledby", "aria-describedby"):
            found += [f"{name} {word}" for word in element.attributes.get(name, "").split() if word not in ids]
        if element.name == "input" and (element.above is None or element.above.name != "label"):
            found.append("a field without a label")
        if {"src", "style", "srcset", "action"} & element.attributes.keys() or element.name in (
            "img",
            "iframe",
            "object",
        ):
            found.append(f"<{element.name}> loads or styles something")
        found += [f"{name} acts" for name in element.attributes if name.startswith("on")]
    levels = [int(element.name[1]) for element in elements if element.name in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    found += [
        f"h{before} is followed by h{level}" for before, level in itertools.pairwise(levels) if level > before + 1
    ]
    return found


def _decoded(fragment: str) -> str:
    from urllib.parse import unquote

    return unquote(fragment)
