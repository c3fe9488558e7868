"""`drgs compare`: what it needs, what it refuses, and an answer that is empty."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import drgs_cli

SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
Tell = Callable[..., tuple[int, str, str]]


def test_the_comparison_of_an_indication_is_drawn(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("compare", "--indication", "crps", "--studies", invented)
    assert status == 0
    assert "Randomised" in out
    assert "crps/responder-50/3/randomised" in out


def test_an_indication_is_needed(drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("compare", "--studies", invented)
    assert (status, out) == (2, "")
    assert "--indication is missing; drgs vocabulary indications lists the keys" in err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--months 0.2", "--months: 0.2 lies in no time window of the review"),
        ("--measure hr", "'hr' is not one of"),
        ("--method magic", "--method: 'magic' is no estimator of tau2"),
        ("--interval magic", "--interval: 'magic' is no interval"),
        ("--where year>=2015 --where year<2010", "--where: year>=2015 and year<2010 exclude one another"),
        ("--allow-unanchored --design rct", "randomised trials are no uncontrolled series"),
        ("--outcome magic", "--outcome: 'magic' is no outcome"),
    ],
)
def test_a_wrong_or_contradictory_option_is_wrong_usage(typed: str, said: str, drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("compare", "--indication", "crps", *typed.split(), "--studies", invented)
    assert (status, out) == (2, "")
    assert said in err


def test_a_known_outcome_that_no_study_has_is_an_empty_answer(drgs: Tell, invented: Path) -> None:
    line = ("compare", "--indication", "crps", "--outcome", "sleep", "--studies", invented)
    status, out, _ = drgs(*line)
    assert status == 0
    assert out.strip()
    assert drgs(*line, "--fail-if-empty")[0] == 3


def test_the_question_is_told_as_it_was_resolved(drgs: Tell, invented: Path) -> None:
    typed = "--measure or --method fe --denominator trialled --allow-mixed --where year>=2015"
    _, out, _ = drgs("compare", "--indication", "crps", *typed.split(), "--studies", invented, "--format", "json")
    question = json.loads(out)["question"]
    wanted = ("measure", "method", "interval", "denominator", "allow_mixed", "allow_unanchored", "where")
    assert [question[key] for key in wanted] == [
        *("OR", "ee", "adhoc", "trialled", True, False),
        [{"field": "year", "sign": ">=", "value": "2015"}],
    ]


@pytest.mark.parametrize("typed", ["", "--allow-unanchored --allow-mixed", "--measure smd --denominator allocated"])
@pytest.mark.parametrize("indication", ["crps", "fbss", "phantom-limb", "pelvic"])
def test_the_json_of_a_comparison_is_the_one_of_the_schema(
    indication: str, typed: str, drgs: Tell, invented: Path
) -> None:
    line = ("compare", "--indication", indication, *typed.split(), "--studies", invented, "--format", "json")
    definitions = json.loads(SCHEMA.read_text())["$defs"]
    Draft202012Validator({**definitions["compare"], "$defs": definitions}).validate(json.loads(drgs(*line)[1]))


def test_a_spreadsheet_has_a_line_for_each_comparison(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("compare", "--indication", "crps", "--studies", invented, "--format", "csv")
    header, *lines = out.splitlines()
    assert header.startswith("ref,kind,outcome,")
    assert lines[0].startswith("crps/")
