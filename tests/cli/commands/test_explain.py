"""`drgs explain REF`, run over the invented studies."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Tell = Callable[..., tuple[int, str, str]]
Explained = Callable[..., dict[str, Any]]

LINE = "crps/responder-50/3/randomised"


@pytest.fixture
def explained(drgs: Tell, invented: Path) -> Explained:
    """The JSON of a ref."""

    def ask(ref: str, *options: str) -> dict[str, Any]:
        status, out, err = drgs("explain", ref, *options, "--format", "json", "--studies", invented)
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)["explained"]
        return found

    return ask


def test_a_line_is_walked_back_to_file_line_and_page(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("explain", LINE, "--studies", invented)
    assert (status, out.splitlines()[0]) == (0, LINE)
    for shown in ("alpha-trial.yaml:56", "Nobody 2031, abstract", "15 / 20 = 0.75", "agree with the answer"):
        assert shown in out


def test_every_key_of_the_json_stands_for_rows_and_lines(explained: Explained) -> None:
    line, row = explained(LINE), explained("alpha-trial/results/0")
    assert list(line) == list(row)
    assert (line["kind"], row["kind"]) == ("comparison", "row")
    assert (line["ref"], line["agrees"], line["way"], line["recipe"]) == (LINE, True, "on-paper", "wald")
    assert (row["agrees"], row["steps"], row["used"][0]["refs"]) == (None, [], [LINE])
    assert [found["rows"][0]["use"] for found in (line, row)] == ["alone", "alone"]


def test_the_steps_of_the_json_have_formula_numbers_and_result(explained: Explained) -> None:
    steps = {step["name"]: step for step in explained(LINE)["steps"]}
    assert steps["log-rr"] == {
        "study": "alpha-trial",
        "about": None,
        "name": "log-rr",
        "formula": "ln(p1 / p2)",
        "inputs": {"p1": 0.75, "p2": 0.4},
        "results": pytest.approx([0.6286086594]),
        "text": "ln of the risk ratio: ln(0.75 / 0.4) = 0.62861",
    }


def test_the_json_has_the_line_as_compare_has_it(drgs: Tell, invented: Path, explained: Explained) -> None:
    _, out, _ = drgs("compare", "--indication", "crps", "--format", "json", "--studies", invented)
    compared = {entry["ref"]: entry for entry in json.loads(out)["comparisons"]}
    assert explained(LINE)["comparison"] == compared[LINE]


def test_every_name_that_an_answer_prints_is_explained(drgs: Tell, invented: Path, explained: Explained) -> None:
    _, out, _ = drgs("summarise", "--indication", "crps", "--format", "json", "--studies", invented)
    answer = json.loads(out)
    names = [entry["ref"] for entry in (*answer["comparisons"], *answer["syntheses"])]
    names += [row["ref"] for study in answer["studies"] for row in study["rows"]]
    assert len(names) > 8
    for name in names:
        found = explained(name)
        assert (found["ref"], found["agrees"] is not False) == (name, True)


def test_a_side_alone_is_a_synthesis(drgs: Tell, invented: Path, explained: Explained) -> None:
    _, out, _ = drgs("summarise", "--indication", "crps", "--format", "json", "--studies", invented)
    ref = json.loads(out)["syntheses"][0]["ref"]
    found = explained(ref)
    assert (found["kind"], found["comparison"], found["synthesis"]["ref"]) == ("synthesis", None, ref)


def test_options_of_working_are_those_of_compare(explained: Explained) -> None:
    found = explained(LINE, "--measure", "or")
    assert found["comparison"]["estimate"]["measure"] == "OR"
    assert "log-or" in [step["name"] for step in found["steps"]]


def test_csv_has_the_calculation(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("explain", LINE, "--format", "csv", "--studies", invented)
    lines = list(csv.DictReader(io.StringIO(out)))
    assert ("alpha-trial", "DRGS: share", "15 / 20 = 0.75") in [
        (line["study"], line["step"], line["working"]) for line in lines
    ]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("crps/responder-50/4/randomised", "did you mean crps/responder-50/3/randomised"),
        ("alpha-trial/results/70", "its rows are 0 to 4"),
        ("nothing", "names nothing"),
        ("alpha-trial", "alpha-trial is a study, and drgs show alpha-trial shows it"),
    ],
)
def test_an_unknown_ref_is_a_usage_error_with_the_nearest(ref: str, said: str, drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("explain", ref, "--studies", invented)
    assert (status, out) == (2, "")
    assert said in err


def test_another_outcome_than_that_of_the_line_leaves_nothing(drgs: Tell, invented: Path) -> None:
    status, _, err = drgs("explain", LINE, "--outcome", "explant", "--studies", invented)
    assert (status, "there is no line" in err) == (2, True)
