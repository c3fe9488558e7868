"""Where a value before treatment stands in the table of all rows: beside the one after it, or in a row of its own."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.evidence import evidence_table

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

PAIN = "outcome: pain-intensity, scale: nrs-10"


@pytest.fixture
def table(answered: Ask) -> Callable[..., Table]:
    """The table on some studies."""

    def draw(*texts: str) -> Table:
        answer, library = answered(*texts)
        return evidence_table(answer.evidence, library)

    return draw


@pytest.mark.parametrize(
    ("before", "after", "texts"),
    [
        ("mean: 7.0, n: 9", "mean: 3, n: 8", ["7.0 before, 3, n 8"]),
        ("median: 7, n: 9", "median: 3, n: 8", ["median 7 before, median 3, n 8"]),
        ("range: [6, 8], n: 9", "median: 3, n: 8", ["range 6 to 8, n 9", "median 3, n 8"]),
        ("mean: [6, 8], n: 9", "mean: 3, n: 8", ["6 to 8 over visits, n 9", "3, n 8"]),
    ],
)
def test_a_value_before_treatment_stands_in_the_row_after_it_or_in_its_own(
    before: str, after: str, texts: list[str], table: Callable[..., Table], lines: Lines
) -> None:
    found = table(f"""
        results:
          - {{{PAIN}, statistic: baseline, months: 0, arms: {{drgs: {{{before}}}}}}}
          - {{{PAIN}, statistic: final, months: 3, arms: {{drgs: {{{after}}}}}}}
    """)
    assert [line["first"] for line in lines(found)] == texts


def test_a_value_before_treatment_is_not_lost_where_the_other_arm_has_it_too(
    table: Callable[..., Table], lines: Lines
) -> None:
    found = table(f"""
        results:
          - {{{PAIN}, statistic: baseline, analysed: implanted, arms: {{drgs: {{mean: 7}}}}}}
          - {{{PAIN}, statistic: baseline, analysed: unclear, arms: {{scs: {{mean: 8}}}}}}
          - {{{PAIN}, statistic: final, months: 3, arms: {{drgs: {{mean: 3, n: 9}}}}}}
    """)
    assert [(line["first"], line["second"]) for line in lines(found)] == [
        ("", "tonic: 8, n not stated"),
        ("7 before, 3, n 9", ""),
    ]


@pytest.mark.parametrize("unused", ["superseded_by: roe", "alternative: from a figure"])
def test_a_value_before_treatment_that_is_not_used_stands_in_its_own_row(
    unused: str, table: Callable[..., Table], lines: Lines
) -> None:
    found = table(f"""
        results:
          - {{{PAIN}, statistic: baseline, arms: {{drgs: {{mean: 7, n: 9}}}}}}
          - {{{PAIN}, statistic: baseline, {unused}, arms: {{drgs: {{mean: 7.4, n: 9}}}}}}
          - {{{PAIN}, statistic: final, months: 3, arms: {{drgs: {{mean: 3, n: 9}}}}}}
    """)
    assert [line["first"] for line in lines(found)] == ["7.4, n 9", "7 before, 3, n 9"]


@pytest.mark.parametrize(
    "other", ["statistic: change", "statistic: final, scale: vas-100mm", "statistic: final, aspect: worst"]
)
def test_a_value_before_treatment_goes_with_the_same_measure_only(
    other: str, table: Callable[..., Table], lines: Lines
) -> None:
    scale = "" if "scale" in other else ", scale: nrs-10"
    found = table(f"""
        results:
          - {{{PAIN}, statistic: baseline, months: 0, arms: {{drgs: {{mean: 7, n: 9}}}}}}
          - {{outcome: pain-intensity{scale}, {other}, months: 3, arms: {{drgs: {{mean: -3, n: 9}}}}}}
    """)
    assert [line["first"] for line in lines(found)] == ["7, n 9", "\N{MINUS SIGN}3, n 9"]
