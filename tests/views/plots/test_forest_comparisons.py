"""Forest plots of the two sides against one another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.plots.forest import Forest, Group
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question
from drgs_cli.views.comparisons import figure_text
from drgs_cli.views.estimates import prediction_text, with_interval
from drgs_cli.views.plots.forest_comparisons import Compared, forest_of_comparisons

TRIALS = Path(__file__).parents[2] / "invented_trials"
Answered = Callable[..., tuple[Answer, Library]]


def of_cell(found: Answer, outcome: str, months: float) -> Forest:
    """The plot of one outcome and time."""
    named = zip(found.comparisons, found.certainties, strict=True)
    kept = tuple(
        Compared(comparison, certainty)
        for comparison, certainty in named
        if comparison.kind != "unanchored"
        and comparison.cell.outcome == outcome
        and comparison.cell.window is not None
        and comparison.cell.window.centre == months
    )
    measure = next((one.comparison.estimate.measure for one in kept if one.comparison.estimate.measure), None)
    return forest_of_comparisons(kept, measure, found.context, "here")


@pytest.fixture(scope="module")
def trials() -> Answer:
    """What the invented trials say."""
    return answer(load_library(TRIALS), Question(indication="crps"))


def drawn(found: Answer, outcome: str, months: float) -> dict[str, Group]:
    """The groups of a plot by their headings."""
    return {group.title: group for group in of_cell(found, outcome, months).groups}


def test_each_kind_of_evidence_has_a_group_and_at_most_a_diamond_of_its_own(trials: Answer) -> None:
    """Trials are put together, the one other study stands by itself."""
    groups = drawn(trials, "responder-50", 12)
    assert list(groups) == ["Randomised", "Not randomised"]
    summary = groups["Randomised"].summary
    assert summary is not None
    assert summary.label == "Summary, 3 studies"
    assert [one.label for one in groups["Not randomised"].entries] == ["Cohorts 2030 (none)"]
    assert groups["Not randomised"].summary is None


def test_every_number_is_that_of_the_answer(trials: Answer) -> None:
    """Estimates, limits, weights and the prediction interval, in the words of the tables."""
    for comparison in trials.comparisons:
        if not comparison.effects or comparison.estimate.value is None:
            continue
        window = comparison.cell.window
        assert window is not None
        groups = of_cell(trials, comparison.cell.outcome, window.centre).groups
        entries = {one.label.split(" (")[0]: one for group in groups for one in group.entries}
        for weight in comparison.estimate.weights:
            study = next(one for one in comparison.studies if one.id == weight.study)
            entry = entries[study.label]
            assert entry.value == weight.value
            if weight.value is not None:
                assert entry.text == with_interval(comparison.estimate.measure, weight.value, weight.interval)
        if comparison.estimate.k > 1:
            (summary,) = [group.summary for group in groups if group.summary is not None]
            assert summary.value == comparison.estimate.value
            assert f"{comparison.estimate.measure} {summary.text}" == figure_text(comparison, trials.context)
            assert summary.prediction_text == prediction_text(comparison.estimate)


def test_counts_and_weights_stand_beside_each_study(trials: Answer) -> None:
    """A study that is alone has no weight."""
    groups = drawn(trials, "responder-50", 12)
    assert groups["Randomised"].entries[0].cells == ("35/50", "22/50", "29 %")
    assert groups["Not randomised"].entries[0].cells == ("48/55", "20/61", "")


def test_a_study_with_an_empty_cell_is_told_in_words_with_its_weight(trials: Answer) -> None:
    """It is in the summary by its counts."""
    entry = drawn(trials, "explant", 12)["Randomised"].entries[0]
    assert entry.value is None
    assert entry.words.startswith("ratio not estimable: none or all with the event on one side")
    assert "in the summary by its counts" in entry.words


def test_the_side_that_is_favoured_goes_by_whether_more_is_better(trials: Answer) -> None:
    """More responders are good, more pain and more explants are not."""
    assert of_cell(trials, "responder-50", 12).axis.right == "favours DRGS"
    assert of_cell(trials, "pain-intensity", 12).axis.left == "favours DRGS"
    assert of_cell(trials, "explant", 12).axis.left == "favours DRGS"


def test_an_outcome_of_which_neither_more_nor_less_is_better_favours_nobody(answered: Answered) -> None:
    """It is only lower or higher."""
    found, _ = answered(
        "results: [{outcome: crossover, months: 12, arms: {drgs: {events: 9, n: 20}, scs: {events: 4, n: 20}}}]"
    )
    axis = of_cell(found, "crossover", 12).axis
    good = found.comparisons[0].good
    wanted = {0: ("lower with DRGS", "higher with DRGS"), -1: ("favours DRGS", "favours SCS")}
    assert (axis.left, axis.right) == wanted[good]


def test_ratios_are_on_a_logarithmic_axis_and_differences_have_the_band_of_what_matters(trials: Answer) -> None:
    """No ratio is in the units of an important difference."""
    ratio, difference = of_cell(trials, "responder-50", 12).axis, of_cell(trials, "pain-intensity", 12).axis
    assert (ratio.log, ratio.null, ratio.band) == (True, 1.0, None)
    important = trials.context.important(trials.comparisons[2].cell)
    assert important is not None
    assert (difference.log, difference.null, difference.band) == (False, 0.0, (-important, important))


def test_trials_of_a_network_are_listed_in_words(trials: Answer) -> None:
    """What they compare is not what the axis measures."""
    (group,) = of_cell(trials, "responder-50", 3).groups
    assert group.title == "Indirect, through a common comparator"
    assert all(entry.value is None for entry in group.entries)
    assert "SCS 27/60" in group.entries[0].words
    assert "RR 3.00 (1.54 to 5.83)" in group.entries[0].words
    assert group.summary is not None


def test_the_risk_of_bias_is_a_sign_a_shape_and_a_word(trials: Answer) -> None:
    """Of each study, for this outcome."""
    badges = [entry.badge for entry in drawn(trials, "responder-50", 12)["Randomised"].entries]
    told = [(badge.sign, badge.word, badge.shape) for badge in badges if badge is not None]
    assert told == [("+", "low", "disc"), ("!", "some concerns", "triangle"), ("−", "high", "square")]


def test_the_certainty_stands_below_each_group(trials: Answer) -> None:
    """And what the comparison says."""
    groups = drawn(trials, "responder-50", 12)
    assert groups["Not randomised"].lines[-1] == "Says: DRGS better; certainty: very low"
    assert "certainty: low" in groups["Randomised"].lines[-1]


def test_a_p_value_alone_is_told_in_words(answered: Answered) -> None:
    """Beside studies that have an estimate."""
    counts = "results: [{outcome: responder-50, months: 12, arms: {drgs: {events: 9, n: 20}, scs: {events: 4, n: 20}}}]"
    only_p = """
        id: poe-2021
        label: Poe 2021
        results:
          - outcome: responder-50
            months: 12
            arms: {drgs: {n: 30}, scs: {n: 30}}
            contrasts: [{arms: [drgs, scs], p: 0.03, favours: drgs}]
    """
    found, _ = answered(counts, only_p)
    (group,) = of_cell(found, "responder-50", 12).groups
    entries = {entry.label: entry for entry in group.entries}
    one, other = entries["Roe 2020 (not stated)"], entries["Poe 2021 (not stated)"]
    assert one.value is not None
    assert group.summary is None
    assert other.words == "only a p-value is printed (DRGS v SCS (tonic): p = 0.03, favours DRGS)"


def test_the_description_says_each_kind_in_a_sentence(trials: Answer) -> None:
    """For somebody who cannot see the picture."""
    said = of_cell(trials, "responder-50", 12).description
    assert "Randomised: 3 studies; 3 studies together, RR 1.36 (0.88 to 2.09)" in said
    assert "Not randomised: 1 study, RR 2.66 (1.83 to 3.87); analysed: implanted and followed up; DRGS better;" in said


def test_the_group_that_counts_divide_by_is_said_of_every_kind(trials: Answer) -> None:
    """A denominator of the implanted is not one of those allocated."""
    groups = drawn(trials, "responder-50", 12)
    assert groups["Randomised"].lead == "Analysed: as allocated"
    assert groups["Not randomised"].lead == "Analysed: implanted and followed up"


def test_groups_that_differ_are_said_study_by_study(answered: Answered) -> None:
    """Side by side they would pass for the same."""
    arms = "{{drgs: {{events: 8, n: 10}}, scs: {{events: 6, n: 10}}}}"
    row = f"{{{{outcome: responder-50, months: 12, analysed: {{}}, arms: {arms}}}}}"
    texts = [
        f"id: {name}-2020\nlabel: {name.capitalize()} 2020\nresults: [{row.format(group)}]"
        for name, group in (("roe", "implanted"), ("poe", "trialled"))
    ]
    found, _ = answered(*texts)
    (group,) = of_cell(found, "responder-50", 12).groups
    assert group.lead == "Analysed: Poe 2020, trialled; Roe 2020, implanted"


def test_notes_name_the_studies_that_they_are_about(trials: Answer) -> None:
    """Two studies may each have a note of their own."""
    notes = of_cell(trials, "pain-intensity", 12).notes
    assert "Two 2032: standard deviation from the printed standard error" in notes
    assert "Changes and final figures stand together" in notes
