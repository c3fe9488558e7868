"""Rules as typed, by id or by the beginning of their ids; a wrong word gets the nearest. Checks nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from drgs_cli.cli.keys import either

if TYPE_CHECKING:  # --help imports no rule
    from collections.abc import Iterable, Mapping

    from click.shell_completion import CompletionItem

    from drgs_cli.checks.rule import Rule

Function = TypeVar("Function", bound=Callable[..., Any])


def chosen(function: Function) -> Function:
    """`--select` and `--ignore`, handed over as the `rules` to apply."""

    @wraps(function)
    def command(*arguments: Any, select: tuple[str, ...], ignore: tuple[str, ...], **values: Any) -> Any:
        return function(*arguments, rules=_chosen_rules(select, ignore), **values)

    decorated: Any = command
    for flag, text in (("--ignore", "Not these rules."), ("--select", "Only these rules, by id or family: A103, X.")):
        option = click.option(flag, multiple=True, metavar="RULE", shell_complete=complete_rule, help=text)
        decorated = option(decorated)
    result: Function = decorated
    return result


def _chosen_rules(select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    from drgs_cli.checks.rules import RULES

    chosen = named_rules(select, "--select") if select else list(RULES.values())
    left_out = {rule.id for rule in named_rules(ignore, "--ignore")}
    kept = [rule for rule in chosen if rule.id not in left_out]
    if not kept:
        raise click.UsageError("--ignore leaves no rule of those that --select names; nothing would be checked")
    return kept


def every_rule() -> dict[str, Rule]:
    """All that has a page: the rules of records, then what is found in tables and files of references."""
    from drgs_cli.checks.file_rules import FILE_RULES
    from drgs_cli.checks.rules import RULES

    return {**RULES, **FILE_RULES}


def named_rules(typed: Iterable[str], who: str, known: Mapping[str, Rule] | None = None) -> list[Rule]:
    """The rules that these words name, in the order of the rules; raises UsageError on a word that names none.

    `known` are the rules of records unless others are meant, too.
    """
    from drgs_cli.checks.rules import RULES

    rules = RULES if known is None else known
    found: set[str] = set()
    for word in words_of(typed):
        named = [rule_id for rule_id in rules if word and rule_id.startswith(word)]
        if not named:
            raise click.UsageError(f"{who}: {word or 'nothing'} is no rule{_why_not(word)}; {_advice(word, rules)}")
        found.update(named)
    return [rule for rule_id, rule in rules.items() if rule_id in found]


def _why_not(word: str) -> str:
    """Of a rule of tables or references, that it is none of records."""
    return " of records" if any(rule_id.startswith(word) for rule_id in every_rule() if word) else ""


def words_of(typed: Iterable[str]) -> list[str]:
    """Single words in capitals; several may stand in one, parted by commas."""
    return [word.strip().upper() for text in typed for word in text.split(",")]


def complete_rule(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offers the ids of the rules, with their titles."""
    from click.shell_completion import CompletionItem

    from drgs_cli.checks.rules import RULES

    begun = incomplete.upper()
    return [CompletionItem(rule.id, help=rule.title) for rule in RULES.values() if rule.id.startswith(begun)]


def _advice(word: str, rules: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(rules)
    near = get_close_matches(word, [rule_id for rule_id in known if rule_id[0] == word[:1]])
    families = list(dict.fromkeys(rule_id[0] for rule_id in known))
    return f"did you mean {either(near)}?" if near else f"rules begin with {either(families)}"
