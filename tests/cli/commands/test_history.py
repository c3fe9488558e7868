"""`drgs history`, run over the invented studies."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]

ASKED = ("history", "--indication", "crps", "--outcome", "responder-50")


def test_a_line_has_a_row_for_each_date(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs(*ASKED, "--months", "3", "--studies", invented)
    assert status == 0
    assert "Randomised: At least 50 % pain relief, 3 months (crps/responder-50/3/randomised)" in out
    assert [line.split()[0] for line in out.splitlines() if "Nobody 2031" in line] == ["2031"]


def test_the_json_has_points_with_estimate_and_verdict(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs(*ASKED, "--months", "3", "--format", "json", "--studies", invented)
    found = {entry["ref"]: entry for entry in json.loads(out)["history"]}
    strand = found["crps/responder-50/3/randomised"]
    (point,) = strand["points"]
    assert (strand["kind"], strand["side"], strand["outcome"]) == ("randomised", None, "responder-50")
    assert (point["date"], point["added"], point["removed"], point["n"]) == ("2031", ["alpha-trial"], [], 40)
    assert (point["verdict"], point["favours"]) == ("better", "drgs")
    assert point["estimate"]["value"] == pytest.approx(1.875)


def test_the_last_point_is_the_answer_of_today(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs(*ASKED, "--format", "json", "--studies", invented)
    _, compared, _ = drgs("compare", *ASKED[1:], "--format", "json", "--studies", invented)
    today = {entry["ref"]: entry["estimate"] for entry in json.loads(compared)["comparisons"]}
    strands = [strand for strand in json.loads(out)["history"] if strand["ref"] in today]
    assert strands
    for strand in strands:
        assert strand["points"][-1]["estimate"] == today[strand["ref"]]


def test_csv_has_a_line_for_each_point(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs(*ASKED, "--format", "csv", "--studies", invented)
    lines = list(csv.DictReader(io.StringIO(out)))
    assert ("crps/responder-50/3/randomised", "2031") in [(line["ref"], line["date"]) for line in lines]


def test_nothing_is_an_answer(drgs: Tell, invented: Path) -> None:
    arguments = ("history", "--indication", "pelvic", "--outcome", "explant", "--studies", invented)
    status, out, _ = drgs(*arguments)
    assert (status, "No comparison and no side alone has figures of this." in out) == (0, True)
    assert drgs(*arguments, "--fail-if-empty")[0] == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("history", "--outcome", "responder-50"), "--indication is missing"),
        (("history", "--indication", "crps"), "--outcome is missing"),
    ],
)
def test_what_it_is_about_has_to_be_said(arguments: tuple[str, ...], said: str, drgs: Tell, invented: Path) -> None:
    status, _, err = drgs(*arguments, "--studies", invented)
    assert (status, said in err) == (2, True)
