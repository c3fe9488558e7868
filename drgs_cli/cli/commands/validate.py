"""`drgs validate`: study records against every rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct, options, rule_names
from drgs_cli.cli.check_forms import CHECK_FORMS, Checked, form_of, rules_to_read, summary
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.output import write
from drgs_cli.cli.targets import targets_of

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.checks.rule import Rule

EXAMPLES = """\b
Examples:
  drgs validate
  drgs validate studies/deer-2017-accurate.yaml
  drgs validate --select A,X --fail-level warning
  drgs validate --show-waived
  drgs validate --format sarif -o problems.sarif
"""
_FAILING = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}


@click.command("validate", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(path_type=Path))
@options.folder
@click.option(
    "--format",
    "named",
    type=click.Choice(list(CHECK_FORMS)),
    help="; ".join(f"{name}: {form.about}" for name, form in CHECK_FORMS.items())
    + ".  [default: text; github on the runners of GitHub]",
)
@rule_names.chosen
@click.option(
    "--changed",
    metavar="[REV]",
    is_flag=False,
    flag_value="",
    help="Only what changed since a revision of git (HEAD where none is named), and what refers to it.",
)
@click.option(
    "--fail-level",
    type=click.Choice(list(_FAILING)),
    default="error",
    show_default=True,
    help="From which level on to end with status 1.",
)
@click.option("--show-waived", is_flag=True, help="List what the records let stand, too, with the reasons.")
@click.option(
    *("-o", "--output"),
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to a file; .json and .sarif pick the format unless --format does.",
)
def command(
    paths: tuple[Path, ...],
    studies: str | None,
    named: str | None,
    rules: list[Rule],
    changed: str | None,
    fail_level: str,
    show_waived: bool,
    output: Path | None,
) -> int:
    """Check study records against every rule.

    Without PATHS: the whole evidence base. A file is checked among the others of its folder.
    """
    from drgs_cli.checks.run import check

    to_file = output is not None and output != Path("-")
    form = form_of(named, output if to_file else None)
    targets = targets_of(paths, studies, changed)
    checked = [Checked(target, target.asked_for(check(target.library, rules), rules)) for target in targets]
    write(form.write(checked, rules, show_waived, to_file), output)
    if to_file:
        conduct.say(summary(checked))
    standing = [problem for one in checked for problem in one.problems if not problem.waived]
    if standing and form.for_people:
        conduct.say(f"what a rule asks, and why: drgs rule {rules_to_read(standing)}")
    failing = _FAILING[fail_level]
    return conduct.FINDINGS if any(problem.level in failing for problem in standing) else conduct.DONE
