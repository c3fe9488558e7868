"""Forest plots of each side alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.plots.forest import Forest
from drgs_cli.plots.forest_marks import LEAST, side_of_square
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.forest_alone import forest_alone, measure_of

TRIALS = Path(__file__).parents[2] / "invented_trials"
Answered = Callable[..., tuple[Answer, Library]]
SERIES = """
    id: moe-2019
    label: Moe 2019
    design: case-series
    arms: {drgs: {intervention: drgs}}
    results: [{outcome: RESULT}]
"""


def of_cell(found: Answer, outcome: str, months: float) -> Forest:
    """The plot of one outcome and time."""
    kept = tuple(
        one
        for one in found.syntheses
        if one.cell.outcome == outcome and one.cell.window is not None and one.cell.window.centre == months
    )
    beside = tuple(one for one in found.comparisons if isinstance(one, Unanchored))
    return forest_alone(kept, beside, found.context, "here")


@pytest.fixture(scope="module")
def series() -> Answer:
    """What the invented series say."""
    return answer(load_library(TRIALS), Question(indication="crps", allow_unanchored=True))


def test_rare_events_have_a_short_axis_and_its_end_is_said(answered: Answered) -> None:
    """On 0 to 100 % nobody sees 1 from 2; no limit lies beyond it."""
    rare = SERIES.replace("outcome: RESULT", "outcome: explant, months: 12, arms: {drgs: {events: 4, n: 300}}")
    found, _ = answered(rare)
    plot = of_cell(found, "explant", 12)
    (entry,) = plot.entries
    assert plot.axis.ends == (0.0, 5.0)
    assert entry.high is not None
    assert entry.high < 5
    assert "the axis ends at 5 %, not at 100 %" in plot.axis.title


def test_a_study_of_unknown_size_has_a_cross(answered: Answered) -> None:
    """Among squares that go by patients a middling one would be read as a number."""
    known = SERIES.replace("outcome: RESULT", "outcome: responder-50, months: 12, arms: {drgs: {events: 8, n: 10}}")
    bare = SERIES.replace("outcome: RESULT", "outcome: responder-50, months: 12, arms: {drgs: {percent: 60}}")
    found, _ = answered(known, bare.replace("moe-2019", "poe-2020").replace("Moe 2019", "Poe 2020"))
    plot = of_cell(found, "responder-50", 12)
    one, other = plot.entries
    assert side_of_square(other.share) == LEAST < side_of_square(one.share)
    assert plot.squares == "squares by number of patients; cross: number not stated"
    alone, _ = answered(known)
    assert of_cell(alone, "responder-50", 12).squares == "squares by number of patients"


def test_both_sides_stand_under_headings_of_their_own_and_no_diamond_over_both(series: Answer) -> None:
    """Three series are put together, two without a prior are not."""
    one, other = of_cell(series, "responder-50", 24).groups
    assert (one.title, other.title) == ("DRGS alone: uncontrolled", "SCS alone: uncontrolled")
    assert one.summary is not None
    assert (one.summary.cells[0], one.summary.label) == ("62/86", "Summary, 3 studies")
    assert other.summary is None


def test_figures_are_in_per_cent_on_an_axis_from_0_to_100(series: Answer) -> None:
    """With the exact interval and the patients that they divide by."""
    plot = of_cell(series, "responder-50", 24)
    entry = plot.groups[1].entries[0]
    assert plot.axis.ends == (0.0, 100.0)
    assert entry.value == pytest.approx(50.0)
    assert (entry.cells, entry.text) == (("25/50", "implanted"), "50 % (36 % to 64 %)")


def test_nobody_takes_the_two_sides_for_a_comparison(series: Answer) -> None:
    """Title, axis, description and notes say so; no side of the axis is favoured."""
    plot = of_cell(series, "responder-50", 24)
    words = "uncontrolled: not a comparison"
    assert plot.title.endswith("not a comparison")
    assert words in plot.axis.title
    assert plot.description.endswith("The two sides side by side are not a comparison.")
    assert any(words in note for note in plot.notes)
    assert (plot.axis.null, plot.axis.left, plot.axis.right) == (None, "", "")


def test_a_difference_that_was_asked_for_is_only_in_words(answered: Answered) -> None:
    """Nobody reads it off a picture."""
    form = "responder-50, months: 12, arms: {drgs: {events: 9, n: 12}}"
    one = SERIES.replace("RESULT", form)
    other = one.replace("moe", "poe").replace("Moe", "Poe").replace("drgs", "scs").replace("scs}}\n", "scs-tonic}}\n")
    found, _ = answered(one, other, allow_unanchored=True)
    plot = of_cell(found, "responder-50", 12)
    assert [group.title for group in plot.groups] == ["DRGS alone: uncontrolled", "SCS alone: uncontrolled"]
    assert "worked out because it was asked for: RR 1.00" in " ".join(plot.notes)
    assert "RR" not in " ".join((plot.text_title, *(entry.text for entry in plot.entries)))


def test_crude_figure_and_range_stand_below_a_side(series: Answer) -> None:
    """As text."""
    one, other = of_cell(series, "responder-50", 24).groups
    assert one.lines == ("3 studies, binomial-normal mixed model, crude 72 %, range 67 % to 78 %",)
    assert other.lines == ("Two studies, not put together, crude 45 %, range 40 % to 50 %",)


def test_one_study_has_no_diamond(answered: Answered) -> None:
    """Nor any line below it."""
    found, _ = answered(SERIES.replace("RESULT", "responder-50, months: 12, arms: {drgs: {events: 9, n: 12}}"))
    (group,) = of_cell(found, "responder-50", 12).groups
    assert (group.summary, group.lines) == (None, ())
    assert [entry.cells[0] for entry in group.entries] == ["9/12"]


def test_means_of_0_to_100_are_on_an_axis_of_0_to_100(answered: Answered) -> None:
    """In the units of the cell."""
    form = "pain-intensity, months: 12, scale: nrs-10, statistic: final, arms: {drgs: {mean: 3.1, sd: 2.0, n: 16}}"
    found, _ = answered(SERIES.replace("RESULT", form))
    plot = of_cell(found, "pain-intensity", 12)
    (entry,) = plot.entries
    assert measure_of(found.syntheses[0]) == "MN"
    assert plot.axis.ends == (0.0, 100.0)
    assert entry.value == pytest.approx(31.0)
    assert entry.cells[0] == "31.0 (20.0), 16"


def test_a_figure_without_an_interval_says_so(answered: Answered) -> None:
    """A mark without a line is not taken for a sure one."""
    form = "pain-intensity, months: 12, scale: nrs-10, statistic: final, arms: {drgs: {mean: 3.1, n: 16}}"
    found, _ = answered(SERIES.replace("RESULT", form))
    (entry,) = of_cell(found, "pain-intensity", 12).entries
    assert (entry.low, entry.text) == (None, "31.0, no interval")


def test_a_median_is_told_in_words(answered: Answered) -> None:
    """It is no mean."""
    form = "pain-intensity, months: 12, scale: nrs-10, statistic: final, arms: {drgs: {median: 3, n: 16}}"
    found, _ = answered(SERIES.replace("RESULT", form))
    (entry,) = of_cell(found, "pain-intensity", 12).entries
    assert entry.value is None
    assert "median 3" in entry.words


def test_the_unit_of_a_rate_stands_at_the_head_of_its_column(answered: Answered) -> None:
    """And the axis begins at nothing."""
    form = "infection, months: 12, arms: {drgs: {rate: 2.5, per: 100-person-years, events: 2}}"
    found, _ = answered(SERIES.replace("RESULT", form))
    plot = of_cell(found, "infection", 12)
    assert plot.text_title == "Rate per 100 person-years (95 % CI)"
    assert plot.axis.floor == 0.0
    assert plot.entries[0].value == pytest.approx(2.5)
    assert plot.entries[0].text.startswith("2.5")
    assert "person-years" not in plot.entries[0].text
