"""A whole document as Word: chapters on upright or lying sheets, headings, lists, contents, pictures."""

import re
from collections.abc import Iterator

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    Document,
    Folded,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Part,
    Table,
    Verbatim,
)
from drgs_cli.render.paper.chapters import Chapter, anchors, chapters, listed
from drgs_cli.render.paper.layout import LYING, MARGIN_MM, UPRIGHT
from drgs_cli.render.word.marks import Places, inner_link, outer_link, paragraph, prose, run, twentieths
from drgs_cli.render.word.package import Contents, address_relation, packed
from drgs_cli.render.word.pictures import Pictures, figure_blocks, is_tall, listing
from drgs_cli.render.word.styles import BULLETS
from drgs_cli.render.word.tables import measure, table_blocks

_SHORT, _LONG = 11_906, 16_838  # A4 in twentieths of a point
_NARROWED = f'<w:ind w:right="{twentieths(LYING - UPRIGHT)}"/>'  # running text stays as wide on a lying sheet
_ADDRESS = re.compile(r"https://[!-~]+")
_LINKED = 70  # signs of an entry of a list that carry its link: a line in blue is enough
_LISTED = 3  # headings down to this level stand in the contents


class _Writer:
    """What grows while the parts of a document are written one after the other."""

    def __init__(self, places: Places) -> None:
        """Nothing is written yet."""
        self.places = places
        self.addresses: list[str] = []
        self.pictures = Pictures()
        self.lists = self.tables = self.figures = 0
        self.lying = False

    def parts(self, parts: tuple[Part, ...], level: int = 2) -> Iterator[str]:
        """The parts below a heading of some level."""
        for part in parts:
            if isinstance(part, Heading):
                level = part.level
            yield from self.part(part, level)

    def part(self, part: Part, level: int) -> Iterator[str]:
        match part:
            case Heading(own, text, anchor):
                yield self.heading(own, text, anchor)
            case Paragraph(text, coded):
                yield self.running(_coded(text) if coded else prose(text))
            case Verbatim(text):
                yield from listing(tuple(text.split("\n")))
            case Note(_, text):
                yield self.running(run("Note: ", "<w:i/>") + prose(text))
            case Table():
                self.tables += bool(part.title)
                number = self.tables if part.title else None
                yield from table_blocks(part, LYING if self.lying else UPRIGHT, self.places, number)
            case Items():
                yield from self.items(part)
            case Folded(summary, parts, anchor):
                below = min(max(level + 1, _LISTED + 1), 6)
                yield self.heading(below, summary, anchor)
                yield from self.parts(parts, below)
            case Figure():
                self.figures += 1
                yield from figure_blocks(part, self.pictures, self.places, self.figures, self.lying)

    def heading(self, level: int, text: str, anchor: str) -> str:
        body = prose(text)
        return paragraph(f"Heading{min(max(level, 2), 6) - 1}", self.named(anchor, body))

    def named(self, anchor: str, body: str) -> str:
        return self.places.mark(anchor, body)

    def running(self, body: str) -> str:
        return paragraph("Normal", body, _NARROWED if self.lying else "")

    def items(self, part: Items) -> Iterator[str]:
        self.lists += part.numbered
        style, which = ("ListNumber", BULLETS + self.lists) if part.numbered else ("ListBullet", BULLETS)
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{which}"/></w:numPr>'
        for item in part.items:
            yield paragraph(style, self.named(item.anchor, self.item(item)), listed)

    def item(self, item: Item) -> str:
        body = prose(item.text)
        if item.link in self.places:
            first, rest = _linked(item.text)
            body = inner_link(self.places[item.link], prose(first, '<w:rStyle w:val="Hyperlink"/>')) + prose(rest)
        return body + (run(" ") + self.address(item.address) if item.address else "")

    def address(self, address: str) -> str:
        """A link to an address of the web; anything else is only text."""
        if not _ADDRESS.fullmatch(address):
            return run(address)
        self.addresses.append(address)
        return outer_link(address_relation(len(self.addresses) - 1), run(address, '<w:rStyle w:val="Hyperlink"/>'))


def render_docx(document: Document) -> bytes:
    """The file as bytes."""
    writer = _Writer(Places(anchors(document)))
    blocks: list[str] = []
    if document.title:
        blocks.append(paragraph("Title", prose(document.title)))
    headings = listed(document)
    if headings:
        blocks += _contents(headings, writer.places)
    found = chapters(document, measure, is_tall) or [Chapter((), lying=False)]
    for number, chapter in enumerate(found, 1):
        writer.lying = chapter.lying
        blocks += writer.parts(chapter.parts)
        sheet = _sheet(chapter.lying)
        blocks.append(sheet if number == len(found) else paragraph("SheetEnd", "", sheet))
    body = "".join(blocks)
    return packed(Contents(document.title, body, writer.addresses, writer.pictures.files, writer.lists))


def _sheet(lying: bool) -> str:
    """The size of the sheets up to here, their margins and their foot."""
    wide, high = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
    margin = twentieths(MARGIN_MM * 72 / 25.4)
    turned = ' w:orient="landscape"' if lying else ""
    margins = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar {margins} w:header="454" w:footer="454" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _contents(headings: tuple[Heading, ...], places: Places) -> Iterator[str]:
    """A table of contents that Word can bring up to date, and that is filled in without it, but for the pages."""
    yield paragraph("Normal", run("Contents", "<w:b/>"), "<w:keepNext/>")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for number, heading in enumerate(headings, 1):
        line = prose(heading.text)
        if heading.anchor in places:
            line = inner_link(places[heading.anchor], line)
        body = (begin if number == 1 else "") + line + (end if number == len(headings) else "")
        yield paragraph(f"TOC{max(heading.level, 2) - 1}", body)


def _linked(text: str) -> tuple[str, str]:
    """A text in two: what carries its link, the whole of a short one, and the rest."""
    if len(text) <= _LINKED:
        return text, ""
    found = re.match(rf".{{1,{_LINKED}}}?(?=[:;,.] )", text) or re.match(rf".{{1,{_LINKED}}}(?= |$)", text)
    end = found.end() if found else _LINKED
    return text[:end], text[end:]


def _coded(text: str) -> str:
    """One of our own texts, with what stands between back-ticks in letters of one width."""
    pieces = re.split("`([^`]+)`", text)
    return "".join(
        run(piece, '<w:rStyle w:val="Code"/>') if number % 2 else prose(piece) for number, piece in enumerate(pieces)
    )
