"""Two extractions place by place: what is the same, what differs and how, and what only one has."""

from decimal import Decimal

import pytest
from two_extractors import FIRST, ROW, fields

from drgs_cli.editing.extractions import Tolerance


def test_the_same_words_are_no_conflict_whatever_their_order_and_layout() -> None:
    found = fields()
    assert (found["design"].relation, found["countries"].relation) == ("same", "same")


@pytest.mark.parametrize(
    ("at", "kind", "relation"),
    [
        ("population.indications.crps", "number", "differs"),
        (f"{ROW}.analysed", "category", "differs"),
        (f"{ROW}.arms.drgs.percent", "number", "equal"),
        (f"{ROW}.unit", "category", "equal"),
        (f"{ROW}.contrasts", "part", "only-b"),
        ("results[outcome=responder-50,months=6]", "part", "only-b"),
        ("results[outcome=explant]", "part", "only-a"),
    ],
)
def test_each_difference_is_of_its_kind(at: str, kind: str, relation: str) -> None:
    found = fields()[at]
    assert (found.kind, found.relation) == (kind, relation)


def test_what_each_wrote_has_its_line_and_its_place_in_print() -> None:
    found = fields()[f"{ROW}.analysed"]
    assert found.a is not None
    assert found.b is not None
    assert (found.a.text, found.a.place.line, found.a.sources) == ("implanted", 13, (("roe", "Table 2"),))
    assert (found.b.text, found.b.place.line) == ("modified-itt", 14)


def test_of_several_sources_that_for_the_key_is_the_one() -> None:
    sources = "[{report: roe, at: Table 2}, {report: roe, at: flow chart, for: [n]}]"
    text = FIRST.replace("{report: roe, at: Table 2}", sources)
    found = fields(text, text)[f"{ROW}.arms.drgs.n".replace(",months=3", "")]
    assert found.a is not None
    assert found.a.sources == (("roe", "flow chart"),)


@pytest.mark.parametrize(
    ("tolerance", "relation"),
    [
        (Tolerance(), "differs"),
        (Tolerance(Decimal("0.5")), "differs"),
        (Tolerance(Decimal(1)), "close"),
        (Tolerance(Decimal("0.02"), is_relative=True), "differs"),
        (Tolerance(Decimal("0.025"), is_relative=True), "close"),
    ],
)
def test_numbers_are_close_within_the_tolerance(tolerance: Tolerance, relation: str) -> None:
    found = fields(second=FIRST.replace("crps: 40", "crps: 39"), tolerance=tolerance)["population.indications.crps"]
    assert found.relation == relation
    assert found.apart == Decimal(1)


def test_a_tolerance_of_decimals_is_exact() -> None:
    assert Tolerance(Decimal("0.1")).holds(Decimal("0.3"), Decimal("0.2"))


def test_a_bound_is_no_number_to_be_compared() -> None:
    second = FIRST.replace("percent: 75", 'percent: ">70"')
    found = fields(second=second)["results[outcome=responder-50].arms.drgs.percent"]
    assert (found.kind, found.relation, found.apart) == ("number", "differs", None)


def test_the_order_of_sources_is_a_conflict_of_its_own() -> None:
    one, other = "{report: roe, at: Table 2}", "{report: roe, at: abstract}"
    first = FIRST.replace(one, f"[{one}, {other}]")
    found = fields(first, FIRST.replace(one, f"[{other}, {one}]"))["results[outcome=responder-50].source"]
    assert (found.relation, found.in_conflict) == ("order", True)


def test_a_row_of_another_time_is_another_row() -> None:
    second = FIRST.replace("months: 12", "months: 24").replace("events: 2,", "events: 5,")
    relations = {at: field.relation for at, field in fields(second=second).items() if field.in_conflict}
    assert relations == {
        "results[outcome=explant,months=12]": "only-a",
        "results[outcome=explant,months=24]": "only-b",
    }


def test_a_row_that_differs_in_its_time_alone_is_the_same_row() -> None:
    conflicts = [
        at for at, field in fields(second=FIRST.replace("months: 12", "months: 24")).items() if field.in_conflict
    ]
    assert conflicts == ["results[outcome=explant].months"]


def test_who_extracted_is_no_field_of_the_study() -> None:
    assert not any(field.in_conflict for field in fields(second=f"{FIRST}extraction: {{by: [CD]}}\n").values())
