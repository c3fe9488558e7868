"""The checklists of a report: every item once, a place in the report or nothing at all."""

from reports import links, material, report, with_review

from drgs_cli.render.document import Row, Table
from drgs_cli.views.report.anchors import anchors_in
from drgs_cli.views.report.checklists import FILL_IN, prisma_parts, swim_parts


def _rows(parts: tuple[object, ...]) -> tuple[Row, ...]:
    (table,) = [part for part in parts if isinstance(part, Table)]
    return tuple(row for group in table.groups() for row in group.rows)


def test_prisma_has_27_items_and_swim_nine() -> None:
    assert [row.cells[0].value for row in _rows(prisma_parts(material()))] == list(range(1, 28))
    assert [row.cells[0].value for row in _rows(swim_parts(material()))] == list(range(1, 10))


def test_an_item_that_the_records_say_nothing_of_has_no_link_and_is_to_be_filled_in() -> None:
    for row in (*_rows(prisma_parts(material())), *_rows(swim_parts(material()))):
        place = row.cells[2]
        assert place.link or FILL_IN in place.text


def test_the_search_is_claimed_only_where_the_review_states_one() -> None:
    without, with_one = (
        _rows(prisma_parts(found))[5].cells[2]
        for found in (material(), material(with_review(search=(("PubMed", None, None),))))
    )
    assert (without.text, without.link) == (FILL_IN, "")
    assert with_one.link == "methods-search"


def test_every_place_that_is_named_is_in_the_report() -> None:
    document = report()
    known = set(anchors_in(document.parts))
    named = {row.cells[2].link for row in (*_rows(prisma_parts(material())), *_rows(swim_parts(material())))} - {""}
    assert named <= known
    assert named <= set(links(document))
