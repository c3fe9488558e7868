"""Why nothing is drawn: every kind of picture says it."""

from pathlib import Path

import pytest

from drgs_cli.cli.plot_kinds import PLOTS
from drgs_cli.records.library import load_library
from drgs_cli.synthesis.question import Question
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused

REAL = load_library(Path(__file__).parents[3] / "studies")
OF_RECORDS = sorted(set(PLOTS) - {"prisma"})  # the flow of records is that of the whole review


@pytest.mark.parametrize("kind", OF_RECORDS)
def test_an_indication_without_figures_has_a_reason_instead_of_a_picture(kind: str) -> None:
    (refused,) = PLOTS[kind].figures(REAL, Question(indication="radicular"))
    assert isinstance(refused, Refused)
    assert refused.reason.endswith(" on radicular pain")


def test_a_funnel_without_any_comparison_says_so() -> None:
    (refused,) = PLOTS["funnel"].figures(REAL, Question(indication="mixed"))
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("a funnel is of one comparison, and there is none with an estimate on mixed")


def test_what_a_question_was_narrowed_to_is_part_of_the_reason() -> None:
    asked = Question(indication="crps", outcomes=("mood",))
    assert nothing_found(asked, REAL, "no study has figures").reason.endswith("(narrowed to: Mood).".rstrip("."))
    assert nothing_found(Question(), REAL, "no study has figures").reason == "no study has figures"
