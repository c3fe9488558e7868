"""The flow of records of a review: what is stated, what is not, what the folder holds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sound_drawings import assert_sound, texts_of

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.prisma_data import Flow
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.prisma import NOT_STATED, figures, flow_data

REAL = Path(__file__).parents[3] / "studies"
WHOLE = """
flow: {previous-studies: 1, previous-reports: 1, databases: 90, registers: 10, identified: 100, duplicates: 15,
  automation: 0, removed-otherwise: 5, removed: 20, screened: 80, excluded: 70, sought: 10, not-retrieved: 1,
  assessed: 9, reports-excluded-wrong-design: 5, reports-excluded-no-data: 3, citations: 3, other-sought: 3,
  other-not-retrieved: 0, other-assessed: 3, other-reports-excluded: 3, included-studies: 1, included-reports: 2}
"""
AWAITING = "id: poe-2021\nstatus: awaiting-extraction\nwhy: not read"
REVIEW = "id: sum-2022\ndesign: systematic-review"


def entries(data: Flow) -> dict[str, str]:
    """Every number by the way and the text it stands behind."""
    ways = (*((data.before,) if data.before else ()), *data.ways)
    found = {
        f"{way.title[:22]}: {entry.text}": entry.number
        for way in ways
        for step in way.steps
        for box in (step.box, step.out)
        if box is not None
        for entry in box.entries
        if entry.number
    }
    return found | {entry.text: entry.number for entry in data.included.entries if entry.number}


def test_without_numbers_only_those_of_the_folder_are_given(library: Callable[..., Library]) -> None:
    """Nothing is made up, and that is said; hints for the author do not belong into the picture."""
    data = flow_data(library("", AWAITING, REVIEW))
    numbers = entries(data)
    known = {text: number for text, number in numbers.items() if number != NOT_STATED}
    assert known == {
        "Records of this folder": "3",
        "with figures": "2",
        "studies": "1",
        "reviews and databases": "1",
        "reports of them": "2",
        "known, figures not read yet": "1",
    }
    assert numbers["Studies included in the review"] == NOT_STATED
    assert len(data.ways) == 2
    assert data.before is None
    assert data.notes == ("Not stated: the review has no count of it. Nothing is filled in that nobody counted.",)
    assert data.warnings == ()


def test_every_number_stands_in_its_box(library: Callable[..., Library]) -> None:
    """Of both ways and of an earlier version."""
    data = flow_data(library("", review=WHOLE))
    numbers = entries(data)
    assert numbers["Included in an earlier: Studies included before"] == "1"
    assert numbers["Identified through dat: Records identified"] == "100"
    assert numbers["Identified through dat: databases"] == "90"
    assert numbers["Identified through dat: marked by automation tools"] == "0"
    assert numbers["Identified through dat: Records screened"] == "80"
    assert numbers["Identified through dat: wrong design"] == "5"
    assert numbers["Identified through oth: citation searching"] == "3"
    assert numbers["Identified through oth: Reports excluded"] == "3"
    assert numbers["Reports of included studies"] == "2"
    assert numbers["Identified through oth: websites"] == NOT_STATED


def test_what_does_not_agree_with_the_folder_is_a_warning_in_the_picture(library: Callable[..., Library]) -> None:
    """Two reports are stated, and one is there."""
    (figure,) = figures(library("", review=WHOLE), Question())
    assert isinstance(figure, Figure)
    text = " ".join(texts_of(figure.pages(174)))
    assert "WARNING: 2 included reports, but reports in the records with figures: 1." in text
    assert "review.yaml" not in text
    assert any("WARNING" in line for line in figure.lines(80))
    assert "1 warning: the numbers do not agree." in figure.description


@pytest.mark.parametrize(
    ("flow", "warned"),
    [
        ("screened: 100, excluded: 60, sought: 40", False),
        ("screened: 100, excluded: 60, sought: 50", True),
        ("identified: 100, databases: 120", True),
        ("included-studies: 1, included-reports: 1", False),
        ("included-studies: 7", True),
        ("screend: 7", True),
    ],
)
def test_sums_are_checked(library: Callable[..., Library], flow: str, warned: bool) -> None:
    """Of the flow itself, and against the records."""
    assert bool(flow_data(library("", review=f"flow: {{{flow}}}")).warnings) is warned


def test_another_way_is_drawn_only_where_it_is_stated_or_nothing_is(library: Callable[..., Library]) -> None:
    """PRISMA has diagrams with and without it."""
    assert len(flow_data(library("", review="flow: {screened: 10}")).ways) == 1
    assert len(flow_data(library("", review="flow: {screened: 10, citations: 1}")).ways) == 2


def test_a_question_narrows_nothing_but_that_is_said(library: Callable[..., Library]) -> None:
    """The search was for all of it."""
    (whole,), (narrow,) = figures(library(""), Question()), figures(library(""), Question(indication="crps"))
    assert isinstance(whole, Figure)
    assert isinstance(narrow, Figure)
    assert narrow.lines(80) == whole.lines(80)
    assert narrow.notes[0].startswith("The flow is that of the whole review")


def test_the_order_of_the_records_changes_nothing(library: Callable[..., Library]) -> None:
    """The same bytes."""
    one, other = flow_data(library("", AWAITING, review=WHOLE)), flow_data(library(AWAITING, "", review=WHOLE))
    assert one == other


def test_the_numbers_of_the_real_folder_are_those_of_its_records() -> None:
    """Counted here once more."""
    folder = load_library(REAL)
    numbers = entries(flow_data(folder))
    extracted = [study for study in folder.studies if study.status == "extracted"]
    assert numbers["Records of this folder"] == str(len(folder.records))
    assert numbers["with figures"] == str(len(extracted))
    assert int(numbers["with figures"]) + int(numbers["known, figures not read yet"]) == len(folder.records)
    assert int(numbers["studies"]) + int(numbers["reviews and databases"]) == len(extracted)
    assert numbers["reports of them"] == str(sum(len(study.reports) for study in extracted))
    (figure,) = figures(folder, Question())
    assert isinstance(figure, Figure)
    assert_sound(figure)


def test_a_warning_has_words_instead_of_keys(library: Callable[..., Library]) -> None:
    """And a range says what it is of."""
    flow = "other-sought: 4, other-not-retrieved: 1, other-assessed: 5, included-reports: 9"
    warnings = flow_data(library("", REVIEW, review=f"flow: {{{flow}}}")).warnings
    assert len(warnings) == 3
    assert warnings[0] == (
        "4 sought (other methods) without 1 not retrieved (other methods) are 3, but 5 assessed (other methods)."
    )
    assert warnings[2] == (
        "9 included reports, but reports in the records with figures: 1 to 2; the lower number is without reviews, "
        "databases, registers, and reports of others."
    )


def test_where_the_parts_that_are_stated_are_all_no_other_is_missing(library: Callable[..., Library]) -> None:
    """320 identified, 50 duplicates, 270 screened: no tool marked any."""
    whole = entries(flow_data(library("", review="flow: {identified: 320, duplicates: 50, screened: 270}")))
    assert not any("automation" in text for text in whole)
    part = entries(flow_data(library("", review="flow: {identified: 320, duplicates: 40, screened: 270}")))
    assert [number for text, number in part.items() if "automation" in text] == [NOT_STATED]
