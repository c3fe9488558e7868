"""Every view in every format for people: each title, cell and note of the document is found in what is drawn."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile_documents import figure, hostile_table
from markdown_it import MarkdownIt

from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import load_library
from drgs_cli.render.document import (
    Column,
    Document,
    Folded,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
    Verbatim,
    every_part,
    words,
)
from drgs_cli.render.formats import FORMATS, Drawn
from drgs_cli.render.latex.signs import setting
from drgs_cli.synthesis.answer import answer, glance_at_each
from drgs_cli.synthesis.context import context_of
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.listing import list_studies
from drgs_cli.synthesis.network_estimates import networks
from drgs_cli.synthesis.question import Question
from drgs_cli.views.certainty import certainty_document
from drgs_cli.views.compare import compare_document
from drgs_cli.views.explain import explain_document, explain_line
from drgs_cli.views.network import network_document
from drgs_cli.views.overview import overview_document
from drgs_cli.views.study_list import study_list
from drgs_cli.views.study_page import study_pages
from drgs_cli.views.summary import summary_document
from drgs_cli.visible import visible

TESTS = Path(__file__).parents[1]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = re.compile(r"\\(?:allowbreak|wordbreak)(?:\{\})?|\{\}|~|\s")  # where a line of LaTeX may end, and spaces
FOLDERS = ("folder", "invented_trials", "hostile")


class _Page(HTMLParser):
    """The text of a page that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.unseen += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.texts.append(data)


def of_page(page: str) -> str:
    reader = _Page()
    reader.feed(page)
    return "".join(reader.texts)


def of_markdown(source: str) -> str:
    return of_page(MarkdownIt("commonmark", {"html": True}).enable("table").render(source))


def of_word(package: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    return "".join(text.text or "" for text in root.iter(f"{WORD}t"))


def squeezed(text: str) -> str:
    return "".join(visible(text).split())


def in_latex(text: str) -> str:
    """A text as it is written in LaTeX, but for where a line may end."""
    return _UNSEEN.sub("", "".join(map(setting, visible(text))))


def read(form: str, document: Document) -> str:
    """What a reader of the format is shown, without white space."""
    entry = FORMATS[form]
    assert isinstance(entry, Drawn)
    drawn = entry.draw(document, None, False)
    if isinstance(drawn, bytes):
        return squeezed(of_word(drawn))
    if form == "latex":
        return _UNSEEN.sub("", drawn)
    return squeezed({"markdown": of_markdown, "html": of_page}.get(form, str)(drawn))


def texts(document: Document) -> Iterator[str]:
    """Every text of a document that somebody has to see."""
    yield document.title
    for part in every_part(document.parts):
        yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    match part:
        case Heading() | Paragraph(coded=False) | Note():
            yield part.text
        case Paragraph() | Verbatim():
            pass  # back-ticks go, and lines stay lines: their own tests
        case Folded(summary):
            yield summary
        case Items(items):
            yield from (item.text for item in items)
        case Figure():
            yield from (part.title, *part.notes)
        case Table():
            yield from (part.title, part.caption, *(column.title for column in part.columns))
            for group in part.groups():
                yield from (group.title, group.text)
                yield from (cell.text for row in group.rows for cell in row.cells)
            yield from (note.text for note in part.notes)


def views(folder: Path) -> Iterator[tuple[str, Document]]:
    """What the commands that print tables would draw."""
    library = load_library(folder)
    question = Question(indication="crps")
    found = answer(library, question)
    context = context_of(library, question)
    yield "overview", overview_document(glance_at_each(library, Question()), library)
    yield "summary", summary_document(found)
    yield "compare", compare_document(found)
    yield "unanchored", compare_document(answer(library, Question(indication="crps", allow_unanchored=True)))
    yield "certainty", certainty_document(found)
    yield "network", network_document(networks(gather(library, question), context), context)
    yield "studies", study_list(list_studies(library, Question()), library)
    yield "show", study_pages(list_studies(library, Question()), library, ())
    for ref in ("crps/responder-50/12/randomised", "crps/responder-50/24/single-drgs"):
        line = explain_line(found, ref)
        if line is not None:
            yield ref, explain_document(line)


PEOPLE = tuple(name for name, entry in FORMATS.items() if isinstance(entry, Drawn) and name not in ("csv", "tsv"))


@pytest.mark.parametrize("form", PEOPLE)
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_text_of_a_view_is_lost_in_a_format(folder: str, form: str) -> None:
    as_read: Callable[[str], str] = in_latex if form == "latex" else squeezed
    for name, document in views(TESTS / folder):
        shown = read(form, document)
        lost = [text for text in texts(document) if as_read(text) not in shown]
        if form == "latex":  # a cell that is taller than a sheet is set as several rows
            lost = [word for text in lost for word in text.split() if len(text) < 1000 or as_read(word) not in shown]
        assert lost == [], name


@pytest.mark.parametrize("form", PEOPLE)
def test_the_words_of_pictures_lists_and_folded_parts_are_kept(form: str) -> None:
    parts = (
        Folded("More", (Note("n", "uncontrolled: not a comparison"),)),
        Items((Item("first"), Item("second", address="https://doi.org/10.1/x")), numbered=True),
        figure("Effects", "Two effects."),
        Table("T", (Column("a", "A"),), (Row((words("cell", ("d",)),)),), (Note("d", "denominators differ"),)),
    )
    document = Document("Title", parts)
    shown = read(form, document)
    as_read = in_latex if form == "latex" else squeezed
    told = (*texts(document), "https://doi.org/10.1/x", "" if form == "table" else "Two effects.")
    assert [text for text in told if as_read(text) not in shown] == []


@pytest.mark.parametrize("form", [name for name in PEOPLE if name != "latex"])
def test_no_hostile_text_is_lost(form: str) -> None:
    """LaTeX sets a cell that is taller than a sheet as several rows; its own tests look at those."""
    document = Document("T", (hostile_table(),))
    shown = read(form, document)
    assert [text for text in texts(document) if squeezed(text) not in shown] == []
