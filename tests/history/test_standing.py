"""Lines of an answer as they stand in two states, and what of them is another thing."""

from two_states import library, trial

from drgs_cli.history.effects import answered
from drgs_cli.history.standing import Standing, basis_of, moved, repeated, standings
from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer

UNTIMED = trial("alpha").replace("months: 3, ", "")
DECIDED = """\
decisions:
  - {about: crps/responder-50/3/randomised, domain: imprecision, change: 0, why: large, by: AB, date: 2026-01-02,
     judged: 0123456789ab}
"""


def answer(found: Library) -> Answer:
    one = answered(found, "crps")
    assert one is not None
    return one


def only(found: Library) -> Standing:
    (standing,) = standings(answer(found), {}).values()
    return standing


def parts(before: Library, after: Library) -> set[str]:
    return set(moved(only(before), only(after), {}))


def test_the_same_text_moves_nothing() -> None:
    assert parts(library(trial("alpha")), library(trial("alpha"))) == set()


def test_a_row_that_stands_elsewhere_in_its_file_moves_nothing() -> None:
    other = "  - {outcome: explant, indication: fbss, arms: {drgs: {events: 1, n: 9}}, source: {report: roe}}\n"
    below = trial("alpha").replace("results:\n", f"results:\n{other}")
    assert parts(library(trial("alpha")), library(below)) == set()


def test_a_count_moves_estimate_difference_and_patients() -> None:
    found = parts(library(trial("alpha")), library(trial("alpha", (16, 20))))
    assert found == {"estimate", "absolute", "patients", "sides"}


def test_a_decision_moves_the_certainty_and_says_when_it_is_stale() -> None:
    before, after = library(trial("alpha")), library(trial("alpha"), review=DECIDED)
    assert parts(before, after) == {"certainty", "domains", "stale"}


def test_a_study_moves_studies_and_what_the_estimate_says() -> None:
    found = parts(library(trial("alpha")), library(trial("alpha"), trial("beta", (2, 20))))
    assert {"studies", "estimate", "verdict"} <= found


def test_a_renamed_study_moves_nothing() -> None:
    before, after = only(library(trial("alpha"))), only(library(trial("omega")))
    assert moved(before, after, {}) == ("studies", "sides")
    assert moved(before, after, {"alpha": "omega"}) == ()


def test_without_a_common_time_each_study_has_a_line_that_keeps_its_key() -> None:
    both = library(UNTIMED, UNTIMED.replace("alpha", "beta"))
    one = standings(answer(library(UNTIMED)), {})
    assert len(standings(answer(both), {})) == 2
    assert set(one) < set(standings(answer(both), {}))


def test_two_measures_of_one_cell_are_two_lines() -> None:
    hazard = "contrasts: [{arms: [drgs, scs], measure: hazard-ratio, estimate: 2, ci: [1, 4]}], source"
    texts = (
        trial("alpha"),
        trial("beta")
        .replace("source", hazard)
        .replace("arms: {drgs: {events: 15, n: 20}, scs: {events: 8, n: 20}},", ""),
    )
    found = answer(library(*texts))
    lines = standings(found, {}, repeated(found, {}))
    assert len(repeated(found, {})) == 1
    assert {standing.line.estimate.measure for standing in lines.values()} == {"RR", "HR"}


def test_the_basis_of_a_reading_is_named_as_in_the_answer() -> None:
    found = basis_of(answer(library(trial("alpha"))))
    assert found is not None
    assert found.ref == "crps/responder-50/3/randomised"
    assert basis_of(answer(library())) is None
