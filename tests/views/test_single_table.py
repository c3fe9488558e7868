"""Each side alone: the rate of every study, named, marked and in order."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.comparisons import single_table

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]


@pytest.fixture
def alone(answered: Ask) -> Callable[..., Table]:
    """The table of each side alone."""

    def draw(*texts: str) -> Table:
        answer, library = answered(*texts)
        return single_table(answer.lines, answer.evidence.sides, library)

    return draw


@pytest.mark.parametrize(("derived", "codes"), [("n", ["derived"]), ("percent", [])])
def test_a_rate_that_was_worked_back_is_marked(derived: str, codes: list[str], alone: Callable[..., Table]) -> None:
    found = alone(f"""
        design: case-series
        arms: {{drgs: {{intervention: drgs}}}}
        results: [{{outcome: responder-50, arms: {{drgs: {{events: 3, n: 4, percent: 75, derived: [{derived}]}}}}}}]
    """)
    (group,) = found.groups()
    assert [*group.rows[0].cells[4].notes] == codes
    assert [note.code for note in found.notes] == codes


def test_a_single_arm_has_its_rate_with_its_interval(alone: Callable[..., Table], lines: Lines) -> None:
    found = alone("""
        design: case-series
        arms: {drgs: {intervention: drgs}}
        results:
          - outcome: responder-50
            months: 12
            analysed: implanted
            pain_location: [foot]
            arms: {drgs: {events: 4, n: 5}}
            source: {report: roe, at: Table 1}
    """)
    assert lines(found) == [
        {
            "outcome": "At least 50 % pain relief, foot",
            "side": "DRGS",
            "time": "12 months",
            "study": "Roe 2020",
            "figure": "4/5 (80 %)",
            "rate": "80 % (28 % to 99.5 %)",
            "analysed": "implanted",
            "source": "Roe 2020, Table 1",
        }
    ]


@pytest.mark.parametrize("form", ["percent: 60", "percent: 60, n: 10", "events: 6"])
def test_a_rate_without_counts_is_not_estimated(form: str, alone: Callable[..., Table], lines: Lines) -> None:
    found = alone(f"""
        design: case-series
        arms: {{drgs: {{intervention: drgs}}}}
        results: [{{outcome: responder-50, arms: {{drgs: {{{form}, source: {{report: roe, at: abstract}}}}}}}}]
    """)
    (line,) = lines(found)
    assert line["rate"] == "not estimable: number of events or of patients not printed"
    assert (line["source"], line["analysed"]) == ("Roe 2020, abstract", "")


def test_arms_put_together_without_a_source_leave_it_empty(alone: Callable[..., Table], lines: Lines) -> None:
    found = alone("""
        design: case-series
        arms: {slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}}
        results: [{outcome: responder-50, arms: {slow: {events: 1, n: 4}, fast: {events: 2, n: 4}}}]
    """)
    (line,) = lines(found)
    assert (line["figure"], line["source"]) == ("3/8 (38 %)", "")
    assert line["side"] == "SCS (tonic) and SCS (10 kHz)"


def test_rates_stand_by_importance_side_and_time(alone: Callable[..., Table], lines: Lines) -> None:
    found = alone(
        """
        arms: {drgs: {intervention: drgs}, cmm: {intervention: cmm}}
        results:
          - {outcome: neuro-deficit, arms: {drgs: {events: 1, n: 4}}}
          - {outcome: explant, months: 12, arms: {drgs: {events: 1, n: 4}}}
          - {outcome: explant, arms: {drgs: {events: 1, n: 4}}}
          - {outcome: responder-50, months: 12, arms: {drgs: {events: 1, n: 4}}}
          - {outcome: responder-50, months: 3, arms: {drgs: {events: 1, n: 4}}}
        """,
        """
        id: other
        arms: {scs: {intervention: scs-burst}, cmm: {intervention: cmm}}
        results: [{outcome: responder-50, months: 3, arms: {scs: {events: 1, n: 4}}}]
    """,
    )
    assert [(line["outcome"], line["side"], line["time"]) for line in lines(found)] == [
        ("At least 50 % pain relief", "DRGS", "3 months"),
        ("At least 50 % pain relief", "DRGS", "12 months"),
        ("At least 50 % pain relief", "SCS (burst)", "3 months"),
        ("Explantation", "DRGS", "12 months"),
        ("Explantation", "DRGS", "time not stated"),
        ("Neurological deficit", "DRGS", "time not stated"),
    ]
