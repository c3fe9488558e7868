"""The flow of patients: rows, sums, shares and what is said of them."""

from collections.abc import Callable
from pathlib import Path

from sound_drawings import HOSTILE, assert_sound

from drgs_cli.plots.drawing import Label
from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.flow import figures
from drgs_cli.views.plots.refused import Refused

STUDIES = Path(__file__).parents[3] / "studies"
ONE = """
    id: one-2020
    label: One 2020
    arms: {drgs: {intervention: drgs, trialled: 20, implanted: 16}, scs: {intervention: scs, allocated: 30}}
    results: [{outcome: responder-50, months: 12, arms: {drgs: {events: 8, n: 16}, scs: {events: 8, n: 16}}}]
"""
TWO = """
    id: two-2021
    label: Two 2021
    design: prospective-cohort
    population: {indications: {crps: 12, fbss: 4}}
    arms: {drgs: {intervention: drgs, implanted: 10, followed_up: 12}}
    results: [{outcome: responder-50, months: 12, indication: crps, arms: {drgs: {events: 8, n: 10}}}]
"""
THREE = """
    id: three-2022
    label: Three 2022
    design: prospective-cohort
    arms: {drgs: {intervention: drgs}}
    results: [{outcome: responder-50, months: 12, arms: {drgs: {events: 8, n: 10}}}]
"""
FOUR = """
    id: four-2023
    label: Four 2023
    design: prospective-cohort
    arms: {drgs: {intervention: drgs, trialled: 5, implanted: 4}}
    overlaps: [{study: one-2020, kind: part, why: same centre}]
    results: [{outcome: responder-50, months: 12, arms: {drgs: {events: 2, n: 4}}}]
"""


def picture(library: Library, indication: str | None = "crps") -> Figure:
    """The one figure there is."""
    (figure,) = figures(library, Question(indication=indication))
    assert isinstance(figure, Figure)
    return figure


def names(figure: Figure) -> str:
    """What stands in the first column, in one line; the first blank of it that all rows share ends it."""
    lines = figure.lines(80)
    columns = next(line for line in lines if "Implanted" in line)
    wide = next(place for place, sign in enumerate(columns) if sign != " ")
    return " ".join(" ".join(line[:wide] for line in lines).split())


def test_each_step_is_summed_over_the_studies_that_state_it(library: Callable[..., Library]) -> None:
    """And it is said how many of how many these are."""
    pure = TWO.replace("{crps: 12, fbss: 4}", "{crps: 12}")
    found = picture(library(ONE, pure, THREE))
    assert "DRGS, 3 studies: trialled 20 (stated by 1 of 3), implanted 26 (stated by 2 of 3)" in found.description
    assert "trialled to implanted 16 of 20 (80 %), 1 of 3 studies state both" in found.description
    lines = found.lines(80)
    together = next(line.split() for line in lines if line.startswith("Together"))
    assert together == ["Together", "not", "stated", "20", "26", "12"]


def test_a_study_that_states_no_step_has_no_row_but_is_named(library: Callable[..., Library]) -> None:
    """It is among those counted."""
    found = picture(library(ONE, TWO, THREE))
    assert not any(line.startswith("Three") for line in found.lines(80))
    assert "DRGS: 1 study states no step, and no row: Three 2022." in found.notes


def test_patients_in_two_studies_count_once(library: Callable[..., Library]) -> None:
    """The row says so."""
    found = picture(library(ONE, FOUR))
    assert "implanted 16 (stated by 2 of 2; 1 counted)" in found.description
    assert "Four 2023 shares patients, not in the sum of trialled and implanted" in names(found)


def test_more_patients_after_than_before_make_no_share(library: Callable[..., Library]) -> None:
    """They are others, and the study is named."""
    found = picture(library(ONE, TWO.replace("{crps: 12, fbss: 4}", "{crps: 12}")))
    assert any("Two 2021 (10, then 12)" in note for note in found.notes)
    assert "implanted to followed up" not in found.description


def test_patients_with_other_causes_are_in_no_sum_and_stand_apart(library: Callable[..., Library]) -> None:
    """Nobody knows how many of them have what was asked for; of all indications they count."""
    found = picture(library(ONE, TWO, THREE))
    assert "DRGS, 2 studies: trialled 20 (stated by 1 of 2) and implanted 16 (stated by 1 of 2)." in found.description
    assert "DRGS, not in the sums, 1 study that names other causes, too: Two 2021 implanted 10" in found.description
    lines = found.lines(80)
    apart = next(place for place, line in enumerate(lines) if line.startswith("DRGS, not in the sums: 1 study that"))
    assert any(line.startswith("Two 2021") for line in lines[apart:])
    assert not any(line.startswith("Two 2021") for line in lines[:apart])
    assert not any(line.startswith(("Together", "stated by")) for line in lines[apart:])
    assert any(note.startswith("Numbers are of whole arms: 1 study that names other causes") for note in found.notes)
    assert "implanted 26 (stated by 2 of 3)" in picture(library(ONE, TWO, THREE), None).description
    assert_sound(found)


def test_without_any_step_there_is_nothing(library: Callable[..., Library]) -> None:
    """No empty picture."""
    for found in (figures(library(THREE), Question(indication="crps")), figures(library(), Question())):
        (refused,) = found
        assert isinstance(refused, Refused)
        assert refused.reason.startswith("no study states how many patients")


def test_the_order_of_the_files_changes_nothing(library: Callable[..., Library]) -> None:
    """The same lines and marks."""
    one, other = picture(library(ONE, TWO, FOUR)), picture(library(FOUR, TWO, ONE))
    assert one.lines(80) == other.lines(80)
    assert one.pages(174) == other.pages(174)
    assert (one.description, one.notes) == (other.description, other.notes)


def test_hostile_labels_break_no_layout(library: Callable[..., Library]) -> None:
    """They are text, and shortened where they are long."""
    for text in HOSTILE:
        label = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign for sign in text)
        assert_sound(picture(library(ONE.replace("label: One 2020", f'label: "{label}"'), TWO)))


def test_the_sums_of_the_real_folder_are_those_of_its_records() -> None:
    """Added up here once more, for a step that no cohort shares."""
    folder = load_library(STUDIES)
    found = picture(folder)
    assert_sound(found)
    allocated = [
        arm.allocated
        for study in folder.studies
        if study.id in ("kemler-2000", "deer-2017-accurate")
        for arm in study.arms.values()
        if arm.intervention.startswith("scs") and arm.allocated is not None
    ]
    assert f"allocated {sum(allocated)} (stated by 2 of" in found.description


def test_a_cohort_with_other_causes_swells_no_sum_of_the_real_folder() -> None:
    """707 trialled for all causes were once in the sum of those with complex regional pain syndrome."""
    found = picture(load_library(STUDIES))
    own, apart = found.description.split("SCS, not in the sums, ")
    assert "Mekhail 2011 trialled 707" in apart
    scs = own[own.index("SCS, ") :]
    trialled = int(scs.split("trialled ")[1].split()[0])
    assert trialled < 707


def test_the_warning_stands_below_every_sum_on_whatever_sheet() -> None:
    """A sheet that is shown alone must not seem to be a funnel from column to column."""
    found = picture(load_library(STUDIES))
    for width in (84, 174):
        pages = found.pages(width)
        assert len(pages) > 1
        for page in pages:
            texts = [mark.text for mark in page.marks if isinstance(mark, Label)]
            assert texts.count("Together") == " ".join(texts).count("none is a share of another")
        assert sum(mark.text == "Together" for page in pages for mark in page.marks if isinstance(mark, Label)) == 2
    assert " ".join(found.lines(80)).count("none is a share of another") == 2


def test_a_row_with_more_patients_after_than_before_says_so_itself(library: Callable[..., Library]) -> None:
    """The note may be on another sheet."""
    found = picture(library(ONE, TWO.replace("{crps: 12, fbss: 4}", "{crps: 12}")))
    assert "followed up: more than implanted, so other patients" in names(found)
    assert "more than implanted" not in names(picture(library(ONE)))
