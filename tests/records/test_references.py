"""Every key that a record uses exists, or is told at its place with what was probably meant."""

from collections.abc import Callable

import pytest

from drgs_cli.records.read import Record

Read = Callable[..., Record]


def told(found: Record) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.location.at, problem.hint) for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("design: rcts", "design", "did you mean rct?"),
        ("population: {indications: {crsp: 4}}", "population.indications.crsp", "did you mean crps?"),
        (
            "population: {indications: {crps: 4}, pain_location: [foot, food]}",
            "population.pain_location[1]",
            "did you mean foot?",
        ),
        (
            "population: {indications: {crps: 4}, baseline_pain: {mean: 4, scale: nrs10}}",
            "population.baseline_pain.scale",
            "did you mean nrs-10?",
        ),
        (
            "population: {indications: {crps: 4}, female: [{events: 4, pain_location: kne}]}",
            "population.female[0].pain_location",
            "did you mean knee?",
        ),
        ("arms: {drgs: {intervention: drg-s}}", "arms.drgs.intervention", "did you mean drgs?"),
        (
            "risk_of_bias: [{tool: rob2, outcome: explants}]",
            "risk_of_bias[0].outcome",
            "did you mean explant?",
        ),
    ],
)
def test_an_unknown_key_is_told_at_its_place_with_the_nearest(record: Read, text: str, at: str, hint: str) -> None:
    assert told(record(text)) == [("S108", at, hint)]


@pytest.mark.parametrize(
    ("keys", "at", "hint"),
    [
        ("outcome: responder50", "outcome", "did you mean responder-50?"),
        ("outcome: explant, indication: crps-3", "indication", "did you mean crps-2?"),
        ("outcome: explant, analysed: implant", "analysed", "did you mean implanted?"),
        ("outcome: explant, scale: vas-100", "scale", "did you mean vas-100mm?"),
        ("outcome: explant, pain_location: foots", "pain_location", "did you mean foot?"),
        ("outcome: explant, composite: [relief-50, relief-5]", "composite[1]", "did you mean relief-50?"),
    ],
)
def test_an_unknown_key_of_a_row_is_told_at_its_place(record: Read, keys: str, at: str, hint: str) -> None:
    found = told(record(f"results: [{{{keys}, arms: {{drgs: {{events: 1, n: 2}}}}}}]"))
    assert found == [("S108", f"results[0].{at}", hint)]


@pytest.mark.parametrize(
    ("written", "key"),
    [("sudeck", "crps-1"), ("causalgia", "crps-2"), ("phn", "post-herpetic")],
)
def test_a_synonym_is_answered_with_its_key(record: Read, written: str, key: str) -> None:
    found = told(record(f"results: [{{outcome: explant, indication: {written}, arms: {{drgs: {{n: 2}}}}}}]"))
    assert found == [("S108", "results[0].indication", f"write {key}")]


def test_a_word_like_no_key_gets_no_guess(record: Read) -> None:
    assert told(record("population: {indications: {zzzzzz: 4}}")) == [("S108", "population.indications.zzzzzz", "")]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("results: [{outcome: explant, arms: {dgrs: {events: 1}}}]", "results[0].arms.dgrs"),
        (
            "results: [{outcome: explant, contrasts: [{arms: [drgs, sc], p: 1}]}]",
            "results[0].contrasts[0].arms[1]",
        ),
        (
            "results: [{outcome: explant, contrasts: [{arm: sc, conditions: [on, off], p: 1}]}]",
            "results[0].contrasts[0].arm",
        ),
        (
            "results: [{outcome: explant, contrasts: [{arms: [drgs, scs], favours: drg}]}]",
            "results[0].contrasts[0].favours",
        ),
        ("arms: {drgs: {intervention: drgs, part_of: drg}}", "arms.drgs.part_of"),
        ("arms: {drgs: {intervention: drgs, same_as: drg}}", "arms.drgs.same_as"),
        ("arms: {drgs: {intervention: drgs, made_of: [drgs, drg]}}", "arms.drgs.made_of[1]"),
    ],
)
def test_an_arm_that_is_not_declared_is_told_at_its_place(record: Read, text: str, at: str) -> None:
    (found,) = told(record(text))
    assert found[:2] == ("S110", at)
    assert found[2].startswith(("did you mean", "known are"))


def test_print_that_favours_neither_names_no_arm(record: Read) -> None:
    row = "results: [{outcome: explant, contrasts: [{arms: [drgs, scs], favours: neither}]}]"
    assert told(record(row)) == []


def test_few_known_arms_are_listed_where_none_is_near(record: Read) -> None:
    row = "results: [{outcome: explant, arms: {control: {events: 1}}}]"
    assert told(record(row)) == [("S110", "results[0].arms.control", "known are drgs, scs")]
    alone = f"arms: {{drgs: {{intervention: drgs}}}}\n{row}"
    assert told(record(alone)) == [("S110", "results[0].arms.control", "known is drgs")]
