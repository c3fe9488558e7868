"""Texts of records that a terminal, a browser, a spreadsheet, TeX or Word would obey are texts in every form of answer.

The records in tests/hostile are sound, and each of their free texts is an attack or a script that is hard to set.
"""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from views.test_goldens import VIEWS, WIDTHS, View

from drgs_cli.checks.soundness import sound
from drgs_cli.cli.evidence import EvidenceBase, Opened
from drgs_cli.cli.plot_kinds import PLOTS
from drgs_cli.plots.drawing import Drawing, Label
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.legend import standing_alone
from drgs_cli.plots.svg import svg_text
from drgs_cli.plots.text_width import width_of
from drgs_cli.records.library import load_library
from drgs_cli.render.document import Document
from drgs_cli.render.formats import FORMATS, Drawn
from drgs_cli.render.terminal import render_terminal
from drgs_cli.render.terminal.measure import display_width
from drgs_cli.synthesis.question import Question
from drgs_cli.visible import visible

FOLDER = Path(__file__).with_name("hostile")
FORMS = (*FORMATS, *WIDTHS)

HIDDEN = "\xad\u061c\u200b\u200e\u200f\u2060\ufeff"  # soft hyphen, marks of direction, spaces of no width

# Of what the records hold: each of these stands in the page of a study, in every format, as a text.
SEEN = (
    "<script>alert(1)</script>",
    "</style></title></svg><img src=x onerror=alert(2)>",
    '=HYPERLINK("http://example.invalid","read me")',
    r"\input{/etc/passwd} \end{tabular} $x^2_1$ 50% #1 & ~ {",
    "\x1b[31mred\x1b[0m\x07",
    "left \u202e12.5 right\u202c",
    "%s %d {0} {{}} {name} ${PATH} `id` $(id)",
    "&amp; &#x3c;b&#x3e; ]]> <![CDATA[ <!-- x -->",
    "'; DROP TABLE studies; --",
)
ELEMENTS = {
    *("html", "head", "meta", "link", "title", "style", "script", "body", "header", "main", "footer", "nav", "section"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "a", "strong", "em", "code", "pre", "sup", "ul", "ol"),
    *("li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "details", "summary", "figure"),
    *("figcaption", "bdi", "wbr", "br"),
}
ATTRIBUTES = {
    *("lang", "dir", "class", "id", "href", "rel", "role", "tabindex", "scope", "colspan", "rowspan", "content"),
    *("name", "charset", "http-equiv", "open", "type", "aria-label", "aria-labelledby", "aria-describedby"),
    *("aria-sort", "aria-hidden", "data-sort", "data-value"),
}
CONTROLS = {"form", "fieldset", "legend", "label", "input", "button"}  # what tables are sorted and filtered with
OF_CONTROLS = {"value", "method", "checked", "autocomplete"}
SVG_ELEMENTS = {"svg", "title", "desc", "g", "rect", "line", "circle", "polygon", "polyline", "text"}
SVG_ATTRIBUTES = {
    *("role", "aria-labelledby", "id", "width", "height", "viewBox", "transform", "x", "y", "x1", "x2", "y1", "y2"),
    *("cx", "cy", "r", "rx", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "class"),
    *("data-s", "font-size", "font-weight", "font-family", "text-anchor"),
}
OURS = {"<!-- -->", "<sup>", "</sup>", "</a>"}  # of the HTML that Markdown may hold
# What a body of LaTeX is set with; a backslash before anything else is one that a record wrote.
COMMANDS = {
    *(r"\#", r"\$", r"\%", r"\&", r"\_", r"\{", r"\}", "\\\\", r"\LARGE", r"\addlinespace", r"\allowbreak", r"\begin"),
    *(r"\end", r"\belowtable", r"\bfseries", r"\block", r"\bottomrule", r"\codepoint", r"\endfirsthead", r"\endhead"),
    *(r"\endlastfoot", r"\ensuremath", r"\fontsize", r"\geq", r"\leq", r"\hspace*", r"\hskip", r"\intable", r"\item"),
    *(r"\makebox", r"\midrule", r"\mp", r"\multicolumn", r"\narrowed", r"\onesign", r"\par", r"\rlap", r"\section"),
    *(r"\selectfont", r"\strokes", r"\subsection", r"\subsubsection", r"\symbol", r"\tabularnewline", r"\toprule"),
    *(r"\textasciicircum", r"\textasciigrave", r"\textasciitilde", r"\textbackslash", r"\textbar", r"\textbf"),
    *(r"\textcolor", r"\textgreater", r"\textit", r"\textless", r"\textminus", r"\textquotedbl", r"\textsuperscript"),
    *(
        r"\texorpdfstring",
        r"\texttimes",
        r"\texttwosuperior",
        r"\wordbreak",
        r"\hyperlink",
        r"\hypertarget",
        r"\caption",
    ),
    *(r"\setlength", r"\label", r"\ref", r"\ttfamily", r"\url", r"\href", r"\penalty", r"\hfill", r"\small"),
    *(r"\footnotesize", r"\raggedright", r"\raggedleft", r"\clearpage", r"\newpage", r"\tableofcontents", r"\noindent"),
    *(r"\texttt", r"\emph", r"\paragraph", r"\subparagraph", r"\leavevmode", r"\cmidrule", r"\nobreak", r"\quad"),
    *(r"\nopagebreak", r"\mbox", r"\blacksquare", r"\blacklozenge", r"\hangindent", r"\hangafter", r"\parskip"),
    *(
        r"\LTleft",
        r"\leftskip",
        r"\LTright",
        r"\fill",
        r"\tabcolsep",
        r"\arraybackslash",
        r"\rule",
        r"\textdegree",
        r"\textpm",
    ),
}


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(EvidenceBase(FOLDER, "option"), load_library(FOLDER), ())


@pytest.fixture(scope="module")
def view(opened: Opened) -> Callable[[str], View]:
    made: dict[str, View] = {}

    def make(name: str) -> View:
        if name not in made:
            made[name] = VIEWS[name](opened)
        return made[name]

    return make


def written(view: View, form: str) -> str | bytes:
    """A view in a format, as a file gets it, or a terminal of some width without colour."""
    entry = FORMATS[form.rpartition(".")[2]]
    if isinstance(entry, Drawn):
        return entry.draw(view.document, WIDTHS.get(form), False)
    return entry.write(view.result())


def texts(answer: str | bytes) -> list[str]:
    """What a format wrote; of a file of Word every text file in it."""
    if isinstance(answer, str):
        return [answer]
    with zipfile.ZipFile(io.BytesIO(answer)) as package:
        return [package.read(name).decode() for name in package.namelist() if not name.endswith(".png")]


def acting(text: str) -> set[str]:
    """The characters that act instead of being seen, as Unicode (not the program) knows them."""
    return {sign for sign in set(text) if not sign.isprintable() and (is_control(sign) or sign in HIDDEN)}


def is_control(sign: str) -> bool:
    turning = unicodedata.bidirectional(sign) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return turning or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}


def figures(opened: Opened, kind: str) -> tuple[Figure, ...]:
    """Every picture of a kind over the hostile records."""
    question = Question(indication="crps" if PLOTS[kind].of_one else None)
    return tuple(found for found in PLOTS[kind].figures(opened.library, question) if isinstance(found, Figure))


def test_the_records_are_sound_and_hold_the_texts(opened: Opened) -> None:
    assert sound(load_library(FOLDER))[1] == ()
    records = "".join("".join(text) for study in opened.library.studies for text in map(str, study.reports.values()))
    assert all(repr(text)[1:-1] in records or text in records for text in ("<script>alert(1)</script>", "=HYPERLINK("))
    assert max(len(report.title or "") for study in opened.library.studies for report in study.reports.values()) == 5000


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_acts_in_any_format(name: str, form: str, view: Callable[[str], View]) -> None:
    for text in texts(written(view(name), form)):
        allowed = {"\n", "\t"} if form == "tsv" else {"\n"}
        assert acting(text) <= allowed


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(("form", "between", "quote"), [("csv", ",", '"'), ("tsv", "\t", "\0")])
def test_no_cell_is_a_formula(name: str, form: str, between: str, quote: str, view: Callable[[str], View]) -> None:
    lines = list(csv.reader(io.StringIO(text_of(view(name), form)), delimiter=between, quotechar=quote))
    assert len({len(line) for line in lines}) == 1
    cells = [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]
    assert [cell for cell in cells if not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", cell)] == []


def text_of(made: View, form: str) -> str:
    answer = written(made, form)
    assert isinstance(answer, str)
    return answer


def word(made: View) -> zipfile.ZipFile:
    """The package that Word opens."""
    answer = written(made, "docx")
    assert isinstance(answer, bytes)
    return zipfile.ZipFile(io.BytesIO(answer))


class Page(HTMLParser):
    """A page as a browser takes it apart: its elements, attributes, addresses, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.texts: list[str] = []
        self.inside: dict[str, str] = {"script": "", "style": ""}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_data(self, data: str) -> None:
        last = self.elements[-1] if self.elements else ""
        if last in self.inside and self.get_starttag_text() is not None and self.cdata_elem is not None:
            self.inside[last] += data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return spaced("".join(self.texts))


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_has_only_what_we_write(name: str, view: Callable[[str], View]) -> None:
    page = Page(text_of(view(name), "html"))
    assert set(page.elements) <= ELEMENTS | CONTROLS | SVG_ELEMENTS
    assert page.attributes <= ATTRIBUTES | OF_CONTROLS | {"xmlns", *(name.lower() for name in SVG_ATTRIBUTES)}
    assert {address for address in page.addresses if not address.startswith(("#", "https://", "data:,"))} == set()
    assert (page.elements.count("style"), page.elements.count("script")) in {(1, 0), (1, 1), (2, 1), (1, 2)}
    assert "alert" not in "".join(page.inside.values())


@pytest.mark.parametrize("name", VIEWS)
def test_no_command_of_a_record_reaches_tex(name: str, view: Callable[[str], View]) -> None:
    body = text_of(view(name), "latex").partition(r"\begin{document}")[2]
    found = set(re.findall(r"\\(?:[a-zA-Z@]+\*?|.)", body))
    assert {
        command for command in found - COMMANDS if not re.fullmatch(r"\\text[a-z]+|\\[`'^~=u.\"rHvdckb]", command)
    } == set()
    bare = re.sub(r"\\.", "", body)
    assert set(re.findall(r"[%#$^]", bare)) == set()
    assert r"\& ~ \{" not in body  # a tie is ours, between a number and its unit; that of a record is text


@pytest.mark.parametrize("name", VIEWS)
def test_markdown_has_no_markup_of_a_record(name: str, view: Callable[[str], View]) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).disable("linkify").parse(text_of(view(name), "markdown"))
    every = [*tokens, *(child for token in tokens for child in token.children or ())]
    assert {token.type for token in every} & {"image", "s_open", "fence", "code_block"} <= {"fence", "code_block"}
    markup = {token.content for token in every if token.type in ("html_inline", "html_block")}
    assert {
        text for text in markup if text.strip() not in OURS and not re.fullmatch(r'<a id="[^"<>]*">', text)
    } == set()
    links = {str(token.attrs.get("href", "")) for token in every if token.type == "link_open"}
    assert {link for link in links if not link.startswith(("#", "https://"))} == set()


@pytest.mark.parametrize("name", VIEWS)
def test_the_files_of_word_are_whole(name: str, view: Callable[[str], View]) -> None:
    with word(view(name)) as package:
        assert package.testzip() is None
        for part in package.namelist():
            if part.endswith(".png"):
                assert package.read(part).startswith(b"\x89PNG")
            else:
                ElementTree.fromstring(package.read(part))
        relations = package.read("word/_rels/document.xml.rels").decode()
        assert re.findall(r'Target="((?!https://doi\.org|https://)[^"]*:[^"]*)"', relations) == []


def test_every_text_is_there_as_a_text(view: Callable[[str], View]) -> None:
    made = view("show")
    page = Page(text_of(made, "html")).text
    with word(made) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    report = "".join("".join(root.itertext()).split())
    told = json.dumps(json.loads(text_of(made, "json")), ensure_ascii=False)
    table = "".join(text_of(made, "80.table").split())
    for text in SEEN:
        shown = spaced(visible(text))
        assert shown in page
        assert "".join(shown.split()) in report
        assert "".join(shown.split()) in table
        assert json.dumps(text, ensure_ascii=False)[1:-1] in told or json.dumps(visible(text))[1:-1] in told


# --- Pictures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("width", [84, 174])
def test_a_picture_has_only_what_we_draw(kind: str, width: float, opened: Opened) -> None:
    for figure in figures(opened, kind):
        for pages in (figure.pages(width), standing_alone(figure, width, ("a note <b>",))):
            root = ElementTree.fromstring(svg_text(pages, kind))
            elements = list(root.iter())
            assert {element.tag.rpartition("}")[2] for element in elements} <= SVG_ELEMENTS
            assert {name for element in elements for name in element.attrib} <= SVG_ATTRIBUTES
            assert acting(svg_text(pages, kind)) <= {"\n"}
            assert [text for page in pages for text in outside(page)] == []


def outside(page: Drawing) -> Iterator[str]:
    """The texts that a sheet would cut."""
    for mark in page.marks:
        if isinstance(mark, Label) and not mark.turned:
            wide = width_of(visible(mark.text), mark.size, mark.bold)
            left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
            if left < -0.5 or left + wide > page.width + 0.5 or not 0 < mark.y <= page.height + 0.5:
                yield mark.text


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("columns", [80, 120])
def test_a_picture_in_characters_keeps_its_shape(kind: str, columns: int, opened: Opened) -> None:
    for figure in figures(opened, kind):
        lines = [visible(line) for line in figure.lines(columns)]
        assert [line for line in lines if display_width(line) > columns] == []
        shown = render_terminal(Document("", (figure,)), columns, False)
        assert acting(shown) <= {"\n"}


def test_the_kinds_of_pictures_draw_the_hostile_records(opened: Opened) -> None:
    drawing = {kind for kind in PLOTS if figures(opened, kind)}
    assert drawing >= {"forest", "network", "rob", "gaps", "timeline", "flow"}
