"""Certainty as JSON: every key is there, whether anybody decided anything or not."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import drgs_cli
from drgs_cli.records.library import Library
from drgs_cli.records.review import Label
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.contract_certainties import certainties_json
from drgs_cli.views.contract_certainty import certainty_json, label_json

Ask = Callable[..., tuple[Answer, Library]]
SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
TRIAL = (
    "evidence_class: {scheme: aan, class: II, why: said}\n"
    "results: [{outcome: responder-50, months: 12, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}]"
)
DECIDED = """
decisions:
  - {about: crps/responder-50/12/randomised, domain: imprecision, change: 0, why: enough, by: AB, date: 2026-11-22,
     judged: 0123456789ab}
"""


def written(answered: Ask, review: str = "") -> dict[str, Any]:
    answer, _ = answered(TRIAL, review=review)
    return certainty_json(answer.certainties[0])


def test_start_levels_and_fingerprint_are_codes(answered: Ask) -> None:
    found = written(answered)
    assert (found["start"], found["computed"], found["final"]) == ("high", "low", "low")
    assert len(found["fingerprint"]) == 12


def test_a_domain_has_change_rule_number_threshold_and_a_sentence(answered: Ask) -> None:
    assert written(answered)["domains"][0] == {
        "domain": "risk-of-bias",
        "change": -1,
        "rule": "mostly-worse",
        "value": 1.0,
        "threshold": 0.5,
        "text": "Risk of bias: 100 % of the weight worse than low, or not judged (counts: over 50 %).",
    }


def test_the_class_names_its_table(answered: Ask) -> None:
    expected = {"table": "aan-newer", "level": "C", "studies": {"roe-2020": "II"}, "favours": "drgs"}
    assert written(answered)["class"] == expected


def test_without_a_decision_there_is_none(answered: Ask) -> None:
    assert (written(answered)["decision"], written(answered)["decisions"]) == (None, [])


def test_a_decision_stands_alone_and_in_the_list_of_all(answered: Ask) -> None:
    found = written(answered, DECIDED)
    decision = {"by": "AB", "date": "2026-11-22", "why": "enough", "change": 0, "stale": True}
    assert found["decision"] == decision
    assert found["decisions"] == [
        {"domain": "imprecision", "computed": -1, **decision, "judged": "0123456789ab"},
    ]
    assert (found["computed"], found["final"]) == ("low", "moderate")


def test_a_label_is_in_the_words_of_who_gave_it() -> None:
    expected = {"by": "Roe 2018", "about": "crps", "label": "Class A", "scheme": None}
    assert label_json(Label("Roe 2018", "crps", "Class A", None)) == expected


@pytest.mark.parametrize("review", ["", DECIDED, "labels: [{by: Roe 2018, about: crps, label: Class A}]"])
def test_the_whole_result_is_as_the_schema_has_it(review: str, answered: Ask) -> None:
    answer, library = answered(TRIAL, review=review)
    ground = SimpleNamespace(origin="option", library=library, skipped=())
    found: Any = certainties_json(answer, ground, answer.context.question)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(json.loads(json.dumps(found)))
    assert found["command"] == "certainty"
    assert [entry["label"] for entry in found["labels"]] == (["Class A"] if "labels" in review else [])
