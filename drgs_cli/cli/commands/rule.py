"""`drgs rule`: what the checks ask of a record, and why."""

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output
from drgs_cli.cli.rule_names import complete_rule, every_rule, named_rules, words_of

EXAMPLES = """\b
Examples:
  drgs rule
  drgs rule A103
  drgs rule A P
  drgs rule A103 --format markdown
"""


@click.command("rule", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("names", nargs=-1, metavar="[RULE]...", shell_complete=complete_rule)
@options.form
def command(names: tuple[str, ...], output: Output) -> int:
    """Show the page of a rule, or list the rules.

    RULE is an id, such as A103: its page says what the rule asks, why it matters in evidence, what fails and what
    passes, and how to waive it. A family, such as A, or nothing lists the rules. T and B list what is found in tables
    (drgs pool) and in files of references (drgs new).
    """
    from drgs_cli.checks.rules import RULES
    from drgs_cli.views.rule_page import rules_document

    known = every_rule()
    rules = named_rules(names, "RULE", known) if names else list(RULES.values())
    paged = [known[word] for word in words_of(names) if word in known]

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_rule import rules_json

        return rules_json(rules)

    return answer(output, lambda: rules_document(rules, paged), result)
