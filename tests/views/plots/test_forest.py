"""The forest plots of an answer."""

from pathlib import Path

import pytest

from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import load_library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.forest import figure_of_reading, figures, figures_of
from drgs_cli.views.plots.refused import Refused

TRIALS = Path(__file__).parents[2] / "invented_trials"
FOLDER = Path(__file__).parents[2] / "folder"


def answered(folder: Path, **asked: object) -> Answer:
    """What an invented folder says of CRPS."""
    return answer(load_library(folder), Question(**{"indication": "crps", **asked}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def plots() -> dict[str, Figure]:
    """The plots of the invented trials by their anchors."""
    return {one.anchor: one for one in figures_of(answered(TRIALS)) if isinstance(one, Figure)}


def text_of(figure: Figure) -> str:
    """A plot in wide lines."""
    return "\n".join(figure.lines(160))


def test_there_is_one_for_each_cell_with_a_figure(plots: dict[str, Figure]) -> None:
    """Comparisons by cell, whatever their kind; then the sides alone; no name twice."""
    assert list(plots) == [
        "crps/responder-50/12",
        "crps/responder-50/6",
        "crps/pain-intensity/12",
        "crps/explant/12",
        "crps/responder-50/3",
        "crps/responder-50/24",
        "crps/responder-50/3/alone",
    ]


def test_a_library_and_a_question_give_the_same_as_their_answer(plots: dict[str, Figure]) -> None:
    """Narrowed as any answer is."""
    found = figures(load_library(TRIALS), Question(indication="crps", outcomes=("explant",)))
    assert [one.anchor for one in found if isinstance(one, Figure)] == ["crps/explant/12"]
    assert [text_of(one) for one in found if isinstance(one, Figure)] == [text_of(plots["crps/explant/12"])]


def test_a_comparison_without_any_estimate_is_named_with_the_reason() -> None:
    """Nothing disappears: what is not drawn is said."""
    (refused,) = [one for one in figures_of(answered(TRIALS)) if isinstance(one, Refused)]
    assert "Mood, 12 months" in refused.reason


def test_single_figures_of_one_side_are_drawn_only_where_an_outcome_is_asked_for() -> None:
    """A picture of one uncontrolled figure shows less than the figure."""
    usual = [one for one in figures_of(answered(FOLDER)) if isinstance(one, Figure)]
    asked = [one for one in figures_of(answered(FOLDER, outcomes=("infection",))) if isinstance(one, Figure)]
    assert not any("infection" in one.anchor for one in usual)
    assert ["infection" in one.anchor for one in asked] == [True]


def test_the_figure_of_the_reading_is_that_of_its_comparison() -> None:
    """And without a comparison that of the first side alone."""
    found = figure_of_reading(answered(TRIALS))
    assert found is not None
    assert found.anchor == "crps/responder-50/12"
    window = next(one for one in load_library(TRIALS).review.windows if one.centre == 24)
    alone = figure_of_reading(answered(TRIALS, window=window))
    assert alone is not None
    assert alone.title.startswith("At least 50 % pain relief, 24 months: DRGS and SCS alone, uncontrolled")
    assert figure_of_reading(answered(TRIALS, outcomes=("mood",))) is None


def test_nothing_is_drawn_of_nothing() -> None:
    """An indication without studies has no plots, and the reason is said."""
    (refused,) = figures(load_library(FOLDER), Question(indication="phantom-limb"))
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("no study has figures on ")


def test_the_same_answer_gives_the_same_bytes(plots: dict[str, Figure]) -> None:
    """Run after run."""
    again = {one.anchor: one for one in figures_of(answered(TRIALS)) if isinstance(one, Figure)}
    for anchor, figure in plots.items():
        assert again[anchor].pages(84) == figure.pages(84)
        assert (again[anchor].title, again[anchor].description, again[anchor].notes) == (
            figure.title,
            figure.description,
            figure.notes,
        )
