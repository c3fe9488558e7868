"""`drgs certainty`: what it needs, what it shows, and an answer that is empty."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import drgs_cli

SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
Tell = Callable[..., tuple[int, str, str]]


def test_findings_and_working_are_drawn(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("certainty", "--indication", "crps", "--studies", invented)
    assert status == 0
    assert "Summary of findings" in out
    assert "The working" in out


def test_an_indication_is_needed(drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("certainty", "--studies", invented)
    assert (status, out) == (2, "")
    assert "--indication is missing; drgs vocabulary indications lists the keys" in err


def test_one_outcome_can_be_asked_for(drgs: Tell, invented: Path) -> None:
    line = ("certainty", "--indication", "crps", "--studies", invented, "--format", "json", "--outcome")
    _, out, _ = drgs(*line, "pain-intensity")
    assert {entry["outcome"] for entry in json.loads(out)["comparisons"]} == {"pain-intensity"}


@pytest.mark.parametrize("more", [(), ("--outcome", "responder-50"), ("--as-of", "2031")])
def test_the_json_is_as_its_schema_has_it(more: tuple[str, ...], drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("certainty", "--indication", "crps", "--studies", invented, "--format", "json", *more)
    assert status == 0
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(json.loads(out))


def test_nothing_to_rate_is_an_empty_answer(drgs: Tell, invented: Path) -> None:
    line = ("certainty", "--indication", "fbss", "--studies", invented)
    status, out, _ = drgs(*line)
    assert status == 0
    assert "Nothing to rate" in out
    assert drgs(*line, "--fail-if-empty")[0] == 3


def test_a_decision_about_nothing_is_told_and_validate_refuses_it(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(invented, tmp_path / "studies")
    about = "crps/responder-50/24/randomised"
    with (folder / "review.yaml").open("a", encoding="utf-8") as review:
        review.write(
            f"decisions: [{{about: {about}, domain: imprecision, change: 0, why: x, by: AB, date: 2031,"
            " judged: 0123456789ab}]\n"
        )
    status, out, _ = drgs("certainty", "--indication", "crps", "--studies", folder)
    assert status == 0
    assert f"a decision is about {about}" in " ".join(out.split())
    status, out, _ = drgs("validate", "--studies", folder, "--select", "J")
    assert status == 1
    assert f"there is no comparison {about} [J101]" in out
    assert "did you mean crps/responder-50/3/randomised?" in out
