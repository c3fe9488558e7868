"""Timelines: every figure as the tables have it, at its month; estimates as `drgs history` has them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from drgs_cli.plots.drawing import Label, Line, Outline
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.svg import svg_text
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.by_publication import strands_of
from drgs_cli.synthesis.question import Question
from drgs_cli.views.history import figure_text, strand_title
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.plots.timeline import figures, figures_of, outcomes_of
from drgs_cli.views.plots.timeline_series import COMPARED, carrying, panels_of
from drgs_cli.views.sides_alone import line_text, sign_in

Ask = Callable[..., tuple[Answer, Library]]
TESTS = Path(__file__).parents[2]
REAL, TRIALS = TESTS.parent / "studies", TESTS / "invented_trials"
SERIES = """\
id: {name}
label: {label}
design: case-series
arms: {{{side}: {{intervention: {side}}}}}
results: [{rows}]
"""
SOURCE = "source: {{report: roe, at: p. 1, basis: full-text}}"
ROW = "{{outcome: {outcome}, months: {months}, arms: {{{side}: {{{figure}}}}}, " + SOURCE + "}}"


def series(name: str, side: str, *rows: tuple[float, str], outcome: str = "responder-50") -> str:
    """An uncontrolled series with figures at some months."""
    written = ", ".join(ROW.format(outcome=outcome, months=months, side=side, figure=figure) for months, figure in rows)
    return SERIES.format(name=name, label=name.capitalize(), side=side, rows=written)


def drawn(found: tuple[object, ...]) -> tuple[Figure, ...]:
    shown = tuple(figure for figure in found if isinstance(figure, Figure))
    assert len(shown) == len(found)
    return shown


def text_of(figure: Figure) -> str:
    return "\n".join(figure.lines(600))


@pytest.mark.parametrize(
    ("folder", "indication"),
    [(TRIALS, "crps"), (REAL, "crps"), (REAL, "fbss"), (REAL, "diabetic-neuropathy"), (REAL, "mixed")],
)
def test_every_line_of_a_side_alone_is_told_as_the_table_has_it(folder: Path, indication: str) -> None:
    answered = answer(load_library(folder), Question(indication=indication))
    outcomes = outcomes_of(answered)
    text = " ".join(map(text_of, drawn(figures_of(answered))))
    told = 0
    for synthesis in answered.syntheses:
        if synthesis.cell.outcome in outcomes and not synthesis.cell.part:
            for line in synthesis.lines:
                if line.value is not None and line.chosen.row.result.months is not None:
                    told += 1
                    assert line_text(line, sign_in(synthesis.cell, answered.context.vocabulary)) in text
                    assert line.chosen.study.label in text
    assert told or not outcomes or answered.comparisons


def test_both_arms_of_a_trial_stand_at_their_months() -> None:
    answered = answer(load_library(TRIALS), Question(indication="crps"))
    (panel,) = panels_of(answered, ("responder-50",))
    of_one = [dot for dot in panel.dots if dot.chosen.study.label == "One 2031"]
    assert [(dot.months, dot.second, dot.of) for dot in of_one] == [
        (12, False, COMPARED),
        (12, True, COMPARED),
        (6, False, COMPARED),
        (6, True, COMPARED),
    ]
    for comparison in answered.comparisons:
        for effect in comparison.effects:
            if effect.chosen.study.label == "One 2031" and comparison.cell.outcome == "responder-50":
                values = [dot.value for dot in of_one if dot.months == effect.chosen.row.result.months]
                assert values == [side.proportion for side in effect.sides]


def test_the_outcome_of_the_reading_is_drawn_unless_another_is_asked_for() -> None:
    library = load_library(TRIALS)
    answered = answer(library, Question(indication="crps"))
    assert carrying(answered) == "responder-50"
    (first, *_) = drawn(figures(library, Question(indication="crps")))
    assert "Drawn for the outcome on which the reading rests" in " ".join(first.notes)
    (other, *_) = drawn(figures(library, Question(indication="crps", outcomes=("pain-intensity",))))
    assert other.title == "Over the months after treatment began: Pain intensity (0-100)"
    assert "Drawn for" not in " ".join(other.notes)


def test_uncontrolled_figures_carry_their_warning(answered: Ask) -> None:
    texts = (
        series("ada", "drgs", (3, "events: 9, n: 12"), (12, "events: 8, n: 12")),
        series("ben", "scs", (6, "events: 6, n: 20")),
    )
    (figure, history) = drawn(
        figures_of(answered(*texts)[0], strands_of(answered(*texts)[1], Question(indication="crps")))
    )
    assert "not a comparison" in figure.notes[0]
    assert "not a comparison" in history.notes[0]
    assert "3 months: 75 % (43 % to 95 %), n 12" in text_of(figure)
    assert "12 months: 67 % (35 % to 90 %), n 12" in text_of(figure)
    assert "A Ada (DRGS, alone: not a comparison)" in text_of(figure)
    assert "a Ben (SCS, alone: not a comparison)" in text_of(figure)


def test_every_figure_names_the_patients_that_it_divides_by(answered: Ask) -> None:
    row = "events: 9, n: 12"
    one = series("ada", "drgs", (3, row)).replace("months: 3", "months: 3, analysed: implanted")
    other = series("ben", "drgs", (3, row)).replace("months: 3", "months: 3, analysed: trialled")
    (figure,) = drawn(figures_of(answered(one, other)[0]))
    assert "n 12, implanted" in text_of(figure)
    assert "n 12, trialled" in text_of(figure)
    assert "n 12, trialled" in figure.description
    assert any("it stands behind the number (n)" in note for note in figure.notes)


def test_rare_events_have_an_axis_that_shows_them_and_says_so(answered: Ask) -> None:
    (figure,) = drawn(figures_of(answered(series("ada", "drgs", (3, "events: 2, n: 400"), outcome="infection"))[0]))
    assert "The axis ends at 2 %, not at 100 %." in text_of(figure)
    (usual,) = drawn(figures_of(answered(series("ada", "drgs", (3, "events: 9, n: 12"), outcome="infection"))[0]))
    assert "The axis ends" not in text_of(usual)


def test_single_figures_of_several_places_of_pain_share_a_picture_and_are_named(answered: Ask) -> None:
    leg, back, more = (
        series(name, "scs", (12, "events: 9, n: 12")).replace("months: 12", f"months: 12, pain_location: {place}")
        for name, place in (("ada", "lower-limb"), ("ben", "back"), ("cal", "neck"))
    )
    (figure,) = drawn(figures_of(answered(leg, back, more)[0]))
    assert "single figures, of several definitions or places of pain" in figure.title
    assert "Ada: pain in: lower limb" in text_of(figure)
    assert "Ben: pain in: back" in text_of(figure)
    assert any(note.startswith("These figures are not of the same definition") for note in figure.notes)
    means = [
        text.replace("events: 9", "mean: 4, sd: 2").replace("responder-50", "pain-intensity") for text in (leg, back)
    ]
    means = [text.replace("months: 12", "scale: nrs-10, months: 12") for text in means]
    (joined,) = drawn(figures_of(answered(*means)[0]))
    assert joined.title.startswith("Over the months after treatment began: Pain intensity (0-100) (single figures")
    assert "Ben: pain in: back" in text_of(joined)
    twice = series("ada", "scs", (3, "events: 9, n: 12"), (12, "events: 9, n: 12"))
    assert not any("single figures" in one.title for one in drawn(figures_of(answered(twice, back)[0])))


def test_figures_without_a_time_are_counted_and_not_drawn(answered: Ask) -> None:
    timed = series("ada", "drgs", (3, "events: 9, n: 12"))
    untimed = series("ben", "drgs", (6, "events: 6, n: 20")).replace("months: 6, ", "")
    (figure,) = drawn(figures_of(answered(timed, untimed)[0]))
    assert "Ben" not in text_of(figure)
    assert any(note.startswith("Not drawn: 1 figure at no stated time") for note in figure.notes)


def test_nothing_is_drawn_of_nothing(answered: Ask) -> None:
    found, library = answered()
    assert figures_of(found) == ()
    (refused,) = figures(library, Question(indication="crps"))
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("no study has figures at a known time")


@pytest.mark.parametrize(
    ("folder", "indication"), [(TRIALS, "crps"), (REAL, "crps"), (REAL, "diabetic-neuropathy"), (REAL, "mixed")]
)
def test_every_estimate_is_that_of_the_history(folder: Path, indication: str) -> None:
    library = load_library(folder)
    answered = answer(library, Question(indication=indication))
    strands = strands_of(library, Question(indication=indication, outcomes=outcomes_of(answered)))
    pictures = [figure for figure in drawn(figures_of(answered, strands)) if "/publications-" in figure.anchor]
    text = " ".join(map(text_of, pictures))
    told = 0
    for strand in strands:
        if not strand.last.cell.part and any(
            point.line is not None and point.line.estimate.value is not None for point in strand.points
        ):
            assert strand_title(strand) in text
            for point in strand.points:
                if point.line is not None:
                    told += 1
                    assert figure_text(point.line, answered.context.vocabulary) in text
    assert told


def test_comparisons_and_sides_alone_never_share_a_picture() -> None:
    pictures = drawn(figures(load_library(TRIALS), Question(indication="crps")))
    titles = [figure.title for figure in pictures if "/publications-" in figure.anchor]
    assert titles == [
        "After each publication: at least 50 % pain relief, DRGS against SCS",
        "After each publication: at least 50 % pain relief, each side alone",
    ]


@pytest.mark.parametrize(("folder", "indication"), [(TRIALS, "crps"), (REAL, "crps"), (REAL, "mixed")])
def test_the_order_of_the_records_changes_no_byte(folder: Path, indication: str) -> None:
    library = load_library(folder)
    turned = replace(library, records=tuple(reversed(library.records)))
    question = Question(indication=indication)
    one, other = (
        [svg_text(figure.pages(84)) for figure in drawn(figures(found, question))] for found in (library, turned)
    )
    assert one == other


@pytest.mark.parametrize("indication", ["crps", "fbss", "mixed", "diabetic-neuropathy", "post-surgical"])
def test_no_line_is_wider_than_80_and_every_picture_says_what_it_shows(indication: str) -> None:
    for figure in drawn(figures(load_library(REAL), Question(indication=indication))):
        assert max(map(len, figure.lines(80))) <= 80
        assert any(sign.isdigit() for sign in figure.description)
        assert figure.title


def test_no_line_leads_to_a_second_hand_figure_of_another_definition() -> None:
    """The 12 months of ACCURATE are from a news text, of other patients, and of an end point that is worded anew."""
    question = Question(indication="crps", outcomes=("responder-50",))
    (whole, *_) = drawn(figures(load_library(REAL), question))
    assert "composite" in whole.title
    (page,) = whole.pages(174)
    assert not [m for m in page.marks if isinstance(m, Line) and m.tone in ("first", "second") and m.x1 != m.x2]
    assert "12 months: 74 %, n not stated, unclear which, second-hand" in text_of(whole)
    assert any(note.startswith("Second-hand (Deer 2017 (ACCURATE), 12 months): read in a news") for note in whole.notes)
    (note,) = (note for note in whole.notes if note.startswith("No line joins"))
    assert "Deer 2017 (ACCURATE), 3 and 12 months (another definition, another group of patients, second-hand" in note


@pytest.mark.parametrize(
    ("more", "joined"),
    [
        ("", True),
        ("definition: as they said, ", False),
        ("analysed: trialled, ", False),
        ('threshold: ">50", ', False),
    ],
)
def test_only_figures_of_one_definition_and_group_are_joined(answered: Ask, more: str, joined: bool) -> None:
    text = series("ada", "drgs", (3, "events: 9, n: 12"), (12, "events: 8, n: 12"))
    (figure,) = drawn(figures_of(answered(text.replace("months: 12", f"{more}months: 12"))[0]))
    lines = [m for m in figure.pages(174)[0].marks if isinstance(m, Line) and m.tone == "first" and m.x1 != m.x2]
    assert bool(lines) is joined
    assert any(note.startswith("No line joins") for note in figure.notes) is not joined


def test_a_number_that_is_not_stated_is_marked_and_joined_to_nothing(answered: Ask) -> None:
    text = series("ada", "drgs", (3, "events: 9, n: 12"), (12, "percent: 60"))
    (figure,) = drawn(figures_of(answered(text)[0]))
    marks = figure.pages(174)[0].marks
    assert [mark for mark in marks if isinstance(mark, Outline) and mark.dash]
    assert "number of patients not stated" in {mark.text for mark in marks if isinstance(mark, Label)}
    assert not [m for m in marks if isinstance(m, Line) and m.tone == "first" and m.x1 != m.x2]
