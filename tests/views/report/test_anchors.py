"""Names of places: each once, and links to known ones only."""

from drgs_cli.render.document import Cell, Column, Folded, Group, Item, Items, Paragraph, Row, Table
from drgs_cli.views.report.anchors import Anchors, anchors_in, without_dead_links


def _table(link: str) -> Table:
    row = Row((Cell("a", "a", link=link),), anchor="row")
    return Table("t", (Column("a", "A"),), (Group("g", (row,)),), anchor="table")


def test_a_name_belongs_to_the_first_who_asks_for_it() -> None:
    anchors = Anchors()
    assert (anchors.claim("a"), anchors.claim("a"), anchors.has("a"), anchors.has("b")) == ("a", "", True, False)


def test_names_are_found_in_folded_parts_tables_rows_and_lists() -> None:
    parts = (Folded("s", (_table(""), Items((Item("i", anchor="item"),))), "folded"), Paragraph("p"))
    assert list(anchors_in(parts)) == ["folded", "table", "row", "item"]


def test_a_link_to_an_unknown_place_goes_and_the_text_stays() -> None:
    parts = (Folded("s", (_table("gone"),)), Items((Item("i", link="gone"), Item("j", link="row"))))
    folded, items = without_dead_links(parts, frozenset({"row"}))
    assert isinstance(folded, Folded)
    (table,) = folded.parts
    assert isinstance(table, Table)
    (group,) = table.groups()
    assert group.rows[0].cells[0] == Cell("a", "a")
    assert isinstance(items, Items)
    assert [item.link for item in items.items] == ["", "row"]


def test_parts_whose_links_all_lead_somewhere_stay_as_they_are() -> None:
    table = _table("row")
    assert without_dead_links((table,), frozenset({"row"}))[0] is table
