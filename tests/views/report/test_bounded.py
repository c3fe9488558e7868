"""What is too long for a report is said, with what writes it."""

import pytest
from reports import links, material, places, report

from drgs_cli.render.document import Column, Note, Row, Table, every_part, words
from drgs_cli.views.report import bounded as bounds
from drgs_cli.views.report import indication, recipes, studies
from drgs_cli.views.report.anchors import anchors_in
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
