"""`drgs add-result ID`: a row put at the end of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from drgs_cli.cli import options
from drgs_cli.cli.edited_file import DRY_RUN, FORCE, Manner, edit_file, file_of
from drgs_cli.cli.places import complete_arm, complete_report
from drgs_cli.cli.rows import GroupingCommand, RowOptions, refuse_incomplete, row_of

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.edit import Edit, Editable
    from drgs_cli.documents.problems import Problem

EXAMPLES = """\b
Examples (their figures show the form only):
  drgs add-result liem-2013 --outcome explant --months 24 --arm drgs events=5 n=32 --source liem-2015 --dry-run
  drgs add-result liem-2013 --outcome mood --set scale=bdi --arm drgs mean=8.0 --source liem-2013 at=abstract --dry-run
"""
CONTRAST = (
    "A comparison as printed: arms=[drgs,scs] measure=risk-ratio estimate=1.20 ci=[0.91,1.58] p=0.19; or favours=, "
    "words=, n=, level=, hypothesis=."
)


@click.command("add-result", cls=GroupingCommand, epilog=EXAMPLES)
@click.argument("record", metavar="ID", shell_complete=options.complete_id)
@click.option(
    "--outcome",
    metavar="KEY",
    shell_complete=options.complete_terms("outcomes"),
    help="What was measured: a key, label or synonym.",
)
@click.option(
    "--indication",
    metavar="KEY",
    shell_complete=options.complete_terms("indications"),
    help="The cause of pain, where the row is about one.",
)
@click.option("--months", metavar="M", help="Months of follow-up; left out where they are not stated.")
@click.option(
    "--analysed",
    metavar="GROUP",
    shell_complete=options.complete_terms("groups"),
    help="Which patients: allocated, implanted, completers ...",
)
@click.option(
    "--arm",
    "arms",
    metavar="ARM KEY=VALUE...",
    multiple=True,
    shell_complete=complete_arm,
    help="What was observed in an arm.",
)
@click.option("--contrast", "contrasts", metavar="KEY=VALUE...", multiple=True, help=CONTRAST)
@click.option(
    "--source",
    "sources",
    metavar="REPORT [KEY=VALUE]...",
    multiple=True,
    shell_complete=complete_report,
    help="Where it is printed.",
)
@click.option("--at", metavar="TEXT", help="The place in the report: abstract, Table 2, p. 671.")
@click.option("--set", "others", metavar="KEY=VALUE", multiple=True, help="Any other key of the row.")
@options.own_folder
@click.option("--force", is_flag=True, help=FORCE)
@click.option("--dry-run", is_flag=True, help=DRY_RUN)
def command(record: str, studies: str | None, force: bool, dry_run: bool, **typed: Any) -> int:
    """Add a row to a record.

    Figures are typed as printed, 81.20 with its zero; a list stands in brackets: ci=[7,19]. --arm, --contrast,
    --source and --set may be repeated. A record that awaits extraction becomes an extracted one. Nothing is written
    that brings a new error.
    """
    from drgs_cli.editing.add_result import add_result, as_extracted, without_why
    from drgs_cli.records.library import load_files

    found = file_of(record, studies)
    row = row_of(RowOptions(**typed), load_files(found.folder, ()).vocabulary)

    def change(file: Editable) -> Edit | tuple[Problem, ...]:
        refuse_incomplete(file, row)
        return add_result(file, row)

    return edit_file(found, [without_why, as_extracted, change], Manner(force, dry_run))
