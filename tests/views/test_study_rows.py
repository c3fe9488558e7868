"""Every row of one study, a line for each arm and each printed comparison."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.listing import whole_study
from drgs_cli.views.study_rows import rows_table

Lines = Callable[[Table], list[dict[str, str]]]
Rows = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def rows(library: Callable[..., Library], lines: Lines) -> Rows:
    """The lines of a study from what stands between the braces of its one row."""

    def read(form: str) -> list[dict[str, str]]:
        one = library(f"results: [{{{form}}}]")
        return lines(rows_table(whole_study(one.studies[0], one), one))

    return read


def test_each_arm_and_each_comparison_has_its_line_in_the_record(rows: Rows) -> None:
    form = (
        "outcome: explant, arms: {drgs: {events: 1, n: 9}, scs: {events: 2, n: 9}},"
        " contrasts: [{arms: [drgs, scs], p: 0.5}]"
    )
    found = [(line["arm"], line["figure"], line["place"]) for line in rows(form)]
    assert found == [
        ("DRGS", "1/9 (11 %)", "roe-2020.yaml:1"),
        ("SCS (tonic)", "2/9 (22 %)", "roe-2020.yaml:1"),
        ("DRGS v SCS (tonic)", "p = 0.5", "roe-2020.yaml:1"),
    ]


def test_an_arm_with_its_own_source_is_not_read_where_the_row_is(rows: Rows) -> None:
    form = (
        "outcome: explant, source: {report: roe, at: Table 1},"
        " arms: {drgs: {events: 1, source: {report: roe, at: abstract}}, scs: {events: 2}}"
    )
    assert [(line["basis"], line["source"]) for line in rows(form)] == [
        ("abstract", "Roe 2020, abstract"),
        ("full text", "Roe 2020, Table 1"),
    ]


def test_a_source_says_what_it_is_for(rows: Rows) -> None:
    (line,) = rows("outcome: explant, source: {report: roe, for: [n], note: as told}, arms: {drgs: {events: 1}}")
    assert line["source"] == "Roe 2020, place not stated (n): as told"


def test_what_was_worked_back_is_said(rows: Rows) -> None:
    (line,) = rows("outcome: explant, arms: {drgs: {events: 1, n: 9, derived: [events, n]}}")
    assert line["figure"] == "1/9 (11 %); derived: events, number of patients"


@pytest.mark.parametrize(
    ("form", "note"),
    [
        ("composite: [relief-50]", "composite of: at least 50 % relief at the visit"),
        ("definition: seen by nobody", "seen by nobody"),
        ("superseded_by: roe", "superseded by roe: not used"),
        ("alternative: other cut", "another figure for the same end point, not used: other cut"),
        ("stated_certainty: low", "certainty as stated: low"),
        ("clusters: {n: 12}", "12 clusters"),
        ("period: first", "first period of the crossover"),
        ("note: on the row", "on the row"),
        ("months: 3", ""),
    ],
)
def test_what_sets_a_row_apart_is_noted(form: str, note: str, rows: Rows) -> None:
    (line,) = rows(f"outcome: explant, {form}, arms: {{drgs: {{events: 1, n: 9}}}}")
    assert line["note"] == note


def test_an_indication_is_named_where_the_study_has_several(library: Callable[..., Library], lines: Lines) -> None:
    one = library(
        "population: {indications: {crps: 4, fbss: 4}}\n"
        "results: [{outcome: explant, indication: fbss, pain_location: [foot], arms: {drgs: {events: 1}}}]"
    )
    (line,) = lines(rows_table(whole_study(one.studies[0], one), one))
    assert line["outcome"].endswith("(foot, Failed back surgery)")


def test_each_line_has_the_reference_of_its_row(library: Callable[..., Library], lines: Lines) -> None:
    one = library("results: [{outcome: mood, arms: {drgs: {n: 9}}}, {outcome: sleep, arms: {drgs: {n: 9}}}]")
    found = lines(rows_table(whole_study(one.studies[0], one), one))
    assert [line["ref"] for line in found] == ["roe-2020/results/0", "roe-2020/results/1"]
