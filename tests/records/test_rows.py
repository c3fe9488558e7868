"""No figure is given twice under one name, no row is empty, and the status fits what the record holds."""

from collections.abc import Callable

import pytest

from drgs_cli.records.read import Record

Faults = Callable[..., list[tuple[int, str, str]]]


def test_two_rows_alike_are_told_at_the_second_naming_the_line_of_the_first(
    record: Callable[..., Record],
) -> None:
    (problem,) = record("""
        results:
          - {outcome: explant, months: 12, arms: {drgs: {events: 1, n: 9}}}
          - {outcome: explant, months: 12, arms: {scs: {events: 2, n: 8}}}
    """).problems
    assert (problem.rule, problem.location.line) == ("S111", 3)
    assert "row at line 2" in problem.message


@pytest.mark.parametrize(
    "difference",
    [
        "months: 6",
        "analysed: implanted",
        "unit: leads",
        "statistic: change",
        "scale: vas-100mm",
        "aspect: worst",
        "condition: stimulation off",
        "subgroup: {by: surgery, is: none}",
        "cause: infection",
        'threshold: ">50"',
        "definition: of all kinds",
        "indication: crps",
        "composite: [relief-50]",
        "pain_location: foot",
        "instrument: a diary",
        "time: mean",
        "period: first",
        "after_crossover: true",
        "superseded_by: roe-2020",
        "alternative: another reading",
    ],
)
def test_rows_that_differ_in_what_they_are_about_are_two_rows(faults: Faults, difference: str) -> None:
    assert not faults(f"""
        results:
          - {{outcome: explant, arms: {{drgs: {{events: 1, n: 9}}}}}}
          - {{outcome: explant, {difference}, arms: {{drgs: {{events: 2, n: 9}}}}}}
    """)


def test_a_row_with_neither_arms_nor_contrasts_is_told(faults: Faults) -> None:
    told = faults("results: [{outcome: explant, note: nothing more}]")
    assert told == [(1, "S112", "the row has neither arms nor contrasts")]


def test_a_row_whose_only_arm_cannot_be_read_is_told_once(faults: Faults) -> None:
    assert [rule for _, rule, _ in faults("results: [{outcome: explant, arms: {drgs: {sd: 3}}}]")] == ["S112"]


def test_an_extracted_record_has_a_design_and_a_report(faults: Faults) -> None:
    told = faults("centres: 3", without=("design", "reports"))
    assert [(rule, message) for _, rule, message in told] == [
        ("S102", "design is missing"),
        ("S102", "reports are missing"),
    ]


@pytest.mark.parametrize("status", ["awaiting-extraction", "excluded"])
def test_a_record_that_is_not_extracted_needs_neither_design_nor_report_but_says_why(
    faults: Faults, status: str
) -> None:
    assert not faults(f"status: {status}\nwhy: only a protocol", without=("design", "reports"))
    assert faults(f"status: {status}") == [(1, "S113", f"a record that is {status} says why")]


@pytest.mark.parametrize("status", ["awaiting-extraction", "excluded"])
def test_a_record_that_is_not_extracted_has_no_results(faults: Faults, status: str) -> None:
    told = faults(f"""
        status: {status}
        why: only a protocol
        results: [{{outcome: explant, arms: {{drgs: {{events: 1, n: 9}}}}}}]
    """)
    assert told == [(3, "S113", f"a record that is {status} has no results")]
