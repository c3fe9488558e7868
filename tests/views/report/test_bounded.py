"""What is too long for a report is said, with what writes it."""

from typing import cast

import pytest
from reports import cells, links, material, places, report

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Column, Document, Note, Row, Table, every_part, words
from drgs_cli.views.report import bounded as bounds
from drgs_cli.views.report import drawn as drawing
from drgs_cli.views.report import indication, manifest, pictures, recipes, studies
from drgs_cli.views.report.anchors import Anchors, anchors_in
from drgs_cli.views.report.document import report_document


def test_a_table_of_as_many_rows_as_allowed_is_drawn_and_a_longer_one_is_said() -> None:
    table = Table("T", (Column("a", "A"),), (Row((words("x"),)),) * 3)
    assert bounds.bounded(table, "drgs x", 3) is table
    said = bounds.bounded(table, "drgs x", 2)
    assert isinstance(said, Note)
    assert said.text == "T: 3 rows, more than the 2 that a report draws. drgs x writes them all."


def test_a_report_without_its_long_tables_still_has_no_link_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = len(places(report()))

    def short(table: Table, command: str) -> object:
        return bounds.bounded(table, command, 1)

    for module in (indication, studies):
        monkeypatch.setattr(module, "bounded", short)
    monkeypatch.setattr(recipes, "MOST_RECIPES", 1)
    document = report_document(material())
    known = set(anchors_in(document.parts))
    notes = [part.text for part in every_part(document.parts) if isinstance(part, Note) and part.code == "too-long"]
    assert any("drgs studies -o studies.csv" in text for text in notes)
    assert [link for link in links(document) if link not in known] == []
    assert len(known) < whole


def notes_of(document: Document) -> list[str]:
    return [part.text for part in every_part(document.parts) if isinstance(part, Note)]


def test_of_too_many_records_the_page_shows_no_fingerprints_and_carries_them_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(manifest, "MOST_FINGERPRINTS", 2)
    document = report()
    records = cast(dict[str, list[dict[str, str]]], document.embedded)["records"]
    said = f"{len(records)} rows, more than the 2 that a report draws. drgs report -o report.json writes them all."
    assert len(records) > 2
    assert said in notes_of(document)
    assert not any(
        entry["sha256"] in cell.text for entry in records for part in every_part(document.parts) for cell in cells(part)
    )


def test_an_outcome_with_too_many_figures_over_time_is_said_and_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = {part.anchor for part in every_part(report().parts) if isinstance(part, Figure)}
    monkeypatch.setattr(pictures, "MOST_MARKS", 0)
    document = report()
    left = {part.anchor for part in every_part(document.parts) if isinstance(part, Figure)}
    assert any("/months-" in anchor for anchor in drawn)
    assert not any("/months-" in anchor for anchor in left)
    assert any(
        text.startswith("Outcomes over follow-up: too many figures") and "drgs plot timeline" in text
        for text in notes_of(document)
    )


def test_of_a_picture_too_tall_for_the_page_only_a_short_account_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    tall = Figure("Tall", "What it shows.", lambda _: (), lambda _: ("line",) * 3, ())
    monkeypatch.setattr(drawing, "MOST_LINES", 2)
    assert drawing.drawn((tall,), Anchors(), "drgs plot x") == [
        Note("too-long", "Tall: too tall for this page. What it shows. drgs plot x draws it.")
    ]
    monkeypatch.setattr(drawing, "MOST_SAID", 5)
    assert drawing.drawn((tall,), Anchors(), "drgs plot x") == [
        Note("too-long", "Tall: too tall for this page. drgs plot x draws it.")
    ]
