"""The whole report: its sections, its links, and the way from every figure to its line in a record."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest
from msgspec.structs import replace
from reports import FOLDER, library, links, material, places, report, texts

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Folded, Heading, Items, Note, Row, Table, every_part
from drgs_cli.render.markdown import render_markdown
from drgs_cli.synthesis.question import Question
from drgs_cli.views.report.anchors import anchors_in
from drgs_cli.views.report.document import report_document
from drgs_cli.views.report.linked import FIGURES
from drgs_cli.views.report.material import material_of

_PLACE = re.compile(r"\b([a-z0-9-]+\.yaml):(\d+)\b")


def test_the_sections_stand_in_their_order() -> None:
    found = [part.anchor for part in report().parts if isinstance(part, Heading) and part.level == 2]
    assert found[:2] == ["how-to-read", "summary"]
    assert found[-8:] == ["figures", "recipes", "studies", "methods", "references", "prisma-2020", "swim", "manifest"]
    assert all(name.startswith("indication-") for name in found[2:-8])


def test_every_heading_of_the_contents_has_a_name_and_no_name_stands_twice() -> None:
    document = report()
    headings = [part for part in every_part(document.parts) if isinstance(part, Heading) and part.level <= 3]
    assert document.contents
    assert all(heading.anchor for heading in headings)
    assert [name for name, number in Counter(anchors_in(document.parts)).items() if number > 1] == []


def test_every_link_leads_somewhere() -> None:
    document = report()
    known = set(anchors_in(document.parts))
    assert len(list(links(document))) > 50
    assert [link for link in links(document) if link not in known] == []


def test_every_figure_of_the_tables_of_lines_leads_to_a_line_of_a_record_and_to_a_report() -> None:
    document = report()
    known = places(document)
    walked = 0
    for part in every_part(document.parts):
        if not isinstance(part, Table) or not re.search("-(alone|[0-9]+)$", part.anchor):
            continue
        at = [n for n, column in enumerate(part.columns) if column.key in FIGURES]
        assert at
        for row in (row for group in part.groups() for row in group.rows):
            for cell in (row.cells[n] for n in at if row.cells[n].text):
                recipe = known[cell.link]
                assert isinstance(recipe, Folded), cell
                rows = [item.link for one in recipe.parts if isinstance(one, Items) for item in one.items]
                assert rows
                for name in rows:
                    _leads_to_print(known[name], known)
                walked += 1
    assert walked > 20


def _leads_to_print(row: object, known: Mapping[str, object]) -> None:
    """A row has a line of a record that is there, and a link to a reference."""
    assert isinstance(row, Row)
    found = [_PLACE.search(cell.text) for cell in row.cells]
    (place,) = [match for match in found if match]
    lines = (FOLDER / place[1]).read_text(encoding="utf-8").splitlines()
    assert 1 <= int(place[2]) <= len(lines)
    assert any("/reports/" in cell.link and cell.link in known for cell in row.cells)


def test_a_row_names_the_line_on_which_it_begins() -> None:
    known = places(report())
    row = known["alpha-trial/results/0"]
    assert isinstance(row, Row)
    (place,) = [match for cell in row.cells if (match := _PLACE.search(cell.text))]
    line = (FOLDER / place[1]).read_text(encoding="utf-8").splitlines()[int(place[2]) - 1]
    assert "outcome:" in line


def test_the_same_records_give_the_same_bytes_and_no_day() -> None:
    assert render_markdown(report()) == render_markdown(report())
    assert "Made on" not in render_markdown(report())
    assert "Made on 2020-01-02" in render_markdown(report_document(material(made="2020-01-02")))


@pytest.mark.parametrize("word", ["TODO", "None", "nan"])
def test_nothing_unfinished_is_said(word: str) -> None:
    assert not re.search(rf"\b{word}\b(?! of )", render_markdown(report()))


def test_a_file_of_one_table_holds_the_overview() -> None:
    table = report().main_table()
    assert table is not None
    assert table.anchor == "overview"


def test_no_link_of_the_first_section_is_a_whole_sentence() -> None:
    parts = report().parts
    table = next(part for part in parts if isinstance(part, Table))
    assert parts.index(table) < 5
    linked = [cell.text for group in table.groups() for row in group.rows for cell in row.cells if cell.link]
    assert linked == ["Summary", "Recipes", "Kinds of evidence", "Manifest"]


def test_figures_of_several_indications_stand_under_their_names() -> None:
    headings = [part.text for part in report().parts if isinstance(part, Heading) and part.level == 4]
    labels = {term.label for term in material().library.vocabulary.indications.values()}
    assert headings
    assert set(headings) <= labels


def test_a_table_cites_reports_by_their_numbers() -> None:
    document = report()
    places = [part for part in document.parts if isinstance(part, Table) and part.anchor == "studies-table"]
    (items,) = [part for part in document.parts if isinstance(part, Items) and part.numbered and part.items[0].anchor]
    numbers = {item.anchor: number for number, item in enumerate(items.items, 1)}
    cells = [row.cells[-1] for group in places[0].groups() for row in group.rows]
    assert cells
    for cell in cells:
        assert f"[{numbers[cell.link]}]" in cell.text


def test_a_report_of_a_part_says_so_in_its_title_and_first_of_all() -> None:
    made = material_of(library(), replace(Question(), as_of="2035"), ("crps",))
    document = report_document(made)
    assert document.title == f"{made.library.review.question} (CRPS, in print by 2035)"
    (first, *_) = [part.text for part in document.parts if isinstance(part, Note)]
    assert first.startswith("This is not the whole review, but a report on Complex regional pain syndrome")
    assert first.endswith("only what was in print by 2035 is in it.")
    notes = [note for part in every_part(document.parts) if isinstance(part, Figure) for note in part.notes]
    assert any("The flow is that of the whole review" in note for note in notes)
    assert report().title == made.library.review.question
    assert "not the whole review" not in texts(report())


@pytest.mark.parametrize(
    ("question", "how"),
    [
        (Question(denominator="trialled"), "counting failed trials as non-responders"),
        (Question(measure="OR"), "odds ratios"),
        (Question(allow_mixed=True), "mixed cohorts let in"),
    ],
    ids=["denominator", "measure", "mixed"],
)
def test_a_report_that_was_worked_out_otherwise_says_so_first(question: Question, how: str) -> None:
    document = report_document(material(question=question))
    (first, *_) = [part for part in document.parts if isinstance(part, Note)]
    assert first.text.startswith("This report was not worked out as usual, but as asked for: ")
    assert how in first.text
    assert document.title.endswith(" (worked out otherwise)")
    assert "not worked out as usual" not in texts(report())
