"""The registry: every rule has an id of its family, a page that can be read alone, and one place."""

from collections import Counter

import pytest

from drgs_cli.analysis.columns import ROW_RULES
from drgs_cli.checks.error_rules import ERRORS
from drgs_cli.checks.rule import FAMILIES
from drgs_cli.checks.rules import RULES
from drgs_cli.documents.delimited_cells import TABLE_RULES
from drgs_cli.documents.syntax import SYNTAX_RULES
from drgs_cli.documents.walk import SHAPE_RULES
from drgs_cli.records.faults import RECORD_RULES
from drgs_cli.records.library import FILE_RULES

FOUND_IN_READING = (SYNTAX_RULES, FILE_RULES, SHAPE_RULES, RECORD_RULES, TABLE_RULES, ROW_RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_page_says_what_why_what_fails_what_passes_and_how_to_waive(rule_id: str) -> None:
    page = RULES[rule_id].page
    heads = ["Why it matters:", "Fails:", "Passes:", "To waive:"]
    assert [page.count(head) for head in heads] == [1, 1, 1, 1]
    assert sorted(heads, key=page.index) == heads


@pytest.mark.parametrize("rule_id", RULES)
def test_a_title_is_one_sentence_of_one_line(rule_id: str) -> None:
    rule = RULES[rule_id]
    assert rule.page.startswith(f"{rule.title}.\n\n")
    assert "." not in rule.title


def test_every_id_is_a_letter_of_a_family_and_three_digits() -> None:
    assert all(rule.family in FAMILIES and rule.id[1:].isdecimal() and len(rule.id) == 4 for rule in RULES.values())


def test_no_two_places_find_faults_under_one_id() -> None:
    found = Counter(rule_id for rules in FOUND_IN_READING for rule_id in rules)
    checked = [rule.id for rule in RULES.values() if rule.waivable or rule.of_review is not None]
    assert max((found + Counter(checked)).values()) == 1


def test_rules_of_tables_are_none_of_records() -> None:
    assert {rule_id[0] for rules in (TABLE_RULES, ROW_RULES) for rule_id in rules} == {"T"}
    assert "T" not in FAMILIES


def test_what_is_found_in_reading_or_in_the_review_cannot_be_waived() -> None:
    assert {rule.family for rule in RULES.values() if not rule.waivable} == {"Y", "S", "V", "J"}
    assert {rule.family for rule in RULES.values() if rule.of_review is not None} == {"V", "J"}
    assert {rule.family for rule in RULES.values() if rule.waivable} == {"A", "P", "X", "R"}


def test_no_function_stands_for_two_rules() -> None:
    functions = [found for rule in RULES.values() if (found := rule.check or rule.compare or rule.of_review)]
    assert len(set(functions)) == len(functions)


def test_what_is_held_before_every_answer_is_every_error_of_one_record() -> None:
    assert [rule for rule in RULES.values() if rule.check is not None and rule.level == "error"] == list(ERRORS)
