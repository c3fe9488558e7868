"""SARIF as the schema of the format has it, the same for the same findings wherever their lines move."""

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft4Validator

from drgs_cli.checks.rules import RULES
from drgs_cli.documents.problems import Level, Location, Problem
from drgs_cli.views.sarif import sarif_log

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
LINES = ("id: roe", "events: 9", "events: 9")


class Folder(NamedTuple):
    """Problems of a folder of files that all hold the same lines."""

    problems: list[Problem]
    place: PurePosixPath = PurePosixPath("studies")
    text: tuple[str, ...] = LINES

    def lines(self, _name: str) -> tuple[str, ...]:
        return self.text


def problem(
    line: int = 2,
    *,
    message: str = "9 events in 7",
    hint: str = "",
    level: Level = "error",
    waived: str = "",
    path: str = "roe.yaml",
) -> Problem:
    return Problem(Location(path, line, 9), "A101", level, message, hint, waived)


def run_of(*folders: Folder, rules: Iterable[str] = ("A103", "A101")) -> dict[str, Any]:
    """The one run of a log that is as the schema has it."""
    log = sarif_log(folders, [RULES[name] for name in rules])
    Draft4Validator(SCHEMA).validate(log)
    (run,) = json.loads(json.dumps(log))["runs"]
    assert isinstance(run, dict)
    return run


def only(found: Problem, *, place: str = "studies") -> dict[str, Any]:
    (result,) = run_of(Folder([found], PurePosixPath(place)))["results"]
    assert isinstance(result, dict)
    return result


def fingerprint(found: Problem, text: tuple[str, ...] = LINES) -> str:
    (result,) = run_of(Folder([found], text=text))["results"]
    return str(result["partialFingerprints"]["finding/v1"])


def test_all_rules_with_their_pages_are_as_the_schema_has_it() -> None:
    rules = run_of(rules=RULES)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["help"]["markdown"].startswith(f"**{RULES[rule['id']].title}.**") for rule in rules)


def test_a_rule_brings_its_example_as_a_block_of_code() -> None:
    (rule,) = run_of(rules=["Y103"])["tool"]["driver"]["rules"]
    assert "Fails:\n\n```yaml\ndrgs: {events: 5, n: 40, events: 6}\n```" in rule["help"]["markdown"]


def test_a_finding_names_its_rule_level_place_and_hint() -> None:
    result = only(problem(hint="is n another?", level="warning"))
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("A101", 1, "warning")
    assert result["message"]["text"] == "9 events in 7\nhint: is n another?"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "studies/roe.yaml", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 2, "startColumn": 9},
            }
        }
    ]


@pytest.mark.parametrize(("level", "named"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_levels_have_the_names_of_the_format(level: Level, named: str) -> None:
    assert only(problem(level=level))["level"] == named


def test_a_waived_finding_is_suppressed_in_the_source_with_the_reason() -> None:
    waived, standing = run_of(Folder([problem(waived="printed so"), problem()]))["results"]
    assert waived["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "printed so"}]
    assert standing["suppressions"] == []


@pytest.mark.parametrize(
    ("place", "path", "uri"),
    [
        (".", "roe.yaml", "roe.yaml"),
        ("a b/ü", "r:o%e.yaml", "a%20b/%C3%BC/r%3Ao%25e.yaml"),
        ("/data/studies", "roe.yaml", "file:///data/studies/roe.yaml"),
    ],
)
def test_a_file_is_an_address(place: str, path: str, uri: str) -> None:
    (location,) = only(problem(path=path), place=place)["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_text_from_a_record_is_no_link_and_moves_no_cursor() -> None:
    assert only(problem(message="[x](http://a) \x1b[2J"))["message"]["text"] == "[x] (http://a) \\x1b[2J"


def test_a_finding_is_the_same_when_lines_come_before_it() -> None:
    assert fingerprint(problem(2)) == fingerprint(problem(4), ("# new", "id: roe", "# new", "  events: 9"))


def test_a_finding_on_another_text_or_in_another_file_is_another() -> None:
    found = {fingerprint(problem(1)), fingerprint(problem(2)), fingerprint(problem(2, path="poe.yaml"))}
    assert len(found) == 3


def test_findings_on_lines_alike_are_told_apart() -> None:
    results = run_of(Folder([problem(2), problem(3)]))["results"]
    assert len({result["partialFingerprints"]["finding/v1"] for result in results}) == 2


def test_a_line_that_is_not_there_has_a_fingerprint_too() -> None:
    assert fingerprint(problem(9)) != fingerprint(problem(2))
