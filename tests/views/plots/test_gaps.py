"""The map of evidence: what stands where, counted from the records."""

from collections.abc import Callable
from pathlib import Path

from sound_drawings import assert_sound, texts_of

from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import answer
from drgs_cli.synthesis.patients import Patients
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.gaps import figures, gaps_figures
from drgs_cli.views.plots.gaps_cells import Spot, bubble_of, size_of, spots_of
from drgs_cli.views.plots.refused import Refused

STUDIES = Path(__file__).parents[3] / "studies"
TRIALS = Path(__file__).parents[2] / "invented_trials"
TRIAL = """
    id: one-2020
    label: One 2020
    results:
      - {outcome: responder-50, months: 12, arms: {drgs: {events: 18, n: 20}, scs: {events: 8, n: 20}}}
      - {outcome: mood, months: 3, scale: bdi, arms: {scs: {mean: 9, n: 20}}}
      - {outcome: mood, statistic: baseline, months: 0, scale: bdi, arms: {scs: {mean: 9, n: 20}}}
"""
SERIES = """
    id: two-2021
    label: Two 2021
    design: prospective-cohort
    population: {indications: {crps: 12}}
    arms: {drgs: {intervention: drgs}}
    results:
      - {outcome: responder-50, months: 12, arms: {drgs: {events: 8, n: 10}}}
      - {outcome: explant, arms: {drgs: {events: 1, n: 10}}}
"""
SHARED = SERIES.replace("two-2021", "three-2022").replace("Two 2021", "Three 2022").replace("crps: 12", "crps: 30")
SHARED += "    overlaps: [{study: two-2021, kind: part, why: same centre}]\n"
OTHER = """
    id: four-2023
    label: Four 2023
    arms: {cmm: {intervention: cmm}}
    results: [{outcome: function, scale: odi, months: 12, arms: {cmm: {mean: 8, n: 10}}}]
"""


def picture(library: Library, indication: str | None = "crps", **asked: object) -> Figure:
    """The one map."""
    (figure,) = figures(library, Question(indication=indication, **asked))  # type: ignore[arg-type]
    assert isinstance(figure, Figure)
    return figure


def spots(library: Library) -> dict[tuple[str, float | None], Spot]:
    """All places of CRPS."""
    return spots_of(answer(library, Question(indication="crps")))


def test_a_place_holds_studies_sides_and_certainty(library: Callable[..., Library]) -> None:
    """Compared where a study has both; certainty is that of the comparison."""
    found = spots(library(TRIAL, SERIES))
    assert set(found) == {("responder-50", 12), ("mood", 3), ("explant", None)}
    compared = found[("responder-50", 12)]
    assert {study.id for study in compared.studies} == {"one-2020", "two-2021"}
    assert (set(compared.sides), compared.compared, compared.patients.count) == ({"drgs", "scs"}, True, 40)
    assert compared.everybody.count == 52
    assert compared.certainty in ("very-low", "low", "moderate", "high")
    alone = found[("mood", 3)]
    assert (set(alone.sides), alone.compared, alone.certainty) == ({"scs"}, False, None)


def test_baseline_and_other_treatments_fill_no_place(library: Callable[..., Library]) -> None:
    """They tell nothing of either side."""
    assert ("mood", 0) not in spots(library(TRIAL))
    (refused,) = figures(library(OTHER), Question(indication="crps"))
    assert isinstance(refused, Refused)


def test_each_patient_counts_once(library: Callable[..., Library]) -> None:
    """Of cohorts that overlap the largest stands, as a lower bound."""
    place = spots(library(SERIES, SHARED))[("responder-50", 12)]
    assert place.patients == Patients(30, False)


def test_sizes_are_steps_of_patients() -> None:
    """An unknown number has no size."""
    assert [size_of(Patients(count, True)) for count in (0, 1, 10, 11, 50, 51, 200, 201)] == [
        *(None, 0, 0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1),
    ]


def test_a_bubble_says_all_of_it_in_words(library: Callable[..., Library]) -> None:
    """For somebody who points at it, and in characters."""
    answered = answer(library(TRIAL, SERIES), Question(indication="crps"))
    place = spots_of(answered)[("mood", 3)]
    bubble = bubble_of(place, ("Mood",), 3, answered)
    assert bubble is not None
    assert bubble.words == "Mood, 3 months: 1 study of SCS, patients: 40; not compared"
    assert (bubble.text, bubble.short, bubble.below, bubble.ringed, bubble.shade) == ("1", "1S", "40", False, "none")
    both = bubble_of(spots_of(answered)[("responder-50", 12)], (), 12, answered)
    assert both is not None
    assert both.ringed
    assert both.short[:3] == "1+="
    assert (both.text, both.ring) == ("1+", "whole")
    assert (
        "2 studies of DRGS and SCS, patients: 52; 1 of them compares the two (randomised; patients: 40)" in both.words
    )
    assert bubble_of(None, (), 3, answered) is None


def test_outcomes_of_the_review_without_figures_are_rows_of_gaps(library: Callable[..., Library]) -> None:
    """That is what the map is for."""
    review = "outcomes: [{key: responder-50}, {key: infection}]\n"
    lines = picture(library(TRIAL, review=review)).lines(80)
    row = next(line for line in lines if line.startswith("Infection"))
    assert set(row.split()[1:]) == {"·"}
    assert next(line for line in lines if line.startswith("Mood")).split().count("1S") == 1


def test_the_whole_review_has_a_panel_for_each_outcome(library: Callable[..., Library]) -> None:
    """With all indications as rows, empty ones too; what is left out is said."""
    review = "outcomes: [{key: responder-50}, {key: infection}]\n"
    figure = picture(library(TRIAL, SERIES, review=review), None)
    lines = figure.lines(80)
    assert lines.count("At least 50 % pain relief") == 1
    assert sum(line.startswith("Radicular pain") for line in lines) == 1
    assert any("2 more have figures" in note for note in figure.notes)
    assert "No figure of any indication: Infection." in figure.notes


def test_a_question_narrows_the_map(library: Callable[..., Library]) -> None:
    """To its outcomes and its window."""
    folder = library(TRIAL, SERIES)
    lines = picture(folder, outcomes=("mood",)).lines(80)
    assert [line.split()[0] for line in lines[2:3]] == ["Mood"]
    window = folder.review.window_of(12)
    assert picture(folder, window=window).lines(80)[0].split() == ["12"]


def test_the_order_of_the_files_changes_nothing(library: Callable[..., Library]) -> None:
    """The same lines and marks."""
    one, other = picture(library(TRIAL, SERIES, SHARED)), picture(library(SHARED, SERIES, TRIAL))
    assert one.lines(80) == other.lines(80)
    assert one.pages(174) == other.pages(174)


def test_the_numbers_in_the_description_are_those_of_the_places() -> None:
    """Of the invented trials and of the real folder; both maps are sound."""
    for folder in (load_library(TRIALS), load_library(STUDIES)):
        answered = answer(folder, Question(indication="crps"))
        found = spots_of(answered)
        (figure,) = gaps_figures((answered,))
        assert isinstance(figure, Figure)
        compared = sum(place.compared for place in found.values())
        assert f"{len(found)} hold figures" in figure.description
        assert f"{compared} with the two compared" in figure.description
        labels = texts_of(figure.pages(84))
        assert sum(": " in text and "patients: " in text for text in labels) == len(found)
        assert_sound(figure)


def test_the_map_of_the_whole_real_review_is_sound() -> None:
    """Every indication at the top of the tree is a row of each panel."""
    folder = load_library(STUDIES)
    figure = picture(folder, None)
    assert_sound(figure)
    for key in folder.vocabulary.indications.top():
        assert folder.vocabulary.indications[key].short in texts_of(figure.pages(174))


def test_a_ring_tells_how_many_compare_and_how() -> None:
    """Three studies of painful diabetic neuropathy have it at 6 months; one of them compares, not randomised."""
    answered = answer(load_library(STUDIES), Question(indication="diabetic-neuropathy"))
    place = spots_of(answered)[("responder-50", 6)]
    comparisons = [one for one in answered.comparisons if one.cell.outcome == "responder-50" and one.effects]
    (compared,) = (one for one in comparisons if one.cell.window is not None and one.cell.window.centre == 6)
    assert place.by is not None
    assert place.by.kind == compared.kind == "non-randomised"
    assert {study.id for study in place.drawn} == {study.id for study in compared.studies}
    assert len(place.drawn) == 1 < len(place.studies) == 3
    assert (place.patients.count or 0) < (place.everybody.count or 0)
    bubble = bubble_of(place, (), 6, answered)
    assert bubble is not None
    assert (bubble.text, bubble.ring, bubble.short) == ("1+", "broken", "1+~V")
    (figure,) = gaps_figures((answered,))
    assert isinstance(figure, Figure)
    said = " ".join(texts_of(figure.pages(174)))
    assert "compared, not randomised (broken ring)" in said
    assert "compared, randomised" not in said


def test_costs_from_a_model_are_no_follow_up(library: Callable[..., Library]) -> None:
    """A horizon of ten years is no study of ten years."""
    model = "{outcome: qaly, months: 120, arms: {drgs: {mean: 4.96, n: 20}, scs: {mean: 4.58, n: 20}}}"
    row = "- {outcome: mood, months: 3, scale: bdi, arms: {scs: {mean: 9, n: 20}}}"
    folder = library(TRIAL.replace(row, f"{row}\n      - {model}"))
    assert ("mood", 3) in spots(folder)
    assert [outcome for outcome, _ in spots(folder) if outcome == "qaly"] == []
    assert "costs or what they buy, from models, are not" in " ".join(picture(folder).notes)
