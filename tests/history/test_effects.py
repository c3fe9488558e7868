"""What a change does to the answers: lines that came, went or moved, readings, and by which cause."""

from hypothesis import given
from hypothesis import strategies as st
from two_states import effects, library, trial

from drgs_cli.history.causes import Flaws
from drgs_cli.history.effects import Effects, LineEffect, effects_between
from drgs_cli.history.standing import moved

REF = "crps/responder-50/3/randomised"
SAME = "overlaps: [{study: alpha, kind: same, why: the same patients}]\n"
DECISION = """\
decisions:
  - {about: crps/responder-50/3/randomised, domain: imprecision, change: 0, why: large, by: AB, date: 2026-01-02,
     judged: 0123456789ab}
"""


def only(found: Effects) -> LineEffect:
    (line,) = found.lines
    return line


def causes(line: LineEffect) -> list[str]:
    return [share.cause for share in line.shares]


def test_the_same_evidence_moves_nothing_and_has_a_reading() -> None:
    found = effects(library(trial("alpha")), library(trial("alpha")))
    assert found.lines == ()
    assert {one.indication: one.changed for one in found.readings if one.indication == "crps"} == {"crps": False}


def test_a_corrected_count_moves_its_line_and_leaves_the_reading() -> None:
    found = effects(library(trial("alpha")), library(trial("alpha", (16, 20))))
    line = only(found)
    assert (line.standing.ref, causes(line), found.reading_changed) == (REF, ["figures"], False)
    assert line.before is not None
    assert line.after is not None
    assert (line.before.line.estimate.value, line.after.line.estimate.value) == (15 / 8, 2.0)


def test_a_verdict_that_turns_changes_the_reading_and_names_the_cause() -> None:
    found = effects(library(trial("alpha")), library(trial("alpha", (9, 20))))
    (reading,) = (one for one in found.readings if one.indication == "crps")
    assert (reading.changed, reading.causes) == (True, ("figures",))
    assert {"verdict", "favours"} <= set(reading.moved)


def test_a_decision_changes_the_reading_by_its_certainty_alone() -> None:
    found = effects(library(trial("alpha")), library(trial("alpha"), review=DECISION))
    (reading,) = (one for one in found.readings if one.indication == "crps")
    assert (reading.moved, reading.causes) == (("certainty",), ("decisions",))
    assert causes(only(found)) == ["decisions"]


def test_a_line_comes_with_its_study_and_goes_with_it() -> None:
    none, one = library(), library(trial("alpha"))
    came, went = only(effects(none, one)), only(effects(one, none))
    assert (came.before, came.moved, causes(came)) == (None, ("new",), ["studies"])
    assert (went.after, went.moved, causes(went)) == (None, ("gone",), ["studies"])
    assert effects(one, none).reading_changed


def test_causes_of_one_line_lead_from_the_one_state_to_the_other() -> None:
    before = library(trial("alpha"))
    after = library(trial("alpha", (14, 20)), trial("beta", (6, 20)), review="defaults: {tau2: dl}\n")
    line = only(effects(before, after))
    assert causes(line) == ["studies", "figures"]
    first, last = line.shares
    assert first.before is not None
    assert line.before is not None
    assert first.before.line == line.before.line
    assert (first.after, last.after) == (last.before, line.after)


def test_offsetting_causes_are_both_told() -> None:
    before = library(trial("alpha"))
    after = library(trial("alpha"), trial("beta", (2, 20), more=SAME), trial("gamma", (2, 20)))
    assert causes(only(effects(before, after))) == ["studies"]
    overlapping = library(trial("alpha"), trial("beta", (2, 20)))
    later = library(trial("alpha", (16, 20)), trial("beta", (2, 20), more=SAME))
    assert causes(only(effects(overlapping, later))) == ["figures", "selection"]


def test_a_record_with_errors_on_one_side_is_a_cause_of_its_own() -> None:
    both, one = library(trial("alpha"), trial("beta", (2, 20))), library(trial("alpha"))
    found = effects_between(both, one, {}, Flaws(ids=frozenset({"beta"})))
    assert causes(only(found)) == ["errors"]


def test_a_renamed_study_moves_nothing() -> None:
    found = effects(library(trial("alpha")), library(trial("omega")), {"alpha": "omega"})
    assert (found.lines, found.reading_changed) == ((), False)


def test_answers_can_be_narrowed() -> None:
    before, after = library(trial("alpha")), library(trial("alpha", (9, 20)))
    assert effects_between(before, after, {}, indications=("fbss",)).lines == ()
    assert len(effects_between(before, after, {}, indications=("crps",)).lines) == 1


def test_an_indication_that_is_a_term_on_one_side_only_is_told() -> None:
    words = "vocabulary: {indications: {hiccups: {label: Hiccups}}}\n"
    about = trial("alpha").replace("crps", "hiccups")
    found = effects(library(review=words), library(about, review=words))
    assert [line.indication for line in found.lines] == ["hiccups"]
    gone = effects(library(about, review=words), library())
    (reading,) = (one for one in gone.readings if one.indication == "hiccups")
    assert (reading.after, reading.changed) == (None, True)


counts = st.integers(0, 20).map(lambda events: (events, 20))


@given(st.lists(counts, max_size=3), st.lists(counts, max_size=3))
def test_the_other_way_round_everything_moves_back(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    one, other = (
        library(*(trial(name, figures) for name, figures in zip(("alpha", "beta", "gamma"), state, strict=False)))
        for state in (before, after)
    )
    there, back = effects(one, other), effects(other, one)
    assert {line.standing.ref for line in there.lines} == {line.standing.ref for line in back.lines}
    assert there.reading_changed == back.reading_changed
    for line in there.lines:
        assert line.shares[0].before == line.before
        last = line.shares[-1].after
        if last is None or line.after is None:  # figures that two trials exchange move nothing in the line
            assert last is line.after
        else:
            assert moved(last, line.after, {}) == ()
