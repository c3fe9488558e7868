"""The words of `diff`: places, what moved in a line, by how much, why."""

import pytest
from two_states import library, side, trial

from drgs_cli.documents.problems import Location
from drgs_cli.history.effects import LineEffect, effects_between
from drgs_cli.views.diff_words import (
    cause_text,
    difference_of,
    is_seen,
    moves_text,
    per_100_by,
    place_text,
    ratio_of,
    side_text,
    standing_text,
)

DECISION = """\
decisions:
  - {about: crps/responder-50/3/randomised, domain: imprecision, change: 0, why: large, by: AB, date: 2026-01-02,
     judged: 0123456789ab}
"""
SERIES = """\
id: roe
label: Roe 2020
design: case-series
reports: {roe: {role: primary, published: 2020}}
population: {indications: {crps: 20}}
arms: {drgs: {intervention: drgs}}
results: [{outcome: responder-50, months: 3, arms: {drgs: {events: 10, n: 20}}, source: {report: roe}}]
"""
SAME = "overlaps: [{study: alpha, kind: same, why: the same patients}]\n"


def moved(before: tuple[str, ...], after: tuple[str, ...], review: str = "") -> LineEffect:
    (line,) = effects_between(library(*before), library(*after, review=review), {}).lines
    return line


def test_a_place_is_named_from_the_top_of_the_repository() -> None:
    assert place_text(Location("alpha.yaml", 9, 3), side(trial("alpha"))) == "studies/alpha.yaml:9"
    assert place_text(None, side(trial("alpha"))) == ""


def test_a_side_is_named_with_its_size() -> None:
    assert side_text(side(trial("alpha"), name="HEAD")) == "HEAD (1 record)"


def test_a_line_stands_with_estimate_difference_and_what_it_says() -> None:
    line = moved((trial("alpha"),), (trial("alpha", (16, 20)),))
    assert standing_text(line.before) == "RR 1.88 (1.04 to 3.39), +35 (+4 to +58) per 100; DRGS better"
    assert standing_text(None) == "not there"


def test_a_ratio_moves_by_a_factor_and_a_difference_by_patients_of_100() -> None:
    line = moved((trial("alpha"),), (trial("alpha", (16, 20)),))
    assert moves_text(line) == "RR × 1.067, +5.0 per 100"


def test_a_share_of_one_side_moves_by_so_many_in_100() -> None:
    line = moved((SERIES,), (SERIES.replace("events: 10", "events: 12"),))
    assert moves_text(line) == "+10.0 in 100"


def test_what_a_line_says_and_how_surely_is_told_where_it_moves() -> None:
    assert "says: DRGS better → no difference shown" in moves_text(moved((trial("alpha"),), (trial("alpha", (9, 20)),)))
    decided = moves_text(moved((trial("alpha"),), (trial("alpha"),), DECISION))
    assert decided.startswith("certainty: low → ")
    assert decided.endswith("a decision was made on the evidence before this")


def test_studies_that_come_into_a_line_or_go_are_named() -> None:
    one, two = (trial("alpha"),), (trial("alpha"), trial("beta"))
    assert moves_text(moved(one, two)).startswith("with Beta 2020; ")
    assert moves_text(moved(two, one)).startswith("without Beta 2020; ")
    assert moves_text(moved((), one)) == "new"
    assert moves_text(moved(one, ())) == "gone"


def test_a_digit_that_is_not_shown_is_said_to_have_moved() -> None:
    text = trial("alpha").replace("{events: 15, n: 20}", "{events: 150000, n: 200000}")
    line = moved((text,), (text.replace("150000", "150001"),))
    assert (moves_text(line), is_seen(line)) == ("moves in a digit that is not shown", False)


def test_one_cause_is_named_and_of_several_each_with_what_it_did() -> None:
    assert cause_text(moved((trial("alpha"),), (trial("alpha", (16, 20)),))) == "figures corrected or added"
    both = moved((trial("alpha"), trial("beta")), (trial("alpha", (16, 20)), trial("beta", more=SAME)))
    figures, overlaps = cause_text(both).split("; overlaps")
    assert figures == "figures corrected or added: RR 1.88 (0.93 to 3.77) → RR 1.94 (0.96 to 3.89)"
    assert overlaps.startswith(", dates, rows replaced: RR ")


def test_numbers_of_a_move_are_exact_and_absent_where_there_is_none() -> None:
    line = moved((trial("alpha"),), (trial("alpha", (16, 20)),))
    assert line.before is not None
    assert line.after is not None
    assert ratio_of(line.before, line.after) == pytest.approx(16 / 15)
    assert difference_of(line.before, line.after) == pytest.approx(1 / 8)
    assert per_100_by(line.before, line.after) == pytest.approx(5)
    alone = moved((SERIES,), (SERIES.replace("events: 10", "events: 12"),))
    assert alone.before is not None
    assert alone.after is not None
    assert (ratio_of(alone.before, alone.after), per_100_by(alone.before, alone.after)) == (None, None)


def test_a_figure_that_gives_way_to_two_studies_is_no_last_digit() -> None:
    second = SERIES.replace("roe", "poe").replace("Roe", "Poe").replace("events: 10", "events: 16")
    assert moves_text(moved((SERIES,), (SERIES, second))) == (
        "with Poe 2020; the figure of one study gives way to two studies that are not put together"
    )
    assert moves_text(moved((SERIES, second), (SERIES,))).endswith(
        "two studies that were not put together give way to one"
    )


def test_an_estimate_that_cannot_be_made_any_more_is_said() -> None:
    line = moved((trial("alpha"),), (trial("alpha").replace("{events: 15, n: 20}", "{percent: 75}"),))
    assert "no estimate any more" in moves_text(line)


def test_printed_figures_of_a_line_without_an_estimate_are_told() -> None:
    percent = trial("alpha").replace("events: 15, n: 20", "percent: 74.2").replace("events: 8, n: 20", "percent: 40")
    line = moved((percent,), (percent.replace("74.2", "64.2"),))
    assert line.moved == ("sides",)
    assert moves_text(line) == "printed figures of a side: 74.2 %, n not stated → 64.2 %, n not stated"
    assert is_seen(line)


def test_a_study_that_is_renamed_has_neither_come_nor_gone() -> None:
    first, second = (trial("alpha"),), (trial("omega", (16, 20)), trial("beta"))
    (line,) = effects_between(library(*first), library(*second), {"alpha": "omega"}).lines
    assert moves_text(line).startswith("with Beta 2020;")


def test_a_rule_that_comes_to_the_same_by_another_way_is_told() -> None:
    paid, unpaid = (trial("alpha", more=f"funding: {{type: {kind}}}\n") for kind in ("industry", "none"))
    line = moved((paid,), (unpaid,))
    assert (line.moved, moves_text(line)) == (("working",), "working of certainty: publication bias")


def test_a_class_that_was_given_anew_is_told_where_the_level_stands() -> None:
    first, second = (trial("alpha", more=f"evidence_class: {{scheme: aan, class: {one}}}\n") for one in ("III", "IV"))
    line = moved((first,), (second,))
    assert (line.moved, moves_text(line)) == (("working",), "working of certainty: class of Alpha 2020")


def test_the_smallest_difference_that_matters_moves_the_working_of_certainty() -> None:
    review = "outcomes: [{key: responder-50, important: 2, unit: per-100, from: us}]\n"
    before = library(trial("alpha"), review=review)
    after = library(trial("alpha"), review=review.replace(": 2,", ": 10,"))
    (line,) = effects_between(before, after, {}).lines
    assert moves_text(line) == "working of certainty: imprecision"


def test_a_threshold_that_moves_with_the_figures_is_not_told_beside_them() -> None:
    review = "outcomes: [{key: responder-50, important: 2, unit: per-100, from: us}]\n"
    before = library(trial("alpha"), review=review)
    after = library(trial("alpha", (18, 20)).replace("events: 8", "events: 9"), review=review)
    (line,) = effects_between(before, after, {}).lines
    assert "working" in line.moved
    assert "working" not in moves_text(line)
