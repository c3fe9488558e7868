"""Two extractions side by side in words: what they come to, coefficients with their limits, conflicts in groups."""

from decimal import Decimal

from msgspec.structs import replace
from two_extractors import FIRST, ROW, SECOND, record

from drgs_cli.documents.commented import Scalar
from drgs_cli.editing.decisions import Decision
from drgs_cli.editing.extractions import Tolerance
from drgs_cli.editing.reconcile import Reconciliation, reconciled
from drgs_cli.render.document import Document, Paragraph, Table
from drgs_cli.views.reconcile import closing_line, reconcile_document, source_text, taken_text

BIAS = "risk_of_bias: [{tool: jbi-case-series, items: {measured: {answer: yes}, identified: {answer: no}}}]\n"


def two(first: str = FIRST, second: str = SECOND, tolerance: Tolerance | None = None) -> Reconciliation:
    return reconciled(record(first), record(second), tolerance or Tolerance(), ("AB", "CD"))


def texts(found: Reconciliation) -> list[str]:
    return [part.text for part in reconcile_document(found).parts if isinstance(part, Paragraph)]


def table(document: Document, key: str) -> Table:
    """The table that has this column."""
    return next(
        part for part in document.parts if isinstance(part, Table) and key in [column.key for column in part.columns]
    )


def rows(found: Table) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for group in found.groups() for row in group.rows}


def test_it_begins_with_who_and_what_it_comes_to() -> None:
    assert texts(two()) == [
        "A is roe-2020.yaml (AB), B is roe-2020.yaml (CD).",
        "18 of 20 places that both filled agree (90 %); only in A 1, only in B 2 (1 whole row only in A, 1 whole row"
        " only in B). Of 6 texts 6 agree to the letter. In all 5 conflicts, 0 decided.",
    ]


def test_two_that_agree_have_no_conflicts_to_be_shown() -> None:
    found = two(FIRST, FIRST)
    assert closing_line(found) == "no conflicts"
    assert [part for part in reconcile_document(found).parts if isinstance(part, Table) and part.lead > 1] == []


def test_a_coefficient_has_limits_or_the_reason_why_not() -> None:
    found = rows(table(reconcile_document(two(FIRST + BIAS, FIRST + BIAS)), "kappa"))
    assert found["answer"] == ["2", "2", "100 %", *["1.00 (no spread to give limits)"] * 2]
    assert found["unit" if "unit" in found else "design"][3:] == ["not estimable: too few"] * 2
    assert found["all judgements of risk of bias"] == found["answer"]


def test_one_category_alone_is_said() -> None:
    second = FIRST.replace("scs-tonic", "drgs")
    found = rows(table(reconcile_document(two(second, second)), "kappa"))
    assert found["intervention"][3:] == ["not estimable: one category only"] * 2


def test_a_coefficient_between_has_two_limits() -> None:
    items = "".join(f"i{number}: {{answer: yes}}, " for number in range(12))
    first = f"risk_of_bias: [{{tool: jbi-case-series, items: {{{items}x: {{answer: no}}, y: {{answer: no}}}}}}]\n"
    second = first.replace("x: {answer: no}", "x: {answer: yes}")
    found = rows(table(reconcile_document(two(FIRST + first, FIRST + second)), "kappa"))
    assert found["answer"][3].startswith("0.63 (")
    assert " to " in found["answer"][3]


def test_numbers_say_their_tolerance() -> None:
    for tolerance, said in (
        (Tolerance(), "none, numbers agree where they are equal."),
        (Tolerance(Decimal("0.5")), "0.5. Within it A's number stands."),
        (Tolerance(Decimal("0.005"), is_relative=True), "0.500 % of the larger. Within it A's number stands."),
    ):
        assert table(reconcile_document(two(tolerance=tolerance)), "close").caption == f"Tolerance: {said}"


def test_numbers_are_counted_for_each_field_and_for_all() -> None:
    found = rows(table(reconcile_document(two()), "close"))
    assert found["crps"] == ["1", "0", "0", "0", "1"]
    assert found["percent"] == ["1", "0", "1", "1", "0"]
    assert "all numbers" in found


def test_conflicts_stand_in_groups() -> None:
    found = table(reconcile_document(two()), "a_place")
    assert [group.title for group in found.groups()] == ["Numbers", "Categories", "Only in A", "Only in B"]
    assert rows(found)[f"{ROW}.contrasts"][:2] == ["nothing", "[{arms: [drgs, scs], p: <0.05}]"]


def test_what_was_decided_is_said_with_reason_and_name() -> None:
    field = two().conflicts[0]
    assert taken_text(None) == ""
    assert taken_text(Decision(field=field, taken="b", why="Table 1", by="EF")) == "B; Table 1; EF"
    assert taken_text(Decision(field=field, taken="other", value=Scalar("1", "", "1"))) == "another value"


def test_several_sources_are_listed() -> None:
    reading = two().conflicts[0].a
    assert reading is not None
    assert source_text(replace(reading, sources=(("roe", "Table 2"), ("poe", "")))) == "roe, Table 2; poe"
