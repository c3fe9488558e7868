"""Rules as typed: by id, by family, in any case, several in one word."""

import click
import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.cli.rule_names import chosen, complete_rule, named_rules


@pytest.mark.parametrize(
    ("typed", "found"),
    [(["a103"], ["A103"]), (["X101, A103"], ["A103", "X101"]), (["Y10", "Y101"], [*"123456789"]), ([], [])],
)
def test_words_name_rules_by_id_or_beginning(typed: list[str], found: list[str]) -> None:
    expected = [name if len(name) > 1 else f"Y10{name}" for name in found]
    assert sorted(rule.id for rule in named_rules(typed, "RULE")) == expected


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("A1003", "did you mean A103"), ("style", "rules begin with Y, S, A, P, X, R"), ("A101,", "nothing is no rule")],
)
def test_a_word_that_names_none_gets_the_nearest(typed: str, advice: str) -> None:
    with pytest.raises(click.UsageError, match=advice):
        named_rules([typed], "RULE")


def test_without_a_choice_all_rules_are_applied_in_their_order() -> None:
    @click.command()
    @chosen
    def command(rules: list[object]) -> list[object]:
        return rules

    assert command.main([], standalone_mode=False) == list(RULES.values())


@pytest.mark.parametrize("left_out", ["A103", "A"])
def test_a_choice_that_leaves_no_rule_is_wrong_usage(left_out: str) -> None:
    @click.command()
    @chosen
    def command(rules: list[object]) -> list[object]:
        return rules

    with pytest.raises(click.UsageError, match="leaves no rule of those that --select names"):
        command.main(["--select", "A103", "--ignore", left_out], standalone_mode=False)


def test_completion_offers_ids_with_their_titles() -> None:
    command = click.Command("rule")
    offered = complete_rule(click.Context(command), click.Argument(["rule"]), "a10")
    assert [(item.value, item.help) for item in offered] == [
        (rule.id, rule.title) for rule in RULES.values() if rule.id.startswith("A10")
    ]


def test_what_is_found_in_tables_cannot_be_chosen_for_records() -> None:
    with pytest.raises(click.UsageError, match="T202 is no rule of records; rules begin with Y, S, A"):
        named_rules(["T202"], "--select")
