"""A list of studies holds each that a question lets through, with the rows that answer it."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.review import Window
from drgs_cli.synthesis.evidence import StudyRows
from drgs_cli.synthesis.listing import list_studies, whole_study
from drgs_cli.synthesis.question import Question

ROW = "{outcome: explant, months: 12, arms: {drgs: {events: 1, n: 9}}, source: {report: roe}}"
TEXTS = (
    f"id: own-2020\nresults: [{ROW}]",
    f"id: series-2019\ndesign: case-series\narms: {{drgs: {{intervention: drgs}}}}\nresults: [{ROW}]"
    "\nreports: {roe: {role: primary, published: 2019}}",
    f"id: two-2020\npopulation: {{indications: {{crps: 4, fbss: 4}}}}\nresults: [{ROW}]",
    f"id: back-2020\npopulation: {{indications: {{fbss: 4}}}}\nresults: [{ROW}]",
    "id: out-2020\nstatus: excluded\nwhy: animals",
    "id: wait-2021\nstatus: awaiting-extraction\nwhy: not read",
)


@pytest.fixture(scope="session")
def listed(library: Callable[..., Library]) -> Callable[..., tuple[StudyRows, ...]]:
    """The studies that are listed, of those above."""

    def ask(groups: tuple[str, ...] = (), **asked: Any) -> tuple[StudyRows, ...]:
        return list_studies(library(*TEXTS), Question(**asked), groups)

    return ask


List = Callable[..., tuple[StudyRows, ...]]


def ids(found: tuple[StudyRows, ...]) -> list[str]:
    return [entry.study.id for entry in found]


def test_a_list_without_a_question_holds_every_record_by_year_and_id(listed: List) -> None:
    assert ids(listed()) == ["series-2019", "back-2020", "out-2020", "own-2020", "two-2020", "wait-2021"]


def test_a_list_of_an_indication_holds_mixed_studies_without_figures_of_its_own(listed: List) -> None:
    found = listed(indication="crps")
    assert ids(found) == ["series-2019", "own-2020", "two-2020", "wait-2021"]
    assert [len(entry.rows) for entry in found] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    "asked",
    [
        {"outcomes": ("explant",)},
        {"window": Window(12, 9, 18)},
        {"interventions": ("drgs",)},
        {"as_of": "2021"},
    ],
)
def test_a_filter_of_rows_leaves_out_studies_without_such_rows(listed: List, asked: dict[str, Any]) -> None:
    assert ids(listed(indication="crps", **asked)) == ["series-2019", "own-2020"]


def test_a_list_may_be_narrowed_to_groups_of_evidence(listed: List) -> None:
    assert ids(listed(("single-drgs",), indication="crps")) == ["series-2019"]


def test_one_study_is_shown_with_all_its_rows(library: Callable[..., Library]) -> None:
    found = library(TEXTS[0])
    entry = whole_study(found.studies[0], found)
    assert (entry.group, [row.ref for row in entry.rows]) == ("randomised", ["own-2020/results/0"])
    assert entry.rows[0].window == Window(12, 9, 18)
