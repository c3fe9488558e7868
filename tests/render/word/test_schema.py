"""Word files against what Word itself insists on: the order of elements (ECMA-376, part 1), names that lead somewhere.

Other readers forgive both; Word calls the file damaged.
"""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

import pytest
from hostile_documents import figure, hostile_document, hostile_table, wide_table

from drgs_cli.render.document import Column, Document, Folded, Heading, Item, Items, Note, Paragraph, Row, Table, words
from drgs_cli.render.word import render_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{WORD}}}"

# The sequences of the schema, whole as far as text, tables, styles and lists go; what stands in none of them is ours
# by mistake. `*`: in any order, any number.
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right insideH insideV tl2br tr2bl",
    "tblCellMar": "top left bottom right",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "numPr": "ilvl numId",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop updateFields compat "
    "docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "trPr": "* cantSplit tblHeader",
    "body": "* p tbl sectPr",
    "p": "* pPr r hyperlink fldSimple bookmarkStart bookmarkEnd",
    "r": "* rPr t drawing fldChar instrText",
    "hyperlink": "* r",
    "fldSimple": "* r",
    "tblGrid": "gridCol",
    "compat": "compatSetting",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "document": "body",
    "ftr": "* p",
}
FIRST = {"p": "pPr", "r": "rPr"}  # stands before anything else in its element
LEAVES = frozenset(["t", "instrText"])

NESTED = Document(
    "Nested",
    (
        Heading(2, "One", "one"),
        Folded("Folded", (hostile_table(), Items((Item("a", "a1", "one"), Item("b")), numbered=True)), "fold"),
        figure("", ""),
        figure(),
        Table("Twice", (Column("a", "A"),), (Row((words("a"),), anchor="row"), Row((words("b"),), anchor="row"))),
        Table("Twice", (Column("a", "A"),), (Row((words("a"),), anchor="row"),), (Note("n", "note"),), anchor="fig"),
        Heading(2, "One again", "one"),
        Items((Item("c", "a1"),)),
    ),
    contents=True,
)
DOCUMENTS = {
    "hostile": hostile_document(),
    "nested": NESTED,
    "empty": Document("", ()),
    "no contents": Document("T", (Paragraph("x"),), contents=True),
    "wide": Document("T", (Heading(2, "A"), wide_table(70, lead=3), Heading(2, "B"), Paragraph("x"))),
}
parts_of_any = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)


def files(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        return {name: package.read(name) for name in package.namelist()}


def body(document: Document) -> ET.Element:
    return ET.fromstring(files(document)["word/document.xml"])


def values(root: ET.Element, name: str, attribute: str = "val") -> list[str]:
    return [str(element.get(f"{W}{attribute}")) for element in root.iter(f"{W}{name}")]


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def disorder(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        children = [local(child) for child in element]
        if not element.tag.startswith(W) or local(element) in LEAVES or not children:
            continue
        if local(element) == "drawing":
            continue
        any_order, names = sequence_of(local(element))
        strange = [name for name in children if name not in names]
        places = [names.index(name) for name in children if name in names]
        if strange or (not any_order and places != sorted(places)):
            yield f"{local(element)}: {children}"
        first = FIRST.get(local(element), "")
        if first in children[1:]:
            yield f"{local(element)}: {first} is not the first of {children}"


def sequence_of(name: str) -> tuple[bool, list[str]]:
    mark, *names = SEQUENCES.get(name, "none").split()
    return (True, names) if mark == "*" else (False, [mark, *names])


@parts_of_any
def test_every_element_stands_where_the_schema_has_it(document: Document) -> None:
    for name, content in files(document).items():
        if name.startswith("word/") and name.endswith(".xml"):
            assert list(disorder(ET.fromstring(content))) == [], name


@parts_of_any
def test_every_cell_ends_in_a_paragraph_and_every_row_fills_the_grid(document: Document) -> None:
    for table in body(document).iter(f"{W}tbl"):
        grid = [int(width) for width in values(table, "gridCol", "w")]
        assert 0 < len(grid) <= 63
        assert [int(value) for value in values(table, "tblW", "w")] == [sum(grid)]
        for row in table.iter(f"{W}tr"):
            taken = 0
            for cell in row.iter(f"{W}tc"):
                assert local(cell[-1]) == "p"
                span = int((values(cell, "gridSpan") or ["1"])[0])
                assert int(values(cell, "tcW", "w")[0]) == sum(grid[taken : taken + span])
                taken += span
            assert taken == len(grid)


@parts_of_any
def test_no_two_tables_touch_and_the_last_sheet_ends_the_body(document: Document) -> None:
    (inside,) = body(document)
    names = [local(child) for child in inside]
    assert names[-1] == "sectPr"
    assert names.count("sectPr") == 1
    assert "tbl tbl" not in " ".join(names)
    assert "tbl sectPr" not in " ".join(names)


@parts_of_any
def test_every_name_and_every_number_is_given_once(document: Document) -> None:
    root = body(document)
    names, numbers = values(root, "bookmarkStart", "name"), values(root, "bookmarkStart", "id")
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert sorted(numbers) == sorted(values(root, "bookmarkEnd", "id"))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    assert set(values(root, "hyperlink", "anchor")) - {"None"} <= set(names)
    pictures = [element.get("id") for element in root.iter() if local(element) == "docPr"]
    assert len(set(pictures)) == len(pictures)


@parts_of_any
def test_every_relation_leads_to_a_part_and_every_part_has_a_kind(document: Document) -> None:
    content = files(document)
    relations = ET.fromstring(content["word/_rels/document.xml.rels"])
    targets = {str(entry.get("Id")): entry for entry in relations}
    assert len(targets) == len(relations)
    inside = {f"word/{entry.get('Target')}" for entry in relations if entry.get("TargetMode") != "External"}
    assert inside <= set(content)
    root = ET.fromstring(content["word/document.xml"])
    used = {
        value for element in root.iter() for key, value in element.attrib.items() if key.startswith(f"{{{OFFICE}}}")
    }
    assert used <= set(targets)
    types = ET.fromstring(content["[Content_Types].xml"])
    overridden = {str(entry.get("PartName"))[1:] for entry in types if local(entry) == "Override"}
    endings = {str(entry.get("Extension")) for entry in types if local(entry) == "Default"}
    assert overridden <= set(content)
    plain = {name for name in content if name not in overridden and name != "[Content_Types].xml"}
    assert {name.rpartition(".")[2] for name in plain} <= endings - {"xml"}


@parts_of_any
def test_every_style_and_list_that_is_used_is_there(document: Document) -> None:
    content = files(document)
    root, styles = ET.fromstring(content["word/document.xml"]), ET.fromstring(content["word/styles.xml"])
    known = set(values(styles, "style", "styleId"))
    assert len(known) == len(values(styles, "style", "styleId"))
    used = {value for name in ("pStyle", "rStyle", "tblStyle") for value in values(root, name)}
    used |= {value for name in ("basedOn", "next", "link") for value in values(styles, name)}
    assert used <= known
    lists = ET.fromstring(content["word/numbering.xml"])
    assert set(values(root, "numId")) <= set(values(lists, "num", "numId"))
    assert set(values(lists, "abstractNumId")) <= set(values(lists, "abstractNum", "abstractNumId"))


@parts_of_any
def test_fields_are_begun_and_ended(document: Document) -> None:
    kinds = values(body(document), "fldChar", "fldCharType")
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_the_check_sees_disorder() -> None:
    """That the test above could fail."""
    wrong = ET.fromstring(f'<w:p xmlns:w="{WORD}"><w:r/><w:pPr><w:jc/><w:keepNext/></w:pPr></w:p>')
    assert len(list(disorder(wrong))) == 2
