"""SVG: valid, text as text, nothing of a text acts, the same bytes again."""

import shutil
import subprocess
from pathlib import Path
from struct import unpack
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.drawing import Box, Disc, Drawing, Label, Line, Outline
from drgs_cli.plots.glyphs import FILES
from drgs_cli.plots.palette import LIGHT
from drgs_cli.plots.svg import escaped, svg_text

NAMESPACE = "{http://www.w3.org/2000/svg}"
MARKS = (
    Line(0, 0, 10, 10, "rule", 0.5, (3, 2)),
    Box(1, 2, 3, 4, "first", "ink", radius=1, opacity=0.5),
    Disc(5, 5, 2, None, "second"),
    Outline(((0, 0), (5, 5), (10, 0)), "good", None),
    Outline(((0, 0), (5, 5)), None, "ink", closed=False),
    Label(1, 8, "a & b", turned=-90, anchor="middle", bold=True, full="a & b and c"),
)
SHEET = Drawing(200, 100, MARKS, "A title", "What it shows.")
XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


def parsed(*pages: Drawing, standalone: bool = True) -> ElementTree.Element:
    return ElementTree.fromstring(svg_text(pages, "fig", standalone=standalone))


def names(root: ElementTree.Element) -> list[str]:
    return [element.tag.removeprefix(NAMESPACE) for element in root.iter()]


def test_every_mark_is_an_element_of_its_own() -> None:
    drawn = ["svg", "title", "desc", "rect", "g", "line", "rect", "circle", "polygon", "polyline", "text", "title"]
    assert names(parsed(SHEET)) == drawn


def test_a_picture_says_in_words_what_it_shows() -> None:
    root = parsed(SHEET)
    title, description = root.find(f"{NAMESPACE}title"), root.find(f"{NAMESPACE}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == ("A title", "What it shows.")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]


def test_several_pictures_in_one_say_what_each_of_them_shows() -> None:
    second = Drawing(100, 50, (), "Another", "Something else.")
    description = parsed(SHEET, SHEET, second).find(f"{NAMESPACE}desc")
    assert description is not None
    assert description.text == "A title: What it shows. Another: Something else."


def test_sheets_stand_below_one_another() -> None:
    root = parsed(SHEET, Drawing(300, 50, (), "t", "d"))
    assert root.attrib["viewBox"] == "0 0 300 150"
    assert (root.attrib["width"], root.attrib["height"]) == ("105.83mm", "52.92mm")
    assert [group.attrib.get("transform") for group in root.iter(f"{NAMESPACE}g")] == [None, "translate(0 100)"]


def test_alone_it_has_a_ground_and_in_a_page_that_of_the_page() -> None:
    ground = parsed(SHEET).find(f"{NAMESPACE}rect")
    assert ground is not None
    assert (ground.attrib["width"], ground.attrib["fill"]) == ("200", LIGHT["paper"])
    assert parsed(SHEET, standalone=False).find(f"{NAMESPACE}rect") is None


def test_a_page_finds_what_to_colour_by_its_tone() -> None:
    root = parsed(SHEET)
    assert {element.attrib["class"] for element in root.iter() if "class" in element.attrib} >= {"f-first", "f-good"}
    assert {element.attrib["data-s"] for element in root.iter() if "data-s" in element.attrib} == {
        "rule",
        "ink",
        "second",
    }


def test_a_shortened_text_has_the_whole_one_with_it() -> None:
    label = parsed(SHEET).find(f".//{NAMESPACE}text")
    assert label is not None
    assert [label.text, *(part.text for part in label), *(part.tail for part in label)] == [
        None,
        "a & b and c",
        "a & b",
    ]


def test_without_a_sheet_there_is_no_picture() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        svg_text(())


@given(text=XML_TEXT)
def test_any_text_is_a_text(text: str) -> None:
    page = Drawing(10, 10, (Label(0, 5, text, full=f"{text}!"),), text, text)
    assert names(parsed(page)) == ["svg", "title", "desc", "rect", "g", "text", "title"]


@given(text=XML_TEXT)
def test_nothing_in_a_text_leaves_an_attribute(text: str) -> None:
    element = ElementTree.fromstring(f"<a b=\"{escaped(text)}\" c='{escaped(text)}'/>")
    assert set(element.attrib) == {"b", "c"}


@pytest.mark.parametrize("tool", [["xmllint", "--noout"], ["rsvg-convert", "-o", "drawn.png"]])
def test_other_programs_read_it(tool: list[str], tmp_path: Path) -> None:
    program = shutil.which(tool[0])
    if program is None:
        pytest.skip(f"{tool[0]} is not installed")
    (tmp_path / "picture.svg").write_text(svg_text((SHEET,)), encoding="utf-8")
    done = subprocess.run(
        [program, *tool[1:], "picture.svg"], cwd=tmp_path, capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("dpi", [72, 96, 300])
def test_a_file_as_it_is_written_rasterises_with_its_text_at_its_true_size(dpi: int) -> None:
    """Its size is in mm, so that it is right in a page layout, too; resvg must be told the resolution of pixels."""
    resvg = pytest.importorskip("resvg_py")
    page = Drawing(174 * 72 / 25.4, 72, (Label(10, 40, "Deer 2017", size=20),), "A title", "What it shows.")
    blank = Drawing(page.width, page.height, (), page.title, page.description)
    fonts = [str(path) for path in FILES]
    drawn, empty = (
        bytes(resvg.svg_to_bytes(svg_string=svg_text((sheet,)), dpi=dpi, font_files=fonts)) for sheet in (page, blank)
    )
    size = unpack(">II", drawn[16:24])
    assert size == pytest.approx((174 / 25.4 * dpi, dpi), abs=1)
    assert drawn != empty
