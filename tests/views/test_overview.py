"""The overview: one line for each indication."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Paragraph, Table
from drgs_cli.synthesis.answer import Answer, glance
from drgs_cli.views.overview import overview_document

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

TRIAL = """
    population: {indications: {crps: 80}}
    results:
      - outcome: responder-50
        months: 3
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
"""
COHORT = """
    id: cohort
    design: case-series
    population: {indications: {crps: unknown}}
    arms: {drgs: {intervention: drgs}}
    results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}}]
"""
REVIEW = """
    id: review
    design: systematic-review
    results: [{outcome: responder-50, arms: {drgs: {percent: 60}}}]
"""


@pytest.fixture
def overview(answered: Ask) -> Callable[..., Document]:
    """The overview of CRPS alone, over some studies."""

    def draw(*texts: str, review: str = "", **asked: object) -> Document:
        answer, library = answered(*texts, review=review, **asked)
        return overview_document((glance(library, answer.context.question),), library)

    return draw


@pytest.fixture
def line(overview: Callable[..., Document], lines: Lines) -> Callable[..., dict[str, str]]:
    """Its one line."""

    def read(*texts: str) -> dict[str, str]:
        table = overview(*texts).main_table()
        assert table is not None
        return lines(table)[0]

    return read


def test_a_line_counts_primary_studies_and_says_what_they_come_to(line: Callable[..., dict[str, str]]) -> None:
    assert line(TRIAL, COHORT, REVIEW, "id: zeta\nstatus: awaiting-extraction\nwhy: only the title is known") == {
        "indication": "CRPS",
        "studies": "2",
        "patients": "≥ 80",
        "drgs": "2",
        "scs": "1",
        "comparison": "1 randomised",
        "certainty": "low",
        "reading": (
            "DRGS better: +25 (+4 to +43) per 100 with at least 50 % pain relief, 3 months; none at two years or "
            "later; 1 with DRGS known, not read"
        ),
    }


@pytest.mark.parametrize("texts", [(), (REVIEW,)])
def test_no_primary_study_means_no_patient(texts: tuple[str, ...], line: Callable[..., dict[str, str]]) -> None:
    found = line(*texts)
    assert [found[key] for key in ("studies", "patients", "drgs", "scs", "comparison")] == [
        "0",
        "0",
        "0",
        "0",
        "none",
    ]


def test_an_arm_counts_only_where_a_row_is_about_it(line: Callable[..., dict[str, str]]) -> None:
    found = line("results: [{outcome: responder-50, arms: {scs: {events: 1, n: 2}, cmm: {events: 1, n: 2}}}]")
    assert (found["studies"], found["drgs"], found["scs"]) == ("1", "0", "1")


def test_an_arm_that_is_only_compared_counts(line: Callable[..., dict[str, str]]) -> None:
    found = line("results: [{outcome: responder-50, contrasts: [{arms: [drgs, cmm], p: 0.2}]}]")
    assert (found["studies"], found["drgs"], found["scs"]) == ("1", "1", "0")


def test_a_line_without_a_comparison_has_no_certainty(line: Callable[..., dict[str, str]]) -> None:
    assert line(COHORT)["certainty"] == ""


def test_the_first_side_s_uncontrolled_result_stands_in_the_line(line: Callable[..., dict[str, str]]) -> None:
    found = line(COHORT.replace("events: 1, n: 2", "events: 12, n: 20"))
    assert found["reading"] == (
        "cannot be compared, DRGS only; DRGS alone good: at least 50 % pain relief 12/20 (60 %), time not stated"
    )


@pytest.mark.parametrize("code", ["studies", "patients", "good", "more"])
def test_the_overview_explains_its_columns_and_words(code: str, overview: Callable[..., Document]) -> None:
    assert code in [note.code for note in overview(TRIAL).notes()]


def test_a_line_names_its_indication_for_programs(overview: Callable[..., Document]) -> None:
    table = overview(TRIAL).main_table()
    assert table is not None
    (group,) = table.groups()
    assert (group.rows[0].ref, [cell.value for cell in group.rows[0].cells][:5]) == ("crps", ["crps", 1, 80, 1, 1])


def test_the_overview_is_headed_by_the_question_of_the_review(overview: Callable[..., Document]) -> None:
    document = overview(review="question: Which is better?\ncompare: [scs, drgs]")
    table = document.main_table()
    assert table is not None
    assert document.title == "Which is better?"
    assert [(column.key, column.title) for column in table.columns][3:5] == [("scs", "SCS"), ("drgs", "DRGS")]


def test_what_an_overview_was_narrowed_to_stands_above_it(overview: Callable[..., Document]) -> None:
    narrowed = overview(TRIAL, designs=("rct",), as_of="2025")
    assert narrowed.parts[0] == Paragraph("Narrowed to: Randomised trial; in print by 2025.")
    assert [type(part) for part in overview(TRIAL).parts] == [Table]


def test_the_overview_says_how_to_see_more(overview: Callable[..., Document]) -> None:
    assert "drgs summarise --indication KEY" in overview().notes()[-1].text
