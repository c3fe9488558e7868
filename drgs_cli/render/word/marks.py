"""The few elements of WordprocessingML that a text consists of: runs, paragraphs, links, places; knows no document.

Every text is made visible and escaped here. Lengths are in twentieths of a point, as Word has them.
"""

from collections.abc import Mapping

from drgs_cli.render.paper.together import together
from drgs_cli.visible import visible

TWENTIETHS = 20
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """Text as it may stand in an element or an attribute."""
    return visible(text).translate(_ESCAPES)


def run(text: str, form: str = "") -> str:
    """Letters of one look; `form` is what stands in its properties."""
    if not text:
        return ""
    properties = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def prose(text: str, form: str = "") -> str:
    """Letters of one look in which no line ends between a number and its unit."""
    return run(together(text), form)


def raised(text: str) -> str:
    """The letters of foot-notes."""
    return run(text, '<w:vertAlign w:val="superscript"/>')


def paragraph(style: str, body: str, form: str = "") -> str:
    """One paragraph; `form` is what stands in its properties behind the style, in the order of the schema."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{form}</w:pPr>" if named or form else ""
    return f"<w:p>{properties}{body}</w:p>"


def field(instruction: str, shown: str) -> str:
    """What Word works out, in bold, with what it shows until then."""
    return f'<w:fldSimple w:instr="{escaped(instruction)}">{run(shown, "<w:b/>")}</w:fldSimple>'


def inner_link(place: str, body: str) -> str:
    """A link to a place of the same document."""
    return f'<w:hyperlink w:anchor="{place}" w:history="1">{body}</w:hyperlink>'


def outer_link(relation: str, body: str) -> str:
    """A link to an address, by the name of its relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{body}</w:hyperlink>'


class Places:
    """The places of a document that links lead to, by their anchors (`paper.chapters.anchors`)."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """None of them is set yet."""
        self._names = names
        self._set: set[str] = set()

    def __contains__(self, anchor: str) -> bool:
        """Whether there is such a place."""
        return anchor in self._names

    def __getitem__(self, anchor: str) -> str:
        """The name of a place for its links."""
        return self._names[anchor]

    def mark(self, anchor: str, body: str = "") -> str:
        """A bookmark around some runs, its number that of its name; the first place of an anchor is the place."""
        if anchor not in self._names or anchor in self._set:
            return body
        self._set.add(anchor)
        name = self._names[anchor]
        number = "".join(filter(str.isdigit, name))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{body}<w:bookmarkEnd w:id="{number}"/>'


def twentieths(points: float) -> int:
    """Points as Word counts them."""
    return round(points * TWENTIETHS)
