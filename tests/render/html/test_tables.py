"""A table as HTML: heads, groups, notes both ways, links, ids of rows, what sorts and filters."""

import re

import pytest
from html_pages import Element, faults, read
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.render.document import EMPTY, Cell, Column, Document, Folded, Group, Note, Paragraph, Row, Table, words
from drgs_cli.render.html import render_html
from drgs_cli.render.html.columns import layout_of
from drgs_cli.render.html.sorting import Facet, letter, order_of

COLUMNS = (Column("study", "Study"), Column("months", "Follow-up"), Column("rr", "Risk ratio", "right"))


def table_of(*rows: Row | Group, notes: tuple[Note, ...] = (), sortable: bool = False) -> Table:
    return Table("Evidence", COLUMNS, rows, notes, "All there is.", sortable=sortable)


def row(study: str, months: str, value: float | None, ref: str = "", indent: int = 0) -> Row:
    return Row((words(study, indent=indent), words(months), EMPTY if value is None else Cell(value, f"{value}")), ref)


def drawn(*tables: Table) -> Element:
    page = read(render_html(Document("T", tables)))
    assert faults(page) == []
    return page.one("main")


MANY = (
    Group(
        "Randomised",
        (
            row("B", "12 months", 10.5),
            row("part", "1 month", 99.0, indent=1),
            row("A", "3 months", 9.25),
            row("C", "", None),
        ),
    ),
    Group("Single", (row("E", "3 months", -1.0), row("D", "12 months", 9.25))),
)


def test_every_cell_has_its_heads() -> None:
    table = drawn(table_of(Group("Randomised", (row("Roe", "3 months", 1.46),)))).one("table")
    assert [(head.attributes["scope"], head.text) for head in table.all("th")] == [
        ("col", "Study"),
        ("col", "Follow-up"),
        ("col", "Risk ratio"),
        ("rowgroup", "Randomised"),
        ("row", "Roe"),
    ]
    assert table.one("caption").text == "Evidence All there is."
    assert [cell.text.rstrip() for cell in table.all("td")] == ["3 months", "1.46"]


def test_a_note_and_its_cell_lead_to_one_another() -> None:
    marked = Row((words("Roe", ("n",)), words("Doe", ("n",)), EMPTY))
    main = drawn(table_of(marked, notes=(Note("n", "Worked back."), Note("x", "Of all."))))
    first, second = (mark.one("a").attributes for mark in main.all("sup"))
    note, other = main.all("li")
    assert first["href"] == second["href"] == f"#{note.attributes['id']}"
    assert note.one("a").attributes["href"] == f"#{first['id']}"
    assert (note.text, other.text) == ("a Worked back.", "Of all.")


def test_a_link_is_one_where_its_place_is_in_the_document() -> None:
    rows = (
        Row((words("Roe"), Cell("x", "known", link="roe/1"), Cell("x", "unknown", link="doe/1")), anchor="roe/1"),
        Row((words("Doe"), EMPTY, EMPTY)),
    )
    main = drawn(table_of(*rows))
    assert [(link.text, link.attributes["href"]) for link in main.all("a")] == [("known", "#roe/1")]
    assert [line.attributes.get("id") for line in main.one("tbody").all("tr")] == ["roe/1", None]


def test_a_row_is_found_by_its_reference_where_that_is_its_own() -> None:
    main = drawn(table_of(row("A", "", 1.0, "a/results/0"), row("B", "", 1.0, "b"), row("B", "", 2.0, "b")))
    assert [line.attributes.get("id") for line in main.one("tbody").all("tr")] == ["a/results/0", None, None]


@pytest.mark.parametrize(("sortable", "forms"), [(True, 1), (False, 0)])
def test_only_what_can_be_sorted_offers_it(sortable: bool, forms: int) -> None:
    assert len(drawn(table_of(*MANY, sortable=sortable)).all("form")) == forms


def test_a_table_that_is_seen_at_once_is_not_sorted() -> None:
    assert order_of(table_of(row("A", "", 1.0), row("B", "", 2.0), sortable=True)) is None


def test_ranks_are_those_of_the_exact_values_with_numbers_in_words_by_size() -> None:
    order = order_of(table_of(*MANY, sortable=True))
    assert order is not None
    ranks = [[name for name in classes.split() if "-" not in name] for group in order.classes for classes in group]
    assert ranks == [
        ["a1", "b1", "c2"],
        ["a1", "b1", "c2"],  # stays below the row that it is a part of
        ["a0", "b0", "c1"],
        ["a2"],  # empty cells have no rank and come last
        ["a4", "b0", "c0"],
        ["a3", "b1", "c1"],
    ]


def test_few_values_are_offered_for_filtering_the_headings_of_groups_first() -> None:
    order = order_of(table_of(*MANY, sortable=True))
    assert order is not None
    assert order.facets == (Facet("Group", ("Randomised", "Single"), None),)  # four times are too many for six rows
    assert order.sections == ("x-0-0", "x-0-1")


def test_what_is_offered_without_a_script_has_its_rules() -> None:
    text = render_html(Document("T", (table_of(*MANY, sortable=True),)))
    page = read(text)
    style = page.one("style").text
    for field in page.one("main").all("input"):
        for name in field.classes:
            assert name == "given" or f".{name}:checked" in style
    for line in page.one("main").all("tr"):
        ranks = [name for name in line.classes if re.fullmatch("[a-z]+[0-9]+", name)]
        assert all(f"tr.{name}{{" in style for name in ranks)


def test_only_rows_have_classes_that_read_as_ranks() -> None:
    columns = tuple(Column(f"c{number}", f"C{number}") for number in range(30))
    rows = tuple(Row(tuple(words(f"{line} {number}", indent=2) for number in range(30))) for line in range(6))
    page = read(render_html(Document("T", (Table("T", columns, rows, sortable=True),))))
    found = {element.name for element in page.all() for name in element.classes if re.fullmatch("[a-z]+[0-9]+", name)}
    assert found == {"tr"}


def test_in_a_narrow_block_every_field_after_the_headline_has_its_label() -> None:
    style = read(render_html(Document("T", (table_of(row("A", "3 months", 1.0)),)))).one("style").text
    assert '.grid-0 td:nth-child(2)::before{content:"Follow\\2d up\\3a  "}' in style
    assert "td:nth-child(1)::before" not in style


def test_tables_with_the_same_columns_share_their_rules() -> None:
    table = table_of(row("A", "3 months", 1.0))
    page = read(render_html(Document("T", (table, table))))
    assert [found.classes for found in page.all("table")] == [["grid-0"], ["grid-0"]]


def test_a_column_is_wide_enough_for_its_longest_word_and_no_word_is_too_long_for_a_page() -> None:
    short, long = (layout_of(table_of(row("A" * length, "", 1.0))).widths[0] for length in (8, 5000))
    assert 8 * 0.6 * 0.875 < short < 8 * 0.875
    assert long < 15


def test_a_name_that_another_place_has_is_not_the_row_s_own() -> None:
    table = table_of(Row((words("Roe"), Cell("x", "x", link="crps/3/randomised"), EMPTY), "crps/3/randomised"))
    recipe = Folded("The recipe", (Paragraph("How."),), "crps/3/randomised")
    page = read(render_html(Document("T", (table, recipe))))
    place = next(element for element in page.all() if element.attributes.get("id") == "crps/3/randomised")
    assert place.above is not None
    assert place.above.one("summary").text == "The recipe"


def test_a_figure_and_its_sign_stay_on_one_line() -> None:
    table = drawn(table_of(row("at least 50 % relief", "p < 0.001", 1.0)))
    assert table.one("table").all("tr")[1].text.startswith("at least 50\u00a0% reliefp\u00a0<\u00a00.001")


def test_every_column_of_the_block_after_the_first_is_labelled_even_if_it_leads() -> None:
    table = Table("T", COLUMNS, (row("A", "3 months", 1.0),), lead=2)
    style = read(render_html(Document("T", (table,)))).one("style").text
    assert ".grid-0 td:nth-child(2)::before" in style


def test_a_long_broad_table_is_printed_across_and_a_short_one_is_not() -> None:
    columns = tuple(Column(f"c{at}", f"Confidence {at}") for at in range(12))
    line = Row(tuple(words("some words that are long") for _ in columns))
    long, short, slim = (
        read(render_html(Document("T", (Table("T", cut, rows),)))).one("main").all("div")[0].classes
        for cut, rows in ((columns, (line,) * 20), (columns, (line,) * 3), (COLUMNS, (row("A", "", 1.0),) * 20))
    )
    assert ["broad" in found for found in (long, short, slim)] == [True, False, False]


@pytest.mark.parametrize(("number", "name"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz")])
def test_columns_are_counted_in_letters(number: int, name: str) -> None:
    assert letter(number) == name


VALUES = st.one_of(st.none(), st.integers(-3, 3), st.floats(-3, 3), st.sampled_from(["", "3 months", "12 months", "½"]))


@settings(max_examples=80, deadline=None)
@given(st.lists(VALUES, min_size=5, max_size=12))
def test_rows_come_in_the_order_of_their_values(values: list[float | str | None]) -> None:
    rows = tuple(
        Row((words(f"r{at}"), Cell(value, "" if value is None else str(value)))) for at, value in enumerate(values)
    )
    order = order_of(Table("", COLUMNS[:2], rows, sortable=True))
    assert order is not None
    ranks = [dict(re.findall(r"\b([a-z]+)(\d+)\b", classes)).get("b") for classes in order.classes[0]]
    assert [rank is None for rank in ranks] == [value in (None, "") for value in values]
    pairs = zip(values, ranks, strict=True)
    numbers = [(float(value), int(rank)) for value, rank in pairs if rank and isinstance(value, int | float)]
    for value, rank in numbers:
        for other, behind in numbers:
            assert (value < other) == (rank < behind)
