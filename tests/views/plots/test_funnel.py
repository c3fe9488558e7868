"""Funnel plots of invented trials: which comparisons have one, and that each says what the answer says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from trials import row, trial

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.svg import svg_text
from drgs_cli.records.library import Library, load_library
from drgs_cli.stats.bias.count_tests import peters
from drgs_cli.stats.results import Effect
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.question import Question
from drgs_cli.views.estimates import estimate_text
from drgs_cli.views.numbers import p_value
from drgs_cli.views.plots.funnel import figures, figures_of, plotted
from drgs_cli.views.plots.refused import Refused

Read = Callable[..., Library]
Ask = Callable[..., tuple[Answer, Library]]

SIZES = (20, 25, 30, 40, 55, 60, 80, 100, 120, 150, 200, 260)
COUNTS = tuple(((size * 3 + place) // 5, size, (size * 2 + place) // 5, size + 2) for place, size in enumerate(SIZES))


def some_trials(number: int) -> list[str]:
    return [
        trial(f"trial{place:02}-2020", {"drgs": (a, n), "scs": (b, m)})
        for place, (a, n, b, m) in enumerate(COUNTS[:number])
    ]


def means(number: int) -> list[str]:
    about = "outcome: pain-intensity, scale: nrs-10, statistic: change"
    return [
        row(
            f"trial{place:02}-2020",
            {"drgs": f"mean: -{4 + place % 3}, sd: 2, n: {size}", "scs": f"mean: -{3 + place % 2}, sd: 2.1, n: {size}"},
            about,
        )
        for place, size in enumerate(SIZES[:number])
    ]


def the_figure(found: tuple[Figure | Refused, ...]) -> Figure:
    (figure,) = found
    assert isinstance(figure, Figure)
    return figure


def the_refusal(found: tuple[Figure | Refused, ...]) -> str:
    (refused,) = found
    assert isinstance(refused, Refused)
    return refused.reason


def test_ten_studies_have_a_funnel_and_nine_have_none(answered: Ask) -> None:
    assert the_figure(figures_of(answered(*some_trials(10))[0])).title.startswith("Funnel plot, randomised: ")
    reason = the_refusal(figures_of(answered(*some_trials(9))[0]))
    assert reason == (
        "A funnel of fewer than 10 studies misleads (Sterne and others 2011, BMJ 343:d4002):"
        " there are 9 studies in the comparison."
    )


def test_a_refusal_counts_the_comparisons_that_it_is_of(answered: Ask) -> None:
    answer, _ = answered(*some_trials(3), *(text.replace("trial0", "other0") for text in means(2)))
    assert the_refusal(figures_of(answer)).endswith("there are 3 studies at most in each of 2 comparisons.")


def test_nothing_is_refused_where_nothing_is_compared(answered: Ask) -> None:
    assert figures_of(answered()[0]) == ()


def test_the_note_has_the_p_that_the_certainty_goes_by(answered: Ask) -> None:
    answer, _ = answered(*some_trials(12))
    test = peters([(a, n, b, m) for a, n, b, m in COUNTS], "RR")
    figure = the_figure(figures_of(answer))
    (judged,) = [domain for domain in answer.certainties[0].domains if domain.domain == "publication-bias"]
    assert not isinstance(test, Effect)
    assert judged.value == test.p  # type: ignore[union-attr]  # estimable: twelve trials
    assert judged.value is not None
    assert figure.notes[0].startswith(f"Peters' test: {p_value(judged.value)}: ")


def test_differences_of_means_have_a_straight_axis_and_the_test_of_egger(answered: Ask) -> None:
    figure = the_figure(figures_of(answered(*means(11))[0]))
    assert figure.notes[0].startswith("Egger's test: ")
    assert any("DRGS minus SCS" in line and "log" not in line for line in figure.lines(80))


def test_every_study_in_the_estimate_is_told_with_its_effect(answered: Ask) -> None:
    answer, _ = answered(*some_trials(12))
    (comparison,) = answer.comparisons
    text = "\n".join(the_figure(figures_of(answer)).lines(80))
    for effect in plotted(comparison):
        assert isinstance(effect.effect, Effect)
        assert f"{effect.chosen.study.label}: RR {effect.effect.natural:.2f}" in text
    assert estimate_text(comparison.estimate) in text
    assert len(plotted(comparison)) == comparison.estimate.k == 12


def test_the_description_says_what_the_picture_shows_in_words(answered: Ask) -> None:
    answer, _ = answered(*some_trials(12))
    figure = the_figure(figures_of(answer))
    assert figure.description.startswith("12 studies of at least 50 % pain relief, 6 months: risk ratio against")
    assert estimate_text(answer.comparisons[0].estimate) in figure.description
    assert figure.anchor == "crps/responder-50/6/randomised/funnel"


@pytest.mark.parametrize("better", [True, False])
def test_the_ends_of_the_axis_name_whom_they_favour(answered: Ask, better: bool) -> None:
    texts = some_trials(10)
    if not better:
        texts = [text.replace("responder-50", "explant") for text in texts]
    said = " ".join(the_figure(figures_of(answered(*texts)[0])).lines(80))
    left, right = ("SCS", "DRGS") if better else ("DRGS", "SCS")
    assert f"left: favours {left} / right: favours {right}" in said


def test_the_order_of_the_records_changes_no_byte(library: Read) -> None:
    found = library(*some_trials(12))
    turned = replace(found, records=tuple(reversed(found.records)))
    drawn = [svg_text(the_figure(figures(one, Question(indication="crps"))).pages(84)) for one in (found, turned)]
    assert drawn[0] == drawn[1]


def test_the_invented_trials_are_too_few() -> None:
    folder = Path(__file__).parents[2] / "invented_trials"
    assert "misleads" in the_refusal(figures(load_library(folder), Question(indication="crps")))
