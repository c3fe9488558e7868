"""A whole document as LaTeX: chapters upright or lying, headings, lists, pictures in characters."""

import re
from collections.abc import Iterator, Mapping
from itertools import count

from msgspec import Struct

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
from drgs_cli.render.latex.pictured import pictured
from drgs_cli.render.latex.preamble import PREAMBLE
from drgs_cli.render.latex.signs import breaking, escaped, in_bookmark
from drgs_cli.render.latex.tables import MEASURE, table_blocks
from drgs_cli.render.paper.chapters import Chapter, anchors, chapters, listed
from drgs_cli.render.paper.layout import UPRIGHT

_SIZE = 10.0  # of running text
_COLUMNS = 80  # of a picture in characters
_HEADINGS = {2: "section", 3: "subsection", 4: "subsubsection", 5: "paragraph", 6: "subparagraph"}
_TALL = 45  # lines of such a picture that a lying sheet has no room for
_ADDRESS = re.compile(r"https://[^\s{}\\^`<>\"|]+")


class _Setting(Struct, frozen=True):
    """What the parts of a document share: names for links, numbers of tables and pictures, the width of the sheet."""

    places: Mapping[str, str]
    tables: Iterator[int]
    figures: Iterator[int]
    room: float
    level: int = 2

    def inside(self, level: int) -> "_Setting":
        """The same below a heading of some level."""
        return _Setting(self.places, self.tables, self.figures, self.room, level)


def render_latex(document: Document) -> str:
    """A document that compiles by itself."""
    places, tables, figures = anchors(document), count(1), count(1)
    blocks = [f"{PREAMBLE}\\hypersetup{{pdftitle={{{in_bookmark(document.title)}}}}}", "\\begin{document}"]
    opening = list(_opening(document))
    for chapter in chapters(document, MEASURE, _is_tall) or [Chapter((), lying=False)]:
        blocks += _chapter(chapter, opening, _Setting(places, tables, figures, chapter.room))
        opening = []
    return "\n\n".join([*blocks, "\\end{document}"]) + "\n"


def _opening(document: Document) -> Iterator[str]:
    """What stands above the first chapter, on its first sheet."""
    if document.title:
        yield f"{{\\LARGE\\bfseries {breaking(document.title, 17.0, UPRIGHT, bold=True)}\\par}}"
    if listed(document):
        yield "\\tableofcontents"


def _chapter(chapter: Chapter, opening: list[str], setting: _Setting) -> Iterator[str]:
    if chapter.lying:
        yield "\\begin{landscape}"
    yield from opening
    yield from _parts(chapter.parts, setting)
    if chapter.lying:
        yield "\\end{landscape}"


def _parts(parts: tuple[Part, ...], setting: _Setting) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Heading):
            setting = setting.inside(part.level)
        yield from _part(part, setting)


def _part(part: Part, setting: _Setting) -> Iterator[str]:
    match part:
        case Heading(level, text, anchor):
            yield _heading(level, text, _place(setting, anchor))
        case Paragraph(text, coded):
            yield _running(_coded(text) if coded else breaking(text, _SIZE, UPRIGHT), setting)
        case Verbatim(text):
            yield pictured(tuple(text.split("\n")), setting.room)
        case Note(_, text):
            yield _running(f"\\textit{{Note:}} {breaking(text, _SIZE, UPRIGHT)}", setting)
        case Table():
            number = next(setting.tables) if part.title else None
            yield from table_blocks(part, setting.room, setting.places, number)
        case Items():
            yield _items(part, setting)
        case Folded(summary, parts, anchor):
            below = min(max(setting.level + 1, 4), 6)
            yield _heading(below, summary, _place(setting, anchor))
            yield from _parts(parts, setting.inside(below))
        case Figure():
            yield from _figure(part, setting)


def _place(setting: _Setting, anchor: str) -> str:
    return f"\\hypertarget{{{setting.places[anchor]}}}{{}}" if anchor in setting.places else ""


def _heading(level: int, text: str, place: str) -> str:
    command = _HEADINGS[min(max(level, 2), 6)]
    words = breaking(text, 14.4, UPRIGHT, bold=True)
    end = "\\leavevmode\\par\\nopagebreak" if level > 4 else ""
    return f"{place}\\{command}{{\\texorpdfstring{{{words}}}{{{in_bookmark(text)}}}}}{end}"


def _running(text: str, setting: _Setting) -> str:
    return f"{{\\narrowed {text}\\par}}" if setting.room > UPRIGHT else f"{text}\\par"


def _coded(text: str) -> str:
    """One of our own texts, with what stands between back-ticks in letters of one width."""
    pieces = re.split("`([^`]+)`", text)
    return "".join(
        f"\\texttt{{{escaped(piece)}}}" if number % 2 else _kept(piece) for number, piece in enumerate(pieces)
    )


def _kept(piece: str) -> str:
    """Running text between two pieces of code, with the spaces at its ends."""
    inner = breaking(piece, _SIZE, UPRIGHT)
    return f"{' ' if piece[:1] == ' ' else ''}{inner}{' ' if piece[-1:] == ' ' and inner else ''}"


def _items(part: Items, setting: _Setting) -> str:
    """Numbers or bullets set by us, hanging, so that a list may be of any length and any depth of numbers."""
    wide = 6 + 6 * len(str(len(part.items))) if part.numbered else 10
    lines = [
        f"\\hangindent={wide}bp\\hangafter=1\\makebox[{wide}bp][l]{{{_mark(part, number)}}}{_item(item, setting)}\\par"
        for number, item in enumerate(part.items, 1)
    ]
    narrowed = "\\narrowed" if setting.room > UPRIGHT else ""
    return "\n".join((f"{{\\setlength{{\\parskip}}{{2pt}}{narrowed}", *lines, "}"))


def _mark(part: Items, number: int) -> str:
    return f"{number}." if part.numbered else "\\textbullet{}"


def _item(item: Item, setting: _Setting) -> str:
    room = UPRIGHT - 40
    text = breaking(item.text, _SIZE, room)
    if item.link in setting.places:
        text = f"\\hyperlink{{{setting.places[item.link]}}}{{{text}}}"
    if item.address:
        shown = breaking(item.address, _SIZE, room)
        text += f" {_linked(item.address, shown)}"
    return _place(setting, item.anchor) + text


def _linked(address: str, shown: str) -> str:
    """A link to an address of the web; anything else is only text."""
    if not _ADDRESS.fullmatch(address) or not address.isascii():
        return shown
    target = re.sub(r"[~\[\]']", lambda found: f"%{ord(found[0]):02X}", address)
    return f"\\href{{{re.sub('[#%&_$]', lambda found: chr(92) + found[0], target)}}}{{{shown}}}"


def _figure(figure: Figure, setting: _Setting) -> Iterator[str]:
    """Number and title, the picture in characters, what it shows in words, its foot-notes."""
    title = breaking(figure.title, _SIZE, UPRIGHT, bold=True)
    yield f"{_place(setting, figure.anchor)}\\textbf{{Figure {next(setting.figures)}. {title}}}\\par\\nopagebreak"
    yield pictured(figure.lines(_COLUMNS), setting.room)
    for text in (figure.description, *(f"Note: {note}" for note in figure.notes)):
        if text:
            yield _running(f"\\intable {breaking(text, 8.0, UPRIGHT)}", setting)


def _is_tall(figure: Figure) -> bool:
    return len(figure.lines(_COLUMNS)) > _TALL
