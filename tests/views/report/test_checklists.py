"""The checklists of a report: every item once, a place in the report or nothing at all."""

from reports import links, material, report, with_review

from drgs_cli.render.document import Row, Table
from drgs_cli.views.report.anchors import anchors_in
from drgs_cli.views.report.checklists import FILL_IN, prisma_parts, swim_parts


def _rows(parts: tuple[object, ...]) -> tuple[Row, ...]:
    (table,) = [part for part in parts if isinstance(part, Table)]
    return tuple(row for group in table.groups() for row in group.rows)


def test_prisma_has_27_items_and_swim_nine() -> None:
    items = [str(row.cells[0].value) for row in _rows(prisma_parts(material()))]
    assert list(dict.fromkeys(int(item.rstrip("abcdef")) for item in items)) == list(range(1, 28))
    assert len(items) == 42
    assert [row.cells[0].value for row in _rows(swim_parts(material()))] == [str(number) for number in range(1, 10)]


def test_the_items_of_prisma_with_parts_have_as_many_as_the_statement() -> None:
    items = [str(row.cells[0].value) for row in _rows(prisma_parts(material()))]
    parts = {"10": "ab", "13": "abcdef", "16": "ab", "20": "abcd", "23": "abcd", "24": "abc"}
    assert [item for item in items if not item.isdecimal()] == [
        number + letter for number, letters in parts.items() for letter in letters
    ]


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
