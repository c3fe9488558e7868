"""The whole page: its frame, what may act on it, links, lists, pictures, data for programs, hostile text."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from html_pages import Element, faults, read
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.plots.drawing import Drawing, Label, Line
from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    Cell,
    Column,
    Document,
    Folded,
    Group,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
    Verbatim,
    words,
)
from drgs_cli.render.html import render_html
from drgs_cli.visible import visible

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "--></script><!--",
    "&lt;&#60;&amp",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "بيان عربي",
    "漢字 😀",
    "x" * 5000,
    "=HYPERLINK('http://x')",
    "</details></table>`code`",
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))


def drawing(width: float) -> tuple[Drawing, ...]:
    return (Drawing(width, 20, (Line(0, 1, 9, 1), Label(1, 9, "Roe & Doe")), "A picture", "One line."),)


def figure(title: str = "Forest", anchor: str = "", note: str = "No comparison.") -> Figure:
    return Figure(title, "One line.", drawing, lambda columns: (title[:columns], "---[]---"), (note,), anchor)


def page_of(*parts: Part, title: str = "Title", **options: object) -> Element:
    document = Document(title, parts, **options)  # type: ignore[arg-type]
    page = read(render_html(document))
    assert faults(page) == []
    return page


def everything(text: str, anchor: str) -> tuple[Part, ...]:
    """Each kind of part with a text in every place that takes one."""
    columns = (Column("a", text), Column("b", "B", "right"), Column("c", "C"))
    rows = tuple(Row((words(text, ("n",)), Cell(i, str(i)), Cell(text, text, link=anchor)), ref=text) for i in range(6))
    notes = (Note("n", text), Note("unused", text))
    table = Table(
        text, columns, (Group(text, rows, text), Group("Other", rows)), notes, text, sortable=True, anchor=anchor
    )
    items = Items((Item(text, anchor=anchor, link=text, address=text), Item(text, address="https://example.org/a?b&c")))
    parts: tuple[Part, ...] = (
        Heading(2, text, anchor),
        Paragraph(text),
        Paragraph(text, coded=True),
        Verbatim(text),
        table,
    )
    parts += (items, Note("n", text), figure(text, anchor, text))
    return (*parts, Folded(text, parts, anchor))


def test_the_frame_of_a_page() -> None:
    text = render_html(Document("Pain & relief", (Paragraph("One trial."),)))
    page = read(text)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    assert text.endswith("</html>\n")
    assert page.one("title").text == page.one("h1").text == "Pain & relief"
    skip = page.one("body").inner[0]
    assert (skip.text, skip.attributes["href"]) == ("Skip to the content", f"#{page.one('main').attributes['id']}")
    assert [page.one(name).name for name in ("header", "main", "footer")] == ["header", "main", "footer"]
    assert page.one("main").text == "\nOne trial.\n"
    assert page.all("nav") == []


def test_only_the_style_and_the_script_of_the_page_may_act() -> None:
    page = page_of(*everything("text", "place"), contents=True, embedded={"a": 1})
    metas = [meta.attributes for meta in page.all("meta")]
    (policy,) = [meta["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    script = next(found for found in page.all("script") if "type" not in found.attributes)
    assert rules == {
        "default-src": "'none'",
        "style-src": hashed(page.one("style").text),
        "script-src": hashed(script.text),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_nothing_is_asked_of_another_place() -> None:
    text = render_html(Document("T", everything("text", "place"), contents=True))
    assert re.findall(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg|example\.org)", text) == []
    assert "fetch(" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    page = page_of(*everything(text, text), title=text, contents=True, embedded={"text": text})
    shown = visible(text)
    assert page.one("h1").text == shown
    assert page.one("main").text.count(shown) > 10
    assert [element for element in page.all() if element.name in {"img", "b", "i"}] == []
    assert len(page.all("script")) == 2
    data = next(element for element in page.all("script") if element.attributes.get("id") == "drgs-embedded")
    assert json.loads(data.text) == {"text": text}


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_and_any_anchor_make_a_sound_page(text: str, anchor: str) -> None:
    page_of(*everything(text, anchor), title=text, contents=True)


def test_what_is_written_from_the_right_says_so() -> None:
    page = page_of(Paragraph("بيان"), Paragraph("plain"))
    assert [paragraph.attributes.get("dir") for paragraph in page.one("main").all("p")] == ["auto", None]


def test_headings_leave_out_no_level() -> None:
    page = page_of(Heading(4, "A"), Heading(3, "B"), Heading(2, "C"), Heading(5, "D"), Heading(9, "E"))
    assert [element.name for element in page.one("main").inner] == ["h2", "h3", "h2", "h3", "h4"]


def test_contents_list_the_headings_of_two_levels() -> None:
    headings = (Heading(2, "A", "a"), Heading(3, "B", "a/b"), Heading(4, "no", "c"), Heading(2, "D", "d"))
    page = page_of(*headings, contents=True)
    entries = [(link.text, link.attributes["href"]) for link in page.one("nav").all("a")]
    assert entries == [("A", "#a"), ("B", "#a/b"), ("D", "#d")]
    first, last = page.one("nav").inner[1].inner
    assert [link.text for link in first.all("a")] == ["A", "B"]
    assert [link.text for link in last.all("a")] == ["D"]


def test_links_lead_only_to_what_is_there() -> None:
    items = Items((Item("known", link="x y"), Item("unknown", link="z"), Item("place", anchor="x y")))
    page = page_of(items)
    assert [(link.text, link.attributes["href"]) for link in page.one("main").all("a")] == [("known", "#x-y")]
    assert page.one("main").all("li")[2].attributes["id"] == "x-y"


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://doi.org/10.1097/x?a=1&b=2", True),
        ("http://example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/\u202eabc", False),
        ('https://example.org/"onclick=x', False),
        ("https://example.org/a b", False),
    ],
)
def test_only_a_plain_safe_address_is_a_link(address: str, linked: bool) -> None:
    page = page_of(Items((Item("Roe 2020.", address=address),)))
    links = page.one("main").all("a")
    assert [link.attributes for link in links] == ([{"href": address, "rel": "noreferrer"}] if linked else [])
    assert page.one("li").text == f"Roe 2020. {visible(address)}"


def test_an_address_that_the_text_has_is_linked_there_and_not_said_again() -> None:
    item = Item("Roe 2020. doi:10.1097/x.1. PMID: 1.", address="https://doi.org/10.1097/x.1")
    entry = page_of(Items((item,))).one("li")
    assert entry.text == item.text
    assert [(link.text, link.attributes["href"]) for link in entry.all("a")] == [("10.1097/x.1", item.address)]


def test_a_long_entry_has_a_short_link() -> None:
    long = "What stands here is a sentence that is too long to be a link"
    items = Items((Item(f"{long}.", link="m"), Item(f"Roe 2020: {long}.", link="row"), Item("row", anchor="row")))
    entries = page_of(items, Heading(2, "Methods", "m")).one("main").all("li")
    assert [link.text for entry in entries for link in entry.all("a")] == ["Methods", "Roe 2020"]
    assert entries[0].text == f"{long}. Methods"
    assert entries[1].text == f"Roe 2020: {long}."


def test_notes_that_follow_one_another_are_one_list() -> None:
    main = page_of(Note("a", "One."), Note("b", "Two."), Paragraph("Between."), Note("c", "Three.")).one("main")
    assert [entry.text for entry in main.all("li")] == ["One.", "Two."]
    assert [text.text for text in main.all("p")] == ["Between.", "Note: Three."]


def test_the_place_of_what_is_folded_lies_within_so_that_a_link_opens_it_without_a_script() -> None:
    folded = page_of(Folded("More", (Paragraph("Inside."),), "more")).one("main").one("details")
    assert "id" not in folded.attributes
    assert [element.name for element in folded.all() if element.attributes.get("id") == "more"] == ["div"]


def test_a_picture_is_drawn_for_wide_and_narrow_screens_and_told_in_words() -> None:
    page = page_of(figure(anchor="f"), figure())
    first = page.all("figure")[0]
    assert first.attributes == {"id": "f"}
    assert first.one("figcaption").text == "Forest"
    assert [svg.attributes["role"] for svg in first.all("svg")] == ["img", "img"]
    assert [label.text for label in first.all("desc")] == ["One line.", "One line."]
    assert first.one("pre").text == "Forest\n---[]---"
    assert first.one("p").text == "Note: No comparison."


def test_a_small_picture_is_always_drawn_for_narrow_screens_and_a_large_one_once() -> None:
    page = page_of(*(figure() for _ in range(400)))
    assert [len(found.all("svg")) for found in page.all("figure")] == [2] * 400
    marks = tuple(Line(0, at / 10, 9, at / 10, "ink") for at in range(1000))
    large = Figure("L", "d", lambda width: (Drawing(width, 99, marks, "L", "d"),), lambda _: ("-",), ())
    assert len(page_of(large).one("figure").all("svg")) == 1


def test_what_is_folded_lies_under_its_line() -> None:
    page = page_of(Folded("The working", (Paragraph("Inside."),), "w"), Items((Item("go", link="w"),)))
    folded = page.one("main").all("details")[0]
    assert folded.one("div").attributes == {"class": "place", "id": "w"}
    assert (folded.one("summary").text, folded.one("p").text) == ("The working", "Inside.")


def test_text_in_our_own_words_has_code_between_back_ticks() -> None:
    page = page_of(Paragraph("Type `drgs <x>`.", coded=True), Paragraph("As `written`."))
    assert [code.text for code in page.one("main").all("code")] == ["drgs <x>"]


def test_lines_stay_lines() -> None:
    assert page_of(Verbatim("a:\n  - <b>\n")).one("pre").text == "a:\n  - <b>\n"


def test_data_for_programs_stay_what_they_are() -> None:
    data = {"text": "</script>&\u2028\x1b", "number": 0.1}
    text = render_html(Document("T", (), embedded=data))
    held = re.search(r'<script type="application/json" id="drgs-embedded">(.*?)</script>', text, re.DOTALL)
    assert held is not None
    assert json.loads(held[1]) == data
    assert "\x1b" not in text


def test_a_document_without_a_title_has_a_heading_all_the_same() -> None:
    assert page_of(Paragraph("x"), title="").one("h1").text == "drgs"


def test_the_same_document_gives_the_same_bytes() -> None:
    parts = everything("text", "place")
    assert render_html(Document("T", parts, contents=True)) == render_html(Document("T", parts, contents=True))
