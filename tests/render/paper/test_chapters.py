"""Chapters on upright and lying sheets; every part is in one, in order; names for links are plain."""

import io
import zipfile

from hostile_documents import figure, hostile_document, wide_table

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.text_width import width_of
from drgs_cli.render.document import Column, Document, Heading, Paragraph, Part, Row, Table, words
from drgs_cli.render.latex import render_latex
from drgs_cli.render.paper.chapters import Chapter, anchors, chapters, listed
from drgs_cli.render.paper.layout import LYING, SIZE, UPRIGHT
from drgs_cli.render.word import render_docx

SMALL = Table("Small", (Column("a", "A"),), (Row((words("x"),)),))
WIDE = wide_table()
FIRST, SECOND, TEXT = Heading(2, "First"), Heading(3, "Second"), Paragraph("Text.")


def found(*parts: Part, tall: bool = False) -> list[Chapter]:
    def is_tall(_figure: Figure) -> bool:
        return tall

    return chapters(Document("", parts), lambda text, bold: width_of(text, SIZE, bold), is_tall)


def test_a_document_without_wide_tables_stands_upright() -> None:
    assert found(FIRST, SMALL, SECOND, TEXT) == [Chapter((FIRST, SMALL, SECOND, TEXT), lying=False)]


def test_a_wide_table_turns_what_stands_under_its_heading() -> None:
    assert found(TEXT, SECOND, TEXT, WIDE, SECOND, SMALL) == [
        Chapter((TEXT,), lying=False),
        Chapter((SECOND, TEXT, WIDE), lying=True),
        Chapter((SECOND, SMALL), lying=False),
    ]


def test_headings_that_follow_one_another_stay_together() -> None:
    assert [chapter.parts for chapter in found(TEXT, FIRST, SECOND, WIDE)] == [(TEXT,), (FIRST, SECOND, WIDE)]


def test_a_tall_picture_stands_upright_among_wide_tables() -> None:
    picture = figure()
    assert [(c.parts, c.lying) for c in found(WIDE, picture, TEXT, tall=True)] == [
        ((WIDE,), True),
        ((picture,), False),
        ((TEXT,), True),
    ]
    assert len(found(WIDE, picture, TEXT)) == 1


def test_a_lying_sheet_is_wider() -> None:
    assert (Chapter((), lying=False).room, Chapter((), lying=True).room) == (UPRIGHT, LYING)


def test_no_part_is_lost() -> None:
    document = hostile_document()
    assert tuple(part for chapter in found(*document.parts) for part in chapter.parts) == document.parts


def test_every_anchor_has_a_plain_name() -> None:
    names = anchors(hostile_document())
    assert {"h1", "h4", "table", "row0", "item", "more", "fig"} <= names.keys()
    assert len(set(names.values())) == len(names)
    assert all(name.isascii() and name.isalnum() for name in names.values())


def test_more_than_three_headings_make_a_table_of_contents() -> None:
    heads = tuple(Heading(level, f"H{number}") for number, level in enumerate((2, 3, 2, 4, 2)))
    assert [heading.text for heading in listed(Document("T", heads))] == ["H0", "H1", "H2", "H4"]
    assert listed(Document("T", heads[:4])) == ()
    assert len(listed(Document("T", heads[:1], contents=True))) == 1
    assert r"\tableofcontents" in render_latex(Document("T", heads))
    with zipfile.ZipFile(io.BytesIO(render_docx(Document("T", heads)))) as package:
        assert package.read("word/document.xml").count(b'<w:pStyle w:val="TOC') == 4
