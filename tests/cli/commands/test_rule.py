"""`drgs rule` as it is typed: a page, several, or the list."""

import json
from collections.abc import Callable

import pytest

from drgs_cli.checks.rule import FAMILIES
from drgs_cli.checks.rules import RULES

Tell = Callable[..., tuple[int, str, str]]


def test_an_id_shows_its_page_and_nothing_on_standard_error(drgs: Tell) -> None:
    status, out, err = drgs("rule", "a101")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"A101: {RULES['A101'].title}"
    heads = ("Why it matters:", "Fails:", "Passes:", "To waive:")
    assert [line.partition(":")[0] + ":" for line in lines if line.startswith(heads)] == list(heads)


def test_without_an_id_every_rule_is_listed_by_family(drgs: Tell) -> None:
    _, out, _ = drgs("rule")
    lines = out.splitlines()
    assert [line for line in lines if line[:2] in {f"{letter}:" for letter in FAMILIES}] == [
        f"{letter}: {about}" for letter, about in FAMILIES.items()
    ]
    assert {line.split()[0] for line in lines if line.startswith("  ")} == set(RULES)


def test_a_family_is_listed_and_an_id_beside_it_is_shown_whole(drgs: Tell) -> None:
    _, out, _ = drgs("rule", "J", "A101")
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  J")]
    assert listed == sorted(rule_id for rule_id in RULES if rule_id.startswith("J"))
    assert f"\nA101: {RULES['A101'].title}\n" in out


def test_the_csv_is_a_line_for_each_rule_named(drgs: Tell) -> None:
    _, out, _ = drgs("rule", "A101", "J", "--format", "csv")
    assert [line.split(",")[:4] for line in out.splitlines()] == [
        ["rule", "family", "level", "waivable"],
        ["A101", "arithmetic", "error", "yes"],
        *([rule.id, FAMILIES["J"], rule.level, "no"] for rule in RULES.values() if rule.id[0] == "J"),
    ]


def test_the_json_holds_the_page_in_parts(drgs: Tell) -> None:
    _, out, _ = drgs("rule", "Y103", "--format", "json")
    (rule,) = json.loads(out)["rules"]
    assert (rule["rule"], rule["level"], rule["waivable"], rule["what"]) == ("Y103", "error", False, None)
    assert rule["fails"] == "drgs: {events: 5, n: 40, events: 6}"


@pytest.mark.parametrize("typed", ["A1003", "Q"])
def test_an_unknown_rule_is_wrong_usage(typed: str, drgs: Tell) -> None:
    status, out, err = drgs("rule", typed)
    assert (status, out) == (2, "")
    assert f"{typed} is no rule; " in err.splitlines()[-1]


def test_an_id_of_a_table_or_a_file_of_references_has_a_page(drgs: Tell) -> None:
    _, out, _ = drgs("rule", "B102")
    assert out.startswith("B102: The file cannot be read as references\n")
    _, out, _ = drgs("rule", "T2")
    assert "T: tables" in out
    _, out, _ = drgs("rule", "T202", "--format", "json")
    assert json.loads(out)["rules"][0]["family"] == "tables"
