"""A row walked back: what is printed and where, and which lines of the answers it is in, or why in none."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.listing import whole_study
from drgs_cli.synthesis.question import Question
from drgs_cli.views.explain_row import ExplainedRow, explain_row, explain_row_document

Read = Callable[..., Library]
Lines = Callable[[Table], list[dict[str, str]]]

BOTH = "arms: {drgs: {events: 6, n: 10}, scs: {events: 4, n: 10}}"
ROW = f"{{outcome: responder-50, months: 3, {BOTH}, source: {{report: roe, at: Table 2}}}}"


@pytest.fixture
def explained(library: Read) -> Callable[..., ExplainedRow]:
    def explain(text: str, number: int = 0, **asked: Any) -> ExplainedRow:
        found = library(text)

        def ask(indication: str, outcomes: tuple[str, ...]) -> Question:
            return Question(indication=indication, outcomes=outcomes, **asked)

        return explain_row(whole_study(found.studies[0], found), number, found, ask)

    return explain


Explain = Callable[..., ExplainedRow]


def table(found: ExplainedRow, title: str) -> Table:
    parts = explain_row_document(found).parts
    return next(part for part in parts if isinstance(part, Table) and part.title == title)


def uses(found: ExplainedRow) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(use.indication, use.refs, use.reasons) for use in found.uses]


def test_a_row_names_the_lines_it_is_in(explained: Explain) -> None:
    assert uses(explained(f"results: [{ROW}]")) == [("crps", ("crps/responder-50/3/randomised",), ())]


def test_a_row_of_a_part_is_followed_to_the_whole(explained: Explain) -> None:
    found = explained(f"population: {{indications: {{crps-2: 20}}}}\nresults: [{ROW}]")
    assert [(use.indication, use.refs) for use in found.uses] == [
        ("crps-2", ("crps-2/responder-50/3/randomised",)),
        ("crps", ("crps/responder-50/3/randomised",)),
    ]


def test_a_row_in_no_line_has_its_reason(explained: Explain, lines: Lines) -> None:
    found = explained(f"results: [{ROW.replace('months: 3', 'months: 3, analysed: subset')}]")
    assert uses(found) == [("crps", (), ("group",))]
    (line,) = lines(table(found, "Used in"))
    assert "another group analysed" in line["why"]


def test_a_row_of_a_mixed_cohort_says_so(explained: Explain) -> None:
    found = explained(f"population: {{indications: {{crps: 20, fbss: 20}}}}\nresults: [{ROW}]")
    assert {(use.indication, use.reasons) for use in found.uses} == {("crps", ("mixed",)), ("fbss", ("mixed",))}


@pytest.mark.parametrize(
    ("arms", "said"),
    [
        ("{cmm: {events: 6, n: 10}}", "of other treatments than the two"),
        (
            "{drgs: {n: 9, words: fell}}",
            "without a figure of an arm: words, a p-value, or a comparison with something else",
        ),
        ("{drgs: {events: 9, n: 10}}", "of costs or what they buy, from models: shown, not compared"),
    ],
)
def test_a_row_that_no_line_takes_in_says_what_it_is_of(explained: Explain, lines: Lines, arms: str, said: str) -> None:
    series = "design: case-series\narms: {drgs: {intervention: drgs}, cmm: {intervention: cmm}}"
    outcome = "cost" if "events: 9" in arms else "responder-50"
    found = explained(f"{series}\nresults: [{{outcome: {outcome}, months: 3, arms: {arms}}}]")
    assert [line["why"] for line in lines(table(found, "Used in"))] == [said]


def test_figures_stand_as_printed_with_place_and_line(explained: Explain, lines: Lines) -> None:
    found = explained(f"results: [{ROW}]")
    printed = lines(table(found, "What is printed"))
    assert [(line["figure"], line["source"]) for line in printed] == [
        ("6/10 (60 %)", "Roe 2020, Table 2"),
        ("4/10 (40 %)", "Roe 2020, Table 2"),
    ]
    facts = {line["fact"]: line["text"] for line in lines(table(found, ""))}
    assert facts["Study"] == "Roe 2020 (roe-2020), Randomised trial"
    assert facts["Window"] == "3 months (2 to 4.5)"
    assert facts["Record"] == "roe-2020.yaml:1"


def test_the_row_of_another_number_is_another_row(explained: Explain) -> None:
    other = ROW.replace("responder-50", "explant")
    assert explained(f"results: [{ROW}, {other}]", 1).row.ref == "roe-2020/results/1"
