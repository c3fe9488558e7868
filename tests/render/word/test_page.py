"""Word files as python-docx and an XML reader find them; laid out by LibreOffice where that is installed."""

import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Read
from hostile_documents import TEXTS, figure, hostile_document, hostile_table, wide_table

from drgs_cli.errors import DrgsError
from drgs_cli.plots import raster
from drgs_cli.plots.drawing import Drawing
from drgs_cli.render.document import Cell, Column, Document, Group, Heading, Item, Items, Note, Paragraph, Row, Table
from drgs_cli.render.word import render_docx
from drgs_cli.visible import visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLUMNS = (Column("a", "Study"), Column("b", "Rate", align="decimal"))
ROWS = (Row((Cell("x", "Roe", ("n",)), Cell(1, "1")), anchor="r"), Row((Cell("y", "Doe"), Cell(1.25, "1.25"))))
RATES = Table("Rates", COLUMNS, (Group("Group", ROWS),), (Note("n", "derived"), Note("m", "all")), "Said.", anchor="t")


def read(document: Document) -> Read:
    return docx.Document(io.BytesIO(render_docx(document)))


def xml(document: Document, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as package:
        return ET.fromstring(package.read(name))


def found(root: ET.Element, path: str) -> list[ET.Element]:
    return root.findall(".//" + "/".join(f"{W}{step}" for step in path.split("/")))


def attribute(element: ET.Element, name: str) -> str | None:
    return element.get(f"{W}{name}")


def test_a_table_is_one_of_word_with_its_texts() -> None:
    (table,) = read(Document("T", (RATES,))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Study", "Rate"],
        ["Group", "Group"],
        ["Roea", "1"],
        ["Doe", "1.25"],
    ]


def test_the_head_is_repeated_and_rows_stay_whole() -> None:
    rows = found(xml(Document("T", (RATES,))), "tbl/tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_only_a_row_taller_than_a_sheet_may_break() -> None:
    table = Table("", COLUMNS, (Row((Cell("x", "word " * 2000), Cell(1, "1"))),))
    assert found(xml(Document("", (table,))), "tbl/tr")[1].find(f"{W}trPr/{W}cantSplit") is None


def test_caption_and_notes_stand_around_the_table() -> None:
    document = read(Document("T", (RATES,)))
    texts = [(p.style.name if p.style else "", p.text) for p in document.paragraphs if p.text]
    # A field is no run of its paragraph: python-docx leaves out the number that it shows.
    assert texts == [
        ("Title", "T"),
        ("Caption", "Table . Rates Said."),
        ("Table Note", "a derived"),
        ("Table Note", "all"),
    ]
    (field,) = found(xml(Document("T", (RATES,))), "fldSimple")
    assert (attribute(field, "instr"), "".join(field.itertext())) == (r" SEQ Table \* ARABIC ", "1")


def test_numbers_stand_on_their_points() -> None:
    paragraphs = [row.cells[1].paragraphs[0] for row in read(Document("T", (RATES,))).tables[0].rows[2:]]
    one, other = (paragraph.paragraph_format.right_indent for paragraph in paragraphs)
    assert one is not None
    assert one > (other or 0)


def test_headings_are_headings_and_the_contents_are_filled_in() -> None:
    parts = (Heading(2, "First", "a"), Paragraph("Text."), Heading(3, "Second", "b"), Heading(4, "Third", "c"))
    document = read(Document("T", parts, contents=True))
    styles = [
        (p.style.name if p.style else "", "".join(link.text for link in p.hyperlinks) or p.text)
        for p in document.paragraphs
    ]
    assert styles == [
        ("Title", "T"),
        ("Normal", "Contents"),
        ("toc 1", "First"),
        ("toc 2", "Second"),
        ("Heading 1", "First"),
        ("Normal", "Text."),
        ("Heading 2", "Second"),
        ("Heading 3", "Third"),
    ]
    kinds = [attribute(mark, "fldCharType") for mark in found(xml(Document("T", parts, contents=True)), "fldChar")]
    assert kinds == ["begin", "separate", "end"]


@pytest.mark.parametrize("document", [hostile_document(), Document("T", (RATES, hostile_table()))])
def test_every_link_leads_to_a_place_and_every_place_is_there_once(document: Document) -> None:
    root = xml(document)
    places = [attribute(place, "name") for place in found(root, "bookmarkStart")]
    numbers = [attribute(place, "id") for place in found(root, "bookmarkStart")]
    assert len(set(places)) == len(places) == len(set(numbers))
    assert numbers == [attribute(place, "id") for place in found(root, "bookmarkEnd")] or sorted(
        map(str, numbers)
    ) == sorted(str(attribute(place, "id")) for place in found(root, "bookmarkEnd"))
    assert {attribute(link, "anchor") for link in found(root, "hyperlink")} - {None} <= set(places)


def test_only_addresses_of_the_web_are_links() -> None:
    items = (Item("a", address="https://doi.org/10.1/x&y"), Item("b", address="javascript:alert(1)"), Item("c"))
    targets = [
        link.get("Target")
        for link in xml(Document("", (Items(items),)), "word/_rels/document.xml.rels")
        if link.get("TargetMode") == "External"
    ]
    assert targets == ["https://doi.org/10.1/x&y"]


def test_each_numbered_list_begins_at_one() -> None:
    lists = (Items((Item("a"), Item("b")), numbered=True), Items((Item("c"),)), Items((Item("d"),), numbered=True))
    used = [attribute(number, "val") for number in found(xml(Document("", lists)), "numId")]
    assert used == ["2", "2", "1", "3"]
    known = xml(Document("", lists), "word/numbering.xml")
    assert [attribute(entry, "numId") for entry in found(known, "num")] == ["1", "2", "3"]


def test_a_wide_table_lies_and_is_split_into_parts_that_fit() -> None:
    document = Document("T", (Heading(2, "A"), Paragraph("x"), Heading(2, "B"), wide_table(30, lead=2)))
    sheets = [(int(str(attribute(size, "w"))), attribute(size, "orient")) for size in found(xml(document), "pgSz")]
    assert sheets == [(11_906, None), (16_838, "landscape")]
    tables = read(document).tables
    assert len(tables) > 1
    assert all([c.text for c in table.rows[0].cells[:2]] == ["Column 0 title", "Column 1 title"] for table in tables)
    assert {cell.text for table in tables for cell in table.rows[0].cells} == {f"Column {n} title" for n in range(30)}
    for table in found(xml(document), "tbl"):
        assert sum(int(str(attribute(column, "w"))) for column in found(table, "gridCol")) <= 261 / 25.4 * 1440 + 170


def test_hostile_texts_are_texts() -> None:
    every = "\n".join(xml(hostile_document()).itertext())
    for text in TEXTS:
        assert visible(text).strip() in every
    assert read(hostile_document()).core_properties.title == visible(hostile_document().title)


def test_a_picture_has_its_size_and_its_words() -> None:
    root = xml(Document("T", (figure("Effects", "Two effects."),)))
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    (words,) = root.findall(f".//{drawing}docPr")
    assert (words.get("title"), words.get("descr")) == ("Effects", "Two effects.")
    (extent,) = root.findall(f".//{drawing}extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(493 * 12_700), str(120 * 12_700))
    with zipfile.ZipFile(io.BytesIO(render_docx(Document("T", (figure(),))))) as package:
        assert package.read("word/media/picture0.png").startswith(b"\x89PNG")


def test_without_its_parts_a_picture_is_its_characters_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_drawing: Drawing, dpi: float) -> bytes:
        raise DrgsError(f"no pictures at {dpi}")

    monkeypatch.setattr(raster, "png", refuse)
    texts = [paragraph.text for paragraph in read(Document("T", (figure(),))).paragraphs]
    assert "┌" + "─" * 78 + "┐" in texts
    assert "Note: The picture stands here in characters: no pictures at 200" in texts


def test_the_language_is_british_and_no_day_is_told() -> None:
    document = read(Document("T", (RATES,)))
    assert (document.core_properties.language, document.core_properties.created) == ("en-GB", None)
    assert [attribute(lang, "val") for lang in found(xml(Document("T", ()), "word/styles.xml"), "lang")] == ["en-GB"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_docx(hostile_document()) == render_docx(hostile_document())


def test_three_thousand_rows_are_bounded() -> None:
    """In size: the time is a benchmark's."""
    rows = tuple(Row(tuple(Cell(n, f"text {n} {column}") for column in range(10))) for n in range(3000))
    table = Table("T", tuple(Column(str(n), f"C {n}") for n in range(10)), rows)
    assert len(read(Document("T", (table,))).tables[0].rows) == 3001


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: the structure is checked")
def test_libre_office_lays_it_out(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(render_docx(hostile_document()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "a.docx"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300)
    assert ended.returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
