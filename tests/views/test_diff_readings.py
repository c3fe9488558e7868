"""What became of the readings, in sentences."""

import pytest
from two_states import side, trial, update

from drgs_cli.history.sides import Side
from drgs_cli.views.diff_readings import reading_sentences

RETRACTED = "published: 2020}, no: {role: retraction, of: roe, published: 2021}}"


def sentences(before: Side, after: Side) -> tuple[str, ...]:
    return reading_sentences(update(before, after))


def test_a_reading_that_stands_says_so_with_what_moves() -> None:
    (told,) = sentences(side(trial("alpha")), side(trial("alpha", (16, 20))))
    assert told == (
        "The reading for CRPS stands; its figures move from RR 1.88 (1.04 to 3.39), +35 (+4 to +58) per 100"
        " to RR 2.00 (1.12 to 3.57), +40 (+10 to +62) per 100."
    )


def test_a_reading_that_changes_says_from_what_to_what_and_why() -> None:
    (told,) = sentences(side(trial("alpha")), side(trial("alpha", (9, 20))))
    assert told.startswith("The reading for CRPS changes: from “DRGS better: RR 1.88")
    assert "” to “no difference shown: RR 1.13" in told
    assert told.endswith("Cause: figures corrected or added.")


def test_a_reading_on_another_comparison_says_on_which() -> None:
    (told,) = sentences(side(trial("alpha")), side(trial("alpha"), trial("beta", months=12)))
    assert told.startswith(
        "The reading for CRPS stands, but rests on another comparison: crps/responder-50/12/randomised"
    )
    assert told.endswith("before on crps/responder-50/3/randomised.")


def test_changed_readings_come_first_and_the_rest_is_one_sentence() -> None:
    others = (trial("beta").replace("crps", "fbss"), trial("gamma").replace("crps", "pelvic"))
    before = side(trial("alpha"), *others)
    after = side(trial("alpha", (16, 20)), others[0].replace("15", "9"), others[1])
    told = sentences(before, after)
    assert [text.split(":")[0].split(";")[0] for text in told] == [
        "The reading for Failed back surgery changes",
        "The reading for CRPS stands",
        "No verdict, figure or certainty moves in the other indication.",
    ]


def test_figures_that_move_out_of_sight_are_said_to() -> None:
    text = trial("alpha").replace("{events: 15, n: 20}", "{events: 150000, n: 200000}")
    (told,) = sentences(side(text), side(text.replace("150000", "150001")))
    assert told == "The reading for CRPS stands; its figures move in digits that are not shown."


def test_an_indication_that_is_no_term_on_the_other_side_is_told() -> None:
    words = "vocabulary: {indications: {hiccups: {label: Hiccups}}}\n"
    about = trial("alpha").replace("crps", "hiccups")
    assert sentences(side(), side(about, review=words))[0].startswith("Hiccups is a new indication: DRGS better")
    assert sentences(side(about, review=words), side())[0].startswith("Hiccups is no longer an indication: ")


def test_a_record_with_errors_changes_no_reading_and_is_named_with_its_line() -> None:
    broken = side(trial("alpha").replace("events: 15, n: 20", "events: 25, n: 20"), name="the working tree")
    (told,) = sentences(side(trial("alpha")), broken)
    assert told.startswith(
        "The reading for CRPS cannot be told: errors in the working tree in alpha.yaml"
        " (line 9: 25 events in 20 patients, A101); before: “DRGS better"
    )
    (back,) = sentences(broken, side(trial("alpha")))
    assert back.startswith("The reading for CRPS can be told: “DRGS better")
    assert back.endswith("in alpha.yaml (line 9: 25 events in 20 patients, A101).")


@pytest.mark.parametrize(("right", "wrong"), [("design: rct", "desing: rct"), ("crps: 40}}", "crps: 40}")])
def test_a_record_renamed_and_broken_at_once_changes_no_reading(right: str, wrong: str) -> None:
    before, after = side(trial("alpha"), trial("beta")), side(trial("alpha"), trial("gamma").replace(right, wrong))
    found = update(before, after)
    assert {share.cause for line in found.effects.lines for share in line.shares} == {"errors"}
    alone = sentences(side(trial("beta")), side(trial("gamma").replace(right, wrong)))
    assert alone[0].startswith("The reading for CRPS cannot be told: errors in before in gamma.yaml (line ")


def test_a_long_error_is_cut() -> None:
    (told,) = sentences(side(trial("alpha")), side(trial("alpha").replace("design: rct", f"design: {'a-' * 80}b")))
    assert told.startswith("The reading for CRPS cannot be told")
    assert " …, " in told


def test_of_several_records_with_errors_those_of_the_indication_are_named() -> None:
    other = trial("beta").replace("crps", "fbss")
    before = side(trial("alpha"), other)
    after = side(*(text.replace("events: 15", "events: 25") for text in (trial("alpha"), other)), name="HEAD")
    first, second = sentences(before, after)
    assert ("alpha" in first, "beta" in first) != ("alpha" in second, "beta" in second)


def test_a_retraction_is_the_cause_and_not_the_error_that_it_makes() -> None:
    (told,) = sentences(side(trial("alpha")), side(trial("alpha").replace("published: 2020}}", RETRACTED)))
    assert told.startswith("The reading for CRPS changes: from “DRGS better")
    assert told.endswith("Cause: a report retracted, or no longer.")


def test_a_retraction_that_is_taken_out_again_is_the_cause_as_well() -> None:
    (told,) = sentences(side(trial("alpha").replace("published: 2020}}", RETRACTED)), side(trial("alpha")))
    assert "” to “DRGS better" in told
    assert told.endswith("Cause: a report retracted, or no longer.")
