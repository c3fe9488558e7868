"""What changed in the evidence and what that does as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from two_states import side, trial, update

from drgs_cli.history.sides import Side
from drgs_cli.views.contract_diff import diff_json

SCHEMA = Path(__file__).parents[2] / "drgs_cli" / "schema" / "output.schema.json"
SAME = "overlaps: [{study: alpha, kind: same, why: the same patients}]\n"


def written(before: Side, after: Side) -> Any:
    found = json.loads(json.dumps(diff_json(update(before, after))))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(found)
    return found


def test_nothing_is_said_as_nothing() -> None:
    found = written(side(trial("alpha")), side(trial("alpha")))
    assert (found["none"], found["studies"], found["changes"], found["effects"]) == (True, [], [], [])
    assert (found["evidence"], found["question"], found["reading_changed"]) == (None, None, False)


def test_a_side_has_its_fingerprint_and_what_was_left_out() -> None:
    found = written(side(trial("alpha")), side(trial("alpha"), trial("beta", (21, 20)), name="after"))
    before, after = found["sides"]
    assert (before["name"], before["records"], before["skipped"]) == ("before", 1, [])
    assert (after["name"], after["records"], after["skipped"]) == ("after", 2, ["beta.yaml"])
    assert before["sha256"] != after["sha256"]
    assert after["problems"][0]["rule"] == "A101"


def test_a_change_has_both_texts_with_their_places() -> None:
    (change,) = written(side(trial("alpha")), side(trial("alpha", (16, 20))))["changes"]
    assert (change["study"], change["kind"], change["what"]) == ("alpha", "figure", "changed")
    assert (change["at"], change["row"]) == ("results[0].arms.drgs.events", "alpha/results/0")
    assert change["before"] == {"value": "15", "path": "alpha.yaml", "line": 9, "column": 28}
    assert change["after"]["value"] == "16"


def test_a_line_that_moved_has_exact_figures_and_its_causes() -> None:
    before, after = side(trial("alpha"), trial("beta")), side(trial("alpha", (16, 20)), trial("beta", more=SAME))
    (effect,) = written(before, after)["effects"]
    assert (effect["ref"], effect["what"], effect["seen"]) == ("crps/responder-50/3/randomised", "changed", True)
    assert [cause["cause"] for cause in effect["causes"]] == ["figures", "selection"]
    assert effect["causes"][0]["after"] == effect["causes"][1]["before"]
    assert effect["before"]["studies"] == ["alpha", "beta"]
    difference = effect["after"]["estimate"]["value"] - effect["before"]["estimate"]["value"]
    assert effect["by"]["difference"] == pytest.approx(difference)


def test_a_line_that_came_has_nothing_before() -> None:
    (effect,) = written(side(review="question: Which\n"), side(trial("alpha")))["effects"]
    assert (effect["what"], effect["before"], effect["moved"]) == ("added", None, [])
    assert effect["by"] == {"difference": None, "ratio": None, "per_100": None}


def test_a_reading_has_what_it_said_and_says() -> None:
    found = written(side(trial("alpha")), side(trial("alpha", (9, 20))))
    (reading,) = (one for one in found["readings"] if one["indication"] == "crps")
    assert (reading["changed"], reading["causes"], found["reading_changed"]) == (True, ["figures"], True)
    assert (reading["before"]["verdict"], reading["after"]["verdict"]) == ("better", "not-shown")


def test_a_renamed_study_has_its_earlier_id() -> None:
    (study,) = written(side(trial("alpha")), side(trial("omega")))["studies"]
    assert study == {"id": "omega", "what": "renamed", "label": "Omega 2020", "before": "alpha"}
