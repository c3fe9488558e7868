"""What is known of columns agrees with the measures, networks and conversions that read them."""

import re
from pathlib import Path

import pytest

from drgs_cli.analysis.columns import INSTEAD, KINDS, ROW_RULES, instead
from drgs_cli.analysis.measures import NETWORK_DESIGNS
from drgs_cli.documents.delimited_cells import TABLE_RULES
from drgs_cli.stats.effects.measures import MEASURES
from drgs_cli.stats.row_conversions import CONVERSIONS

PROGRAM = Path(__file__).parents[2] / "drgs_cli"
READ = {
    *(column for measure in MEASURES.values() for column in measure.columns),
    *(column for columns in NETWORK_DESIGNS.values() for column in columns),
    *(column for conversion in CONVERSIONS.values() for column in (*conversion.columns, *conversion.optional)),
    *(other for other, _ in INSTEAD.values()),
}


def test_of_every_column_that_is_read_it_is_known_what_it_holds_and_of_no_other() -> None:
    assert set(KINDS) == READ | {"study"}


def test_events_are_counted_among_a_column_of_participants() -> None:
    wholes = {whole for kind, whole in KINDS.values() if whole is not None and kind == "events"}
    assert {KINDS[whole][0] for whole in wholes} == {"count"}


@pytest.mark.parametrize(
    ("role", "roles", "other"),
    [
        ("n1i", ("ai", "n1i"), "bi"),
        ("n2i", ("ci", "n2i"), "di"),
        ("n1i", ("m1i", "n1i"), None),
        ("vi", ("yi", "vi"), "sei"),
        ("yi", ("yi", "vi"), None),
    ],
)
def test_a_column_may_stand_for_another_only_beside_what_it_is_added_to(
    role: str, roles: tuple[str, ...], other: str | None
) -> None:
    assert instead(role, roles) == other


def test_every_rule_of_tables_is_found_somewhere_and_no_other() -> None:
    found = [
        rule_id
        for path in (*PROGRAM.glob("documents/delimited*.py"), *PROGRAM.glob("analysis/*.py"))
        for rule_id in re.findall(r'"(T\d{3})"(?!: ")', path.read_text(encoding="utf-8"))
    ]
    assert set(found) == {*TABLE_RULES, *ROW_RULES}


def test_rules_of_tables_are_a_letter_and_three_digits_and_a_line_each() -> None:
    rules = {**TABLE_RULES, **ROW_RULES}
    assert all(rule[0] == "T" and rule[1:].isdecimal() and len(rule) == 4 for rule in rules)
    assert len(set(rules.values())) == len(rules)
    assert not [text for text in rules.values() if "\n" in text or text.endswith(".")]
